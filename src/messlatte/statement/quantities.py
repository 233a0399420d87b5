"""Amounts of money, percentages and multiples, as they stand in the text.

An atom is a number with what directly belongs to it: magnitude, currency, percent sign. `quantities` joins atoms into ranges, lets an
atom borrow the magnitude and the currency that its neighbour names ("from USD 100 to 500 billion"), marks conversions in brackets and
drops what counts something else than money.
"""

from __future__ import annotations

from messlatte.statement.atoms import atoms_of
from messlatte.statement.function_words import function_words
from messlatte.statement.lending import lend_currencies
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.ranges import joined
from messlatte.statement.tags import Tags

__all__ = ["Kind", "Quantity", "quantities"]

_LARGEST = 1e18
_OPENERS = frozenset("(/[,")


def quantities(tags: Tags, language: str) -> list[Quantity]:
    """Every quantity of a text, in order. Bare numbers are included, for the reader of times."""
    atoms = joined(tags, atoms_of(tags, language))
    lend_currencies(tags, atoms)
    for atom in atoms:
        _qualify(tags, atom)
    mark_conversions(tags, atoms)
    return [atom for atom in atoms if abs(atom.value) <= _LARGEST]


def _qualify(tags: Tags, atom: Quantity) -> None:
    """Read the words before a quantity that say "about", "at least" or "at most", and those behind it."""
    head = atom.i
    for _ in range(3):
        hit = tags.before("bound", head)
        article = head and atom.kind in (Kind.MULTIPLE, Kind.FRACTION) and tags.tokens.words[head - 1] in ("das", "the", "die", "в")
        if hit is None and article and (hit := tags.before("bound", head - 1)) is not None:
            head -= 1
        if hit is None:
            break
        if hit.value == "approx":
            atom.approx = True
        elif atom.bound is None:
            atom.bound = "at least" if hit.value == "atleast" else "at most"
        head = hit.i
    atom.head = head
    after = tags.tokens.words[atom.j : atom.j + 2]
    if " ".join(after) in function_words("or_more"):
        atom.bound, atom.j = "at least", atom.j + 2


def mark_conversions(tags: Tags, atoms: list[Quantity]) -> None:
    """Mark an amount as the conversion of the one before, when it follows in brackets and another currency."""
    words = tags.tokens.words
    previous: Quantity | None = None
    last_one, behind = False, 0
    for atom in atoms:
        if atom.kind != Kind.MONEY:
            continue
        lent = previous is not None and previous.borrowed and words[previous.j : previous.j + 1] != ["("]
        if previous is not None and not atom.borrowed and not lent and atom.currency != previous.currency:
            gap = words[max(previous.j, behind) : atom.start]
            gap = (
                [word for k, word in enumerate(gap, previous.j) if tags.at("rate", k) is None and word not in ("jahr", "im")]
                if "(" in gap
                else gap
            )
            opened = bool(gap) and (gap[0] in _OPENERS or gap[0] in ("or", "oder", "или", "-"))
            opened |= (gap == [";"] and last_one) or gap[:2] == ["which", "is"]
            atom.conversion = opened and len(gap) <= 4 and tags.tokens.sentence[previous.j - 1] == tags.tokens.sentence[atom.i]
            last_one = atom.conversion
            said = words[max(previous.j, behind) : atom.i]
            if gap and gap[0] in (",", "-") and function_words("conversion_words").isdisjoint(said):
                atom.conversion = False
            atom.conversion |= _is_equated(gap)
        if not atom.conversion:
            previous = atom
        behind = atom.j


def _is_equated(gap: list[str]) -> bool:
    """Whether the words between two amounts say that one is the other in another currency: "which is", "equivalent to"."""
    words = [word for word in gap if word != ","]
    return 0 < len(words) <= 4 and all(word in function_words("equating") for word in words) and words[0] in function_words("equals")
