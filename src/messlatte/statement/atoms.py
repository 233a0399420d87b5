"""Numbers with what directly belongs to them: magnitude, currency, percent sign."""

from __future__ import annotations

import re

from messlatte.statement.dollars import DOLLARS
from messlatte.statement.function_words import function_words
from messlatte.statement.numerals import number_at
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.tags import Tags
from messlatte.statement.words import Hit

__all__ = ["atoms_of"]

_RUSSIAN_VERB = re.compile(r"(?:лось|лся|лись|лась|[аяиеу]л|[аяиеую]л[аои]|тся|[ею]т|ют|ит|ят|вшись|вшая|вший|вшие)\Z")
_DECLINED = ("e", "en", "er", "es", "em")
_COUNTRY_DOLLARS = {"tt": "TTD", "us": "USD", "nz": "NZD", "au": "AUD", "aus": "AUD", "can": "CAD", "hk": "HKD", "nt": "TWD", "fj": "FJD"}


def atoms_of(tags: Tags, language: str) -> list[Quantity]:
    """Every number of a text with its unit, in order; neighbours are not yet joined."""
    atoms: list[Quantity] = []
    tokens = tags.tokens
    found = tags.starts(("num", "numx", "halfmag", "mag", "times", "fraction"))
    found.update(i for i, kind in enumerate(tokens.kinds) if kind == "n")
    adjectives = {i for i, word in enumerate(tokens.words) if len(word) > 11 and ("процентн" in word or "prozentig" in word)}
    behind = 0
    for i in sorted(found | adjectives):
        if i < behind:
            continue
        atom = (_adjective(tags, i) if i in adjectives else None) or _atom(tags, i, language)
        if atom is not None:
            atoms.append(atom)
            behind = max(atom.j, i + 1)
    return atoms


def _adjective(tags: Tags, i: int) -> Quantity | None:
    """Percentage inside an adjective: "пятипроцентный", "zehnprozentig"."""
    word = tags.tokens.words[i]
    place = max(word.find("процентн"), word.find("prozentig"))
    if place <= 0:
        return None
    value = tags.number_word(word[:place])
    return None if value is None else Quantity(Kind.PERCENT, i, i + 1, value / 100)


def _atom(tags: Tags, i: int, language: str) -> Quantity | None:
    """Number with its magnitude and unit at a token."""
    special = _special(tags, i, language)
    if special is not None:
        return special
    number = number_at(tags, i, language)
    if number is None:
        return None
    if i and (tags.tokens.words[i - 2 : i] == ["factor", "of"] or tags.tokens.words[i - 1] == "faktor"):
        return Quantity(Kind.MULTIPLE, i, number.j, number.value)
    atom = Quantity(Kind.BARE, i, number.j, number.value)
    if tags.tokens.words[atom.j : atom.j + 1] in (["plus"], ["odd"]) and tags.at("mag", atom.j + 1) is not None:
        atom.j, atom.bound = atom.j + 1, "at least"
    if tags.tokens.words[atom.j : atom.j + 2] == ["с", "лишним"] and tags.any(("mag", "fold", "pct"), atom.j + 2):
        atom.j, atom.bound = atom.j + 2, "at least"
    _magnitude(tags, atom)
    _smaller(tags, atom, language)
    _currency(tags, atom)
    if atom.currency is not None:
        atom.kind = Kind.MONEY
        return atom if not number.words or atom.magnitude is not None or number.value >= 2 else None
    unit = _unit(tags, atom.j)
    if unit is not None and atom.magnitude is None:
        atom.kind, atom.j = unit.value if unit.name == "kind" else atom.kind, unit.j
        if atom.kind in (Kind.PERCENT, Kind.POINTS):
            atom.value /= 100
        return atom
    if atom.magnitude is not None:
        atom.kind = Kind.COUNT if _counts(tags, atom.j, language) else Kind.MONEY
        return atom
    return None if number.words and tags.tokens.words[i] in function_words("ones") else atom


