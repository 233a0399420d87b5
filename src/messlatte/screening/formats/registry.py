"""Every format that is read: how it is told from the others by its beginning, where its date stands, whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from messlatte.screening.entry import Entry
from messlatte.screening.formats import eu, ofac_advanced, ofac_csv, ofac_xml, opensanctions, table, uk, un

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a list.

    Parameters
    ----------
    name : str
    list_id, title, licence : str
        Of the list that comes in it; empty for a table of the user's own.
    mark : str
        Pattern that the beginning of the file matches.
    date : str
        Pattern whose first group is the publisher's date; empty where the format has none.
    entries : callable
        Reader of an open file.
    """

    name: str
    list_id: str
    title: str
    mark: str
    entries: Callable[[IO[bytes], str], Iterator[Entry]]
    date: str = ""
    licence: str = ""

    def begins(self, head: str) -> bool:
        """Whether a file that begins so is in this format."""
        return re.match(self.mark, head, re.IGNORECASE | re.DOTALL) is not None

    def date_in(self, head: str) -> str:
        """The publisher's date as written; empty if there is none."""
        found = re.search(self.date, head, re.IGNORECASE | re.DOTALL) if self.date else None
        return found[1] if found else ""


_EU, _EU_LICENCE = "EU financial sanctions list", "European Union, reuse with the source named (Decision 2011/833/EU)"
_US, _US_LICENCE = "OFAC sanctions list", "United States government work, public domain"
_OFSI, _UK, _UK_LICENCE = "UK consolidated list (OFSI, until January 2026)", "UK Sanctions List", "Open Government Licence v3.0"
_UN, _UN_LICENCE = "UN Security Council consolidated list", "United Nations, free to use with the source named"

_XML = r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>]*?(?:\[.*?\]\s*)?>\s*)?"
_FTM = r'\s*\{(?=[^\n]*"schema"\s*:)(?=[^\n]*"properties"\s*:)'
_SIMPLE = r'\s*"?id"?,"?schema"?,"?name"?,"?aliases"?'
_OFSI_CSV = r'\s*"?Last Updated"?,[^\n]*\n[^\n]*Name 6[^\n]*Group ID'
_UK_CSV = r'\s*"?Report Date[^\n]*\n[^\n]*Unique ID[^\n]*Name 6'
_TABLE = r'(?=[^\n]*(?:^|[,;])\s*"?name"?\s*(?:[,;\r\n]|$))'

FORMATS = (
    Format("eu-xml", "eu", _EU, _XML + r"<(?:\w+:)?export\b[^>]*fpi/fsd", eu.entries, r'generationDate="([^"]+)"', _EU_LICENCE),
    Format("ofac-xml", "ofac", _US, _XML + r"<sdnList\b", ofac_xml.entries, r"<Publish_Date>([^<]+)<", _US_LICENCE),
    Format(
        "ofac-advanced",
        "ofac",
        _US,
        _XML + r"<(?:\w+:)?Sanctions\b",
        ofac_advanced.entries,
        r"<DateOfIssue[^>]*>\s*(<Year>.*?)</DateOfIssue>",
        _US_LICENCE,
    ),
    Format(
        "uk-conlist-xml",
        "uk-conlist",
        _OFSI,
        _XML + r"<ArrayOfFinancialSanctionsTarget\b",
        uk.conlist_xml,
        r"<DateGenerated>([^<]+)<",
        _UK_LICENCE,
    ),
    Format("uk-xml", "uk", _UK, _XML + r"<Designations\b", uk.sanctions_xml, r"<DateGenerated>([^<]+)<", _UK_LICENCE),
    Format("un-xml", "un", _UN, _XML + r"<CONSOLIDATED_LIST\b", un.entries, r'dateGenerated="([^"]+)"', _UN_LICENCE),
    Format("ftm", "opensanctions", "OpenSanctions entities", _FTM, opensanctions.ftm_entries, "", opensanctions.LICENCE),
    Format(
        "opensanctions-simple", "opensanctions", "OpenSanctions targets", _SIMPLE, opensanctions.simple_entries, "", opensanctions.LICENCE
    ),
    Format("uk-conlist-csv", "uk-conlist", _OFSI, _OFSI_CSV, uk.conlist_csv, r'Last Updated"?,\s*"?([^",\r\n]+)', _UK_LICENCE),
    Format("uk-csv", "uk", _UK, _UK_CSV, uk.sanctions_csv, r'Report Date:?,?\s*([^",\r\n]+)', _UK_LICENCE),
    Format("ofac-csv", "ofac", _US, r'\s*\d+,"?[^\n]*?,(?:[^\n]*?,){9}', ofac_csv.entries, "", _US_LICENCE),
    Format("table", "", "", _TABLE, table.entries),
)
"""In the order in which a file is tried."""
