"""``messlatte track``: the record of announced targets."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import cyclopts
from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, Output, Published, print_json, write_whole
from messlatte.core.errors import InputError, NothingMeasurableError, UsageError

if TYPE_CHECKING:
    from messlatte.core.statement import Statement
    from messlatte.track.store import Store
    from messlatte.track.target import AnnouncedTarget

__all__ = ["app"]

app = cyclopts.App(name="track", help="Keep the record of announced targets: list, add, update, export, import, score.")

OutcomeName = Literal["reached", "missed", "not yet due", "not measurable"]


def _store() -> Store:
    from messlatte.track.store import Store, default_path

    return Store(default_path())


@app.default
@app.command(name="list")
def list_(
    *,
    party: Annotated[
        list[str] | None, Parameter(help="Only targets of this economy; give it twice for a pair: --party CHN --party IND.")
    ] = None,
    outcome: Annotated[OutcomeName | None, Parameter(help="Only targets with this outcome.")] = None,
    status: Annotated[Literal["target", "proposed", "forecast", "potential", "earlier"] | None, Parameter(help="Only this status.")] = None,
    due: Annotated[int | None, Parameter(help="Only targets due in this year.")] = None,
    repeats: Annotated[bool, Parameter(negative="", help="Show every report of a target, not only the first.")] = False,
    lang: Lang = None,
    json: Json = False,
    output: Output = None,
) -> int:
    """List announced targets and what came of them.

    Without options it shows every distinct target of the record: those that ship with Messlatte, and those added here.
    """
    chosen = [t for t in _store().targets() if _wanted(t, party or [], outcome, status, due) and (repeats or not t.repeats)]
    if json:
        from messlatte.track.exchange import json_document

        print_json(json_document(chosen))
    elif output:
        _write(chosen, output)
    else:
        from messlatte.cli.track_view import print_targets

        print_targets(chosen, lang or "en")
    return 0


def _wanted(target: AnnouncedTarget, parties: Sequence[str], outcome: str | None, status: str | None, due: int | None) -> bool:
    sides = {target.a, target.b}
    return (
        all(code.upper() in {side.upper() for side in sides} for code in parties)
        and (outcome is None or target.outcome == outcome)
        and (status is None or target.status == status)
        and (due is None or target.deadline[:4] == str(due))
    )


@app.command
def add(
    file: Annotated[str, Parameter(help="Statement to read: a file, an address, or - for standard input.")],
    /,
    *,
    published: Published = None,
    source: Annotated[str | None, Parameter(help="Address of the report; the file's name by default.")] = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Add the targets that a statement names, each with our probability of today.

    The statement is read (`messlatte read` shows how), its targets become rows, and what trade data tell of their outcome is looked up.
    """
    from messlatte.cli.intake import checked_published, take
    from messlatte.statement.reader import read
    from messlatte.track.intake import targets_of
    from messlatte.track.update import judged_anew

    page = take(file)
    statement = read(page.text, published=checked_published(published) or page.published, language=lang)
    found = list(targets_of(statement, source or ("standard input" if file == "-" else file)))
    if not found:
        raise NothingMeasurableError(f"{file}: no target for the trade of two economies was read; `messlatte read {file}` shows what was")
    today = dt.date.today()
    anew = {id(old): new for old in found for new in judged_anew([old], today.year)}
    chances = [_chance(statement, target, today) for target in found]
    added = [
        _store().add(anew.get(id(target), target), chance, "outlook", today.isoformat())
        for target, chance in zip(found, chances, strict=True)
    ]
    if json:
        rows = [{"target": asdict(target), "probability": chance} for target, chance in zip(added, chances, strict=True)]
        print_json({"schema": "messlatte.track.added/1", "added": rows})
    else:
        from messlatte.cli.track_view import print_targets

        print_targets(added, lang or statement.language, chances)
    return 0


