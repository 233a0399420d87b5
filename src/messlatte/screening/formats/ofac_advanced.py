"""United States, OFAC: ``SDN_ADVANCED.XML`` and ``CONS_ADVANCED.XML`` (United Nations enhanced format, reference sets first)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from messlatte.core.screening import SubjectKind
from messlatte.screening.entry import ALIAS, NAME, WEAK, Entry, named
from messlatte.screening.identifiers import scheme_of
from messlatte.screening.xml_stream import records, text_of

__all__ = ["entries"]

_WANTED = {"PartySubType", "PartyType", "IDRegDocType", "NamePartType", "IDRegDocument", "DistinctParty"}
_KINDS = {"individual": SubjectKind.PERSON, "entity": SubjectKind.FIRM, "vessel": SubjectKind.VESSEL}


class _References:
    """What the file declares before its parties: types by number, and registration numbers by identity."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.party_types: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.numbers: dict[str, list[tuple[str, str]]] = {}

    def take(self, element: Element) -> None:
        number, text = element.get("ID", ""), (element.text or "").strip()
        if element.tag == "PartyType":
            self.party_types[number] = text.lower()
        elif element.tag == "PartySubType":
            self.kinds[number] = text.lower() if text.lower() in _KINDS else self.party_types.get(element.get("PartyTypeID", ""), "")
            self.kinds[number] = self.kinds[number] or element.get("PartyTypeID", "")
        elif element.tag == "IDRegDocType":
            self.documents[number] = text
        elif element.tag == "NamePartType":
            self.parts[number] = text.lower()
        elif element.tag == "IDRegDocument":
            found = text_of(element, "IDRegistrationNo")
            scheme = scheme_of(self.documents.get(element.get("IDRegDocTypeID", ""), ""), found)
            if found and scheme is not None:
                self.numbers.setdefault(element.get("IdentityID", ""), []).append((scheme, found))

    def kind_of(self, profile: Element) -> SubjectKind | None:
        """Kind of a party; the sub type settles vessels and aircraft, the type persons and entities."""
        named_kind = self.kinds.get(profile.get("PartySubTypeID", ""), "")
        return _KINDS.get(self.party_types.get(named_kind, named_kind))


def entries(file: IO[bytes], where: str) -> Iterator[Entry]:
    """Entries in order; programmes stand after the parties in this format and are not joined to them."""
    known = _References()
    for element in records(file, _WANTED, where):
        if element.tag != "DistinctParty":
            known.take(element)
            continue
        for profile in element.iter("Profile"):
            kind = known.kind_of(profile)
            if kind is not None:
                yield _entry(element, profile, kind, known)


def _entry(party: Element, profile: Element, kind: SubjectKind, known: _References) -> Entry:
    names: list[tuple[str | None, str]] = []
    numbers: list[tuple[str, str]] = []
    for identity in profile.iter("Identity"):
        numbers += known.numbers.get(identity.get("ID", ""), [])
        groups = {group.get("ID", ""): known.parts.get(group.get("NamePartTypeID", ""), "") for group in identity.iter("NamePartGroup")}
        for alias in identity.iter("Alias"):
            main = alias.get("Primary") == "true"
            field = WEAK if alias.get("LowQuality") == "true" else NAME if main else ALIAS
            names += [(_name(documented, groups), field) for documented in alias.iter("DocumentedName")]
    names.sort(key=lambda pair: (NAME, ALIAS, WEAK).index(pair[1]))
    return Entry(party.get("FixedRef", "") or profile.get("ID", ""), kind, named(names), tuple(numbers))


def _name(documented: Element, groups: dict[str, str]) -> str:
    """Parts in order of the file, a family name that comes first put last."""
    parts = [(groups.get(value.get("NamePartGroupID", ""), ""), (value.text or "").strip()) for value in documented.iter("NamePartValue")]
    last = [text for kind, text in parts if "last" in kind]
    return " ".join([text for kind, text in parts if "last" not in kind] + last)
