"""The page of a pair shows the ledger's numbers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from messlatte.brief.pair import pair_sheet
from messlatte.ledger.series import TurnoverSeries, yearly_turnover
from messlatte.ledger.turnover import Turnover, TwoSidedFlow


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_page_and_ledger_agree(client: TestClient, lang: str) -> None:
    series = yearly_turnover("DEU", "POL")
    assert series is not None
    sheet = pair_sheet(series, lang)
    page = client.get(f"/pair/DEU/POL?lang={lang}")
    assert page.status_code == 200
    assert [value for _, value in sheet.total] == list(series.total)
    for row in sheet.rows[-3:]:
        assert all(f">{cell}<" in page.text for cell in row)
    assert sheet.lead in page.text
    assert series.sources[0].sha256 is not None
    assert series.sources[0].sha256 in page.text
    assert page.text.count("<svg") == 2


def test_unknown_pairs_and_codes(client: TestClient) -> None:
    assert client.get("/pair/BLR/RU-TUL").status_code == 404
    assert client.get("/pair/BLR/BLR").status_code == 400
    assert client.get("/pair/blr/rus").status_code == 422
    assert client.get("/pair/DEU/POL?lang=fr").status_code == 400


def test_one_sided_years_are_marked_as_lower_bounds() -> None:
    series = TurnoverSeries("AAA", "BBB", (2001, 2003), (5e6, None), (7e6, 8e6), "fob", (0, 0), ())
    sheet = pair_sheet(series, "en")
    assert sheet.notes == ("Only one direction is recorded in 2003; the turnover of these years is a lower bound.",)
    assert sheet.rows[1] == ("2003", "8.0", "–", "8.0")
    assert sheet.forth == ((2001, 5e6),)


def test_both_declarations_stand_side_by_side() -> None:
    def flow(period: str, exporter: str, importer: str, x: float | None, m: float | None) -> TwoSidedFlow:
        return TwoSidedFlow(period, exporter, importer, x, m, None, x or 0.0, 0.0, 0.0, 0.5, ())

    both = Turnover(
        "AAA",
        "BBB",
        "A",
        (flow("2001", "AAA", "BBB", 5e6, 6e6), flow("2001", "BBB", "AAA", 7e6, 8e6), flow("2002", "AAA", "BBB", None, 6e6)),
    )
    series = TurnoverSeries("AAA", "BBB", (2001, 2002), (5e6, 6e6), (7e6, 8e6), "fob", (0, 0), ())
    sheet = pair_sheet(series, "en", both)
    assert sheet.declared_rows == (("2001", "13.0", "13.0", "1×"),)
    assert sheet.declared_head[1:3] == ("declared by AAA", "declared by BBB")
