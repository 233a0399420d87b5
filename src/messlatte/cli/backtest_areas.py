"""``messlatte backtest areas``: do the opportunities come true, on vintages the model has not seen."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from messlatte.cli.options import Json, print_json, write_whole
from messlatte.core.errors import DataError, UsageError
from messlatte.core.generated import with_generated

if TYPE_CHECKING:
    from messlatte.models.opportunity_panel import ProductPanel

__all__ = ["backtest_areas"]

_DEFAULT = {"R": (2014, 2019), "W": (2004, 2006)}


def backtest_areas(
    data: Annotated[
        Path | None, Parameter(help="Folder with the panels (raw materials of BACI, WIOD); without it the products of the ledger.")
    ] = None,
    *,
    panel: Annotated[Literal["R", "W", "both"], Parameter(help="R: raw materials, W: WIOD with services.")] = "both",
    grain: Annotated[Literal["hs2", "hs4", "hs6"], Parameter(help="Grain of the ledger's products.")] = "hs2",
    years: Annotated[list[int] | None, Parameter(name="--year", help="Vintage t; may be given several times.")] = None,
    economies: Annotated[str | None, Parameter(help="Only these economies: DEU,POL,RUS,...")] = None,
    page: Annotated[Path | None, Parameter(help="Markdown page whose generated part is replaced.")] = None,
    json: Json = False,
) -> None:
    """Fit on what was known at each vintage, score what came five years later, beside the transparent floor and the naive scores.

    Parameters
    ----------
    data : Path, optional
        Folder with the panels (docs/methods/areas.md names the files); a subfolder `areas` is looked into. Without it the products that
        `messlatte data add` loaded are tested.
    panel : str
        One panel or both.
    grain : str
        Of the ledger's products.
    years : list of int, optional
        Vintages; 2014 and 2019 (R), 2004 and 2006 (W), the last two possible ones of the ledger by default.
    economies : str, optional
        Codes separated by commas; the test then knows nothing of the others.
    page : Path, optional
        Page to renew.
    json : bool
        Print JSON to standard output.
    """
    from messlatte.models.opportunity_backtest import backtest_opportunities
    from messlatte.models.opportunity_report import markdown_table

    wanted = [code.strip().upper() for code in economies.split(",") if code.strip()] if economies else None
    rows = []
    for cube in [_ledger(grain, wanted)] if data is None else _folder(data, panel, wanted):
        rows += list(backtest_opportunities(cube, years or _vintages(cube)))
    if json:
        print_json({"schema": "messlatte.backtest.areas/1", "scores": [_plain(asdict(row)) for row in rows]})
    else:
        print(markdown_table(rows))
    if page is not None:
        write_whole(page, with_generated(page.read_text(encoding="utf-8"), markdown_table(rows)))


def _folder(data: Path, panel: str, wanted: Sequence[str] | None) -> Iterator[ProductPanel]:
    """Panels of a folder, one after the other."""
    from messlatte.models.opportunity_panel import WIOD, read_raw_materials, read_wiod

    for name in ("W", "R") if panel == "both" else (panel,):
        folder = data if name == "R" or (data / WIOD).is_file() else data / "areas"
        cube = read_raw_materials(data) if name == "R" else read_wiod(folder)
        if wanted is not None:
            if unknown := sorted(set(wanted) - set(cube.economies)):
                raise UsageError(f"--economies: {', '.join(unknown)} are not in panel {name}; it holds {', '.join(cube.economies)}")
            cube = cube.subset(wanted)
        yield cube


def _ledger(grain: str, wanted: Sequence[str] | None) -> ProductPanel:
    from messlatte.ledger.folder import data_folder
    from messlatte.models.opportunity_ledger import ledger_panel

    cube = ledger_panel(data_folder(), grain, wanted)
    print(f"{cube.name}: {cube.years[0]}-{cube.years[-1]}, {len(cube.economies)} economies, {len(cube.products)} products", file=sys.stderr)
    return cube


def _vintages(cube: ProductPanel) -> tuple[int, ...]:
    """Default vintages of a panel: those of the page, or the last two with five years ahead and a complete vintage behind."""
    from messlatte.models.opportunity_panel import HORIZON

    if cube.name in _DEFAULT:
        return _DEFAULT[cube.name]
    possible = [year for year in cube.vintages() if year - HORIZON in cube.vintages()]
    if not possible:
        raise DataError(
            f"{cube.name} holds {cube.years[0]}-{cube.years[-1]}; a backtest needs 13 years: three before an earlier vintage, "
            "five to its outcome, and five more to that of the vintage tested"
        )
    return tuple(sorted({possible[-1], possible[max(0, len(possible) - 1 - HORIZON)]}))


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in row.items()}
