"""From blocks of forecasts to the figures that `messlatte backtest` reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from messlatte.models.backtest import MULTIPLES, Block
from messlatte.models.backtest_oracle import common_known
from messlatte.models.calibration import Bin, Skill, bootstrap_skill, coverage, crps, pit_counts, reliability
from messlatte.models.growth_model import LEVELS
from messlatte.models.panel import Floats

__all__ = ["HorizonSummary", "Summary", "summarise"]

_FEW = np.arange(2, len(LEVELS) - 2, 5)
_SHARES = (0.5, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class HorizonSummary:
    """Figures of one horizon, pooled over origins.

    Parameters
    ----------
    skills : mapping of str to Skill
        Mean over the multiples, with the tide told, against each reference.
    by_multiple : tuple of float
        Against climatology given the tide, for each multiple.
    by_origin : mapping of int to float
        Against climatology given the tide.
    untold : mapping of str to Skill
        Tide not told, against each reference.
    by_year : Skill
        Reached in some year up to the horizon, tide told, against how often any pair did.
    crps, crps_climatology : float
        Of own log growth.
    coverage : tuple of float
        Of the 50, 80 and 90 % intervals of own growth.
    """

    horizon: int
    n: int
    skills: Mapping[str, Skill]
    by_multiple: tuple[float, ...]
    by_origin: Mapping[int, float]
    untold: Mapping[str, Skill]
    untold_by_origin: Mapping[int, float]
    by_year: Skill
    crps: float
    crps_climatology: float
    coverage: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of a whole backtest.

    ``common_known`` is the reliability, told the tide, had the growth that all pairs share been known; ``bounds`` the skill by horizon with
    what `backtest_oracle` knows.
    """

    name: str
    horizons: tuple[HorizonSummary, ...]
    told: tuple[Bin, ...]
    untold: tuple[Bin, ...]
    pit: tuple[int, ...]
    groups: Mapping[str, Mapping[str, float]]
    common_known: tuple[Bin, ...]
    bounds: Mapping[str, Mapping[int, float]]


def summarise(
    name: str,
    blocks: Sequence[Block],
    pairs: int,
    groupings: Mapping[str, Callable[[Block], Sequence[str]]],
    reference: str,
    hindsight: Sequence[Block] = (),
) -> Summary:
    """Pool blocks over origins.

    Parameters
    ----------
    blocks : sequence of Block
        All horizons.
    pairs : int
        Rows of the panel.
    groupings : mapping of str to function
        For each kind of group the name of every pair's group in a block.
    reference : str
        Reference with the tide told that groups, multiples and origins are measured against.
    hindsight : sequence of Block, optional
        The same forecast by `backtest_oracle.years_known`.
    """
    horizons = sorted({block.horizon for block in blocks})
    rows = tuple(_horizon([b for b in blocks if b.horizon == h], pairs, reference) for h in horizons)
    told, untold = (_bins(blocks, kind) for kind in ("told", "untold"))
    settled = [common_known(block) for block in blocks]
    bounds = {"common growth known": _skill_by_horizon(settled, reference)}
    if hindsight:
        bounds["years known too"] = _skill_by_horizon(hindsight, reference)
    pit = np.concatenate([1 - _own_exceedance(b) for b in blocks])
    groups = {kind: _by_group(blocks, of, reference) for kind, of in groupings.items()}
    return Summary(name, rows, told, untold, tuple(int(n) for n in pit_counts(pit)), groups, _bins(settled, "told"), bounds)


def _came(block: Block) -> Floats:
    """Whether each multiple was reached in the year, shape (P, K)."""
    reached: Floats = (block.came[:, None] + block.tide >= np.log(MULTIPLES) - 1e-12).astype(float)
    return reached


def _bins(blocks: Sequence[Block], kind: str) -> tuple[Bin, ...]:
    said = np.concatenate([getattr(block, kind)["model"].ravel() for block in blocks])
    came = np.concatenate([_came(block).ravel() for block in blocks])
    origin = np.repeat([block.origin for block in blocks], [block.told["model"].size for block in blocks])
    return reliability(said, came, origin=origin)


def _skill_by_horizon(blocks: Sequence[Block], reference: str) -> dict[int, float]:
    horizons = sorted({block.horizon for block in blocks})
    return {h: float(np.mean(_by_multiple([b for b in blocks if b.horizon == h], "told", reference))) for h in horizons}