def _special(tags: Tags, i: int, language: str) -> Quantity | None:
    """Quantities that are words: "doubled", "a third", "полмиллиарда", a lone "миллиард"."""
    times = tags.at("times", i)
    if times is not None and tags.at("nottimes", i) is None:
        return Quantity(Kind.MULTIPLE, i, times.j, float(times.value), verb=True)
    written = _written_fraction(tags, i)
    if written is not None:
        return written
    fraction = tags.at("fraction", i)
    number = tags.at("num", i)
    if number is not None and tags.at("mag", number.j) is not None:
        fraction = None
    part = tags.at("mag", fraction.j) if fraction is not None and language == "ru" else None
    if fraction is not None and part is not None:
        atom = Quantity(Kind.MONEY, i, part.j, float(fraction.value) * float(part.value), magnitude=1.0)
        _currency(tags, atom)
        return atom
    if fraction is not None and tags.at("mag", fraction.j) is None and tags.at("span", fraction.j) is None:
        return Quantity(Kind.FRACTION, i, fraction.j, float(fraction.value))
    half = tags.at("halfmag", i)
    if half is not None:
        atom = Quantity(Kind.MONEY, i, half.j, float(half.value), magnitude=1.0)
        _currency(tags, atom)
        return atom
    magnitude = tags.at("mag", i)
    word = tags.tokens.words[i]
    if magnitude is not None and word in function_words("lone_magnitudes"):
        atom = Quantity(Kind.MONEY, i, magnitude.j, float(magnitude.value), magnitude=1.0)
        _currency(tags, atom)
        return atom if atom.currency is not None or not _counts(tags, atom.j, language) else None
    return None


def _written_fraction(tags: Tags, i: int) -> Quantity | None:
    """Fraction of a change in digits ("um 1/4", "на 1/3")."""
    words, glued = tags.tokens.words, tags.tokens.glued
    if i == 0 or words[i - 1] not in function_words("by") or words[i + 1 : i + 2] != ["/"] or not all(glued[i + 1 : i + 3]):
        return None
    parts = [word for word in (words[i], *words[i + 2 : i + 3]) if word.isdigit() and len(word) == 1]
    if len(parts) < 2 or not 0 < int(parts[0]) < int(parts[1]):
        return None
    return Quantity(Kind.FRACTION, i, i + 3, int(parts[0]) / int(parts[1]))


def _magnitude(tags: Tags, atom: Quantity) -> None:
    """Multiply by the words of magnitude that follow ("500 crore", "1 lakh crore", "тыс. млн")."""
    tokens = tags.tokens
    for _ in range(2):
        hit = tags.at("mag", atom.j) if atom.j < len(tokens) else None
        if hit is None or (len(tokens.words[atom.j]) == 1 and not tokens.glued[atom.j]):
            return
        if tags.at("unit", atom.j) is not None and tags.at("cur", hit.j) is None:
            return
        factor = float(hit.value)
        atom.magnitude = (atom.magnitude or 1.0) * factor
        atom.value *= factor
        atom.j = hit.j


def _smaller(tags: Tags, atom: Quantity, language: str) -> None:
    """Add the smaller magnitudes of a number that is written out ("1 млрд 341 млн 718,7 тыс")."""
    last = atom.magnitude or 0.0
    for _ in range(3):
        if last <= 1e3 or atom.j >= len(tags.tokens) or tags.tokens.kinds[atom.j] != "n":
            return
        number = number_at(tags, atom.j, language)
        magnitude = tags.at("mag", number.j) if number is not None and number.j < len(tags.tokens) else None
        if number is None or magnitude is None or float(magnitude.value) >= last or number.value >= 1000:
            return
        last = float(magnitude.value)
        atom.value += number.value * last
        atom.j = magnitude.j


def _currency(tags: Tags, atom: Quantity) -> None:
    tokens = tags.tokens
    before = _sign(tags, atom.i)
    if before is not None and not tokens.glued[atom.i] and _ends_amount(tags, before.i):
        before = None
    if before is not None and (tokens.glued[atom.i] or before.value == "$" or _may_lead(tags, before)):
        sign = before.i > 0 and tags.before("cur", before.i) is not None
        if not sign or tokens.kinds[before.i - 1] != "n":
            atom.currency, atom.i = before.value, before.i
    _currency_behind(tags, atom)
    words = tokens.words
    if atom.currency in ("$", "USD") and words[atom.j : atom.j + 1] == ["("] and words[atom.j + 2 : atom.j + 3] == [")"]:
        named = _COUNTRY_DOLLARS.get(words[atom.j + 1])
        if named is not None:
            atom.currency, atom.j = named, atom.j + 3
    if atom.currency == "$":
        atom.currency = "USD"
    if atom.currency is not None and atom.magnitude is None:
        _magnitude(tags, atom)


