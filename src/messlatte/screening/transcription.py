"""One word in every Latin spelling that a list or a newspaper may use: English, German, passport, ISO 9 and the way back."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["CYRILLIC", "is_cyrillic", "latin_forms", "latinised", "usual_form"]

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўћђљњџјћ"

CYRILLIC: dict[str, dict[str, str]] = {
    "bgn": dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "").split(" "),
            strict=True,
        )
    ),
    "icao": {"ё": "e", "й": "i", "ъ": "ie", "ю": "iu", "я": "ia", "х": "kh"},
    "iso9": {
        "ж": "z",
        "й": "j",
        "х": "h",
        "ц": "c",
        "ч": "c",
        "ш": "s",
        "щ": "sc",
        "ю": "ju",
        "я": "ja",
        "ё": "e",
        "э": "e",
    },
    "duden": {
        "в": "w",
        "ё": "jo",
        "ж": "sch",
        "з": "s",
        "й": "i",
        "х": "ch",
        "ц": "z",
        "ч": "tsch",
        "ш": "sch",
        "щ": "schtsch",
        "ы": "y",
        "э": "e",
        "ю": "ju",
        "я": "ja",
    },
    "gost": {"й": "j", "х": "x", "ц": "cz", "щ": "shh", "ё": "yo", "ю": "yu", "я": "ya", "ы": "y"},
}
"""Systems for Russian: BGN/PCGN whole, the others where they differ from it (diacritics left out).

Sources: BGN/PCGN 1947 agreement; ICAO Doc 9303 part 3; ISO 9:1995; Duden, Transkriptionstabellen Kyrillisch; GOST 7.79-2000 system B.
"""  # fmt: skip

_OTHERS = {
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ћ": "c", "ђ": "dj", "љ": "lj", "њ": "nj", "џ": "dz", "ј": "j", "ө": "o", "ү": "u",
    "қ": "k", "ғ": "gh", "ң": "n", "ә": "a", "һ": "h", "ұ": "u", "’": "", "ʼ": "",
}  # fmt: skip
_VOWELS = "аеёиоуыэюяъьіїє"


def is_cyrillic(word: str) -> bool:
    """Whether any letter of the word is Cyrillic."""
    return any("Ѐ" <= sign <= "ӿ" for sign in word)


@lru_cache(maxsize=65_536)
def latinised(word: str) -> str:
    """Word in plain lower-case Latin letters and digits: without accents; other scripts by their usual sounds."""
    folded = word.casefold()
    if folded.isascii():
        return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))
    folded = "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))
    if not folded.isascii():
        from anyascii import anyascii

        folded = anyascii(folded).lower()
    return "".join(sign for sign in folded if sign.isalnum())


@lru_cache(maxsize=65_536)
def latin_forms(word: str) -> tuple[str, ...]:
    """Every Latin spelling of a word, the usual English one first; a Latin word gives itself and what a German form stands for.

    Examples
    --------
    >>> latin_forms("Миляев")
    ('milyaev', 'miliaev', 'miljaev', 'miljaew', 'milyayev', 'miljajew')
    """
    low = word.casefold()
    if not is_cyrillic(low):
        plain = latinised(low)
        return tuple(dict.fromkeys(form for form in (plain, _umlauts(low), *_from_german(plain)) if form))
    base = {**_OTHERS, **CYRILLIC["bgn"]}
    forms = [_mapped(low, {**base, **CYRILLIC[name]}) for name in ("bgn", "icao", "iso9", "duden", "gost")]
    forms.append(_mapped(_soft(low, "\0"), {**base, "\0": "ye"}))
    forms.append(_mapped(_soft(low, "\0"), {**base, **CYRILLIC["duden"], "\0": "je"}))
    return tuple(dict.fromkeys(latinised(form) for form in forms if form))


_FIRST = str.maketrans({**_OTHERS, **CYRILLIC["bgn"]})


def usual_form(word: str) -> str:
    """The first of `latin_forms`, without the cost of the others."""
    low = word.casefold()
    return low if low.isascii() and low.isalnum() else latinised(low.translate(_FIRST))


def _soft(word: str, mark: str) -> str:
    """Mark every е that sounds like ye: at the start and after a vowel or a sign."""
    return "".join(mark if sign == "е" and (n == 0 or word[n - 1] in _VOWELS) else sign for n, sign in enumerate(word))


def _mapped(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(sign, sign) for sign in word)


def _umlauts(word: str) -> str:
    """German spelling of umlauts with e; empty where there are none."""
    if not any(sign in word for sign in "äöüß"):
        return ""
    return latinised(word.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}))


_GERMAN = (("schtsch", "shch"), ("tsch", "ch"), ("sch", "sh"), ("w", "v"), ("j", "y"))


def _from_german(word: str) -> tuple[str, ...]:
    """English forms that a German transcription may stand for; nothing for words without its marks."""
    if not any(mark in word for mark in ("sch", "w", "j")):
        return ()
    found = word
    for german, english in _GERMAN:
        found = found.replace(german, english)
    forms = [found]
    if "sch" in word.replace("tsch", ""):
        # German writes ж as sch too.
        forms.append(
            found.replace("sh", "zh") if "shch" not in found else found.replace("shch", "\0").replace("sh", "zh").replace("\0", "shch")
        )
    return tuple(forms)
