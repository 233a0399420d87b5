"""The page of announced targets says what the record holds."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from messlatte.brief.record import calibration_spec, record_sheet
from messlatte.brief.tokens import css_palette
from messlatte.track.base_rate import BaseRates
from messlatte.track.dataset import shipped_targets
from messlatte.track.score import Bin, TrackScore

RATES = BaseRates(n=45, reached=17, comparable_rate=0.17, difference_low=0.12, difference_high=0.28, kinds=(), cells=())
SCORE = TrackScore(45, 17, 0.2476, 0.1659, 0.235, (Bin(0.0, 0.1, 15, 0.042, 3), Bin(0.1, 1 / 3, 24, 0.19, 10)))


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_counts_and_calibration_are_those_of_the_record(lang: str) -> None:
    targets = shipped_targets()
    sheet = record_sheet(targets, RATES, SCORE, lang)
    distinct = [target for target in targets if not target.repeats]
    assert len(sheet.rows) == len(distinct) == sum(int(count) for _, _, count in sheet.counts)
    assert "17" in sheet.lead
    assert "45" in sheet.lead
    assert ("0.248" if lang == "en" else "0,248") in sheet.verdict
    layers = calibration_spec(sheet, lang, css_palette(), (300, 300))["layer"]
    assert isinstance(layers, list)
    points = layers[1]["data"]["values"]
    assert [(round(p["said"], 1), p["label"]) for p in points] == [(4.2, "3/15"), (19.0, "10/24")]
    for point in points:
        assert 0 <= point["low"] < point["came"] < point["high"] <= 100
    # Wilson 1927 for 3 of 15 at z = 1.2816, by hand.
    assert round(points[0]["low"], 1) == 10.1
    assert round(points[0]["high"], 1) == 35.9


@pytest.mark.slow
def test_page_shows_and_filters_the_targets(client: TestClient) -> None:
    everything = client.get("/track?lang=en")
    assert everything.status_code == 200
    missed = client.get("/track?lang=en&outcome=missed")
    assert everything.text.count("<tr>") > missed.text.count("<tr>") > 5
    assert ">not yet due<" in everything.text
    assert ">not yet due<" not in missed.text
    assert client.get("/track?outcome=lost").status_code == 422
    assert client.get("/track?lang=fr").status_code == 400
