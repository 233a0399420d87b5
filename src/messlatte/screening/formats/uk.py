"""United Kingdom: OFSI's consolidated list (until January 2026) and the UK Sanctions List, each as CSV and XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO
from xml.etree.ElementTree import Element

from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, WEAK, Entry, cleaned, detail_map, iso_date, named
from messlatte.screening.formats.lines import csv_rows
from messlatte.screening.identifiers import scheme_of
from messlatte.screening.xml_stream import records, text_of, texts_of

__all__ = ["conlist_csv", "conlist_xml", "sanctions_csv", "sanctions_xml"]

_PARTS = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
_KINDS = {"individual": SubjectKind.PERSON, "entity": SubjectKind.FIRM, "ship": SubjectKind.VESSEL}


def conlist_csv(file: IO[bytes], where: str) -> Iterator[Entry]:
    """OFSI's table: one row a name, rows of a target together."""
    yield from _grouped(map(_bare, csv_rows(file, where, skip=1)), "groupid")


def sanctions_csv(file: IO[bytes], where: str) -> Iterator[Entry]:
    """Table of the UK Sanctions List: one row a name or address, rows of a designation together."""
    yield from _grouped(map(_bare, csv_rows(file, where, skip=1)), "uniqueid")


def conlist_xml(file: IO[bytes], where: str) -> Iterator[Entry]:
    """OFSI's XML: one ``FinancialSanctionsTarget`` a name, those of a target together."""
    rows = ({child.tag.lower(): cleaned(child.text) for child in record} for record in records(file, {"FinancialSanctionsTarget"}, where))
    yield from _grouped(rows, "groupid")


def _bare(row: Mapping[str, str]) -> dict[str, str]:
    """Row by lower-case names of columns without spaces and marks, so that CSV and XML agree."""
    return {"".join(sign for sign in key.lower() if sign.isalnum()): cleaned(value) for key, value in row.items()}


def _grouped(rows: Iterable[Mapping[str, str]], key: str) -> Iterator[Entry]:
    for number, group in groupby(rows, key=lambda row: row.get(key, "")):
        found = list(group)
        names = [name for row in found for name in _names(row)]
        names.sort(key=lambda pair: (NAME, ALIAS, WEAK).index(pair[1]))
        first = found[0]
        kind = _KINDS.get(
            _any(first, "grouptype", "grouptypedescription", "designationtype", "individualentityship").lower(), SubjectKind.UNKNOWN
        )
        yield Entry(number, kind, named(names), _numbers(found), _details(first))


def _any(row: Mapping[str, str], *names: str) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _names(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    whole = " ".join(part for name in _PARTS if (part := row.get(name.lower(), ""))) or row.get("fullname", "")
    sort = _any(row, "aliastype", "aliastypename", "nametype").lower()
    weak = "low" in _any(row, "aliasquality", "aliasstrength").lower()
    yield whole, WEAK if weak else NAME if "primary name" in sort and "variation" not in sort else ALIAS
    yield _any(row, "namenonlatinscript"), ALIAS


def _numbers(rows: Iterable[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    found = {}
    for row in rows:
        for name in ("imonumber", "businessregistrationnumbers", "businessregistrationnumber", "entitybusinessregnumber", "shipimonumber"):
            for number in (row.get(name) or "").split(";"):
                scheme = scheme_of("imo" if "imo" in name else "registration", number)
                if number.strip() and scheme is not None:
                    found[number.strip()] = scheme
    return tuple((scheme, number) for number, scheme in found.items())


def _details(row: Mapping[str, str]) -> dict[str, str]:
    return detail_map(
        programme=_any(row, "regime", "regimename"),
        listed=iso_date(_any(row, "listedon", "datelisted", "datedesignated")),
        country=_any(row, "nationality", "country", "addresscountry"),
        born=_any(row, "dob", "individualdateofbirth"),
    )


def sanctions_xml(file: IO[bytes], where: str) -> Iterator[Entry]:
    """XML of the UK Sanctions List: ``Designation`` records."""
    for record in records(file, {"Designation"}, where):
        yield _designation(record)


def _designation(record: Element) -> Entry:
    names: list[tuple[str | None, str]] = []
    for found in record.iter("Name"):
        whole = " ".join(part for name in _PARTS if (part := text_of(found, name)))
        weak = "low" in (text_of(found, "AliasStrength") + text_of(found, "AliasQuality")).lower()
        names.append((whole, WEAK if weak else NAME if text_of(found, "NameType").lower() == "primary name" else ALIAS))
    names.sort(key=lambda pair: (NAME, ALIAS, WEAK).index(pair[1]))
    names += [(text, ALIAS) for text in texts_of(record, "NonLatinNames", "NonLatinName", "NameNonLatinScript")]
    numbers = [("imo" if scheme_of("imo", n) == "imo" else "", n) for n in (e.text or "" for e in record.iter("IMONumber")) if n.strip()]
    numbers += [
        (scheme_of("registration", n) or "", n) for n in ((e.text or "").strip() for e in record.iter("BusinessRegistrationNumber")) if n
    ]
    details = detail_map(
        programme=text_of(record, "RegimeName"),
        listed=iso_date(text_of(record, "DateDesignated")),
        country="; ".join(dict.fromkeys(e.text or "" for e in record.iter("Nationality"))),
        born="; ".join(e.text or "" for e in record.iter("DOB")),
    )
    kind = _KINDS.get(text_of(record, "IndividualEntityShip").lower(), SubjectKind.UNKNOWN)
    return Entry(text_of(record, "UniqueID"), kind, named(names), tuple(numbers), details)
