"""One sentence a row with its numbers, in the language asked."""

from __future__ import annotations

from collections.abc import Mapping

from messlatte.core.i18n import translations
from messlatte.core.opportunity import Opportunity

__all__ = ["economy_name", "explained", "money", "number"]


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


def explained(row: Opportunity, language: str, places: Mapping[str, str]) -> str:
    """Sentence of a row: now, expected with interval, hits of its class, and the factors behind it; ``places`` names codes."""
    text = translations(language).gettext
    names = {
        side: places.get(code) or economy_name(code, language) for side, code in (("exporter", row.exporter), ("importer", row.importer))
    }
    facts = {
        **names,
        "name": row.name,
        "code": row.product,
        "now": money(row.now, language),
        "mean": money(row.mean, language),
        "low": money(row.p10, language),
        "high": money(row.p90, language),
        "hits": number(round(100 * row.hit_rate), language),
        "rca": number(row.rca, language),
        "demand": money(row.demand, language),
        "share": number(100 * row.market_share, language),
    }
    if row.listing == "new":
        first = text("{name} ({code}), {exporter} to {importer}: no trade now; of 100 such flows {hits} came to be within five years.")
    else:
        first = text(
            "{name} ({code}), {exporter} to {importer}: {now} a year now, {mean} ({low} to {high}) expected in five years; "
            "of 100 such flows {hits} grew more than 25 % beyond their market."
        )
    second = text("{exporter} sells {rca} times its share of world exports; the market is {demand}, of which {exporter} holds {share} %.")
    parts = [first.format(**facts), second.format(**facts)]
    if row.estimated:
        parts.append(text("Estimated: a share of the nation's flow, not measured for the region."))
    return " ".join(parts)
