"""Amounts of money, percentages and multiples, as they stand in the text.

An atom is a number with what directly belongs to it: magnitude, currency, percent sign. `quantities` joins atoms into ranges, lets an
atom borrow the magnitude and the currency that its neighbour names ("from USD 100 to 500 billion"), marks conversions in brackets and
drops what counts something else than money.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from messlatte.statement.numerals import number_at
from messlatte.statement.tags import Tags
from messlatte.statement.words import Hit

__all__ = ["Kind", "Quantity", "quantities"]

_LARGEST = 1e18
_JOINTS = frozenset(("auf", "-", "to", "bis", "до", "or", "oder", "или", "and", "und", "и", "bzw", "beziehungsweise", "или", "/", "по"))
_RANGES = frozenset(("-", "to", "bis", "до", "or", "oder", "или", "по"))
_BETWEEN = frozenset(("between", "zwischen", "между", "от"))
_FROM = frozenset(("from", "von", "с", "со", "от"))
_PREFIX_ONLY = frozenset("R LE BR BD SR RS SH TK RM QR DH KD JD RP".lower().split())
_AND_MORE = frozenset((("or", "more"), ("and", "above"), ("and", "more"), ("oder", "mehr"), ("и", "более"), ("и", "выше"), ("с", "лишним")))
_COUNTRY_DOLLARS = {"tt": "TTD", "us": "USD", "nz": "NZD", "au": "AUD", "aus": "AUD", "can": "CAD", "hk": "HKD", "nt": "TWD", "fj": "FJD"}
_DOLLARS = frozenset(("HKD", "AUD", "NZD", "CAD", "SGD", "FJD", "TWD", "JMD", "TTD", "NAD"))
_BARE_DOLLAR = frozenset(("dollar", "dollars", "dlr", "dlrs"))
_OPENERS = frozenset("(/[,")


class Kind:
    """Kinds of quantity."""

    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    FRACTION = "fraction"
    BARE = "bare"
    COUNT = "count"


@dataclass(slots=True)
class Quantity:
    """A number with its unit; ``value`` in whole units (money), as a fraction (percent) or as a factor (multiple).

    ``i``, ``j`` are its tokens; ``head`` is the first token of the words that qualify it ("more than").
    """

    kind: str
    i: int
    j: int
    value: float
    currency: str | None = None
    magnitude: float | None = None
    head: int = -1
    approx: bool = False
    bound: str | None = None
    low: float | None = None
    high: float | None = None
    conversion: bool = False
    borrowed: bool = False
    verb: bool = False

    @property
    def start(self) -> int:
        """First token including qualifying words."""
        return self.i if self.head < 0 else self.head


def quantities(tags: Tags, language: str) -> list[Quantity]:
    """Every quantity of a text, in order. Bare numbers are included, for the reader of times."""
    atoms = _atoms(tags, language)
    atoms = _joined(tags, atoms)
    _lend_currencies(tags, atoms)
    for atom in atoms:
        _qualify(tags, atom)
    _mark_conversions(tags, atoms)
    return [atom for atom in atoms if abs(atom.value) <= _LARGEST]


def _atoms(tags: Tags, language: str) -> list[Quantity]:
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
    special = _special(tags, i)
    if special is not None:
        return special
    number = number_at(tags, i, language)
    if number is None:
        return None
    atom = Quantity(Kind.BARE, i, number.j, number.value)
    if tags.tokens.words[atom.j : atom.j + 1] in (["plus"], ["odd"]) and tags.at("mag", atom.j + 1) is not None:
        atom.j, atom.bound = atom.j + 1, "at least"
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
        atom.kind = Kind.COUNT if _counts(tags, atom.j) else Kind.MONEY
        return atom
    return None if number.words and tags.tokens.words[i] in ("a", "an", "one", "ein", "eine", "einer", "einem", "einen", "eines") else atom


def _special(tags: Tags, i: int) -> Quantity | None:
    """Quantities that are words: "doubled", "a third", "полмиллиарда", a lone "миллиард"."""
    times = tags.at("times", i)
    if times is not None and tags.at("nottimes", i) is None:
        return Quantity(Kind.MULTIPLE, i, times.j, float(times.value), verb=True)
    fraction = tags.at("fraction", i)
    number = tags.at("num", i)
    if number is not None and tags.at("mag", number.j) is not None:
        fraction = None
    if fraction is not None and tags.at("mag", fraction.j) is None and tags.at("span", fraction.j) is None:
        return Quantity(Kind.FRACTION, i, fraction.j, float(fraction.value))
    half = tags.at("halfmag", i)
    if half is not None:
        atom = Quantity(Kind.MONEY, i, half.j, float(half.value), magnitude=1.0)
        _currency(tags, atom)
        return atom
    magnitude = tags.at("mag", i)
    word = tags.tokens.words[i]
    if magnitude is not None and word in (
        "миллиард",
        "миллиарда",
        "миллиарду",
        "миллиардом",
        "миллион",
        "миллиона",
        "миллиону",
        "триллион",
    ):
        atom = Quantity(Kind.MONEY, i, magnitude.j, float(magnitude.value), magnitude=1.0)
        _currency(tags, atom)
        return atom if atom.currency is not None or not _counts(tags, atom.j) else None
    return None


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
    if before is not None and (
        tokens.glued[atom.i] or before.value == "$" or _is_code(tokens.words[before.i]) or _ends_in_dollar(tags, before)
    ):
        sign = before.i > 0 and tags.before("cur", before.i) is not None
        if not sign or tokens.kinds[before.i - 1] != "n":
            atom.currency, atom.i = before.value, before.i
    after = tags.at("cur", atom.j) if atom.j < len(tokens) else None
    if after is not None and tokens.words[after.i] not in _PREFIX_ONLY and not (atom.currency and tokens.kinds[after.j - 1] == "p"):
        following = after.j < len(tokens) and tokens.kinds[after.j] == "n" and tokens.glued[after.j]
        if not following:
            if atom.currency is None or (atom.currency == "$" and after.value in (*_DOLLARS, "USD")):
                atom.currency = after.value
            if atom.currency == after.value:
                atom.j = after.j
    words = tokens.words
    if atom.currency in ("$", "USD") and words[atom.j : atom.j + 1] == ["("] and words[atom.j + 2 : atom.j + 3] == [")"]:
        named = _COUNTRY_DOLLARS.get(words[atom.j + 1])
        if named is not None:
            atom.currency, atom.j = named, atom.j + 3
    if atom.currency == "$":
        atom.currency = "USD"
    if atom.currency is not None and atom.magnitude is None:
        _magnitude(tags, atom)


def _ends_amount(tags: Tags, i: int) -> bool:
    """Whether a number or a magnitude stands right before a token, so that a currency there belongs to it."""
    return i > 0 and (tags.tokens.kinds[i - 1] == "n" or tags.before("mag", i) is not None)


def _sign(tags: Tags, i: int) -> Hit | None:
    """Currency before a number; a letter belongs to a dollar sign only without a blank ("A$5", not "a $5")."""
    hit = tags.before("cur", i)
    if hit is None or hit.j - hit.i < 2 or len(tags.tokens.words[hit.i]) > 1 or tags.tokens.glued[hit.j - 1]:
        return hit
    return tags.at("cur", hit.j - 1)


def _ends_in_dollar(tags: Tags, hit: Hit) -> bool:
    """Whether a currency is letters and a dollar sign without a blank between them ("HK$ 20 billion")."""
    return hit.j - hit.i > 1 and tags.tokens.words[hit.j - 1] == "$" and tags.tokens.glued[hit.j - 1]


def _is_code(word: str) -> bool:
    return (
        (len(word) == 3 and word.isascii())
        or word in _PREFIX_ONLY
        or word in ("us", "euro", "ksh", "kshs", "rmb", "nis", "€", "£", "¥", "₽", "₹")
    )


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


def _counts(tags: Tags, j: int) -> bool:
    """Whether the word behind a magnitude says that something else than money is counted."""
    tokens = tags.tokens
    if j >= len(tokens) or tokens.kinds[j] != "w":
        return False
    if tags.at("unit", j) is not None:
        return True
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


def _joined(tags: Tags, atoms: list[Quantity]) -> list[Quantity]:
    """Borrow magnitudes across a joint, and join ranges."""
    result: list[Quantity] = []
    for atom in atoms:
        previous = result[-1] if result else None
        joint = _joint(tags, previous, atom) if previous is not None else None
        if previous is None or joint is None:
            result.append(atom)
            continue
        _borrow(tags, previous, atom)
        if _is_range(tags, previous, atom, joint):
            result[-1] = _range(previous, atom)
        else:
            result.append(atom)
    return result


def _joint(tags: Tags, a: Quantity, b: Quantity) -> str | None:
    """Word that joins two neighbouring atoms, if nothing else stands between them."""
    words = tags.tokens.words
    if a.i and ((words[a.i - 1] in ("-", "/") and tags.tokens.glued[a.i]) or words[a.i - 1] == "fy"):
        return None
    gap = [word for k, word in enumerate(words[a.j : b.i], a.j) if tags.at("bound", k) is None and word not in ("zu", "up")]
    return gap[0] if len(gap) == 1 and gap[0] in _JOINTS and b.i - a.j <= 4 else None


def _year_like(atom: Quantity) -> bool:
    return atom.currency is None and atom.magnitude is None and atom.value == int(atom.value) and 1900 <= atom.value <= 2100


def _borrow(tags: Tags, a: Quantity, b: Quantity) -> None:
    if _year_like(a):
        return
    if a.kind == Kind.BARE and b.kind == Kind.PERCENT:
        a.kind, a.value = Kind.PERCENT, a.value / 100
    elif a.kind in (Kind.BARE, Kind.MONEY) and b.kind in (Kind.MONEY, Kind.COUNT) and a.magnitude is None and b.magnitude is not None:
        if a.value >= 1000:
            return
        a.kind, a.magnitude, a.value, a.borrowed = b.kind, b.magnitude, a.value * b.magnitude, True
        a.currency = a.currency or b.currency
    if a.kind == b.kind == Kind.MONEY:
        a.currency = a.currency or b.currency
        b.currency = b.currency or a.currency
        if b.magnitude is None and a.magnitude is not None and b.value < 1000 and not _year_like(b):
            b.magnitude, b.value, b.borrowed = a.magnitude, b.value * a.magnitude, True


def _is_range(tags: Tags, a: Quantity, b: Quantity, joint: str) -> bool:
    if (
        a.kind != b.kind
        or a.kind not in (Kind.MONEY, Kind.PERCENT, Kind.COUNT, Kind.MULTIPLE)
        or a.currency != b.currency
        or not a.value < b.value
    ):
        return False
    words = tags.tokens.words
    before = words[a.i - 1] if a.i else ""
    if joint != "-" and not a.borrowed and a.kind == Kind.MONEY and before not in _BETWEEN:
        return False
    if before in _BETWEEN and (joint in ("and", "und", "и") or before == "от"):
        return True
    if joint not in _RANGES:
        return False
    return joint in ("-", "bis") or before == "от" or not any(word in _FROM for word in words[max(0, a.i - 3) : a.i])


def _range(a: Quantity, b: Quantity) -> Quantity:
    middle = (a.value + b.value) / 2
    return Quantity(
        a.kind, a.i, b.j, middle, a.currency or b.currency, b.magnitude, low=a.value, high=b.value, approx=True, borrowed=a.borrowed
    )


def _lend_currencies(tags: Tags, atoms: list[Quantity]) -> None:
    """Give amounts without a currency the one named last before them, or else the next one after."""
    for count, atom in pairwise(atoms):
        same = tags.tokens.sentence[count.i] == tags.tokens.sentence[atom.i]
        if count.kind == Kind.COUNT and count.magnitude is not None and atom.kind == Kind.MONEY and atom.currency is None and same:
            atom.kind = Kind.COUNT
    money = [atom for atom in atoms if atom.kind == Kind.MONEY]
    _one_dollar(tags, money)
    last: str | None = None if any(atom.currency for atom in money) else _named(tags)
    open_ones: list[Quantity] = []
    for atom in money:
        if atom.currency is not None:
            for waiting in open_ones:
                waiting.currency = atom.currency
            open_ones, last = [], atom.currency
        elif last is not None:
            atom.currency, atom.borrowed = last, True
        else:
            atom.borrowed = True
            open_ones.append(atom)


def _one_dollar(tags: Tags, money: list[Quantity]) -> None:
    """Read a bare "dollar" as that of the one country whose dollar the text names, unless it names the American one."""
    named = {hit.value for hit in tags.within("cur", 0, len(tags.tokens)) if hit.value in _DOLLARS and hit.j - hit.i > 1}
    american = any(hit.value == "USD" and hit.j - hit.i > 1 for hit in tags.within("cur", 0, len(tags.tokens)))
    if len(named) != 1 or american:
        return
    dollar = next(iter(named))
    for atom in money:
        if atom.currency == "USD" and tags.tokens.words[atom.j - 1] in _BARE_DOLLAR:
            atom.currency = dollar


def _named(tags: Tags) -> str | None:
    """Currency that a text names only apart from its amounts ("in Dollar gerechnet")."""
    for hit in tags.within("cur", 0, len(tags.tokens)):
        if len(tags.tokens.words[hit.i]) > 3 and hit.value != "$":
            return hit.value
    return None


def _qualify(tags: Tags, atom: Quantity) -> None:
    """Read the words before a quantity that say "about", "at least" or "at most", and those behind it."""
    head = atom.i
    for _ in range(3):
        hit = tags.before("bound", head)
        if hit is None:
            break
        if hit.value == "approx":
            atom.approx = True
        elif atom.bound is None:
            atom.bound = "at least" if hit.value == "atleast" else "at most"
        head = hit.i
    atom.head = head
    after = tags.tokens.words[atom.j : atom.j + 2]
    if tuple(after) in _AND_MORE:
        atom.bound, atom.j = "at least", atom.j + 2


def _mark_conversions(tags: Tags, atoms: list[Quantity]) -> None:
    """Mark an amount as the conversion of the one before, when it follows in brackets and another currency."""
    words = tags.tokens.words
    previous: Quantity | None = None
    last_one, behind = False, 0
    for atom in atoms:
        if atom.kind != Kind.MONEY:
            continue
        if previous is not None and not atom.borrowed and not previous.borrowed and atom.currency != previous.currency:
            gap = words[max(previous.j, behind) : atom.start]
            gap = (
                [word for k, word in enumerate(gap, previous.j) if tags.at("rate", k) is None and word not in ("jahr", "im")]
                if "(" in gap
                else gap
            )
            opened = bool(gap) and (gap[0] in _OPENERS or gap[0] in ("or", "oder", "или", "-"))
            opened |= gap == [";"] and last_one
            atom.conversion = opened and len(gap) <= 4 and tags.tokens.sentence[previous.j - 1] == tags.tokens.sentence[atom.i]
            last_one = atom.conversion
            if gap and gap[0] in (",", "-") and not any(word in ("or", "oder", "или", "equivalent", "about") for word in gap):
                atom.conversion = False
        if not atom.conversion:
            previous = atom
        behind = atom.j
