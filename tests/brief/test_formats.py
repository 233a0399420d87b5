"""What each format must be: whole, small, quick to open, and harmless."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.brief.quotation import excerpt, segments
from messlatte.brief.render import View, render
from messlatte.brief.tokens import load_tokens
from messlatte.core.answer import Answer
from messlatte.core.claims import Area, Interest, Level
from messlatte.core.errors import UsageError
from messlatte.core.evidence import Quote
from messlatte.core.quantity import Amount
from messlatte.core.statement import Claim, Finding, Reading, Severity, Statement

LINK = "https://example.org/s/0123456789abcdef?reading=2"


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_html_is_one_small_file_that_loads_nothing(answer: Answer, language: str) -> None:
    page = render(answer, "html", language, View(2, permalink=LINK)).decode()
    assert len(page.encode()) < 200_000
    assert not re.findall(r"<(?:script|link|img|iframe|object)\b", page)
    assert not re.findall(r"@import|url\((?!#)", page)
    assert not re.findall(r' style="', page)
    assert f'<html lang="{language}">' in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_statement_text_is_escaped(answer: Answer) -> None:
    page = render(answer, "html", "de").decode()
    assert "<b>Spürbare</b>" not in page
    assert "&lt;b&gt;Spürbare&lt;/b&gt;" in page


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_pdf_has_two_tagged_pages(answer: Answer, language: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(io.BytesIO(render(answer, "pdf", language, View(permalink=LINK))))
    assert len(reader.pages) == 2
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert b"pdfuaid" in root["/Metadata"].get_data()
    text = "".join(page.extract_text() for page in reader.pages)
    assert {"de": "Eine hohe Latte", "en": "A high bar", "ru": "Высокая планка"}[language] in text


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_long_lists_still_fit_two_pages(answer: Answer, language: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    sentence = "A finding of more than a hundred characters, which goes over the end of its line and needs another. "
    finding = Finding("long", Severity.WARNING, sentence * 3)
    assert answer.statement is not None
    areas = tuple(Claim(Quote(0, 1), (Reading(Area(f"area {i}", f"area with a long name {i}", hs=("8701",) * 8)),)) for i in range(30))
    many = replace(
        answer,
        statement=replace(answer.statement, claims=answer.statement.claims + areas),
        verdicts=tuple(replace(v, weight=1 / 64, examples=v.examples * 10) for v in answer.verdicts * 32),
        findings=(finding,) * 20,
    )
    reader = pypdf.PdfReader(io.BytesIO(render(many, "pdf", language, View(permalink=LINK))))
    assert len(reader.pages) == 2
    assert len(render(many, "html", language)) < 200_000


@pytest.mark.parametrize("suffix", ["html", "csv", "xlsx", "parquet", "svg", "pdf"])
def test_every_format_carries_its_provenance(answer: Answer, suffix: str) -> None:
    data = render(answer, suffix, "en", View(permalink=LINK))
    if suffix == "xlsx":
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data))
        text = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    elif suffix == "parquet":
        from pyarrow import parquet

        text = str(parquet.read_metadata(io.BytesIO(data)).metadata)
    elif suffix == "pdf":
        pypdf = pytest.importorskip("pypdf")
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).replace("\n", "")
    else:
        text = data.decode()
    for part in ("Messlatte 0", "V202501", "abababab", "reference-class/1", "https://example.org/s/0123456789abcdef"):
        assert part in text, f"{suffix} lacks {part}"


@pytest.mark.parametrize(("suffix", "module"), [("html", "jinja2"), ("pdf", "typst"), ("svg", "vl_convert"), ("xlsx", "openpyxl")])
def test_a_missing_extra_is_named(answer: Answer, suffix: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from messlatte.brief import html

    html.environment.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=r"messlatte\[brief\]"):
        render(answer, suffix, "en")


def test_shortened_examples_stay_balanced(answer: Answer) -> None:
    from messlatte.brief.compose import compose
    from messlatte.brief.pdf import _balanced

    rows = compose(replace(answer, verdicts=(replace(answer.verdicts[0], examples=answer.verdicts[0].examples * 5),)), "en").examples
    assert [sum(row.reached for row in _balanced(rows, n)) for n in (4, 5, 6)] == [2, 2, 3]
    assert [len(_balanced(rows, n)) for n in (0, 4, 5, 20)] == [0, 4, 5, 10]
    only = tuple(row for row in rows if row.reached)
    assert len(_balanced(only, 4)) == 4


def test_svg_is_xml_with_alternative_text(answer: Answer) -> None:
    root = ET.fromstring(render(answer, "svg", "ru"))
    assert root.get("role") == "img"
    assert "млн" in (root.get("aria-label") or "")


def test_zip_holds_every_format_and_is_reproducible(answer: Answer) -> None:
    pytest.importorskip("messlatte.verdict.document")
    first = render(answer, "zip", "en")
    names = {name.rsplit(".", 1)[1] for name in zipfile.ZipFile(io.BytesIO(first)).namelist()}
    assert names == {"html", "pdf", "json", "csv", "xlsx", "parquet", "svg", "png"}


def test_json_is_the_answer_document(answer: Answer) -> None:
    pytest.importorskip("messlatte.verdict.document")
    document = json.loads(render(answer, "json", "en"))
    assert document["schema"] == "messlatte.answer/1"
    assert document["verdicts"][0]["probability"]["value"] == 0.23


def test_spreadsheet_formulas_are_defused(answer: Answer) -> None:
    hostile = replace(answer, verdicts=(replace(answer.verdicts[0], notes=("=HYPERLINK(1)",)),))
    assert ",'=HYPERLINK(1)" in render(hostile, "csv", "en").decode("utf-8-sig")


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_stands_out_from_its_ground(scheme: str) -> None:
    palette = load_tokens().palettes[scheme]
    for ink, ground in [(i, g) for i in ("ink", "muted", "accent", "bar", "good") for g in ("ground", "panel")] + [("on_accent", "accent")]:
        light, dark = sorted((_luminance(palette[ink]), _luminance(palette[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{scheme}: {ink} on {ground}"


def test_schemes_have_the_same_names() -> None:
    palettes = load_tokens().palettes
    assert set(palettes["light"]) == set(palettes["dark"]) == set(palettes["print"])


@given(st.text(min_size=1, max_size=200), st.lists(st.tuples(st.integers(0, 220), st.integers(0, 220)), max_size=8))
def test_segments_give_the_text_back(text: str, spans: list[tuple[int, int]]) -> None:
    claims = tuple(
        Claim(Quote(min(a, b), max(a, b)), (Reading(Level(Amount(1.0)) if a % 2 else Interest("a", "partner")),)) for a, b in spans
    )
    said = Statement(text, "en", claims=claims)
    assert "".join(part.text for part in segments(said)) == text
    for part in excerpt(said):
        assert part.kind is None or part.text in text
