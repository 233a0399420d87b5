"""What the partners of a pair say: their trade, output and other partners, and what the pair would be expected to trade."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from messlatte.models.covariates import Covariates
from messlatte.models.features import log_share
from messlatte.models.panel import Floats, Ints, Panel

__all__ = ["SURROUNDINGS", "surroundings"]

_SPANS = (1, 3, 5)
_COUNTRY = (
    "trade",
    *(f"trade{k}" for k in _SPANS),
    "gdp",
    *(f"gdp{k}" for k in _SPANS),
    "per_head",
    "median1",
    "median3",
    "volatility",
    "swing",
)
SURROUNDINGS = (
    *(f"{side}_{name}" for side in ("larger", "smaller") for name in _COUNTRY),
    "larger_share",
    "smaller_share",
    "expected",
    "distance",
    "effect_gap",
    "rank_gap",
    *(f"supply{k}" for k in _SPANS),
    *(f"demand{k}" for k in _SPANS),
)


def surroundings(panel: Panel, known: Covariates, base: int) -> dict[str, Floats]:
    """Features of all pairs of a panel at a base column; nothing after it is looked at.

    ``larger`` and ``smaller`` are the partners by their total trade; ``supply`` and ``demand`` the growth of the exporters' exports and the
    importers' imports, weighted by the pair's directions; ``effect_gap`` the distance from two economies' effects, ``rank_gap`` that from a
    low-rank picture of who trades with whom.
    """
    first, second = panel.pairs.T
    country = _countries(panel, known, base)
    total = country["_level"]
    larger = np.where(total[first] >= total[second], first, second)
    smaller = np.where(total[first] >= total[second], second, first)
    found = {f"{side}_{name}": country[name][who] for side, who in (("larger", larger), ("smaller", smaller)) for name in _COUNTRY}
    own = log_share(panel.turnover[:, base], panel.world[base])
    found["larger_share"], found["smaller_share"] = own - country["trade"][larger], own - country["trade"][smaller]
    found["expected"] = own - country["trade"][first] - country["trade"][second]
    found["distance"] = np.log(known.distance[first, second])
    found["effect_gap"], found["rank_gap"] = _network_gaps(panel, own, base)
    return found | _market_growth(panel, base)


def _countries(panel: Panel, known: Covariates, base: int) -> Mapping[str, Floats]:
    trade = log_share(panel.totals[:, : base + 1], panel.world[: base + 1])
    gdp = np.log(known.gdp[:, : base + 1]) - np.log(np.nansum(known.gdp[:, : base + 1], axis=0).clip(1))
    head = np.log(known.gdp[:, base] / known.population[:, base])
    usual = np.nanmean(head) if np.isfinite(head).any() else 0.0
    found = {"_level": panel.totals[:, base], "trade": trade[:, -1], "gdp": gdp[:, -1], "per_head": head - usual}
    for name, logs in (("trade", trade), ("gdp", gdp)):
        found |= {f"{name}{k}": logs[:, -1] - logs[:, -1 - k] if base >= k else np.full(len(logs), np.nan) for k in _SPANS}
    return found | _partners(panel, base) | {"swing": _swing(panel, base)}


def _partners(panel: Panel, base: int) -> dict[str, Floats]:
    """Median growth of each economy's pairs over one and three columns, and how much they move."""
    n = len(panel.codes)
    out = {name: np.full(n, np.nan) for name in ("median1", "median3", "volatility")}
    if base < 1:
        return out
    share = log_share(panel.turnover[:, : base + 1], panel.world[: base + 1])
    growth, longer = share[:, -1] - share[:, -2], share[:, -1] - share[:, max(0, base - 3)]
    sound = panel.turnover[:, base - 1] >= 5e6
    ends = panel.pairs[sound]
    who = np.concatenate([ends[:, 0], ends[:, 1]])
    for name, values in (("median1", growth[sound]), ("median3", longer[sound]), ("volatility", np.abs(growth[sound]))):
        out[name] = _median_by(who, np.concatenate([values, values]), n)
    return out


