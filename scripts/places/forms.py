"""Case forms of place names: Russian declension, German and English endings.

Generated once by ``build_places.py``; nothing here runs when a statement is read.
"""

from __future__ import annotations

import re
from itertools import zip_longest

__all__ = ["adjective_forms_de", "adjective_forms_ru", "decline_ru", "demonyms_de", "genitive_de", "key", "surname_forms_ru"]

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[\u00ad\u0301][^\W_]+)*")
_HUSH = "жшщчц"
_VELAR = "гкхжшщч"
_MASCULINE = frozenset(("израиль", "севастополь", "ставрополь", "ярославль", "гомель", "симферополь"))
_IRREGULAR = {
    "египет": "египет египта египту египет египтом египте",
    "острова": "острова островов островам острова островами островах",
    "земли": "земли земель землям земли землями землях",
}


def key(name: str) -> str:
    """Tokens of a name in lower case, joined by a blank: the key under which a text is looked up."""
    return " ".join(t.group().lower().replace("ё", "е").replace("\u00ad", "") for t in _TOKEN.finditer(name))


def _adjective_cases(word: str) -> list[str] | None:
    """Six cases of a Russian adjective given in the nominative; None if it does not look like one."""
    stem, end = word[:-2], word[-2:]
    soft = {"яя": ["яя", "ей", "ей", "юю", "ей", "ей"], "ее": ["ее", "его", "ему", "ее", "им", "ем"]}
    ru_i = stem[-1:] in _VELAR
    y = "и" if ru_i else "ы"
    hard = {
        "ая": ["ая", "ой", "ой", "ую", "ой", "ой"],
        "ый": ["ый", "ого", "ому", "ый", "ым", "ом"],
        "ой": ["ой", "ого", "ому", "ой", f"{y}м", "ом"],
        "ое": ["ое", "ого", "ому", "ое", f"{y}м", "ом"],
        "ые": ["ые", "ых", "ым", "ые", "ыми", "ых"],
        "ие": ["ие", "их", "им", "ие", "ими", "их"],
        "ий": ["ий", "ого", "ому", "ий", "им", "ом"] if ru_i else ["ий", "его", "ему", "ий", "им", "ем"],
    }
    ends = soft.get(end) or hard.get(end)
    return [stem + e for e in ends] if ends and len(stem) >= 3 else None


def _plural_cases(word: str) -> list[str]:
    stem = word[:-1]
    soft = word.endswith("и") and stem[-1:] not in _VELAR
    a, bare = ("я", stem + "й") if soft else ("а", stem)
    return [word, stem + "ов", stem + a + "м", word, stem + a + "ми", stem + a + "х", bare]


def _noun_cases(word: str, hint: str) -> list[str]:
    if word in _IRREGULAR:
        return _IRREGULAR[word].split()
    stem, end = word[:-1], word[-1]
    ii = stem.endswith("и")
    if word.endswith("ье") and hint != "n":
        return [word, stem + "я", stem + "ю", word, stem + "ем", word]
    if hint == "n" or (end in "оеуыэёюи" and hint != "p") or len(word) < 3:
        return [word] * 6
    if hint == "p":
        return _plural_cases(word)
    if end == "а":
        instr = "ей" if stem[-1:] in _HUSH else "ой"
        return [word, stem + ("и" if stem[-1:] in _VELAR else "ы"), stem + "е", stem + "у", stem + instr, stem + "е"]
    if end == "я":
        low = "и" if ii else "е"
        return [word, stem + "и", stem + low, stem + "ю", stem + "ей", stem + low]
    if end == "й":
        return [word, stem + "я", stem + "ю", word, stem + "ем", stem + ("и" if ii else "е")]
    if end == "ь" and (hint == "m" or word in _MASCULINE):
        return [word, stem + "я", stem + "ю", word, stem + "ем", stem + "е"]
    if end == "ь":
        return [word, stem + "и", stem + "и", word, stem + "ью", stem + "и"]
    return [word, word + "а", word + "у", word, word + ("ем" if end in _HUSH else "ом"), word + "е"]


