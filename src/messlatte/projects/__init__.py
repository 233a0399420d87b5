"""From an area to a project: files of projects, their trade, cash and benefits for both sides.

Names are loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from messlatte.projects.appraisal import appraise
    from messlatte.projects.project_file import archetypes, example_folder, examples, load
    from messlatte.projects.simulation import Simulation, simulate

__all__ = ["Simulation", "appraise", "archetypes", "example_folder", "examples", "load", "simulate"]

_HOMES = {
    "Simulation": "simulation",
    "appraise": "appraisal",
    "archetypes": "project_file",
    "example_folder": "project_file",
    "examples": "project_file",
    "load": "project_file",
    "simulate": "simulation",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
