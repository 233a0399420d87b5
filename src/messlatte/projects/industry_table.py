"""The industry table that ships: domestic inputs, origin of value and people employed, for 80 economies in 2022."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from messlatte.ledger.economies import nation_of
from messlatte.projects.input_output import Households

__all__ = ["SOURCE", "IndustryTable", "JobsPerOutput", "households_of", "industry_of", "industry_table", "jobs_per_output"]

Floats = npt.NDArray[np.float64]

SOURCE = "OECD Inter-Country Input-Output tables, 2025 edition, year 2022"

_STEP = 50_000.0
_GROUPS = {"A": "A", "B": "BE", "C": "BE", "D": "BE", "E": "BE", "F": "F"}
_SPREAD = (0.5, 1.5)
"""Jobs per output of an industry over those of its group: an assumption, since employment is known by four groups only."""

# What closes the table for households; each an assumption of an upper bound.
_LABOUR_SHARE = 0.5
_SPENT_AT_HOME = 0.6


@dataclass(frozen=True, slots=True)
class IndustryTable:
    """The shipped table.

    Parameters
    ----------
    economies, industries : tuple of str
        ISO codes; groups of ISIC divisions (``"C29"``, ``"C10T12"``).
    domestic : ndarray, shape (economies, n, n)
        A of each economy's own inputs.
    imported : ndarray, shape (economies, n)
        Imported inputs per unit of output.
    origin : ndarray, shape (economies, economies, n)
        ``origin[i, j, k]``: value added of i in a unit of final output of j's industry k, directly and through all suppliers.
    output, final, exports : ndarray, shape (economies, n)
        Million USD; exports are intermediates only.
    """

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    domestic: Floats
    imported: Floats
    origin: Floats
    output: Floats
    final: Floats
    exports: Floats

    def place(self, economy: str) -> int | None:
        """Row of an economy or of the nation of a region; None if it is not there."""
        nation = nation_of(economy)
        return self.economies.index(nation) if nation in self.economies else None


@dataclass(frozen=True, slots=True)
class JobsPerOutput:
    """People employed per million USD of output, by industry; ``assumption`` where the figures are not those of a statistical office."""

    low: Floats
    value: Floats
    high: Floats
    year: int
    source: str
    assumption: bool


@lru_cache(maxsize=1)
def industry_table() -> IndustryTable:
    """Load the table; about 0.03 s."""
    with as_file(files("messlatte.projects").joinpath("data/icio2022.npz")) as path, np.load(path, allow_pickle=False) as raw:
        shares = {name: raw[name].astype(np.float64) / _STEP for name in ("domestic", "imported", "origin")}
        return IndustryTable(
            tuple(map(str, raw["countries"])),
            tuple(map(str, raw["industries"])),
            shares["domestic"],
            shares["imported"],
            shares["origin"],
            raw["output"].astype(np.float64),
            raw["final"].astype(np.float64),
            raw["exports"].astype(np.float64),
        )


def industry_of(isic: str, industries: tuple[str, ...]) -> int | None:
    """Place of the industry that an ISIC division belongs to.

    Parameters
    ----------
    isic : str
        Division (``"29"``), group or class (``"2920"``), or section (``"F"``).
    industries : tuple of str
        Such as ``"C10T12"`` (divisions 10 to 12), ``"C17_18"``, ``"C24A"``, ``"F"``.
    """
    digits = "".join(ch for ch in isic if ch.isdigit())
    if not digits:
        return next((n for n, name in enumerate(industries) if isic and name == isic), None)
    division = int(digits[:2])
    for n, name in enumerate(industries):
        if division in _divisions(name):
            return n
    return None


_SECTIONS = {
    "D": (35,),
    "E": range(36, 40),
    "F": range(41, 44),
    "G": range(45, 48),
    "I": (55, 56),
    "K": range(64, 67),
    "L": (68,),
    "M": range(69, 76),
    "N": range(77, 83),
    "O": (84,),
    "P": (85,),
    "Q": range(86, 89),
    "R": range(90, 94),
    "S": range(94, 97),
    "T": (97, 98),
}


def _divisions(name: str) -> tuple[int, ...]:
    """ISIC divisions of an industry of the table."""
    if name in _SECTIONS:
        return tuple(_SECTIONS[name])
    body = name.removeprefix("ISIC").lstrip("ABCDEFGHIJKLMNOPQRSTU")
    if body.startswith("302T") or body == "301":
        return (30,)
    first, _, last = body.replace("_", "T").partition("T")
    start = int("".join(ch for ch in first if ch.isdigit())[:2] or -1)
    return tuple(range(start, int("".join(ch for ch in last if ch.isdigit())[:2] or start) + 1))


def jobs_per_output(economy: str) -> JobsPerOutput | None:
    """People employed per million USD of output.

    Parameters
    ----------
    economy : str
        Code; a region has the figures of its nation.

    Returns
    -------
    JobsPerOutput or None
        None where no figure with a source is at hand: bring a table. Within a group of industries (agriculture; mining, manufacturing,
        energy and water; construction; services) all have the group's mean, 0.5 to 1.5 of it as the range.
    """
    table = industry_table()
    place = table.place(economy)
    rows = _employment().get(nation_of(economy))
    if place is None or rows is None:
        return None
    groups = [_GROUPS.get(name[0], "S") for name in table.industries]
    value = np.zeros((3, len(groups)))
    for group, row in rows.items():
        members = np.array([g == group for g in groups])
        output = table.output[place, members].sum()
        value[:, members] = np.array([[float(row[name])] for name in ("low", "thousand", "high")]) * 1000 / output
    value[0] *= _SPREAD[0]
    value[2] *= _SPREAD[1]
    first = next(iter(rows.values()))
    source = f"{first['source'].split(':')[0]} (projects/data/jobs.csv); {SOURCE}"
    assumed = any(row["assumption"] == "1" for row in rows.values())
    return JobsPerOutput(value[0], value[1], value[2], int(first["year"]), source, assumed)


@lru_cache(maxsize=1)
def _employment() -> dict[str, dict[str, dict[str, str]]]:
    text = files("messlatte.projects").joinpath("data/jobs.csv").read_text("utf-8")
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        rows.setdefault(row["economy"], {})[row["group"]] = row
    return rows


def households_of(economy: str) -> Households | None:
    """What closes an economy's table for households, as an upper bound.

    Notes
    -----
    Labour gets half of value added; of each unit of income 0.6 is spent on the economy's own industries, as its final sales without
    construction are. Both shares are assumptions: the shipped table holds neither incomes nor household consumption.
    """
    table = industry_table()
    place = table.place(economy)
    if place is None:
        return None
    added = np.clip(1.0 - table.domestic[place].sum(axis=0) - table.imported[place], 0.0, 1.0) * (table.output[place] > 0)
    basket = np.where([name == "F" for name in table.industries], 0.0, table.final[place])
    return Households(_LABOUR_SHARE * added, _SPENT_AT_HOME * basket / max(float(basket.sum()), 1e-9))