def decline_ru(name: str) -> list[str]:
    """Every case form (keys) of a Russian name; ``name`` may end in ``:hint`` (p plural, n fixed, m, f).

    Leading adjectives and the first noun decline, and a noun after ``и``; a single further word both stays and declines
    ("Республики Беларусь", "Республики Корея" beside "Республики Кореи"); of a hyphenated word the last part declines.
    """
    name, _, hint = name.partition(":")
    words = key(name).split()
    hyphenated = "-" in name and " " not in name.strip()
    columns: list[list[str]] = []
    head_done = False
    for index, word in enumerate(words):
        last = index == len(words) - 1
        adjective = None if hint == "n" or last or hyphenated else _adjective_cases(word)
        if hyphenated:
            columns.append(_noun_cases(word, hint) if last else [word] * 6)
        elif adjective and not head_done:
            columns.append(adjective)
        elif not head_done or words[index - 1] == "и":
            plural = index and words[index - 1].endswith(("ые", "ие"))
            columns.append(_noun_cases(word, "p" if plural else hint))
            head_done = True
        else:
            columns.append([word] * 6)
    forms = [" ".join(case) for case in zip_longest(*columns, fillvalue=columns[0][0] if columns else "")]
    if len(words) == 2 and head_done and columns[1] == [words[1]] * 6 and hint != "n":
        both = zip(columns[0], _noun_cases(words[1], hint), strict=False)
        forms += [" ".join(pair) for pair in both]
    if len(words) == 2 and hyphenated and hint != "n":
        both = zip(_noun_cases(words[0], ""), columns[1], strict=False)
        forms += [" ".join(pair) for pair in both]
    if len(words) == 1 and words[0].endswith("ы") and not hint:
        forms += _plural_cases(words[0])
    return list(dict.fromkeys([" ".join(words), *forms]))


def adjective_forms_ru(stem: str) -> list[str]:
    """Long forms of a Russian adjective from its stem ("тульск"), and the first part of a compound ("тульско")."""
    if stem.endswith("о"):
        return [stem]
    hard = stem[-1] not in _VELAR
    y = "ы" if hard else "и"
    ends = [f"{y}й", "ого", "ому", f"{y}м", "ом", "ая", "ой", "ую", "ою", "ое", f"{y}е", f"{y}х", f"{y}ми", "о"]
    return [key(stem + e) for e in ends]


def surname_forms_ru(name: str) -> list[str]:
    """Case forms of a personal name; surnames in -ов, -ев, -ин have the instrumental in -ым."""
    bare, _, hint = name.partition(":")
    words = key(bare).split()
    if hint == "n":
        return [" ".join(words)]
    columns = []
    for word in words:
        if re.search(r"(ов|ев|ин)$", word) and len(word) > 4:
            columns.append([word, word + "а", word + "у", word + "а", word + "ым", word + "е"])
        elif (adjective := _adjective_cases(word)) and word.endswith("ий"):
            columns.append([*adjective[:3], adjective[1], *adjective[4:]])
        else:
            cases = _noun_cases(word, "m" if word.endswith("ь") else "")
            columns.append([*cases[:3], cases[1] if word[-1] not in "ая" else cases[3], *cases[4:]])
    return list(dict.fromkeys(" ".join(case) for case in zip(*columns, strict=False)))


def adjective_forms_de(stem: str) -> list[str]:
    """Forms of a German adjective from its stem ("belarussisch")."""
    if stem.endswith("er"):
        return [key(stem)]
    return [key(stem + e) for e in ("", "e", "er", "es", "en", "em")]


def genitive_de(name: str) -> list[str]:
    """Give a German name and its genitive in -s on the last word."""
    base = key(name)
    return [base] if base.endswith(("s", "z", "ß", "x")) else [base, base + "s"]


def demonyms_de(name: str) -> list[str]:
    """Form in -er of a German place name ("Tulaer", "Minsker", "Bremer")."""
    base = key(name)
    if base.endswith("er") or " " in base:
        return []
    stem = base[:-2] if base.endswith("en") and len(base) > 5 else base
    return [stem + ("r" if stem.endswith("e") else "er")]
