"""Periods and deadlines, resolved against a publication day."""

from __future__ import annotations

import pytest

from messlatte.statement.reference import Reference
from messlatte.statement.scene import scene_of
from messlatte.statement.words import words_of

CASES = [
    ("en", "2022-08-13", "in the first seven months of this year", "period 2022-01 2022-07"),
    ("en", "2022-08-13", "last year", "period 2021-01 2021-12"),
    ("en", "2022-08-13", "FY2011-12", "period 2011-04 2012-03"),
    ("en", "2022-08-13", "in 2016-17 (April to January)", "period 2016-04 2017-01"),
    ("en", "2022-08-13", "by the end of the decade", "deadline None 2030-12"),
    ("en", "2022-08-13", "within the next five years", "deadline None 2027-12"),
    ("en", "2022-08-13", "by 2030", "deadline 2030-01 2030-12"),
    ("en", "2022-08-13", "in the half year to June", "period 2022-01 2022-06"),
    ("en", "2022-08-13", "the first three quarters of 2011", "period 2011-01 2011-09"),
    ("en", "2022-08-13", "Q1 2020", "period 2020-01 2020-03"),
    ("en", "2022-08-13", "fifty years ago", "period 1972-01 1972-12"),
    ("en", "2022-08-13", "from 2001 to 2006", "period 2001-01 2006-12"),
    ("en", "2022-08-13", "in the 1990s", "period 1990-01 1999-12"),
    ("en", "2022-02-13", "from September to November", "period 2021-09 2021-11"),
    ("de", "2022-08-13", "im ersten Halbjahr", "period 2022-01 2022-06"),
    ("de", "2022-08-13", "in den ersten vier Monaten 2022", "period 2022-01 2022-04"),
    ("de", "2022-08-13", "von Januar bis Juli dieses Jahres", "period 2022-01 2022-07"),
    ("de", "2022-08-13", "bis Ende des Jahres", "deadline 2022-01 2022-12"),
    ("de", "2022-08-13", "in den nächsten zehn Jahren", "deadline None 2032-12"),
    ("de", "2022-08-13", "im vergangenen Jahr", "period 2021-01 2021-12"),
    ("ru", "2022-08-13", "за январь-июль 2021 года", "period 2021-01 2021-07"),
    ("ru", "2022-08-13", "за 9 месяцев прошлого года", "period 2021-01 2021-09"),
    ("ru", "2022-08-13", "к 2030 году", "deadline 2030-01 2030-12"),
    ("ru", "2022-08-13", "в ближайшие пять лет", "deadline None 2027-12"),
    ("ru", "2022-08-13", "в первом квартале 2020-го", "period 2020-01 2020-03"),
    ("ru", None, "в прошлом году", "period None None"),
]


@pytest.mark.parametrize(("language", "published", "text", "expected"), CASES)
def test_time(language: str, published: str | None, text: str, expected: str) -> None:
    scene = scene_of(text, language, words_of(language), Reference.parse(published))
    assert [f"{mark.kind} {mark.first} {mark.last}" for mark in scene.times] == [expected]


@pytest.mark.parametrize("text", ["on May 4", "17. Februar", "15 августа"])
def test_a_day_is_no_period(text: str) -> None:
    language = "ru" if text[-1] == "а" else "de" if "." in text else "en"
    scene = scene_of(text, language, words_of(language), Reference.parse("2022-08-13"))
    assert [mark.kind for mark in scene.times] == ["date"]
