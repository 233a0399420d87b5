"""European Union, financial sanctions files, XML 1.1 (``sanctionEntity`` records)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, WEAK, Entry, detail_map, named
from messlatte.screening.identifiers import scheme_of
from messlatte.screening.xml_stream import records

__all__ = ["entries"]


def entries(file: IO[bytes], where: str) -> Iterator[Entry]:
    """Entries in order of the file."""
    for record in records(file, {"sanctionEntity"}, where):
        yield _entry(record)


def _entry(record: Element) -> Entry:
    subject = record.find("subjectType")
    code = "" if subject is None else f"{subject.get('code', '')} {subject.get('classificationCode', '')}".lower()
    kind = SubjectKind.PERSON if "person" in code or code.endswith(" p") else SubjectKind.FIRM
    names: list[tuple[str | None, str]] = []
    for alias in record.iter("nameAlias"):
        text = alias.get("wholeName") or " ".join(alias.get(part, "") for part in ("firstName", "middleName", "lastName"))
        names.append((text, WEAK if alias.get("strong") == "false" else ALIAS if names else NAME))
    numbers = []
    for found in record.iter("identification"):
        number = found.get("number") or found.get("latinNumber") or ""
        scheme = scheme_of(f"{found.get('identificationTypeCode', '')} {found.get('identificationTypeDescription', '')}", number)
        if number and scheme is not None:
            numbers.append((scheme, number))
    regulation = record.find("regulation")
    law = regulation if regulation is not None else Element("regulation")
    details = detail_map(
        programme=law.get("programme"),
        regulation=law.get("numberTitle"),
        listed=law.get("entryIntoForceDate") or law.get("publicationDate"),
        country="; ".join(dict.fromkeys(c.get("countryIso2Code", "") for c in record.iter("citizenship"))),
        born="; ".join(dict.fromkeys(b.get("birthdate") or b.get("year") or "" for b in record.iter("birthdate"))),
        function="; ".join(dict.fromkeys(a.get("function", "") for a in record.iter("nameAlias") if a.get("function"))),
    )
    return Entry(record.get("euReferenceNumber", "") or record.get("logicalId", ""), kind, named(names), tuple(numbers), details)
