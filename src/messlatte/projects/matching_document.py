"""The JSON contracts ``messlatte.matching/1`` and ``messlatte.coding/1``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from messlatte.core.i18n import translations
from messlatte.core.listing import Assigned, Listing, Match, Matching
from messlatte.projects.coding import Candidate
from messlatte.projects.reasons import gap_message

__all__ = ["CODING_SCHEMA", "MATCHING_SCHEMA", "coding_document", "matching_document", "rows_of"]

MATCHING_SCHEMA = "messlatte.matching/1"
CODING_SCHEMA = "messlatte.coding/1"


def coding_document(text: str, language: str, candidates: Sequence[Candidate]) -> dict[str, object]:
    """Candidates of one text as a document."""
    return {
        "schema": CODING_SCHEMA,
        "text": text,
        "language": language,
        "candidates": [{**asdict(one), "shared": [{"text": a, "title": b} for a, b in one.shared]} for one in candidates],
    }


def matching_document(matching: Matching, language: str) -> dict[str, object]:
    """Matching as a document; messages in a language, keys and codes as they are."""
    text = translations(language).gettext
    return {
        "schema": MATCHING_SCHEMA,
        "offers": [_listing(one) for one in matching.offers],
        "needs": [_listing(one) for one in matching.needs],
        "shortlists": [{"need": need, "matches": [_match(one, text) for one in matches]} for need, matches in matching.shortlists.items()],
        "optimal": _pairs(matching.optimal),
        "stable": _pairs(matching.stable),
        "blocking": _pairs(matching.blocking),
        "set_aside": [asdict(one) for one in matching.set_aside],
    }


def rows_of(matching: Matching, language: str) -> list[dict[str, object]]:
    """Shortlists as flat rows, one a match, for CSV."""
    text = translations(language).gettext
    parties = {one.id: one.party for one in (*matching.offers, *matching.needs)}
    return [
        {
            "need": need,
            "need_party": parties[need],
            "rank": rank,
            "offer": one.offer,
            "offer_party": parties[one.offer],
            "score": round(one.score, 4),
            "code": one.code,
            "name": one.name,
            "words": " ".join(one.words),
            "missing": "; ".join(gap_message(gap, text) for gap in one.gaps),
        }
        for need, matches in matching.shortlists.items()
        for rank, one in enumerate(matches, 1)
    ]


def _listing(one: Listing) -> dict[str, object]:
    document = asdict(one)
    document["kind"] = one.kind.value
    document["window"] = None if one.window is None else {"first": str(one.window.first), "last": str(one.window.last)}
    return document


def _match(one: Match, text: Callable[[str], str]) -> dict[str, object]:
    document = asdict(one)
    del document["need"]
    document["gaps"] = [{"key": gap.key, **gap.params, "message": gap_message(gap, text)} for gap in one.gaps]
    return document


def _pairs(chosen: Sequence[Assigned] | None) -> list[dict[str, object]] | None:
    return None if chosen is None else [asdict(one) for one in chosen]
