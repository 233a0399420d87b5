"""CRPS of log turnover on the manufacturing panel (69 countries, 1986-2006), tide not told, by horizon.

The same origins as the table of `docs/methods/forecast.md`, which holds AutoETS and the other forecasts of a series. Here are the pairs
without a gap that traded at least 10 m USD at the origin; that table has all without a gap.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from messlatte.models.backtest import run_backtest
from messlatte.models.calibration import crps
from messlatte.models.covariates import Covariates
from messlatte.models.growth_model import LEVELS
from messlatte.models.panel import Floats, Panel
from messlatte.models.tide import fit_tide

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "manufacturing_panel.parquet"
NODES = np.array([-1.59, -0.97, -0.59, -0.28, 0.0, 0.28, 0.59, 0.97, 1.59])  # normal quantiles at 1/18, 3/18, ...
EVEN = (np.arange(19) + 0.5) / 19


def mixed(quantiles: Floats, drift: float, spread: float) -> Floats:
    """Quantiles of growth with the tide mixed in, shape (P, 171), equally likely."""
    own = np.stack([np.interp(EVEN, LEVELS, row) for row in quantiles])
    return np.sort((own[:, :, None] + drift + spread * NODES).reshape(len(own), -1), axis=1)


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not path.is_file():
        print(f"{path} is not here: skipped")
        return
    table = pq.read_table(path).to_pydict()
    panel = Panel.of_rows(table["exporter"], table["importer"], table["year"], [1e6 * value for value in table["value_musd"]])
    n, years = len(panel.codes), len(panel.years)
    place = {code: i for i, code in enumerate(panel.codes)}
    distance = np.full((n, n), np.nan)
    for a, b, km in zip(table["exporter"], table["importer"], table["dist"], strict=True):
        if a != b:
            distance[place[a], place[b]] = km
    known = Covariates(np.full((n, years), np.nan), np.full((n, years), np.nan), distance)
    whole = panel.turnover.min(axis=1) > 0
    scores: dict[int, list[float]] = {}
    for block in run_backtest(panel, known, range(1996, 2003), range(1, 6), audit=False):
        past = panel.until(block.origin)
        tide = fit_tide(past.years, past.world, 5)
        kept = whole[block.pairs]
        steps = np.sort(np.diff(np.log(past.world)))
        found = mixed(block.quantiles[kept], float(np.mean(steps)) * block.horizon, float(tide.spread[block.horizon - 1]))
        levels = (np.arange(found.shape[1]) + 0.5) / found.shape[1]
        scores.setdefault(block.horizon, []).append(float(crps(found, levels, block.came[kept] + block.tide).mean()))
        print(f"{block.origin} + {block.horizon}: {scores[block.horizon][-1]:.4f}", file=sys.stderr)
    print("years  CRPS, pairs of at least 10 m USD without a gap")
    for horizon, found_scores in scores.items():
        print(f"{horizon:>5}  {np.mean(found_scores):.4f}")


if __name__ == "__main__":
    main()
