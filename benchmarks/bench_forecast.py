"""Time of forecasting 20,000 yearly series: the shipped ensemble, and all members of statsforecast."""

from __future__ import annotations

import sys
import time

import numpy as np

from messlatte.models.forecast import forecast_many
from messlatte.models.forecast_members import full_members

SERIES, YEARS, HORIZON = 20_000, 20, 5
GOAL = 120.0


def simulated(n: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    rng = np.random.default_rng(20)
    return np.asarray(18 + np.cumsum(rng.normal(0.05, 0.25, (n, YEARS)), axis=1))


def main() -> None:
    logs = simulated(SERIES)
    start = time.perf_counter()
    forecast_many(logs, HORIZON)
    light = time.perf_counter() - start
    full_members(logs[:1], HORIZON)
    start = time.perf_counter()
    full_members(logs, HORIZON)
    full = time.perf_counter() - start
    print(f"{SERIES:,} series of {YEARS} years, {HORIZON} years ahead")
    print(f"light ensemble with intervals  {light:7.1f} s")
    print(f"statsforecast members          {full:7.1f} s   ({full / light:.0f} times)")
    if light > GOAL:
        sys.exit(f"over {GOAL:.0f} s")


if __name__ == "__main__":
    main()
