"""Projects: how long an appraisal takes, whether every rate of return is found, and what the examples say.

Run it as ``python benchmarks/bench_projects.py``; ``--write`` puts its tables into docs/methods/projects.md. Times are CPU seconds of this
process, the best of three. The oracle of the rates are the real positive roots of the polynomial by numpy's companion matrix.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from messlatte.core.appraisal import Benefit
from messlatte.core.generated import with_generated
from messlatte.projects.appraisal import appraise, carried_out
from messlatte.projects.project_file import examples
from messlatte.projects.rate_of_return import rates_by_draw
from messlatte.projects.simulation import simulate

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "projects.md"
MARKS = ("<!-- projects -->", "<!-- /projects -->")
DRAWS = 10_000


def cpu(job: Callable[[], object]) -> float:
    """CPU seconds of a job, best of three."""
    best = np.inf
    for _ in range(3):
        start = time.process_time()
        job()
        best = min(best, time.process_time() - start)
    return float(best)


def rates() -> str:
    """Random series of 3 to 22 years against the companion matrix."""
    generator = np.random.default_rng(20261125)
    agree = several = 0
    for years in range(3, 23):
        flows = np.round(generator.normal(size=(years, 500)) * 1000.0, 2)
        flows[0] = -np.abs(flows[0]) * generator.integers(1, 6, 500)
        draw, rate = rates_by_draw(flows)
        for column in range(500):
            roots = np.roots(np.trim_zeros(flows[:, column]))
            expected = np.sort(roots[(np.abs(roots.imag) < 1e-9) & (roots.real > 0)].real - 1.0)
            found = rate[draw == column]
            agree += len(found) == len(expected) and bool(np.allclose(found, expected, rtol=1e-7, atol=1e-7))
            several += len(expected) > 1
    return f"All rates of return found in {agree:,} of 10,000 random series, {several:,} of which have more than one."


def against_eigenvalues() -> str:
    """Cost of all rates of the electric-bus operator's draws, against the eigenvalues of their companion matrices."""
    project = next(p for p in examples() if p.archetype == "electric-buses")
    cash = carried_out(project, DRAWS, 1).cash[project.parties[1]]
    cash = cash[(cash != 0).any(axis=1)]
    cash = cash[:, (cash[0] != 0) & (cash[-1] != 0)]
    degree = len(cash) - 1
    companion = np.zeros((cash.shape[1], degree, degree))
    companion[:, np.arange(1, degree), np.arange(degree - 1)] = 1.0
    companion[:, 0, :] = -(cash[1:] / cash[0]).T
    ratio = cpu(partial(np.linalg.eigvals, companion)) / cpu(partial(rates_by_draw, cash))
    return f"Eigenvalues of the companion matrices of {cash.shape[1]:,} draws take {ratio:.0f} times as long as all their rates."


def table() -> str:
    """One row an example: seconds, and what it says."""
    rows = [
        "| example | draws, s | appraised, s | trade of the best year, USD m | NPV, USD m | rates of the middle case |",
        "|---|---|---|---|---|---|",
    ]
    for project in examples():
        drawn = cpu(partial(simulate, project, draws=DRAWS, seed=1))
        whole = cpu(partial(appraise, project, draws=DRAWS, seed=1))
        found = appraise(project, draws=DRAWS, seed=1)
        best = found.at_peak.additional
        values, roots = [], []
        for party in project.parties:
            npv, irr = found.of(Benefit.PROFIT, "npv", party), found.of(Benefit.PROFIT, "irr", party)
            values.append(f"{party} {npv.range.p50 / 1e6:.1f}" if npv and npv.range else f"{party} –")
            roots.append(f"{party} {', '.join(f'{rate:.0%}' for rate in irr.roots) or 'none'}" if irr else "")
        trade = f"{best.p50 / 1e6:.1f} ({best.p10 / 1e6:.1f} to {best.p90 / 1e6:.1f})"
        rows.append(f"| {project.id} | {drawn:.2f} | {whole:.2f} | {trade} | {'; '.join(values)} | {'; '.join(roots)} |")
    return "\n".join(rows)


def main() -> None:
    text = f"{rates()} {against_eigenvalues()}\n\n{DRAWS:,} draws, CPU seconds after import:\n\n{table()}\n"
    print(text)
    if "--write" in sys.argv[1:]:
        PAGE.write_text(with_generated(PAGE.read_text("utf-8"), text, *MARKS), "utf-8")


if __name__ == "__main__":
    main()
