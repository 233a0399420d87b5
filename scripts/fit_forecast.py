"""Fit the forecast's table on BACI and prove it on the manufacturing panel: ``scripts/fit_forecast.py [FOLDER]``.

Writes ``src/messlatte/models/data/forecast.json`` and the generated part of ``docs/methods/forecast.md`` (about two minutes: AutoETS and
Theta on 25,000 series). Reads ``../shared/data`` or the folder given.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from messlatte.models.forecast import HORIZON, SHORTEST
from messlatte.models.forecast_backtest import run_panel
from messlatte.models.forecast_history import BACI, MANUFACTURING, read_baci, read_manufacturing
from messlatte.models.forecast_members import light_members
from messlatte.models.forecast_pool import PoolLine, fit_pool
from messlatte.models.forecast_report import markdown_table
from messlatte.models.nowcast_report import with_generated

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "messlatte" / "models" / "data" / "forecast.json"
PAGE = ROOT / "docs" / "methods" / "forecast.md"


def cell(line: PoolLine) -> dict[str, object]:
    numbers = {name: [round(float(x), 4) for x in getattr(line, name)] for name in ("weights", "scale", "quantiles")}
    return {"n": line.n, "origins": line.origins, **numbers}


def source(path: Path) -> dict[str, str]:
    return {
        "producer": "CEPII",
        "title": "BACI, bilateral trade summed over products, 2000-2019",
        "version": "2000-2020",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "url": "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        "licence": "Etalab Open Licence 2.0",
    }


def table(path: Path) -> str:
    """Shipped table as JSON."""
    logs = read_baci(path).logs
    pool = fit_pool(logs, range(SHORTEST - 1, logs.shape[1] - 1), HORIZON, light_members)
    document = {"method": "series-ensemble/1", "sources": [source(path)], "lines": [cell(line) for line in pool.lines]}
    return json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n"


def write_page(path: Path, origins: Sequence[int]) -> None:
    table = markdown_table(list(run_panel(read_manufacturing(path), origins)))
    PAGE.write_text(with_generated(PAGE.read_text(encoding="utf-8"), table), encoding="utf-8")
    print(table)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    TABLE.write_text(table(folder / BACI), encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {TABLE.stat().st_size} bytes")
    write_page(folder / MANUFACTURING, range(1996, 2003))


if __name__ == "__main__":
    main()
