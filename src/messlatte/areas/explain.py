"""One sentence a row with its numbers, in the language asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from messlatte.core.economy import Pair
from messlatte.core.i18n import translations
from messlatte.core.opportunity import Opportunity

__all__ = ["Places", "amount", "economy_name", "headline", "money", "number", "reasons"]

_TOLD = 0.005  # a rival with less is not named


def economy_name(code: str, language: str) -> str:
    """Name of a country or region in a language; the code where it has none."""
    from messlatte.statement.gazetteer import economy, is_economy

    return economy(code, language).name if is_economy(code) else code


def number(value: float, language: str) -> str:
    """Number rounded for reading: one digit below ten."""
    from babel.numbers import format_decimal

    digits = 0 if abs(value) >= 9.95 else 1
    return str(format_decimal(round(value, digits), format="#,##0.#" if digits else "#,##0", locale=language))


def money(usd: float, language: str) -> str:
    """Dollars in millions or billions, rounded for reading."""
    text = translations(language).gettext
    if abs(usd) >= 1e9:
        return text("{value} bn USD").format(value=number(usd / 1e9, language))
    if abs(usd) >= 5e4 or usd == 0:
        return text("{value} m USD").format(value=number(usd / 1e6, language))
    return text("{value} thousand USD").format(value=number(usd / 1e3, language))


def amount(usd: float, language: str) -> str:
    """As `money`, without the currency: for an axis or the ends of an interval."""
    text = translations(language).gettext
    if abs(usd) >= 1e9:
        return text("{value} bn").format(value=number(usd / 1e9, language))
    if abs(usd) >= 5e4 or usd == 0:
        return text("{value} m").format(value=number(usd / 1e6, language))
    return text("{value} thousand").format(value=number(usd / 1e3, language))


@dataclass(frozen=True, slots=True)
class Places:
    """Names of the two parties, and of the nations that they are or lie in, by code of the party."""

    party: Mapping[str, str]
    nation: Mapping[str, str]

    @classmethod
    def of(cls, pair: Pair, language: str) -> Places:
        """Names of a pair in a language."""
        party = {one.code: one.name if one.name != one.code else economy_name(one.code, language) for one in pair}
        return cls(party, {one.code: economy_name(one.part_of, language) if one.part_of else party[one.code] for one in pair})


def headline(row: Opportunity, language: str, places: Places) -> str:
    """First sentence of a row: now, expected with its interval, hits of its class."""
    text = translations(language).gettext
    facts = {
        "exporter": places.party[row.exporter],
        "importer": places.party[row.importer],
        "name": row.name,
        "code": row.product,
        "now": money(row.now, language),
        "mean": money(row.mean, language),
        "low": money(row.p10, language),
        "high": money(row.p90, language),
        "hits": number(round(100 * row.hit_rate), language),
    }
    if row.listing == "new":
        first = text("{name} ({code}), {exporter} to {importer}: no trade now; of 100 such flows {hits} came to be within five years.")
    else:
        first = text(
            "{name} ({code}), {exporter} to {importer}: {now} a year now, {mean} ({low} to {high}) expected in five years; "
            "of 100 such flows {hits} grew more than 25 % beyond their market."
        )
    return first.format(**facts)


def reasons(row: Opportunity, language: str, places: Places) -> str:
    """What stands behind a row: supply, demand, competitors, users, tariff, and that it is an estimate; numbers are the nations'."""
    text = translations(language).gettext
    facts = {
        "exporter": places.nation[row.exporter],
        "importer": places.nation[row.importer],
        "rca": number(row.rca, language),
        "demand": money(row.demand, language),
        "share": number(100 * row.market_share, language),
    }
    second = text(
        "{exporter} sells {rca} times its share of world exports; {importer} buys {demand}, of which {exporter} supplies {share} %."
    )
    parts = [second.format(**facts)]
    if row.rival and row.rival_share >= _TOLD:
        largest = text("Largest other supplier: {rival} with {share} %.")
        parts.append(largest.format(rival=economy_name(row.rival, language), share=number(100 * row.rival_share, language)))
    if row.users:
        bought = text("Imports of this industry are bought mostly by: {users}.")
        users = ", ".join(f"{name} ({number(100 * share, language)} %)" for name, share in row.users)
        parts.append(bought.format(users=users))
    if row.tariff is not None:
        parts.append(text("Tariff: {rate} %.").format(rate=number(100 * row.tariff, language)))
    if row.estimated:
        parts.append(text("Estimated: a share of the nation's flow, not measured for the region."))
    return " ".join(parts)
