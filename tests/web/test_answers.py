"""A statement goes in, and its page is also its interface."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from messlatte.web.pages.statements import Suffix
from messlatte.web.pages.texts import example_text

PAGES = ("/", "/methods", "/methods/bar", "/sources", "/api")


def _file(path: str, suffix: str) -> str:
    parts = urlsplit(path)
    return f"{parts.path}.{suffix}?{parts.query}"


def test_form_json_and_file_give_the_same_address(client: TestClient, path: str) -> None:
    text = example_text("en")
    same = client.post("/s", json={"text": text, "published": "2024-11-05", "lang": "de"})
    upload = client.post(
        "/s", data={"published": "2024-11-05", "lang": "de"}, files={"file": ("statement.txt", text.encode("utf-16"), "text/plain")}
    )
    assert same.status_code == upload.status_code == 303
    assert same.headers["location"] == upload.headers["location"] == path
    assert client.post("/s", data={"text": text, "lang": "ru", "published": "2024-11-05"}).headers["location"].endswith("lang=ru")


def test_page_shows_the_answer_and_its_links(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert '<html lang="de">' in page
    assert page.count("<h1>") == 1
    for suffix in ("csv", "json", "pdf", "xlsx"):
        assert f".{suffix}?" in page
    for name in ("low", "middle", "high"):
        assert f"tide={name}" in page
    assert "<mark>" in page
    assert "lang=ru" in page
    assert 'method="get"' in page


@pytest.mark.parametrize("suffix", [suffix.value for suffix in Suffix])
def test_every_suffix_answers(client: TestClient, path: str, suffix: str) -> None:
    response = client.get(_file(path, suffix))
    assert response.status_code == 200
    assert len(response.content) > 500
    start = {
        "json": b"{",
        "pdf": b"%PDF",
        "svg": b"<svg",
        "png": b"\x89PNG",
        "xlsx": b"PK",
        "zip": b"PK",
        "parquet": b"PAR1",
        "csv": b"\xef\xbb\xbfpart",
    }
    assert response.content.startswith(start[suffix])


def test_page_json_and_csv_agree(client: TestClient, path: str) -> None:
    document = client.get(_file(path, "json")).json()
    value = document["verdicts"][0]["probability"]["value"]
    rows = list(csv.DictReader(io.StringIO(client.get(_file(path, "csv")).content.decode("utf-8-sig"))))
    mine = next(row for row in rows if row["part"] == "verdict" and row["reading"] == "1" and row["key"] == "probability")
    assert float(mine["value"]) == value
    page = client.get(path).text
    headline = re.search(r"<h1>(.*?)</h1>", page)
    assert headline is not None
    assert str(int(value * 100 + 0.5)) in headline[1]
    panel = page[page.index('<div class="panel">') :]
    assert panel[: panel.index("</svg>")].count("var(--bar)") == int(value * 100 + 0.5)


def test_another_target_and_deadline_change_the_answer(client: TestClient, path: str) -> None:
    id = urlsplit(path).path
    far = client.get(f"{id}.json?target=9e9&by=2030&lang=en").json()["verdicts"][0]
    near = client.get(f"{id}.json?target=1.1e9&by=2034&lang=en").json()["verdicts"][0]
    assert far["target"] == {"value": 9e9, "currency": "USD", "by": "2030-12"}
    assert near["target"]["by"] == "2034-12"
    assert far["probability"]["value"] < near["probability"]["value"]


def test_etag_and_caching(client: TestClient, path: str) -> None:
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content
    assert "max-age" in first.headers["cache-control"]
    assert client.get(path.replace("lang=de", "lang=en")).headers["etag"] != first.headers["etag"]
    css = re.search(r'href="(/static/[^"]+\.css)"', first.text)
    assert css is not None
    assert "immutable" in client.get(css[1]).headers["cache-control"]


def test_head_has_the_headers_without_the_body(client: TestClient, path: str) -> None:
    response = client.head(path)
    assert response.status_code == 200
    assert response.headers["etag"] == client.get(path).headers["etag"]
    assert not response.content


def test_claim_review_is_valid_and_cannot_end_its_element(client: TestClient) -> None:
    text = example_text("en") + "\nHe said </script><script>alert(1)</script> of 1 billion dollars."
    page = client.get(client.post("/s", data={"text": text}).headers["location"]).text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert block is not None
    review = json.loads(block[1])
    assert review["@type"] == "ClaimReview"
    assert 0 <= review["reviewRating"]["ratingValue"] <= 100
    assert "<script>alert" not in page


def test_embedded_page_may_be_framed_and_no_other(client: TestClient, path: str) -> None:
    embedded = client.get(path.replace("/s/", "/embed/"))
    assert embedded.status_code == 200
    assert "frame-ancestors *" in embedded.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in client.get(path).headers["content-security-policy"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_pages_answer_in_every_language(client: TestClient, page: str, lang: str) -> None:
    response = client.get(f"{page}?lang={lang}")
    assert response.status_code == 200
    assert f'<html lang="{lang}">' in response.text
    assert client.get(page, headers={"accept-language": f"{lang}-XX,fr;q=0.5"}).text.count(f'<html lang="{lang}">') == 1


def test_home_lists_the_latest_answers(client: TestClient, path: str) -> None:
    assert urlsplit(path).path in client.get("/?lang=en").text


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"text": ""}, 400),
        ({"text": "The weather is fine."}, 422),
        ({"text": "x" * 100_001}, 400),
        ({"text": "a", "published": "soon"}, 400),
        ({}, 400),
    ],
)
def test_bad_statements_are_refused_with_a_reason(client: TestClient, form: dict[str, str], status: int) -> None:
    for lang in ("de", "en", "ru"):
        response = client.post("/s", data={**form, "lang": lang}, headers={"accept-language": lang})
        assert response.status_code == status
        assert f'<html lang="{lang}">' in response.text
    assert "error" in client.post("/s", json=form).json()


def test_open_api_describes_the_routes(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/s", "/s/{id}", "/s/{id}.{suffix}", "/embed/{id}", "/methods/{name}", "/sources", "/api"} <= set(paths)


def test_health_and_metrics(client: TestClient, path: str) -> None:
    assert client.get("/health/live").text == "alive\n"
    assert client.get("/health/ready").text == "ready\n"
    client.get(path)
    metrics = client.get("/metrics").text
    assert 'messlatte_requests_total{method="GET",route="/s/{id}",status="200"}' in metrics
    assert urlsplit(path).path not in metrics
