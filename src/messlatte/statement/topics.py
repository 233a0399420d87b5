"""What a quantity measures: turnover, exports, imports, a balance, or something that is no trade between two economies."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.words import Hit

__all__ = ["FLOWS", "Topic", "topic_of"]

FLOWS = frozenset(("turnover", "exports", "imports", "surplus", "deficit"))
_REACH = 6
_MEMORY = 2
_STOPS = frozenset(",;:.!?()")


@dataclass(slots=True)
class Topic:
    """Flow of a quantity, and the token of the word that says so; ``carried`` when it stands in an earlier sentence."""

    flow: str
    i: int
    carried: bool = False
    attached: bool = False


def topic_of(scene: Scene, quantity: Quantity) -> Topic | None:
    """Find what a quantity measures; None where nothing is said."""
    return _behind(scene, quantity) or _in_sentence(scene, quantity) or _before(scene, quantity)


def _behind(scene: Scene, quantity: Quantity) -> Topic | None:
    """Find the topic that the quantity qualifies directly: "$5 billion trade volume", "2 billion in loans"."""
    tags, words = scene.tags, scene.tokens.words
    _, last = scene.sentence(quantity.i)
    unknown = 0
    for k in range(quantity.j, min(last, quantity.j + _REACH)):
        hit = tags.at("topic", k)
        if hit is not None:
            if hit.value == "none":
                return None
            return None if _is_share(scene, quantity, hit) else _topic(scene, hit, attached=True)
        if words[k] in _STOPS or scene.splits(k) or scene.tokens.kinds[k] == "n":
            return None
        if tags.any(("bilateral", "rate", "rel"), k) or words[k] in (
            "'",
            '"',
            "s",
            "worth",
            "of",
            "in",
            "im",
            "an",
            "der",
            "des",
            "the",
            "-",
        ):
            continue
        if quantity.kind != Kind.MONEY and tags.any(("trend",), k):
            continue
        if tags.any(("cue", "prep", "func", "base", "times", "deadline", "relword", "month", "trend", "bound"), k):
            return None
        unknown += 1
        if unknown > 2:
            return None
    return None


def _is_share(scene: Scene, quantity: Quantity, hit: Hit) -> bool:
    """Whether the words between say a part of the topic ("42 percent of exports")."""
    return quantity.kind == Kind.PERCENT and any(word in ("of", "der", "des") for word in scene.tokens.words[quantity.j : quantity.j + 1])


def _in_sentence(scene: Scene, quantity: Quantity) -> Topic | None:
    first, last = scene.sentence(quantity.i)
    left, right = scene.clause(quantity.i)
    before = _nearest_left(scene, left, quantity.start)
    if before is not None:
        return before
    behind = _first_right(scene, quantity.j, right)
    if behind is not None:
        return behind
    return _nearest_left(scene, first, left) or _first_right(scene, right, last)


def _nearest_left(scene: Scene, i: int, j: int) -> Topic | None:
    """Last topic before a token; one inside brackets counts only when there is no other."""
    hits = [hit for hit in scene.tags.within("topic", i, j) if hit.value != "none"]
    if not hits:
        return None
    return _topic(scene, hits[-1])


def _first_right(scene: Scene, i: int, j: int) -> Topic | None:
    for hit in scene.tags.within("topic", i, j):
        if hit.value != "none":
            between = scene.quantities_within(i, hit.i)
            return _topic(scene, hit) if not between else None
    return None


def _topic(scene: Scene, hit: Hit, *, attached: bool = False) -> Topic:
    """Topic of a hit; the part ("share of exports") and the whole ("total exports") are no trade between two."""
    flow = hit.value
    if flow == "balance":
        flow = "turnover"
    if flow in FLOWS and _is_part(scene, hit):
        flow = "other"
    return Topic(flow, hit.i, attached=attached)


def _is_part(scene: Scene, hit: Hit) -> bool:
    for k in range(max(0, hit.i - 4), hit.i):
        share = scene.tags.at("share", k)
        if share is not None and share.j <= hit.i and not scene.pauses(share.i, hit.i):
            return not scene.quantities_within(share.i, hit.i)
    return False


def _before(scene: Scene, quantity: Quantity) -> Topic | None:
    """Topic of the sentences before, where the own sentence names none."""
    number = scene.tokens.sentence[quantity.i]
    for back in range(1, _MEMORY + 1):
        if number < back:
            return None
        first, last = scene.tokens.bounds[number - back]
        hits = [hit for hit in scene.tags.within("topic", first, last) if hit.value != "none"]
        flows = [hit for hit in hits if hit.value in FLOWS]
        if hits:
            topic = _topic(scene, flows[0] if flows else hits[-1])
            topic.carried = True
            return topic
    return None
