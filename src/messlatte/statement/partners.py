"""Which figures are of trade between two economies rather than of one economy with the world."""

from __future__ import annotations

from collections.abc import Mapping

from messlatte.statement.drafts import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.gazetteer import country_of
from messlatte.statement.quantities import Kind
from messlatte.statement.scene import Scene

__all__ = ["between_two"]

_NET = frozenset(("surplus", "deficit"))
_TOWARDS = frozenset(("to", "from", "with"))
_OTHER_END = {"exports": frozenset(("to",)), "imports": frozenset(("from",)), "turnover": frozenset(("with",))}
"""Prepositions that name the partner, not the owner, of a flow."""
_REACH = 5
_FOREIGN = ("внешн", "foreign", "external")
_SALES = ("verkauf", "verkäuf", "sold", "sell", "прода")
"""Words of what firms do as well as economies."""


def between_two(scene: Scene, found: list[Draft]) -> list[Draft]:
    """Keep the figures that have a partner.

    Turnover is kept where two economies were found for it; where the text names but one, a figure is kept if the word on trade names it as
    the partner ("trade with India"). Exports, imports and balances of one economy are so common in the news that
    they need more: a second economy in the sentence, a figure with a partner before, or words such as "bilateral". A balance that comes
    behind gross flows is an aside that follows from them, and is left out unless it names its own partner ("a surplus with Kenya of").
    """
    kept: list[Draft] = []
    totals: set[int] = set()
    for draft in found:
        number = scene.tokens.sentence[draft.quantity.i]
        if not _partner_here(scene, draft) and (
            _is_foreign(scene, draft)
            or (draft.topic.flow != "turnover" and _after_total(scene, number))
            or (not kept and not draft.wanted and not totals.isdisjoint((number, number - 1)))
        ):
            totals.add(number)
            continue
        sold = scene.tokens.words[draft.topic.i].startswith(_SALES)
        alone = len(draft.codes) == 1 and not sold and _is_towards(scene, draft, _OTHER_END)
        if alone or (len(draft.codes) > 1 and (draft.topic.flow == "turnover" or kept or _has_partner(scene, draft))):
            kept.append(draft)
    kept = [draft for k, draft in enumerate(kept) if not _is_whole_balance(scene, draft, kept[k + 1 : k + 2])]
    gross = [draft.quantity.i for draft in kept if draft.topic.flow not in _NET and draft.quantity.kind == Kind.MONEY and not draft.wanted]
    return [
        draft
        for draft in kept
        if draft.topic.flow not in _NET
        or not gross
        or draft.quantity.i < gross[0]
        or (not draft.topic.carried and _is_towards(scene, draft))
    ]


def _is_foreign(scene: Scene, draft: Draft) -> bool:
    """Whether the word is "foreign trade", which without a partner is that with the world."""
    return scene.tokens.words[draft.topic.i].startswith(_FOREIGN)


def _after_total(scene: Scene, number: int) -> bool:
    """Whether the sentence before tells the foreign trade of one economy with the world."""
    if not number:
        return False
    first, last = scene.tokens.bounds[number - 1]
    if number > 1 and not scene.codes(first, last) and not any(scene.tags.within("topic", first, last)):
        first, last = scene.tokens.bounds[number - 2]
    foreign = [hit for hit in scene.tags.within("topic", first, last) if scene.tokens.words[hit.i].startswith(_FOREIGN)]
    return bool(foreign) and bool(scene.quantities_within(foreign[-1].j, last)) and len(scene.codes(first, last)) == 1


def _partner_here(scene: Scene, draft: Draft) -> bool:
    """Whether the sentence of a figure, or of the word on what it measures, tells with whom."""
    spans = {scene.sentence(draft.quantity.i), scene.sentence(max(0, draft.topic.i))}
    return _is_towards(scene, draft) or any(
        _several(scene, draft, *span)
        or _names_partner(scene, draft, *span)
        or any(scene.tags.within("bilateral", *span))
        or any(hit.value == "we" for hit in scene.tags.within("we", *span))
        or any(prep.value == "with" and scene.codes(prep.j, prep.j + 4) for prep in scene.tags.within("prep", *span))
        for span in spans
    )


def _has_partner(scene: Scene, draft: Draft) -> bool:
    first, last = scene.sentence(draft.quantity.i)
    if _several(scene, draft, first, last) or _names_partner(scene, draft, first, last):
        return True
    begin = max(0, draft.topic.i)
    topic_first, topic_last = scene.sentence(begin)
    if _several(scene, draft, topic_first, topic_last):
        return True
    if any(scene.tags.within("bilateral", 0, last)) or _is_towards(scene, draft):
        return True
    if _several(scene, draft, 0, last) and not function_words("there").isdisjoint(scene.tokens.words[first:last]):
        return True
    if scene.codes(first, last) and any(hit.value == "we" for hit in scene.tags.within("we", first, last)):
        return True
    return _named_before(scene, draft, first) or any(hit.value in ("turnover", "partner") for hit in scene.tags.within("topic", 0, first))


def _named_before(scene: Scene, draft: Draft, first: int) -> bool:
    """Whether the sentence before speaks of the same flow between two economies ("Exports from A to B fell. They were down 7 %")."""
    if not first:
        return False
    begin, end = scene.sentence(first - 1)
    flows = {hit.value for hit in scene.tags.within("topic", begin, end)}
    return draft.topic.flow in flows and "total" not in flows and len(scene.codes(begin, end)) > 1


def _is_whole_balance(scene: Scene, draft: Draft, following: list[Draft]) -> bool:
    """Whether a balance is that with the world, of which the next is a part ("a surplus of 4.3 billion, including 7.1 with the US")."""
    if draft.topic.flow not in _NET or not following or following[0].topic.flow not in _NET:
        return False
    words = scene.tokens.words[draft.quantity.j : following[0].quantity.start]
    same = scene.tokens.sentence[draft.quantity.i] == scene.tokens.sentence[following[0].quantity.i]
    named = scene.codes(draft.quantity.j, following[0].quantity.start)
    return same and not named and not function_words("including").isdisjoint(words)


def _several(scene: Scene, draft: Draft, i: int, j: int) -> bool:
    """Whether two of a figure's economies, of different countries, are named between two tokens."""
    named = {country_of(code) for code in scene.codes(i, j)}
    return len(named.intersection(country_of(code) for code in draft.codes)) > 1


def _names_partner(scene: Scene, draft: Draft, i: int, j: int) -> bool:
    """Whether a sentence that names several economies names one of the figure's behind a preposition ("nach Polen gingen Waren ...")."""
    if len(scene.codes(i, j)) < 2:
        return False
    preps = [prep for prep in scene.tags.within("prep", i, j) if prep.value in _TOWARDS]
    return any(code in draft.codes for prep in preps for code in scene.codes(prep.j, min(prep.j + 2, j)))


def _is_towards(scene: Scene, draft: Draft, ends: Mapping[str, frozenset[str]] | None = None) -> bool:
    """Whether the word on trade itself names one of the two economies as its partner ("exports to Japan", "Einfuhren aus Japan")."""
    start = draft.topic.i
    _, last = scene.sentence(start)
    for k in range(start + 1, min(start + _REACH, last)):
        prep = scene.tags.at("prep", k)
        if prep is not None and prep.value in (_TOWARDS if ends is None else ends.get(draft.topic.flow, ends["turnover"])):
            return any(code in draft.codes for code in scene.codes(prep.j, min(prep.j + 3, last)))
        if scene.tokens.words[k] in ",;:":
            return False
    return False
