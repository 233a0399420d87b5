"""``messlatte read``: what a statement says about the trade of two economies."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

from cyclopts import Parameter

from messlatte.cli.intake import checked_published, own_words, take
from messlatte.cli.options import Json, Lang, Output, Published, print_json, whole_file, write_whole
from messlatte.core.errors import ContradictionError, InputError, NothingMeasurableError, UsageError, unknown_option
from messlatte.core.files import json_text

if TYPE_CHECKING:
    from messlatte.core.statement import Statement

__all__ = ["read"]

MEASURED = frozenset({"level", "growth", "target", "multiple"})


def read(
    source: Annotated[
        str | None, Parameter(help="File, - for standard input, or an http(s) address; text, HTML or PDF.", allow_leading_hyphen=True)
    ] = None,
    /,
    *,
    jsonl: Annotated[
        str | None, Parameter(help='Corpus, one {"id", "text", "published"} a line; - for standard input.', allow_leading_hyphen=True)
    ] = None,
    published: Published = None,
    json_: Json = False,
    lang: Lang = None,
    lexicon: Annotated[Path | None, Parameter(help="TOML file with words of your own.")] = None,
    strict: Annotated[bool, Parameter(negative="", help="Fail with exit code 4 when the statement contradicts itself.")] = False,
    output: Output = None,
    workers: Annotated[int, Parameter(help="Processes for a corpus.")] = 1,
    propose: Annotated[str | None, Parameter(help="OpenAI-compatible endpoint that may propose claims; the text is sent there.")] = None,
    propose_model: Annotated[str, Parameter(help="Model of that endpoint; its key comes from MESSLATTE_LLM_KEY.")] = "default",
) -> int:
    """Read what a statement says: parties, levels, growth, targets, areas, interests, and what does not fit.

    A corpus gives one JSON document a line, in the same order; a line that cannot be read is named on standard error and left out, and the
    exit code is 1 then. With --propose a language model may propose claims; one is kept only if its quote and its value stand in the text.
    """
    if (source is None) == (jsonl is None):
        raise UsageError("give either one statement (file, - or address) or a corpus with --jsonl")
    if jsonl is not None:
        if published is not None or json_ or propose is not None:
            raise UsageError('--jsonl takes "published" from each line and always writes JSON; leave out --published, --json and --propose')
        return _corpus(jsonl, lang=lang, lexicon=lexicon, strict=strict, output=output, workers=workers)
    if output is not None and output.suffix not in {".json", ".txt"}:
        raise unknown_option("--output", output.suffix or str(output), (".json", ".txt"))
    published = checked_published(published)
    page = take(source or "")
    from messlatte.statement.reader import read as read_text

    statement = read_text(page.text, published=published or page.published, lexicon=own_words(lexicon))
    if propose is not None:
        statement = _proposed(statement, propose, propose_model)
    _write(statement, lang or statement.language, json_, output)
    return _judged(statement, strict)


def _proposed(statement: Statement, url: str, model: str) -> Statement:
    """Let a language model propose claims, and keep those that the text bears out."""
    from messlatte.sources.chat import Endpoint, ask
    from messlatte.statement.proposals import INSTRUCTIONS, with_proposals

    endpoint = Endpoint(url, model, os.environ.get("MESSLATTE_LLM_KEY"))
    return with_proposals(statement, ask(endpoint, INSTRUCTIONS, statement.text))


def _write(statement: Statement, language: str, as_json: bool, output: Path | None) -> None:
    from messlatte.screening.makers import makers_document
    from messlatte.statement.document import to_document

    document = {**to_document(statement, language), "arms_makers": makers_document(statement.text)}
    if output is not None:
        written = json_text(document)
        write_whole(output, written if output.suffix == ".json" else _as_text(statement, language))
    if as_json:
        print_json(document)
    elif output is None:
        from rich.console import Console

        from messlatte.cli.statement_view import print_statement

        print_statement(statement, language, Console(highlight=False))


def _as_text(statement: Statement, language: str) -> str:
    from rich.console import Console

    from messlatte.cli.statement_view import print_statement

    file = io.StringIO()
    print_statement(statement, language, Console(file=file, width=120, highlight=False))
    return file.getvalue()


def _judged(statement: Statement, strict: bool) -> int:
    """Exit code of one statement: contradictions first, then whether anything can be measured."""
    from messlatte.core.i18n import finding_message
    from messlatte.core.statement import Severity

    contradictions = [finding for finding in statement.findings if finding.severity is Severity.CONTRADICTION]
    if strict and contradictions:
        raise ContradictionError("; ".join(finding_message(finding, "en") for finding in contradictions))
    if not any(claim.kind in MEASURED for claim in statement.claims):
        raise NothingMeasurableError("the text names no level, growth or target of the trade of two economies")
    return 0


def _corpus(source: str, *, lang: str | None, lexicon: Path | None, strict: bool, output: Path | None, workers: int) -> int:
    from messlatte.cli.corpus import Manner, lines, progress_bar, read_corpus

    if not 1 <= workers <= 256:
        raise UsageError(f"--workers: {workers} is not between 1 and 256")
    bad = contradictions = 0
    with _opened(source) as (file, total), _destination(output) as out, progress_bar(total) as progress:
        own_words(lexicon)
        for found in read_corpus(lines(file), Manner(lang, lexicon), workers=workers):
            if found.document is None:
                bad += 1
                progress.console.print(f"{source}, line {found.number}: {found.problem}", markup=False, highlight=False, soft_wrap=True)
            else:
                out.write(found.document + "\n")
                contradictions += found.contradicts
            progress.advance(progress.task_ids[0], found.size if total else 1)
    if bad:
        print(f"messlatte: {bad} lines could not be read and were left out", file=sys.stderr)
        return InputError.exit_code
    if strict and contradictions:
        print(f"messlatte: {contradictions} statements contradict themselves", file=sys.stderr)
        return ContradictionError.exit_code
    return 0


@contextmanager
def _opened(source: str) -> Iterator[tuple[IO[bytes], int | None]]:
    """Open a corpus and give its size, if it has one."""
    if source == "-":
        yield sys.stdin.buffer, None
        return
    try:
        with Path(source).open("rb") as file:
            yield file, os.fstat(file.fileno()).st_size or None
    except OSError as error:
        if error.filename != source:
            raise
        raise InputError(f"{source}: cannot be opened ({error.strerror}); give a file with one JSON object a line") from error


@contextmanager
def _destination(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that appears only when it is complete."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        sys.stdout.flush()
        return
    with whole_file(output) as raw:
        file = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
        yield file
        file.flush()
        file.detach()
