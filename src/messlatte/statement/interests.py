"""Who wants partners, whose products, who offers what, and which joint production exists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files

from messlatte.core.claims import Interest
from messlatte.core.evidence import Quote
from messlatte.core.statement import Claim, Reading
from messlatte.statement.firms import firm_name

__all__ = ["find_interests"]

_LONGEST_SENTENCE = 1200
_BACK = 400
_FIRM_NAMED = re.compile(r"(?:(?:[Зз]авод|[Кк]омбинат|[Кк]омпания|[Фф]абрика|[Пп]редприятие|ООО|ОАО|ЗАО|АО)\s+)?«[^»]{2,50}»")
_UP = r"[A-ZÄÖÜА-ЯЁ]"
_WORD = r"[^\s,.;:!?„“”\"«»()]+"
_PRONOUNS = frozenset(("seinen", "ihren", "seine", "ihre", "dessen", "deren", "its", "their", "его", "ее", "её", "их"))
_OPENERS = frozenset(
    (
        *("das", "der", "die", "den", "dem", "auch", "darüber", "hinaus", "laut", "beispielsweise", "dass", "seien", "ist", "und"),
        *("the", "also", "at", "moreover", "meanwhile", "and", "и", "а", "также", "что"),
    )
)
_NOBODY = frozenset(
    (
        *("er", "sie", "es", "wir", "man", "he", "she", "it", "they", "we", "i", "das", "der", "die", "the", "laut"),
        "он",
        "она",
        "они",
        "мы",
        "я",
    )
)
_TRIGGERS = re.compile(
    "interess|such(?:t|e)|bereit|will|wolle|möchte|biete|boten?\\b|ausschau|kaufen|beziehen|importieren|erwerben|produzieren|fertigen|bauen|stellen"
    "|looking for|would like|searching for|seek|want|need"
    "|interested|produce|make|manufacture|assemble|build|ready to|prepared to|willing to|offer"
    "|ищет|ищут|ищем|предложи|поиск|найти|нужда|интерес|хот[ияе]т|хочет|желают|намерен|планиру|производят|выпускают|собирают|изготавливают|делают"
    "|готов|предлага",
    re.IGNORECASE,
)
"""Words without which no rule fits; most sentences have none."""
_PLAIN = str.maketrans("ёЁ", "еЕ")
_TURNKEY = re.compile(r"schlüsselfertig\w*|turn-?\s?key|под\s+ключ", re.IGNORECASE)
_TURNKEY_WORD = {"s": "schlüsselfertig", "t": "turnkey", "п": "под ключ"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern with the groups ``who``, ``source``, ``subject`` (each may be missing), and what it says that somebody wants."""

    wants: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=3)
def _rules(language: str) -> tuple[_Rule, ...]:
    tables = tomllib.loads((files("messlatte.statement") / "data" / "interests.toml").read_text(encoding="utf-8"))
    table = tables.get(language, tables["en"])

    def filled(pattern: str) -> re.Pattern[str]:
        pattern = pattern.replace("{FIRM}", table["firm"]).replace("{ADVERB}", table.get("adverb", ""))
        return re.compile(pattern.replace("{UP}", _UP).replace("{WORD}", _WORD))

    return tuple(_Rule(row["wants"], filled(row["pattern"])) for row in table["rules"])


def find_interests(
    text: str, language: str, sentences: tuple[tuple[int, int], ...], *, firms: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Claim, ...]:
    """Find what firms and countries want from each other, or offer.

    Parameters
    ----------
    text, language : str
        The text and its language (``de``, ``en``, ``ru``).
    sentences : tuple of (start, end)
        Sentence spans; one of more than 1,200 characters is cut there.
    firms : mapping or None
        Spellings by short form, beside the firms that are known.

    Returns
    -------
    tuple of Claim
        Kind ``interest``: ``wants`` is partner, product, offer or joint production; ``source`` is from whom (a pronoun is resolved to
        the one named before), ``subject`` what. Names of known firms get their usual short form.
    """
    rules = _rules(language)
    named = partial(firm_name, more=firms)
    claims: list[Claim] = []
    for start, end in sentences:
        end = min(end, start + _LONGEST_SENTENCE)
        if not _TRIGGERS.search(text, start, end):
            continue
        found = sorted(_in_sentence(text, start, end, rules, named), key=lambda claim: claim.quote.start)
        claims += _resolved(found)
    return tuple(claims)


def _in_sentence(text: str, start: int, end: int, rules: tuple[_Rule, ...], named: Callable[[str], str]) -> Iterator[Claim]:
    sentence = text[start:end].translate(_PLAIN)
    taken: list[tuple[int, int]] = []
    for rule in rules:
        for match in rule.pattern.finditer(sentence):
            spans = {name: match.span(name) for name in match.re.groupindex}
            group = {name: text[start + i : start + j] for name, (i, j) in spans.items() if i >= 0}
            who = _clean(group.get("who")) if "who" in spans else _named_before(text, start)
            if who is None or who.lower() in _NOBODY or any(s < match.end() and match.start() < e for s, e in taken):
                continue
            taken.append(match.span())
            subject = _clean(group.get("subject"))
            turnkey = _TURNKEY.search(sentence)
            if subject and rule.wants == "offer" and turnkey and not _TURNKEY.search(subject):
                subject = f"{subject} ({_TURNKEY_WORD[turnkey[0][0].lower()]})"
            interest = Interest(named(who), rule.wants, _clean(group.get("source"), named), subject)
            yield Claim(Quote(start + match.start(), start + match.end()), (Reading(interest),))


def _named_before(text: str, end: int) -> str | None:
    """Firm that was named last before a sentence in the first person ("ООО «Лён» шьет рубашки. Ищем партнеров.")."""
    named = list(_FIRM_NAMED.finditer(text, max(0, end - _BACK), end))
    return _clean(named[-1][0]) if named else None


def _clean(words: str | None, named: Callable[[str], str] = str) -> str | None:
    """Words of a group on one line, without the openers that belong to the sentence; None if nothing is left."""
    if not words or not words.strip():
        return None
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in _OPENERS:
        parts.pop(0)
    return named(" ".join(parts).strip(" „“”\"'"))


def _resolved(found: list[Claim]) -> Iterator[Claim]:
    """Claims of one sentence with "its products" understood as those of the firm named before."""
    before: str | None = None
    for claim in found:
        interest = claim.readings[0].content
        if isinstance(interest, Interest):
            if interest.source and interest.source.lower() in _PRONOUNS:
                interest = Interest(interest.who, interest.wants, before, interest.subject)
            before = interest.who
            yield Claim(claim.quote, (Reading(interest),))
