"""The reference class against forecasts of each pair's own series, AutoETS and Theta among them, where a series allows.

Everybody forecasts the pair's share of world trade, so all are told the tide, as the model is. The statistical models get the pair's series
from its beginning and nothing else; the ensemble is `forecast_pool`, fitted to the shares up to the origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from messlatte.models.backtest import LEAST, MULTIPLES, exceedance, hidden, hidden_covariates, pooled_trees
from messlatte.models.calibration import crps
from messlatte.models.covariates import Covariates
from messlatte.models.features import log_share
from messlatte.models.forecast_members import light_members
from messlatte.models.forecast_pool import LEVELS as POOL_LEVELS
from messlatte.models.forecast_pool import apply_pool, fit_pool
from messlatte.models.growth_fit import SEED, own_growth
from messlatte.models.panel import Floats, Ints, Panel
from messlatte.models.references import climatology_given_tide, normal_quantiles
from messlatte.models.shape import LEVELS

__all__ = ["SeriesScore", "series_backtest", "series_table"]

_SHORTEST, _FIRST = 8, 5
_FEW = np.arange(2, len(LEVELS) - 2, 5)
_MODELS = ("AutoETS", "AutoTheta")


@dataclass(frozen=True, slots=True)
class SeriesScore:
    """Score of one forecaster at one horizon, the mean over origins.

    ``skill`` is the Brier skill against climatology given the tide, mean over the multiples; ``better`` how much smaller the CRPS of log
    growth is than that of AutoETS; ``cover80`` the share of outcomes in the 80 % interval.
    """

    name: str
    horizon: int
    n: int
    skill: float
    crps: float
    better: float
    cover80: float


def series_backtest(
    panel: Panel, known: Covariates, origins: Sequence[int], horizons: Sequence[int], *, sample: int = 600
) -> Iterator[SeriesScore]:
    """Score all forecasters on the same pairs: a sample of those of at least 10 m USD whose series has no gap and eight years.

    Parameters
    ----------
    panel, known : Panel, Covariates
        All that is known today.
    origins, horizons : sequence of int
        Years, and years ahead.
    sample : int
        Pairs for each origin; statsforecast takes about 20 ms for each.
    """
    found: dict[tuple[str, int], list[tuple[int, float, float, float]]] = {}
    for origin in origins:
        base = panel.column(origin)
        whole = (panel.turnover[:, : base + 1] > 0).all(axis=1) & (panel.turnover[:, base] >= LEAST)
        chosen = np.flatnonzero(whole)
        if base + 1 < _SHORTEST or not len(chosen):
            continue
        if len(chosen) > sample:
            chosen = np.sort(np.random.default_rng(SEED + origin).choice(chosen, sample, replace=False))
        ahead = [h for h in horizons if origin + h <= panel.years[-1]]
        past = panel.until(origin)
        for name, quantiles in _forecasts(panel, known, origin, chosen, max(ahead)).items():
            for h in ahead:
                found.setdefault((name, h), []).append(_scores(panel, past, base, chosen, h, quantiles[:, h - 1]))
    for (name, h), rows in found.items():
        n, skill, score, cover = np.array(rows).T
        reference = np.mean([row[2] for row in found["AutoETS", h]])
        yield SeriesScore(
            name, h, int(n.sum()), float(skill.mean()), float(score.mean()), float(1 - score.mean() / reference), float(cover.mean())
        )


def _forecasts(panel: Panel, known: Covariates, origin: int, chosen: Ints, horizon: int) -> Mapping[str, Floats]:
    """Quantiles of own log growth at `LEVELS` by forecaster, shape (P, H, Q) each; nothing after the origin is handed on."""
    base = panel.column(origin)
    past, seen, steps = hidden(panel, base, np.nan), hidden_covariates(known, base), list(range(1, horizon + 1))
    full = pooled_trees(past, seen, origin, chosen, steps)
    own = pooled_trees(past, seen, origin, chosen, steps, tier="series")
    shares = log_share(panel.turnover[:, : base + 1], panel.world[: base + 1])
    shares[panel.turnover[:, : base + 1] <= 0] = np.nan
    pool = fit_pool(shares, range(_FIRST, base), horizon, light_members)
    wide = apply_pool(pool, shares[chosen], light_members) - shares[chosen, -1][:, None, None]
    ensemble = np.stack([[np.interp(LEVELS, POOL_LEVELS, row) for row in rows] for rows in wide])
    return {
        "reference class, full": full,
        "reference class, series": own,
        "ensemble": ensemble,
        "full and ensemble, half each": (full + ensemble) / 2,
        "series and ensemble, half each": (own + ensemble) / 2,
        **_statsforecast(shares[chosen], horizon),
    }


def _statsforecast(shares: Floats, horizon: int) -> dict[str, Floats]:
    """Each model with the Gaussian intervals it gives itself."""
    from statsforecast import models

    out = {}
    z = normal_quantiles(LEVELS)
    for name in _MODELS:
        model = getattr(models, name)(season_length=1)
        rows = np.empty((len(shares), horizon, len(LEVELS)))
        for i, series in enumerate(shares):
            answer = model.forecast(y=series, h=horizon, level=[80])
            spread = (answer["hi-80"] - answer["mean"]) / normal_quantiles(np.array([0.9]))[0]
            rows[i] = (answer["mean"] - series[-1])[:, None] + np.maximum(spread, 1e-6)[:, None] * z
        out[name] = rows
    return out


def _scores(panel: Panel, past: Panel, base: int, chosen: Ints, h: int, quantiles: Floats) -> tuple[int, float, float, float]:
    came = own_growth(panel, base, h)[chosen]
    bars = np.log(MULTIPLES) - float(np.log(panel.world[base + h] / panel.world[base]))
    reached = (came[:, None] >= bars - 1e-12).astype(float)
    ours = ((exceedance(quantiles, bars) - reached) ** 2).mean(axis=0)
    theirs = ((climatology_given_tide(past, h, bars) - reached) ** 2).mean(axis=0)
    undecided = theirs > 0  # a multiple that never was and did not come tells nothing
    low, high = (quantiles[:, int(np.argmin(np.abs(LEVELS - level)))] for level in (0.1, 0.9))
    return (
        len(chosen),
        float(np.mean(1 - ours[undecided] / theirs[undecided])),
        float(crps(quantiles[:, _FEW], LEVELS[_FEW], came).mean()),
        float(((came >= low) & (came <= high)).mean()),
    )


def series_table(scores: Sequence[SeriesScore]) -> str:
    """Scores as a Markdown table, one row for each forecaster."""
    horizons = sorted({score.horizon for score in scores})
    head = [
        "forecaster",
        *(f"skill, {h} y" for h in horizons),
        *(f"CRPS, {h} y" for h in horizons),
        "CRPS better than AutoETS, %",
        "80 % holds",
    ]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    for name in dict.fromkeys(score.name for score in scores):
        mine = sorted((score for score in scores if score.name == name), key=lambda score: score.horizon)
        cells = [f"{s.skill:+.3f}" for s in mine] + [f"{s.crps:.4f}" for s in mine]
        means = [f"{100 * float(np.mean([s.better for s in mine])):.1f}", f"{100 * float(np.mean([s.cover80 for s in mine])):.1f}"]
        lines.append("| " + " | ".join([name, *cells, *means]) + " |")
    return "\n".join(lines)
