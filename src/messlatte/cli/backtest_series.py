"""``messlatte backtest series``: the reference class against AutoETS, Theta and the ensemble, where a pair has a series."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from messlatte.cli.options import Json, print_json, write_whole
from messlatte.core.errors import MesslatteError
from messlatte.core.generated import with_generated

__all__ = ["backtest_series"]

_ORIGINS, _HORIZONS = (2009, 2011, 2013, 2015), (1, 2, 3, 5)


def backtest_series(
    *,
    origins: Annotated[tuple[int, ...], Parameter(help="Years to forecast from.", consume_multiple=True)] = _ORIGINS,
    horizons: Annotated[tuple[int, ...], Parameter(help="Years ahead.", consume_multiple=True)] = _HORIZONS,
    sample: Annotated[int, Parameter(help="Pairs for each origin.")] = 600,
    page: Annotated[Path | None, Parameter(help="Markdown page whose generated part is replaced.")] = None,
    json: Json = False,
) -> None:
    """Forecast pairs whose series has no gap, told the tide, by the reference class and from each series alone.

    Slow: AutoETS and AutoTheta (statsforecast) take 20 ms a series. Needs the extra `models`.
    """
    try:
        import lightgbm  # noqa: F401
        import statsforecast  # noqa: F401
    except ImportError as error:
        raise MesslatteError("this backtest needs the extra `models`: pip install 'messlatte[models]'") from error
    from messlatte.models.backtest_report import END, SERIES
    from messlatte.models.backtest_series import series_backtest, series_table
    from messlatte.models.covariates import ledger_covariates, ledger_panel

    panel = ledger_panel()
    scores = list(series_backtest(panel, ledger_covariates(panel), origins, horizons, sample=sample))
    if page is not None:
        write_whole(page, with_generated(page.read_text(encoding="utf-8"), series_table(scores), SERIES, END))
    if json:
        print_json({"schema": "messlatte.backtest.series/1", "scores": [asdict(score) for score in scores]})
    elif page is None:
        print(series_table(scores))
