"""Scores of reading as a table for people, as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from messlatte.statement.score import Score, Tally

__all__ = ["markdown", "print_errors", "print_table", "score_document"]

GOALS: Mapping[str, Mapping[str, float]] = {
    "restated": {"target": 0.93, "level": 0.90, "growth": 0.92, "parties": 0.95},
    "verbatim": {"target": 0.85, "level": 0.80, "growth": 0.80, "parties": 0.90},
}
NEGATIVES_WITH_TARGET = 0.03
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def _goal(name: str, kind: str) -> float | None:
    return GOALS.get(name.rpartition("(")[2].rstrip(")"), {}).get(kind)


def _figures(tally: Tally) -> dict[str, float | int | None]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "right": tally.right,
        "gold": tally.gold,
        "read": tally.read,
    }


def _readings(score: Score) -> dict[str, Any]:
    """Calibration of the reading weights, over the claims of several readings of which one is right."""
    firsts = [weighed for weighed in score.weighed if weighed.first]
    bins = []
    for low, high in pairwise(BINS):
        inside = [w for w in score.weighed if low <= w.weight < high or (w.weight == high == 1)]
        if inside:
            mean, right = sum(w.weight for w in inside) / len(inside), sum(w.right for w in inside)
            bins.append({"low": low, "high": high, "readings": len(inside), "mean_weight": mean, "right": right})
    return {
        "claims": len(firsts),
        "first_right": sum(w.right for w in firsts),
        "first_mean_weight": sum(w.weight for w in firsts) / len(firsts) if firsts else None,
        "brier": sum((w.weight - w.right) ** 2 for w in score.weighed) / len(score.weighed) if score.weighed else None,
        "bins": bins,
    }


def score_document(score: Score) -> dict[str, Any]:
    """Every figure of one set in one language, for JSON."""
    kinds: dict[str, Any] = {}
    for (kind, measure), tally in score.tallies.items():
        kinds.setdefault(kind, {})[measure] = _figures(tally)
        kinds[kind]["goal"] = _goal(score.name, kind)
    return {
        "set": score.name,
        "language": score.language,
        "records": score.records,
        "left_out_as_ambiguous": score.left_out,
        "kinds": kinds,
        "negatives": {"records": score.negatives, "with_target": score.negatives_with_target, "with_trade": score.negatives_with_trade},
        "directions": {"expected": score.directions, "right": score.directions_right},
        "readings": _readings(score),
    }


def _share(part: float | None) -> str:
    return "–" if part is None else f"{part:.3f}"


def print_table(scores: Sequence[Score]) -> None:
    """Print a table for each set and language to standard output."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for score in scores:
        left_out = f", {score.left_out} ambiguous left out" if score.left_out else ""
        table = Table(
            title=f"{score.name}, {score.language}: {score.records} records{left_out}",
            title_justify="left",
            box=box.SIMPLE_HEAD,
            collapse_padding=True,
            pad_edge=False,
        )
        for heading in ("kind", "gold", "read", "right", "prec.", "recall", "F1", "goal", "loose", "any"):
            table.add_column(heading, justify="left" if heading == "kind" else "right", no_wrap=True)
        for kind in dict.fromkeys(kind for kind, _ in score.tallies):
            tally, goal = score.tallies[kind, "strict"], _goal(score.name, kind)
            missed = goal is not None and tally.f1 is not None and tally.f1 < goal
            others = [_share(other.f1) if (other := score.tallies.get((kind, measure))) else "" for measure in ("loose", "any")]
            figures = [_share(tally.precision), _share(tally.recall), f"[bold red]{_share(tally.f1)}[/]" if missed else _share(tally.f1)]
            counts = [str(tally.gold), str(tally.read), str(tally.right)]
            table.add_row(kind, *counts, *figures, "" if goal is None else f"{goal:.2f}", *others)
        console.print(table)
        console.print(_below(score), highlight=False, soft_wrap=True)
    console.print("loose: F1 without the period; any: F1 when every reading of a claim may be the right one.\n", highlight=False)


def _below(score: Score) -> str:
    """Lines below a table: negatives, directions, calibration."""
    lines = [
        f"Negatives: {score.negatives_with_target} of {score.negatives} with a target "
        f"(at most {NEGATIVES_WITH_TARGET:.0%}), {score.negatives_with_trade} with any trade claim.",
        f"Directions: {score.directions_right} of {score.directions} as labelled, among the claims that agree.",
    ]
    readings = _readings(score)
    if readings["claims"]:
        lines.append(
            f"Readings: {readings['claims']} claims with several readings of which one is right; the first is right in "
            f"{readings['first_right']} (mean weight {readings['first_mean_weight']:.2f}); Brier score {readings['brier']:.3f}."
        )
        lines += [
            f"  weight {b['low']:.1f} to {b['high']:.1f}: {b['right']} of {b['readings']} right, mean weight {b['mean_weight']:.2f}"
            for b in readings["bins"]
        ]
    return "\n".join(lines) + "\n"


def print_errors(scores: Sequence[Score], limit: int, kind: str | None) -> None:
    """Print the first missed labels and spurious claims of each set and language."""
    for score in scores:
        chosen = [slip for slip in score.slips if kind in (None, slip.kind)]
        print(f"\n{score.name}, {score.language}: {len(chosen)} errors{'' if len(chosen) <= limit else f', the first {limit}'}")
        for slip in chosen[:limit]:
            print(f"  {slip.id}  {'MISSED' if slip.missed else 'SPURIOUS'} {slip.kind}: {slip.expected}")
            print(f"      “{' '.join(slip.text.split())}”  ({slip.reason})")


def markdown(scores: Sequence[Score]) -> str:
    """Page with the figures of all sets, as `messlatte evaluate statements --output FILE.md` writes it."""
    lines = ["<!-- generated by `messlatte evaluate statements ... --output` -->", "", "# How well statements are read", ""]
    for score in scores:
        left_out = f", {score.left_out} ambiguous left out" if score.left_out else ""
        lines += [f"## {score.name}, {score.language}", "", f"{score.records} records{left_out}.", ""]
        lines += ["| kind | labels | read | precision | recall | F1 | goal | F1 without period |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
        for kind in dict.fromkeys(kind for kind, _ in score.tallies):
            tally, goal, loose = score.tallies[kind, "strict"], _goal(score.name, kind), score.tallies.get((kind, "loose"))
            shares = [_share(tally.precision), _share(tally.recall), _share(tally.f1), "" if goal is None else f"{goal:.2f}"]
            cells = [kind, str(tally.gold), str(tally.read), *shares, _share(loose.f1) if loose else ""]
            lines.append(f"| {' | '.join(cells)} |")
        lines += ["", *(f"{line.strip()}  " for line in _below(score).splitlines()), ""]
    return "\n".join(lines).rstrip() + "\n"
