"""Areas: the model of goods on goods it has not seen, the test of a region as a party, and how long a pair takes.

``python benchmarks/bench_areas.py ../shared/data``. Members of the European Union stand for regions of one nation, each with its exports to
every partner outside, by industry. WAPE: sum of absolute errors over the sum of flows, industry x partner. Times: best of several runs.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from messlatte.areas.find import find_opportunities
from messlatte.core.economy import Economy, Pair
from messlatte.models.opportunity_backtest import score_vintage
from messlatte.models.opportunity_features import candidates
from messlatte.models.opportunity_fit import fit_opportunities
from messlatte.models.opportunity_lessons import outcome
from messlatte.models.opportunity_panel import WIOD, distances_between, read_raw_materials, vintage

Array = npt.NDArray[np.float64]
_FIRST = ("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GBR", "GRC", "HUN")
_SECOND = ("IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROM", "ROU", "SVK", "SVN", "SWE")
EU = frozenset((*_FIRST, *_SECOND))
GOODS = 16
POWERS = (0.0, 0.1, 0.2, 0.3)


@dataclass(frozen=True, slots=True)
class RegionScore:
    """WAPE of one method in one year."""

    year: int
    kind: str
    method: str
    wape: float


def regions(folder: Path, year: int) -> tuple[Array, Array, Array]:
    """Exports region x partner x industry, output region x industry, million USD, and log distances less each partner's mean."""
    table = pq.read_table(folder / WIOD, filters=[("year", "=", year)])
    codes = sorted(set(table["exporter"].to_pylist()))
    place = {code: n for n, code in enumerate(codes)}
    cube = np.zeros((len(codes), len(codes), 35))
    at = [[place[code] for code in table[side].to_pylist()] for side in ("exporter", "importer")]
    musd = table["inter_musd"].to_numpy().astype(float) + table["final_musd"].to_numpy().astype(float)
    np.add.at(cube, (at[0], at[1], table["industry"].to_numpy().astype(int) - 1), musd)
    inside = [n for n, code in enumerate(codes) if code in EU]
    outside = [n for n, code in enumerate(codes) if code not in EU]
    km = distances_between([{"ROM": "ROU"}.get(code, code) for code in codes])[np.ix_(inside, outside)]
    away = np.nan_to_num(np.log(km) - np.nanmean(np.log(np.where(np.isfinite(km).any(axis=0), km, 1.0)), axis=0))
    return cube[np.ix_(inside, outside)], cube[inside].sum(axis=1), away


def best_gravity(plain: Array, pair: Array, away: Array, wape: Callable[[Array], float]) -> float:
    """Least error with an elasticity of distance for every industry, found in hindsight by coordinate search."""
    elasticity, least = np.zeros(plain.shape[2]), np.inf
    for _ in range(3):
        for k in range(len(elasticity)):
            for step in (-1, -0.5, -0.2, 0, 0.2, 0.5, 1):
                trial = elasticity.copy()
                trial[k] += step
                error = wape(fitted(plain * np.exp(-away[:, :, None] * trial), {2: pair}, 1))
                if error < least:
                    least, elasticity = error, trial
    return least


def fitted(start: Array, margins: dict[int, Array], sweeps: int = 60) -> Array:
    """Proportional fitting to margins, keyed by the axis that was summed away."""
    fit = start.copy()
    for _ in range(sweeps):
        for axis, wanted in margins.items():
            now = fit.sum(axis=axis, keepdims=True)
            fit *= np.divide(wanted, now, out=np.zeros_like(now), where=now > 0)
    return fit


