"""Build the tables of place names that the reader ships: ``statement/data/places.{de,en,ru}.tsv``.

Usage: ``python scripts/build_places.py CLDR_COMMON PYCOUNTRY`` with the folder ``common`` of Unicode CLDR 41 (Debian package
``unicode-cldr-core``) and the unpacked folder ``pycountry`` of the wheel of that name (26.2.16), whose data are Debian's iso-codes.
Names of countries and subdivisions are CLDR's (Unicode licence v3); adjectives, capitals, groups and persons are the
lists in ``scripts/places``. Which codes there are today, and the few names that CLDR 41 lacks, comes from iso-codes (LGPL-2.1+).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "places"))
from cldr import alpha3_codes, read_list, subdivisions, territories
from forms import adjective_forms_de, adjective_forms_ru, decline_ru, demonyms_de, genitive_de, key, surname_forms_ru

HERE = Path(__file__).parent / "places"
OUT = Path(__file__).parent.parent / "src" / "messlatte" / "statement" / "data"
LANGUAGES = ("en", "de", "ru")
STRONG = {"RU", "BY", "UA", "KZ", "CN", "US", "CA", "AU", "IN", "DE", "AT", "CH", "BR", "JP", "BE", "IQ"}
"""Countries whose subdivisions are news on their own; those of others need their country or a word such as "province" beside them."""
MUNICIPALITIES = {"BY-HM", "RU-MOW", "UA-30", "KZ-71", "KZ-75", "CN-BJ", "DE-BE", "AT-9"}
"""Capitals that are subdivisions: only "the city of Minsk" means them, Minsk alone stands for Belarus."""
COMMON_WORDS = frozenset(
    [
        "federal",
        "central",
        "capital",
        "northern",
        "southern",
        "eastern",
        "western",
        "north",
        "south",
        "east",
        "west",
        "upper",
        "lower",
        "new",
        "jewish",
        "unity",
        "centre",
        "center",
        "main",
        "most",
    ]
)
"""What is left of names such as "Federal District" and says nothing."""
WEAK = {"AU-VIC", "CH-ZG", "CH-UR", "BR-AC", "JP-24"}
"""Their subdivisions whose names are given names or common words as well."""
GENERIC = {
    "en": "Krai Oblast Okrug Provinces? County"
    "  Region Republic Raion District Governorate Municipality Department Prefecture City Autonomous Province",
    "de": "Oblast Woblasz Woblast Region Republik Provinz"
    " Gouvernement Rajon Distrikt Bezirk Kanton Präfektur Departamento Departement Département "
    "Gemeinde County Gebiet Kreis Autonomes?r?",
}
"""Generic words that a subdivision's name is stripped of, as regular expressions."""


@dataclass(frozen=True)
class Entry:
    """One meaning of some forms. Flags: C acronym, w weak (needs context), p needs a hyphen after it, a may be lower-case."""

    code: str
    kind: str
    flags: str
    forms: tuple[str, ...]


def split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip() and not part.strip().endswith("*")]


def noun(language: str, name: str) -> list[str]:
    if language == "ru":
        if not re.search("[а-яё]", name, re.IGNORECASE):
            return [key(name.partition(":")[0])]
        written_out = re.sub(r"\bо-ва\b", "острова", re.sub(r"\bо-в\b", "остров", name))
        return decline_ru(written_out) + ([key(name)] if written_out != name else [])
    base = name.partition(":")[0]
    return genitive_de(base) if language == "de" else [key(base)]


def adjective(language: str, word: str) -> list[str]:
    return {"en": lambda w: [key(w)], "de": adjective_forms_de, "ru": adjective_forms_ru}[language](word)


def acronym(name: str) -> bool:
    base = name.partition(":")[0]
    return bool(re.fullmatch(r"(?:[^\W\d_]\.\s?){2,}|[A-ZА-ЯČ]{2,4}", base))


