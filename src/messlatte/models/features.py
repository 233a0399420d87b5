"""What a pair's own past says: size, growth over several spans, gaps to its own history, volatility, one-sidedness.

Everything is measured in log shares of world trade, so that the tide is out. Columns are the panel's; nothing after the base column is
looked at.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np

from messlatte.models.panel import Floats

__all__ = ["BARE", "DIRECTIONS", "HISTORY", "direction_features", "history_features", "log_share", "stack"]

_FLOOR = 1e4  # USD; a flow below it counts as this
_WORLD = 1.75e13  # USD; sizes are shares of world trade at about its level of 2019
_SPANS = (1, 2, 3, 4, 5, 6, 8)

BARE = ("size", "g1")
HISTORY = (
    "size",
    *(f"g{k}" for k in _SPANS),
    *("gmean", "gmedian", "gmax", "gmin", "ew1", "ew3"),
    *("slope", "trend_gap", "trend_sd", "sd", "mad", "age"),
)
DIRECTIONS = ("one_sided", "reversion", "direction_volatility", "larger1", "smaller1")


def log_share(values: Floats, world: Floats) -> Floats:
    """Log of a flow over world trade."""
    share: Floats = np.log(np.maximum(values, _FLOOR)) - np.log(world)
    return share


def history_features(total: Floats, world: Floats, base: int) -> dict[str, Floats]:
    """Own history of pairs at a base column.

    Parameters
    ----------
    total : Floats, shape (P, T)
        Turnover in USD; NaN before a series begins.
    world : Floats, shape (T,)
        World trade.
    base : int
        Column of the base year.

    Returns
    -------
    dict of str to Floats, shape (P,)
        The features named in `HISTORY`; NaN where the past is too short.
    """
    share = log_share(total[:, : base + 1], world[: base + 1])
    now, past = share[:, -1], share[:, -8:]
    found = {"size": now + np.log(_WORLD), **{f"g{k}": _growth(share, k) for k in _SPANS}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a pair without any past is all NaN
        found |= {
            "gmean": now - np.nanmean(past, axis=1),
            "gmedian": now - np.nanmedian(past, axis=1),
            "gmax": now - np.nanmax(past, axis=1),
            "gmin": now - np.nanmin(past, axis=1),
            "ew1": now - _weighted(past, 1.0),
            "ew3": now - _weighted(past, 3.0),
            "sd": np.nanstd(np.diff(past, axis=1), axis=1) if past.shape[1] > 2 else np.full(len(now), np.nan),
            "mad": np.nanmedian(np.abs(np.diff(past, axis=1)), axis=1) if past.shape[1] > 1 else np.full(len(now), np.nan),
            "age": np.mean(np.nan_to_num(total[:, : base + 1]) > 1e6, axis=1),
        }
    return found | _trend(share[:, -6:])


def direction_features(forth: Floats, back: Floats, world: Floats, base: int) -> dict[str, Floats]:
    """Both directions of pairs at a base column; arrays as in `history_features`."""
    f, b = forth[:, max(0, base - 6) : base + 1], back[:, max(0, base - 6) : base + 1]
    at = world[max(0, base - 6) : base + 1]
    lf, lb = log_share(f, at), log_share(b, at)
    total = np.maximum(f[:, -1] + b[:, -1], 1.0)
    share = f[:, -1] / total
    steps = min(4, f.shape[1])
    usual = np.exp(lf[:, -steps:].mean(axis=1)) + np.exp(lb[:, -steps:].mean(axis=1))
    found = {"one_sided": np.abs(2 * share - 1), "reversion": np.log(usual) - log_share(total, at[-1:])}
    if f.shape[1] < 2:
        return found | dict.fromkeys(DIRECTIONS[2:], np.full(len(total), np.nan))
    df, db = np.diff(lf, axis=1), np.diff(lb, axis=1)
    forth_larger = share >= 0.5
    return found | {
        "direction_volatility": share * np.abs(df).mean(axis=1) + (1 - share) * np.abs(db).mean(axis=1),
        "larger1": np.where(forth_larger, df[:, -1], db[:, -1]),
        "smaller1": np.where(forth_larger, db[:, -1], df[:, -1]),
    }


def stack(found: Mapping[str, Floats], names: tuple[str, ...]) -> Floats:
    """Named features as a matrix, shape (P, F)."""
    return np.stack([found[name] for name in names], axis=1)


def _growth(share: Floats, span: int) -> Floats:
    return share[:, -1] - share[:, -1 - span] if share.shape[1] > span else np.full(len(share), np.nan)


def _weighted(past: Floats, half_life: float) -> Floats:
    weights = np.where(np.isnan(past), 0.0, 0.5 ** (np.arange(past.shape[1])[::-1] / half_life))
    mean: Floats = np.nansum(past * weights, axis=1) / weights.sum(axis=1)
    return mean


def _trend(share: Floats) -> dict[str, Floats]:
    """Slope of the latest columns, distance of the last from it, and the spread around it; NaN if one of them is missing."""
    steps = share.shape[1]
    if steps < 3:
        return dict.fromkeys(("slope", "trend_gap", "trend_sd"), np.full(len(share), np.nan))
    x = np.arange(steps) - (steps - 1) / 2
    slope = share @ x / (x @ x)
    residual = share - share.mean(axis=1, keepdims=True) - slope[:, None] * x
    return {"slope": slope, "trend_gap": residual[:, -1], "trend_sd": residual.std(axis=1)}
