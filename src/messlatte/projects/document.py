"""An appraisal as JSON, schema ``messlatte.appraisal/1``, and as flat tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from messlatte.core.appraisal import Appraisal, Indicator, Range
from messlatte.core.i18n import translations
from messlatte.core.project import Parameter, Project

__all__ = ["SCHEMA", "appraisal_document", "indicator_document", "parameter_rows", "table_rows"]

SCHEMA = "messlatte.appraisal/1"


def _range(found: Range | None) -> dict[str, float] | None:
    return None if found is None else {"p10": found.p10, "p50": found.p50, "p90": found.p90, "mean": found.mean}


def indicator_document(row: Indicator, language: str = "en") -> dict[str, object]:
    """One cell of the table of benefits; ``range`` is null where ``note`` says why."""
    text = translations(language).gettext
    return {
        "benefit": row.benefit.value, "name": row.name, "party": row.party or None, "unit": row.unit, "range": _range(row.range),
        "better": row.better or None, "rates": list(row.roots), "share": row.share, "assumption": row.assumption,
        "note": text(row.note) if row.note else None, "source": row.source or None,
    }  # fmt: skip


def parameter_rows(project: Project, language: str = "en") -> list[dict[str, object]]:
    """Every parameter with its source, one flat mapping each."""
    text = translations(language).gettext
    return [_parameter(parameter, text(parameter.title)) for parameter in project.parameters]


def _parameter(row: Parameter, label: str) -> dict[str, object]:
    return {
        "name": row.name, "label": label, "low": row.low, "value": row.value, "high": row.high, "unit": row.unit, "year": row.year,
        "shape": row.shape.value, "source": row.source, "page": row.page or None, "assumption": row.assumption,
    }  # fmt: skip


def appraisal_document(appraisal: Appraisal, language: str = "en") -> dict[str, object]:
    """Encode an appraisal.

    Parameters
    ----------
    appraisal : Appraisal
    language : str
        Of labels and notes; keys and codes are the same in all.

    Returns
    -------
    dict
        Money in USD of the project's price year; shares as fractions; ``age`` counts years after the start from 0. All ranges hold for
        the case that the project is carried out, of which ``success`` is the probability.
    """
    project, text = appraisal.project, translations(language).gettext
    return {
        "schema": SCHEMA,
        "project": {
            "id": project.id, "title": project.title, "archetype": project.archetype or None, "parties": list(project.parties),
            "roles": list(project.roles), "sector": project.sector or None, "status": project.status, "source": project.source,
            "firms": list(project.firms), "horizon": project.horizon, "price_year": project.price_year,
            "requires": list(project.requires), "excludes": list(project.excludes),
        },
        "success": _range(appraisal.success),
        "indicators": [indicator_document(row, language) for row in appraisal.indicators],
        "trade": [
            {
                "age": year.age, "gross": _range(year.gross), "additional": _range(year.additional), "goods": _range(year.goods),
                "services": _range(year.services), "at_import_value": _range(year.at_import_value), "twice": _range(year.twice),
            }
            for year in appraisal.trade
        ],
        "peak": appraisal.peak,
        "flows": [
            {
                "id": row.flow.id, "label": text(row.flow.title), "direction": [row.flow.exporter, row.flow.importer],
                "scheme": row.flow.scheme, "code": row.flow.code, "kind": row.flow.kind.value, "age": row.age,
                "gross": _range(row.gross), "additional": _range(row.additional), "twice": _range(row.twice),
            }
            for row in appraisal.flows
        ],
        "cash": [
            {"party": row.party, "age": row.age, "net": _range(row.net), "investment": _range(row.investment)} for row in appraisal.cash
        ],
        "tornado": [
            {
                "parameter": row.parameter, "indicator": row.indicator, "party": row.party or None, "low": row.low, "base": row.base,
                "high": row.high,
            }
            for row in appraisal.swings
        ],
        "parameters": parameter_rows(project, language),
        "notes": [text(note) for note in appraisal.notes],
        "method": appraisal.method,
        "draws": appraisal.draws,
        "seed": appraisal.seed,
    }  # fmt: skip


def table_rows(appraisal: Appraisal, language: str = "en") -> list[Mapping[str, object]]:
    """Indicators, trade by flow and year, cash by party and year: one tidy table, one number with its range a row."""
    return list(_rows(appraisal, translations(language).gettext))


_COLUMNS = ("part", "name", "label", "party", "exporter", "importer", "code", "age", "unit", "p10", "p50", "p90", "mean", "note")


def _row(part: str, name: str, found: Range | None, **more: object) -> dict[str, object]:
    numbers: dict[str, float] = _range(found) or {}
    known: dict[str, object] = {"part": part, "name": name, "unit": "USD"} | numbers | more
    return {column: known.get(column) for column in _COLUMNS}


def _rows(appraisal: Appraisal, text: Callable[[str], str]) -> Iterator[Mapping[str, object]]:
    yield _row("project", "success", appraisal.success, unit="1")
    for row in appraisal.indicators:
        note = text(row.note) if row.note else None
        yield _row(row.benefit.value, row.name, row.range, party=row.party or None, unit=row.unit, note=note)
    for flow in appraisal.flows:
        where = {"label": text(flow.flow.title), "exporter": flow.flow.exporter, "importer": flow.flow.importer, "code": flow.flow.code}
        yield _row("gross", flow.flow.id, flow.gross, age=flow.age, **where)
        yield _row("additional", flow.flow.id, flow.additional, age=flow.age, **where)
    for year in appraisal.trade:
        for name in ("gross", "additional", "goods", "services", "at_import_value", "twice"):
            yield _row("trade", name, getattr(year, name), age=year.age)
    for cash in appraisal.cash:
        yield _row("cash", "net", cash.net, party=cash.party, age=cash.age)
        yield _row("cash", "investment", cash.investment, party=cash.party, age=cash.age)
