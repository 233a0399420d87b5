"""``messlatte evaluate statements``: how much of labelled texts is read rightly."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import cyclopts
from cyclopts import Parameter

from messlatte.cli.options import Json, print_json
from messlatte.core.errors import InputError

if TYPE_CHECKING:
    from messlatte.statement.score import Score, Tally

__all__ = ["app"]

app = cyclopts.App(name="evaluate", help="Measure how well Messlatte reads, against labelled texts.")

GOALS: Mapping[str, Mapping[str, float]] = {
    "restated": {"target": 0.93, "level": 0.90, "growth": 0.92, "parties": 0.95},
    "verbatim": {"target": 0.85, "level": 0.80, "growth": 0.80, "parties": 0.90},
}
NEGATIVES_WITH_TARGET = 0.03
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Objects of a JSON-lines file with their line numbers."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, json.loads(line)
    except OSError as error:
        raise InputError(f"{path}: cannot be opened ({error.strerror}); give a file of labelled records, one JSON object a line") from error
    except ValueError as error:
        raise InputError(f"{path}: a line is not a JSON object in UTF-8 ({error}); repair or remove it") from error


def _read_all(records: Iterable[Mapping[str, Any]], documents: Path | None) -> Iterator[Mapping[str, Any]]:
    """Documents of the records: from a file written by ``messlatte read --jsonl``, or read now."""
    if documents is not None:
        known = {document["id"]: document for _, document in _lines(documents)}
        for record in records:
            if record["id"] not in known:
                raise InputError(f"{documents}: no statement with id {record['id']!r}; run `messlatte read --jsonl` on the same records")
            yield known[record["id"]]
        return
    from messlatte.statement.document import to_document
    from messlatte.statement.reader import read

    for record in records:
        yield to_document(read(record["text"], published=record.get("published"), id=record["id"]))


def _cases(files: Sequence[Path], documents: Path | None) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    for path in files:
        records = []
        for number, record in _lines(path):
            missing = {"id", "text", "lang", "gold"} - set(record)
            if missing:
                raise InputError(f"{path}, line {number}: a labelled record needs {', '.join(sorted(missing))}")
            records.append(record)
        for record, document in zip(records, _read_all(records, documents), strict=True):
            kind = record.get("text_kind")
            name = path.stem.rsplit("_", 1)[0]
            yield (f"{name} ({kind})" if kind else name), record, document


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


def _document(score: Score) -> dict[str, Any]:
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


def _print_table(scores: Sequence[Score]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for score in scores:
        left_out = f", {score.left_out} ambiguous left out" if score.left_out else ""
        table = Table(title=f"{score.name}, {score.language}: {score.records} records{left_out}", title_justify="left", box=box.SIMPLE_HEAD)
        for heading in ("kind", "gold", "read", "right", "precision", "recall", "F1", "goal", "loose", "any"):
            table.add_column(heading, justify="left" if heading == "kind" else "right")
        for kind in dict.fromkeys(kind for kind, _ in score.tallies):
            tally, goal = score.tallies[kind, "strict"], _goal(score.name, kind)
            missed = goal is not None and tally.f1 is not None and tally.f1 < goal
            others = [_share(other.f1) if (other := score.tallies.get((kind, measure))) else "" for measure in ("loose", "any")]
            figures = [_share(tally.precision), _share(tally.recall), f"[bold red]{_share(tally.f1)}[/]" if missed else _share(tally.f1)]
            counts = [str(tally.gold), str(tally.read), str(tally.right)]
            table.add_row(kind, *counts, *figures, "" if goal is None else f"{goal:.2f}", *others)
        console.print(table)
        console.print(_below(score), highlight=False)
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


def _print_errors(scores: Sequence[Score], limit: int, kind: str | None) -> None:
    for score in scores:
        chosen = [slip for slip in score.slips if kind in (None, slip.kind)]
        print(f"\n{score.name}, {score.language}: {len(chosen)} errors{'' if len(chosen) <= limit else f', the first {limit}'}")
        for slip in chosen[:limit]:
            print(f"  {slip.id}  {'MISSED' if slip.missed else 'SPURIOUS'} {slip.kind}: {slip.expected}")
            print(f"      “{' '.join(slip.text.split())}”  ({slip.reason})")


@app.command
def statements(
    gold: Annotated[list[Path], Parameter(help="Labelled records, one JSON object a line.")],
    /,
    *,
    json_: Json = False,
    errors: Annotated[int, Parameter(help="List so many missed labels and spurious claims of each table.")] = 0,
    kind: Annotated[str | None, Parameter(help="List errors of this kind only.")] = None,
    documents: Annotated[Path | None, Parameter(help="Score this output of `messlatte read --jsonl` instead of reading now.")] = None,
    ambiguous: Annotated[bool, Parameter(negative="", help="Score the records marked as open to dispute, too.")] = False,
) -> int:
    """Score what is read of labelled statements: precision, recall and F1 by kind, language and set of files."""
    from messlatte.statement.score import score_sets

    scores = score_sets(_cases(gold, documents), ambiguous=ambiguous)
    if json_:
        slips = [
            {"set": score.name, "language": score.language, "id": s.id, "kind": s.kind, "missed": s.missed, "text": s.text}
            | {"fact": s.expected, "reason": s.reason}
            for score in scores
            for s in [slip for slip in score.slips if kind in (None, slip.kind)][:errors]
        ]
        print_json({"schema": "messlatte.evaluation/1", "sets": [_document(score) for score in scores], "errors": slips})
        return 0
    _print_table(scores)
    if errors:
        sys.stdout.flush()
        _print_errors(scores, errors, kind)
    return 0
