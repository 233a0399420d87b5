"""Pages of projects: three languages, flags first, numbers that agree, files, own projects, and what is not there."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from messlatte.brief.project import project_sheet
from messlatte.projects import appraise, examples

BUSES = "electric-buses-tula"


@pytest.mark.parametrize("lang", [pytest.param("de", marks=pytest.mark.slow), "en", pytest.param("ru", marks=pytest.mark.slow)])
def test_page_says_what_the_sheet_says(client: TestClient, lang: str) -> None:
    page = client.get(f"/project/{BUSES}?lang={lang}")
    assert page.status_code == 200
    project = next(p for p in examples() if p.id == BUSES)
    sheet = project_sheet(appraise(project), lang)
    text = page.text.replace("&#39;", "'").replace("&amp;", "&")
    assert sheet.lead in text
    for group in sheet.benefits:
        for row in group.rows:
            assert all(cell in text for cell in row.cells)
    for table in (sheet.trade, sheet.cash, sheet.flows, sheet.parameters):
        assert all(value in text for row in table.rows for value in row)
    assert page.text.count("<svg") == 2 * (2 + len(sheet.tornados))
    assert "850440" in text[: text.index("<h1>")], "flags stand first"
    ids = re.findall(r'id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


def test_files_agree_with_the_appraisal(client: TestClient) -> None:
    document = client.get(f"/project/{BUSES}.json?lang=de").json()
    assert document["schema"] == "messlatte.appraisal/1"
    assert document["flags"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/project/{BUSES}.csv").content.decode("utf-8-sig"))))
    npv = {(r["party"], float(r["p50"])) for r in rows if r["name"] == "npv"}
    assert npv == {(i["party"], i["range"]["p50"]) for i in document["indicators"] if i["name"] == "npv"}
    assert client.get(f"/project/{BUSES}.xlsx").content[:2] == b"PK"


def test_list_of_projects_and_what_is_not_there(client: TestClient) -> None:
    page = client.get("/projects?lang=en")
    assert page.status_code == 200
    assert all(f"/project/{p.id}?lang=en" in page.text for p in examples())
    assert "/project/" not in client.get("/projects?party=DEU&lang=en").text.partition("<main")[2]
    assert client.get("/project/no-such").status_code == 404
    assert client.get("/project/..%2Fetc").status_code in (404, 422)
    assert client.get(f"/project/{BUSES}.docx").status_code in (404, 422)
    assert client.get(f"/project/{BUSES}?lang=fr").status_code == 400


@pytest.mark.slow
def test_own_projects_are_read_and_a_broken_file_hides_none(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MESSLATTE_DATA", str(tmp_path))
    folder = tmp_path / "projects"
    folder.mkdir()
    own = 'archetype = "science"\ntitle = "<b>Ours</b>"\nparties = ["POL", "DEU"]\n'
    (folder / "ours.toml").write_text(own, encoding="utf-8")
    (folder / "broken.toml").write_text("title = 1", encoding="utf-8")
    page = client.get("/project/ours?lang=en")
    assert page.status_code == 200
    assert "&lt;b&gt;Ours&lt;/b&gt;" in page.text
    (folder / "ours.toml").write_text(own.replace("Ours", "Changed"), encoding="utf-8")
    assert "Changed" in client.get("/project/ours?lang=en").text
    assert client.get("/project/broken").status_code == 404
