"""``messlatte fit``: build the fitted tables from the ledger alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from messlatte.core.errors import MesslatteError, UsageError

__all__ = ["fit"]


def fit(
    *,
    until: Annotated[int | None, Parameter(help="Last year to use; all by default.")] = None,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="Folder to write.")] = Path("messlatte-model"),
    threads: Annotated[int, Parameter(help="Threads to use; the result is the same.")] = 1,
) -> None:
    """Fit the model of the bar on the ledger: growth by what is known of a pair, reference classes, and the tide.

    The result is a folder for `messlatte assess --model FOLDER`; the same ledger gives the same model. Needs the extra `models`.
    """
    try:
        import lightgbm  # noqa: F401
    except ImportError as error:
        raise MesslatteError("fitting needs the extra `models`: pip install 'messlatte[models]'") from error
    from messlatte.models.covariates import ledger_covariates, ledger_panel
    from messlatte.models.fit import fit_model

    panel = ledger_panel()
    if until is not None:
        if until - int(panel.years[0]) < 4:
            raise UsageError(f"--until {until}: at least five years are needed, the ledger begins in {panel.years[0]}")
        panel = panel.until(until)
    sources = f"CEPII BACI {panel.years[0]}-{panel.years[-1]}, goods, both ways"
    print(f"fitting on {len(panel.pairs):,} pairs, {panel.years[0]} to {panel.years[-1]}", file=sys.stderr)
    fitted = fit_model(panel, ledger_covariates(panel), sources, threads=threads)
    fitted.save(output)
    size = sum(path.stat().st_size for path in output.iterdir())
    print(f"{output}: {size / 1e6:.2f} MB, until {fitted.until}")
