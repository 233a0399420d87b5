"""Fit the forecast's table on BACI: ``scripts/fit_forecast.py [FOLDER]``.

Writes ``src/messlatte/models/data/forecast.json``. Reads ``../shared/data`` or the folder given. ``benchmarks/bench_manufacturing.py``
proves it on the manufacturing panel.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from messlatte.models.forecast import HORIZON, SHORTEST
from messlatte.models.forecast_history import BACI, read_baci
from messlatte.models.forecast_members import light_members
from messlatte.models.forecast_pool import PoolLine, fit_pool

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "messlatte" / "models" / "data" / "forecast.json"


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


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    TABLE.write_text(table(folder / BACI), encoding="utf-8")
    print(f"{TABLE.relative_to(ROOT)}: {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
