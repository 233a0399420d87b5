"""A plan as files: JSON, CSV, XLSX, HTML, PDF."""

from __future__ import annotations

from collections.abc import Iterator

from messlatte.brief.flat_table import new_workbook, spreadsheet_safe, workbook_bytes
from messlatte.brief.plan import PlanSheet, plan_sheet
from messlatte.brief.plan_words import titled
from messlatte.brief.tables import COLUMNS, Row, to_csv
from messlatte.core.errors import unknown_option
from messlatte.core.files import json_text
from messlatte.core.plan import Plan
from messlatte.plan.document import plan_document

__all__ = ["SUFFIXES", "plan_file", "plan_rows"]

SUFFIXES = ("json", "csv", "xlsx", "html", "pdf")


def plan_file(plan: Plan, suffix: str, language: str, *, permalink: str | None = None) -> bytes:
    """A plan in a format.

    Raises
    ------
    UsageError
        If the suffix is not one of `SUFFIXES`, or XLSX is asked for without the extra ``[brief]``.
    """
    kind, plan, said = suffix.lstrip(".").lower(), titled(plan, language), plan
    sheet = plan_sheet(plan, language, permalink=permalink)
    if kind == "json":
        document = plan_document(said) | {"provenance": [list(pair) for pair in sheet.provenance]}
        return json_text(document).encode()
    if kind == "csv":
        provenance = (Row("provenance", None, name, note=value) for name, value in sheet.provenance)
        return to_csv((*provenance, *plan_rows(plan)))
    if kind == "xlsx":
        return _xlsx(plan, sheet)
    if kind == "html":
        from messlatte.brief.plan_html import plan_html

        return plan_html(sheet).encode()
    if kind == "pdf":
        from messlatte.brief.plan_pdf import plan_pdf

        return plan_pdf(sheet)
    raise unknown_option("suffix", suffix, SUFFIXES)


def plan_rows(plan: Plan) -> Iterator[Row]:
    """Every number of a plan, tidy: part, key, year, value with its range, unit, note."""
    money = plan.currency
    yield Row("plan", None, "target", plan.by, plan.target, unit=money)
    yield Row("plan", None, "asked", plan.by, plan.asked, unit="probability")
    yield Row(
        "plan", None, "probability", plan.by, plan.probability.value, unit="probability", note=f"{plan.probability.draws} fresh draws"
    )
    yield Row("plan", None, "standard_error", plan.by, plan.probability.standard_error, unit="probability")
    yield Row("plan", None, "probability_until", plan.by, plan.probability_until.value, unit="probability")
    yield Row("plan", None, "probability_without_plan", plan.by, plan.empty, unit="probability")
    yield Row("plan", None, "probability_until_without_plan", plan.by, plan.empty_until, unit="probability")
    yield Row("plan", None, "gain", plan.by, plan.gain.value, unit="probability", note=f"standard error {plan.gain.standard_error:.6f}")
    yield Row("plan", None, "cost", plan.first_start, plan.cost, unit=money, note="present value")
    yield Row("plan", None, "bound", plan.first_start, plan.bound, unit=money, note="proved" if plan.proved else "")
    for party in plan.cost_by_party:
        yield Row("cost", None, party.party, plan.first_start, party.value, unit=money, note="present value")
    for p in plan.projects:
        for key, value, unit, year in (
            ("cost", p.cost, money, p.start),
            ("goods", p.goods, money, plan.by),
            ("services", p.services, money, plan.by),
            ("later", p.later, money, plan.by + 3),
            ("probability_share", p.probability, "probability", plan.by),
            ("turnover_expected", p.turnover, money, plan.by),
            ("turnover_median_share", p.middle, money, plan.by),
            ("probability_without_it", p.without, "probability", plan.by),
            ("robust", p.robust, "share of re-solved sets", None),
        ):
            yield Row("project", None, f"{p.id}.{key}", year, value, unit=unit, note=p.title)
    yield from _around(plan)


def _around(plan: Plan) -> Iterator[Row]:
    for year in plan.years:
        for key, spread in (("turnover_without_plan", year.base), ("turnover", year.turnover)):
            yield Row("year", None, key, year.year, spread.p50, spread.p10, spread.p90, plan.currency)
        for cost in year.cost:
            yield Row("year", None, f"spending.{cost.party}", year.year, cost.value, unit=plan.currency)
    for n, point in enumerate(plan.frontier, 1):
        chosen = "; ".join(f"{name} {start}" for name, start in point.choices)
        yield Row("frontier", None, f"{n}.cost", plan.first_start, point.cost, unit=plan.currency, note=chosen)
        yield Row("frontier", None, f"{n}.probability", plan.by, point.probability, unit="probability", note=chosen)
    for n, tide in enumerate(plan.tides, 1):
        yield Row("tide", None, f"quarter {n}", plan.by, tide.probability, unit="probability", note=f"world trade x {tide.world:.4g}")
        yield Row("tide", None, f"quarter {n} best", plan.by, tide.best, unit="probability")
    for binding in plan.binding:
        yield Row("binding", None, str(binding.constraint), binding.constraint.year, binding.saving, unit="cost per unit")
    for short in plan.shortfalls:
        yield Row("shortfall", None, str(short.constraint), short.constraint.year, short.excess)
    for reading in plan.readings:
        yield Row(
            "reading", None, f"{reading.multiple:.4g}x", plan.by, reading.probability, unit="probability", note="; ".join(reading.notes)
        )
    for out in plan.left_out:
        yield Row("left out", None, out.id, note=f"{out.reason} {out.detail}".strip())


def _xlsx(plan: Plan, sheet: PlanSheet) -> bytes:
    """What the page says on the first sheet, its tables each on one, every number on the last."""
    book = new_workbook()
    from openpyxl.styles import Font

    first = book.active
    first.title = "plan"
    lines: list[tuple[object, ...]] = [(sheet.title,), (sheet.headline,), *((line,) for line in sheet.lead), ()]
    lines += [(fact.measure, fact.value, fact.basis) for fact in sheet.facts]
    lines += [(), sheet.head]
    lines += [(p.title, p.start, p.cost, p.brings, p.later, p.share, p.without, p.core) for p in sheet.projects]
    lines += [(), *sheet.left_out, (), *((note,) for note in sheet.notes), (), *sheet.provenance]
    for line in lines:
        first.append([spreadsheet_safe(cell) for cell in line])
    first["A1"].font = Font(bold=True, size=14)
    first.column_dimensions["A"].width = 52
    for part in sheet.tables:
        table = book.create_sheet(part.key)
        table.append([part.title])
        table.append(part.head)
        for row in part.rows:
            table.append([spreadsheet_safe(cell) for cell in row])
    numbers = book.create_sheet("numbers")
    numbers.append(COLUMNS)
    numbers.freeze_panes = "A2"
    for each in plan_rows(plan):
        numbers.append([spreadsheet_safe(cell) for cell in each.cells()])
    return workbook_bytes(book)
