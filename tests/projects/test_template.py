"""New project files: whole, read back as their archetype, and seeded by a claim of the statement that ships."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from messlatte.core.errors import InputError, UsageError
from messlatte.core.statement import Statement
from messlatte.projects.claim_seed import read_statement, seed_of
from messlatte.projects.project_file import archetype_tables, archetypes, loads
from messlatte.projects.template import Choice, archetype_for, project_text
from messlatte.statement.document import to_document
from messlatte.statement.reader import read

KINDS = [(a, v) for a in archetypes() for v in ("", *archetype_tables(a).get("variants", {}))]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("archetype", "variant"), KINDS)
def test_a_new_file_is_whole_and_reads_back_as_its_archetype(archetype: str, variant: str) -> None:
    hostile = 'A "quoted"\ntitle \\ with \x7f and Ünïcode'
    text = project_text(archetype, ("POL", "DE-BY"), variant=variant, title=hostile, firms=["Works No. 1"])
    new = loads(text, "x.toml")
    short = loads(f'archetype = "{archetype}"\nvariant = "{variant}"\nparties = ["POL", "DE-BY"]\n', "x.toml")
    assert (new.flows, new.payments, new.phases, new.parameters) == (short.flows, short.payments, short.phases, short.parameters)
    assert new.title == hostile
    assert new.firms == ("Works No. 1",)


@pytest.fixture(scope="module")
def statement() -> Statement:
    return read(files("messlatte").joinpath("examples/minsk-tula.en.txt").read_text(encoding="utf-8"))


def test_claims_of_the_shipped_statement_find_their_archetypes(statement: Statement) -> None:
    found = {}
    for number in range(1, len(statement.claims) + 1):
        try:
            seed = seed_of(statement, number)
            found[seed.label] = archetype_for(seed.codes, seed.isic) if not seed.joint else Choice("joint-production")
        except UsageError:
            continue
    expected = {
        "electric buses": Choice("electric-buses"),
        "charging stations": Choice("electric-buses"),
        "trucks": Choice("machinery"),
        "agricultural machinery": Choice("machinery"),
        "food": Choice("food"),
        "livestock buildings": Choice("livestock"),
        "housing and communal services": Choice("housing"),
        "science": Choice("science"),
    }
    assert {label: found.get(label) for label in expected} == expected
    assert archetype_for(("86", "SC3"), ("4911",)) == Choice("machinery", "rail")


def test_a_seed_holds_parties_day_and_words(statement: Statement) -> None:
    number = next(n for n, c in enumerate(statement.claims, 1) if "lectric buses" in c.quote.of(statement.text))
    seed = seed_of(statement, number)
    assert seed.parties == ("BLR", "RU-TUL")
    assert seed.source.startswith("Statement of 2024-11-05:")
    assert "870240" in seed.codes


def test_what_is_no_beginning_of_a_project_is_refused(statement: Statement, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="those are"):
        seed_of(statement, 1)
    with pytest.raises(UsageError, match="those are"):
        seed_of(statement, 999)
    with pytest.raises(UsageError, match="no archetype fits"):
        archetype_for(("99",))
    with pytest.raises(UsageError, match="allowed are"):
        project_text("bridges", ("POL", "DEU"))
    path = tmp_path / "s.json"
    path.write_text(json.dumps(to_document(statement, "en")), encoding="utf-8")
    assert read_statement(path).parties[0].economy.code == "BLR"
    for bad in ("[]", "{", '{"schema": "other/1"}', "[" * 100_000):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(InputError, match="messlatte read FILE --json"):
            read_statement(path)
