"""CRPS of log turnover on the manufacturing panel (69 countries, 1986-2006), tide not told: the reference class, the ensemble, and both.

Prints the table of `docs/methods/forecast.md` and, with ``--page``, writes it there (two minutes): every member, the ensemble, the
reference class (trees fitted up to each origin, the tide mixed in), and the mean of its quantiles and the ensemble's. Every forecaster
answers for the same pairs, those without a gap up to the origin.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from messlatte.core.generated import with_generated
from messlatte.models.backtest import hidden, hidden_covariates, pooled_trees
from messlatte.models.covariates import Covariates
from messlatte.models.forecast_backtest import run_panel
from messlatte.models.forecast_history import MANUFACTURING, read_manufacturing
from messlatte.models.forecast_pool import LEVELS as WANTED
from messlatte.models.forecast_report import markdown_table
from messlatte.models.panel import Floats, Panel
from messlatte.models.shape import LEVELS
from messlatte.models.tide import fit_tide

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
PAGE = Path(__file__).parent.parent / "docs" / "methods" / "forecast.md"
NODES = np.array([-1.59, -0.97, -0.59, -0.28, 0.0, 0.28, 0.59, 0.97, 1.59])  # normal quantiles at 1/18, 3/18, ...
EVEN = (np.arange(39) + 0.5) / 39


def directed(path: Path) -> tuple[Panel, Covariates]:
    """Flows both ways, and distances; GDP is not in the file."""
    table = pq.read_table(path).to_pydict()
    panel = Panel.of_rows(table["exporter"], table["importer"], table["year"], [1e6 * value for value in table["value_musd"]])
    n, years = len(panel.codes), len(panel.years)
    place = {code: i for i, code in enumerate(panel.codes)}
    distance = np.full((n, n), np.nan)
    for a, b, km in zip(table["exporter"], table["importer"], table["dist"], strict=True):
        if a != b:
            distance[place[a], place[b]] = km
    return panel, Covariates(np.full((n, years), np.nan), np.full((n, years), np.nan), distance)


def main() -> None:
    folders = [argument for argument in sys.argv[1:] if argument != "--page"]
    folder = Path(folders[0]) if folders else SHARED
    if not (folder / MANUFACTURING).is_file():
        print(f"{folder / MANUFACTURING} is not here: skipped")
        return
    series = read_manufacturing(folder / MANUFACTURING)
    panel, known = directed(folder / MANUFACTURING)
    row = {(panel.codes[i], panel.codes[j]): k for k, (i, j) in enumerate(panel.pairs)}
    order = np.array([row[pair] for pair in series.pairs])

    def reference_class(values: Floats, rows: npt.NDArray[np.bool_], horizon: int) -> Floats:
        base = values.shape[1] - 1
        past = panel.until(series.first_year + base)
        tide = fit_tide(past.years, past.world, horizon)
        found = pooled_trees(
            hidden(panel, base, np.nan), hidden_covariates(known, base), series.first_year + base, order[rows], list(range(1, horizon + 1))
        )
        out = np.empty((int(rows.sum()), horizon, len(WANTED)))
        for h in range(horizon):
            flood = tide.drift * (h + 1) + tide.spread[h] * NODES
            own = np.stack([np.interp(EVEN, LEVELS, each) for each in found[:, h]])
            out[:, h] = np.quantile((own[:, :, None] + flood).reshape(len(own), -1), WANTED, axis=1).T
        found_logs: Floats = out + np.log(values[rows, -1])[:, None, None]
        return found_logs

    table = markdown_table(list(run_panel(series, range(1996, 2003), others={"reference class": reference_class})))
    print(table)
    if "--page" in sys.argv:
        PAGE.write_text(with_generated(PAGE.read_text(encoding="utf-8"), table), encoding="utf-8")


if __name__ == "__main__":
    main()