def _chance(statement: Statement, target: AnnouncedTarget, today: dt.date) -> float | None:
    """Our probability that the target is reached by its deadline, mixed over the readings; None where it is not measurable."""
    from messlatte.core.errors import MesslatteError
    from messlatte.track.hindcast import probability_of
    from messlatte.verdict.bar import assess_statement

    try:
        answer = assess_statement(statement, target=target.target, today=today)
    except NothingMeasurableError:
        return probability_of(target, today)
    except MesslatteError as error:
        print(f"messlatte: no probability: {error}", file=sys.stderr)
        return None
    return answer.mixture.probability.value if answer.mixture else None


@app.command
def update(*, lang: Lang = None, json: Json = False) -> int:
    """Judge the open targets anew by the trade data at hand, and keep what changed."""
    from messlatte.track.update import judged_anew

    store = _store()
    changed = list(judged_anew(store.targets(), dt.date.today().year))
    store.save(changed)
    if json:
        from messlatte.track.exchange import json_document

        print_json(json_document(changed))
    elif changed:
        from messlatte.cli.track_view import print_targets

        print_targets(changed, lang or "en")
    print(f"{len(changed)} targets changed", file=sys.stderr)
    return 0


@app.command
def export(
    *, output: Output = None, own: Annotated[bool, Parameter(negative="", help="Only what was added or changed here.")] = False
) -> int:
    """Write the record as CSV or JSON, by the suffix of --output; CSV to standard output without one."""
    store = _store()
    targets = store.own() if own else store.targets()
    if output is None:
        from messlatte.track.exchange import csv_text

        sys.stdout.write(csv_text(targets))
    else:
        _write(targets, output)
    return 0


def _write(targets: Sequence[AnnouncedTarget], path: Path) -> None:
    from messlatte.track.exchange import csv_text, json_document

    if path.suffix == ".csv":
        text = csv_text(targets)
    elif path.suffix == ".json":
        import json

        text = json.dumps(json_document(targets), ensure_ascii=False, indent=2) + "\n"
    else:
        raise UsageError(f"--output: suffix {path.suffix or 'none'} is not known; allowed are .csv, .json")
    try:
        write_whole(path, text)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name a file in a folder that you may write to") from error


@app.command(name="import")
def import_(file: Annotated[Path, Parameter(help="CSV or JSON as `messlatte track export` writes it.")], /) -> int:
    """Read targets from CSV or JSON: all rows or, if one is wrong, none. A row with a known id replaces it."""
    from messlatte.track.exchange import parse_csv, parse_json

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read as text ({error}); give a CSV or JSON file in UTF-8") from error
    targets = parse_json(text, file.name) if file.suffix == ".json" else parse_csv(text, file.name)
    print(f"{_store().save(targets)} targets imported", file=sys.stderr)
    return 0


@app.command
def score(
    *,
    model: Annotated[list[Path] | None, Parameter(help="Model of `messlatte fit --until YEAR`; give several, one a year.")] = None,
    lang: Lang = None,
    json: Json = False,
) -> int:
    """Print how often announced targets were reached, beside pairs of like size that announced nothing, and how we would have scored.

    With --model every announcement is scored by the newest of the models that had seen no year after it.
    """
    from messlatte.cli.track_view import print_scores
    from messlatte.track.base_rate import base_rates, trials
    from messlatte.track.hindcast import newest_before, shipped_probability, told_probability
    from messlatte.track.score import hindcasts
    from messlatte.track.score import score as scored

    targets = _store().targets()
    found = trials(targets)
    ways = [newest_before(model, way) if model else way for way in (shipped_probability, told_probability)]
    rates, ours, told = base_rates(found), *(scored(hindcasts(found, way)) for way in ways)
    if json:
        counts = {name: sum(t.outcome == name and not t.repeats for t in targets) for name in OutcomeName.__args__}  # type: ignore[attr-defined]
        print_json(
            {
                "schema": "messlatte.track.score/1",
                "outcomes": counts,
                "base_rates": None if rates is None else _finite(asdict(rates)),
                "probabilities": None if ours is None else asdict(ours),
                "probabilities_told_the_tide": None if told is None else asdict(told),
            }
        )
    else:
        print_scores(targets, rates, ours, told, lang or "en", honest=bool(model))
    return 0


def _finite(value: object) -> object:
    """JSON knows no infinity: an open band ends in null."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if value == float("inf") else value
