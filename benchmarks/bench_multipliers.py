"""Multipliers of a table of 3,465 sectors: time and memory.

Run it as ``python benchmarks/bench_multipliers.py``. The table is random and as large as OECD's ICIO of 45 industries, 77 economies;
columns of A add up to between 0.3 and 0.7. Checked: the identity ``(I - A)' m = e``, and that value added adds up to 1.
"""

from __future__ import annotations

import resource
import time

import numpy as np

from messlatte.projects.input_output import Households, multipliers

SECTORS = 3_465


def main() -> None:
    rng = np.random.default_rng(0)
    a = rng.random((SECTORS, SECTORS))
    a *= rng.uniform(0.3, 0.7, SECTORS) / a.sum(axis=0)
    jobs, income = rng.uniform(1, 30, SECTORS), rng.uniform(0.1, 0.3, SECTORS)
    basket = rng.random(SECTORS)
    households = Households(income, 0.6 * basket / basket.sum())
    cpu, wall = time.process_time(), time.perf_counter()
    found = multipliers(a, jobs, households)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    error = np.abs(found.total - a.T @ found.total - jobs).max() / jobs.max()
    added = multipliers(a, 1 - a.sum(axis=0)).total
    print(f"{SECTORS:,} sectors, type I and II: {cpu:.1f} s CPU, {wall:.1f} s elapsed, peak {peak / 1024:.2f} GiB")
    print(f"largest residual {error:.1e}; value added adds up to 1 within {np.abs(added - 1).max():.1e}")


if __name__ == "__main__":
    main()
