"""``messlatte evaluate statements``: how much of labelled texts is read rightly."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import cyclopts
from cyclopts import Parameter

from messlatte.cli.evaluation_table import markdown, print_errors, print_table, score_document
from messlatte.cli.options import Json, Output, print_json, write_whole
from messlatte.core.errors import InputError, unknown_option

__all__ = ["app"]

app = cyclopts.App(name="evaluate", help="Measure how well Messlatte reads, against labelled texts.")


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


@app.command
def statements(
    gold: Annotated[list[Path], Parameter(help="Labelled records, one JSON object a line.")],
    /,
    *,
    json_: Json = False,
    errors: Annotated[int, Parameter(help="List so many missed labels and spurious claims of each table.")] = 0,
    kind: Annotated[str | None, Parameter(help="List errors of this kind only.")] = None,
    documents: Annotated[Path | None, Parameter(help="Score this output of `messlatte read --jsonl` instead of reading now.")] = None,
    output: Output = None,
    ambiguous: Annotated[bool, Parameter(negative="", help="Score the records marked as open to dispute, too.")] = False,
) -> int:
    """Score what is read of labelled statements: precision, recall and F1 by kind, language and set of files."""
    from messlatte.statement.score import score_sets

    scores = score_sets(_cases(gold, documents), ambiguous=ambiguous)
    if output is not None:
        if output.suffix != ".md":
            raise unknown_option("--output", output.suffix or str(output), (".md",))
        write_whole(output, markdown(scores))
    if json_:
        slips = [
            {"set": score.name, "language": score.language, "id": s.id, "kind": s.kind, "missed": s.missed, "text": s.text}
            | {"fact": s.expected, "reason": s.reason}
            for score in scores
            for s in [slip for slip in score.slips if kind in (None, slip.kind)][:errors]
        ]
        print_json({"schema": "messlatte.evaluation/1", "sets": [score_document(score) for score in scores], "errors": slips})
        return 0
    print_table(scores)
    if errors:
        sys.stdout.flush()
        print_errors(scores, errors, kind)
    return 0
