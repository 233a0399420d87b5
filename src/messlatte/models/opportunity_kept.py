"""Worlds kept on disk beside the ledger: put together once for each state of the ledger, read in a moment by every later process."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from messlatte.core.files import whole_file
from messlatte.models.opportunity_columns import Margins
from messlatte.models.opportunity_world import World

__all__ = ["kept_world"]

_FORM = "1"  # of the file
_ARRAYS = ("start", "i", "j", "k", "values", "by_importer", "importer_start", "phi")
_MARGINS = ("supply", "demand", "pair", "distance")


def kept_world(data: Path, name: str, parts: Iterable[str], make: Callable[[], World]) -> World:
    """A world from its file, else made and kept; files of other states of the same name are removed.

    Parameters
    ----------
    data : Path
        Data folder.
    name : str
        What the world is called, such as ``hs4``.
    parts : iterable of str
        Everything that decides what is in it.
    make : callable
        Puts it together.

    Notes
    -----
    A folder that cannot be written to only costs the time to make it again; a damaged file is made anew.
    """
    folder = data / "cache"
    digest = hashlib.sha256("\n".join((_FORM, *parts)).encode()).hexdigest()[:16]
    path = folder / f"world-{name}-{digest}.npz"
    if path.is_file():
        try:
            return _read(path)
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            pass
    world = make()
    try:
        with whole_file(path) as file:
            _write(world, file)
        for old in folder.glob(f"world-{name}-*.npz"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        pass
    return world


def _write(world: World, file: object) -> None:
    arrays = {field: getattr(world, field) for field in _ARRAYS}
    arrays |= {f"margins.{field}": getattr(world.margins, field) for field in _MARGINS}
    arrays |= {f"factors.{n}": part for n, part in enumerate(world.factors)} | {
        f"ordered.{n}": part for n, part in enumerate(world.ordered)
    }
    arrays |= {field: np.array(getattr(world, field)) for field in ("years", "economies", "products")}
    np.savez(file, name=np.array(world.name), unit=np.array(world.margins.unit), **arrays)  # type: ignore[arg-type]


def _read(path: Path) -> World:
    with np.load(path, allow_pickle=False) as stored:
        margins = Margins(**{field: stored[f"margins.{field}"] for field in _MARGINS}, unit=float(stored["unit"]))
        return World(
            name=str(stored["name"]),
            years=tuple(int(year) for year in stored["years"]),
            economies=tuple(map(str, stored["economies"])),
            products=tuple(map(str, stored["products"])),
            margins=margins,
            factors=(stored["factors.0"], stored["factors.1"], stored["factors.2"]),
            ordered=(stored["ordered.0"], stored["ordered.1"], stored["ordered.2"]),
            **{field: stored[field] for field in _ARRAYS},
        )
