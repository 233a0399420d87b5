"""``messlatte areas``: where the trade of a pair may grow, both directions, ranked by what comes true."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, Output, Published, print_json, write_whole
from messlatte.core.errors import MesslatteError, NothingMeasurableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from messlatte.core.claims import Area
    from messlatte.core.economy import Pair
    from messlatte.core.opportunity import Opportunities, Opportunity, StatedTurnover

__all__ = ["areas"]


def areas(
    *,
    pair: Annotated[tuple[str, str] | None, Parameter(help="Two codes, such as BLR RU-TUL.")] = None,
    from_statement: Annotated[
        str | None, Parameter(help="Statement whose parties, turnover and areas are taken; - reads stdin.", allow_leading_hyphen=True)
    ] = None,
    jsonl: Annotated[
        Path | None, Parameter(help="File of cases, one JSON object a line; - for standard input.", allow_leading_hyphen=True)
    ] = None,
    grain: Annotated[Literal["industry", "hs2", "hs4", "hs6"], Parameter(help="Grain of the rows.")] = "industry",
    direction: Annotated[str, Parameter(help="both, or exporter:importer such as BLR:RU-TUL.")] = "both",
    list_: Annotated[Literal["growth", "new", "shrinking"] | None, Parameter(name="--list", help="Only one of the three lists.")] = None,
    turnover: Annotated[float | None, Parameter(help="Known total of both directions, USD a year; flows are scaled to it.")] = None,
    shares: Annotated[Path | None, Parameter(help="CSV industry,share: a region's shares of its nation's output.")] = None,
    tariffs: Annotated[Path | None, Parameter(help="CSV exporter,importer,product,rate: shown beside the rows.")] = None,
    reading: Annotated[int, Parameter(help="Which reading of the statement's turnover, from 1, the likeliest first.")] = 1,
    world: Annotated[float, Parameter(help="Markets in five years over markets now, the tide: 1.21.")] = 1.0,
    top: Annotated[int, Parameter(help="Rows of each list on the terminal.")] = 10,
    published: Published = None,
    lang: Lang = None,
    as_json: Json = False,
    output: Output = None,
) -> int:
    """Rank the flows of a pair: those that will carry growth, new ones, and those that shrink.

    Every row has a probability with the share of such flows that came true, and an expected value with its 80 % interval. The gap
    between potential and actual trade is a column and ranks nothing: it does not foretell growth (`messlatte backtest areas`).
    """
    given = [name for name, value in (("--pair", pair), ("--from-statement", from_statement), ("--jsonl", jsonl)) if value is not None]
    if len(given) != 1 and given != ["--pair", "--from-statement"]:
        raise UsageError(f"give --pair, --from-statement or --jsonl; found {' and '.join(given) or 'none'}")
    if jsonl is not None:
        return _each_case(jsonl, lang or "en")
    both, named, stated, language = _question(pair, from_statement, published, lang)
    from messlatte.areas.find import find_opportunities
    from messlatte.areas.region import read_shares
    from messlatte.areas.tariffs import read_tariffs

    if not 1 <= reading <= max(len(stated), 1):
        raise UsageError(f"--reading: {reading} is not one of the {len(stated)} readings of the turnover")
    told = turnover if turnover is not None or not stated else stated[reading - 1].value
    found = find_opportunities(
        both, language=language, grain=grain, turnover=told, readings=stated, shares=read_shares(shares) if shares else None,
        areas=named, world=world, tariffs=read_tariffs(tariffs) if tariffs else None, names=_names(grain, language),
    )  # fmt: skip
    rows = [row for row in found.rows if _wanted(row, direction, list_, both)]
    _show(found, rows, as_json, output, language, top)
    return 0


def _names(grain: str, language: str) -> Mapping[str, str] | None:
    """Names of goods, for rows finer than chapters."""
    if grain not in ("hs4", "hs6"):
        return None
    from messlatte.brief.goods_names import goods_names

    return goods_names(language)


def _question(
    pair: tuple[str, str] | None, statement: str | None, published: str | None, lang: str | None
) -> tuple[Pair, tuple[Area, ...], tuple[StatedTurnover, ...], str]:
    """Pair, areas, readings of the turnover and language, from the flags and the statement; flags win."""
    from messlatte.verdict.places import known_pair

    if statement is None:
        assert pair is not None
        language = lang or "en"
        return known_pair(*pair, language), (), (), language
    from messlatte.areas.question import question_of
    from messlatte.cli.intake import checked_published, take
    from messlatte.statement.reader import read

    page = take(statement)
    said = read(page.text, published=checked_published(published) or page.published)
    language = lang or said.language
    asked = question_of(said)
    both = known_pair(*pair, language) if pair else asked.pair
    if both is None:
        raise NothingMeasurableError("the statement names no two economies; give them as --pair BLR RU-TUL")
    return both, asked.areas, asked.turnovers, language


def _wanted(row: Opportunity, direction: str, listing: str | None, pair: Pair) -> bool:
    if listing is not None and row.listing != listing:
        return False
    if direction == "both":
        return True
    way = tuple(direction.upper().split(":"))
    if sorted(way) != sorted(pair.codes):
        raise UsageError(f"--direction: both, or one of {pair.a.code}:{pair.b.code} and {pair.b.code}:{pair.a.code}; found {direction!r}")
    return (row.exporter, row.importer) == way


def _show(found: Opportunities, rows: list[Opportunity], as_json: bool, output: Path | None, language: str, top: int) -> None:
    if output is not None:
        from messlatte.brief.area_tables import areas_file

        if output.suffix not in (".json", ".csv", ".xlsx"):
            raise UsageError(f"--output: .json, .csv or .xlsx, found {output.name!r}")
        write_whole(output, areas_file(found, rows, output.suffix))
    if as_json:
        from messlatte.areas.document import opportunities_document

        print_json(opportunities_document(found, rows))
    elif output is None:
        from messlatte.cli.areas_table import print_lists

        print_lists(found, rows, language, top)


def _each_case(path: Path, language: str) -> int:
    """One answer a line, in order; a line that cannot be answered gives its error, and the exit code says so."""
    from messlatte.areas.cases import answer_case
    from messlatte.cli.assess import _lines
    from messlatte.verdict.places import known_pair

    worst = 0
    for number, text in enumerate(_lines(path), 1):
        name: object = None
        try:
            case = json.loads(text)
            if not isinstance(case, dict):
                raise UsageError(f"line {number}: a JSON object is needed, found {text.strip()[:40]!r}")
            name, codes = case.get("id"), case.get("pair")
            if not isinstance(codes, list) or len(codes) != 2:
                raise UsageError(f'line {number}: "pair" needs two codes, found {codes!r}')
            document = {"id": name, **answer_case(case, known_pair(str(codes[0]), str(codes[1]), language), language)}
        except json.JSONDecodeError as error:
            worst = max(worst, 1)
            document = {"id": name, "error": f"line {number} is not JSON: {error}"}
        except MesslatteError as error:
            worst = max(worst, error.exit_code)
            document = {"id": name, "error": str(error)}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
    return worst