def _median_by(group: Ints, values: Floats, n: int, least: int = 5) -> Floats:
    order = np.lexsort((values, group))
    ranked, starts = values[order], np.searchsorted(group[order], np.arange(n + 1))
    size = np.diff(starts)
    enough = size >= least
    low = np.clip(starts[:-1] + (size - 1) // 2, 0, len(ranked) - 1)
    high = np.clip(starts[:-1] + size // 2, 0, len(ranked) - 1)
    return np.where(enough, (ranked[low] + ranked[high]) / 2, np.nan)


def _swing(panel: Panel, base: int) -> Floats:
    """How an economy's trade moves with world trade: slope of yearly growth on the tide."""
    if base < 4:
        return np.full(len(panel.codes), np.nan)
    steps = np.diff(np.log(np.maximum(panel.totals[:, : base + 1], 1e5)), axis=1)
    tide = np.diff(np.log(panel.world[: base + 1]))
    tide = tide - tide.mean()
    slope: Floats = np.clip(steps @ tide / (tide @ tide), -1, 3)
    return slope


def _market_growth(panel: Panel, base: int) -> dict[str, Floats]:
    first, second = panel.pairs.T
    forth = panel.flows[first, second, base]
    weight = forth / np.maximum(panel.turnover[:, base], 1.0)
    exports = log_share(panel.flows.sum(axis=1)[:, : base + 1], panel.world[: base + 1])
    imports = log_share(panel.flows.sum(axis=0)[:, : base + 1], panel.world[: base + 1])
    found = {}
    for k in _SPANS:
        if base < k:
            found[f"supply{k}"] = found[f"demand{k}"] = np.full(len(first), np.nan)
            continue
        sold, bought = exports[:, -1] - exports[:, -1 - k], imports[:, -1] - imports[:, -1 - k]
        found[f"supply{k}"] = weight * sold[first] + (1 - weight) * sold[second]
        found[f"demand{k}"] = weight * bought[second] + (1 - weight) * bought[first]
    return found


def _network_gaps(panel: Panel, own: Floats, base: int, rank: int = 8, shrink: float = 10.0) -> tuple[Floats, Floats]:
    """Residual of log shares on two economies' effects, and what a shrunken low-rank picture of it leaves.

    The picture is that of soft-impute (Mazumder, Hastie and Tibshirani 2010).
    """
    n = len(panel.codes)
    first, second = panel.pairs.T
    seen = panel.turnover[:, base] > 1e5
    matrix, mask = np.zeros((n, n)), np.zeros((n, n), dtype=bool)
    matrix[first[seen], second[seen]] = matrix[second[seen], first[seen]] = own[seen]
    mask[first[seen], second[seen]] = mask[second[seen], first[seen]] = True
    count = np.maximum(mask.sum(axis=1), 1)
    effect = np.zeros(n)
    for _ in range(30):
        effect = 0.5 * effect + 0.5 * (matrix.sum(axis=1) - mask @ effect) / count
    residual = np.where(mask, matrix - effect[:, None] - effect[None, :], 0.0)
    picture = _low_rank(residual, mask, rank, shrink)
    return residual[first, second], (residual - picture)[first, second]


def _low_rank(residual: Floats, mask: npt.NDArray[np.bool_], rank: int, shrink: float) -> Floats:
    """Picture of a symmetric matrix of which only some cells are seen; what is not seen is filled with the picture, eight times.

    The leading eigenvectors come from subspace iteration (Golub and Van Loan 2013, section 8.2), each time from the last ones on.
    """
    values, vectors = np.linalg.eigh(residual)
    basis = vectors[:, np.argsort(-np.abs(values))[: 2 * rank]]
    picture = np.zeros_like(residual)
    for _ in range(8):
        filled = np.where(mask, residual, picture)
        basis = np.linalg.qr(filled @ basis)[0]
        basis = np.linalg.qr(filled @ basis)[0]
        values, turned = np.linalg.eigh(basis.T @ filled @ basis)
        top = np.argsort(-np.abs(values))[:rank]
        kept, leading = np.sign(values[top]) * np.maximum(np.abs(values[top]) - shrink, 0), basis @ turned[:, top]
        picture = (leading * kept) @ leading.T
    return picture
