"""Fit the nowcast's table from monthly trade: ``scripts/fit_nowcast.py`` writes ``src/messlatte/models/data/nowcast.json``.

Reads ``../shared/data`` (or the folder given). US Census: trade in goods by partner, public domain. IMF DOTS: 15 economies among each other.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from messlatte.models.nowcast_fit import Line, Panel, fit_month, fit_retained
from messlatte.models.nowcast_history import CENSUS, DOTS, read_history

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "messlatte" / "models" / "data" / "nowcast.json"


def line(fit: Line) -> dict[str, list[float]]:
    return {name: [round(float(x), 4) for x in getattr(fit, name)] for name in ("location", "scale", "quantiles")}


def shapes(panel: Panel) -> dict[str, dict[str, object]]:
    out: dict[str, dict[str, object]] = {}
    for months in range(1, 12):
        for tier, shape in fit_month(panel, months).items():
            cell = {"n": shape.year.n, "year": line(shape.year), "after": line(shape.after), "correlation": round(shape.correlation, 3)}
            out.setdefault(tier, {})[str(months)] = cell
    return out


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


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    panel = read_history(folder)
    document = {
        "method": "nowcast/1",
        "sources": sources(folder),
        "shapes": shapes(panel),
        "retained": {str(months): [round(x, 3) for x in fit_retained(panel, months)] for months in range(1, 12)},
    }
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n", encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {TABLE.stat().st_size} bytes from {len(panel.year)} partner-years")


if __name__ == "__main__":
    main()
