"""``messlatte backtest nowcast``: the nowcast, one year left out at a time."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from messlatte.cli.options import Json, print_json

__all__ = ["backtest_nowcast"]


def backtest_nowcast(
    data: Annotated[Path, Parameter(help="Folder with the monthly files the nowcast is learned from.")], *, json: Json = False
) -> None:
    """Score the nowcast of the full year and of the year after on years it has not seen.

    Parameters
    ----------
    data : Path
        Folder with the monthly files (docs/methods/nowcast.md names them).
    json : bool
        Print JSON to standard output.
    """
    from messlatte.models.nowcast_backtest import backtest_nowcast as scores_of
    from messlatte.models.nowcast_history import read_history
    from messlatte.models.nowcast_report import markdown_table

    scores = list(scores_of(read_history(data)))
    if json:
        print_json({"schema": "messlatte.backtest.nowcast/1", "scores": [asdict(score) for score in scores]})
    else:
        print(markdown_table(scores))
