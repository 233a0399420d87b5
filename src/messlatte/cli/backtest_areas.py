"""``messlatte backtest areas``: do the opportunities come true, on vintages the model has not seen."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from messlatte.cli.options import Json, print_json, write_whole
from messlatte.core.errors import UsageError

__all__ = ["backtest_areas"]

_DEFAULT = {"R": (2014, 2019), "W": (2004, 2006)}


def backtest_areas(
    data: Annotated[Path, Parameter(help="Folder with the panels (raw materials of BACI, WIOD); a subfolder `areas` is looked into.")],
    *,
    panel: Annotated[Literal["R", "W", "both"], Parameter(help="R: raw materials, W: WIOD with services.")] = "both",
    years: Annotated[list[int] | None, Parameter(name="--year", help="Vintage t; may be given several times.")] = None,
    economies: Annotated[str | None, Parameter(help="Only these economies: DEU,POL,RUS,...")] = None,
    page: Annotated[Path | None, Parameter(help="Markdown page whose generated part is replaced.")] = None,
    json: Json = False,
) -> None:
    """Fit on what was known at each vintage, score what came five years later, beside the transparent floor and the naive scores.

    Parameters
    ----------
    data : Path
        Folder with the panels (docs/methods/areas.md names the files).
    panel : str
        One panel or both.
    years : list of int, optional
        Vintages; 2014 and 2019 (R), 2004 and 2006 (W) by default.
    economies : str, optional
        Codes separated by commas; the test then knows nothing of the others.
    page : Path, optional
        Page to renew.
    json : bool
        Print JSON to standard output.
    """
    from messlatte.models.opportunity_backtest import backtest_opportunities
    from messlatte.models.opportunity_panel import WIOD, read_raw_materials, read_wiod
    from messlatte.models.opportunity_report import markdown_table

    rows = []
    for name in ("W", "R") if panel == "both" else (panel,):
        folder = data if name == "R" or (data / WIOD).is_file() else data / "areas"
        cube = read_raw_materials(data) if name == "R" else read_wiod(folder)
        if economies:
            wanted = [code.strip() for code in economies.split(",") if code.strip()]
            if unknown := sorted(set(wanted) - set(cube.economies)):
                raise UsageError(f"--economies: {', '.join(unknown)} are not in panel {name}; it holds {', '.join(cube.economies)}")
            cube = cube.subset(wanted)
        rows += list(backtest_opportunities(cube, years or _DEFAULT[name]))
    if json:
        print_json({"schema": "messlatte.backtest.areas/1", "scores": [_plain(asdict(row)) for row in rows]})
    else:
        print(markdown_table(rows))
    if page is not None:
        from messlatte.models.nowcast_report import with_generated

        write_whole(page, with_generated(page.read_text(encoding="utf-8"), markdown_table(rows)))


def _plain(row: dict[str, object]) -> dict[str, object]:
    return {name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in row.items()}
