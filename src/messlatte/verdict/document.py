"""The answer as a JSON document, schema ``messlatte.answer/1``."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any

from messlatte.core.answer import Answer, Forecast, Verdict
from messlatte.core.evidence import Source
from messlatte.core.i18n import finding_message

__all__ = ["SCHEMA", "answer_document"]

SCHEMA = "messlatte.answer/1"


def answer_document(answer: Answer, statement: Mapping[str, object] | None = None) -> dict[str, object]:
    """Encode an answer.

    Parameters
    ----------
    answer : Answer
        What was assessed.
    statement : mapping, optional
        The statement already encoded (``messlatte.statement/1``), if there is one.
    """
    document: dict[str, object] = {
        "schema": SCHEMA,
        "id": answer.id,
        "language": answer.language,
        "pair": None if answer.pair is None else [{"code": economy.code, "name": economy.name} for economy in answer.pair],
        "sentence": answer.sentence,
        "mixture": None if answer.mixture is None else _plain(answer.mixture),
        "verdicts": [_verdict(verdict) for verdict in answer.verdicts],
        "findings": [
            {"code": f.code, "severity": f.severity.value, "message": finding_message(f, answer.language), "claims": list(f.claims)}
            for f in answer.findings
        ],
        "sources": [_source(source) for source in answer.sources],
        "statement": statement,
    }
    return dict(_finite(document))


def _verdict(verdict: Verdict) -> dict[str, object]:
    base = verdict.baseline
    return {
        "weight": verdict.weight,
        "notes": list(verdict.notes),
        "baseline": {
            "value": base.amount.value,
            "currency": base.amount.currency,
            "period": base.period and str(base.period),
            "method": base.method,
        },
        "target": {"value": verdict.target.value, "currency": verdict.target.currency, "by": verdict.by and str(verdict.by)},
        "multiple": verdict.multiple,
        "years": verdict.years,
        "required_growth": verdict.required_growth,
        "base_rate": _plain(verdict.base_rate),
        "probability": _plain(verdict.probability),
        "probability_in_year": _plain(verdict.probability_in_year),
        "years_to_clear": _plain(verdict.years_to_clear),
        "years_at_stated_pace": verdict.years_at_stated_pace,
        "height": verdict.height.value,
        "tide": [{"name": part.name, "world_growth": part.world_growth, "probability": part.probability} for part in verdict.tide],
        "horizons": [
            {
                "years": h.years,
                "by": str(h.by),
                "required_growth": h.required_growth,
                "base_rate": _plain(h.base_rate),
                "probability": _plain(h.probability),
                "probability_in_year": _plain(h.probability_in_year),
            }
            for h in verdict.horizons
        ],
        "forecast": None if verdict.forecast is None else _forecast(verdict.forecast),
        "history": [{"year": year, "value": value} for year, value in verdict.history],
        "examples": [_plain(example) for example in verdict.examples],
        "claims": list(verdict.claims),
        "sources": [_source(source) for source in verdict.sources],
    }


def _forecast(forecast: Forecast) -> dict[str, object]:
    return {
        "years": list(forecast.years),
        "levels": list(forecast.levels),
        "values": [list(row) for row in forecast.values],
        "currency": forecast.currency,
        "model": forecast.model,
    }


def _source(source: Source) -> dict[str, object]:
    return {**_plain(source), "accessed": source.accessed and source.accessed.isoformat()}


def _plain(value: Any) -> Any:
    """Nested dictionaries of a dataclass."""
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def _finite(value: Any) -> Any:
    """Itself, with null for every number that is not finite: JSON has none."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
