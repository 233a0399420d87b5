"""``messlatte data turnover``: a pair's turnover from both customs services, side by side and as one value."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from messlatte.cli.options import Json, print_json
from messlatte.core.errors import DataError

if TYPE_CHECKING:
    from messlatte.ledger.turnover import Turnover

__all__ = ["turnover"]


def turnover(
    *,
    pair: Annotated[tuple[str, str], Parameter(name="--pair", help="Two economies: DEU POL, or a region: BLR RU-TUL.")],
    freq: Annotated[Literal["A", "M"], Parameter(name="--freq", help="A for years, M for months.")] = "A",
    share: Annotated[
        float | None, Parameter(name="--share", help="Region's share of its nation's trade, where it has no flows itself.")
    ] = None,
    json: Json = False,
) -> int:
    """Show what either side declared, the gap between them, and the value reconciled from both with its 80 % interval."""
    from messlatte.ledger.turnover import turnover as of_pair

    a, b = (code.upper() for code in pair)
    found = of_pair(a, b, freq, share=share)
    if found is None:
        raise DataError(f"no data on {a} and {b}; add some with `messlatte data add`, or give a region's share with --share")
    if json:
        print_json(_document(found))
    else:
        _print(found)
    return 0


def _document(found: Turnover) -> dict[str, object]:
    return {
        "schema": "messlatte.turnover/1",
        "pair": [found.a, found.b],
        "frequency": found.frequency,
        "method": found.method,
        "estimated_share": found.estimated_share,
        "flows": [asdict(flow) | {"gap": flow.gap} for flow in found.flows],
        "turnover": [
            {"period": period, "value": value, "low": low, "high": high} for period, (value, low, high) in found.reconciled().items()
        ],
        "findings": [{"code": f.code, "severity": str(f.severity), "message": f.message} for f in found.findings()],
    }


def _print(found: Turnover) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{found.a} and {found.b}, million USD ({found.method})", box=None, header_style="bold", title_justify="left")
    for name in ("period", "from", "to", "exporter declares", "importer declares", "gap", "value f.o.b.", "80 % interval"):
        table.add_column(name, justify="left" if name in ("period", "from", "to") else "right")
    for flow in found.flows:
        gap = "" if flow.gap is None else f"x {flow.gap:.2f}"
        interval = "published" if flow.low == flow.high else f"{_millions(flow.low)} to {_millions(flow.high)}"
        sides = (flow.exporter_report, flow.importer_report)
        table.add_row(flow.period, flow.exporter, flow.importer, *map(_millions, sides), gap, _millions(flow.value), interval)
    console = Console()
    console.print(table)
    for finding in found.findings():
        console.print(finding.message, style="dim")


def _millions(value: float | None) -> str:
    return "-" if value is None else f"{value / 1e6:,.1f}"
