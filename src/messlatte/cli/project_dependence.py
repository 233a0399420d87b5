"""``messlatte project dependence``: for which imported products two economies depend on few suppliers outside."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, print_json
from messlatte.core.errors import UsageError
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from messlatte.projects.dependence import ProductDependence

__all__ = ["dependence"]

SCHEMA = "messlatte.dependence/1"


def dependence(
    file: Annotated[Path | None, Parameter(help="Project file: only the inputs that it buys outside.")] = None,
    *,
    pair: Annotated[tuple[str, str] | None, Parameter(help="Two codes, if no project is named: BLR RUS.")] = None,
    year: Annotated[int | None, Parameter(help="Year; the last of the data by default.")] = None,
    top: Annotated[int, Parameter(help="How many products, by value of imports from outside.")] = 20,
    lang: Lang = None,
    as_json: Json = False,
) -> int:
    """Show products for which each side alone, and both as one, depend on few suppliers outside (CEPII, European Commission).

    Needs flows by six-digit products of all economies in the data folder (`messlatte data add baci FILE.zip`). Without a project file
    only dependent products are shown; of a project every input it buys outside.
    """
    parties, codes = _asked(file, pair)
    if top < 1:
        raise UsageError(f"--top {top}: at least 1 is needed")
    first, second = parties[:1], parties[1:]
    sides = ((parties, ()), (first, second), (second, first))
    views = {"+".join(ours): _rows(ours, near, codes, year, top) for ours, near in sides}
    if as_json:
        print_json({"schema": SCHEMA, "views": {name: [asdict(row) for row in rows] for name, rows in views.items()}})
    else:
        _print(views, lang or "en")
    return 0


def _asked(file: Path | None, pair: tuple[str, str] | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parties, and codes of the inputs that a project buys outside."""
    if (file is None) == (pair is None):
        raise UsageError("name a project file, or --pair A B")
    if pair is not None:
        return (pair[0].upper(), pair[1].upper()), ()
    from messlatte.projects.project_file import load

    assert file is not None
    project = load(file)
    codes = tuple(sorted({payment.code for payment in project.payments if payment.origin == "outside" and payment.code}))
    if not codes:
        raise UsageError(f"{file}: the project buys nothing outside that has an HS code; `code` of a payment names it")
    return project.parties, codes


def _rows(
    ours: tuple[str, ...], near: tuple[str, ...], codes: tuple[str, ...], year: int | None, top: int
) -> tuple[ProductDependence, ...]:
    from messlatte.ledger.folder import data_folder
    from messlatte.projects.dependence import dependent_products

    rows = dependent_products(data_folder(), ours, near, year=year)
    chosen = [row for row in rows if (row.product.startswith(codes) if codes else row.dependent or all(row.cdi))]
    return tuple(chosen[:top])


def _print(views: dict[str, tuple[ProductDependence, ...]], language: str) -> None:
    from messlatte.brief.numbers import percent
    from messlatte.brief.project_words import axis_unit, in_unit
    from messlatte.cli.project_view import open_console, text_grid

    _, console = translations(language).gettext, open_console()
    scale, unit = axis_unit(max((row.outside for rows in views.values() for row in rows), default=0.0), language)
    for name, rows in views.items():
        words = _("{who} as one, imports from all others") if "+" in name else _("{who} alone, the partner is not outside")
        console.print(words.format(who=name.replace("+", ", ")), style="bold")
        heads = (_("from outside, {unit}").format(unit=unit), _("imports, HHI"), _("world, HHI"), _("imports over exports"))
        grid = text_grid("HS", *heads, _("largest"), _("CEPII"), _("two of three years"), _("Commission"))
        for row in rows:
            over = row.imports / row.exports if row.exports else None
            grid.add_row(
                row.product,
                in_unit(row.outside, scale, language),
                f"{row.import_hhi:.2f}",
                f"{row.world_hhi:.2f}",
                f"{over:.1f}" if over is not None and over < 1000 else ">1000",
                f"{row.largest} {percent(row.largest_share, language, digits=0)}",
                _("yes") if row.dependent else _("no"),
                "–" if row.lasting is None else _("yes") if row.lasting else _("no"),
                "".join(str(n + 1) if met else "·" for n, met in enumerate(row.cdi)),
            )
        console.print(grid if rows else _("none"))
    words = _(
        "CEPII: imports and world exports concentrated (HHI above 0.4), imports above exports. Commission: 1 imports from outside "
        "concentrated, 2 more than half from outside, 3 above exports."
    )
    console.print(words, style="dim")
