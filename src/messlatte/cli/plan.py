"""``messlatte plan``: which projects, started when, carry the trade over the bar, at what cost and how surely."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from messlatte.cli.intake import checked_published, month_of, take
from messlatte.cli.options import Json, Lang, Output, Published, print_json, write_whole
from messlatte.core.errors import NothingMeasurableError, UsageError

if TYPE_CHECKING:
    from messlatte.core.opportunity import Opportunities
    from messlatte.core.plan import Plan
    from messlatte.core.quantity import Month
    from messlatte.plan.sensitivity import Effort
    from messlatte.plan.terms import Terms
    from messlatte.verdict.base_line import BaseLine

__all__ = ["plan", "plan_towards"]

_FILES = (".json", ".csv", ".xlsx", ".html", ".pdf")


def plan(
    file: Annotated[
        str | None,
        Parameter(help="Folder of projects, one project (.toml), or a statement: file, - for stdin, address.", allow_leading_hyphen=True),
    ] = None,
    /,
    *,
    projects: Annotated[Path | None, Parameter(help="Folder of projects for a statement; the examples that ship by default.")] = None,
    target: Annotated[float | None, Parameter(help="Target, whole units: 1e9; the statement's own by default.")] = None,
    by: Annotated[str | None, Parameter(help="Deadline: 2030.")] = None,
    probability: Annotated[
        float | None, Parameter(help="Chance asked for; the cheapest plan that has it is found. 0.8 by default.")
    ] = None,
    budget: Annotated[float | None, Parameter(help="Present value; the most probable plan within it is found.")] = None,
    terms: Annotated[Path | None, Parameter(help="File of budgets, capacities, caps, exclusions, orders (TOML).")] = None,
    first_start: Annotated[int | None, Parameter(help="First year of start; the year after the base year by default.")] = None,
    services: Annotated[bool, Parameter(negative="", help="Count services as turnover; customs count goods only.")] = False,
    pair: Annotated[tuple[str, str] | None, Parameter(help="Two codes, such as BLR RU-TUL; the projects' own by default.")] = None,
    from_: Annotated[float | None, Parameter(name="--from", help="Stated turnover of the base year, whole units.")] = None,
    in_: Annotated[int | None, Parameter(name="--in", help="Base year.")] = None,
    growth: Annotated[float | None, Parameter(help="Growth so far in that year, as a fraction: 0.37.", allow_leading_hyphen=True)] = None,
    through: Annotated[int | None, Parameter(help="Last month that the growth covers, 1 to 12.")] = None,
    reading: Annotated[int, Parameter(help="Reading of the statement to plan on, the likeliest is 1.")] = 1,
    lists: Annotated[Path | None, Parameter(help="Folder of screening lists; a project with an open strong flag is held back.")] = None,
    prove: Annotated[bool, Parameter(negative="", help="Look until no cheaper plan is left, or the bound is near; takes minutes.")] = False,
    seed: Annotated[int, Parameter(help="Of all draws.")] = 0,
    published: Published = None,
    lang: Lang = None,
    as_json: Json = False,
    output: Output = None,
) -> int:
    """Choose the projects that carry trade over the bar: the cheapest plan with the chance asked for, or the surest for a budget.

    Give projects and a bar (`messlatte plan FOLDER --target 1e9 --by 2030 --from 5e8 --in 2024`), or a statement
    (`messlatte plan statement.txt --projects FOLDER`). The chance without any plan is that of `messlatte assess`. A plan is chosen on
    4,096 draws and its chance published from 20,480 fresh ones. Files by suffix of --output: .json .csv .xlsx .html .pdf.
    """
    if file is None:
        raise UsageError("give a folder of projects, a project or a statement: messlatte plan FOLDER --target 1e9 --by 2030")
    if output is not None and output.suffix not in _FILES:
        raise UsageError(f"--output: {', '.join(_FILES)}, found {output.name!r}")
    wanted = _terms(terms, probability, budget, first_start, services)
    deadline = month_of(by)
    language: str
    if _holds_projects(file):
        folder = Path(file)
        if projects is not None:
            raise UsageError("--projects goes with a statement; FILE is a folder of projects or a project already")
        lines, language = _of_flags(folder, pair, from_, in_, growth, through, target, deadline, lang), lang or "en"
    else:
        lines, language = _of_statement(file, published, lang, deadline, target, reading)
        folder = projects or _examples()
    made = plan_towards(lines, folder, wanted, language=language, lists=lists, seed=seed, effort=_proving() if prove else None)
    _show(made, as_json, output, language)
    return 0


def _proving() -> Effort:
    """Effort of --prove: minutes instead of seconds."""
    from messlatte.plan.sensitivity import Effort

    return Effort(search=60_000, proof=2_000_000, gap=0.005)


def _holds_projects(file: str) -> bool:
    return file != "-" and (Path(file).is_dir() or file.endswith(".toml"))


def _examples() -> Path:
    from messlatte.projects import example_folder

    return example_folder()


def _terms(path: Path | None, probability: float | None, budget: float | None, first_start: int | None, services: bool) -> Terms:
    """Terms of the file, with what the flags say in front."""
    from messlatte.plan.terms import Terms
    from messlatte.plan.terms_file import read_terms

    told = Terms() if path is None else read_terms(path)
    if probability is not None and budget is not None:
        raise UsageError("give --probability (the cheapest plan) or --budget (the surest plan), not both; a file of terms may hold both")
    if probability is not None:
        told = replace(told, probability=probability)
    if budget is not None:
        told = replace(told, budget=budget, probability=None)
    if first_start is not None:
        told = replace(told, first_start=first_start)
    return replace(told, services=services or told.services).checked()


def _of_flags(
    folder: Path,
    pair: tuple[str, str] | None,
    level: float | None,
    year: int | None,
    growth: float | None,
    through: int | None,
    target: float | None,
    by: Month | None,
    lang: str | None,
) -> tuple[BaseLine, ...]:
    """Base line of the pair that is named, or of that of the projects."""
    from messlatte.plan.intake import read_projects
    from messlatte.verdict.base_line import base_line_of_case
    from messlatte.verdict.case import Case
    from messlatte.verdict.places import known_pair

    if target is None:
        raise UsageError("--target is missing: the bar in whole units, such as --target 1e9")
    both = known_pair(*(pair or _common_pair(read_projects(folder))), lang or "en")
    case = Case(target=target, pair=both, level=level, growth=growth, through=through, year=year, by=by)
    line = base_line_of_case(case, language=lang or "en")
    if line is None:
        raise NothingMeasurableError(
            f"no level of the trade of {both.a.code} and {both.b.code} is on record to measure the bar from; "
            "give --from 500e6 --in 2024, or load data (`messlatte data add`)"
        )
    return (line,)


def _common_pair(projects: object) -> tuple[str, str]:
    """Pair of all projects."""
    assert isinstance(projects, tuple)
    pairs = sorted({tuple(sorted(project.parties)) for project in projects})
    if len(pairs) > 1:
        raise UsageError(f"the projects are of several pairs ({'; '.join(' '.join(p) for p in pairs[:4])}); say which with --pair")
    return pairs[0][0], pairs[0][1]


def _of_statement(
    file: str, published: str | None, lang: str | None, by: Month | None, target: float | None, reading: int
) -> tuple[tuple[BaseLine, ...], str]:
    """Base lines of the readings, the one asked for first, and the language."""
    from messlatte.statement.reader import read
    from messlatte.verdict.base_line import base_lines_of_statement

    page = take(file)
    said = read(page.text, published=checked_published(published) or page.published)
    language = lang or said.language
    lines = base_lines_of_statement(said, language=language, by=by, target=target)
    if not lines:
        raise NothingMeasurableError("the statement gives no level to measure its target from; `messlatte assess` says what is missing")
    if not 1 <= reading <= len(lines):
        raise UsageError(f"--reading: {reading} is not one of the {len(lines)} readings")
    first = lines[reading - 1]
    return (first, *(line for line in lines if line is not first)), language


def plan_towards(
    lines: tuple[BaseLine, ...],
    folder: Path,
    terms: Terms,
    *,
    language: str,
    lists: Path | None = None,
    seed: int = 0,
    effort: Effort | None = None,
    found: Opportunities | None = None,
) -> Plan:
    """Plan of the projects of a folder towards the bar of base lines, with what `areas` expects of their flows."""
    from messlatte.cli.plan_progress import progress
    from messlatte.plan.intake import read_projects, take_in
    from messlatte.plan.make import make_plan
    from messlatte.plan.prospects import with_prospects
    from messlatte.plan.screened import blocking_by_lists

    pair = lines[0].pair
    if pair is None:
        raise NothingMeasurableError("a plan needs two economies; give them as --pair BLR RU-TUL")
    taken = take_in(read_projects(folder), pair, asked_out=terms.left_out, blocking=blocking_by_lists(lists, language))
    with progress(language) as report:
        made = make_plan(lines, taken.candidates, terms, left_out=taken.left_out, seed=seed, effort=effort, report=report)
    return with_prospects(made.plan, taken.candidates, lines[0], language, found)


def _show(plan: Plan, as_json: bool, output: Path | None, language: str) -> None:
    from messlatte.plan.document import plan_document

    if output is not None:
        from messlatte.brief.plan_tables import plan_file

        write_whole(output, plan_file(plan, output.suffix, language))
        print(output, file=sys.stderr)
    if as_json:
        print_json(plan_document(plan))
    else:
        from messlatte.cli.plan_text import print_plan

        print_plan(plan, language)
