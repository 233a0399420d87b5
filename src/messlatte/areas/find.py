"""Opportunities of a pair: candidates judged, a region's share taken, lists ordered, sentences written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from messlatte.areas.check import check_areas
from messlatte.areas.explain import Places, headline, money, number, reasons
from messlatte.areas.flags import mirror_conflicts, with_flags
from messlatte.areas.industries import ICIO_YEAR, icio_source, industries, industry_of, industry_panel
from messlatte.areas.names import good_name
from messlatte.areas.needs import users_of
from messlatte.areas.rank import in_lists, judge, judge_world, rows_of
from messlatte.areas.region import Shares
from messlatte.areas.regional import regional
from messlatte.areas.tariffs import Tariffs
from messlatte.core.claims import Area
from messlatte.core.economy import Pair
from messlatte.core.errors import DataError, UsageError
from messlatte.core.evidence import Source
from messlatte.core.i18n import translations
from messlatte.core.opportunity import Opportunities, Opportunity, StatedTurnover
from messlatte.models.opportunity_ledger import GRAINS
from messlatte.models.opportunity_panel import ProductPanel

__all__ = ["METHOD", "find_opportunities"]

METHOD = "areas/2"


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of both nations before a region's share is taken."""

    rows: list[Opportunity]
    year: int
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def find_opportunities(
    pair: Pair,
    *,
    language: str = "en",
    grain: str = "industry",
    turnover: float | None = None,
    readings: Sequence[StatedTurnover] = (),
    shares: Shares | None = None,
    areas: Sequence[Area] = (),
    world: float = 1.0,
    panel: ProductPanel | None = None,
    tariffs: Tariffs | None = None,
    names: Mapping[str, str] | None = None,
) -> Opportunities:
    """Rows of both directions: of the shipped industry table, of the ledger's products, or of a panel that is given.

    Parameters
    ----------
    pair : Pair
    grain : str
        ``industry``; ``hs2``, ``hs4`` or ``hs6`` where the ledger holds products; services come from the industry table in any case.
    turnover : float, optional
        Known total of both directions in goods, USD a year; every flow is scaled to it. The likeliest of ``readings`` by default.
    readings : sequence of StatedTurnover
        Of a statement, the likeliest first.
    shares : Shares, optional
        A region's shares of its nation's industries.
    areas : sequence of Area
        What a statement names; each is checked against the rows.
    world : float
        Growth of all markets over five years, as a ratio.
    panel : ProductPanel, optional
        Own flows instead; the last year is judged.
    tariffs : Tariffs, optional
        Shown beside the rows.
    names : mapping of str to str, optional
        Names of HS codes in the language; chapters have theirs here.

    Raises
    ------
    DataError
        If the table does not hold one of the two nations, or the ledger nothing at that grain.
    UsageError
        If both lie in one nation, or a figure is not positive.
    """
    known = StatedTurnover(turnover) if turnover is not None else next(iter(readings), None)
    if (known is not None and not known.value > 0) or not world > 0:
        raise UsageError("--turnover and --world must be above 0")
    nations = [economy.part_of or economy.code for economy in pair] if panel is None else _own_codes(pair, panel)
    if nations[0] == nations[1]:
        raise UsageError(f"both economies lie in {nations[0]}; the table knows trade between nations only")
    table = _table(nations, grain, world, panel, language)
    found = regional(table.rows, pair, nations, known.value if known else None, shares, language)
    dress = _dresser(pair, nations, language, tariffs, names or {}, own=panel is not None)
    rows = [dress(row) for row in in_lists(list(found.rows))]
    return Opportunities(
        pair=pair,
        rows=tuple(rows),
        checks=check_areas(areas, rows, language, Places.of(pair, language), grain="product" if panel is not None else grain),
        notes=(*table.notes, *found.notes, *_other_readings(known, readings, language)),
        year=table.year,
        grain="product" if panel is not None else grain,
        method=METHOD,
        sources=table.sources,
        turnover=known,
        readings=tuple(readings),
    )


