"""``messlatte screen``: parties and goods against lists, and what persons decide about the flags."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import cyclopts
from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, Output, print_json, write_whole
from messlatte.core.errors import ContradictionError, InputError, NothingMeasurableError, UsageError, unknown_option
from messlatte.core.files import json_text

if TYPE_CHECKING:
    from messlatte.core.screening import Screening, Subject
    from messlatte.screening.decisions import Store

__all__ = ["app"]

app = cyclopts.App(name="screen", help="Look parties and goods up in lists; a person decides about what is found.")


def _store() -> Store:
    from messlatte.screening.decisions import Store, default_path

    return Store(default_path())


@app.default
def screen(
    source: Annotated[
        str,
        Parameter(help="Statement (file, - or address), project (.toml), or parties (.csv, .jsonl).", allow_leading_hyphen=True),
    ],
    /,
    *,
    lists: Annotated[Path | None, Parameter(help="Folder of list files, or one of them; the format is told from the content.")] = None,
    threshold: Annotated[float, Parameter(help="Least score of a flag, 0 to 1.")] = 0.70,
    strict: Annotated[bool, Parameter(negative="", help="Fail with exit code 4 when a strong flag is open.")] = False,
    json_: Json = False,
    lang: Lang = None,
    output: Output = None,
) -> int:
    """Screen the parties and goods of a statement, a project or a table.

    Names are compared across scripts, spellings and languages; numbers (INN, OGRN, UNP, LEI, IMO) decide. Without --lists only what ships
    is looked in: codes of arms, publicly known makers of arms, the Common High Priority List. Nothing is cleared by itself.
    """
    from messlatte.screening import check, open_lists

    if not 0 < threshold <= 1:
        raise UsageError(f"--threshold: {threshold:g} is not above 0 and at most 1")
    if output is not None and output.suffix not in {".json", ".txt"}:
        raise unknown_option("--output", output.suffix or str(output), (".json", ".txt"))
    subjects, language = _subjects(source)
    if not subjects:
        raise NothingMeasurableError(f"{source}: names no party to screen; give a table with a column name, or a text that names firms")
    store = _store()
    found = check(subjects, open_lists(lists) if lists is not None else None, decisions=store, threshold=threshold)
    store.remember(found.flags)
    _show(found, lang or language, json_, output)
    blocking = [flag for flag in found.flags if flag.blocks]
    if strict and blocking:
        raise ContradictionError("; ".join(f"{flag.subject.name}: {flag.source.title}, entry {flag.entry}" for flag in blocking[:5]))
    return 0


def _subjects(source: str) -> tuple[tuple[Subject, ...], str]:
    """Subjects of a file by what it is, and the language to answer in."""
    from messlatte.screening import subjects as of

    path = Path(source)
    suffix = path.suffix.lower()
    if suffix in {".csv", ".jsonl", ".ndjson"}:
        return of.from_table(path), "en"
    if suffix == ".toml":
        from messlatte.projects import load

        return of.from_project(load(path)), "en"
    if suffix == ".json":
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise InputError(f"{source}: cannot be read as JSON ({error})") from error
        if not isinstance(document, dict):
            raise InputError(f"{source}: is no JSON object; give what `messlatte read --json` writes")
        return of.from_document(document), str(document.get("language") or "en")
    from messlatte.cli.intake import take
    from messlatte.statement.reader import read

    page = take(source)
    statement = read(page.text, published=page.published)
    return of.from_statement(statement), statement.language


def _show(found: Screening, language: str, as_json: bool, output: Path | None) -> None:
    from messlatte.screening.document import to_document

    if output is not None:
        if output.suffix == ".json":
            text = json_text(to_document(found, language))
        else:
            import io

            from rich.console import Console

            from messlatte.cli.screen_view import print_screening

            file = io.StringIO()
            print_screening(found, language, Console(file=file, width=120, highlight=False))
            text = file.getvalue()
        write_whole(output, text)
    if as_json:
        print_json(to_document(found, language))
    elif output is None:
        from rich.console import Console

        from messlatte.cli.screen_view import print_screening

        print_screening(found, language, Console(highlight=False))


@app.command
def decide(
    flag: Annotated[str, Parameter(help="Id of the flag, as `messlatte screen` prints it.")],
    /,
    *,
    person: Annotated[str, Parameter(help="Who decides.")],
    state: Annotated[Literal["dismissed", "confirmed", "open"], Parameter(help="What is decided.")],
    reason: Annotated[str, Parameter(help="Why, in words that somebody else can check.")],
    json_: Json = False,
) -> int:
    """Record what a person decided about a flag. Decisions are kept for good; a later one stands in front of an earlier one."""
    from dataclasses import asdict

    decision = _store().decide(flag, state, person, reason)
    if json_:
        print_json({"schema": "messlatte.decision/1", **asdict(decision)})
    else:
        print(f"{decision.flag}: {decision.state} by {decision.person} on {decision.decided_on}", file=sys.stderr)
    return 0


@app.command
def decisions(*, json_: Json = False) -> int:
    """List every decision, in the order in which they were taken."""
    from dataclasses import asdict

    store = _store()
    seen, taken = store.seen(), store.history()
    if json_:
        rows = [{**asdict(one), "subject": seen[one.flag].subject if one.flag in seen else None} for one in taken]
        print_json({"schema": "messlatte.decisions/1", "decisions": rows})
        return 0
    from rich.console import Console

    from messlatte.cli.screen_view import print_decisions

    print_decisions(taken, seen, Console(highlight=False))
    return 0
