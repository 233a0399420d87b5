"""An analyst's own words for ``--lexicon FILE``: places, groups, areas, firms, and words of the reader such as currency names.

::

    [places]                      # code = names; case forms of German and Russian are written out
    "RU-TUL" = ["Tula Land", "Тульщина", "Тульщины"]

    [groups]                      # a group of economies without an ISO code
    "Turkic States" = ["Organization of Turkic States", "ОТГ"]

    [firms]                       # short form = spellings
    "KamAZ" = ["Kamaz", "КамАЗ"]

    [areas.kites]                 # a new area, or more words for a known one
    label = { en = "kites", de = "Drachen", ru = "воздушные змеи" }
    hs = ["9503"]
    en = ["kite*", "kite surfing"]

    [words.en.currency]           # tables of the reader's word lists, by language (de, en, ru)
    KES = ["bob"]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from messlatte.core.errors import InputError
from messlatte.statement.areas import LANGUAGES, AreaWords, Sector, area_words, patterns_of, sectors
from messlatte.statement.gazetteer import Candidate, Gazetteer, gazetteer, is_economy
from messlatte.statement.words import Words, words_of, words_with

__all__ = ["Lexicon", "load_lexicon"]

_TABLES = ("areas", "firms", "groups", "places", "words")
_AREA_FIELDS = frozenset(("label", "hs", "ebops", "isic", "arms", *LANGUAGES))
_CODES = {"hs": re.compile(r"\d{2}(\d{2}){0,2}"), "ebops": re.compile(r"S[A-L]?\d{0,3}"), "isic": re.compile(r"[A-U]|\d{2,4}")}
_MAX_BYTES = 2_000_000
_MAX_NAME = 120


@dataclass(frozen=True)
class Lexicon:
    """Checked words of a file; empty tables change nothing.

    Parameters
    ----------
    places, groups : mapping
        Names by code or group name.
    firms : mapping
        Spellings by short form.
    areas : mapping of str to Sector
        New sectors, and known ones with more words.
    words : mapping
        ``words[language][table][value]`` are phrases for the reader's word lists.
    """

    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    firms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    areas: Mapping[str, Sector] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = field(default_factory=dict)
    _cache: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)

    def gazetteer(self, language: str) -> Gazetteer:
        """Shipped names of a language with those of the file."""
        key = ("gazetteer", language)
        if key not in self._cache:
            table = gazetteer(language).copy()
            for names, kind in ((self.places, "r"), (self.groups, "g")):
                for code, spellings in names.items():
                    for spelling in spellings:
                        flags = "a" if spelling[0].islower() else ""
                        table.replace(spelling, Candidate(code, "c" if kind == "r" and "-" not in code else kind, flags))
            self._cache[key] = table
        found: Gazetteer = self._cache[key]
        return found

    def area_words(self, language: str) -> AreaWords:
        """Patterns of the areas of a language with those of the file."""
        if not self.areas:
            return area_words(language)
        key = ("areas", language)
        if key not in self._cache:
            self._cache[key] = patterns_of(self.sectors().values(), language)
        found: AreaWords = self._cache[key]
        return found

    def reader_words(self, language: str) -> Words:
        """Word list of the reader with the words of the file."""
        more = self.words.get(language)
        if not more:
            return words_of(language)
        key = ("words", language)
        if key not in self._cache:
            self._cache[key] = words_with(language, more)
        found: Words = self._cache[key]
        return found

    def sectors(self) -> Mapping[str, Sector]:
        """Shipped sectors, replaced and completed by those of the file."""
        return {**sectors(), **self.areas}


def load_lexicon(path: Path) -> Lexicon:
    """Read and check a lexicon file.

    Parameters
    ----------
    path : pathlib.Path
        A TOML file as in the module's example, of at most 2 MB.

    Returns
    -------
    Lexicon

    Raises
    ------
    InputError
        If the file cannot be read, is not TOML, or says something that cannot be meant; the message names the table and what is allowed.
    """
    return _checked(_parsed(path), str(path))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error}); give a TOML file") from error
    if len(data) > _MAX_BYTES:
        raise InputError(f"{path}: a lexicon has at most {_MAX_BYTES // 1_000_000} MB")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{path}: is not TOML: {error}") from error


def _checked(data: Mapping[str, Any], name: str) -> Lexicon:
    if unknown := sorted(set(data) - set(_TABLES)):
        raise InputError(f"{name}: [{unknown[0]}] is no table of a lexicon; allowed are {', '.join(_TABLES)}")
    places = _names(data.get("places", {}), f"{name}: [places]")
    for code in places:
        if not is_economy(code):
            raise InputError(
                f'{name}: [places]: {code!r} is no economy; use ISO alpha-3 ("BLR"), ISO 3166-2 ("RU-TUL"), or a name under [groups]'
            )
    return Lexicon(
        places=places,
        groups=_names(data.get("groups", {}), f"{name}: [groups]"),
        firms=_names(data.get("firms", {}), f"{name}: [firms]"),
        areas=_areas(data.get("areas", {}), name),
        words=_words(data.get("words", {}), name),
    )


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{where}: must be a table, found {type(value).__name__}")
    return value


def _phrases(value: object, where: str) -> tuple[str, ...]:
    """Check a list of words or one word."""
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise InputError(f'{where}: must be a list of words such as ["kite", "kites"]')
    for word in listed:
        if not word.strip(" *") or len(word) > _MAX_NAME:
            raise InputError(f"{where}: {word[:40]!r} is no name; give one of 1 to {_MAX_NAME} characters")
    return tuple(word.strip() for word in listed)


def _names(value: object, where: str) -> dict[str, tuple[str, ...]]:
    return {key: _phrases(names, f"{where} {key!r}") for key, names in _table(value, where).items()}


def _areas(value: object, name: str) -> dict[str, Sector]:
    found: dict[str, Sector] = {}
    for key, row in _table(value, f"{name}: [areas]").items():
        where = f"{name}: [areas.{key}]"
        row = _table(row, where)
        if unknown := sorted(set(row) - _AREA_FIELDS):
            raise InputError(f"{where}: {unknown[0]!r} is not known; allowed are {', '.join(sorted(_AREA_FIELDS))}")
        found[key] = _area(key, row, where)
    return found


def _area(key: str, row: Mapping[str, Any], where: str) -> Sector:
    known = sectors().get(key)
    label = {k: v for k, v in _table(row.get("label", {}), f"{where} label").items() if isinstance(v, str)}
    if known is None and "en" not in label:
        raise InputError(f'{where}: a new area needs label = {{ en = "..." }}')
    if not isinstance(row.get("arms", False), bool):
        raise InputError(f"{where} arms: must be true or false")
    codes = {kind: _codes(row, kind, where) for kind in _CODES}
    words = {language: _phrases(row.get(language, []), f"{where} {language}") for language in LANGUAGES}
    base = known or Sector(key, {}, {})
    return Sector(
        key=key,
        label={**base.label, **label},
        words={language: (*base.words.get(language, ()), *words[language]) for language in LANGUAGES},
        hs=codes["hs"] or base.hs,
        ebops=codes["ebops"] or base.ebops,
        isic=codes["isic"] or base.isic,
        arms=bool(row.get("arms", base.arms)),
    )


def _codes(row: Mapping[str, Any], kind: str, where: str) -> tuple[str, ...]:
    codes = _phrases(row.get(kind, []), f"{where} {kind}")
    for code in codes:
        if not _CODES[kind].fullmatch(code):
            raise InputError(f"{where} {kind}: {code!r} is no code of {kind.upper()}")
    return codes


def _words(value: object, name: str) -> dict[str, dict[str, dict[str, tuple[str, ...]]]]:
    found: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {}
    for language, tables in _table(value, f"{name}: [words]").items():
        if language not in LANGUAGES:
            raise InputError(f"{name}: [words.{language}] is no language; allowed are {', '.join(sorted(LANGUAGES))}")
        where = f"{name}: [words.{language}]"
        found[language] = {table: _names(entries, f"{where} {table}") for table, entries in _table(tables, where).items()}
        try:
            words_with(language, found[language])
        except KeyError as error:
            raise InputError(f"{where}: {error.args[0]!r} is no table of the word list; see statement/lexicon/{language}.toml") from error
    return found
