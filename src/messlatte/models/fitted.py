"""A fitted model as one folder: what `messlatte fit` writes and `messlatte assess` reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from messlatte.core.errors import DataError
from messlatte.models.examples import Examples
from messlatte.models.growth_model import GrowthModel
from messlatte.models.panel import Floats
from messlatte.models.reference_class import ClassCounts
from messlatte.models.tide import Tide

__all__ = ["SHIPPED", "Fitted", "current", "use_model"]

SHIPPED = Path(__file__).parent / "data" / "bar"
_FORMAT = "messlatte.model/2"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Everything an assessment needs.

    Parameters
    ----------
    tiers : mapping of str to GrowthModel
        By what is known of a pair: ``full``, ``series``, ``bare``.
    counts : ClassCounts
        Reference classes.
    tide : Tide
    correlation : Floats, shape (H, H)
        Of normal scores of own growth across horizons.
    examples : Examples
        Real pairs by reference class.
    until : int
        Last year that was used.
    sources : str
        What it was fitted on.
    """

    tiers: Mapping[str, GrowthModel]
    counts: ClassCounts
    tide: Tide
    correlation: Floats
    examples: Examples
    until: int
    sources: str

    def save(self, folder: Path) -> None:
        """Write to a folder, which is created; the manifest comes last, so that a half-written model is not read."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, Any] = {"correlation": self.correlation} | self.examples.arrays()
        for name in self.tide.__slots__:
            arrays[f"tide.{name}"] = np.asarray(getattr(self.tide, name))
        for name, model in self.tiers.items():
            arrays |= model.arrays(name)
        np.savez_compressed(folder / "model.npz", **arrays)
        self.counts.save(folder / "base_rates.npz")
        files = {name: _sha256(folder / name) for name in ("model.npz", "base_rates.npz")}
        manifest = {"format": _FORMAT, "until": self.until, "sources": self.sources, "tiers": sorted(self.tiers), "sha256": files}
        (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Fitted:
        """Read what `save` wrote.

        Raises
        ------
        DataError
            If the folder holds no model, one of another format, or one whose files were changed.
        """
        manifest = _manifest(folder)
        with np.load(folder / "model.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        tiers = {name: GrowthModel.of_arrays(arrays, name) for name in manifest["tiers"]}
        tide = Tide(arrays["tide.years"], arrays["tide.world"], float(arrays["tide.drift"]), arrays["tide.spread"])
        counts = ClassCounts.load(folder / "base_rates.npz")
        return cls(tiers, counts, tide, arrays["correlation"], Examples.of_arrays(arrays), int(manifest["until"]), str(manifest["sources"]))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"{folder}: no fitted model here (manifest.json cannot be read); `messlatte fit --output {folder}` writes one"
        ) from error
    if manifest.get("format") != _FORMAT:
        raise DataError(f"{folder}: the model has format {manifest.get('format')!r}, this version reads {_FORMAT!r}; fit it again")
    for name, digest in manifest["sha256"].items():
        if not (folder / name).is_file() or _sha256(folder / name) != digest:
            raise DataError(f"{folder / name}: is missing or was changed after the fit; fit it again")
    return manifest


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


_chosen: list[Path] = [SHIPPED]


def use_model(folder: Path) -> None:
    """Let every assessment of this process use the model of a folder."""
    _load(folder)
    _chosen[0] = folder


def current() -> Fitted:
    """Model in use: the shipped one, unless `use_model` chose another."""
    return _load(_chosen[0])


@lru_cache(maxsize=4)
def _load(folder: Path) -> Fitted:
    return Fitted.load(folder)