def _own_exceedance(block: Block) -> Floats:
    """Probability above what came, for each pair."""
    q, came = block.quantiles, block.came
    rows = np.arange(len(q))
    above = np.clip((q < came[:, None]).sum(axis=1), 1, q.shape[1] - 1)
    low, high = q[rows, above - 1], q[rows, above]
    part = np.clip((came - low) / np.maximum(high - low, 1e-12), 0, 1)
    found: Floats = 1 - (LEVELS[above - 1] + part * (LEVELS[above] - LEVELS[above - 1]))
    return found


def _losses(blocks: Sequence[Block], pairs: int, of: Callable[[Block], Floats], came: Callable[[Block], Floats]) -> Floats:
    """Brier loss summed over the multiples by origin and pair, shape (O, P); NaN where not forecast."""
    out = np.full((len(blocks), pairs), np.nan)
    for row, block in enumerate(blocks):
        out[row, block.pairs] = ((of(block) - came(block)) ** 2).sum(axis=1)
    return out


def _mean_skill(blocks: Sequence[Block], pairs: int, kind: str, reference: str) -> Skill:
    """Skill as the mean over the multiples, its interval from the pooled losses moved to it."""
    ours = _losses(blocks, pairs, lambda b: getattr(b, kind)["model"], _came)
    theirs = _losses(blocks, pairs, lambda b: getattr(b, kind)[reference], _came)
    drawn = bootstrap_skill(ours, theirs)
    value = float(np.mean(_by_multiple(blocks, kind, reference)))
    return Skill(value, drawn.low + value - drawn.value, drawn.high + value - drawn.value)


def _by_multiple(blocks: Sequence[Block], kind: str, reference: str) -> Floats:
    """Skill of each multiple: the mean over origins of each origin's own."""
    per_origin = []
    for block in blocks:
        came = _came(block)
        ours = ((getattr(block, kind)["model"] - came) ** 2).mean(axis=0)
        theirs = ((getattr(block, kind)[reference] - came) ** 2).mean(axis=0)
        per_origin.append(1 - ours / theirs)
    mean: Floats = np.mean(per_origin, axis=0)
    return mean


def _horizon(blocks: Sequence[Block], pairs: int, reference: str) -> HorizonSummary:
    def reached(block: Block) -> Floats:
        found: Floats = (block.best[:, None] >= np.log(MULTIPLES) - 1e-12).astype(float)
        return found

    by_year = bootstrap_skill(
        _losses(blocks, pairs, lambda b: b.by_year, reached), _losses(blocks, pairs, lambda b: b.by_climatology, reached)
    )
    quantiles, came = np.concatenate([b.quantiles for b in blocks]), np.concatenate([b.came for b in blocks])
    return HorizonSummary(
        horizon=blocks[0].horizon,
        n=len(came),
        skills={name: _mean_skill(blocks, pairs, "told", name) for name in blocks[0].told if name != "model"},
        by_multiple=tuple(float(s) for s in _by_multiple(blocks, "told", reference)),
        by_origin={b.origin: float(np.mean(_by_multiple([b], "told", reference))) for b in blocks},
        untold={name: _mean_skill(blocks, pairs, "untold", name) for name in blocks[0].untold if name != "model"},
        untold_by_origin={b.origin: float(np.mean(_by_multiple([b], "untold", "climatology"))) for b in blocks},
        by_year=by_year,
        crps=float(crps(quantiles[:, _FEW], LEVELS[_FEW], came).mean()),
        crps_climatology=float(_crps_climatology(blocks)),
        coverage=tuple(coverage(quantiles, LEVELS, came, share) for share in _SHARES),
    )


def _crps_climatology(blocks: Sequence[Block]) -> float:
    """CRPS of the outcomes' own distribution: what a forecaster scores who knows all pairs of the year and nothing of this one."""
    total, n = 0.0, 0
    for block in blocks:
        ladder = np.quantile(block.came, LEVELS[_FEW])
        total += float(crps(np.tile(ladder, (len(block.came), 1)), LEVELS[_FEW], block.came).sum())
        n += len(block.came)
    return total / n


def _by_group(blocks: Sequence[Block], of: Callable[[Block], Sequence[str]], reference: str) -> dict[str, float]:
    """Skill by group, pooled over origins, horizons and multiples."""
    ours: dict[str, float] = {}
    theirs: dict[str, float] = {}
    for block in blocks:
        names, came = np.asarray(of(block)), _came(block)
        for name in np.unique(names):
            chosen = names == name
            ours[name] = ours.get(name, 0.0) + float(((block.told["model"][chosen] - came[chosen]) ** 2).sum())
            theirs[name] = theirs.get(name, 0.0) + float(((block.told[reference][chosen] - came[chosen]) ** 2).sum())
    return {str(name): 1 - ours[name] / theirs[name] for name in sorted(ours) if theirs[name] > 0}
