"""What the data say of each area that a statement names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from messlatte.areas.explain import Places, headline
from messlatte.areas.industries import final_shares, industries, industries_of
from messlatte.core.claims import Area
from messlatte.core.i18n import translations
from messlatte.core.opportunity import AreaCheck, Opportunity
from messlatte.statement.areas import sectors

__all__ = ["check_areas"]

_FINAL = 0.5
"""Above this share of final use the table of intermediates says too little of an industry."""
_FIRST = 3  # an area is agreed if one of its flows stands in the first third of the growth list


def check_areas(areas: Iterable[Area], rows: Sequence[Opportunity], language: str, places: Places, *, grain: str) -> tuple[AreaCheck, ...]:
    """Check each area once.

    ``agreed``: one of its flows, either way, stands in the first third of the growing or of the new flows; ``doubtful``: it has flows
    and none stands there; ``not measurable``: no flow of the table falls into it, it is arms, or its industries sell mostly for final
    use and the table holds intermediates only.

    Parameters
    ----------
    rows : sequence of Opportunity
        In their order.
    grain : str
        ``industry`` for the shipped table, which lacks final goods; else rows are HS codes, and industries are services only.
    """
    text = translations(language).gettext
    leading = {id(row) for listing in ("growth", "new") for row in _first_third([r for r in rows if r.listing == listing])}
    checked = []
    for area in {area.key: area for area in areas}.values():
        label = sectors()[area.key].label.get(language, area.label) if area.key in sectors() else area.label
        codes = () if area.arms else _codes(area, grain)
        inside = [row for row in rows if _falls(row.product, codes)]
        visible = [row for row in inside if row.product not in industries() or _seen(row)]
        if area.arms:
            checked.append(AreaCheck(label, "not measurable", (), text("Arms are in no ranking.")))
        elif not inside:
            checked.append(AreaCheck(label, "not measurable", codes, text("No flow of the table falls into it.")))
        elif not visible:
            note = text("Most of it is sold for final use, and the table holds intermediates only.")
            checked.append(AreaCheck(label, "not measurable", codes, note))
        else:
            good = [row for row in visible if id(row) in leading]
            best = max(good or visible, key=lambda row: row.score)
            checked.append(AreaCheck(label, "agreed" if good else "doubtful", codes, headline(best, language, places)))
    return tuple(checked)


def _codes(area: Area, grain: str) -> tuple[str, ...]:
    """Codes of an area at the grain of the rows: industries; or HS codes, its own or its industries', and industries of services."""
    found = industries_of(area.hs, area.ebops, area.isic)
    if grain == "industry":
        return found
    services = tuple(code for code in industries_of((), area.ebops, area.isic) if industries()[code].is_service)
    goods = area.hs or tuple(hs for code in found if not industries()[code].is_service for hs in industries()[code].hs)
    return (*goods, *services)


def _falls(product: str, codes: Sequence[str]) -> bool:
    """Whether a row lies in one of the codes; a chapter holds a code that begins with it."""
    if not product.isdigit():
        return product in codes
    return any(code.isdigit() and (product.startswith(code) or code.startswith(product)) for code in codes)


def _first_third(rows: Sequence[Opportunity]) -> Sequence[Opportunity]:
    return rows[: -(-len(rows) // _FIRST)]


def _seen(row: Opportunity) -> bool:
    """Whether most of what the exporter's industry makes is intermediate, so that the table shows it."""
    from messlatte.ledger.economies import nation_of

    return final_shares().get((nation_of(row.exporter), row.product), 0.0) <= _FINAL
