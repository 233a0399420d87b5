"""Encodings that texts arrive in."""

from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.errors import InputError
from messlatte.statement.decode import decode

TEXTS = {
    "de": "Der Außenhandel betrug 500 Mio. € – für Österreich „mäßig“, sagte er über die Läden in Köln.",
    "en": "Trade stood at £4.3 billion – “a café’s worth”, he said; the naïve résumé helps.",
    "ru": "Товарооборот составил 500 млн долларов – «неплохо», заявил Алексей Дюмин в Туле.",
    "fr": "Le commerce a été élevé à 3 milliards d’euros, a déclaré le ministre français à Genève.",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_byte_order_mark(language: str, encoding: str) -> None:
    text = TEXTS[language]
    bom = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[encoding]
    for data in (bom + text.encode(encoding), text.encode(encoding)):
        found = decode(data)
        assert found.text == text
        assert found.encoding == encoding
        assert found.assumed == (encoding != "utf-8" and not data.startswith(bom))


@pytest.mark.parametrize(
    ("language", "encoding", "name"),
    [
        ("de", "cp1252", "Windows-1252 (Western European)"),
        ("en", "cp1252", "Windows-1252 (Western European)"),
        ("fr", "cp1252", "Windows-1252 (Western European)"),
        ("ru", "cp1251", "Windows-1251 (Cyrillic)"),
        ("ru", "koi8_r", "KOI8-R (Russian)"),
    ],
)
def test_eight_bit_encodings_are_told_apart(language: str, encoding: str, name: str) -> None:
    text = TEXTS[language].replace("–", "-").replace("«", '"').replace("»", '"') if encoding == "koi8_r" else TEXTS[language]
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding_name, found.assumed) == (text, name, True)


def test_shouting_russian_is_not_taken_for_koi8() -> None:
    text = "ТОВАРООБОРОТ РОССИИ И КИТАЯ ВЫРОС"
    assert decode(text.encode("cp1251")).text == text
    text = "Товарооборот России и Китая вырос. РОССИЯ"
    assert decode(text.encode("koi8_r")).text == text


def test_a_declared_encoding_is_used_when_it_fits() -> None:
    assert decode("Köln".encode("cp850"), declared="cp850").text == "Köln"
    assert decode("Köln, für".encode("cp1252"), declared="utf-8").text == "Köln, für"
    assert decode("Köln, für".encode("cp1252"), declared="no-such-encoding").text == "Köln, für"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\xef\xbb\xbf", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"PK\x03\x04rest", "ZIP"),
        (bytes(range(256)) * 8, "binary|no text"),
        (b"\x00\x01\x02\x03" * 40, "binary"),
        (b"ok\x00ok but then zero bytes", "binary"),
        (b"x" * 1001, "MB"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data, limit=1000 if data.startswith(b"x") else 10_000)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_clear_error(data: bytes) -> None:
    with contextlib.suppress(InputError):
        found = decode(data)
        assert found.text.strip()
        assert found.text == found.text.encode("utf-16", "surrogatepass").decode("utf-16")
