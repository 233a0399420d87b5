"""Publicly known makers of arms: recognised in texts and among parties, and kept out of every ranking, match and plan."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from messlatte.core.evidence import Quote
from messlatte.core.screening import STRONG, Flag, ScreenedList, Subject, SubjectKind
from messlatte.screening.names import compare

__all__ = [
    "MAKERS_LIST",
    "Maker",
    "Mention",
    "arms_makers_in",
    "flags_of_makers",
    "is_arms_maker",
    "maker_of",
    "makers",
    "makers_document",
    "makers_list",
]

MAKERS_LIST = "arms-makers"
REASON = "publicly known as a maker of arms (ISIC {isic}); kept out of every ranking"
_LICENCE = "facts, each with the address of its source"
_ENDING = r"(?:а|у|е|ом|ы|и|ой|ою|s)?"


@dataclass(frozen=True, slots=True)
class Maker:
    """A publicly known maker of arms, with the address where that stands; ``checked``: the address was read for this file."""

    id: str
    names: tuple[str, ...]
    mentions: tuple[str, ...]
    country: str
    isic: str
    makes: str
    source: str
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a maker."""

    maker: Maker
    quote: Quote


@lru_cache(maxsize=1)
def makers() -> Mapping[str, Maker]:
    """Every maker of the shipped file by its id."""
    rows = tomllib.loads(_text())
    return {
        key: Maker(
            key,
            tuple(row["names"]),
            tuple(row["mentions"]),
            row["country"],
            row["isic"],
            row["makes"],
            row["source"],
            bool(row.get("checked", False)),
        )
        for key, row in rows.items()
    }


def _text() -> str:
    return (files("messlatte.screening") / "data" / "arms_makers.toml").read_text(encoding="utf-8")


def arms_makers_in(text: str) -> tuple[Mention, ...]:
    """Makers that a text names, in order, each once, at its first mention.

    Parameters
    ----------
    text : str
        A statement in German, English or Russian; letters count as they are, so "сплав" (alloy) is no maker and «Сплав» is one.
    """
    pattern, owners = _mentions()
    seen: dict[str, Mention] = {}
    for found in pattern.finditer(text):
        maker = owners[_bare(found["name"])]
        seen.setdefault(maker.id, Mention(maker, Quote(*found.span())))
    return tuple(seen.values())


@lru_cache(maxsize=1)
def _mentions() -> tuple[re.Pattern[str], Mapping[str, Maker]]:
    owners = {_bare(words): maker for maker in makers().values() for words in maker.mentions}
    names = sorted({words for maker in makers().values() for words in maker.mentions}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, names))}){_ENDING}(?!\w)"), owners


def _bare(words: str) -> str:
    return words.casefold()


def maker_of(name: str) -> tuple[Maker, str, float] | None:
    """Maker whom a party's name fits strongly, the spelling it fits and the score; None for everybody else."""
    return _maker_of(name)


@lru_cache(maxsize=4_096)
def _maker_of(name: str) -> tuple[Maker, str, float] | None:
    best: tuple[Maker, str, float] | None = None
    for maker in makers().values():
        for spelling in maker.names:
            score = compare(name, spelling, SubjectKind.FIRM).score
            if score >= STRONG and (best is None or score > best[2]):
                best = maker, spelling, score
    return best


def is_arms_maker(name: str) -> bool:
    """Whether a party's name is strongly like that of a publicly known maker of arms."""
    return maker_of(name) is not None


def flags_of_makers(subjects: Iterable[Subject]) -> Iterator[Flag]:
    """A strong flag for each firm that is publicly known to make arms."""
    for subject in subjects:
        if subject.kind not in {SubjectKind.FIRM, SubjectKind.UNKNOWN}:
            continue
        found = max(filter(None, map(maker_of, (subject.name, *subject.aliases))), key=lambda hit: hit[2], default=None)
        if found is None:
            continue
        maker, spelling, score = found
        yield _flag(subject, maker, spelling, score)


def _flag(subject: Subject, maker: Maker, spelling: str, score: float) -> Flag:
    from messlatte.screening.flags import flag_id

    details = {"country": maker.country, "makes": maker.makes, "source": maker.source}
    version = hashlib.sha256(repr(maker).encode()).hexdigest()[:16]
    return Flag(
        flag_id(subject, MAKERS_LIST, maker.id), subject, makers_list(), maker.id, maker.names[0], "name", subject.name, spelling,
        score, (), REASON, {"isic": maker.isic}, details, version,
    )  # fmt: skip


def makers_document(text: str) -> list[dict[str, object]]:
    """Makers that a text names, as JSON: id, name, ISIC class, source and quote."""
    return [
        {
            "id": mention.maker.id,
            "name": mention.maker.names[0],
            "isic": mention.maker.isic,
            "source": mention.maker.source,
            "quote": {"start": mention.quote.start, "end": mention.quote.end, "text": mention.quote.of(text)},
        }
        for mention in arms_makers_in(text)
    ]


@lru_cache(maxsize=1)
def makers_list() -> ScreenedList:
    """The shipped file as a list that was looked in."""
    sha256 = hashlib.sha256(_text().encode()).hexdigest()
    title = "Publicly known makers of arms (shipped)"
    return ScreenedList(MAKERS_LIST, title, "toml", "arms_makers.toml", sha256, "2026-11-25", len(makers()), _LICENCE)
