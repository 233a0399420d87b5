"""Prometheus metrics; over all workers where ``PROMETHEUS_MULTIPROC_DIR`` is set (`messlatte serve` sets it)."""

from __future__ import annotations

import os

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

__all__ = ["CONTENT_TYPE", "calculation", "ended", "exposition", "observe"]

CONTENT_TYPE = CONTENT_TYPE_LATEST

_REQUESTS = Counter("messlatte_requests_total", "Requests by route, method and status.", ["route", "method", "status"])
_SECONDS = Histogram(
    "messlatte_request_seconds", "Time to answer a request.", ["route"], buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
)
_CALCULATIONS = Histogram(
    "messlatte_calculation_seconds", "Time of a calculation.", ["job"], buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
)
_ENDED = Counter("messlatte_calculations_ended_total", "Calculations that were ended because they took too long.")


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count a request; routes are templates, so that no statement makes a series of its own."""
    known = method if method in ("GET", "HEAD", "POST") else "OTHER"
    _REQUESTS.labels(route, known, str(status)).inc()
    _SECONDS.labels(route).observe(seconds)


def calculation(job: str, seconds: float) -> None:
    """Count a finished calculation."""
    _CALCULATIONS.labels(job).observe(seconds)


def ended() -> None:
    """Count a calculation that was given up."""
    _ENDED.inc()


def exposition() -> bytes:
    """Metrics in Prometheus' text format."""
    registry: CollectorRegistry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return bytes(generate_latest(registry))
