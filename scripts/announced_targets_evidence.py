"""What became of announced targets: trade data, and levels that later reports state. Part of ``build_announced_targets.py``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from messlatte.track.outcome import Evidence, TradeRecord
from messlatte.track.target import AnnouncedTarget, Outcome

RATES = Path(__file__).parent.parent / "src" / "messlatte" / "sources" / "rates_ecb.csv"
THIS_YEAR = 2026

ASEAN = "BRN KHM IDN LAO MYS MMR PHL SGP THA VNM"
ECOWAS = "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI NER NGA SEN SLE TGO"
AFRICA = (
    "DZA AGO BEN BWA BFA BDI CPV CMR CAF TCD COM COG COD CIV DJI EGY GNQ ERI SWZ ETH GAB GMB GHA GIN GNB KEN LSO LBR LBY MDG MWI MLI "
    "MRT MUS MAR MOZ NAM NER NGA RWA STP SEN SYC SLE SOM ZAF SSD SDN TZA TGO TUN UGA ZMB ZWE"
)
GROUPS = {"ASEAN": ASEAN.split(), "ECOWAS": ECOWAS.split(), "Africa": AFRICA.split()}


@dataclass(frozen=True, slots=True)
class LaterLevel:
    """A level that some report states for a whole year."""

    parties: frozenset[str]
    flow: str
    coverage: str
    year: int
    value: float
    currency: str
    source: str


def later_levels(found: Sequence[Mapping[str, Any]]) -> list[LaterLevel]:
    out = []
    for record in found:
        for level in record["gold"].get("levels", []):
            period = (level.get("period") or "").removeprefix("FY")
            parties = level.get("pair") or record["gold"]["parties"][:2]
            whole = len(period) == 4 or (level.get("period") or "").startswith("FY")
            if whole and level.get("value") and level.get("status") != "expected" and level.get("currency"):
                out.append(
                    LaterLevel(
                        frozenset(parties), level["relation"], level.get("coverage") or "", int(period[:4]), level["value"],
                        level["currency"], record["url"],
                    )
                )  # fmt: skip
    return out


def by_later_report(target: AnnouncedTarget, levels: Sequence[LaterLevel]) -> Evidence | None:
    """Outcome that another report states: a year at or above the target in time, or the deadline's year below it."""
    first = target.announced_year
    if target.target is None or first is None:
        return None
    same = [
        level
        for level in levels
        if level.parties == frozenset((target.a, target.b))
        and (level.flow, level.currency) == (target.flow, target.currency)
        and (level.coverage or "goods") == (target.coverage or "goods")
        and first <= level.year <= (target.last_year or THIS_YEAR)
    ]
    over = sorted((level for level in same if level.value >= target.target), key=lambda level: level.year)
    if over:
        hit = over[0]
        return Evidence(
            Outcome.REACHED, hit.year, hit.value, hit.currency, "later record", hit.source, "a later report states the year's level"
        )
    under = [level for level in same if level.year == target.last_year]
    if under:
        miss = max(under, key=lambda level: level.value)
        return Evidence(
            Outcome.MISSED, miss.year, miss.value, miss.currency, "later record", miss.source, "a later report states the year's level"
        )
    return None


class Trade:
    """BACI from 2000, the reporters' own totals before."""

    def __init__(self, folder: Path) -> None:
        self.flows: dict[tuple[str, str], dict[int, float]] = {}
        for exporter, importer, year, value in _rows(
            folder / "baci_totals_2000_2020.parquet", ("exporter", "importer", "year", "value_usd")
        ):
            self.flows.setdefault((exporter, importer), {})[year] = float(value)
        self.early = self._reported(folder / "wits_reporter_totals_1962_2016.parquet")
        self.rates: dict[str, dict[int, float]] = {}
        with RATES.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if len(row["period"]) == 4:
                    self.rates.setdefault(row["currency"], {})[int(row["period"])] = float(row["usd_per_unit"])

    def _reported(self, path: Path) -> dict[tuple[str, str], dict[int, list[float]]]:
        """Every declaration of a flow before 2000, by either side."""
        out: dict[tuple[str, str], dict[int, list[float]]] = {}
        for reporter, partner, year, sent, got in _rows(path, ("reporter", "partner", "year", "export_usd", "import_usd")):
            if year < 2000:
                for pair, value in (((reporter, partner), sent), ((partner, reporter), got)):
                    if value:
                        out.setdefault(pair, {}).setdefault(year, []).append(float(value))
        return out

    def one_way(self, exporter: str, importer: str) -> dict[int, float]:
        total: dict[int, float] = {}
        for a in GROUPS.get(exporter, [exporter]):
            for b in GROUPS.get(importer, [importer]):
                for year, stated in self.early.get((a, b), {}).items():
                    total[year] = total.get(year, 0.0) + sum(stated) / len(stated)
                for year, value in self.flows.get((a, b), {}).items():
                    total[year] = total.get(year, 0.0) + value
        return total

    def record(self, target: AnnouncedTarget) -> TradeRecord | None:
        there, back = self.one_way(target.a, target.b), self.one_way(target.b, target.a)
        if target.flow == "exports":
            values = there
        elif target.flow == "imports":
            values = back
        else:
            values = {year: there[year] + back[year] for year in there.keys() & back.keys()}
        first = target.announced_year or 2000
        source = "CEPII BACI, 2000-2020" if first >= 1999 else "UN Comtrade through World Bank WITS, 1962-1999; CEPII BACI, 2000-2020"
        return TradeRecord(values, source, self.rates.get(target.currency or target.level_currency, {})) if values else None


def _rows(path: Path, names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    import pyarrow.parquet as pq

    table = pq.read_table(path, columns=list(names)).to_pydict()
    return zip(*(table[name] for name in names), strict=True)
