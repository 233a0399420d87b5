"""What a plan says in three languages: its own titles everywhere, a picture of its years, and the same on page, file and print."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from functools import lru_cache

import pytest

from messlatte.brief.plan import plan_sheet
from messlatte.brief.plan_html import plan_html
from messlatte.brief.plan_tables import plan_file
from messlatte.core.economy import Economy, Pair
from messlatte.core.plan import LeftOut, Plan
from messlatte.core.quantity import Month
from messlatte.plan.intake import read_projects, take_in
from messlatte.plan.make import make_plan
from messlatte.plan.sensitivity import Effort
from messlatte.plan.terms import Terms
from messlatte.projects import example_folder
from messlatte.verdict.base_line import base_line_of_case
from messlatte.verdict.case import Case

ENGLISH = "60 electric buses with charging for Tula Region"


@lru_cache(maxsize=1)
def examples() -> Plan:
    pair = Pair(Economy("BLR", "Belarus"), Economy("RU-TUL", "Tula Region", "RUS"))
    line = base_line_of_case(Case(target=3.6e8, pair=pair, level=3e8, year=2024, by=Month(2030, 12)))
    assert line is not None
    taken = take_in(read_projects(example_folder()), pair)
    effort = Effort(search=600, proof=4_000, iterations=60, nodes=300, plans=3, sets=3, draws=256)
    plan = make_plan((line,), taken.candidates, Terms(probability=0.5), effort=effort).plan
    # Whatever the search took: every project of the files is in the plan or out of it, and all are robust here.
    return replace(plan, projects=tuple(replace(project, robust=1.0) for project in plan.projects))


@pytest.mark.parametrize("language", ["de", "ru"])
def test_titles_are_in_the_language_of_the_reader_everywhere(language: str) -> None:
    plan = examples()
    assert any(item.title == ENGLISH for item in (*plan.projects, *plan.left_out))
    sheet = plan_sheet(plan, language)
    said = [plan_html(sheet), plan_file(plan, "csv", language).decode("utf-8-sig"), str(sheet.facts)]
    for words in said:
        for item in (*plan.projects, *plan.left_out):
            assert item.title not in words
    assert ENGLISH in plan_file(plan, "json", language).decode()


def test_a_title_of_the_reader_s_own_stays_and_none_is_invented() -> None:
    plan = replace(examples(), left_out=(LeftOut("mine", "Мой завод", "asked"), LeftOut("bare", "", "asked")))
    assert [title for title, _ in plan_sheet(plan, "de").left_out] == ["Мой завод", ""]


def test_the_years_are_drawn_once_for_each_width_with_every_year_and_the_bar() -> None:
    plan = examples()
    sheet = plan_sheet(plan, "en")
    for svg, width in zip(sheet.years.svg, (672, 344), strict=True):
        assert f'width="{width}"' in svg
        assert "var(--bar)" in svg
        assert str(plan.years[-1].year) in svg
        xs = [float(x) for x in re.findall(r"[ML]([\d.]+) ", svg)]
        assert 0 <= min(xs) <= max(xs) <= width
    median = re.search(r'<path d="M([^"]+)" fill="none" stroke="var\(--accent\)"', sheet.years.svg[0])
    assert median is not None
    assert len(median.group(1).split("L")) == len(plan.years)
    assert plan_sheet(replace(plan, years=plan.years[-1:]), "en").years.svg == ("", "")


def test_the_table_of_years_says_what_the_numbers_file_says() -> None:
    plan = examples()
    rows = list(csv.DictReader(io.StringIO(plan_file(plan, "csv", "en").decode("utf-8-sig"))))
    told = [row for row in rows if next(iter(row.values())) == "year" and "turnover" in row.values()]
    assert len(told) == len(plan.years)


def test_the_print_has_the_picture_of_the_years() -> None:
    pypdf = pytest.importorskip("pypdf")
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(plan_file(examples(), "pdf", "en"))).pages]
    assert len(pages) <= 3
    assert "dashed: median without a plan" in " ".join(" ".join(pages).split())
