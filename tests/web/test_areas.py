"""The page of areas: ten rows first, all others there, three languages, files, and a link from the statement."""

from __future__ import annotations

import csv
import io
import re

import pytest
from starlette.testclient import TestClient

from messlatte.areas.find import find_opportunities
from messlatte.brief.areas import FIRST, areas_sheet
from messlatte.brief.dumbbell import Dumbbell, DumbbellRow, draw_dumbbells
from messlatte.verdict.places import known_pair


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_page_shows_ten_rows_and_keeps_the_others_one_click_away(client: TestClient, lang: str) -> None:
    page = client.get(f"/pair/DEU/POL/areas?lang={lang}")
    assert page.status_code == 200
    found = find_opportunities(known_pair("DEU", "POL", lang), language=lang)
    growth = next(one for one in areas_sheet(found, lang).lists if one.key == "growth")
    opened, _, rest = page.text.partition('<details class="more">')
    assert opened.count("<tr>") - 1 == FIRST
    assert rest.count("<tr>") - 1 == len(growth.rows) - FIRST
    assert page.text.count("<svg") == 2
    for other in ("new", "shrinking"):
        assert f"list={other}" in page.text
    for line in growth.rows[:FIRST]:
        assert line.expected in page.text
        assert line.interval in page.text


def test_files_hold_every_row(client: TestClient) -> None:
    rows = find_opportunities(known_pair("BLR", "RU-TUL", "en"), turnover=5e8).rows
    table = client.get("/pair/BLR/RU-TUL/areas.csv?turnover=5e8&lang=en")
    assert len(list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))) == len(rows)
    assert "attachment" in table.headers["content-disposition"]
    assert len(client.get("/pair/BLR/RU-TUL/areas.json?turnover=5e8&lang=en").json()["opportunities"]) == len(rows)
    assert client.get("/pair/BLR/RU-TUL/areas.xlsx?lang=en").content[:2] == b"PK"
    drawing = client.get("/pair/DEU/POL/areas.svg?lang=en")
    assert drawing.text.startswith("<svg")
    assert "var(" not in drawing.text.replace("font-family", "")


def test_statement_leads_to_its_areas_and_readings(client: TestClient, path: str) -> None:
    answer = client.get(path).text
    link = re.search(r'href="(/pair/[^"]*/areas[^"]*)"', answer)
    assert link is not None
    assert "die Daten stimmen zu" in answer
    page = client.get(link[1].replace("&amp;", "&"))
    assert page.status_code == 200
    assert "Gebiete" in page.text or "die Daten geben keine Auskunft" in page.text
    assert page.text.count('aria-current="true"') >= 3  # language, reading, list


def test_what_cannot_be_shown(client: TestClient) -> None:
    assert client.get("/pair/DEU/DEU/areas").status_code == 400
    assert client.get("/pair/DEU/POL/areas?grain=hs4").status_code == 404
    assert client.get("/pair/DEU/POL/areas?grain=hs9").status_code == 400
    assert client.get("/pair/DEU/POL/areas?turnover=much").status_code == 400
    assert client.get("/pair/DEU/POL/areas?statement=0123456789abcdef").status_code == 404
    assert client.get("/pair/DEU/XKX/areas").status_code == 404
    assert client.get("/pair/DEU/POL/areas.pdf").status_code == 422


def test_dumbbells_mirror_the_directions_and_escape_names() -> None:
    flow = Dumbbell(1e6, 5e5, 2e6, 8e6)
    drawing = draw_dumbbells([DumbbellRow("<Tools> & cheese", flow, flow)], ("A", "B"), lambda usd: f"{usd:.0f}", "alt")
    assert "&lt;Tools&gt; &amp; cheese" in drawing
    left, right = (float(x) for x in re.findall(r'<circle cx="([\d.]+)"[^>]*r="3.5"', drawing))
    assert left + right == pytest.approx(672, abs=0.2)
    outer = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"[^>]*r="5.5"', drawing)]
    assert outer[0] < left < right < outer[1]  # growth goes outwards on both sides
