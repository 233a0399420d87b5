"""What a quantity measures: turnover, exports, imports, a balance, or something that is no trade between two economies."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.statement.attached_flows import allotted, dashed, is_purpose, together
from messlatte.statement.final_verbs import final_verb
from messlatte.statement.flow_words import (
    balance_flow,
    both_ways,
    exceeding,
    is_apart,
    is_inside,
    is_known,
    is_of_a_firm,
    is_of_another,
    is_overall,
    is_owed,
    is_owner_of,
    is_part,
    is_procured,
    is_set,
    is_worldwide,
    total_flow,
    with_partner,
)
from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.words import Hit

__all__ = ["FLOWS", "Topic", "topic_of"]

FLOWS = frozenset(("turnover", "exports", "imports", "surplus", "deficit"))
_OPPOSITE = {"exports": "imports", "imports": "exports", "surplus": "deficit", "deficit": "surplus"}
_REACH = 6
_MEMORY = 2
_STOPS = frozenset(",;:.!?()-")
_SILENT = frozenset(("none", "partner"))


@dataclass(slots=True)
class Topic:
    """Flow of a quantity, and the token of the word that says so; ``carried`` when it stands in another sentence."""

    flow: str
    i: int
    carried: bool = False
    attached: bool = False


Memory = dict[int, Topic]


def topic_of(
    scene: Scene, quantity: Quantity, previous: tuple[Quantity, Topic | None] | None = None, memory: Memory | None = None
) -> Topic | None:
    """Find what a quantity measures.

    Parameters
    ----------
    previous : (quantity, its topic) or None
        Quantity before; one that follows it in the same clause without a word on what is measured measures the same.
    memory : dict or None
        Topic of the first quantity of each sentence so far.

    Returns
    -------
    Topic or None
        None where nothing is said. Flow ``other`` is money or a percentage that is no trade between two economies.
    """
    first, last = scene.sentence(quantity.i)
    left, right = scene.clause(quantity.i)
    closing = final_verb(scene, quantity) or allotted(scene, quantity) or together(scene, quantity)
    found = Topic(*closing, attached=True) if closing else _behind(scene, quantity) or _left(scene, quantity, left)
    memory = memory if memory is not None else {}
    if found is not None and not found.attached and _says_more(scene, quantity, previous, left):
        found = None
    turned = previous is not None and any(scene.tags.within("turn", previous[0].j, quantity.start))
    if turned and previous is not None and previous[1] is not None and not any(scene.tags.within("topic", previous[0].j, quantity.start)):
        found = None
    if found is None and previous is not None and previous[0].i >= left and previous[1] is not None:
        found = Topic(previous[1].flow, previous[1].i, previous[1].carried)
        found.flow = _OPPOSITE.get(found.flow, found.flow) if turned else found.flow
    behind = [hit.value for hit in scene.tags.within("turn", quantity.j, min(right, quantity.j + _REACH))]
    if found is not None and found.flow in _OPPOSITE and "behind" in behind:
        found.flow = _OPPOSITE[found.flow]
    found = found or _right(scene, quantity, right)
    if found is None and previous is not None and first <= previous[0].i < left:
        found = _left(scene, quantity, previous[0].j)
    if found is None and (found := memory.get(scene.tokens.sentence[quantity.i]) or _left(scene, quantity, first)) is not None:
        found = _turned(scene, quantity, found)
    found = found or _partner(scene, first, last) or _before(scene, quantity, memory)
    return found or _beyond(scene, quantity, right, last) or _after(scene, quantity)


def _says_more(scene: Scene, quantity: Quantity, previous: tuple[Quantity, Topic | None] | None, left: int) -> bool:
    """Whether a percentage only says more about the amount before it, whose flow stood behind ("... für 5 Mrd. ein, 20 % mehr")."""
    if previous is None or previous[1] is None or not previous[1].attached or previous[0].i < left or quantity.kind != Kind.PERCENT:
        return False
    behind = previous[1].i >= previous[0].j
    return behind and previous[0].kind == Kind.MONEY and not any(scene.tags.within("topic", previous[1].i + 1, quantity.start))


def _behind(scene: Scene, quantity: Quantity) -> Topic | None:
    """Find the topic that the quantity qualifies directly: "$5 billion trade volume", "2 billion in loans"."""
    tags, words = scene.tags, scene.tokens.words
    _, last = scene.sentence(quantity.i)
    unknown = 0
    if quantity.kind == Kind.PERCENT and not function_words("of").isdisjoint(words[quantity.j : quantity.j + 1]):
        return None
    for k in range(quantity.j, min(last, quantity.j + _REACH)):
        hit = tags.at("topic", k)
        if hit is not None:
            if words[k] in function_words("nominative_flows") and k == quantity.j and not scene.tokens.glued[k]:
                return None
            return None if hit.value in _SILENT or _where(scene, hit, quantity) else _topic(scene, hit, quantity, attached=True)
        if tags.at("affix", k) is not None:
            return Topic("other", k, attached=True)
        if k == quantity.j and dashed(scene, k):
            continue
        if words[k] in _STOPS or scene.splits(k) or scene.tokens.kinds[k] == "n" or is_apart(scene, k):
            return None
        if tags.any(("bilateral", "rate", "rel"), k) or words[k] in function_words("topic_links"):
            continue
        if k == quantity.j and words[k] == "for" and scene.tags.value("topic", k + 1) in ("exports", "imports"):
            continue
        if quantity.kind != Kind.MONEY and words[k] in ("for", "its", "their", "bei", "den"):
            continue
        if quantity.kind != Kind.MONEY and tags.any(("trend",), k):
            continue
        if tags.any(("cue", "prep", "func", "base", "times", "deadline", "relword", "month", "trend", "bound"), k):
            return None
        unknown += 1
        if unknown > 2:
            return None
    return None


def _where(scene: Scene, hit: Hit, quantity: Quantity) -> bool:
    """Whether trade behind an amount only says where a balance before it is ("a surplus of 830 million in trade with China")."""
    before = list(scene.tags.within("topic", max(0, quantity.start - 4), quantity.start))
    return hit.value == "turnover" and bool(before) and before[-1].value in ("surplus", "deficit")


def _left(scene: Scene, quantity: Quantity, i: int) -> Topic | None:
    """Last topic between a token and a quantity."""
    named = list(scene.tags.within("topic", i, quantity.start))
    hits = [hit for hit in named if hit.value not in _SILENT and not is_set(scene, hit)]
    if (
        named
        and named[-1].value == "none"
        and not scene.tokens.words[named[-1].i].startswith(("поставил", "поставлен"))
        and quantity.start - named[-1].j <= 2
        and not scene.pauses(named[-1].j, quantity.start)
    ):
        return Topic("other", named[-1].i)
    while hits and hits[-1].value == "other" and is_purpose(scene, hits[-1].j, quantity.start):
        hits.pop()
    if not hits and named and quantity.kind == Kind.MONEY and _is_market(scene, named[-1], quantity):
        return Topic("exports", named[-1].i)
    if len(hits) > 1 and is_owner_of(scene, hits[-1], hits[-2]):
        hits.pop()
    shares = list(scene.tags.within("share", i, quantity.start)) if quantity.kind == Kind.PERCENT else []
    shares = [
        share
        for share in shares
        if not scene.pauses(share.j, quantity.start) and not any(scene.tags.within("trend", share.j, quantity.start))
    ]
    while hits and quantity.kind == Kind.PERCENT and is_of_another(scene, hits[-1]):
        hits.pop()
        shares = [share for share in shares if hits and share.i < hits[-1].i]
    if shares and (not hits or shares[-1].i > hits[-1].i):
        return Topic("other", shares[-1].i)
    if len(hits) > 1 and (net := exceeding(scene, hits[-2], hits[-1], quantity)):
        return Topic(net, hits[-1].i)
    if len(hits) > 1 and both_ways(scene, hits[-2], hits[-1], quantity):
        return Topic("turnover", hits[-2].i)
    if len(hits) > 1 and hits[-2].value in ("surplus", "deficit") and hits[-1].value == "turnover" and is_inside(scene, *hits[-2:]):
        hits.pop()
    if (
        len(hits) > 1
        and hits[-1].value == "weak"
        and hits[-2].value in ("exports", "imports")
        and not scene.quantities_within(hits[-2].i, hits[-1].i)
    ):
        hits.pop()
    return _topic(scene, hits[-1], quantity) if hits else None


def _is_market(scene: Scene, hit: Hit, quantity: Quantity) -> bool:
    """Whether an amount says what goes to a market ("our second-largest export market, worth 6 billion")."""
    words = scene.tokens.words
    apart = words[hit.j : quantity.start]
    return (
        words[hit.i : hit.j] in (["export", "market"], ["export", "destination"])
        and 0 < len(apart) <= 3
        and all(word in function_words("market_worth") for word in apart)
    )


def _turned(scene: Scene, quantity: Quantity, topic: Topic) -> Topic:
    """Turn a flow round where "conversely" stands between its word and the quantity."""
    turns = any(scene.tags.within("turn", topic.i, quantity.start)) and topic.flow in _OPPOSITE
    return Topic(_OPPOSITE[topic.flow], topic.i, topic.carried, topic.attached) if turns else topic


def _right(scene: Scene, quantity: Quantity, j: int) -> Topic | None:
    """First topic behind a quantity in its clause, where it may be the subject ("um 19 Prozent stiegen die Lieferungen")."""
    for hit in scene.tags.within("topic", quantity.j, j):
        if hit.value in _SILENT:
            continue
        words = scene.tokens.words[quantity.j : hit.i]
        also = words[-1:] == ["и"] and scene.tags.before("trend", hit.i - 1) is not None
        joined = function_words("with") | function_words("and")
        if scene.pauses(quantity.j, hit.i) or not joined.isdisjoint(words[:-1] if also else words):
            return None
        between = scene.quantities_within(quantity.j, hit.i)
        led = len(between) == 1 and between[0].start == quantity.j + 1 and scene.tokens.words[quantity.j] in function_words("to")
        return _topic(scene, hit, quantity) if not between or led else None
    return None


def _beyond(scene: Scene, quantity: Quantity, i: int, j: int) -> Topic | None:
    """Last resort in the own sentence: the first topic behind."""
    for hit in scene.tags.within("topic", quantity.j, j):
        if hit.value not in _SILENT:
            return _topic(scene, hit, quantity)
    return None


def _topic(scene: Scene, hit: Hit, quantity: Quantity, *, attached: bool = False) -> Topic:
    """Topic of a hit; the part ("share of exports") and the whole ("total exports") are no trade between two."""
    flow = hit.value
    if flow == "balance":
        flow = balance_flow(scene, hit)
    elif flow == "weak":
        flow = "turnover" if is_known(scene, hit) else "other"
    elif flow == "total":
        flow = "turnover" if with_partner(scene, hit.j, max(hit.j, quantity.start)) else total_flow(scene, hit)
    if flow in ("exports", "imports") and is_overall(scene, hit):
        flow = "other"
    if flow == "turnover" and hit.j - hit.i == 1 and is_of_a_firm(scene, hit):
        flow = "other"
    if flow in FLOWS and (is_owed(scene, hit) or is_procured(scene, hit) or is_worldwide(scene, hit)):
        flow = "other"
    if flow in FLOWS and quantity.kind != Kind.MONEY and is_part(scene, hit):
        flow = "other"
    return Topic(flow, hit.i, attached=attached)


def _before(scene: Scene, quantity: Quantity, memory: Memory) -> Topic | None:
    """Topic of the sentences before, where the own sentence names none; "in return" turns it round."""
    number = scene.tokens.sentence[quantity.i]
    begin, _ = scene.sentence(quantity.i)
    for back in range(1, _MEMORY + 1):
        if number < back:
            return None
        first, last = scene.tokens.bounds[number - back]
        known = memory.get(number - back)
        topics = [_topic(scene, hit, quantity) for hit in scene.tags.within("topic", first, last) if hit.value not in _SILENT]
        if known is not None and known.flow in FLOWS:
            topics = [Topic(known.flow, known.i)]
        if topics:
            flows = [topic for topic in topics if topic.flow in FLOWS]
            topic = flows[0] if flows else topics[-1]
            topic.carried = True
            if any(scene.tags.within("turn", begin, quantity.start)):
                topic.flow = _OPPOSITE.get(topic.flow, topic.flow)
            return topic
    return None


def _partner(scene: Scene, i: int, j: int) -> Topic | None:
    """Turnover, where nothing but a "trading partner" is named."""
    for hit in scene.tags.within("topic", i, j):
        if hit.value == "partner":
            return Topic("turnover", hit.i)
    return None


def _after(scene: Scene, quantity: Quantity) -> Topic | None:
    """Topic of the next sentence, for a goal that is named before anybody says of what."""
    first, last = scene.sentence(quantity.i)
    number = scene.tokens.sentence[quantity.i] + 1
    early = scene.tokens.sentence[quantity.i] == 0 and quantity.kind == Kind.MONEY
    if number >= len(scene.tokens.bounds):
        return None
    if not early and not any(hit.value == "goal" for hit in scene.tags.within("cue", first, last)):
        return None
    for hit in scene.tags.within("topic", *scene.tokens.bounds[number]):
        if hit.value not in _SILENT:
            topic = _topic(scene, hit, quantity)
            topic.carried = True
            return topic
    return None
