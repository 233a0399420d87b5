"""Complexity against two published implementations (R economiccomplexity 2.0.0, py-ecomplexity) on the same real exports."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from messlatte.measures.specialisation import complexity, density, proximity, revealed_comparative_advantage


@dataclass(frozen=True)
class World:
    countries: list[str]
    products: list[str]
    rca: np.ndarray

    def at(self, country: str, product: str) -> tuple[int, int]:
        return self.countries.index(country), self.products.index(product)


@pytest.fixture(scope="module")
def world(shared: Path) -> World:
    table = pq.read_table(shared / "data" / "country_product_1998_2000.parquet")
    countries, i = np.unique([c.lower() for c in table["country"].to_pylist()], return_inverse=True)
    products, k = np.unique(table["product"].to_pylist(), return_inverse=True)
    exports = np.zeros((len(countries), len(products)))
    np.add.at(exports, (i, k), table["value"].to_numpy())
    return World(countries.tolist(), products.tolist(), revealed_comparative_advantage(exports))


def published(shared: Path, name: str) -> dict[str, dict[str, str]]:
    with (shared / "data" / "areas" / name).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    key = next(iter(rows[0]))
    return {row[key].lower(): row for row in rows}


@pytest.mark.parametrize(
    ("country", "product", "value"),
    [
        ("blr", "7821", 3.541704),
        ("blr", "7224", 9.171529),
        ("blr", "0240", 8.557565),
        ("rus", "7821", 0.269198),
        ("deu", "7224", 2.514812),
        ("chn", "0240", 0.023138),
    ],
)
def test_rca(world: World, country: str, product: str, value: float) -> None:
    assert world.rca[world.at(country, product)] == pytest.approx(value, abs=1e-6)


def test_presence_and_proximity(world: World) -> None:
    presence = world.rca >= 1
    assert int(presence.sum()) == 31_951
    phi = proximity(presence)
    first = [world.products.index(code) for code in ("0011", "0012", "0013", "0014")]
    np.testing.assert_allclose(phi[first[0], first[1:]], [0.365853658536585, 0.170731707317073, 0.24390243902439], atol=1e-14)


def test_density(world: World) -> None:
    found = density(world.rca >= 1)
    assert found[world.at("ago", "0011")] == pytest.approx(0.0147469271041689, abs=1e-12)
    afg = [found[world.at("afg", code)] for code in ("0011", "0012", "0013", "0014", "0015")]
    np.testing.assert_allclose(
        afg, [0.166895761339522, 0.173788465745711, 0.141418861790152, 0.150759144522487, 0.145564055774662], atol=1e-12
    )
    assert found[world.at("blr", "7821")] == pytest.approx(0.387926, abs=1e-6)


def test_complexity_of_all_countries_and_products(world: World, shared: Path) -> None:
    out = complexity(world.rca >= 1)
    countries = published(shared, "known_complexity_country_r2.0.0.csv")
    products = published(shared, "known_complexity_product_r2.0.0.csv")
    np.testing.assert_allclose(out.eci, [float(countries[c]["eci_r_sd_n_minus_1"]) for c in world.countries], atol=1e-6)
    population = complexity(world.rca >= 1, ddof=0)
    np.testing.assert_allclose(population.eci, [float(countries[c]["eci_ddof0"]) for c in world.countries], atol=1e-6)
    np.testing.assert_allclose(population.pci, [float(products[p]["pci_ddof0"]) for p in world.products], atol=1e-6)
    assert out.diversity[world.countries.index("blr")] == 270


def test_other_standardisation(world: World) -> None:
    eci = complexity(world.rca >= 1, ddof=0).eci
    assert eci[world.countries.index("deu")] == pytest.approx(1.884379, abs=1e-6)