def _other_readings(known: StatedTurnover | None, readings: Sequence[StatedTurnover], language: str) -> tuple[str, ...]:
    """What every figure is multiplied with under each other reading of the turnover."""
    text = translations(language).gettext
    if known is None or not readings:
        return ()
    used = next((one for one in readings if one.value == known.value), known)
    told = [
        text("Read as {amount} a year ({note}); read as {other} a year ({other_note}), every amount is {factor} times as large.").format(
            amount=money(known.value, language),
            note=text(used.note) if used.note else text("as given"),
            other=money(other.value, language),
            other_note=text(other.note) if other.note else text("another reading"),
            factor=number(other.value / known.value, language),
        )
        for other in readings
        if other.value != known.value
    ]
    return tuple(told)


def _own_codes(pair: Pair, panel: ProductPanel) -> list[str]:
    return [economy.code if economy.code in panel.economies else economy.part_of or economy.code for economy in pair]


def _table(nations: Sequence[str], grain: str, world: float, panel: ProductPanel | None, language: str) -> _Table:
    """Rows of the table that was asked for; services beside the ledger's goods."""
    text = translations(language).gettext
    if panel is not None:
        return _Table(_both(panel, nations, world), panel.years[-1], (), ())
    note = text("The table shows intermediates of {year} only: final goods such as finished vehicles are missing.").format(year=ICIO_YEAR)
    if grain == "industry":
        return _Table(_both(industry_panel(), nations, world), ICIO_YEAR, (note,), (icio_source(),))
    goods = _goods(nations, grain, world, text)
    if not all(code in industry_panel().economies for code in nations):
        return goods
    services = [row for row in _both(industry_panel(), nations, world) if row.service]
    told = text("Services come from the industry table of {year}, intermediates only.").format(year=ICIO_YEAR)
    return _Table([*goods.rows, *services], goods.year, (*goods.notes, told), (*goods.sources, icio_source()))


def _both(panel: ProductPanel, nations: Sequence[str], world: float) -> list[Opportunity]:
    _within(nations, panel.economies, panel.name)
    judged = judge(panel, nations[0], nations[1])
    found = [*rows_of(judged, *nations, world=world), *rows_of(judged, nations[1], nations[0], world=world)]
    return [replace(row, service=row.product in industries() and industries()[row.product].is_service) for row in found]


def _within(nations: Sequence[str], economies: Sequence[str], name: str) -> None:
    for code in nations:
        if code not in economies:
            raise DataError(f"the {name} table holds no {code}; it holds {len(economies)} economies: " + ", ".join(economies))


def _goods(nations: Sequence[str], grain: str, world: float, text: Callable[[str], str]) -> _Table:
    """Products of the ledger, with the flags that the rows alone can give."""
    from messlatte.ledger.folder import data_folder
    from messlatte.ledger.product_flows import loads_source, product_loads
    from messlatte.models.opportunity_ledger import ledger_world

    data = data_folder()
    whole = ledger_world(data, grain)
    _within(nations, whole.economies, whole.name)
    judged = judge_world(whole, *nations)
    rows = [*rows_of(judged, *nations, world=world), *rows_of(judged, nations[1], nations[0], world=world)]
    rows = with_flags(rows, mirror_conflicts(nations[0], nations[1], GRAINS[grain]))
    note = text("Products of the years {first} to {last}; the model was fitted on raw materials and is carried over to all goods.").format(
        first=max(whole.years[0], whole.years[-1] - 2), last=whole.years[-1]
    )
    return _Table(rows, whole.years[-1], (note,), loads_source(product_loads(data, GRAINS[grain])))


def _dresser(
    pair: Pair, nations: Sequence[str], language: str, tariffs: Tariffs | None, names: Mapping[str, str], *, own: bool
) -> Callable[[Opportunity], Opportunity]:
    """Function that gives a row its name, its users, its tariff and its sentence."""
    places = Places.of(pair, language)
    back = {economy.code: nation for economy, nation in zip(pair, nations, strict=True)}

    def dress(row: Opportunity) -> Opportunity:
        known = industries().get(row.product)
        name = known.names[language] if known else names.get(row.product) or good_name(row.product, language) or row.product
        flags = (*row.flags, "holds-arms-industry") if known and known.holds_arms else row.flags
        industry = industry_of(row.product)
        users = () if own or industry is None else users_of(back[row.importer], industry)[:3]
        named = tuple((industries()[code].names[language], share) for code, share in users)
        rate = None if tariffs is None else tariffs.of(back[row.exporter], back[row.importer], row.product)
        whole = replace(row, name=name, flags=flags, users=named, tariff=rate)
        return replace(whole, why=f"{headline(whole, language, places)} {reasons(whole, language, places)}")

    return dress
