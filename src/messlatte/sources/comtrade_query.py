"""What to ask UN Comtrade for, and how to cut it into answers that are whole.

The API has no paging: an answer holds at most so many rows, and one that reaches the limit is incomplete. So a question is cut in two
(by period, flow, reporter, product) until every answer stays below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from messlatte.core.errors import UsageError, unknown_option

__all__ = ["Query", "halves", "periods_between"]

_CLASSIFICATIONS = ("HS", "H0", "H1", "H2", "H3", "H4", "H5", "H6", "SS", "S1", "S2", "S3", "S4", "BE", "EB", "EB02", "EB10", "EB10S")
_FLOWS = ("M", "X")


@dataclass(frozen=True, slots=True)
class Query:
    """A question in Comtrade's own codes.

    Parameters
    ----------
    reporters : tuple of str
        Comtrade's numeric codes (Belarus 112, Germany 276, USA 842, France 251).
    periods : tuple of str
        ``2023`` for years, ``202305`` for months; all of one kind.
    partners : tuple of str
        Codes; empty for all partners.
    products : tuple of str
        ``TOTAL``, ``AG2``, ``AG4``, ``AG6``, or codes.
    flows : tuple of str
        ``M`` imports, ``X`` exports.
    classification : str
        ``HS`` takes each reporter's own revision.
    """

    reporters: tuple[str, ...]
    periods: tuple[str, ...]
    partners: tuple[str, ...] = ()
    products: tuple[str, ...] = ("TOTAL",)
    flows: tuple[str, ...] = _FLOWS
    classification: str = "HS"

    def __post_init__(self) -> None:
        if self.classification not in _CLASSIFICATIONS:
            raise unknown_option("classification", self.classification, _CLASSIFICATIONS)
        for flow in self.flows:
            if flow not in _FLOWS:
                raise unknown_option("flow", flow, _FLOWS)
        if not (self.reporters and self.periods and self.products and self.flows):
            raise UsageError("a Comtrade query needs at least one reporter, period, product and flow")
        for code in (*self.reporters, *self.partners):
            if not re.fullmatch(r"\d{1,3}", code):
                raise UsageError(f"{code!r} is not a Comtrade country code; it is a number such as 112 for Belarus")
        lengths = {len(period) for period in self.periods}
        if len(lengths) > 1 or not all(re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])?", period) for period in self.periods):
            raise UsageError(f"periods {', '.join(self.periods)}: write years (2023) or months (202305), not both")

    @property
    def frequency(self) -> str:
        """``A`` or ``M``."""
        return "A" if len(self.periods[0]) == 4 else "M"

    @property
    def path(self) -> str:
        """Part of the address: type, frequency, classification. Services have classifications of their own."""
        kind = "S" if self.classification.startswith("EB") else "C"
        return f"{kind}/{self.frequency}/{self.classification}"

    def params(self, limit: int) -> dict[str, str]:
        """Parameters of one request; the last three leave out breakdowns by second partner, customs procedure and transport."""
        wanted = {
            "reporterCode": ",".join(self.reporters),
            "period": ",".join(self.periods),
            "partnerCode": ",".join(self.partners),
            "cmdCode": ",".join(self.products),
            "flowCode": ",".join(self.flows),
            "maxRecords": str(limit),
            "includeDesc": "false",
            "partner2Code": "0",
            "customsCode": "C00",
            "motCode": "0",
        }
        return {name: value for name, value in wanted.items() if value}


def halves(query: Query) -> tuple[Query, Query]:
    """Cut a question in two of about the same size.

    Raises
    ------
    UsageError
        If it is of one period, flow, reporter and product.
    """
    for name in ("periods", "flows", "reporters", "products", "partners"):
        values = getattr(query, name)
        if len(values) > 1:
            middle = len(values) // 2
            return replace(query, **{name: values[:middle]}), replace(query, **{name: values[middle:]})
    raise UsageError(
        f"Comtrade: one answer for reporter {query.reporters[0]}, {query.periods[0]}, product {query.products[0]} has more rows than the "
        "API gives; ask for one partner or for fewer products, set MESSLATTE_COMTRADE_KEY, or load the bulk file"
    )


def periods_between(first: str, last: str) -> tuple[str, ...]:
    """Years ``2015`` to ``2023``, or months ``202301`` to ``202312``, both ends included."""
    if len(first) != len(last) or first > last or len(first) not in (4, 6):
        raise UsageError(f"{first}:{last}: write two years (2015:2023) or two months (202301:202312), the earlier first")
    if len(first) == 4:
        return tuple(str(year) for year in range(int(first), int(last) + 1))
    return tuple(_months(first, last))


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[4:])
    while f"{year}{month:02d}" <= last:
        yield f"{year}{month:02d}"
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
