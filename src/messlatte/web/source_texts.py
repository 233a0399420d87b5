"""The sources that ship with Messlatte."""

from __future__ import annotations

from functools import lru_cache

from messlatte.core.evidence import Source
from messlatte.ledger.embedded_release import embedded_source
from messlatte.models.fitted import current
from messlatte.verdict.reference import counts_source

__all__ = ["sources_shown"]


@lru_cache(maxsize=1)
def sources_shown() -> tuple[Source, ...]:
    """Every release that an answer may rest on without any data of the user's own."""
    parts = (embedded_source(name) for name in ("totals", "world", "covariates", "distances"))
    return tuple(dict.fromkeys((*parts, counts_source(current().counts))))
