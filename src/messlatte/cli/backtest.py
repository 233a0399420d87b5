"""``messlatte backtest``: whether the probabilities prove true."""

from __future__ import annotations

import dataclasses
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import cyclopts
from cyclopts import Parameter

from messlatte.cli.options import Json, print_json, write_whole
from messlatte.core.errors import MesslatteError
from messlatte.core.generated import with_generated

if TYPE_CHECKING:
    from messlatte.models.backtest import Block
    from messlatte.models.backtest_summary import Summary
    from messlatte.models.covariates import Covariates
    from messlatte.models.panel import Panel

__all__ = ["app"]

app = cyclopts.App(name="backtest", help="Show whether the probabilities prove true.")
app.command("messlatte.cli.backtest_nowcast:backtest_nowcast", name="nowcast", help="Score the nowcast on years it has not seen.")
app.command(
    "messlatte.cli.backtest_series:backtest_series", name="series", help="Against AutoETS, Theta and an ensemble, where a series allows."
)
app.command("messlatte.cli.backtest_areas:backtest_areas", name="areas", help="Score the opportunities on vintages they have not seen.")

_YEARLY = (tuple(range(2009, 2019)), (1, 2, 3, 5))
_LONG = ((1992, 1996, 2000, 2004, 2008), (4, 8))


@app.default
def backtest(
    *,
    origins: Annotated[tuple[int, ...], Parameter(help="Years to forecast from.", consume_multiple=True)] = (),
    horizons: Annotated[tuple[int, ...], Parameter(help="Years ahead.", consume_multiple=True)] = (),
    world_trade: Annotated[
        Path | None, Parameter(help="Parquet file year, exporter, importer, value every fourth year: the long view.")
    ] = None,
    page: Annotated[Path | None, Parameter(help="Markdown page whose generated part is replaced; pictures go beside it.")] = None,
    workers: Annotated[int, Parameter(help="Processes; the figures are the same.")] = 2,
    oracle: Annotated[
        bool, Parameter(negative="", help="Also the skill of one who has seen the years to come, but not the pair: what is left to gain.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Forecast from past years with what was known then, and count what came true.

    For each horizon and multiple: Brier skill against climatology, climatology given the tide and a random walk with drift, both
    told and not told world trade; reliability, coverage, CRPS; by size, income and distance. Needs the extra `models`.
    """
    try:
        import lightgbm  # noqa: F401
    except ImportError as error:
        raise MesslatteError("the backtest fits models and needs the extra `models`: pip install 'messlatte[models]'") from error
    from messlatte.models.covariates import ledger_covariates, ledger_panel

    begun = time.perf_counter()
    panel = ledger_panel()
    name = f"Pairs of at least 10 m USD, {panel.years[0]}-{panel.years[-1]} (ledger)"
    summaries = [
        _run(
            name,
            panel,
            ledger_covariates(panel),
            origins or _YEARLY[0],
            horizons or _YEARLY[1],
            "climatology given the tide",
            workers,
            oracle,
        )
    ]
    if world_trade is not None:
        summaries.append(_long_view(world_trade, workers, oracle))
    seconds = time.perf_counter() - begun
    print(f"{seconds:.0f} s", file=sys.stderr)
    if page is not None:
        _write_page(page, summaries)
    if as_json:
        print_json({"schema": "messlatte.backtest/1", "summaries": [dataclasses.asdict(summary) for summary in summaries]})
    elif page is None:
        from messlatte.models.backtest_report import markdown

        print("\n\n".join(markdown(summary, {}) for summary in summaries))


def _long_view(path: Path, workers: int, oracle: bool) -> Summary:
    import pyarrow.parquet as pq

    from messlatte.models.covariates import align
    from messlatte.models.panel import Panel
    from messlatte.models.reference_class import NOT_TODAY

    table = pq.read_table(path).to_pydict()
    panel = Panel.of_rows(table["exporter"], table["importer"], table["year"], table["value"], drop=NOT_TODAY)
    from messlatte.ledger.series import covariates, distances

    known = covariates().select(["iso3", "year", "gdp_usd", "population"]).to_pydict()
    apart = distances().select(["a", "b", "distance_km"]).to_pydict()
    aligned = align(panel, zip(*known.values(), strict=True), zip(*apart.values(), strict=True))
    return _run("Every fourth year, 1964-2016", panel, aligned, *_LONG, "climatology", workers, oracle)


def _run(
    name: str,
    panel: Panel,
    known: Covariates,
    origins: Sequence[int],
    horizons: Sequence[int],
    reference: str,
    workers: int,
    oracle: bool,
) -> Summary:
    from messlatte.models.backtest import run_backtest
    from messlatte.models.backtest_oracle import years_known
    from messlatte.models.backtest_summary import summarise

    blocks = []
    for block in run_backtest(panel, known, origins, horizons, workers=workers):
        print(f"{name}: from {block.origin}, {block.horizon} years ahead, {len(block.pairs):,} pairs", file=sys.stderr)
        blocks.append(block)
    hindsight = years_known(panel, known, blocks) if oracle else ()
    return summarise(name, blocks, len(panel.pairs), _groupings(panel, known), reference, hindsight)


def _groupings(panel: Panel, known: Covariates) -> dict[str, Callable[[Block], Sequence[str]]]:
    import numpy as np

    first, second = panel.pairs.T

    def size(block: Block) -> Sequence[str]:
        names = np.array(["10-100 m USD", "100 m - 1 bn USD", "1-10 bn USD", "over 10 bn USD"])
        return list(names[np.searchsorted((1e8, 1e9, 1e10), block.size, side="right")])

    def income(block: Block) -> Sequence[str]:
        column = panel.column(block.origin)
        head = known.gdp[:, column] / known.population[:, column]
        poorer = np.fmin(head[first], head[second])[block.pairs]
        low, high = np.nanquantile(poorer, [1 / 3, 2 / 3])
        return list(np.where(np.isnan(poorer), "unknown", np.where(poorer < low, "low", np.where(poorer < high, "middle", "high"))))

    def distance(block: Block) -> Sequence[str]:
        km = known.distance[first, second][block.pairs]
        return list(np.where(np.isnan(km), "unknown", np.where(km < 2500, "under 2,500 km", np.where(km < 7500, "to 7,500 km", "further"))))

    return {"size": size, "GDP per head of the poorer partner (thirds)": income, "distance": distance}


def _write_page(page: Path, summaries: Sequence[Summary]) -> None:
    from messlatte.models.backtest_report import BEGIN, END, markdown, reliability_svg

    parts = []
    for number, summary in enumerate(summaries):
        pictures = {}
        for kind, bins in (("told the tide", summary.told), ("not told the tide", summary.untold)):
            file = page.parent / f"bar-reliability-{number}-{kind.split()[0]}.svg"
            write_whole(file, reliability_svg(bins, f"Reliability, {kind}"))
            pictures[f"Reliability, {kind}: {summary.name}"] = file.name
        parts.append(markdown(summary, pictures))
    write_whole(page, with_generated(page.read_text(encoding="utf-8"), "\n\n".join(parts), BEGIN, END))
