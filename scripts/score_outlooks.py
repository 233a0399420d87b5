"""How wrong outlooks for world trade have been, by horizon: ``scripts/score_outlooks.py [FOLDER]``.

The IMF's World Economic Outlook of April 2010 to 2018 gives world GDP in current USD for the year and five more; taken as the outlook for
world goods trade in current USD (a constant ratio of trade to GDP) and compared with BACI up to 2019. Beside it: no growth, and the mean
growth of the ten years before. Writes the generated part of ``docs/methods/outlook-error.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from messlatte.core.generated import with_generated

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "methods" / "outlook-error.md"
LAST_YEAR = 2019  # late reporters are missing in BACI 2020
HORIZONS = range(1, 7)
MEAN_OF = 10


def outlooks(path: Path) -> dict[int, dict[int, float]]:
    """World GDP in current USD by vintage and year."""
    table = pq.read_table(path).to_pydict()
    out: dict[int, dict[int, float]] = {}
    for year, subject, group, vintage, value in zip(*(table[n] for n in ("year", "subject", "group", "vintage", "value")), strict=True):
        if (subject, group) == ("NGDPD", "World") and value is not None:
            out.setdefault(int(vintage), {})[int(year)] = float(value)
    return out


def world_trade(baci: Path, wits: Path) -> dict[int, float]:
    """World goods trade in USD: BACI from 2000, before that scaled to it from the exports that reporters declare."""
    table = pq.read_table(baci, columns=["year", "value_usd"]).group_by("year").aggregate([("value_usd", "sum")]).to_pydict()
    trade = {int(y): float(v) for y, v in zip(table["year"], table["value_usd_sum"], strict=True)}
    early = pq.read_table(wits, columns=["year", "export_usd"]).group_by("year").aggregate([("export_usd", "sum")]).to_pydict()
    declared = {int(y): float(v) for y, v in zip(early["year"], early["export_usd_sum"], strict=True)}
    return {**{y: v * trade[2000] / declared[2000] for y, v in declared.items() if 1985 <= y < 2000}, **trade}


def errors(trade: Mapping[int, float], published: Mapping[int, Mapping[int, float]]) -> dict[str, dict[int, list[float]]]:
    """Realised less expected log growth from the year before the vintage, by kind of outlook and horizon."""
    found: dict[str, dict[int, list[float]]] = {"outlook": {}, "no growth": {}, "mean of ten years": {}}
    for vintage, gdp in sorted(published.items()):
        base = vintage - 1
        drift = float(np.log(trade[base] / trade[base - MEAN_OF])) / MEAN_OF
        for ahead in HORIZONS:
            year = base + ahead
            if year > LAST_YEAR or year not in gdp or base not in gdp:
                continue
            came = float(np.log(trade[year] / trade[base]))
            found["outlook"].setdefault(ahead, []).append(came - float(np.log(gdp[year] / gdp[base])))
            found["no growth"].setdefault(ahead, []).append(came)
            found["mean of ten years"].setdefault(ahead, []).append(came - drift * ahead)
    return found


def summary(values: list[float]) -> dict[str, float | int]:
    array = np.array(values)
    return {"n": len(array), "bias": round(float(array.mean()), 4), "rms": round(float(np.sqrt((array**2).mean())), 4)}


def page_table(rows: Mapping[str, Mapping[str, Mapping[str, float | int]]]) -> str:
    lines = ["| outlook | years ahead | vintages | mean error | root mean square |", "|---|--:|--:|--:|--:|"]
    for kind, by_horizon in rows.items():
        lines += [f"| {kind} | {h} | {c['n']} | {c['bias']:+.3f} | {c['rms']:.3f} |" for h, c in by_horizon.items()]
    return "\n".join(lines)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data"
    trade = world_trade(folder / "baci_totals_2000_2020.parquet", folder / "wits_reporter_totals_1962_2016.parquet")
    found = errors(trade, outlooks(folder / "weo_group_vintages_2010_2018.parquet"))
    rows = {kind: {str(h): summary(values) for h, values in by_horizon.items()} for kind, by_horizon in found.items()}
    PAGE.write_text(with_generated(PAGE.read_text(encoding="utf-8"), page_table(rows)), encoding="utf-8")
    print(page_table(rows))


if __name__ == "__main__":
    main()
