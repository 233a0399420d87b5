"""Listings from a CSV file, from JSON lines, and from the interests that a statement names."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from messlatte.core.claims import Interest
from messlatte.core.errors import InputError
from messlatte.core.i18n import LANGUAGES
from messlatte.core.listing import Kind, Listing
from messlatte.core.quantity import Month, Period
from messlatte.core.statement import Statement
from messlatte.ledger.economies import is_economy
from messlatte.projects.coding import text_language
from messlatte.projects.words import stems

__all__ = ["FIELDS", "MOST_LISTINGS", "listings_of", "read_listings"]

FIELDS = (
    "id",
    "party",
    "region",
    "kind",
    "text",
    "language",
    "hs",
    "cpc",
    "isic",
    "quantity",
    "unit",
    "window",
    "capacity",
    "counterpart",
    "quote",
)
MOST_LISTINGS = 100_000
_LONGEST_TEXT = 20_000
_SCHEME_DIGITS = {"hs": (2, 10), "cpc": (1, 6), "isic": (1, 4)}
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_STATEMENT = "messlatte.statement/1"


def read_listings(path: Path, kind: Kind) -> tuple[Listing, ...]:
    """Read listings; the first sign tells the form: ``{`` for JSON lines or a read statement, anything else for CSV.

    Parameters
    ----------
    path : Path
    kind : Kind
        Of lines that name none.

    Raises
    ------
    InputError
        If the file cannot be read, or a line lacks its text, has a wrong value or repeats an id; the message names the line.
    """
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    rows: Iterable[tuple[int, Mapping[str, Any]]]
    if content.lstrip().startswith("{"):
        whole = _whole_document(content)
        if whole is not None:
            return _from_document(whole, path)
        rows = _json_lines(content, path)
    else:
        rows = _csv_rows(content, path)
    found: dict[str, Listing] = {}
    for line, row in rows:
        if len(found) >= MOST_LISTINGS:
            raise InputError(f"{path}: more than {MOST_LISTINGS:,} listings; split the file")
        listing = _listing(row, kind, f"{path}, line {line}", f"{path.stem}-{line}")
        if listing.id in found:
            raise InputError(f"{path}, line {line}: the id {listing.id!r} stands there twice; ids must differ")
        found[listing.id] = listing
    return tuple(found.values())


def listings_of(statement: Statement) -> tuple[Listing, ...]:
    """Listings that a statement names: who wants partners or products, who offers what; existing joint production seeks nothing."""
    kinds = {"partner": Kind.PARTNER, "product": Kind.NEED, "offer": Kind.OFFER}
    found: list[Listing] = []
    for claim in statement.claims:
        content = claim.readings[0].content
        if not isinstance(content, Interest) or content.wants not in kinds:
            continue
        quote = " ".join(claim.quote.of(statement.text).split())
        text = content.subject if content.subject and stems(content.subject, statement.language) else quote
        wanted = content.source if content.wants == "product" and content.source else ""
        name = f"interest-{len(found) + 1}"
        found.append(Listing(name, content.who, kinds[content.wants], text, statement.language, counterpart=wanted, quote=quote))
        if wanted:
            found.append(Listing(f"{name}-from", wanted, Kind.OFFER, text, statement.language, counterpart=content.who, quote=quote))
    return tuple(found)


def _whole_document(content: str) -> Mapping[str, Any] | None:
    try:
        document = json.loads(content)
    except ValueError:
        return None
    return document if isinstance(document, dict) and document.get("schema") == _STATEMENT else None


def _from_document(document: Mapping[str, Any], path: Path) -> tuple[Listing, ...]:
    from messlatte.statement.document import from_document

    try:
        return listings_of(from_document(document))
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def _json_lines(content: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{path}, line {number}: is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise InputError(f"{path}, line {number}: a JSON object is needed, found {line.strip()[:40]!r}")
        yield number, row


def _csv_rows(content: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    first = content.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        names = reader.fieldnames or []
        if not names:
            return
        if "text" not in names:
            raise InputError(f"{path}: the header needs a column `text`; found {', '.join(names)[:80]!r}; columns are {', '.join(FIELDS)}")
        for row in reader:
            if None in row:
                raise InputError(f"{path}, line {reader.line_num}: more cells than the header has; put quotes around text with commas")
            yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.line_num}: is not CSV: {error}") from error


def _listing(row: Mapping[str, Any], kind: Kind, where: str, fallback: str) -> Listing:
    text = _text(row.get("text"), where)
    language = str(row.get("language") or "").strip().lower() or text_language(text)
    if language not in LANGUAGES:
        raise InputError(f"{where}: the language {language!r} is not known; goods are coded in {', '.join(LANGUAGES)}")
    region = str(row.get("region") or "").strip().upper()
    if region and not is_economy(region):
        raise InputError(f"{where}: the region {region!r} is not known; an ISO 3166 code is needed, such as BLR or RU-TUL")
    return Listing(
        id=_words(row.get("id")) or fallback,
        party=_words(row.get("party")),
        kind=_kind(row.get("kind"), kind, where),
        text=text,
        language=language,
        region=region,
        **{scheme: _codes(row.get(scheme), scheme, where) for scheme in _SCHEME_DIGITS},
        quantity=_number(row.get("quantity"), "quantity", where),
        unit=_words(row.get("unit")),
        window=_window(row.get("window"), where),
        capacity=int(_number(row.get("capacity"), "capacity", where, whole=True) or 1),
        counterpart=_words(row.get("counterpart")),
        quote=_words(row.get("quote")),
    )


def _words(value: object) -> str:
    """Cell as one line of text; control characters and marks of direction, which could forge what a terminal shows, become blanks."""
    return " ".join(_UNPRINTABLE.sub(" ", str("" if value is None else value)).split())


def _text(value: object, where: str) -> str:
    text = _words(value)
    if not text:
        raise InputError(f"{where}: the text is empty; say in words what is offered or needed")
    if len(text) > _LONGEST_TEXT:
        raise InputError(f"{where}: the text has {len(text):,} characters; {_LONGEST_TEXT:,} at most")
    return text


def _kind(value: object, default: Kind, where: str) -> Kind:
    name = str(value or "").strip().lower()
    try:
        return Kind(name) if name else default
    except ValueError:
        raise InputError(f"{where}: the kind {name!r} is not known; allowed are {', '.join(kind.value for kind in Kind)}") from None


def _codes(value: object, scheme: str, where: str) -> tuple[str, ...]:
    parts = [str(part) for part in value] if isinstance(value, list) else re.split(r"[|;,\s]+", str(value or ""))
    codes = tuple(dict.fromkeys(part.replace(".", "").strip() for part in parts if part.strip()))
    least, most = _SCHEME_DIGITS[scheme]
    for code in codes:
        if not (code.isascii() and code.isdigit() and least <= len(code) <= most):
            raise InputError(f"{where}: the {scheme.upper()} code {code!r} is not one; {least} to {most} digits are needed")
    return codes


def _number(value: object, name: str, where: str, *, whole: bool = False) -> float | None:
    if value is None or not str(value).strip():
        return None
    try:
        number = float(str(value).strip().replace(" ", ""))
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and number > 0) or (whole and number != int(number)):
        raise InputError(f"{where}: the {name} must be a positive {'whole ' if whole else ''}number, found {str(value)[:30]!r}")
    return number


def _window(value: object, where: str) -> Period | None:
    text = str(value or "").strip()
    if not text:
        return None
    first, _, last = text.partition("/")
    try:
        begin = Month.parse(first if "-" in first else f"{first}-01")
        return Period(begin, Month.parse(last or first))
    except ValueError as error:
        raise InputError(f"{where}: the window {text[:30]!r} is no span of months; write 2025-03/2025-09, or 2025") from error
