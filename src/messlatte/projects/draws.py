"""Draws of a project's parameters, each from a stream of its own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from zlib import crc32

import numpy as np

from messlatte.core.project import Parameter, Project, Shape
from messlatte.projects.annuity import Floats

__all__ = ["draw_parameters", "middle", "stream"]

_Z95 = 1.6448536269514722
"""95 % quantile of the standard normal distribution: lognormal ranges are 5th to 95th percentile."""


def stream(project: str, name: str, seed: int) -> np.random.Generator:
    """Random numbers of one parameter of one project.

    A parameter's draws depend on its own name only: adding another one, or comparing two variants, changes nothing else. Two projects
    share none.
    """
    return np.random.default_rng([seed, crc32(project.encode()), crc32(name.encode())])


def _draw(parameter: Parameter, draws: int, generator: np.random.Generator) -> Floats:
    low, value, high = parameter.low, parameter.value, parameter.high
    if low == high:
        return np.full(draws, value)
    if parameter.shape is Shape.LOGNORMAL:
        # Two half-normals of the logarithm, so that median and both percentiles are met even where the range is lopsided.
        z = generator.standard_normal(draws)
        spread = np.where(z < 0, math.log(value / low), math.log(high / value)) / _Z95
        return np.asarray(value * np.exp(z * spread), dtype=np.float64)
    return generator.triangular(low, value, high, draws)


def draw_parameters(project: Project, draws: int, seed: int) -> dict[str, Floats]:
    """Values of every parameter, shape (draws,) each; the same for the same seed."""
    return {p.name: _draw(p, draws, stream(project.id, p.name, seed)) for p in project.parameters}


def middle(project: Project, changed: Mapping[str, float] | None = None) -> dict[str, Floats]:
    """One draw: every parameter at its stated value, or at that of ``changed``."""
    return {p.name: np.array([(changed or {}).get(p.name, p.value)]) for p in project.parameters}