def country_entries(language: str) -> Iterator[Entry]:
    column = LANGUAGES.index(language)
    for code, *cells in read_list("countries.txt"):
        cells += [""] * (7 - len(cells))
        adjectives, aliases, capitals = split(cells[2 * column]), split(cells[2 * column + 1]), (cells[6] + "//").split("/")
        for alias in aliases:
            name = alias.removeprefix("the ") if alias not in {"the Kingdom", "the States", "the Argentine"} else alias
            yield Entry(code, "c", "C" if acronym(name) else "", tuple(noun(language, name)))
        for word in adjectives:
            yield Entry(code, "a", "a" if language != "en" and word[0].islower() else "", tuple(adjective(language, word)))
        names = split(capitals[column]) or (split(capitals[0]) if language == "de" else [])
        for name in names:
            yield Entry(code, "k", "", tuple(noun(language, name)))
            if language == "de" and (more := demonyms_de(name)):
                yield Entry(code, "k", "d", tuple(more))


def group_entries(language: str) -> Iterator[Entry]:
    for code, *cells in read_list("groups.txt"):
        for name in split(cells[LANGUAGES.index(language)]):
            if name.startswith("adj:"):
                yield Entry(code, "g", "a", tuple(adjective_forms_ru(name[4:])))
            elif language == "de" and name[0].islower() and name.endswith("isch"):
                yield Entry(code, "g", "a", tuple(adjective_forms_de(name)))
            else:
                bare = name if name in {"the AU", "the Commonwealth"} else name.removeprefix("the ")
                yield Entry(code, "g", "C" if acronym(bare) else "", tuple(noun(language, bare)))


def extra_entries(language: str) -> Iterator[Entry]:
    if language == "en":
        yield Entry("EU", "g", "w", ("community",))
    for head, *cells in read_list("extra.txt"):
        what, code = head.split(maxsplit=1)
        for name in split((cells + [""] * 3)[LANGUAGES.index(language)]):
            if what == "prefix":
                yield Entry(code, "a", "pa" if language != "en" else "p", (key(name),))
            elif what == "none":
                yield Entry("-", "n", "", tuple(noun(language, name)))
            elif what == "person":
                forms = surname_forms_ru(name) if language == "ru" else noun(language, name)
                yield Entry(code, "p", "", tuple(forms))
            elif language == "de" and name[0].islower():
                yield Entry(code, "r", "a", tuple(adjective_forms_de(name)))
            else:
                yield Entry(code, "r", "C" if acronym(name) else "", tuple(noun(language, name)))
                if language == "de" and (more := demonyms_de(name)):
                    yield Entry(code, "r", "d", tuple(more))


def core_name(language: str, name: str) -> str:
    """Name without its generic word ("Oblast Tomsk" -> "Tomsk"); empty if nothing is left."""
    if language == "ru":
        return ""
    core = re.sub(r"\s+", " ", re.sub(rf"\b(?:{GENERIC[language].replace(' ', '|')})\b", "", name)).strip(" -,")
    return "" if core.lower() in COMMON_WORDS else core


def region_entries(common: Path, language: str, alpha3: dict[str, str], taken: set[str]) -> Iterator[Entry]:
    """Subdivisions; a name that a country, capital or group bears needs its generic word (flag ``w``)."""
    for code, name in subdivisions(common, language, alpha3):
        if len(name) < 3 or name.isdigit():
            continue
        weak = code[:2] not in STRONG or code in WEAK
        forms = noun(language, name)
        if shorter := re.fullmatch(r"(\w+) (?:and|und|и) (\w+)", name):
            forms += noun(language, f"{shorter[1]}-{shorter[2]}")
        if core := core_name(language, name):
            forms += [f for f in noun(language, core) if f not in forms]
        if code in MUNICIPALITIES:
            yield Entry(code, "r", "m", tuple(forms))
            continue
        for flag, part in (("w", [f for f in forms if weak or f in taken]), ("", [f for f in forms if not weak and f not in taken])):
            if part:
                yield Entry(code, "r", flag, tuple(part))
        if language == "de" and core and not weak and (more := demonyms_de(core)):
            yield Entry(code, "r", "wd" if core in taken else "d", tuple(more))
        if language == "ru" and (match := re.match(r"(\w+(?:ск|цк))(?:ая область|ий край|ая провинция)", name)):
            yield Entry(code, "r", "aw" if weak or match[1].lower() in AMBIGUOUS_RU else "a", tuple(adjective_forms_ru(match[1].lower())))
    if language == "ru":
        for stem, code in REPUBLICS_RU.items():
            yield Entry(code, "r", "a", tuple(adjective_forms_ru(stem)))


