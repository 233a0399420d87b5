"""Make the industry table that ships with ``projects``: domestic coefficients and value added by origin, from the OECD's ICIO of 2022.

``python scripts/industry_tables.py bench_cache.npz src/messlatte/projects/data/icio2022.npz``. The input is the file of that name in the
package sanction-simulator 0.1.4 (PyPI, MIT): ``A`` (inputs of each column, adding up to 1), ``omb`` (intermediate inputs over output),
``s`` (output), ``dbar`` (final sales), rows and columns sector-major. 16-bit integers keep four to five digits of every share.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

STEP = 50_000.0
"""Shares are kept as multiples of 1/50,000; 65,535 of them are more than any share of output."""


def main(source: Path, target: Path) -> None:
    raw = np.load(source)
    countries, sectors = raw["countries"], raw["sectors"]
    nations, industries = len(countries), len(sectors)
    # Rows and columns by country, then by industry.
    order = np.arange(nations * industries).reshape(industries, nations).T.ravel()
    technical = (raw["A"] * raw["omb"][None, :])[np.ix_(order, order)]
    active = raw["s"][order] > 0
    value_added = np.where(active, 1.0 - technical.sum(axis=0), 0.0)
    # v_i l_ij summed over the industries i of each country: from where the value in a unit of j's final output comes.
    by_origin = np.zeros((nations, nations * industries))
    for nation in range(nations):
        by_origin[nation, nation * industries : (nation + 1) * industries] = value_added.reshape(nations, industries)[nation]
    origin = np.linalg.solve(np.eye(len(technical)) - technical.T, by_origin.T).T
    gap = np.abs(origin.sum(axis=0)[active] - 1.0).max()
    domestic = np.stack([technical[n * industries : (n + 1) * industries, n * industries : (n + 1) * industries] for n in range(nations)])
    imported = np.clip(raw["omb"][order].reshape(nations, industries) - domestic.sum(axis=1), 0.0, None)
    flows = technical * raw["s"][order][None, :]
    abroad = flows.sum(axis=1) - np.concatenate(
        [flows[n * industries : (n + 1) * industries, n * industries : (n + 1) * industries].sum(axis=1) for n in range(nations)]
    )
    np.savez_compressed(
        target,
        countries=countries,
        industries=sectors,
        domestic=np.rint(domestic * STEP).astype(np.uint16),
        origin=np.rint(origin.reshape(nations, nations, industries) * STEP).astype(np.uint16),
        imported=np.rint(imported * STEP).astype(np.uint16),
        output=raw["s"][order].reshape(nations, industries).astype(np.float32),
        exports=np.clip(abroad, 0.0, None).reshape(nations, industries).astype(np.float32),
        final=raw["dbar"][order].reshape(nations, industries).astype(np.float32),
    )
    print(f"{target}: {target.stat().st_size / 1e3:,.0f} kB; origins of value add up to 1 within {gap:.1e}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