def _currency_behind(tags: Tags, atom: Quantity) -> None:
    """Read the currency behind a number."""
    tokens = tags.tokens
    after = tags.at("cur", atom.j) if atom.j < len(tokens) else None
    if after is None or tokens.words[after.i] in function_words("only_before_numbers"):
        return
    if not (atom.currency and tokens.kinds[after.j - 1] == "p"):
        following = after.j < len(tokens) and tokens.kinds[after.j] == "n" and tokens.glued[after.j]
        if not following:
            if atom.currency is None or (atom.currency == "$" and after.value in (*DOLLARS, "USD")):
                atom.currency = after.value
            if atom.currency == after.value:
                atom.j = after.j


def _ends_amount(tags: Tags, i: int) -> bool:
    """Whether a number or a magnitude stands right before a token, so that a currency there belongs to it."""
    return i > 0 and (tags.tokens.kinds[i - 1] == "n" or tags.before("mag", i) is not None)


def _sign(tags: Tags, i: int) -> Hit | None:
    """Currency before a number; a letter belongs to a dollar sign only without a blank ("A$5", not "a $5")."""
    hit = tags.before("cur", i)
    if hit is None or hit.j - hit.i < 2 or len(tags.tokens.words[hit.i]) > 1 or tags.tokens.glued[hit.j - 1]:
        return hit
    return tags.at("cur", hit.j - 1)


def _may_lead(tags: Tags, hit: Hit) -> bool:
    """Whether a currency may stand before a number with a blank between: a code, or letters glued to a dollar sign ("HK$ 20 billion")."""
    last = hit.j - 1
    dollar = last > hit.i and tags.tokens.words[last] == "$" and tags.tokens.glued[last]
    return dollar or _is_code(tags.tokens.words[hit.i]) or _is_code(tags.tokens.words[last])


def _is_code(word: str) -> bool:
    """Whether a word for a currency may stand before a number without being glued to it."""
    if len(word) == 3 and word.isascii():
        return True
    return word in function_words("only_before_numbers") or word in function_words("before_numbers")


def _unit(tags: Tags, j: int) -> Hit | None:
    """Percent sign, points, or the words of a multiple behind a number."""
    if j >= len(tags.tokens):
        return None
    points = tags.at("pp", j)
    if points is not None:
        return Hit("kind", Kind.POINTS, j, points.j)
    percent = tags.at("pct", j) or tags.at("pctadj", j)
    if percent is not None:
        return Hit("kind", Kind.PERCENT, j, percent.j)
    fold = tags.at("fold", j)
    if fold is not None and (fold.value == "times" or tags.tokens.glued[j]):
        return Hit("kind", Kind.MULTIPLE, j, fold.j)
    unit = tags.at("unit", j)
    return None if unit is None else Hit("kind", Kind.COUNT, j, unit.j)


def _counts(tags: Tags, j: int, language: str) -> bool:
    """Whether the word behind a magnitude says that something else than money is counted."""
    tokens = tags.tokens
    if j >= len(tokens) or tokens.kinds[j] != "w":
        return False
    if tags.at("unit", j) is not None:
        return True
    if (
        tags.at("topic", j + 1) is not None
        or tokens.words[j] in function_words("thresholds")
        or (language == "ru" and _RUSSIAN_VERB.search(tokens.words[j]))
    ):
        return False
    if language == "de" and not tokens.capital(j):
        noun = j + 1 < len(tokens) and tokens.capital(j + 1)
        if not noun or not tokens.words[j].endswith(_DECLINED):
            return False
    classes = (
        "func",
        "topic",
        "cur",
        "base",
        "bound",
        "deadline",
        "rate",
        "relword",
        "rel",
        "cue",
        "trend",
        "share",
        "avg",
        "prep",
        "bilateral",
        "month",
    )
    return not tags.any(classes, j)
