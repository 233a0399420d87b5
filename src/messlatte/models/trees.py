"""Boosted trees as plain arrays, read by numpy alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from messlatte.models.panel import Floats

__all__ = ["Trees"]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of regression trees; nodes of all trees in one array, a leaf points to itself.

    Parameters
    ----------
    roots : int array, shape (K,)
    feature : int array, shape (M,)
    threshold : float array, shape (M,)
        A value at most this goes left.
    left, right : int array, shape (M,)
    missing_left : bool array, shape (M,)
        Where NaN goes.
    value : float array, shape (M,)
        Of a leaf.
    depth : int
        Steps from the roots to the deepest leaf.
    """

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    missing_left: npt.NDArray[np.bool_]
    value: npt.NDArray[np.float32]
    depth: int

    def predict(self, x: Floats) -> Floats:
        """Sum of the trees for every row of ``x``, shape (P,)."""
        out = np.empty(len(x))
        for start in range(0, len(x), 2048):
            out[start : start + 2048] = self._block(x[start : start + 2048].astype(np.float32))
        return out

    def _block(self, x: npt.NDArray[np.float32]) -> Floats:
        rows = np.arange(len(x))[:, None]
        at = np.broadcast_to(self.roots, (len(x), len(self.roots)))
        for _ in range(self.depth):
            seen = x[rows, self.feature[at]]
            goes_left = np.where(np.isnan(seen), self.missing_left[at], seen <= self.threshold[at])
            at = np.where(goes_left, self.left[at], self.right[at])
        total: Floats = self.value[at].sum(axis=1, dtype=np.float64)
        return total

    @classmethod
    def none(cls) -> Trees:
        """One tree that says 0."""
        zero = np.zeros(1, np.int32)
        return cls(zero, np.zeros(1, np.int16), np.zeros(1, np.float32), zero, zero, np.ones(1, np.bool_), np.zeros(1, np.float32), 0)

    @classmethod
    def weighted(cls, parts: Sequence[tuple[Trees, float]]) -> Trees:
        """Sum of several sets of trees, each times its weight, as one set."""
        starts = np.cumsum([0, *(len(trees.value) for trees, _ in parts)])

        def moved(name: str) -> npt.NDArray[np.int32]:
            shifted = [getattr(trees, name) + start for (trees, _), start in zip(parts, starts, strict=False)]
            return np.concatenate(shifted).astype(np.int32)

        joined = {name: np.concatenate([getattr(trees, name) for trees, _ in parts]) for name in ("feature", "threshold", "missing_left")}
        return cls(
            roots=moved("roots"),
            left=moved("left"),
            right=moved("right"),
            value=np.concatenate([trees.value * weight for trees, weight in parts]).astype(np.float32),
            depth=max(trees.depth for trees, _ in parts),
            **joined,
        )

    @classmethod
    def of_model(cls, dump: Mapping[str, Any]) -> Trees:
        """Take over a LightGBM model (``Booster.dump_model()``)."""
        nodes: list[tuple[int, float, int, int, bool, float]] = []
        roots, depth = [], 0
        for tree in dump["tree_info"]:
            root, deep = _grow(tree["tree_structure"], nodes)
            roots.append(root)
            depth = max(depth, deep)
        feature, threshold, left, right, missing, value = zip(*nodes, strict=True)
        return cls(
            np.array(roots, np.int32),
            np.array(feature, np.int16),
            np.clip(threshold, -3e38, 3e38).astype(np.float32),
            np.array(left, np.int32),
            np.array(right, np.int32),
            np.array(missing, np.bool_),
            np.array(value, np.float32),
            depth,
        )

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[Any]]:
        """Arrays to store, each name with a prefix."""
        return {f"{prefix}.{name}": np.asarray(getattr(self, name)) for name in self.__slots__}

    @classmethod
    def of_arrays(cls, stored: Mapping[str, npt.NDArray[Any]], prefix: str) -> Trees:
        """Rebuild what `arrays` gave."""
        found: dict[str, Any] = {name: stored[f"{prefix}.{name}"] for name in cls.__slots__}
        found["depth"] = int(found["depth"])
        return cls(**found)


def _grow(node: Mapping[str, Any], nodes: list[tuple[int, float, int, int, bool, float]]) -> tuple[int, int]:
    """Append a node and what hangs below it; gives its index and the depth below."""
    here = len(nodes)
    if "leaf_value" in node:
        nodes.append((0, 0.0, here, here, True, float(node["leaf_value"])))
        return here, 0
    nodes.append((0, 0.0, 0, 0, True, 0.0))
    left, deep_left = _grow(node["left_child"], nodes)
    right, deep_right = _grow(node["right_child"], nodes)
    threshold = float(node["threshold"])
    missing = bool(node["default_left"]) if node["missing_type"] == "NaN" else threshold >= 0
    nodes[here] = (int(node["split_feature"]), threshold, left, right, missing, 0.0)
    return here, 1 + max(deep_left, deep_right)
