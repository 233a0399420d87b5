"""Fit the weights that tell a target from a level to labelled statements, and write ``lexicon/stance.toml``.

Usage: ``python scripts/fit_stance.py GOLD.jsonl... [--check]``. Logistic regression with a quadratic penalty, by Newton's method. A figure
counts when exactly one kind of label has its value. ``--check`` fits on half of the records and prints how the other half is told, and
how well the probabilities are calibrated; it writes nothing.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from messlatte.statement.drafts import Draft, drafts
from messlatte.statement.language import detect_language
from messlatte.statement.quantities import Kind
from messlatte.statement.reference import Reference
from messlatte.statement.scene import Scene, scene_of
from messlatte.statement.stance import features
from messlatte.statement.words import words_of

PENALTY = 1.0
TARGET = Path(__file__).parent.parent / "src/messlatte/statement/lexicon/stance.toml"
Example = tuple[dict[str, float], float]


def near(a: float, b: float) -> bool:
    return abs(a - b) <= 0.005 * abs(b) + 1e-12


def label(draft: Draft, gold: dict[str, Any]) -> float | None:
    """1 for a target, 0 for a level or a growth, None where the labels do not tell."""
    quantity = draft.quantity
    if quantity.kind == Kind.MONEY:
        wanted = any(target.get("value") and near(quantity.value, target["value"]) for target in gold["targets"])
        measured = any(near(quantity.value, level["value"]) for level in gold["levels"])
    else:
        rate = quantity.value - 1 if quantity.kind == Kind.MULTIPLE else draft.sign * quantity.value
        measured = any(near(rate, growth["percent"] / 100) for growth in gold["growth"])
        rates = [[end for end in target["growth_rate"] if end is not None] for target in gold["targets"] if target.get("growth_rate")]
        wanted = any(near(rate, sum(ends) / len(ends) / 100) for ends in rates)
        multiples = [gold.get("multiplier"), *(target.get("multiplier") for target in gold["targets"])]
        wanted |= quantity.kind == Kind.MULTIPLE and any(m and near(quantity.value, m) for m in multiples)
    return None if wanted == measured else float(wanted)


def examples(record: dict[str, Any]) -> Iterator[Example]:
    language = detect_language(record["text"])
    scene: Scene = scene_of(record["text"], language, words_of(language), Reference.parse(record.get("published")))
    for draft in drafts(scene):
        told = label(draft, record["gold"])
        if told is not None:
            yield features(scene, draft.quantity), told


def fit(found: Sequence[Example]) -> dict[str, float]:
    names = sorted({name for row, _ in found for name in row})
    names = [name for name in names if sum(name in row for row, _ in found) >= 5]
    x = np.array([[row.get(name, 0.0) for name in names] for row, _ in found])
    y = np.array([told for _, told in found])
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + PENALTY * w
        hessian = (x.T * (p * (1 - p))) @ x + PENALTY * np.eye(len(names))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return dict(zip(names, w.tolist(), strict=True))


def probability(weights: dict[str, float], row: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in row.items()))))


def check(records: list[dict[str, Any]]) -> None:
    hits, pairs = [], []
    for seed in range(4):
        order = records[:]
        random.Random(seed).shuffle(order)
        half = len(order) // 2
        for train, test in ((order[:half], order[half:]), (order[half:], order[:half])):
            weights = fit([example for record in train for example in examples(record)])
            for record in test:
                for row, told in examples(record):
                    p = probability(weights, row)
                    hits.append((p >= 0.5) == (told == 1.0))
                    pairs.append((p, told))
    print(f"told rightly: {np.mean(hits):.3f} of {len(hits)} (half of the records held back, four times)")
    for low in np.arange(0, 1, 0.1):
        inside = [told for p, told in pairs if low <= p < low + 0.1 or (low > 0.85 and p >= 0.9)]
        if inside:
            print(f"  said {low:.1f}-{low + 0.1:.1f}: {np.mean(inside):.2f} were targets ({len(inside)})")


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    records = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    records = [record for record in records if not record.get("negative") and not record.get("ambiguous")]
    if "--check" in sys.argv:
        check(records)
        return
    weights = fit([example for record in records for example in examples(record)])
    lines = [f"{name} = {round(value, 3)}" for name, value in weights.items() if abs(value) >= 0.01]
    TARGET.write_text("# Written by scripts/fit_stance.py; see statement/stance.py.\n[weights]\n" + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} weights from {len(records)} records -> {TARGET.name}")


if __name__ == "__main__":
    main()
