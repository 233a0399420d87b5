"""Listings from files: what may stand there, and how a bad line is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from messlatte.core.errors import InputError
from messlatte.core.listing import Kind
from messlatte.core.quantity import Month, Period
from messlatte.projects.listings import listings_of, read_listings
from messlatte.statement.document import to_document
from messlatte.statement.reader import read


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_full_line_of_csv(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.csv",
        "id,party,region,kind,text,language,hs,quantity,unit,window,capacity\n"
        'o1,Maker,blr,offer,"tractors, new",en,8701.95|8432,"10",pcs,2025-03/2025-09,3\n',
    )
    (one,) = read_listings(path, Kind.NEED)
    assert (one.kind, one.region, one.hs, one.quantity, one.capacity) == (Kind.OFFER, "BLR", ("870195", "8432"), 10.0, 3)
    assert one.window == Period(Month(2025, 3), Month(2025, 9))


def test_the_same_lines_as_csv_with_semicolons_and_as_json(tmp_path: Path) -> None:
    table = read_listings(written(tmp_path, "a.csv", "\ufeffid;text;hs\nx;Butter;0405\n"), Kind.NEED)
    lines = read_listings(written(tmp_path, "a.jsonl", '{"id": "x", "text": "Butter", "hs": ["0405"]}\n\n'), Kind.NEED)
    assert table == lines


def test_a_line_without_an_id_is_called_by_file_and_line(tmp_path: Path) -> None:
    assert read_listings(written(tmp_path, "needs.csv", "text\nButter\n"), Kind.NEED)[0].id == "needs-2"


def test_interests_of_a_statement_become_listings(tmp_path: Path) -> None:
    text = (
        "Trade between Belarus and Tula Region reached 500 million dollars. "
        "Tulazheldormash is looking for Belarusian partners and Belarusian Railways is interested in its products."
    )
    statement = read(text)
    found = listings_of(statement)
    assert [(one.party, one.kind) for one in found] == [
        ("Tulazheldormash", Kind.PARTNER),
        ("BZD (Belarusian Railway)", Kind.NEED),
        ("Tulazheldormash", Kind.OFFER),
    ]
    assert all(one.quote in text for one in found)
    path = written(tmp_path, "read.json", json.dumps(to_document(statement), ensure_ascii=False))
    assert [one.party for one in read_listings(path, Kind.NEED)] == [one.party for one in found]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,name\n1,x\n", "column `text`"),
        ("id,text\na,Butter\na,Milch\n", "line 3.*twice"),
        ("text\n''\n\n\"\"\n", "text is empty"),
        ("text,language\nfromage,fr\n", "de, en, ru"),
        ("text,region\nButter,ATLANTIS\n", "ATLANTIS"),
        ("text,kind\nButter,wish\n", "offer, need, partner"),
        ("text,hs\nButter,04O5\n", "HS code"),
        ("text,quantity\nButter,-3\n", "positive number"),
        ("text,quantity\nButter,nan\n", "positive number"),
        ("text,capacity\nButter,1.5\n", "whole number"),
        ("text,window\nButter,soon\n", "span of months"),
        ("text,window\nButter,2025-09/2025-03\n", "span of months"),
        ("text\nButter,with,commas\n", "more cells"),
        ('text\n"never closed\n', "CSV|empty"),
        ('{"id": 1}\n', "text is empty"),
        ('{"text": "a"}\n[1]\n', "line 2"),
        ('{"text": "a"}\n{"text": \n', "line 2.*not JSON"),
        ("{" * 100_000, "JSON"),
        ("text\n" + "x" * 30_000 + "\n", "characters"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(tmp_path: Path, content: str, message: str) -> None:
    path = written(tmp_path, "bad.csv", content)
    with pytest.raises(InputError, match=message) as caught:
        read_listings(path, Kind.NEED)
    assert "bad.csv" in str(caught.value)


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    path = written(tmp_path, "c.jsonl", json.dumps({"text": "But\x1b[2Jter", "party": "a\u202eb", "id": "x\x07"}))
    (one,) = read_listings(path, Kind.NEED)
    assert (one.text, one.party, one.id) == ("But [2Jter", "a b", "x")


def test_binary_and_missing_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        read_listings(written(tmp_path, "b.csv", b"text\n\xff\xfe\x00"), Kind.NEED)
    with pytest.raises(InputError, match="cannot be read"):
        read_listings(tmp_path / "none.csv", Kind.NEED)


def test_an_empty_file_has_no_listings(tmp_path: Path) -> None:
    assert read_listings(written(tmp_path, "e.csv", ""), Kind.NEED) == ()


def test_too_many_listings_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("messlatte.projects.listings.MOST_LISTINGS", 3)
    with pytest.raises(InputError, match="split the file"):
        read_listings(written(tmp_path, "m.csv", "text,language\n" + "Butter,de\n" * 4), Kind.NEED)
