"""The plan as a JSON document, schema ``messlatte.plan/1``."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from enum import Enum
from typing import Any

from messlatte.core.evidence import Source
from messlatte.core.plan import Plan

__all__ = ["SCHEMA", "plan_document"]

SCHEMA = "messlatte.plan/1"


def plan_document(plan: Plan, statement: Mapping[str, object] | None = None) -> dict[str, object]:
    """Encode a plan: the fields of `messlatte.core.plan.Plan` by name; null where a number is not finite.

    Parameters
    ----------
    plan : Plan
    statement : mapping, optional
        The statement already encoded (``messlatte.statement/1``), if there is one.
    """
    document = {"schema": SCHEMA, **_plain(plan), "statement": statement}
    document["pair"] = None if plan.pair is None else [{"code": e.code, "name": e.name} for e in plan.pair]
    document["sources"] = [_source(source) for source in plan.sources]
    return document


def _source(source: Source) -> dict[str, object]:
    return {**_plain(source), "accessed": source.accessed and source.accessed.isoformat()}


def _plain(value: Any) -> Any:
    """Nested dictionaries and lists of a dataclass, ready for JSON."""
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    return None if isinstance(value, float) and not math.isfinite(value) else value
