"""One set of draws: the base line's own paths, common factors, and what every project brings on each of them.

The paths of the verdict are used whole and as often as needed: draw ``s`` lies on path ``s mod N``. So the plan without projects has
the verdict's probability, not one of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from messlatte.plan.candidate import Candidate, Draws, Traces, at_start
from messlatte.plan.problem import Floats
from messlatte.plan.terms import Uncertainty
from messlatte.verdict.base_line import BaseLine

__all__ = ["Sample", "draw_sample"]


@dataclass(frozen=True, slots=True)
class Sample:
    """Draws of base line and projects; amounts in the bar's currency.

    Parameters
    ----------
    line : BaseLine
        Whose paths are used.
    draws : int
        A multiple of the number of paths.
    tide : Floats, shape (years, draws)
        Factor of world trade on a project's trade.
    factors : mapping of sector to Floats, shape (draws,)
        Factor of the sector times that of the currency.
    traces : mapping of project to Traces
    inflation : float
        Growth of prices a year.
    """

    line: BaseLine
    draws: int
    tide: Floats
    factors: Mapping[str, Floats]
    traces: Mapping[str, Traces]
    inflation: float

    @property
    def base(self) -> Floats:
        """Turnover without any plan, shape (years, draws)."""
        return np.asarray(np.tile(self.line.turnover.T, (1, self.draws // len(self.line.turnover))), dtype=np.float64)

    def brings(self, candidate: Candidate, start: int, *, services: bool) -> Draws:
        """What a project started in a calendar year adds to turnover, shape (years, draws)."""
        traces, years = self.traces[candidate.id], self.line.years
        by_age = traces.services if services else traces.goods
        shown = at_start(by_age, start - years[0], len(years))
        prices = np.array([(1 + self.inflation) ** (year - candidate.price_year) for year in years])
        factor = self.tide * self.factors[candidate.sector] * prices[:, None] / self.line.dollars
        return np.asarray(shown * factor, dtype=np.float32)

    def expected_later(self, candidate: Candidate, start: int, year: int, *, services: bool) -> float:
        """Expected addition in a year after the base line's last, in the prices of that year."""
        traces, age = self.traces[candidate.id], year - start
        by_age = traces.goods + traces.services if services else traces.goods
        if not 0 <= age < len(by_age):
            return 0.0
        return float(by_age[age].mean()) * (1 + self.inflation) ** (year - candidate.price_year) / self.line.dollars


def draw_sample(line: BaseLine, candidates: Sequence[Candidate], uncertainty: Uncertainty, *, draws: int, seed: int) -> Sample:
    """Draw.

    Parameters
    ----------
    line : BaseLine
        Paths without a plan.
    candidates : sequence of Candidate
        Projects to draw; each has a stream of its own, so that leaving one out changes nothing for the others.
    uncertainty : Uncertainty
        Of the common factors.
    draws : int
        At least so many; rounded up to whole rounds of the paths.
    seed : int
        Seed of all draws.
    """
    paths = len(line.turnover)
    draws = -(-draws // paths) * paths
    tide = np.exp(uncertainty.tide * np.tile(line.tide.T, (1, draws // paths)))
    currency = _factor(f"{seed} currency", uncertainty.currency, draws)
    sectors = sorted({candidate.sector for candidate in candidates})
    factors = {sector: currency * _factor(f"{seed} sector {sector}", uncertainty.sector, draws) for sector in sectors}
    traces = {candidate.id: candidate.simulate(draws, _stream(f"{seed} {candidate.id}")) for candidate in candidates}
    return Sample(line, draws, tide, factors, traces, uncertainty.inflation)


def _stream(name: str) -> int:
    return crc32(name.encode())


def _factor(name: str, sigma: float, draws: int) -> Floats:
    """Lognormal factor of mean 1."""
    return np.exp(sigma * np.random.default_rng(_stream(name)).standard_normal(draws) - sigma**2 / 2)
