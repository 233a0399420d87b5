"""Fit the nowcast's table from monthly trade, and the tables of its page: ``scripts/fit_nowcast.py [FOLDER]``.

Writes ``src/messlatte/models/data/nowcast.json`` and the generated part of ``docs/methods/nowcast.md``. Reads ``../shared/data`` (or the
folder given). US Census: trade in goods by partner, public domain. IMF DOTS: 15 economies among each other.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from messlatte.core.generated import with_generated
from messlatte.models.nowcast_backtest import backtest_nowcast
from messlatte.models.nowcast_design import TIERS
from messlatte.models.nowcast_fit import Line, Panel, Shape, fit_month, regional_width
from messlatte.models.nowcast_history import CENSUS, DOTS, read_history, read_region
from messlatte.models.nowcast_report import examples_table, markdown_table

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "messlatte" / "models" / "data" / "nowcast.json"
PAGE = ROOT / "docs" / "methods" / "nowcast.md"


def line(fit: Line) -> dict[str, list[float]]:
    return {name: [round(float(x), 4) for x in getattr(fit, name)] for name in ("location", "scale", "quantiles")}


def shapes(fits: Mapping[int, Mapping[str, Shape]]) -> dict[str, dict[str, object]]:
    out: dict[str, dict[str, object]] = {}
    for months, by_tier in fits.items():
        for tier, shape in by_tier.items():
            cell = {"n": shape.year.n, "year": line(shape.year), "after": line(shape.after)}
            out.setdefault(tier, {})[str(months)] = cell
    return out


def widths(region: Panel, fits: Mapping[int, Mapping[str, Shape]]) -> dict[str, float]:
    """Median over the months of the regional width, by tier."""
    by_month = [regional_width(region, by_tier, months) for months, by_tier in fits.items()]
    return {tier: round(float(np.median([each[tier] for each in by_month])), 2) for tier in TIERS}


def sources(folder: Path) -> list[dict[str, str | None]]:
    def digest(name: str) -> str:
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()

    return [
        {
            "producer": "US Census Bureau",
            "title": "U.S. Trade in Goods by Country, monthly 1985-2016",
            "version": "1985-2016",
            "sha256": digest(CENSUS),
            "url": "https://www.census.gov/foreign-trade/balance/index.html",
            "licence": "public domain",
        },
        {
            "producer": "International Monetary Fund",
            "title": "Direction of Trade Statistics, 15 economies among each other, monthly 2011-2020",
            "version": "2011-2020",
            "sha256": digest(DOTS),
            "url": "https://data.imf.org/dot",
            "licence": None,
        },
    ]


def table(folder: Path, panel: Panel) -> str:
    """Shipped table as JSON."""
    fits = {months: fit_month(panel, months) for months in range(1, 12)}
    document = {
        "method": "nowcast/1",
        "sources": sources(folder),
        "shapes": shapes(fits),
        "regional_width": widths(read_region(folder), fits),
    }
    return json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n"


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    panel = read_history(folder)
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(table(folder, panel), encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {TABLE.stat().st_size} bytes from {len(panel.year)} partner-years")
    parts = (
        markdown_table(list(backtest_nowcast(panel))),
        "What it says of a flow of 500 million USD:",
        examples_table(),
    )
    PAGE.write_text(with_generated(PAGE.read_text(encoding="utf-8"), "\n\n".join(parts)), encoding="utf-8")


if __name__ == "__main__":
    main()
