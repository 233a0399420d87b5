"""Parameters, flows, payments and phases of a project file, from their tables."""

from __future__ import annotations

from collections.abc import Mapping

from messlatte.core.errors import InputError
from messlatte.core.project import FlowKind, Parameter, Payment, PaymentKind, Phase, Shape, TradeFlow
from messlatte.projects.fields import Table

__all__ = ["flow_of", "parameter_of", "payment_of", "phase_of"]


def parameter_of(name: str, table: Table) -> Parameter:
    """A parameter: its range with unit, year and source."""
    table.only(("value", "low", "high", "unit", "year", "source", "page", "shape", "assumption", "label"))
    if not name.isidentifier() or len(name) > 60 or name == "t":
        raise table.fail("", f"{name[:60]!r} cannot be used in formulas; take letters, digits and underscores, not t")
    shape = table.one_of("shape", Shape, Shape.TRIANGULAR)
    value = table.number("value")
    ends = (value, value) if shape is Shape.FIXED else (table.number("low"), table.number("high"))
    try:
        return Parameter(
            name, ends[0], value, ends[1], table.text("unit"), table.whole("year", 1900, 2100), table.text("source"),
            table.text("page", ""), shape, table.flag("assumption"), table.text("label", ""),
        )  # fmt: skip
    except ValueError as error:
        raise InputError(f"{table.file}, {table.key}: {error}") from error


def _party(table: Table, key: str, role: Mapping[str, str], extra: tuple[str, ...] = ()) -> str:
    """Party code of a role or a code; ``extra`` are other words allowed."""
    found = table.text(key, "" if "" in extra else None)
    if found in extra:
        return found
    code = role.get(found, found.upper())
    if code not in role.values():
        raise table.fail(
            key, f"{found[:40]!r} is neither a role nor a party; allowed are {', '.join((*role, *role.values(), *filter(None, extra)))}"
        )
    return code


def flow_of(table: Table, role: Mapping[str, str]) -> TradeFlow:
    """A trade flow; ``role`` leads from the roles to the parties."""
    table.only(
        ("id", "from", "to", "hs", "ebops", "kind", "usd", "lag", "additionality", "ramp", "profile", "embodied", "vat", "regime",
         "investment", "industry", "label")
    )  # fmt: skip
    if ("hs" in table.values) == ("ebops" in table.values):
        raise table.fail("hs", "give either hs (goods) or ebops (services) with its code")
    scheme = "hs" if "hs" in table.values else "ebops"
    regime = table.text("regime", "normal")
    if regime not in ("normal", "processing", "transit"):
        raise table.fail("regime", f"{regime[:40]!r} is not known; allowed are normal, processing, transit")
    return TradeFlow(
        table.text("id"), _party(table, "from", role), _party(table, "to", role), scheme, table.text(scheme).upper(),
        table.one_of("kind", FlowKind), table.formula("usd"), table.formula("lag"), table.formula("additionality"), table.formulas("ramp"),
        table.formulas("profile"), table.formula("embodied", "0"), table.formula("vat", "0"), regime, table.flag("investment"),
        table.text("industry", ""), table.text("label", ""),
    )  # fmt: skip


def payment_of(table: Table, role: Mapping[str, str]) -> Payment:
    """A payment; ``role`` leads from the roles to the parties."""
    table.only(("id", "party", "counterparty", "kind", "usd", "lag", "ramp", "profile", "origin", "code", "industry", "label"))
    return Payment(
        table.text("id"), _party(table, "party", role), table.one_of("kind", PaymentKind), table.formula("usd"), table.formula("lag", "0"),
        table.formulas("ramp"), table.formulas("profile"), _party(table, "counterparty", role, ("",)),
        _party(table, "origin", role, ("", "outside")), table.text("code", ""), table.text("industry", ""), table.text("label", ""),
    )  # fmt: skip


def phase_of(table: Table) -> Phase:
    """A phase."""
    table.only(("id", "begins", "months", "label"))
    return Phase(table.text("id"), table.formula("begins"), table.formula("months"), table.text("label", ""))
