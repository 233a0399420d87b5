"""Amounts without a currency, and which currency holds for them."""

from __future__ import annotations

from itertools import pairwise

from messlatte.statement.dollars import DOLLARS
from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.tags import Tags

__all__ = ["lend_currencies"]

_JOINTS = (",", "und", "and")


def lend_currencies(tags: Tags, atoms: list[Quantity]) -> None:
    """Give amounts without a currency the one named last before them, or else the next one after; rates likewise their percent."""
    _lend_percent(tags, atoms)
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
            open_ones = []
            last = last if last is not None and _in_brackets(tags, atom) else atom.currency
        elif last is not None:
            atom.currency, atom.borrowed = last, True
        else:
            atom.borrowed = True
            open_ones.append(atom)


def _lend_percent(tags: Tags, atoms: list[Quantity]) -> None:
    """Give a bare number of a change the percent sign of the next one ("die Importe stiegen um 22, die Exporte um 14,6 Prozent")."""
    words, sentence = tags.tokens.words, tags.tokens.sentence
    for atom, following in pairwise(atoms):
        if atom.kind != Kind.BARE or following.kind != Kind.PERCENT or sentence[atom.i] != sentence[following.i]:
            continue
        if words[atom.j] not in _JOINTS or not _is_change(tags, atom) or not _is_change(tags, following):
            continue
        atom.kind, atom.value = Kind.PERCENT, atom.value / 100


def _is_change(tags: Tags, atom: Quantity) -> bool:
    """Whether "um" or "by" governs a number, with at most one word such as "about" between."""
    head = _head(tags, atom)
    return head > 0 and tags.tokens.words[head - 1] in ("um", "by")


def _in_brackets(tags: Tags, atom: Quantity) -> bool:
    """Whether an amount opens a bracket, as conversions do, so that its currency does not hold for what follows."""
    head = _head(tags, atom)
    return head > 0 and tags.tokens.words[head - 1] in ("(", "~")


def _head(tags: Tags, atom: Quantity) -> int:
    """First token of a number with the words before it that bound it: "about", "up to"."""
    head = atom.i
    while head and (hit := tags.before("bound", head)) is not None:
        head = hit.i
    return head


def _one_dollar(tags: Tags, money: list[Quantity]) -> None:
    """Read a bare "dollar" as that of the one country whose dollar the text names, unless it names the American one."""
    named = {hit.value for hit in tags.within("cur", 0, len(tags.tokens)) if hit.value in DOLLARS and hit.j - hit.i > 1}
    american = any(hit.value == "USD" and hit.j - hit.i > 1 for hit in tags.within("cur", 0, len(tags.tokens)))
    if len(named) != 1 or american:
        return
    dollar = next(iter(named))
    for atom in money:
        if atom.currency == "USD" and tags.tokens.words[atom.j - 1] in function_words("bare_dollars"):
            atom.currency = dollar


def _named(tags: Tags) -> str | None:
    """Currency that a text names only apart from its amounts ("in Dollar gerechnet")."""
    for hit in tags.within("cur", 0, len(tags.tokens)):
        if len(tags.tokens.words[hit.i]) > 3 and hit.value != "$":
            return hit.value
    return None