AMBIGUOUS_RU = {
    "московск",
    "ленинградск",
    "минск",
    "амурск",
    "кировск",
    "курск",
    "брестск",
    "алтайск",
    "пермск",
    "свердловск",
    "еврейск",
    "приморск",
}
REPUBLICS_RU = {
    "татарстанск": "RU-TA", "татарск": "RU-TA", "башкирск": "RU-BA", "башкортостанск": "RU-BA", "якутск": "RU-SA", "тувинск": "RU-TY",
    "чувашск": "RU-CU", "удмуртск": "RU-UD", "дагестанск": "RU-DA", "чеченск": "RU-CE", "карельск": "RU-KR", "бурятск": "RU-BU",
    "мордовск": "RU-MO", "петербургск": "RU-SPE",
    "баварск": "DE-BY", "шанхайск": "CN-SH", "гуандунск": "CN-GD", "крымск": "UA-43", "техасск": "US-TX", "калифорнийск": "US-CA",
}  # fmt: skip


def compact(forms: Iterable[str]) -> str:
    """``prefix|end,end``: forms behind their common prefix."""
    unique = list(dict.fromkeys(forms))
    low, high = min(unique), max(unique)
    prefix = "".join(takewhile(bool, (a if a == b else "" for a, b in zip(low, high, strict=False))))
    return f"{prefix}|{','.join(f[len(prefix) :] for f in unique)}"


def build(common: Path, language: str) -> list[str]:
    alpha3 = alpha3_codes(common)
    entries = [*country_entries(language), *group_entries(language), *extra_entries(language)]
    entries += [
        Entry(code, "c", "C" if acronym(name) else "", tuple(noun(language, name + ":n" if acronym(name) else name)))
        for code, name in territories(common, language, alpha3)
    ]
    taken = {form for entry in entries if entry.kind in "ckg" for form in entry.forms}
    entries += region_entries(common, language, alpha3, taken)
    merged: dict[tuple[str, str, str], list[str]] = {}
    for entry in entries:
        if forms := [f for f in entry.forms if f]:
            merged.setdefault((entry.code, entry.kind, entry.flags), []).append(compact(forms))
    return ["\t".join([*head, *dict.fromkeys(cells)]) for head, cells in merged.items()]


def names(common: Path) -> list[str]:
    """Display names of every economy: code, country of a region, name in English, German, Russian."""
    alpha3 = alpha3_codes(common)
    by_language = [dict(territories(common, lang, alpha3)) | dict(subdivisions(common, lang, alpha3)) for lang in LANGUAGES]
    for code, *cells in (*read_list("groups.txt"), *FORMER):
        for index, (table, cell) in enumerate(zip(by_language, cells, strict=True)):
            table[code] = code if index == 0 and len(code) > 3 else next(iter(split(cell)), code).partition(":")[0].removeprefix("the ")
    rows = []
    for code, name in list(by_language[0].items()):
        if by_language[2].get(code, "").endswith(" область") and code[:2] in {"RU", "UA", "BY", "KZ"} and " " not in name:
            by_language[0][code] = f"{name} Oblast"
        part_of = alpha3.get(code[:2], "") if re.match(r"[A-Z]{2}-", code) else ""
        rows.append("\t".join([code, part_of, *(table.get(code, name) for table in by_language)]))
    return rows


FORMER = (
    ["SUN", "Soviet Union", "Sowjetunion", "Советский Союз"],
    ["YUG", "Yugoslavia", "Jugoslawien", "Югославия"],
    ["CSK", "Czechoslovakia", "Tschechoslowakei", "Чехословакия"],
    ["DDR", "East Germany", "DDR", "ГДР"],
    ["SCG", "Serbia and Montenegro", "Serbien und Montenegro", "Сербия и Черногория"],
    ["COD", "DR Congo", "DR Kongo", "ДР Конго"],
    ["COG", "Congo-Brazzaville", "Kongo-Brazzaville", "Республика Конго"],
    ["ANT", "Netherlands Antilles", "Niederländische Antillen", "Нидерландские Антильские острова"],
)


def main() -> None:
    common = Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "economies.tsv").write_text("\n".join(names(common)) + "\n", encoding="utf-8")
    for language in LANGUAGES:
        lines = build(common, language)
        path = OUT / f"places.{language}.tsv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(lines)} lines, {path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
