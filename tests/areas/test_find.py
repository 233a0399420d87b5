"""Ranked opportunities of a pair: both directions, nothing ranked by the gap, arms nowhere, a region's totals hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from messlatte.areas.cases import answer_case
from messlatte.areas.find import find_opportunities
from messlatte.areas.industries import industries, industries_of, industry_panel
from messlatte.areas.rank import in_lists
from messlatte.areas.region import read_shares, widened
from messlatte.core.claims import Area
from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import DataError, InputError, UsageError
from messlatte.core.opportunity import Opportunities

BLR, RUS, TUL = Economy("BLR", "Belarus"), Economy("RUS", "Russia"), Economy("RU-TUL", "Tula Oblast", "RUS")


@pytest.fixture(scope="module")
def nations() -> Opportunities:
    return find_opportunities(Pair(BLR, RUS))


@pytest.fixture(scope="module")
def region() -> Opportunities:
    areas = (
        Area("science", "science", isic=("72",)),
        Area("weapons", "weapons", hs=("93",), arms=True),
        Area("trucks", "trucks", isic=("29",)),
    )
    return find_opportunities(Pair(BLR, TUL), turnover=5e8, areas=areas)


def test_table_holds_what_its_source_says() -> None:
    panel = industry_panel()
    place = {code: n for n, code in enumerate(panel.economies)}
    assert panel.values.shape == (1, 80, 80, 49)
    assert panel.values[0, place["BLR"], place["RUS"]].sum() / 1e3 == pytest.approx(10.1, abs=0.05)
    assert panel.values[0, place["RUS"], place["BLR"]].sum() / 1e3 == pytest.approx(15.9, abs=0.05)
    assert panel.values[0, place["CHN"], place["USA"]].sum() / 1e3 == pytest.approx(193.4, abs=0.1)
    assert set(industries()) - set(panel.products) == {"T"}  # private households sell nothing abroad


def test_both_directions_goods_and_services(nations: Opportunities) -> None:
    assert {(row.exporter, row.importer) for row in nations.rows} == {("BLR", "RUS"), ("RUS", "BLR")}
    assert {row.service for row in nations.rows} == {True, False}
    assert not any(row.estimated for row in nations.rows)


def test_every_probability_has_its_hit_rate_and_every_row_its_sentence(nations: Opportunities) -> None:
    for row in nations.rows:
        assert 0 <= row.probability <= 1
        assert 0 <= row.hit_rate <= 1
        assert row.p10 <= row.mean <= row.p90
        assert row.gain == pytest.approx(row.tide + row.own, abs=1)
        assert row.name in row.why
        assert row.gap >= 0


def test_nothing_is_ranked_by_the_gap(nations: Opportunities) -> None:
    blind = [replace(row, gap=-row.gap, potential=0.0) for row in nations.rows]
    assert [(r.exporter, r.product) for r in in_lists(blind)] == [(r.exporter, r.product) for r in nations.rows]


def test_swapped_pair_gives_the_same_rows(nations: Opportunities) -> None:
    assert [r.why for r in find_opportunities(Pair(RUS, BLR)).rows] == [r.why for r in nations.rows]


def test_tide_lifts_the_mean_and_is_told_apart(nations: Opportunities) -> None:
    lifted = find_opportunities(Pair(BLR, RUS), world=1.2)
    for before, after in zip(nations.rows, lifted.rows, strict=True):
        assert after.mean == pytest.approx(1.2 * before.mean)
        assert after.own == pytest.approx(before.own)


def test_region_adds_up_to_the_stated_turnover_and_is_marked(region: Opportunities, nations: Opportunities) -> None:
    assert sum(row.now for row in region.rows if not row.service) == pytest.approx(5e8)
    assert all(row.estimated and "estimated-region" in row.flags for row in region.rows)
    width = {(r.exporter == "BLR", r.product): r.p90 / max(r.p10, 1) for r in nations.rows}
    assert all(r.p90 / max(r.p10, 1) > width[r.exporter == "BLR", r.product] for r in region.rows if r.p10 > 1e4)


def test_areas_of_the_statement(region: Opportunities) -> None:
    verdicts = {check.label: check.verdict for check in region.checks}
    assert verdicts["weapons"] == "not measurable"
    assert set(verdicts.values()) <= {"agreed", "doubtful", "not measurable"}
    assert industries_of((), (), ("F",)) == ("F",)
    assert industries_of(("8701",), (), ()) == ("C29",)


def test_region_without_any_total_says_so() -> None:
    found = find_opportunities(Pair(BLR, TUL))
    assert all("nation-level" in row.flags for row in found.rows)


def test_shares_of_output(tmp_path: Path) -> None:
    file = tmp_path / "shares.csv"
    file.write_text("industry,share\nC28,0.02\nC29,0\n")
    shares = read_shares(file)
    assert (shares.of("C28"), shares.of("C29"), shares.of("A01")) == (0.02, 0.0, 0.01)
    file.write_text("industry,share\nC28,2\n")
    with pytest.raises(InputError, match="line 2"):
        read_shares(file)


def test_interval_of_an_estimate_is_wider() -> None:
    low, high = widened(5.0, 10.0, 20.0, 3.0)
    assert low < 5.0 / 1.5
    assert high > 20.0 * 1.5


def test_what_cannot_be_asked() -> None:
    with pytest.raises(DataError, match="holds no XKX"):
        find_opportunities(Pair(BLR, Economy("XKX", "Kosovo")))
    with pytest.raises(UsageError):
        find_opportunities(Pair(RUS, TUL))
    with pytest.raises(UsageError):
        find_opportunities(Pair(BLR, RUS), turnover=-1)


def test_case_with_its_own_flows_keeps_arms_out() -> None:
    codes = ["BLR", "RUS", "KAZ", "POL"]
    flows = [
        {"exporter": a, "importer": b, "product": product, "value_usd": 1e6 * (3 + n + m)}
        for n, a in enumerate(codes)
        for m, b in enumerate(codes)
        if a != b
        for product in ("870120", "871000", "930690", "890610", "040690")
    ]
    answer = answer_case({"id": 1, "year": 2020, "flows": flows}, Pair(BLR, RUS))
    found = json.loads(json.dumps(answer, allow_nan=False))["opportunities"]
    assert {row["product"] for row in found} == {"870120", "040690"}
    with pytest.raises(UsageError, match="row 1"):
        answer_case({"flows": [{"exporter": "BLR"}]}, Pair(BLR, RUS))


@pytest.mark.parametrize(("language", "word"), [("de", "von 100"), ("ru", "из 100"), ("en", "of 100")])
def test_sentences_in_three_languages(language: str, word: str) -> None:
    assert all(word in row.why for row in find_opportunities(Pair(BLR, RUS), language=language).rows)
