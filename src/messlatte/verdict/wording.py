"""The answer in one sentence; neutral, and never a likelihood word without its number."""

from __future__ import annotations

from collections.abc import Sequence

from messlatte.core.answer import Height, Verdict
from messlatte.core.i18n import translations
from messlatte.verdict.numbers import hundred, money, percent, rate, years_text
from messlatte.verdict.scale import likelihood

__all__ = ["height_words", "likelihood_words", "reading_words", "sentence_of", "verdict_sentence"]

HEIGHTS = {
    Height.LOW: "a low bar",
    Height.MIDDLE: "a bar of middle height",
    Height.HIGH: "a high bar",
    Height.VERY_HIGH: "a very high bar",
    Height.NOT_MEASURABLE: "not measurable",
}

_WITH_DEADLINE = (
    "From {level} ({base}) to {target} by {by} takes {rate} a year. {base_rate} comparable pairs managed it; "
    "we expect {chance} such targets to be reached: {height}."
)
_WITHOUT_DEADLINE = (
    "From {level} ({base}) to {target}, with no deadline named: within {years} that takes {rate} a year. "
    "{base_rate} comparable pairs managed it; we expect {chance} such targets to be reached in that time: {height}."
)
_REACHED = "{target} is not above {level} ({base}): we expect {chance} such levels to be seen again within {years}: {height}."
_UNMEASURABLE = "The height of the bar at {target} cannot be measured: {why}"
_OTHER = "If it is read as “{note}”, the target is {multiple} times the level and {chance} such targets would be reached: {height}."


def height_words(height: Height, language: str) -> str:
    """Height as words, such as ``a high bar``."""
    return translations(language).gettext(HEIGHTS[height])


def likelihood_words(probability: float, language: str) -> str:
    """IPCC likelihood word with its number, such as ``very unlikely (7%)``."""
    return f"{translations(language).gettext(likelihood(probability))} ({percent(probability, language, 0)})"


def reading_words(verdict: Verdict, language: str) -> str:
    """Notes of a verdict's readings, translated."""
    gettext = translations(language).gettext
    return ", ".join(gettext(note) for note in verdict.notes if note)


def verdict_sentence(verdict: Verdict, language: str) -> str:
    """One verdict in one sentence (two where a deadline is missing)."""
    gettext = translations(language).gettext
    base = verdict.baseline
    known = {
        "level": money(base.amount.value, base.amount.currency, language),
        "target": money(verdict.target.value, verdict.target.currency, language),
        "base": "" if base.period is None else str(base.period.last.year),
        "years": years_text(verdict.years, language),
        "height": height_words(verdict.height, language),
    }
    if verdict.probability is None or verdict.base_rate is None:
        return gettext(_UNMEASURABLE).format(target=known["target"], why=gettext("the readings give no level, or a deadline too far away."))
    known["rate"] = rate(verdict.required_growth, language)
    known["base_rate"] = hundred(verdict.base_rate.value, language)
    known["chance"] = hundred(verdict.probability.value, language)
    if verdict.multiple <= 1:
        return gettext(_REACHED).format(**known)
    if verdict.by is None:
        return gettext(_WITHOUT_DEADLINE).format(**known)
    return gettext(_WITH_DEADLINE).format(by=str(verdict.by.year) if verdict.by.month == 12 else str(verdict.by), **known)


def sentence_of(verdicts: Sequence[Verdict], language: str) -> str:
    """Likeliest reading first, then every other reading with another multiple, shortly."""
    if not verdicts:
        return ""
    ranked = sorted(verdicts, key=lambda v: -v.weight)
    lead = ranked[0]
    text, said = [verdict_sentence(lead, language)], {_key(lead)}
    for other in ranked[1:]:
        if other.probability is None or _key(other) in said:
            continue
        said.add(_key(other))
        text.append(_other_reading(other, language))
    return " ".join(text)


def _key(verdict: Verdict) -> tuple[float, int]:
    return round(verdict.multiple, 3), verdict.years


def _other_reading(verdict: Verdict, language: str) -> str:
    from messlatte.verdict.numbers import number

    chance = "" if verdict.probability is None else hundred(verdict.probability.value, language)
    note = reading_words(verdict, language) or translations(language).gettext("another reading")
    known = {
        "note": note,
        "multiple": number(verdict.multiple, language, 2),
        "chance": chance,
        "height": height_words(verdict.height, language),
    }
    return translations(language).gettext(_OTHER).format(**known)
