"""``messlatte project match``: who seeks whom."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, Output, Titles, print_json, write_whole
from messlatte.core.errors import NothingMeasurableError, UsageError
from messlatte.core.files import json_text

if TYPE_CHECKING:
    from messlatte.core.listing import Listing, Matching

__all__ = ["match"]


def match(
    offers: Annotated[Path, Parameter(help="Offers: CSV, JSON lines, or a read statement (`messlatte read --json`).")],
    needs: Annotated[Path | None, Parameter(help="Needs, likewise; without it the first file holds both, by the column `kind`.")] = None,
    /,
    *,
    pair: Annotated[tuple[str, str] | None, Parameter(help="Match only across two economies: BLR RU-TUL.")] = None,
    top: Annotated[int, Parameter(help="Length of the shortlists.")] = 5,
    assign: Annotated[
        Literal["none", "optimal", "stable", "both"], Parameter(help="Assignments beside the shortlists; the optimal one needs scipy.")
    ] = "both",
    titles: Titles = None,
    lang: Lang = None,
    as_json: Json = False,
    output: Output = None,
) -> int:
    """Match offers with needs by customs code, words, place, quantity and time, in German, English and Russian.

    Every need gets a shortlist; every match names the code or the words that both share, and what is missing. The optimal assignment has
    the largest sum of scores, the stable one no pair that would rather have each other; where they differ, the pairs that block the
    optimal one are shown. Arms are recognised and never matched.
    """
    if output is not None and output.suffix not in {".json", ".csv"}:
        raise UsageError(f"--output: .json or .csv, found {output.name!r}")
    sides = _sides(offers, needs)
    if pair is not None:
        pair = _known(pair)
    from messlatte.projects.matching import match_listings
    from messlatte.projects.titles import read_titles

    language = lang or "en"
    extra = read_titles(titles) if titles else ()
    found = match_listings(*sides, pair=pair, top=top, assign=assign, language=language, extra=extra)
    _write(found, language, as_json, output)
    if found.set_aside:
        print(f"set aside as arms: {', '.join(one.listing for one in found.set_aside)}", file=sys.stderr)
    return 0


def _sides(offers: Path, needs: Path | None) -> tuple[tuple[Listing, ...], tuple[Listing, ...]]:
    """Listings of both sides; of one file alone those who look for partners stand on both."""
    from messlatte.core.listing import Kind
    from messlatte.projects.listings import read_listings

    if needs is not None:
        sides = read_listings(offers, Kind.OFFER), read_listings(needs, Kind.NEED)
    else:
        both = read_listings(offers, Kind.PARTNER)
        sides = tuple(one for one in both if one.kind is not Kind.NEED), tuple(one for one in both if one.kind is not Kind.OFFER)
    for path, side, name in ((offers, sides[0], "offers"), (needs or offers, sides[1], "needs")):
        if not side:
            raise NothingMeasurableError(f"{path}: no {name} are in it; a listing needs a text, and `kind` offer, need or partner")
    return sides


def _known(pair: tuple[str, str]) -> tuple[str, str]:
    from messlatte.ledger.economies import is_economy

    codes = pair[0].upper(), pair[1].upper()
    for code in codes:
        if not is_economy(code):
            raise UsageError(f"--pair: {code!r} is not known; an ISO 3166 code is needed, such as BLR or RU-TUL")
    if codes[0] == codes[1]:
        raise UsageError(f"--pair: two different codes are needed, found {codes[0]} twice")
    return codes


def _write(found: Matching, language: str, as_json: bool, output: Path | None) -> None:
    from messlatte.projects.matching_document import matching_document, rows_of

    if output is not None and output.suffix == ".csv":
        rows = rows_of(found, language)
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]) if rows else ["need"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        write_whole(output, out.getvalue())
    elif output is not None:
        write_whole(output, json_text(matching_document(found, language)))
    if as_json:
        print_json(matching_document(found, language))
    elif output is None:
        from messlatte.cli.match_view import print_matching

        print_matching(found, language)
