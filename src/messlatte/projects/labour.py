"""What jobs are computed from: inputs among the industries of an economy, and jobs per output - as shipped, or from a user's table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from messlatte.core.errors import UsageError
from messlatte.ledger.economies import nation_of
from messlatte.projects.industry_table import Floats, JobsPerOutput, households_of, industry_of, industry_table, jobs_per_output
from messlatte.projects.input_output import Households
from messlatte.projects.io_table import InputOutputTable

__all__ = ["Labour", "labour_of_table", "shipped_labour"]

_JOBS = ("jobs", "employment", "persons employed")


@dataclass(frozen=True, slots=True)
class Labour:
    """Employment model of one economy.

    Parameters
    ----------
    industries : tuple of str
        Groups of ISIC divisions, such as ``"C29"``, ``"C10T12"``, ``"29"``.
    coefficients : ndarray, shape (n, n)
        A, domestic.
    per_output : JobsPerOutput
        Per million USD.
    households : Households or None
        Without them there is no upper bound.
    """

    industries: tuple[str, ...]
    coefficients: Floats
    per_output: JobsPerOutput
    households: Households | None


def shipped_labour(party: str) -> Labour | None:
    """Model from the table that ships; None where it has no jobs for the economy."""
    table, per_output = industry_table(), jobs_per_output(party)
    place = table.place(party)
    if place is None or per_output is None:
        return None
    return Labour(table.industries, table.domestic[place], per_output, households_of(party))


def labour_of_table(table: InputOutputTable, party: str) -> Labour:
    """Model from a user's table.

    Parameters
    ----------
    table : InputOutputTable
        Output in million USD; a column ``jobs`` (persons), and for the upper bound ``wages`` and ``household_spending`` (million USD).
        Industries named by ISIC: ``"29"``, ``"C29"``, ``"C10T12"``, ``"F"``. Of several regions the one that is called like the party, or
        like its nation, counts; a table without regions counts whole.
    party : str
        Code.

    Raises
    ------
    UsageError
        If the region, the jobs or the names of the industries are missing.
    """
    regions = set(table.regions)
    name = next((r for r in (party, nation_of(party), "") if r in regions), None)
    if name is None:
        raise UsageError(f"{table.source}: no region {party} or {nation_of(party)}; there is {', '.join(sorted(regions)[:12])}")
    rows = np.array([region == name for region in table.regions])
    industries = tuple(industry for industry, chosen in zip(table.industries, rows, strict=True) if chosen)
    if industry_of("41", industries) is None and industry_of("29", industries) is None:
        raise UsageError(f"{table.source}: industries must be named by ISIC (29, C10T12, F), found {', '.join(industries[:4])}")
    jobs = next((key for key in table.satellites if key.rsplit("/", 1)[-1].casefold().startswith(_JOBS)), None)
    if jobs is None:
        raise UsageError(f"{table.source}: no column jobs; there is {', '.join(sorted(table.satellites)) or 'nothing beside output'}")
    value = table.per_output(jobs)[rows]
    return Labour(
        industries,
        table.coefficients[np.ix_(rows, rows)],
        JobsPerOutput(value, value, value, 0, table.source, False),
        _households(table, rows),
    )


def _households(table: InputOutputTable, rows: np.ndarray) -> Households | None:
    if not {"wages", "household_spending"} <= table.satellites.keys():
        return None
    wages, spending = table.satellites["wages"][rows], table.satellites["household_spending"][rows]
    return Households(table.per_output("wages")[rows], spending / max(float(wages.sum()), 1e-9))
