"""Numbers joined to ranges, and numbers that borrow the magnitude and the currency of their neighbour."""

from __future__ import annotations

from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.tags import Tags

__all__ = ["joined"]


def joined(tags: Tags, atoms: list[Quantity]) -> list[Quantity]:
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
    """Word that joins two neighbouring atoms, if nothing else stands between them; "-" for the hyphen of two numerals in words."""
    words = tags.tokens.words
    if a.i and ((words[a.i - 1] in ("-", "/") and tags.tokens.glued[a.i]) or words[a.i - 1] == "fy"):
        return None
    if a.j == b.i and tags.tokens.glued[b.i] and a.kind == Kind.BARE:
        return "-"
    gap = [
        word
        for k, word in enumerate(words[a.j : b.i], a.j)
        if tags.at("bound", k) is None and tags.at("relword", k) is None and word not in ("zu", "up")
    ]
    return gap[0] if len(gap) == 1 and gap[0] in function_words("joints") and b.i - a.j <= 4 else None


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
    if joint != "-" and not a.borrowed and a.kind == Kind.MONEY and before not in function_words("range_openers"):
        return False
    if before in function_words("range_openers") and (joint in function_words("and") or before == "от"):
        return True
    if joint not in function_words("ranges"):
        return False
    return (
        joint in ("-", "bis")
        or before == "от"
        or not function_words("ranging").isdisjoint(words[max(0, a.i - 2) : a.i])
        or not any(word in function_words("from_in_changes") for word in words[max(0, a.i - 3) : a.i])
    )


def _range(a: Quantity, b: Quantity) -> Quantity:
    middle = (a.value + b.value) / 2
    return Quantity(
        a.kind, a.i, b.j, middle, a.currency or b.currency, b.magnitude, low=a.value, high=b.value, approx=True, borrowed=a.borrowed
    )