def region_scores(folder: Path, year: int) -> Iterator[RegionScore]:
    """Every method, goods and services apart."""
    exports, output, away = regions(folder, year)
    output = np.maximum(output, 0.0)  # the source has a few negative cells
    share = np.divide(output, output.sum(axis=0), out=np.zeros_like(output), where=output.sum(axis=0) > 0)
    quotient = np.divide(share, (output.sum(axis=1) / output.sum())[:, None])
    for kind, cut in (("goods", slice(0, GOODS)), ("services", slice(GOODS, 35))):
        true = exports[:, :, cut]
        nation, pair = true.sum(axis=0, keepdims=True), true.sum(axis=2, keepdims=True)

        def wape(estimate: Array, true: Array = true) -> float:
            return float(np.abs(estimate - true).sum() / true.sum())

        plain = nation * share[:, None, cut]
        scaled = fitted(plain, {2: pair}, 1)
        yield RegionScore(year, kind, "industry's share of output", wape(plain))
        yield RegionScore(year, kind, "the same, scaled to the pair's total (ours)", wape(scaled))
        best = min(wape(fitted(nation * (share * quotient**power)[:, None, cut], {2: pair}, 1)) for power in POWERS)
        yield RegionScore(year, kind, "bound: best power of the location quotient, in hindsight", best)
        gravity = best_gravity(plain, pair, away, wape)
        yield RegionScore(year, kind, "bound: an elasticity of distance for every industry, in hindsight", gravity)
        both = {2: pair, 0: nation}
        yield RegionScore(year, kind, "bound: all regions' pair totals known at once", wape(fitted(plain, both)))
        more = {**both, 1: true.sum(axis=1, keepdims=True)}
        yield RegionScore(year, kind, "one more total: the region's exports by industry", wape(fitted(plain, more)))


def carried_over(data: Path, year: int = 2014) -> Iterator[str]:
    """Rows of a table: the model of goods fitted on every other raw material, asked about the others, beside one fitted on these."""
    panel = read_raw_materials(data)
    halves = [replace(panel, products=panel.products[part::2], values=np.ascontiguousarray(panel.values[..., part::2])) for part in (0, 1)]
    found = candidates(vintage(halves[1], year))
    later, own = outcome(halves[1], year, found)
    for name, taught in (("the other 37 codes", halves[0]), ("the same 37 codes", halves[1])):
        model = fit_opportunities(taught, year, most=60_000)
        row = next(iter(score_vintage(halves[1], year, found, model, later, own)))
        figures = (row.auc_up, row.auc_new, row.neutral_cap5, row.brier_skill, row.worst_decile, row.coverage, row.dollar_skill)
        yield f"| {name} | " + " | ".join("" if figure is None else f"{figure:.3f}" for figure in figures) + " |"


def timings() -> Iterator[tuple[str, float]]:
    """Seconds: a cold process on the seed statement (best of three), and a pair once the table is loaded (best of five)."""
    seed = Path(__file__).parent.parent / "src" / "messlatte" / "examples" / "minsk-tula.de.txt"
    command = [sys.executable, "-c", "from messlatte.cli.app import main; main()", "areas", "--from-statement", str(seed), "--json"]

    def cold() -> None:
        subprocess.run(command, check=True, capture_output=True)

    def warm() -> None:
        find_opportunities(Pair(Economy("DEU", "Germany"), Economy("POL", "Poland")))

    for name, act, times in (("seed statement to ranked areas, cold", cold, 3), ("one pair, table loaded", warm, 5)):
        taken = []
        for _ in range(times):
            begun = time.perf_counter()
            act()
            taken.append(time.perf_counter() - begun)
        yield name, min(taken)


def main() -> None:
    folder = Path(sys.argv[1]) / "areas"
    print("| R 2014, fitted on | AUC up | AUC new | cap5 neutral | Brier skill | worst decile | 80 % covers | dollar skill |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for line in carried_over(Path(sys.argv[1])):
        print(line, flush=True)
    print("\n| year | kind | method | WAPE |\n|---|---|---|---:|")
    for year in (2005, 2010):
        for score in region_scores(folder, year):
            print(f"| {score.year} | {score.kind} | {score.method} | {score.wape:.3f} |")
    print("\n| time | s |\n|---|---:|")
    for name, seconds in timings():
        print(f"| {name} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
