"""``messlatte read``: sources, outputs, exit codes, corpora."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from messlatte.cli.app import main
from messlatte.core.statement import Finding, Severity, Statement
from messlatte.statement import reader
from messlatte.statement.document import from_document

GERMAN = "Der Handel zwischen Belarus und China betrug 2023 rund 8,4 Milliarden Dollar. Bis 2030 soll er auf 20 Milliarden Dollar steigen."
RUSSIAN = "Товарооборот между Белоруссией и Китаем в 2023 году составил 8,4 млрд долларов. К 2030 году он вырастет до 20 млрд долларов."
ENGLISH = "Trade between Belarus and China reached $8.4 billion in 2023. The two countries want to raise it to $20 billion by 2030."
NO_TRADE = "The orchestra of Minsk played Mozart and Shostakovich yesterday evening."


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(["read", *argv])
    out, err = capsys.readouterr()
    return int(stop.value.code or 0), out, err


def said(document: dict[str, Any]) -> set[tuple[str, float]]:
    return {(claim["kind"], claim["readings"][0].get("value")) for claim in document["claims"]}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "statement.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


def test_json_of_a_file(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, str(article), "--json", "--published", "2024-11")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["schema"] == "messlatte.statement/1"
    assert (document["language"], document["published"]) == ("en", "2024-11")
    assert {party["code"] for party in document["parties"]} == {"BLR", "CHN"}
    assert said(document) == {("level", 8.4e9), ("target", 2e10)}
    assert from_document(document).text == ENGLISH
    for claim in document["claims"]:
        quote = claim["quote"]
        assert ENGLISH[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize(
    ("text", "encoding"), [(GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (GERMAN, "utf-16"), (ENGLISH, "utf-8")]
)
def test_encodings_give_the_same_and_what_was_assumed_is_said(
    text: str, encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "s.txt"
    path.write_bytes((text + " für" if encoding == "cp1252" else text).encode(encoding))
    code, out, err = run(capsys, str(path), "--json")
    assert code == 0
    assert said(json.loads(out)) == {("level", 8.4e9), ("target", 2e10)}
    assert ("the encoding is not stated" in err) == (encoding in {"cp1252", "cp1251", "koi8_r"})


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RUSSIAN.encode())))
    code, out, _ = run(capsys, "-", "--json")
    assert code == 0
    assert said(json.loads(out)) == {("level", 8.4e9), ("target", 2e10)}


def test_a_corpus_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"text": RUSSIAN}).encode())))
    code, out, _ = run(capsys, "--jsonl", "-")
    assert code == 0
    assert said(json.loads(out)) == {("level", 8.4e9), ("target", 2e10)}


@pytest.mark.parametrize(("lang", "word"), [("de", "Lesart"), ("en", "reading"), ("ru", "прочтение")])
def test_view_for_people(lang: str, word: str, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, str(article), "--lang", lang)
    assert (code, err) == (0, "")
    assert word in out
    assert "8.4" in out or "8,4" in out
    assert "\x1b" not in out


def test_html_gives_its_publication_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    meta = '<meta property="article:published_time" content="2023-05-06T10:00:00Z">'
    body = "Last year trade between Belarus and China reached $8.4 billion, the minister said in a long speech to the press on Friday."
    path.write_text(
        f"<!doctype html><html><head>{meta}</head><body><article><h1>Trade</h1><p>{body}</p><p>{body}</p></article></body></html>"
    )
    _, out, _ = run(capsys, str(path), "--json")
    document = json.loads(out)
    assert document["published"] == "2023-05-06"
    assert document["claims"][0]["readings"][0]["period"] == {"first": "2022-01", "last": "2022-12"}
    _, out, _ = run(capsys, str(path), "--json", "--published", "2020-01-01")
    assert json.loads(out)["published"] == "2020-01-01"


def test_output_files(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(article), "--output", str(tmp_path / "new" / "s.json"))
    assert (code, out) == (0, "")
    assert said(json.loads((tmp_path / "new" / "s.json").read_text(encoding="utf-8"))) == {("level", 8.4e9), ("target", 2e10)}
    run(capsys, str(article), "--output", str(tmp_path / "s.txt"), "--lang", "de")
    assert "Aussage" in (tmp_path / "s.txt").read_text(encoding="utf-8")
    code, _, err = run(capsys, str(article), "--output", str(tmp_path / "s.docx"))
    assert code == 2
    assert ".json, .txt" in err


def test_nothing_measurable_is_code_3_and_still_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.txt"
    path.write_text(NO_TRADE)
    code, out, err = run(capsys, str(path), "--json")
    assert code == 3
    assert json.loads(out)["claims"] == []
    assert "no level, growth or target" in err


def test_strict_fails_on_a_contradiction_only(article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = reader.read

    def doubting(text: str, **more: Any) -> Statement:
        found = real(text, **more)
        finding = Finding("sums", Severity(severity), "the parts do not add up", claims=(0,))
        return Statement(text, found.language, found.parties, claims=found.claims, findings=(finding,))

    monkeypatch.setattr(reader, "read", doubting)
    severity = "warning"
    assert run(capsys, str(article), "--strict")[0] == 0
    severity = "contradiction"
    assert run(capsys, str(article))[0] == 0
    code, out, err = run(capsys, str(article), "--strict")
    assert code == 4
    assert "the parts do not add up" in out
    assert "the parts do not add up" in err


@pytest.mark.parametrize("when", ["yesterday", "2024-13", "2024-02-30", "05.11.2024", "0024", "9999", "2024-11-05T10:00"])
def test_a_publication_date_that_is_none(when: str, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, str(article), "--published", when)
    assert code == 2
    assert "--published" in err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\x00\x01\x02" * 99, "binary"),
        (b"\x89PNG\r\n", "PNG"),
        (b"x " * 3_000_000, "MB"),
        (b"%PDF-1.4 no", "damaged"),
    ],
)
def test_bad_files(content: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    code, out, err = run(capsys, str(path))
    assert (code, out) == (1, "")
    assert message in err
    assert str(path) in err


def test_bad_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no such file" in run(capsys, str(tmp_path / "absent.txt"))[2]
    assert "folder" in run(capsys, str(tmp_path))[2]
    assert run(capsys, "a\x00b")[0] == 1
    code, _, err = run(capsys, "http://127.0.0.1/")
    assert code == 1
    assert "public internet" in err
    assert run(capsys)[0] == 2
    assert run(capsys, "--jsno")[0] == 2
    assert run(capsys, "x.txt", "--jsonl", "y.jsonl")[0] == 2
    assert run(capsys, "--jsonl", "y.jsonl", "--published", "2024")[0] == 2
    assert run(capsys, "--jsonl", "y.jsonl", "--workers", "0")[0] == 2
    assert "cannot be opened" in run(capsys, "--jsonl", str(tmp_path / "absent.jsonl"))[2]
    assert run(capsys, "x.txt", "--lang", "fr")[0] == 2


def test_words_of_your_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, words, corpus = tmp_path / "s.txt", tmp_path / "words.toml", tmp_path / "c.jsonl"
    text = "Trade between Belarus and Samovaria reached $8.4 billion in 2023."
    article.write_text(text)
    corpus.write_text(json.dumps({"text": text}))
    words.write_text('[places]\n"RU-TUL" = ["Samovaria"]\n')
    assert run(capsys, str(article), "--json")[0] == 3
    code, out, _ = run(capsys, str(article), "--json", "--lexicon", str(words))
    assert code == 0
    assert {party["code"] for party in json.loads(out)["parties"]} == {"BLR", "RU-TUL"}
    _, out, _ = run(capsys, "--jsonl", str(corpus), "--lexicon", str(words))
    assert {party["code"] for party in json.loads(out)["parties"]} == {"BLR", "RU-TUL"}
    words = tmp_path / "slip.toml"
    words.write_text("[plaices]\n")
    for argv in ([str(article)], ["--jsonl", str(corpus)]):
        code, out, err = run(capsys, *argv, "--lexicon", str(words))
        assert (code, out) == (1, "")
        assert "plaices" in err


BAD_LINES = [
    b"{not json",
    b"[1, 2]",
    b'{"id": 1}',
    b'{"text": 5}',
    b'{"text": "  "}',
    b'{"text": "Trade", "published": "never"}',
    b'{"text": "\xff\xfe"}',
    b"[" * 100_000,
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    good = [
        json.dumps({"id": number, "text": text, "published": published}).encode()
        for number, (text, published) in enumerate(
            zip([ENGLISH, RUSSIAN, GERMAN, NO_TRADE] * 40, [None, "2024", 2024, "2024-11-05"] * 40, strict=True)
        )
    ]
    path.write_bytes(b"\n".join([*BAD_LINES, b"", *good, b'{"id": "s", "text": "half a pair \\ud800 here"}']))
    return path


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_corpus_keeps_the_order_and_names_bad_lines(workers: int, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "--jsonl", str(corpus), "--workers", str(workers))
    documents = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [document["id"] for document in documents] == [*range(160), "s"]
    assert said(documents[0]) == said(documents[1]) == said(documents[2]) == {("level", 8.4e9), ("target", 2e10)}
    assert "text" not in documents[0]
    for number in range(1, len(BAD_LINES) + 1):
        assert f"line {number}:" in err
    assert f"{len(BAD_LINES)} lines could not be read" in err


def test_corpus_of_good_lines_is_code_0_and_written_whole(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.jsonl"
    good.write_bytes(b"\n".join(corpus.read_bytes().split(b"\n")[len(BAD_LINES) :]))
    code, out, err = run(capsys, "--jsonl", str(good), "--output", str(tmp_path / "out.jsonl"), "--lang", "ru")
    assert (code, out, err) == (0, "", "")
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 161
    assert not list(tmp_path.glob(".out.jsonl*"))


def test_an_interrupted_corpus_leaves_no_half_file(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    real = reader.read

    def interrupted(text: str, **more: Any) -> Statement:
        nonlocal calls
        calls += 1
        if calls == 50:
            raise KeyboardInterrupt
        return real(text, **more)

    monkeypatch.setattr(reader, "read", interrupted)
    out = tmp_path / "out.jsonl"
    out.write_text("as it was")
    with pytest.raises(SystemExit) as stop:
        main(["read", "--jsonl", str(corpus), "--output", str(out)])
    assert stop.value.code == 130
    assert out.read_text() == "as it was"
    assert not list(tmp_path.glob(".out.jsonl*"))


def test_strict_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"id": 1, "text": ENGLISH}))
    finding = Finding("x", Severity.CONTRADICTION, "no")
    monkeypatch.setattr(reader, "read", lambda text, **more: Statement(text, "en", findings=(finding,)))
    assert run(capsys, "--jsonl", str(path))[0] == 0
    code, out, err = run(capsys, "--jsonl", str(path), "--strict")
    assert (code, len(out.splitlines())) == (4, 1)
    assert "contradict" in err


@pytest.mark.slow
def test_a_reader_that_went_away_is_no_traceback(corpus: Path) -> None:
    script = f'"{sys.executable}" -c "from messlatte.cli.app import main; main()" read --jsonl "{corpus}" | head -1'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=dict(os.environ), check=False)
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1
