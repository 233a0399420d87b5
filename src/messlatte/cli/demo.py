"""``messlatte demo``: the whole chain on the statement that ships: statement, bar, areas, projects, plan, brief."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.cli.options import Json, Lang, Output, print_json, write_whole
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from messlatte.core.answer import Answer
    from messlatte.core.opportunity import Opportunities
    from messlatte.core.plan import Plan
    from messlatte.core.statement import Statement

__all__ = ["demo"]

_FLOWS = 3


def demo(*, lang: Lang = None, as_json: Json = False, output: Output = Path("brief.html")) -> int:
    """Read the example statement, say how high its bar is, where its trade may grow, what projects would bring, and write the brief.

    Parameters
    ----------
    lang
        Language of the statement and of the answer: de, en or ru.
    as_json
        Print the whole answer as JSON, with opportunities and plan.
    output
        Brief to write; its suffix chooses the format.
    """
    from messlatte.statement.reader import read
    from messlatte.verdict.bar import assess_statement

    language = lang or "de"
    said = read((files("messlatte") / "examples" / f"minsk-tula.{language}.txt").read_text(encoding="utf-8"))
    answer = assess_statement(said, language=language)
    found = _opportunities(answer, language)
    plan = _plan(said, language, found)
    if as_json:
        print_json(_document(answer, found, plan))
    else:
        _print(answer, found, plan, language)
    if output is not None:
        render = import_module("messlatte.brief.render")
        write_whole(output, render.render(answer, output.suffix, language, render.View(plan=plan)))
    return 0


def _opportunities(answer: Answer, language: str) -> Opportunities:
    from messlatte.areas.find import find_opportunities
    from messlatte.areas.question import question_of

    assert answer.pair is not None
    assert answer.statement is not None
    asked = question_of(answer.statement)
    turnover = asked.turnovers[0].value if asked.turnovers else None
    return find_opportunities(answer.pair, language=language, turnover=turnover, areas=asked.areas)


def _plan(said: Statement, language: str, found: Opportunities) -> Plan:
    """Plan of the example projects; its frontier and its robust core are looked for with less effort than by `messlatte plan`."""
    from messlatte.cli.plan import plan_towards
    from messlatte.plan.sensitivity import Effort
    from messlatte.plan.terms import Terms
    from messlatte.projects import example_folder
    from messlatte.verdict.base_line import base_lines_of_statement

    lines = base_lines_of_statement(said, language=language)
    return plan_towards(lines, example_folder(), Terms(), language=language, effort=Effort(plans=6, sets=8), found=found)


def _document(answer: Answer, found: Opportunities, plan: Plan) -> dict[str, object]:
    from messlatte.areas.document import opportunities_document
    from messlatte.plan.document import plan_document
    from messlatte.statement.document import to_document
    from messlatte.verdict.document import answer_document

    assert answer.statement is not None
    statement = to_document(answer.statement, answer.language)
    more = {"opportunities": opportunities_document(found, found.rows), "plan": plan_document(plan)}
    return answer_document(answer, statement) | more


def _print(answer: Answer, found: Opportunities, plan: Plan, language: str) -> None:
    from rich.console import Console

    from messlatte.cli.answer_text import print_answer
    from messlatte.cli.plan_text import print_plan

    text = translations(language).gettext
    console = Console(highlight=False)
    print_answer(answer)
    console.print(f"\n{text('Flows that will carry the growth')}", style="bold")
    for row in [row for row in found.rows if row.listing == "growth"][:_FLOWS]:
        console.print(f"- {row.why}", markup=False)
    console.print(f"\n{text('Which projects, started when')}", style="bold")
    print_plan(plan, language, whole=False)
