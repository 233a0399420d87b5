"""Every published form is told from its content and read; hostile files are refused."""

from __future__ import annotations

import gzip
from pathlib import Path
from types import ModuleType

import pytest

from messlatte.core.errors import InputError
from messlatte.core.screening import Subject, SubjectKind
from messlatte.screening.checking import check
from messlatte.screening.folder import open_lists
from messlatte.screening.lists import recognise

FORMS = [
    "eu-xml", "ofac-xml", "ofac-advanced", "ofac-csv", "un-xml", "uk-xml", "uk-conlist-xml", "uk-conlist-csv", "uk-csv",
    "opensanctions-simple", "ftm", "table",
]  # fmt: skip
FIRM = Subject("Primerny Zavod LLC", SubjectKind.FIRM)
PERSON = Subject("Irgend Jemandow", SubjectKind.PERSON)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_recognised_read_and_found_in(form: str, published: ModuleType, tmp_path: Path) -> None:
    name, text, date = published.ALL[form]
    path = tmp_path / f"renamed{Path(name).suffix}"
    path.write_text(text, encoding="utf-8")
    found = recognise(path)
    assert found is not None
    assert found.format.name == form
    assert len(list(found.entries())) == 2
    screening = check([FIRM, PERSON], open_lists(tmp_path))
    assert screening.lists[0].date == date
    assert screening.lists[0].entries == 2
    assert len(screening.lists[0].sha256) == 64
    assert {flag.subject for flag in screening.flags} == {FIRM, PERSON}
    assert all(flag.score >= 0.85 for flag in screening.flags)


def test_other_names_beside_the_main_table_are_read(published: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_text(published.OFAC_CSV, encoding="utf-8")
    (tmp_path / "alt.csv").write_text(published.OFAC_ALT, encoding="utf-8")
    lists = open_lists(tmp_path)
    assert [one.format.name for one in lists.parties] == ["ofac-csv"]
    assert lists.unread == ()
    names = {name.text: name.field for name in next(iter(lists.parties[0].entries())).names}
    assert names == {"ZAVOD PRIMERNY": "name", "PRIMERNY ZAVOD OOO": "alias", "PRIMERNY": "weak alias"}


def test_a_number_decides_where_names_say_nothing(published: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "eu.xml").write_text(published.EU, encoding="utf-8")
    (tmp_path / "sdn.xml").write_text(published.OFAC_XML, encoding="utf-8")
    somebody = Subject("Ganz Anders GmbH", SubjectKind.FIRM, identifiers={"inn": "7707083893", "ogrn": "102 77 001 32 195"})
    flags = check([somebody], open_lists(tmp_path)).flags
    assert {(flag.source.id, flag.matched_field) for flag in flags} == {("ofac", "INN"), ("eu", "OGRN")}
    assert all(flag.strong for flag in flags)


def test_packed_files_are_read(published: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "eu.xml.gz").write_bytes(gzip.compress(published.EU.encode()))
    assert check([PERSON], open_lists(tmp_path)).flags


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>', "entity"),
        ('<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST>&x;</CONSOLIDATED_LIST>', "entity"),
        ("<CONSOLIDATED_LIST><ENTITY><FIRST_NAME>" + "x" * (1 << 21) + "</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>", "longer than"),
        ("<CONSOLIDATED_LIST>" + "<a>" * 100 + "</a>" * 100 + "</CONSOLIDATED_LIST>", "nested"),
        ("<CONSOLIDATED_LIST><ENTITY>", "no well-formed XML"),
        (
            "<CONSOLIDATED_LIST><ENTITY>"
            + "<A>"
            + "y" * 900_000
            + "</A>" * 1
            + ("<A>" + "y" * 900_000 + "</A>") * 12
            + "</ENTITY></CONSOLIDATED_LIST>",
            "record",
        ),
    ],
    ids=["bomb", "external", "field", "depth", "cut", "record"],
)
def test_hostile_xml_is_refused(body: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "un.xml").write_text(body, encoding="utf-8")
    with pytest.raises(InputError, match=why):
        check([PERSON], open_lists(tmp_path))


def test_hostile_tables_are_refused(published: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "targets.simple.csv").write_text(published.SIMPLE + 'NK-9,Company,"' + "z" * (2 << 20) + '"\n', encoding="utf-8")
    with pytest.raises(InputError, match="field larger"):
        check([PERSON], open_lists(tmp_path))


def test_what_is_no_list_is_named(published: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "eu.xml").write_text(published.EU, encoding="utf-8")
    (tmp_path / "README.txt").write_text("Downloaded on Monday.", encoding="utf-8")
    assert any("README.txt" in note for note in check([PERSON], open_lists(tmp_path)).notes)


def test_a_folder_without_lists_says_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="eu-xml"):
        open_lists(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        open_lists(tmp_path / "missing")
