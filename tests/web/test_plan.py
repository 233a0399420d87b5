"""The page of a plan: three languages, switches that are judged at once, files, and what cannot be planned."""

from __future__ import annotations

import csv
import io
import re
import time

import pytest
from starlette.testclient import TestClient

from messlatte.core.errors import UsageError
from messlatte.core.i18n import translations
from messlatte.web.address import Address
from messlatte.web.plan_address import PlanAddress


def at(path: str, more: str = "", suffix: str = "/plan") -> str:
    """Address of the plan of the statement at a path."""
    return f"{path.split('?')[0]}{suffix}?{more}&lang=en" if "lang=" not in more else f"{path.split('?')[0]}{suffix}?{more}"


@pytest.mark.parametrize("lang", [pytest.param("de", marks=pytest.mark.slow), "en", pytest.param("ru", marks=pytest.mark.slow)])
def test_page_and_file_tell_the_same(client: TestClient, path: str, lang: str) -> None:
    page = client.get(at(path, f"lang={lang}"))
    assert page.status_code == 200, page.text
    document = client.get(at(path, f"lang={lang}", "/plan.json")).json()
    assert document["schema"] == "messlatte.plan/1"
    assert len(document["projects"]) == page.text.count('type="checkbox" name="on"')
    for project in document["projects"]:
        assert translations(lang).gettext(project["title"]) in page.text
    assert page.text.count("<svg") >= 2
    ids = re.findall(r'id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


def test_statement_leads_to_its_plan(client: TestClient, path: str) -> None:
    link = re.search(r'href="(/s/[0-9a-f]+/plan[^"]*)"', client.get(path).text)
    assert link is not None
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200


def test_a_project_switched_off_is_judged_at_once(client: TestClient, path: str) -> None:
    document = client.get(at(path, "", "/plan.json")).json()
    ids = [project["id"] for project in document["projects"]]
    began = time.perf_counter()
    left = client.get(at(path, "on=-&" + "&".join(f"on={name}" for name in ids[1:]), "/plan/left")).json()
    assert time.perf_counter() - began < 0.1
    assert left["probability"] == pytest.approx(document["projects"][0]["without"], abs=1e-12)
    assert left["draws"] >= 20_000
    assert "Without 1 project" in left["words"]
    nothing = client.get(at(path, "on=-", "/plan/left")).json()
    assert nothing["probability"] == pytest.approx(document["empty"], abs=1e-12)


def test_the_form_does_the_same_without_a_script(client: TestClient, path: str) -> None:
    document = client.get(at(path, "", "/plan.json")).json()
    keep = [project["id"] for project in document["projects"][1:]]
    page = client.get(at(path, "on=-&" + "&".join(f"on={name}" for name in keep))).text
    assert page.count(" checked>") == len(keep)
    assert "Without 1 project" in page


def test_files(client: TestClient, path: str) -> None:
    table = client.get(at(path, "", "/plan.csv"))
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert {"plan", "project", "year", "frontier", "tide"} <= {row["part"] for row in rows}
    assert "attachment" in table.headers["content-disposition"]
    assert client.get(at(path, "", "/plan.xlsx")).content[:2] == b"PK"


def test_another_bar_gives_another_plan(client: TestClient, path: str) -> None:
    low = client.get(at(path, "target=1e8&probability=50", "/plan.json")).json()
    assert low["target"] == 1e8
    assert low["asked"] == 0.5
    assert low["reached"]
    within = client.get(at(path, "target=3e8&budget=30e6", "/plan.json")).json()
    assert within["cost"] <= 30e6


@pytest.mark.parametrize("more", ["probability=0", "probability=x", "budget=-1", "on=UPPER", "reading=9", "on=-&on=no-such-project"])
def test_what_cannot_be_meant_is_refused(client: TestClient, path: str, more: str) -> None:
    assert client.get(at(path, more, "/plan/left")).status_code == 400


def test_a_pair_without_projects_is_told_so(client: TestClient) -> None:
    text = "Germany and Poland: turnover was 170 billion dollars in 2023. It should reach 200 billion dollars by 2030."
    answer = client.post("/s", data={"text": text, "published": "2024-11-05", "lang": "en"}).headers["location"]
    assert client.get(at(answer)).status_code == 404
    assert "/plan" not in client.get(answer).text.replace("/methods/plan", "")


def test_no_such_statement(client: TestClient) -> None:
    assert client.get("/s/0123456789abcdef/plan").status_code == 404


def test_address_says_itself_again() -> None:
    answer = Address("0123456789abcdef", "de", reading=2, target=1e9)
    address = PlanAddress.of(answer, probability="80", budget=None, services="1", on=["-", "b", "a"])
    assert address.probability == 0.8
    assert address.on == ("a", "b")
    assert address.path() == "/s/0123456789abcdef/plan?reading=2&target=1000000000&probability=0.8&services=1&on=a&on=b&lang=de"
    with pytest.raises(UsageError, match="probability"):
        PlanAddress.of(answer, probability="120", budget=None, services=None, on=None)
