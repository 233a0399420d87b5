"""Who seeks whom: shortlists with reasons, and assignments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from messlatte.core.errors import UsageError
from messlatte.core.listing import Assigned, Kind, Listing, Match, Matching
from messlatte.projects.assignment import MOST_CELLS, Place, blocking_pairs, optimal, stable
from messlatte.projects.coded_listing import CodedListing, coded, set_aside
from messlatte.projects.pair_scores import PairScores, pair_scores
from messlatte.projects.reasons import match_of
from messlatte.projects.titles import Title

__all__ = ["LEAST_SCORE", "Assign", "match_listings"]

Assign = Literal["none", "optimal", "stable", "both"]

LEAST_SCORE = 0.05
"""Below it a pair is no match."""
_ROWS = 500
"""Needs that are compared with all offers at once."""
_TIES = 50
"""Offers beyond the shortlist that are looked at, so that ties go by id and not by the order of the file."""


@dataclass(frozen=True, slots=True)
class _Sides:
    offers: list[CodedListing]
    needs: list[CodedListing]
    pair: tuple[str, str] | None


def match_listings(
    offers: Sequence[Listing],
    needs: Sequence[Listing],
    *,
    pair: tuple[str, str] | None = None,
    top: int = 5,
    assign: Assign = "both",
    language: str = "en",
    extra: tuple[Title, ...] = (),
) -> Matching:
    """Match offers with needs; a search for a partner may stand on either side.

    Parameters
    ----------
    offers, needs : sequence of Listing
        Ids differ within each side.
    pair : two codes, optional
        Match only across these two economies.
    top : int
        Length of the shortlists.
    assign : {"none", "optimal", "stable", "both"}
        The optimal one needs scipy.
    language : {"de", "en", "ru"}
        Of the names of codes.
    extra : tuple of Title
        Goods titles of the user's own.

    Raises
    ------
    UsageError
        If `top` is not positive, an id stands twice, or a listing stands on the wrong side.
    MesslatteError
        If an assignment is asked for that cannot be computed; see `optimal`.
    """
    _check(offers, needs, top)
    both = [coded(one, extra) for one in offers], [coded(one, extra) for one in needs]
    sides = _Sides([one for one in both[0] if not one.arms], [one for one in both[1] if not one.arms], pair)
    shortlists: dict[str, tuple[Match, ...]] = {}
    blocks = []
    whole = assign != "none" and len(sides.offers) * len(sides.needs) <= MOST_CELLS
    for start in range(0, len(sides.needs), _ROWS):
        rows = sides.needs[start : start + _ROWS]
        scores = pair_scores(sides.offers, rows, pair)
        for number, need in enumerate(rows):
            shortlists[need.listing.id] = _shortlist(scores, number, need, sides.offers, top, language)
        if whole:
            blocks.append((scores.score, scores.need_view, scores.offer_view))
    assigned = _assigned(sides, blocks, assign)
    return Matching(tuple(offers), tuple(needs), shortlists, *assigned, set_aside((*both[0], *both[1])))


def _check(offers: Sequence[Listing], needs: Sequence[Listing], top: int) -> None:
    if top < 1:
        raise UsageError(f"--top: a positive number is needed, found {top}")
    for name, side, wrong in (("offers", offers, Kind.NEED), ("needs", needs, Kind.OFFER)):
        seen: set[str] = set()
        for one in side:
            if one.kind is wrong:
                raise UsageError(f"the listing {one.id!r} is {'a need' if wrong is Kind.NEED else 'an offer'}, but stands among the {name}")
            if one.id in seen:
                raise UsageError(f"the id {one.id!r} stands twice among the {name}; ids must differ")
            seen.add(one.id)


def _shortlist(
    scores: PairScores, row: int, need: CodedListing, offers: Sequence[CodedListing], top: int, language: str
) -> tuple[Match, ...]:
    mine = scores.score[row]
    best = np.argsort(-mine, kind="stable")
    ids = sorted(
        (int(place) for place in best[: top + 50] if mine[place] >= LEAST_SCORE), key=lambda place: (-mine[place], offers[place].listing.id)
    )
    return tuple(match_of(need, offers[place], scores, row, place, language) for place in ids[:top])


_Assignments = tuple[tuple[Assigned, ...] | None, tuple[Assigned, ...] | None, tuple[Assigned, ...]]


def _assigned(sides: _Sides, blocks: Sequence[tuple[np.ndarray, ...]], assign: Assign) -> _Assignments:
    """Optimal and stable assignment, and the pairs that block the optimal one."""
    if assign == "none":
        return None, None, ()
    shape = (len(sides.needs), len(sides.offers))
    views = [np.concatenate(part) if part else np.zeros(shape) for part in zip(*blocks, strict=True)] or [np.zeros(shape)] * 3
    acceptable = views[0] >= LEAST_SCORE
    score, need_view, offer_view = (np.where(acceptable, view, 0.0) for view in views)
    rooms = [one.listing.capacity for one in sides.needs], [one.listing.capacity for one in sides.offers]

    def named(places: Sequence[Place]) -> tuple[Assigned, ...]:
        return tuple(
            Assigned(sides.offers[p.offer].listing.id, sides.needs[p.need].listing.id, float(score[p.need, p.offer])) for p in places
        )

    best = optimal(score, *rooms) if assign in ("optimal", "both") else None
    settled = stable(need_view, offer_view, *rooms) if assign in ("stable", "both") else None
    blocked = () if best is None else blocking_pairs(best, need_view, offer_view, *rooms)
    return None if best is None else named(best), None if settled is None else named(settled), named(blocked)
