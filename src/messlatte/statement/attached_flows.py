"""Flows that are said behind an amount or of several amounts together."""

from __future__ import annotations

from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene

__all__ = ["allotted", "dashed", "is_purpose", "together"]

_CLOSES = frozenset((".", ",", ";", ")", "and", "und", "и", "to", "from", "nach", "aus", "в", "из"))
_GROSS = frozenset(("turnover", "exports", "imports", "surplus", "deficit"))
_STOPS = frozenset(",;:.!?()-")


def allotted(scene: Scene, quantity: Quantity) -> tuple[str, int] | None:
    """Flow that a part of an amount is said to be ("of which 190 million were exports", "190 млн пришлось на экспорт")."""
    if quantity.kind != Kind.MONEY or quantity.j >= len(scene.tokens):
        return None
    words, (_, last) = scene.tokens.words, scene.sentence(quantity.i)
    told = scene.tags.at("share", quantity.j) is not None or words[quantity.j] in function_words("were")
    if not told and not _falls_to(scene, quantity):
        return None
    for k in range(quantity.j + 1, min(quantity.j + 5, last)):
        if words[k] in _STOPS or scene.tokens.kinds[k] == "n":
            return None
        hit = scene.tags.at("topic", k)
        if hit is not None and hit.value in ("exports", "imports"):
            fallen = scene.language == "ru" and scene.tags.at("share", quantity.j) is not None and k == quantity.j + 2
            return (hit.value, k) if fallen or hit.j >= last or words[hit.j] in _CLOSES or hit.j == last - 1 else None
    return None


def _falls_to(scene: Scene, quantity: Quantity) -> bool:
    """Whether a German verb before an amount deals it out ("davon entfielen 9,7 Mrd. Euro auf Importe und 4,1 Mrd. auf Exporte")."""
    words, (left, _) = scene.tokens.words, scene.clause(quantity.i)
    return words[quantity.j] == "auf" and any(word in function_words("falls_to") for word in words[left : quantity.start])


def together(scene: Scene, quantity: Quantity) -> tuple[str, int] | None:
    """Turnover, where exports and imports are named before and an amount is said of both ("together they came to 2.3 billion")."""
    if quantity.kind != Kind.MONEY:
        return None
    first, _ = scene.sentence(quantity.i)
    near = range(max(first, quantity.start - 5), quantity.start)
    words = [k for k in near if scene.tokens.words[k] in function_words("together")]
    if not words or scene.pauses(words[-1], quantity.start) or scene.quantities_within(words[-1], quantity.i):
        return None
    flows = [hit for hit in scene.tags.within("topic", first, words[-1]) if hit.value in ("exports", "imports")]
    return ("turnover", flows[0].i) if {hit.value for hit in flows} == {"exports", "imports"} else None


def dashed(scene: Scene, k: int) -> bool:
    """Whether a dash joins an amount with the flow it is of ("774 млн - экспорт"), with nothing behind that the flow could measure."""
    hit = scene.tags.at("topic", k + 1) if scene.tokens.words[k] == "-" and not scene.tokens.glued[k] else None
    if hit is None or hit.value not in _GROSS:
        return False
    return hit.j >= len(scene.tokens) or scene.tokens.words[hit.j] in ".,;)" or hit.j >= scene.sentence(k)[1]


def is_purpose(scene: Scene, i: int, j: int) -> bool:
    """Whether a figure is what is to be reached by means of what was named before ("контракты для выхода на 2 млрд")."""
    words = scene.tokens.words
    cues = list(scene.tags.within("cue", i + 1, j))
    wished = [hit.j for hit in cues if hit.value == "wish"]
    raised = [hit.i for hit in cues if hit.value == "raise"]
    return any(words[k - 1] in function_words("purpose") or any(0 <= k - end <= 1 for end in wished) for k in raised)
