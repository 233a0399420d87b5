"""``messlatte read --propose`` against a stub that answers like an OpenAI-compatible endpoint."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from messlatte.cli.app import main
from messlatte.statement.proposals import with_proposals
from messlatte.statement.reader import read

TEXT = (
    "Belarus and China met in Minsk. Trade between Belarus and China reached $8.4 billion in 2023. "
    "The envoy joked about a friendship worth 12.5 billion yuan that blooms by 40 percent."
)


def proposal(**more: Any) -> dict[str, Any]:
    return {"kind": "level", "quote": "worth 12.5 billion yuan", "value": 12.5e9, "currency": "CNY", "flow": "turnover"} | more


def kept(*items: Any) -> list[dict[str, Any]]:
    """Readings that were added to what is read anyway."""
    found = read(TEXT)
    before = replace(found, claims=tuple(claim for claim in found.claims if "8.4" in claim.quote.of(TEXT)))
    assert len(before.claims) == 1
    after = with_proposals(before, json.dumps({"claims": items}))
    assert after.claims[: len(before.claims)] == before.claims
    assert after.findings[-1].code == "proposals"
    added = after.claims[len(before.claims) :]
    assert all(claim.quote.of(TEXT) for claim in added)
    return [{"quote": claim.quote.of(TEXT), "content": claim.readings[0].content} for claim in added]


def test_a_claim_that_stands_in_the_text_is_kept() -> None:
    (found,) = kept(proposal(period={"first": "2023-01", "last": "2023-12"}, direction="nonsense"))
    assert found["quote"] == "worth 12.5 billion yuan"
    assert (found["content"].amount.value, found["content"].amount.currency) == (12.5e9, "CNY")
    assert str(found["content"].period) == "2023"


def test_growth_in_percent() -> None:
    (found,) = kept({"kind": "growth", "quote": "blooms by 40 percent", "value": 40})
    assert found["content"].rate == 0.4


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "worth 12.5 billion euros"},
        {"quote": "Worth 12.5 billion yuan"},
        {"quote": ""},
        {"quote": 5},
        {"quote": "x" * 5000},
        {"value": 12.6e9},
        {"value": 12.5},
        {"value": "12.5e9"},
        {"value": float("nan")},
        {"value": float("inf")},
        {"value": 10**400},
        {"value": True},
        {"currency": "USD"},
        {"kind": "area"},
        {"kind": ["level"]},
        {"kind": "growth", "value": 12.5},
        {"quote": "The envoy joked"},
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped(change: dict[str, Any]) -> None:
    assert kept(proposal(**change)) == []


def test_years_that_the_text_does_not_name_are_dropped() -> None:
    (found,) = kept(proposal(kind="target", by="2031-12"))
    assert found["content"].by is None
    (found,) = kept(proposal(period={"first": "2022-01", "last": "2022-12"}))
    assert found["content"].period is None
    (found,) = kept(proposal(period={"first": "2023-12", "last": "2023-01"}, flow="gifts"))
    assert found["content"].period is None


def test_what_is_known_already_is_not_doubled() -> None:
    assert kept(proposal(quote="$8.4 billion", value=8.4e9, currency="USD")) == []
    assert len(kept(proposal(), proposal())) == 1


@pytest.mark.parametrize("answer", ["", "I am sorry.", "{", '{"claims": 5}', "[1, 2]", "[" * 100_000, '```json\n{"claims": []}\n```'])
def test_answers_that_hold_nothing(answer: str) -> None:
    before = read(TEXT)
    after = with_proposals(before, answer)
    assert after.claims == before.claims
    assert after.findings[-1].message == "The language model proposed no claim."


class Model(BaseHTTPRequestHandler):
    seen: list[dict[str, Any]] = []  # noqa: RUF012
    answers: dict[str, tuple[int, bytes]] = {}  # noqa: RUF012

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append({"path": self.path, "key": self.headers["Authorization"], **asked})
        status, body = self.answers.get(asked["model"], (404, b"no such model"))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def completion(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@pytest.fixture
def endpoint() -> Iterator[str]:
    Model.seen.clear()
    fenced = f"Here you are:\n```json\n{json.dumps({'claims': [proposal(), proposal(value=1e9)]})}\n```"
    Model.answers = {
        "good": (200, completion(fenced)),
        "odd": (200, b'{"error": "?"}'),
        "huge": (200, b"x" * 3_000_000),
        "null": (200, json.dumps({"choices": [{"message": {"content": None}}]}).encode()),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "s.txt"
    path.write_text(TEXT)
    return str(path)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["read", *argv])
    out, err = capsys.readouterr()
    return int(stop.value.code or 0), out, err


def test_command(endpoint: str, article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("MESSLATTE_LLM_KEY", "secret")
    code, out, err = run(capsys, article, "--propose", endpoint, "--propose-model", "good", "--json", "--lang", "de")
    document = json.loads(out)
    assert code == 0, err
    assert [claim["quote"]["text"] for claim in document["claims"]][-1] == "worth 12.5 billion yuan"
    assert document["claims"][-1]["readings"][0]["note"].startswith("von einem Sprachmodell")
    assert document["findings"][-1]["message"].startswith("Das Sprachmodell hat 2 Aussagen vorgeschlagen; 1 sind neu")
    (asked,) = Model.seen
    assert (asked["path"], asked["key"]) == ("/v1/chat/completions", "Bearer secret")
    assert asked["messages"][1]["content"] == TEXT


def test_without_the_option_nobody_is_asked(endpoint: str, article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, article, "--json")[0] == 0
    assert Model.seen == []


@pytest.mark.parametrize(
    ("model", "message"),
    [("absent", "answered 404: no such model"), ("odd", "no chat completion"), ("huge", "larger"), ("null", "no text")],
)
def test_an_endpoint_that_fails(model: str, message: str, endpoint: str, article: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, article, "--propose", endpoint, "--propose-model", model)
    assert (code, out) == (1, "")
    assert message in err


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "ftp://127.0.0.1/", "nonsense", "http://[bad"])
def test_an_endpoint_that_is_none(url: str, article: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, article, "--propose", url)
    assert (code, out) == (1, "")
    assert url in err
