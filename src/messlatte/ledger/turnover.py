"""Turnover of a pair from both sides: what either customs service declared, and one value made of them.

Both declarations stay visible side by side; the gap between them is a finding, not an error. Method: `mirror`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from messlatte.core.errors import UsageError
from messlatte.core.statement import Finding, Severity
from messlatte.ledger.folder import data_folder
from messlatte.ledger.mirror import MIRROR_METHOD, MirrorRows, reconcile, shipped_mirror_model
from messlatte.ledger.series import distances

__all__ = ["SHARE_METHOD", "Turnover", "TwoSidedFlow", "turnover"]

SHARE_METHOD = "region-share/1"

_WIDE_GAP = math.log(1.5)


@dataclass(frozen=True, slots=True)
class TwoSidedFlow:
    """One direction in one period, in current USD.

    Parameters
    ----------
    period : str
        ``"2019"`` or ``"2019-03"``.
    exporter, importer : str
        Codes.
    exporter_report, importer_report : float or None
        Declaration of either side, f.o.b. and c.i.f.; None where there is none.
    published : float or None
        Value that a producer had reconciled already (BACI).
    value, low, high : float
        Our value f.o.b. with its 80 % interval. Where only a published value is known it is that, and the interval has no width: its
        producer states none.
    exporter_weight : float or None
        Weight of the exporter's declaration in ``value``; None for a published value.
    sources : tuple of str
        Labels of the loads that the figures come from.
    """

    period: str
    exporter: str
    importer: str
    exporter_report: float | None
    importer_report: float | None
    published: float | None
    value: float
    low: float
    high: float
    exporter_weight: float | None
    sources: tuple[str, ...]

    @property
    def gap(self) -> float | None:
        """Importer's over exporter's declaration, as a ratio; None where one is missing."""
        if self.exporter_report is None or self.importer_report is None:
            return None
        return self.importer_report / self.exporter_report


@dataclass(frozen=True, slots=True)
class Turnover:
    """Turnover of two economies by period, from both sides.

    ``estimated_share`` is set where a region's flows are a share of its nation's; ``method`` says so.
    """

    a: str
    b: str
    frequency: str
    flows: tuple[TwoSidedFlow, ...]
    method: str = MIRROR_METHOD
    estimated_share: float | None = None

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods with at least one flow, ascending."""
        return tuple(sorted({flow.period for flow in self.flows}))

    def reconciled(self) -> dict[str, tuple[float, float, float]]:
        """Value, low and high of both directions together, by period.

        The two directions share their reporters, so their errors are taken to go together: ends of the interval add up.
        """
        return {
            period: tuple(sum(part) for part in zip(*((f.value, f.low, f.high) for f in self.flows if f.period == period), strict=True))
            for period in self.periods
        }

    def declared_by(self, reporter: str) -> dict[str, float]:
        """Exports and imports as one side declared them, for the periods in which it declared both."""
        out = {}
        for period in self.periods:
            values = [
                f.exporter_report if f.exporter == reporter else f.importer_report
                for f in self.flows
                if f.period == period and reporter in (f.exporter, f.importer)
            ]
            if len(values) == 2 and None not in values:
                out[period] = float(sum(v for v in values if v is not None))
        return out

    def findings(self) -> tuple[Finding, ...]:
        """Directions and periods in which the two declarations are more than half apart."""
        wide = [f for f in self.flows if f.gap is not None and abs(math.log(f.gap)) > _WIDE_GAP]
        return tuple(
            Finding(
                "mirror-gap",
                Severity.NOTE,
                "{exporter} to {importer}, {period}: the importer declares {gap:.2f} times what the exporter does.",
                {"exporter": f.exporter, "importer": f.importer, "period": f.period, "gap": round(f.gap or 0.0, 2)},
            )
            for f in wide
        )


