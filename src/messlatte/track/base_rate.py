"""How often announced targets are reached, beside pairs of the same size and time that announced nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from messlatte.track.target import AnnouncedTarget, Outcome
from messlatte.track.update import trade_record

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["BaseRates", "Cell", "Kind", "Trial", "base_rates", "trials"]

_LIKE = 3.0
"""A comparable pair's turnover lies within this factor of the announced pair's."""

_MULTIPLES = ((1.0, 1.5), (1.5, 2.0), (2.0, 3.0), (3.0, float("inf")))
_HORIZONS = ((1, 2), (3, 5), (6, 15))


@dataclass(frozen=True, slots=True)
class Trial:
    """An announced target that fell due, with what it asked and how comparable pairs did.

    Parameters
    ----------
    target : AnnouncedTarget
    base_year, years : int
        Year before the announcement, years from it to the deadline.
    base_value : float
        Turnover in that year by the trade data, USD.
    multiple : float
        Multiple asked of that year's level.
    reached : bool
    comparable, comparable_reached : int
        Pairs of a like turnover in the base year; those that had the multiple by the deadline.
    """

    target: AnnouncedTarget
    base_year: int
    years: int
    base_value: float
    multiple: float
    reached: bool
    comparable: int
    comparable_reached: int

    @property
    def comparable_rate(self) -> float:
        return self.comparable_reached / self.comparable


@dataclass(frozen=True, slots=True)
class Cell:
    """Count of trials in a band of multiples and horizons; ``comparable_rate`` is the mean over their own comparable pairs."""

    multiple: tuple[float, float]
    years: tuple[int, int]
    n: int
    reached: int
    comparable_rate: float


@dataclass(frozen=True, slots=True)
class Kind:
    """Count of trials that were a ``goal`` (a target or a proposal) or an ``expectation`` (a forecast, what is possible)."""

    name: str
    n: int
    reached: int
    comparable_rate: float


@dataclass(frozen=True, slots=True)
class BaseRates:
    """Both base rates, over all trials, by kind and by band, with an 80 % interval of their difference (bootstrap over pairs)."""

    n: int
    reached: int
    comparable_rate: float
    difference_low: float
    difference_high: float
    kinds: tuple[Kind, ...]
    cells: tuple[Cell, ...]


def trials(targets: Sequence[AnnouncedTarget]) -> list[Trial]:
    """Distinct targets with a deadline that were reached or missed and whose base year the trade data know.

    Older targets that a report looks back on are left out: they are told because of how they ended.
    """
    out = []
    for target in targets:
        decided = target.outcome in (Outcome.REACHED, Outcome.MISSED)
        year, last = target.announced_year, target.last_year
        if target.repeats or target.status == "earlier" or not decided or year is None or last is None or target.coverage:
            continue
        trial = _trial(target, year - 1, last)
        if trial is not None:
            out.append(trial)
    return out


def _trial(target: AnnouncedTarget, base: int, last: int) -> Trial | None:
    record = trade_record(target)
    value = record.values.get(base) if record else None
    if record is None or value is None or last <= base:
        return None
    multiple = _multiple(target, record.in_currency(base, target.currency or target.level_currency))
    counts = None if multiple is None else _comparable(target.a, target.b, base, last, value, multiple, target.flow)
    if multiple is None or counts is None or counts[0] == 0:
        return None
    return Trial(target, base, last - base, value, multiple, target.outcome == Outcome.REACHED, *counts)


def _multiple(target: AnnouncedTarget, value: float | None) -> float | None:
    """Stated level and target compared with each other; without a level, the target with the data."""
    stated = target.stated_multiple
    if stated is None and target.target and value:
        stated = target.target / value
    return stated if stated and stated > 1 else None


def _comparable(a: str, b: str, base: int, last: int, value: float, multiple: float, flow: str) -> tuple[int, int] | None:
    """Pairs of like size in the base year without the pair itself: how many, and how many had the multiple by the last year."""
    matrix = _matrix(flow == "turnover")
    if not matrix.first <= base < last <= matrix.first + matrix.values.shape[1] - 1:
        return None
    start = matrix.values[:, base - matrix.first]
    like = (start >= value / _LIKE) & (start <= value * _LIKE) & ~matrix.is_pair(a, b, flow == "turnover")
    top = np.nanmax(matrix.values[like, base - matrix.first + 1 : last - matrix.first + 1], axis=1, initial=0.0)
    return int(like.sum()), int((top >= multiple * start[like]).sum())


@dataclass(frozen=True, slots=True)
class _Matrix:
    first: int
    codes: NDArray[np.str_]
    values: NDArray[np.float64]

    def is_pair(self, a: str, b: str, both_ways: bool) -> NDArray[np.bool_]:
        same = (self.codes[:, 0] == a) & (self.codes[:, 1] == b)
        turned = (self.codes[:, 0] == b) & (self.codes[:, 1] == a)
        return np.asarray(same | turned if both_ways else same, dtype=np.bool_)


@lru_cache(maxsize=2)
def _matrix(turnover: bool) -> _Matrix:
    """Yearly flows (or turnovers, where both directions are recorded) of all pairs, NaN where nothing is recorded."""
    from messlatte.ledger.series import all_totals

    table = all_totals()
    sides = [_codes(table[side]) for side in ("exporter", "importer")]
    codes, keys = np.unique(np.concatenate([names for names, _ in sides]), return_inverse=True)
    places = np.split(keys.astype(np.int64), [len(sides[0][0])])
    exporter, importer = (place[index] for place, (_, index) in zip(places, sides, strict=True))
    years = table["year"].to_numpy().astype(np.int64)
    first, size = int(years.min()), len(codes)
    cube = np.full((size, size, int(years.max()) - first + 1), np.nan)
    cube[exporter, importer, years - first] = table["value_usd"].to_numpy()
    if turnover:
        left, right = np.triu_indices(size, 1)
        return _Matrix(first, np.column_stack([codes[left], codes[right]]), cube[left, right] + cube[right, left])
    left, right = np.nonzero(~np.isnan(cube).all(axis=2))
    return _Matrix(first, np.column_stack([codes[left], codes[right]]), cube[left, right])


def _codes(column: pa.ChunkedArray) -> tuple[NDArray[np.str_], NDArray[np.int64]]:
    """Distinct codes of a dictionary column, and the index into them for each row."""
    whole = column.unify_dictionaries().combine_chunks()
    return np.asarray(whole.dictionary.to_pylist(), dtype="U8"), np.asarray(whole.indices.to_numpy(), dtype=np.int64)


def base_rates(found: Sequence[Trial], seed: int = 6) -> BaseRates | None:
    """Summarise trials; None if there are none.

    The difference is share reached less mean comparable rate; its interval draws pairs with all their trials, since the targets of one pair
    are not independent of each other.
    """
    if not found:
        return None
    reached = np.array([trial.reached for trial in found], dtype=float)
    expected = np.array([trial.comparable_rate for trial in found])
    _, pair = np.unique([" ".join(sorted((t.target.a, t.target.b))) for t in found], return_inverse=True)
    rng = np.random.default_rng(seed)
    weights = rng.multinomial(pair.max() + 1, np.full(pair.max() + 1, 1 / (pair.max() + 1)), size=2000)[:, pair]
    differences = (weights @ (reached - expected)) / weights.sum(axis=1)
    low, high = np.quantile(differences, (0.1, 0.9))
    cells = tuple(cell for m in _MULTIPLES for h in _HORIZONS if (cell := _cell(found, m, h)) is not None)
    kinds = tuple(kind for name, of in _KINDS.items() if (kind := _kind(name, [t for t in found if t.target.status in of])) is not None)
    return BaseRates(len(found), int(reached.sum()), float(expected.mean()), float(low), float(high), kinds, cells)


_KINDS = {"goal": ("target", "proposed"), "expectation": ("forecast", "potential")}


def _kind(name: str, of: Sequence[Trial]) -> Kind | None:
    return Kind(name, len(of), sum(t.reached for t in of), sum(t.comparable_rate for t in of) / len(of)) if of else None


def _cell(found: Sequence[Trial], multiple: tuple[float, float], years: tuple[int, int]) -> Cell | None:
    inside = [t for t in found if multiple[0] < t.multiple <= multiple[1] and years[0] <= t.years <= years[1]]
    if not inside:
        return None
    return Cell(multiple, years, len(inside), sum(t.reached for t in inside), sum(t.comparable_rate for t in inside) / len(inside))
