"""Opportunities as JSON and as a flat table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from messlatte.core.opportunity import Opportunities, Opportunity

__all__ = ["SCHEMA", "opportunities_document", "opportunity_document", "table_rows"]

SCHEMA = "messlatte.areas/1"


def opportunity_document(row: Opportunity) -> dict[str, object]:
    """One row; money in USD a year."""
    return {
        "direction": [row.exporter, row.importer], "product": row.product, "name": row.name, "list": row.listing, "v0": row.now,
        "expected": {"p10": row.p10, "p50": row.p50, "p90": row.p90, "mean": row.mean}, "gain": row.gain, "tide": row.tide, "own": row.own,
        "p_up": row.probability, "hit_rate": row.hit_rate, "potential": row.potential, "gap": row.gap, "realised": row.realised,
        "rca": row.rca, "supply_share": row.supply_share, "demand": row.demand, "market_share": row.market_share, "ease": row.ease,
        "rival": row.rival, "rival_share": row.rival_share, "estimated": row.estimated, "service": row.service,
        "tariff": row.tariff, "users": [{"name": name, "share": share} for name, share in row.users],
        "flags": list(row.flags), "why": [row.why],
    }  # fmt: skip


def opportunities_document(found: Opportunities, rows: Iterable[Opportunity] | None = None) -> dict[str, object]:
    """Everything, best first within each list."""
    return {
        "schema": SCHEMA,
        "pair": [{"code": economy.code, "name": economy.name} for economy in found.pair],
        "year": found.year,
        "grain": found.grain,
        "method": found.method,
        "turnover": None if found.turnover is None else dataclasses.asdict(found.turnover),
        "readings": [dataclasses.asdict(reading) for reading in found.readings],
        "opportunities": [opportunity_document(row) for row in (found.rows if rows is None else rows)],
        "areas": [dataclasses.asdict(check) for check in found.checks],
        "notes": list(found.notes),
        "sources": [{"producer": s.producer, "title": s.title, "version": s.version, "licence": s.licence} for s in found.sources],
    }


def table_rows(rows: Iterable[Opportunity]) -> list[Mapping[str, object]]:
    """One flat mapping a row, for CSV and XLSX."""
    flat: list[Mapping[str, object]] = []
    for rank, row in enumerate(rows, 1):
        document = opportunity_document(row)
        direction, expected = (row.exporter, row.importer), {"p10": row.p10, "p50": row.p50, "p90": row.p90, "mean": row.mean}
        for name in ("direction", "expected", "why", "users"):
            del document[name]
        flat.append(
            {
                "rank": rank,
                "exporter": direction[0],
                "importer": direction[1],
                **document,
                **expected,
                "flags": " ".join(row.flags),
                "users": "; ".join(f"{name} {share:.3f}" for name, share in row.users),
                "why": row.why,
            }
        )
    return flat
