"""Rows of a region: its share of the nation's flows, scaled to the total that is known, with intervals that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from messlatte.areas.explain import number
from messlatte.areas.industries import industry_of
from messlatte.areas.needs import users_of
from messlatte.areas.rank import scaled
from messlatte.areas.region import NO_OUTPUT, Shares, factor_of, widened
from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import DataError
from messlatte.core.i18n import translations
from messlatte.core.opportunity import Opportunity

__all__ = ["Regional", "regional"]


@dataclass(frozen=True, slots=True)
class Regional:
    """Rows in the codes of the pair, and what was done to them."""

    rows: tuple[Opportunity, ...]
    notes: tuple[str, ...]


def regional(
    rows: Sequence[Opportunity], pair: Pair, nations: Sequence[str], turnover: float | None, shares: Shares | None, language: str
) -> Regional:
    """Take the region's share of every flow, then scale all so that goods add up to the known total.

    Parameters
    ----------
    rows : sequence of Opportunity
        Of the nations.
    nations : sequence of str
        Codes of the nations of ``pair``, in its order.
    turnover : float, optional
        Known total of both directions in goods, USD a year.
    shares : Shares, optional
        Of the region in its nation's industries: what it sells goes by the industry's own share, what it buys by that of the users.

    Raises
    ------
    DataError
        If a turnover is to be shared out and there is no trade in goods.
    """
    text = translations(language).gettext
    back = {nation: economy.code for nation, economy in zip(nations, pair, strict=True)}
    regions: list[Economy] = [economy for economy, nation in zip(pair, nations, strict=True) if economy.code != nation]
    inside = {nation for nation, code in back.items() if code != nation}
    notes, out = [], list(rows)
    if regions and shares is not None:
        out = [scaled(row, _share(row, inside, shares)) for row in out]
    if turnover is not None:
        goods = sum(row.now for row in out if not row.service)
        if goods <= 0:
            raise DataError("the table shows no trade in goods between the two, so a turnover cannot be shared out")
        out = [scaled(row, turnover / goods) for row in out]
        notes.append(text("Flows are scaled so that goods add up to the stated turnover; services by the same factor."))
    if regions and shares is None and turnover is None:
        notes.append(text("Figures are the nation's: neither a turnover nor shares of output are known for the region."))
        out = [replace(row, flags=(*row.flags, "nation-level")) for row in out]
    elif regions:
        out = [_estimate(row, shares) for row in out]
        if shares is None:
            notes.append(
                text("The region's mix of industries is taken to be its nation's; intervals are widened by {factor} either way.").format(
                    factor=number(NO_OUTPUT, language)
                )
            )
    return Regional(tuple(replace(row, exporter=back[row.exporter], importer=back[row.importer]) for row in out), tuple(notes))


def _share(row: Opportunity, inside: set[str], shares: Shares) -> float:
    """Region's share of a flow: of the selling industry where it sells, of the users where it buys."""
    industry = industry_of(row.product) or row.product
    share = shares.of(industry) if row.exporter in inside else 1.0
    if row.importer in inside:
        users = users_of(row.importer, industry)
        known = sum(part for _, part in users)
        share *= sum(part * shares.of(user) for user, part in users) / known if known else shares.of(industry)
    return share


def _estimate(row: Opportunity, shares: Shares | None) -> Opportunity:
    low, high = widened(row.p10, row.mean, row.p90, factor_of(row.service, shares))
    return replace(row, p10=low, p90=high, estimated=True, flags=(*row.flags, "estimated-region"))
