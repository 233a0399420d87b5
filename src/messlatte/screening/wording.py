"""A screening in words, in three languages. What was not found is said with the lists and their dates, and with nothing more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from messlatte.core.i18n import translations
from messlatte.core.screening import Decision, Feature, Flag, ScreenedList, Screening, State

__all__ = ["decision_words", "feature_words", "flag_reason", "flag_sentence", "list_words", "note_words", "score_words", "summary"]

_NOT_LOOKED_IN = ": not recognised as a list, not looked in"


def _of(language: str) -> Callable[[str], str]:
    return translations(language).gettext


def score_words(score: float, language: str) -> str:
    """Score with two decimals, in the language's own decimal sign."""
    return f"{score:.2f}" if language == "en" else f"{score:.2f}".replace(".", ",")


def list_words(source: ScreenedList, language: str) -> str:
    """Title of a list and its date, or that it has none."""
    gettext = _of(language)
    return f"{gettext(source.title)} ({source.date or gettext('undated')})"


def flag_reason(flag: Flag, language: str) -> str:
    """Why there is a flag."""
    gettext = _of(language)
    params = {key: gettext(value) if value else value for key, value in flag.params.items()}
    return gettext(flag.reason).format(**params)


def flag_sentence(flag: Flag, language: str) -> str:
    """One sentence: who, which list and date, which entry, the score and why."""
    gettext = _of(language)
    strength = gettext("strong flag") if flag.strong else gettext("worth a look")
    return gettext("{subject}: {strength} ({score}) in {list}, entry {entry}: {reason}.").format(
        subject=flag.subject.name,
        strength=strength,
        score=score_words(flag.score, language),
        list=list_words(flag.source, language),
        entry=flag.entry,
        reason=flag_reason(flag, language),
    )


def feature_words(features: Sequence[Feature], language: str) -> str:
    """What the score is made of: the pairs of words that fit, then what does not."""
    gettext = _of(language)
    fits = [f"{f.said} ~ {f.found} {score_words(f.score, language)}" for f in features if f.said and f.found and f.kind not in _AGAINST]
    against = [
        f"{gettext(f.kind)}: {' / '.join(part for part in (f.said, f.found) if part)} × {score_words(f.score, language)}"
        for f in features
        if f.kind in _AGAINST
    ]
    return "; ".join((*fits, *against))


_AGAINST = frozenset({"conflict", "extra", "legal form", "order"})


def decision_words(flag: Flag, language: str) -> str:
    """Where a flag stands, and who decided so, when and why."""
    gettext = _of(language)
    if flag.decision is None:
        return gettext("open: nobody has decided")
    said = _said(flag.decision, language)
    if flag.outdated:
        return gettext("open: the entry has changed since ({decision})").format(decision=said)
    return said


def _said(decision: Decision, language: str) -> str:
    gettext = _of(language)
    states = {State.DISMISSED: gettext("dismissed"), State.CONFIRMED: gettext("confirmed"), State.OPEN: gettext("reopened")}
    return gettext("{state} by {person} on {day}: {reason}").format(
        state=states[decision.state], person=decision.person, day=decision.decided_on, reason=decision.reason
    )


def note_words(note: str, language: str) -> str:
    """A note in a language."""
    if note.endswith(_NOT_LOOKED_IN):
        return _of(language)("{file}: not recognised as a list, not looked in").format(file=note.removesuffix(_NOT_LOOKED_IN))
    return _of(language)(note)


def summary(found: Screening, language: str) -> str:
    """How many flags, and for those without one: no hit above which score in which lists of which dates."""
    ngettext, gettext = translations(language).ngettext, _of(language)
    sentences = []
    if found.flags:
        count, blocking = len(found.flags), sum(flag.blocks for flag in found.flags)
        template = ngettext(
            "{count} flag, {blocking} of them strong and not dismissed.",
            "{count} flags, {blocking} of them strong and not dismissed.",
            count,
        )
        sentences.append(template.format(count=count, blocking=blocking))
    without = len(found.subjects) - len({flag.subject for flag in found.flags} & set(found.subjects))
    if without:
        lists = "; ".join(list_words(source, language) for source in found.lists) or gettext("no list")
        template = ngettext(
            "{count} subject: no hit above {score} in: {lists}.", "{count} subjects: no hit above {score} in: {lists}.", without
        )
        sentences.append(template.format(count=without, score=score_words(found.threshold, language), lists=lists))
    return " ".join(sentences)
