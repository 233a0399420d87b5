"""Products of the ledger: the same columns as from a cube, sums that agree at every grain, arms nowhere, flags."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from messlatte.areas.find import find_opportunities
from messlatte.areas.tariffs import read_tariffs
from messlatte.cli.app import main
from messlatte.core.claims import Area
from messlatte.core.economy import Economy, Pair
from messlatte.core.errors import DataError, InputError
from messlatte.models.opportunity_features import NAMES, candidates
from messlatte.models.opportunity_ledger import ledger_panel, ledger_world
from messlatte.models.opportunity_panel import vintage
from messlatte.models.opportunity_world import World

PAIR = Pair(Economy("BLR", "Belarus"), Economy("RUS", "Russia"))


def test_rows_and_cube_give_the_same_columns(ledger: Path) -> None:
    world = ledger_world(ledger, "hs6")
    panel = ledger_panel(ledger, "hs6", world.economies)
    a, b = (world.economies.index(code) for code in PAIR.codes)
    ours, cube = world.candidates(a, b), candidates(vintage(panel, panel.years[-1]), between=(a, b))
    order, other = np.lexsort((ours.k, ours.i)), np.lexsort((cube.k, cube.i))
    assert len(order) > 10
    np.testing.assert_array_equal(ours.k[order], cube.k[other])
    for at, name in enumerate(NAMES):
        np.testing.assert_allclose(ours.x[order, at], cube.x[other, at], rtol=2e-5, atol=2e-5, err_msg=name)


@pytest.mark.parametrize(("fine", "coarse", "digits"), [("hs6", "hs4", 4), ("hs4", "hs2", 2)])
def test_sums_agree_at_every_grain(ledger: Path, fine: str, coarse: str, digits: int) -> None:
    small, large = ledger_world(ledger, fine), ledger_world(ledger, coarse)
    for exporter, importer in (("BLR", "RUS"), ("CHN", "DEU")):
        one, two = (w.series(w.economies.index(exporter), w.economies.index(importer)) for w in (small, large))
        for at, code in enumerate(large.products):
            inside = [k for k, product in enumerate(small.products) if product[:digits] == code]
            np.testing.assert_allclose(one[:, inside].sum(axis=1), two[:, at], rtol=1e-5)


@pytest.mark.parametrize("grain", ["hs2", "hs4", "hs6"])
def test_arms_are_in_no_row_and_in_no_sum(ledger: Path, grain: str) -> None:
    world = ledger_world(ledger, grain)
    assert not any(product.startswith(("93", "8710", "890610")) for product in world.products)
    assert ("89" in world.products) is (grain == "hs2")
    found = find_opportunities(PAIR, grain=grain)
    assert {row.product for row in found.rows if not row.service} <= set(world.products)


def test_rows_of_goods_and_services_with_their_flags(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "tariffs.csv"
    file.write_text("exporter,importer,product,rate\nRUS,BLR,,0.0\nRUS,BLR,84,0.05\n")
    areas = (Area("farm", "farm machines", hs=("8433",)), Area("weapons", "weapons", hs=("93",), arms=True))
    found = find_opportunities(PAIR, grain="hs4", tariffs=read_tariffs(file), areas=areas)
    rows = {(row.exporter, row.product): row for row in found.rows}
    assert {row.service for row in found.rows} == {True, False}
    assert "single-shipment" in rows["RUS", "8433"].flags
    assert (rows["RUS", "8433"].tariff, rows["RUS", "0406"].tariff, rows["BLR", "0406"].tariff) == (0.05, 0.0, None)
    assert "Tariff: 5 %" in rows["RUS", "8433"].why
    assert {check.label: check.products for check in found.checks}["farm machines"] == ("8433",)
    assert any("raw materials" in note for note in found.notes)
    assert found.year == 2022


def test_a_turnover_holds_at_every_grain(ledger: Path) -> None:
    region = Pair(PAIR.a, Economy("RU-TUL", "Tula Oblast", "RUS"))
    for grain in ("hs2", "hs6"):
        found = find_opportunities(region, grain=grain, turnover=5e8)
        assert sum(row.now for row in found.rows if not row.service) == pytest.approx(5e8)


def test_command_at_a_grain(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["areas", "--pair", "BLR", "RUS", "--grain", "hs6", "--json"])
    assert not ended.value.code
    found = json.loads(capsys.readouterr().out)
    assert found["grain"] == "hs6"
    assert any(row["product"] == "870120" for row in found["opportunities"])


def test_nothing_loaded_and_bad_tariffs(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="messlatte data add baci"):
        find_opportunities(PAIR, grain="hs4")
    file = tmp_path / "tariffs.csv"
    file.write_text("exporter,importer,product,rate\nRUS,BLR,84,-1\n")
    with pytest.raises(InputError, match="line 2"):
        read_tariffs(file)


def test_listed_goods_are_flagged_and_counted_for_nothing(ledger: Path) -> None:
    from messlatte.areas.flags import with_flags
    from messlatte.brief.areas import areas_sheet
    from messlatte.brief.goods_names import goods_names
    from messlatte.screening.goods import high_priority

    row = next(row for row in find_opportunities(PAIR, grain="hs6").rows if not row.service)
    code = high_priority().rows[0].code[:6]
    bound, free = (with_flags([replace(row, exporter=way, importer="RUS", product=code)], frozenset())[0] for way in ("DEU", "BLR"))
    assert "control-list" in bound.flags
    assert "control-list" not in free.flags
    names = goods_names("ru")
    assert names["8701"] == "Тракторы"
    sheet = areas_sheet(find_opportunities(PAIR, grain="hs4", names=names, language="ru"), "ru")
    assert any("Тракторы" in line.name for one in sheet.lists for line in one.rows)


def test_a_world_is_kept_until_the_ledger_changes(ledger: Path) -> None:
    from messlatte.models import opportunity_ledger

    def fresh() -> World:
        opportunity_ledger._world.cache_clear()
        return ledger_world(ledger, "hs4")

    made = fresh()
    (file,) = (ledger / "cache").glob("world-hs4-*.npz")
    read = fresh()
    assert (read.years, read.economies, read.products) == (made.years, made.economies, made.products)
    np.testing.assert_array_equal(read.candidates(0, 1).x, made.candidates(0, 1).x)
    file.write_bytes(b"damaged")
    np.testing.assert_array_equal(fresh().candidates(0, 1).x, made.candidates(0, 1).x)
