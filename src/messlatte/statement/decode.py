"""Bytes to text: which encoding a text was written in, and what had to be assumed to say so."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from messlatte.core.errors import InputError

__all__ = ["MAX_BYTES", "Decoded", "decode", "readable"]

MAX_BYTES = 5_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive or an office document; save it as text or PDF",
    b"\xd0\xcf\x11\xe0": "an old office document; save it as text or PDF",
    b"\x1f\x8b": "gzip data; unpack it first",
    b"\x89PNG": "a PNG picture; its words must be typed or recognised first",
    b"\xff\xd8\xff": "a JPEG picture; its words must be typed or recognised first",
    b"GIF8": "a GIF picture; its words must be typed or recognised first",
    b"%PDF-": "a PDF file; read it by its file name or address",
    b"{\\rtf": "rich text; save it as plain text or PDF",
    b"\x7fELF": "a program",
    b"PAR1": "a Parquet table",
}
_NAMES = {"cp1251": "Windows-1251 (Cyrillic)", "cp1252": "Windows-1252 (Western European)", "koi8_r": "KOI8-R (Russian)"}

_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшю")
_WESTERN = frozenset("äöüßÄÖÜéèêëàâçñóíáúôîïûùœæøåÉÈÀÇÑÓÁãõÃÕ")
_TYPOGRAPHY = frozenset("\u00a0\u00ad–—«»„“”‘’…€§°№·•±×£¥®©½¼¾²³")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in.

    ``assumed`` is true when nothing settled the encoding: neither a byte order mark, nor valid UTF-8, nor a declaration that fits.
    """

    text: str
    encoding: str
    assumed: bool = False

    @property
    def encoding_name(self) -> str:
        """Name of the encoding for people."""
        return _NAMES.get(self.encoding, self.encoding.upper())


def _plausibility(text: str) -> float:
    """Share of plausible characters among those beyond ASCII, between -1 and 1."""
    score = count = 0.0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if char < "\x80":
            continue
        count += 1
        if "Ѐ" <= char <= "ӿ":
            inverted = char.isupper() and before.islower()
            mixed = any(neighbour.isascii() and neighbour.isalpha() for neighbour in (before, after))
            score += -1 if inverted or mixed else 1 if char.lower() in _COMMON_CYRILLIC else 0.5
        elif char in _WESTERN:
            score += -0.5 if before >= "\x80" and before.isalpha() else 1
        else:
            score += 0.6 if char in _TYPOGRAPHY else -1
    return score / count if count else 0.0


def _eight_bit(data: bytes) -> Decoded:
    """Choose among the 8-bit encodings by how plausible the text becomes."""
    sample = data[:200_000]
    scored = [(_plausibility(sample.decode(encoding, "replace")), encoding) for encoding in ("cp1252", "cp1251", "koi8_r")]
    best, encoding = max(scored, key=lambda pair: pair[0])
    if best < 0:
        raise InputError(
            "the bytes are no text in UTF-8, UTF-16, Windows-1251, Windows-1252 or KOI8-R; save the text as UTF-8 and try again"
        )
    return Decoded(data.decode(encoding, "replace"), encoding, assumed=True)


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a byte order mark: almost every other byte is 0 (Latin) or 4 (Cyrillic)."""
    sample = data[: min(len(data), 20_000) & ~1]
    if len(sample) < 4 or len(data) % 2:
        return None
    for high, encoding in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        if sum(high.count(byte) for byte in (0, 4, 0x20)) >= 0.9 * len(high) and high.count(0) + high.count(4) >= 0.5 * len(high):
            try:
                return Decoded(data.decode(encoding), encoding, assumed=True)
            except UnicodeDecodeError:
                return None
    return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        encoding = codecs.lookup(declared).name
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def readable(text: str) -> str:
    """Give back a text unless it is none.

    Raises
    ------
    InputError
        If it is empty, or full of control characters as only binary data are.
    """
    if not text.replace("\ufeff", "").replace("\u200b", "").strip():
        raise InputError("the text is empty; give a statement of at least one sentence")
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > 0.01 * len(text) or "\x00" in text:
        raise InputError(f"the input is binary data, not text ({controls} control characters); give plain text, HTML or PDF")
    return text


def decode(data: bytes, *, declared: str | None = None, limit: int = MAX_BYTES) -> Decoded:
    """Decode a text whose encoding nobody may have said.

    Tried in this order: byte order mark, UTF-8, the declared encoding, UTF-16 by its pattern of high bytes, and at last the most plausible
    of Windows-1252, Windows-1251 and KOI8-R.

    Parameters
    ----------
    data : bytes
        The text; a byte order mark does not become part of it.
    declared : str, optional
        Encoding that a header claims; used when the bytes fit it.
    limit : int
        Largest size in bytes.

    Raises
    ------
    InputError
        If it is empty, larger than the limit, or no text.
    """
    if len(data) > limit:
        raise InputError(
            f"the text has {len(data) / 1e6:,.1f} MB, more than the {limit / 1e6:g} MB a statement may have; "
            "cut it, or read many statements with `messlatte read --jsonl`"
        )
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"the input is {what}")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(readable(data[len(mark) :].decode(encoding, "replace")), encoding)
    wide = _utf16(data)
    if wide is None:
        try:
            return Decoded(readable(data.decode("utf-8")), "utf-8")
        except UnicodeDecodeError:
            pass
    found = _declared(data, declared) or wide
    if found is None and b"\x00" in data:
        raise InputError("the input is binary data, not text (it holds zero bytes); give plain text, HTML or PDF")
    found = found or _eight_bit(data)
    return Decoded(readable(found.text), found.encoding, found.assumed)
