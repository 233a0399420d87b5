"""Documents to text: HTML, PDF, plain."""

from __future__ import annotations

import sys

import pytest

from messlatte.core.errors import InputError
from messlatte.statement.pages import MAX_DOCUMENT_BYTES, page_of

ARTICLE = """<!DOCTYPE html>
<html lang="de"><head>{head}<title>Handel wächst | Agentur</title></head><body>
<nav><a href="/">Start</a> <a href="/sport">Sport: 99 Milliarden Klicks</a></nav>
<article><h1>Handel wächst</h1>
<p>Der Handel zwischen Belarus und dem Gebiet Tula betrug 500 Millionen Dollar, sagte der Minister.</p>
<p>In neun Monaten wuchs er um 37 Prozent; eine Milliarde sei das Ziel, fügte er am Dienstag hinzu.</p></article>
<footer>© 2019 Agentur. Alle Rechte vorbehalten.</footer></body></html>"""
DATE = '<meta property="article:published_time" content="2024-11-05T23:30:00+03:00">'


def test_main_text_and_date_of_a_page() -> None:
    page = page_of(ARTICLE.format(head=DATE).encode())
    assert page.kind == "html"
    assert page.published == "2024-11-05"
    assert page.title == "Handel wächst"
    assert "500 Millionen Dollar" in page.text
    assert "37 Prozent" in page.text
    assert "Klicks" not in page.text
    assert "<" not in page.text


def test_the_year_of_the_copyright_is_no_publication_date() -> None:
    assert page_of(ARTICLE.format(head="").encode()).published is None


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encoding_of_a_page(encoding: str) -> None:
    page = page_of(ARTICLE.format(head=DATE).encode(encoding))
    assert "fügte" in page.text


def test_encoding_declared_in_the_page_and_by_the_server() -> None:
    russian = ARTICLE.replace("fügte er am Dienstag hinzu", "сказал министр во вторник").format(head='<meta charset="koi8-r">')
    data = russian.encode("koi8_r", "xmlcharrefreplace")
    page = page_of(data, media_type="text/html")
    assert "сказал министр" in page.text
    assert not page.assumed
    assert "сказал министр" in page_of(data.replace(b'<meta charset="koi8-r">', b""), charset="koi8-r").text


def test_plain_text_with_an_angle_bracket_stays_plain() -> None:
    page = page_of(b"Trade < 5 billion dollars; a <b>bold</b> word.")
    assert (page.kind, page.text) == ("text", "Trade < 5 billion dollars; a <b>bold</b> word.")


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="no main text"):
        page_of(b"<!doctype html><html><body><script>load()</script></body></html>")


def test_a_page_nested_without_end_is_read_or_refused() -> None:
    try:
        page = page_of(b"<html><body>" + b"<div>" * 50_000 + b"trade of 5 billion dollars" + b"</body></html>")
    except InputError as error:
        message = str(error)
    else:
        message = page.text
    assert "HTML page" in message or "5 billion" in message


def test_size_limit() -> None:
    with pytest.raises(InputError, match="MB"):
        page_of(b"x" * (MAX_DOCUMENT_BYTES + 1))
    with pytest.raises(InputError, match="MB a statement may have"):
        page_of("Слово и дело. ".encode() * 300_000)


def pdf_of(typst_source: str) -> bytes:
    typst = pytest.importorskip("typst")
    made = typst.compile(typst_source.encode())
    assert isinstance(made, bytes)
    return made


def test_pdf_with_text_in_two_scripts() -> None:
    page = page_of(pdf_of("#set document(title: [Заявление])\nТоварооборот составил 500 млн долларов.\n\nDer Handel wuchs um 37 Prozent."))
    assert page.kind == "pdf"
    assert "Товарооборот составил 500 млн долларов." in page.text
    assert "37 Prozent" in page.text
    assert page.title == "Заявление"


def test_words_divided_at_line_ends_are_joined() -> None:
    narrow = '#set page(width: 5cm, margin: 1cm)\n#set text(lang: "de", hyphenate: true)\n#set par(justify: true)\n'
    source = f"{narrow}Handelsbilanzüberschuss Außenhandelsumsatzsteigerung"
    page = page_of(pdf_of(source))
    assert "Handelsbilanzüberschuss" in page.text
    assert "Außenhandelsumsatzsteigerung" in page.text


def test_pdf_that_cannot_be_read() -> None:
    with pytest.raises(InputError, match="no text"):
        page_of(pdf_of("#rect(width: 2cm, height: 2cm)"))
    with pytest.raises(InputError, match="damaged"):
        page_of(b"%PDF-1.7\nnothing more")
    whole = pdf_of("Товарооборот составил 500 млн долларов.")
    try:
        text = page_of(whole[: len(whole) // 2]).text
    except InputError as error:
        text = str(error)
    assert text


@pytest.mark.parametrize(("module", "data"), [("trafilatura", ARTICLE.encode()), ("pypdf", b"%PDF-1.7\n")])
def test_a_missing_extra_is_named(module: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError, match=r"messlatte\[documents\]"):
        page_of(data)
