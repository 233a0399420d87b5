"""Opportunities of a pair: candidates judged, a region's share taken, lists ordered, sentences written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from messlatte.areas.check import check_areas
from messlatte.areas.explain import explained, number
from messlatte.areas.industries import ICIO_YEAR, icio_source, industries, industry_panel
from messlatte.areas.rank import in_lists, judge, rows_of, scaled
from messlatte.areas.region import NO_OUTPUT, Shares, factor_of, widened
from messlatte.core.claims import Area
from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import DataError, UsageError
from messlatte.core.i18n import translations
from messlatte.core.opportunity import Opportunities, Opportunity
from messlatte.models.opportunity_panel import ProductPanel

__all__ = ["METHOD", "find_opportunities"]

METHOD = "areas/1"


def find_opportunities(
    pair: Pair,
    *,
    language: str = "en",
    turnover: float | None = None,
    shares: Shares | None = None,
    areas: Sequence[Area] = (),
    world: float = 1.0,
    panel: ProductPanel | None = None,
) -> Opportunities:
    """Rows of both directions, from the shipped industry table unless a panel is given.

    Parameters
    ----------
    pair : Pair
    turnover : float, optional
        Known total of both directions in goods, USD a year; every flow is scaled to it.
    shares : Shares, optional
        A region's shares of its nation's industries.
    areas : sequence of Area
        What a statement names; each is checked against the rows.
    world : float
        Growth of all markets over five years, as a ratio.
    panel : ProductPanel, optional
        Own flows instead of the shipped table; the last year is judged.

    Raises
    ------
    DataError
        If the table does not hold one of the two nations.
    UsageError
        If both lie in one nation, or a figure is not positive.
    """
    if (turnover is not None and not turnover > 0) or not world > 0:
        raise UsageError("--turnover and --world must be above 0")
    cube = panel or industry_panel()
    nations = [economy.code if economy.code in cube.economies else economy.part_of or economy.code for economy in pair]
    if nations[0] == nations[1]:
        raise UsageError(f"both economies lie in {nations[0]}; the table knows trade between nations only")
    for code in nations:
        if code not in cube.economies:
            raise DataError(
                f"the {cube.name} table holds no {code}; it holds {len(cube.economies)} economies: " + ", ".join(cube.economies)
            )
    table = judge(cube, nations[0], nations[1])
    rows = [*rows_of(table, nations[0], nations[1], world=world), *rows_of(table, nations[1], nations[0], world=world)]
    rows, notes = _regional(rows, pair, nations, turnover, shares, language, own_table=panel is None)
    rows = [_named(row, language) for row in in_lists(rows)]
    places = {economy.code: economy.name for economy in pair if economy.name != economy.code}
    own = panel is None
    named = [replace(row, why=explained(row, language, places)) for row in rows]
    checks = check_areas(areas, named, language, intermediates=own)
    grain, sources = ("industry", (icio_source(),)) if own else ("product", ())
    return Opportunities(pair, tuple(named), checks, tuple(notes), cube.years[-1], grain, METHOD, sources)


def _named(row: Opportunity, language: str) -> Opportunity:
    industry = industries().get(row.product)
    if industry is None:
        return replace(row, name=row.product)
    flags = (*row.flags, "holds-arms-industry") if industry.holds_arms else row.flags
    return replace(row, name=industry.names[language], service=industry.is_service, flags=flags)


def _is_service(code: str) -> bool:
    industry = industries().get(code)
    return industry is not None and industry.is_service


def _regional(
    rows: list[Opportunity],
    pair: Pair,
    nations: list[str],
    turnover: float | None,
    shares: Shares | None,
    language: str,
    *,
    own_table: bool,
) -> tuple[list[Opportunity], list[str]]:
    """Shares of the nation's flows, scaled to the known total; both notes say what was done."""
    text = translations(language).gettext
    back = {nation: economy.code for nation, economy in zip(nations, pair, strict=True)}
    regions: list[Economy] = [economy for economy, nation in zip(pair, nations, strict=True) if economy.code != nation]
    notes = []
    if own_table:
        notes.append(
            text("The table shows intermediates of {year} only: final goods such as finished vehicles are missing.").format(year=ICIO_YEAR)
        )
    if regions and shares is not None:
        rows = [scaled(row, shares.of(row.product)) for row in rows]
    known = regions and (shares is not None or turnover is not None)
    if turnover is not None:
        goods = sum(row.now for row in rows if not _is_service(row.product))
        if goods <= 0:
            raise DataError("the table shows no trade in goods between the two, so a turnover cannot be shared out")
        rows = [scaled(row, turnover / goods) for row in rows]
        notes.append(text("Flows are scaled so that goods add up to the stated turnover; services by the same factor."))
    if regions and not known:
        notes.append(text("Figures are the nation's: neither a turnover nor shares of output are known for the region."))
        rows = [replace(row, flags=(*row.flags, "nation-level")) for row in rows]
    if known:
        rows = [_estimate(row, shares) for row in rows]
        if shares is None:
            notes.append(
                text("The region's mix of industries is taken to be its nation's; intervals are widened by {factor} either way.").format(
                    factor=number(NO_OUTPUT, language)
                )
            )
    return [replace(row, exporter=back[row.exporter], importer=back[row.importer]) for row in rows], notes


def _estimate(row: Opportunity, shares: Shares | None) -> Opportunity:
    low, high = widened(row.p10, row.mean, row.p90, factor_of(_is_service(row.product), shares))
    return replace(row, p10=low, p90=high, estimated=True, flags=(*row.flags, "estimated-region"))
