"""``messlatte assess``: how high the bar is, for a text, a pair or a file of cases."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from messlatte.cli.intake import checked_published, month_of, take
from messlatte.cli.options import Json, Lang, Output, Published, print_json, write_whole
from messlatte.core.errors import ContradictionError, InputError, MesslatteError, UsageError
from messlatte.core.files import json_text
from messlatte.core.quantity import Month
from messlatte.core.statement import Severity

if TYPE_CHECKING:
    from messlatte.core.answer import Answer

__all__ = ["assess"]


def assess(
    file: Annotated[
        str | None, Parameter(help="File, - for standard input, or an http(s) address; text, HTML or PDF.", allow_leading_hyphen=True)
    ] = None,
    /,
    *,
    pair: Annotated[tuple[str, str] | None, Parameter(help="Two codes, such as BLR RU-TUL.")] = None,
    from_: Annotated[float | None, Parameter(name="--from", help="Stated turnover of the base year, whole units.")] = None,
    in_: Annotated[int | None, Parameter(name="--in", help="Base year.")] = None,
    growth: Annotated[float | None, Parameter(help="Growth so far in that year, as a fraction: 0.37.", allow_leading_hyphen=True)] = None,
    through: Annotated[int | None, Parameter(help="Last month that the growth covers, 1 to 12.")] = None,
    to: Annotated[float | None, Parameter(help="Target, whole units.")] = None,
    by: Annotated[str | None, Parameter(help="Deadline: 2030 or 2030-06.")] = None,
    currency: Annotated[str, Parameter(help="Currency of level and target, ISO 4217.")] = "USD",
    world: Annotated[float | None, Parameter(help="World trade at the deadline over world trade now, to condition on it: 1.21.")] = None,
    jsonl: Annotated[
        Path | None, Parameter(help="File of cases, one JSON object a line; - for standard input.", allow_leading_hyphen=True)
    ] = None,
    model: Annotated[Path | None, Parameter(help="Folder that `messlatte fit` wrote; the shipped model by default.")] = None,
    strict: Annotated[bool, Parameter(negative="", help="Exit with code 4 if the statement contradicts itself or the data.")] = False,
    published: Published = None,
    lang: Lang = None,
    as_json: Json = False,
    output: Output = None,
) -> int:
    """Say how high the bar is: a probability with its interval, the base rate, the growth it takes and the years to clear.

    Give a text (`messlatte assess statement.txt`), or a pair with its level and target
    (`messlatte assess --pair BLR RU-TUL --from 500e6 --in 2024 --growth 0.37 --through 9 --to 1e9 --by 2030`), or a file of cases
    (`messlatte assess --jsonl cases.jsonl`).
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy is not loaded yet; its threads cost more than these small matrices
    given = [name for name, value in (("FILE", file), ("--pair", pair or to), ("--jsonl", jsonl)) if value is not None]
    if len(given) != 1:
        raise UsageError(f"give one of FILE, --pair with --to, or --jsonl; found {' and '.join(given) or 'none'}")
    if model is not None:
        from messlatte.models.fitted import use_model

        use_model(model)
    if jsonl is not None:
        return _each_case(jsonl)
    deadline = month_of(by)
    if file is not None:
        answer = _of_text(file, published, lang, deadline, world)
    else:
        answer = _of_flags(pair, from_, in_, growth, through, to, deadline, currency, world, lang)
    _show(answer, as_json, output)
    if strict and any(finding.severity is Severity.CONTRADICTION for finding in answer.findings):
        raise ContradictionError("the statement contradicts itself or the data; see the findings")
    return 0


def _of_text(file: str, published: str | None, lang: str | None, by: Month | None, world: float | None) -> Answer:
    from messlatte.statement.reader import read
    from messlatte.verdict.bar import assess_statement

    page = take(file)
    return assess_statement(read(page.text, published=checked_published(published) or page.published), language=lang, by=by, world=world)


def _of_flags(
    pair: tuple[str, str] | None,
    level: float | None,
    year: int | None,
    growth: float | None,
    through: int | None,
    target: float | None,
    by: Month | None,
    currency: str,
    world: float | None,
    lang: str | None,
) -> Answer:
    from messlatte.verdict.bar import assess_case, told_world
    from messlatte.verdict.case import Case
    from messlatte.verdict.places import known_currency, known_pair

    if target is None:
        raise UsageError("--to is missing: the target in whole units, such as --to 1e9")
    unit = known_currency(currency)
    case = Case(
        target=target,
        pair=None if pair is None else known_pair(*pair, lang or "en"),
        level=level,
        growth=growth,
        through=through,
        year=year,
        by=by,
        currency=unit,
        level_currency=unit,
    )
    return assess_case(told_world(case.checked(), world), language=lang or "en")


def _each_case(path: Path) -> int:
    """One answer a line, in order; a line that cannot be answered gives its error, and the exit code says so."""
    from messlatte.core.errors import NothingMeasurableError
    from messlatte.verdict.bar import assess_case
    from messlatte.verdict.case import parse_case
    from messlatte.verdict.document import answer_document

    worst = 0
    for number, text in enumerate(_lines(path), 1):
        name: object = None
        document: dict[str, object]
        try:
            line = json.loads(text)
            if not isinstance(line, dict):
                raise UsageError(f"line {number}: a JSON object is needed, found {text.strip()[:40]!r}")
            name = line.get("id")
            document = {**answer_document(assess_case(parse_case(line))), "id": name}
        except json.JSONDecodeError as error:
            worst = max(worst, 1)
            document = {"id": name, "error": f"line {number} is not JSON: {error}"}
        except MesslatteError as error:
            worst = max(worst, 1 if isinstance(error, NothingMeasurableError) else error.exit_code)
            document = {"id": name, "error": str(error)}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")
    return worst


def _lines(path: Path) -> Iterator[str]:
    if str(path) == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from (line for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a file of cases: {error}") from error


def _show(answer: Answer, as_json: bool, output: Path | None) -> None:
    from messlatte.verdict.document import answer_document

    document = None
    if as_json or (output is not None and output.suffix == ".json"):
        document = answer_document(answer, _statement_document(answer))
    if output is not None:
        if document is not None and output.suffix == ".json":
            write_whole(output, json_text(document))
        else:
            render = import_module("messlatte.brief.render").render
            write_whole(output, render(answer, output.suffix, answer.language))
    if as_json and document is not None:
        print_json(document)
    elif not as_json:
        from messlatte.cli.answer_text import print_answer

        print_answer(answer)


def _statement_document(answer: Answer) -> dict[str, object] | None:
    if answer.statement is None:
        return None
    from messlatte.statement.document import to_document

    return to_document(answer.statement, answer.language)
