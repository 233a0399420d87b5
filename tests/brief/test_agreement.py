"""Sentence, dots, chart, table and files are views of one verdict."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from messlatte.brief.compose import compose
from messlatte.brief.html import brief_html
from messlatte.brief.render import View, render
from messlatte.core.answer import Answer, Height, Probability
from messlatte.core.errors import NothingMeasurableError, UsageError
from messlatte.core.quantity import Amount

LANGUAGES = ("de", "en", "ru")


def _dots(html: str) -> int:
    panel = html[html.index('<div class="panel">') :]
    return panel[: panel.index("</svg>")].count("var(--bar)")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reading", [1, 2])
def test_sentence_dots_table_and_files_agree(answer: Answer, language: str, reading: int) -> None:
    verdict = answer.verdicts[reading - 1]
    assert verdict.probability is not None
    sheet = compose(answer, language, reading=reading)
    html = brief_html(sheet)
    count = round(100 * verdict.probability.value)
    assert re.findall(r"\d+", sheet.headline)[0] == str(count)
    assert sheet.dots is not None
    assert sheet.dots.filled == _dots(html) == count
    assert str(count) in sheet.dots.likelihood
    assert str(count) in sheet.dots.expectation
    facts = {fact.key: fact.value for fact in sheet.facts}
    assert facts["probability"] in sheet.headline
    assert facts["required_growth"] in sheet.lead
    assert facts["target"] in sheet.lead
    assert facts["target"] in html
    if reading == 1:
        plain = sheet.sentence.replace("\u00a0", " ")
        for key in ("probability", "base_rate", "required_growth", "target", "baseline"):
            assert facts[key].replace("\u00a0", " ") in plain, key
        assert sheet.sentence in html.replace("&#34;", '"').replace("&#39;", "'")
    rows = list(csv.DictReader(io.StringIO(render(answer, "csv", language, View(reading)).decode("utf-8-sig"))))
    mine = {row["key"]: row for row in rows if row["part"] == "verdict" and row["reading"] == str(reading)}
    assert float(mine["probability"]["value"]) == verdict.probability.value
    assert float(mine["required_growth"]["value"]) == verdict.required_growth


@pytest.mark.parametrize("language", LANGUAGES)
def test_chart_and_its_table_show_the_forecast(answer: Answer, language: str) -> None:
    verdict = answer.verdicts[0]
    sheet = compose(answer, language)
    assert sheet.picture is not None
    assert verdict.forecast is not None
    assert verdict.by is not None
    fan = sheet.picture.fan
    last = verdict.forecast.years.index(verdict.by.year)
    assert (fan.bands[-1].outer_low, fan.bands[-1].middle, fan.bands[-1].outer_high) == tuple(
        verdict.forecast.values[last][i] for i in (0, 2, 4)
    )
    assert fan.bar == verdict.target.value
    assert fan.bands[0].middle == verdict.baseline.amount.value
    assert sheet.picture.rows[-1][0] == str(verdict.by.year)
    assert [row[0] for row in sheet.picture.rows] == [str(y) for y, _ in verdict.history] + [
        str(y) for y in verdict.forecast.years[: last + 1]
    ]


@pytest.mark.parametrize(("language", "label"), [("de", "1.000"), ("en", "1,000"), ("ru", "1\u00a0000")])
def test_axis_labels_are_whole_numbers_in_the_language(answer: Answer, language: str, label: str) -> None:
    assert f">{label}</text>" in brief_html(compose(answer, language))


def test_years_that_are_not_on_record_are_not_drawn_as_if_they_were(answer: Answer) -> None:
    short = replace(answer.verdicts[0], history=answer.verdicts[0].history[:9])
    sheet = compose(replace(answer, verdicts=(short,)), "en")
    assert sheet.picture is not None
    assert sheet.picture.fan.bridge == ((2020, short.history[-1][1]), (2024, 500e6))
    assert "Years between are not on record; 2024" in sheet.picture.alt
    assert [row[0] for row in sheet.picture.rows][8:10] == ["2020", "2024"]
    whole = compose(answer, "en").picture
    assert whole is not None
    assert whole.fan.bridge == ()


@pytest.mark.parametrize("tide", ["low", "middle", "high"])
def test_tide_changes_headline_and_dots_together(answer: Answer, tide: str) -> None:
    part = next(part for part in answer.verdicts[0].tide if part.name == tide)
    sheet = compose(answer, "en", tide=tide)
    assert sheet.dots is not None
    assert sheet.dots.filled == round(100 * part.probability)
    assert f"{sheet.dots.filled}\u00a0of\u00a0100" in sheet.headline
    assert [row.name for row in sheet.tides if row.active] == [tide]
    assert sheet.tide_words is not None


@pytest.mark.parametrize(
    ("value", "height", "start"),
    [
        (0.002, Height.VERY_HIGH, "A very high bar: fewer than 1"),
        (0.997, Height.LOW, "A low bar: more than 99"),
        (0.5, Height.MIDDLE, "A bar of mid"),
    ],
)
def test_extreme_chances(answer: Answer, value: float, height: Height, start: str) -> None:
    verdict = replace(answer.verdicts[0], probability=Probability(value, value, value), height=height)
    sheet = compose(replace(answer, verdicts=(verdict,)), "en")
    assert sheet.headline.replace("\u00a0", " ").startswith(start)
    assert sheet.together is None


def test_without_a_deadline_the_page_says_so(open_answer: Answer) -> None:
    for language, words in (("de", "Eine Frist wurde nicht genannt."), ("en", "No deadline was named."), ("ru", "Срок не назван.")):
        sheet = compose(open_answer, language)
        assert sheet.lead.startswith(words)
        assert sheet.picture is not None
        assert sheet.picture.fan.last == 2030


def test_not_measurable_has_no_dots_and_no_chart(answer: Answer) -> None:
    bare = replace(
        answer.verdicts[0],
        probability=None,
        probability_in_year=None,
        base_rate=None,
        forecast=None,
        height=Height.NOT_MEASURABLE,
        years_to_clear=None,
    )
    lone = replace(answer, verdicts=(bare,), mixture=None)
    sheet = compose(lone, "en")
    assert sheet.dots is None
    assert sheet.picture is None
    assert "Not measurable" in sheet.headline
    assert b"<svg" not in render(replace(lone, pair=None), "html", "en")
    with pytest.raises(NothingMeasurableError, match="no chart"):
        render(lone, "svg", "en")


@pytest.mark.parametrize("suffix", ["html", "pdf", "csv", "xlsx", "json", "parquet"])
def test_unknown_level_is_said_in_every_format(answer: Answer, suffix: str) -> None:
    nan = float("nan")
    level = replace(answer.verdicts[0].baseline, amount=Amount(nan), period=None)
    bare = replace(
        answer.verdicts[0],
        baseline=level,
        multiple=nan,
        required_growth=nan,
        probability=None,
        probability_in_year=None,
        base_rate=None,
        forecast=None,
        history=(),
        horizons=(),
        tide=(),
        years_to_clear=None,
        years_at_stated_pace=nan,
        height=Height.NOT_MEASURABLE,
    )
    for language in LANGUAGES:
        data = render(replace(answer, verdicts=(answer.verdicts[0], bare)), suffix, language, View(2))
        assert suffix in ("pdf", "xlsx", "parquet") or not re.search(rb"\bnan\b", data.lower())
        if suffix == "html" and language == "en":
            assert b"The level is not known" in data


def test_wrong_reading_suffix_tide(answer: Answer) -> None:
    with pytest.raises(UsageError, match="not one of the 2 readings"):
        compose(answer, "en", reading=3)
    with pytest.raises(UsageError, match="allowed are"):
        render(answer, "exe", "en")
    with pytest.raises(UsageError, match="allowed are"):
        compose(answer, "en", tide="flood")
    with pytest.raises(NothingMeasurableError):
        compose(replace(answer, verdicts=()), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_citation_of_a_bar_without_a_pair_ends_in_one_stop(answer: Answer, language: str) -> None:
    citation = compose(replace(answer, pair=None), language).citation
    assert citation.endswith(".")
    assert ", ." not in citation
