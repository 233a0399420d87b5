"""Project files: what is complete is read, everything else is refused with file, key and what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.errors import InputError, UsageError
from messlatte.core.project import FlowKind
from messlatte.projects.project_file import archetype_text, archetypes, example_folder, examples, load, loads
from messlatte.projects.simulation import simulate

SEVEN = ("electric-buses", "food", "housing", "joint-production", "livestock", "machinery", "science")

SMALL = """
title = "Small"
parties = ["BLR", "RU-TUL"]
[[flows]]
id = "pumps"
from = "a"
to = "b"
hs = "8413"
kind = "goods"
usd = "pumps * price"
lag = "lag"
additionality = "share"
[parameters]
pumps = { value = 10, low = 5, high = 20, unit = "pumps", year = 2025, source = "Tender" }
price = { value = 1000, low = 900, high = 1200, unit = "USD", year = 2025, source = "Tender" }
lag = { value = 6, low = 3, high = 9, unit = "months", year = 2025, source = "Tender" }
share = { value = 0.5, low = 0.2, high = 0.9, unit = "1", year = 2025, source = "Tender" }
"""


def _standard_lines() -> str:
    text = (example_folder().parent / "data" / "standard.toml").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if "=" in line and not line.startswith(("usd_per", "#")))


WHOLE = SMALL + _standard_lines() + "\n"


def _refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        loads(text, "x.toml")
    message = str(caught.value)
    assert message.startswith("x.toml")
    return message


def test_a_small_file_is_read() -> None:
    project = loads(WHOLE, "folder/My Small File.toml")
    assert (project.id, project.parties, project.roles) == ("my-small-file", ("BLR", "RU-TUL"), ("a", "b"))
    assert (project.flows[0].exporter, project.flows[0].importer) == ("BLR", "RU-TUL")
    assert project.parameter("pumps").high == 20


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (', source = "Tender" }\nprice', " }\nprice", "parameters.pumps.source: is missing"),
        (', source = "Tender" }\nprice', ', source = " " }\nprice', "without a source"),
        ("value = 10, low = 5", "value = 10", "parameters.pumps.low: is missing"),
        ('unit = "pumps", ', "", "parameters.pumps.unit: is missing"),
        ('unit = "pumps", year = 2025,', 'unit = "pumps",', "parameters.pumps.year: is missing"),
        ("value = 10, low = 5", "value = 10, low = 15", "low <= value <= high"),
        ("value = 10,", "value = nan,", "finite"),
        ("high = 20", "high = inf", "finite"),
        ("high = 20", "high = 1" + "0" * 400, "finite number, found a huge whole number"),
        ("value = 10,", "value = true,", "must be a number"),
        ("value = 10,", 'value = "ten",', "must be a number, found 'ten'"),
        ("low = 3, high = 9", "low = 0, high = 9", "goods and buildings have to be made first"),
        ("low = 3, high = 9", "low = -3, high = 9", "negative"),
        ("low = 0.2, high = 0.9", "low = 0.2, high = 1.9", "between 0 and 1"),
        ('usd = "pumps * price"', 'usd = "pumps * price * 1.2"', "the number 1.2 has no source"),
        ('usd = "pumps * price"', 'usd = "pumps * prize"', "parameter 'prize' is not in [parameters]"),
        ('usd = "pumps * price"', 'usd = "pumps"', "parameters.price: no formula uses it"),
        ('usd = "pumps * price"', 'usd = "pumps * price / (share - share)"', "not finite"),
        ('usd = "pumps * price"', "usd = \"pumps * price * __import__('os').getpid()\"", "not allowed"),
        ('usd = "pumps * price"', 'usd = "pumps * price if 1 else 0"', "not allowed"),
        ('usd = "pumps * price"', 'usd = "max(pumps * price)"', "max takes 2 values"),
        ('usd = "pumps * price"', 'usd = "pumps * price * 1000 ** 1000 ** 1000"', "not finite"),
        ('usd = "pumps * price"', 'usd = "pumps * price * survival(t, 2, 0 - 1)"', "not finite"),
        ('usd = "pumps * price"', 'usd = "pumps * price * survival(t, 2, 1 / 1000)"', "not finite"),
        ('usd = "pumps * price"', 'usd = "pumps * price * crf(0 - 2, 2)"', "not finite"),
        ('usd = "pumps * price"', 'usd = "pumps * price +"', "is not a formula"),
        ('usd = "pumps * price"', f'usd = "pumps * price{" + 1" * 200}"', "characters long"),
        ('usd = "pumps * price"', "usd = 5.5", "a number of its own is a parameter"),
        ('usd = "pumps * price"', 'usd = "pumps * price"\nuds = "1"', "did you mean usd?"),
        ('hs = "8413"', 'hs = "8499"', "not in HS 2022"),
        ('hs = "8413"', 'hs = "841399"', "heading 8413 has 841311"),
        ('hs = "8413"', 'hs = "9301"', "arms"),
        ('hs = "8413"', 'hs = "8710"', "arms"),
        ('hs = "8413"', 'ebops = "XY"', "EBOPS code 'XY' is not known"),
        ('hs = "8413"', 'ebops = "SE"', "does not go with ebops"),
        ('hs = "8413"', 'hs = "8413"\nebops = "SE"', "either hs"),
        ('kind = "goods"', 'kind = "wares"', "allowed are goods, parts"),
        ('to = "b"', 'to = "a"', "to itself"),
        ('to = "b"', 'to = "POL"', "neither a role nor a party"),
        ('parties = ["BLR", "RU-TUL"]', 'parties = ["BLR", "XX-TUL"]', "party 'XX-TUL' is not known"),
        ('parties = ["BLR", "RU-TUL"]', 'parties = ["BLR", "BLR"]', "two different codes"),
        ('parties = ["BLR", "RU-TUL"]', "", "two different codes"),
        ('title = "Small"', 'title = "Small"\nhorizon = 4000', "whole number from 2 to 40"),
        ('title = "Small"', 'title = "Small"\nschema = "messlatte.project/9"', "this version reads"),
        ('title = "Small"', 'title = "Small"\narchetype = "bridges"', "allowed are electric-buses"),
        ('title = "Small"', 'title = "Small"\ntitle = "Twice"', "not TOML"),
        ('title = "Small"', 'title = "Small"\nid = "../etc"', "lower-case letters"),
        ("success = {", "success_ = {", "parameters.success: is missing"),
        ("cif_fob = { value = 1.06, low = 1.02", "cif_fob = { value = 1.06, low = 0.2", "must lie from 1 to 2"),
    ],
)
def test_what_is_missing_wrong_or_hostile_is_refused(old: str, new: str, says: str) -> None:
    assert old in WHOLE
    assert says in _refusal(WHOLE.replace(old, new, 1))


@pytest.mark.parametrize(
    "formula", ["fleet(t, 0 - 1 / 0, 2, 0)", "fleet(t, 0 / 0, 2, 1)", "(" * 180 + "1" + ")" * 180, "-" * 370 + "1", "cohorts(t, 0 / 0, 1)"]
)
def test_odd_formulas_are_computed_or_refused(formula: str) -> None:
    text = WHOLE.replace('usd = "pumps * price"', f'usd = "{formula} + 0 * pumps * price"')
    try:
        project = loads(text, "x.toml")
    except InputError:
        assert any(word in _refusal(text) for word in ("not finite", "is not a formula"))
        return
    assert np.isfinite(simulate(project, draws=10).gross).all()


def test_deep_nesting_and_size_are_refused(tmp_path: Path) -> None:
    assert "not TOML" in _refusal("a = " + "[" * 5000 + "]" * 5000)
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * (1 << 21))
    with pytest.raises(InputError, match="larger than 1 MB"):
        load(huge)
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "latin.toml")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.dictionaries(st.text("abcdefghijklmnop_", min_size=1, max_size=8), st.integers()).map(
    lambda pairs: "\n".join(f"{key} = {value}" for key, value in pairs.items())))  # fmt: skip
def test_no_text_ends_in_anything_but_a_refusal(text: str) -> None:
    with pytest.raises(InputError):
        loads(text, "x.toml")


def test_seven_archetypes_ship_and_hold_together() -> None:
    assert archetypes() == SEVEN
    for name in SEVEN:
        project = loads(f'archetype = "{name}"\nparties = ["DEU", "POL"]\n', f"{name}.toml")
        assert {p for f in project.flows for p in (f.exporter, f.importer)} == {"DEU", "POL"}
        assert all(p.source and p.unit and p.year for p in project.parameters)
        assert tomllib.loads(archetype_text(name))["about"]["pitfalls"]
        assert project.sector
        assert project.notes


@pytest.mark.parametrize(
    ("name", "variant", "code"), [("livestock", "pigs", "020319"), ("livestock", "poultry", "020712"), ("machinery", "rail", "860400")]
)
def test_variants_change_codes_and_parameters(name: str, variant: str, code: str) -> None:
    text = f'archetype = "{name}"\nparties = ["DEU", "POL"]\n'
    project, plain = loads(text + f'variant = "{variant}"\n', "x.toml"), loads(text, "x.toml")
    assert code in {f.code for f in project.flows}
    assert code not in {f.code for f in plain.flows}
    assert project.parameters != plain.parameters
    assert "allowed are" in _refusal(text + 'variant = "ostriches"\n')


def test_a_file_overrides_its_archetype_parameter_by_parameter() -> None:
    text = 'archetype = "food"\nparties = ["BLR", "RU-TUL"]\n[parameters]\n'
    text += 'meat_t = { value = 1, shape = "fixed", unit = "t", year = 2025, source = "Contract" }\n'
    project = loads(text, "x.toml")
    assert (project.parameter("meat_t").high, project.parameter("dairy_t").value) == (1, 6000)
    with pytest.raises(UsageError, match="allowed are"):
        archetype_text("bridges")


def test_no_archetype_has_goods_without_a_lag() -> None:
    for name in SEVEN:
        project = loads(f'archetype = "{name}"\nparties = ["DEU", "POL"]\n', f"{name}.toml")
        assert all(flow.lag not in ("0", "") for flow in project.flows if flow.kind in (FlowKind.GOODS, FlowKind.CONSTRUCTION))


def test_examples_fit_the_statement_that_ships() -> None:
    projects = examples()
    assert 6 <= len(projects) <= 8
    assert {p.archetype for p in projects} == set(SEVEN)
    for project in projects:
        assert set(project.parties) == {"BLR", "RU-TUL"}
        assert project.status == "example"
        assert not project.firms
        assert project.source
