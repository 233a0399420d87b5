"""The shipped industry table and the concordance between its industries and HS, EBOPS and ISIC."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from messlatte.core.errors import DataError
from messlatte.core.evidence import Source
from messlatte.models.opportunity_panel import ProductPanel, distances_between

__all__ = [
    "ICIO_YEAR",
    "Industry",
    "final_shares",
    "icio_source",
    "industries",
    "industries_of",
    "industry_of",
    "industry_panel",
    "is_service",
]

ICIO_YEAR = 2022


@dataclass(frozen=True, slots=True)
class Industry:
    """One row of the concordance; codes are beginnings."""

    code: str
    isic: tuple[str, ...]
    hs: tuple[str, ...]
    ebops: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def is_service(self) -> bool:
        """Sections E to T of ISIC; electricity counts as a good."""
        return self.code[0] in "EFGHIJKLMNOPQRST"

    @property
    def holds_arms(self) -> bool:
        """Whether arms are a part that the industry table cannot show apart (ISIC 2520 in C25, 3040 in C302T309)."""
        return self.code in {"C25", "C302T309"}


@lru_cache(maxsize=1)
def industries() -> Mapping[str, Industry]:
    """Every industry of the table by its code."""
    text = (files("messlatte.areas") / "data" / "concordance.csv").read_text(encoding="utf-8")
    return {
        row["icio"]: Industry(
            row["icio"],
            tuple(row["isic"].split()),
            tuple(row["hs"].split()),
            tuple(row["ebops"].split()),
            {language: row[language] for language in ("en", "de", "ru")},
        )
        for row in csv.DictReader(text.splitlines())
    }


def industries_of(hs: tuple[str, ...], ebops: tuple[str, ...], isic: tuple[str, ...]) -> tuple[str, ...]:
    """Industries that codes of an area fall into: ISIC first, which is exact; else HS by the longest beginning, EBOPS by its item."""
    found = [
        code
        for code, row in industries().items()
        if any(code.startswith(own) if own.isalpha() else own.startswith(theirs) for own in isic for theirs in row.isic)
    ]
    for own in hs:
        best = max(((len(theirs), code) for code, row in industries().items() for theirs in row.hs if own.startswith(theirs)), default=None)
        within = [code for code, row in industries().items() if any(theirs.startswith(own) for theirs in row.hs)]
        if not isic:
            found += [best[1]] if best else within
    if not isic:
        found += [
            code for own in ebops for code, row in industries().items() if any(own.startswith(x) for x in row.ebops) and row.is_service
        ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def industry_of(product: str) -> str | None:
    """Industry that a product falls into: itself, or that of the longest beginning of its HS code; None where none fits."""
    if product in industries():
        return product
    if not product.isdigit():
        return None
    fits = [(len(theirs), code) for code, row in industries().items() for theirs in row.hs if product.startswith(theirs)]
    within = [(-len(theirs), code) for code, row in industries().items() for theirs in row.hs if theirs.startswith(product)]
    return max(fits or within, default=(0, None))[1]


def is_service(product: str) -> bool:
    """Whether a code is an industry of services; every HS code is a good."""
    row = industries().get(product)
    return row is not None and row.is_service


@lru_cache(maxsize=1)
def industry_panel() -> ProductPanel:
    """The shipped table as a panel of one year: 80 economies, 50 industries, million USD."""
    import pyarrow.parquet as pq

    with (files("messlatte.areas") / "data" / "icio2022.parquet").open("rb") as file:
        table = pq.read_table(file)
    names, at = [], []
    for column in ("exporter", "importer", "industry"):
        packed = table[column].combine_chunks()
        codes = packed.dictionary.to_pylist()
        names.append(tuple(sorted(codes)))
        at.append(np.argsort(np.argsort(codes))[packed.indices.to_numpy()])
    economies = names[0]
    if names[1] != economies:
        raise DataError("the shipped industry table is damaged: its exporters and importers differ; install Messlatte again")
    values = np.zeros((1, len(economies), len(economies), len(names[2])), np.float32)
    values[0][tuple(at)] = table["musd"].to_numpy()
    values[0][np.arange(len(economies)), np.arange(len(economies))] = 0.0
    return ProductPanel("ICIO", (ICIO_YEAR,), economies, names[2], values, distances_between(economies), 1.0)


@lru_cache(maxsize=1)
def final_shares() -> Mapping[tuple[str, str], float]:
    """Share of final use in what each country's industry makes, by country and industry: what the table of intermediates cannot show."""
    import pyarrow.parquet as pq

    with (files("messlatte.areas") / "data" / "icio2022_output.parquet").open("rb") as file:
        table = pq.read_table(file).to_pydict()
    return {
        (country, industry): final / output if output > 0 else 0.0
        for country, industry, output, final in zip(
            *(table[c] for c in ("country", "industry", "output_musd", "final_sales_musd")), strict=True
        )
    }


def icio_source() -> Source:
    """Where the table comes from."""
    return Source(
        "OECD",
        "Inter-Country Input-Output tables, intermediates, 80 economies x 50 industries",
        "2025 edition, year 2022",
        licence="CC BY 4.0 (OECD terms since July 2024)",
    )
