"""Words around a name that decide what it means: "province", "dollars", "guinea pig", given names."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "CURRENCIES",
    "GENERICS",
    "HOMONYMS",
    "MUNICIPAL",
    "Generic",
    "homonyms_in",
    "is_common",
    "is_lower_text",
    "is_title",
    "is_vague",
    "vetoed",
]


@dataclass(frozen=True, slots=True)
class Generic:
    """Words that mark a region: before it ("Gebiet Minsk"), after it ("Minsk region"), and links ("province of Hunan")."""

    before: frozenset[str]
    after: frozenset[str]
    links: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_RU_CASES = (
    "республика республики республике республику республикой регион региона регионе регионом провинция провинции провинцию провинцией "
    "город города городе городом "
)
GENERICS = {
    "en": Generic(
        _words("province region state oblast territory republic prefecture governorate city municipality"),
        _words(
            "province provinces region oblast krai kray state prefecture governorate provincial territory okrug county voblast municipality"
        ),
        _words("of the"),
    ),
    "de": Generic(
        _words(
            "provinz region gebiet oblast woblast republik bundesstaat bundesland bundeslandes teilrepublik kanton präfektur freistaat "
            "kreis gebiets gebietes gouvernement freistaats freistaates verwaltungsgebiet verwaltungsgebiets stadt hauptstadt"
        ),
        _words("gebiet gebiets gebietes region oblast provinz kreis bezirk"),
        _words("von der des"),
    ),
    "ru": Generic(
        _words(
            _RU_CASES
            + "штат штата штате штату штатом префектура префектуры префектуре земля земли земле землю землей кантон кантона кантоне"
        ),
        _words(_RU_CASES + "область области областью областей областям обл края крае краем краю край округ округа округе"),
        frozenset(),
    ),
}

MUNICIPAL = _words("city municipality stadt hauptstadt город города городе городом")

CURRENCIES = tuple(
    _words(
        "dollar dlr currency rupee rupie yuan ruble rouble rubel pound yen franc franken peso shilling schilling dinar dirham "
        "riyal rial baht ringgit krone kronor crowns lira tenge hryvnia griwna zloty cent cts "
        "доллар долл рубл руб юан йен иен рупи фунт франк марок тенге гривен гривн сум лир дирхам динар"
    )
)

_GIVEN_NAMES = frozenset(["michael", "vernon", "jim", "jordan's", "jerry", "scarlett", "kevin", "alex", "emma", "mary", "anne"])
_BEHIND = {
    "turkey": frozenset(["meat", "breast", "breasts", "poultry", "farm", "farms", "hunting", "hens", "eggs"]),
    "guinea": frozenset(["pig", "pigs", "fowl"]),
    "brazil": frozenset(["nut", "nuts"]),
    "china": frozenset(["clay", "shop", "cabinet"]),
    "chile": frozenset(["pepper", "peppers", "sauce", "con"]),
    "jersey": frozenset(["cow", "cows", "cattle"]),
    "chad": frozenset(["smith", "kroeger"]),
    "jordan": frozenset(["peterson", "spieth"]),
    "polish": frozenset(()),
}
_BEFORE = {
    "turkey": frozenset(["frozen", "cold", "wild", "roast", "thanksgiving", "chicken", "whole"]),
    "jordan": _GIVEN_NAMES,
    "chad": _GIVEN_NAMES,
    "georgia": frozenset(["atlanta", "savannah"]),
    "washington": frozenset(["denzel", "george", "booker"]),
    "paris": frozenset(["treaty"]),
}


def vetoed(before: str, word: str, behind: str) -> bool:
    """Whether the lower-case neighbours of a name show that it is no place ("guinea pig", "frozen turkey")."""
    return behind in _BEHIND.get(word, ()) or before in _BEFORE.get(word, ())


HOMONYMS = {"GEO": "US-GA"}
"""Countries that share their whole name with a region."""
_HOMONYM_SIGNS = {
    "GEO": re.compile(
        r"\b(?:Atlanta|Savannah|state\s+of\s+Georgia|Georgia,\s+(?:the|a)\s+U\.?S\.?\s+state|U\.?S\.?\s+state\s+of\s+Georgia|US-Bundesstaat\s+Georgia)\b"
        r"|штат\w*\s+Джорджия"
    ),
}


def homonyms_in(text: str, codes: set[str]) -> frozenset[str]:
    """Which of some countries the text does not mean: it shows signs of the region of the same name."""
    return frozenset(code for code in HOMONYMS if code in codes and _HOMONYM_SIGNS[code].search(text))


_COMMON = _words(
    "reading slough central delta unity lakes peter gulf derby north south capital federal "
    "mitte essen halle norden süden osten westen zentral seine loire "
    "герой колон центр север южный восток запад победа виктория ваших вашей"
)


def is_common(word: str) -> bool:
    """Whether a name of a region is a common word or given name as well."""
    return word in _COMMON


_TITLED = re.compile(
    r"(?:телеканал|канал|газет|журнал|гостиниц|отел|ресторан|кинотеатр|радио|агентств|портал|компани|клуб|стадион)\w*\s+[«\"„“]$"
)


def is_title(text: str, start: int, end: int) -> bool:
    """Whether a name in quotes is that of a channel, newspaper or hotel ("телеканал «Россия»")."""
    return text[end : end + 1] in ("»", '"', "“", "”") and _TITLED.search(text[max(0, start - 24) : start]) is not None


def is_vague(word: str) -> bool:
    """Whether a name of a region alone is too short or too common to mean it; it needs a word such as "region" beside it."""
    return len(word) <= 4 or is_common(word)


def is_lower_text(text: str) -> bool:
    """Whether a text was lower-cased: hardly a capital letter in it."""
    capitals = sum(map(str.isupper, text[:4000]))
    return capitals * 200 < min(len(text), 4000)