def turnover(a: str, b: str, frequency: str = "A", *, data: Path | None = None, share: float | None = None) -> Turnover | None:
    """Turnover of a pair from both sides.

    Parameters
    ----------
    a, b : str
        Codes such as ``"DEU"`` or ``"RU-TUL"``.
    frequency : str
        ``"A"`` for years, ``"M"`` for months.
    data : Path, optional
        Data folder; the configured one by default.
    share : float, optional
        For a region without flows of its own: its share of the nation's trade with the partner (of output, for instance), between 0 and 1.

    Returns
    -------
    Turnover or None
        None when the data do not know the pair: no data, never zero.

    Raises
    ------
    UsageError
        If ``share`` is not between 0 and 1, or neither economy is a region.
    """
    from messlatte.ledger.query import pair_flows

    rows = pair_flows(data or data_folder(), a, b, freq=frequency, all_sources=True).to_pylist()
    if rows:
        return Turnover(a, b, frequency, _reconciled(rows))
    return _by_share(a, b, frequency, data, share) if share is not None else None


def _by_share(a: str, b: str, frequency: str, data: Path | None, share: float) -> Turnover | None:
    """Nation's flows times the region's share; interval as for the nation, widened by a factor of two either way."""
    from messlatte.ledger.economies import nation_of

    if not 0 < share <= 1:
        raise UsageError(f"a region's share lies between 0 and 1, found {share}")
    nations = {code: nation_of(code) for code in (a, b)}
    if nations[a] == a and nations[b] == b:
        raise UsageError(f"neither {a} nor {b} is a region; a share is for regions only")
    whole = turnover(nations[a], nations[b], frequency, data=data)
    if whole is None:
        return None
    back = {nation: code for code, nation in nations.items()}
    flows = tuple(
        TwoSidedFlow(
            f.period,
            back[f.exporter],
            back[f.importer],
            None,
            None,
            None,
            f.value * share,
            f.low * share / 2,
            f.high * share * 2,
            None,
            f.sources,
        )
        for f in whole.flows
    )
    return Turnover(a, b, frequency, flows, method=SHARE_METHOD, estimated_share=share)


def _reconciled(rows: Iterable[dict[str, object]]) -> tuple[TwoSidedFlow, ...]:
    """One flow a period and direction; the first row of each side is its best source."""
    cells: dict[tuple[str, str, str], dict[str, tuple[float, str]]] = {}
    for row in rows:
        if not isinstance(value := row["value_usd"], float):
            continue
        key = (str(row["period"]), str(row["exporter"]), str(row["importer"]))
        side = {key[1]: "x", key[2]: "m"}.get(str(row["reporter"]), "published")
        cells.setdefault(key, {}).setdefault(side, (value, str(row["source"])))
    keys = sorted(cells)
    if not keys:
        return ()
    reports = {side: np.array([cells[k].get(side, (math.nan, ""))[0] for k in keys]) for side in ("x", "m")}
    distance, border = _ties(keys)
    exporters, importers = [k[1] for k in keys], [k[2] for k in keys]
    ours = reconcile(shipped_mirror_model(), MirrorRows(exporters, importers, reports["x"], reports["m"], distance, border))
    return tuple(
        _flow(key, cells[key], float(ours.value[n]), float(ours.low[n]), float(ours.high[n]), float(ours.exporter_weight[n]))
        for n, key in enumerate(keys)
    )


def _flow(
    key: tuple[str, str, str], cell: dict[str, tuple[float, str]], value: float, low: float, high: float, weight: float
) -> TwoSidedFlow:
    found = {side: value_of for side, (value_of, _) in cell.items()}
    published = found.get("published")
    declared = math.isfinite(value)
    if not declared:
        value = low = high = published if published is not None else 0.0
    return TwoSidedFlow(
        *key,
        exporter_report=found.get("x"),
        importer_report=found.get("m"),
        published=published,
        value=value,
        low=low,
        high=high,
        exporter_weight=weight if declared else None,
        sources=tuple(dict.fromkeys(label for _, label in cell.values())),
    )


def _ties(keys: Iterable[tuple[str, str, str]]) -> tuple[np.ndarray, np.ndarray]:
    """Distance in km and common border of each flow; NaN where unknown. A region takes its nation's."""
    from messlatte.ledger.economies import nation_of

    table = distances().to_pydict()
    known = {(a, b): (d, c) for a, b, d, c in zip(table["a"], table["b"], table["distance_km"], table["contiguous"], strict=True)}
    found = []
    for _, exporter, importer in keys:
        first, second = sorted((nation_of(exporter), nation_of(importer)))
        found.append(known.get((first, second), (math.nan, math.nan)))
    return np.array([d for d, _ in found], dtype=float), np.array([float(c) for _, c in found], dtype=float)
