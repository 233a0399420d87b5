"""Archives, the hostile ones too."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import py7zr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.errors import InputError
from messlatte.core.evidence import Source
from messlatte.sources.snapshot import RawFile, keep_bytes
from messlatte.sources.unpack import UnpackBounds, unpacked

TIGHT = UnpackBounds(size=50_000_000, ratio=50, floor=1_000_000, files=5)


def raw(data: Path, name: str, content: bytes) -> RawFile:
    return keep_bytes(data, {name: content}, Source("CEPII", "test", "1")).files[0]


def zipped(entries: dict[str, bytes], **options: object) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_wanted_files_come_out_once_and_may_be_deleted(tmp_path: Path) -> None:
    file = raw(tmp_path, "a.zip", zipped({"sub/data.csv": b"1", "readme.txt": b"2"}))
    paths = unpacked(tmp_path, file, (".csv",))
    assert [path.name for path in paths] == ["data.csv"]
    assert paths[0].read_bytes() == b"1"
    paths[0].unlink()
    paths[0].parent.rmdir()
    assert unpacked(tmp_path, file, (".csv",))[0].read_bytes() == b"1"


def test_two_at_once_unpack_one_whole_folder(tmp_path: Path) -> None:
    file = raw(tmp_path, "a.zip", zipped({f"{n}.csv": bytes([n]) * 200_000 for n in range(4)}))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: unpacked(tmp_path, file), range(16)))
    assert len(set(found)) == 1
    assert [path.stat().st_size for path in found[0]] == [200_000] * 4
    assert len(list((tmp_path / "unpacked").iterdir())) == 1


def test_what_was_wanted_once_does_not_hide_the_rest(tmp_path: Path) -> None:
    file = raw(tmp_path, "a.zip", zipped({"data.csv": b"1", "data.dat": b"2"}))
    assert [path.name for path in unpacked(tmp_path, file, (".csv",))] == ["data.csv"]
    assert [path.name for path in unpacked(tmp_path, file, (".dat",))] == ["data.dat"]
    assert len(unpacked(tmp_path, file)) == 2


def test_a_plain_file_is_itself(tmp_path: Path) -> None:
    file = raw(tmp_path, "a.csv", b"t,i,j\n")
    assert unpacked(tmp_path, file) == (file.path,)


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "..\\evil.csv", "C:\\evil.csv", "C:evil.csv"])
def test_an_entry_that_leads_outside_refuses_the_archive(tmp_path: Path, name: str) -> None:
    file = raw(tmp_path / "data", "a.zip", zipped({"good.csv": b"1", name: b"2"}))
    with pytest.raises(InputError, match="outside"):
        unpacked(tmp_path / "data", file)
    assert not list(tmp_path.rglob("evil.csv"))
    assert not list((tmp_path / "data" / "unpacked").iterdir())


def test_a_link_refuses_the_archive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("link.csv")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(InputError, match="outside"):
        unpacked(tmp_path, raw(tmp_path, "a.zip", buffer.getvalue()))


@pytest.mark.parametrize("kind", ["zip", "gz", "7z"])
def test_a_bomb_is_refused(tmp_path: Path, kind: str) -> None:
    zeros = b"\0" * 20_000_000
    if kind == "7z":
        buffer = io.BytesIO()
        with py7zr.SevenZipFile(buffer, "w") as archive:
            archive.writestr(zeros, "zeros.dat")
        content = buffer.getvalue()
    else:
        content = zipped({"zeros.csv": zeros}) if kind == "zip" else gzip.compress(zeros)
    with pytest.raises(InputError, match="made to fill the disk"):
        unpacked(tmp_path, raw(tmp_path, f"a.{kind}", content), bounds=TIGHT)
    assert not [path for path in (tmp_path / "unpacked").rglob("*") if path.is_file()]


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"zeros.csv": b"\0" * 20_000_000}))
    size = (20_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(InputError):
        unpacked(tmp_path, raw(tmp_path, "a.zip", bytes(content)), bounds=TIGHT)


def test_a_web_page_saved_as_an_archive_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="named like an archive and is none"):
        unpacked(tmp_path, raw(tmp_path, "BACI_HS92_V202501.zip", b"<!doctype html>"))


def test_many_entries_or_two_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="entries"):
        unpacked(tmp_path, raw(tmp_path, "a.zip", zipped({f"{n}.csv": b"1" for n in range(9)})), bounds=TIGHT)
    with pytest.raises(InputError, match="twice"):
        unpacked(tmp_path, raw(tmp_path, "b.zip", zipped({"a/x.csv": b"1", "b/x.csv": b"2"})))


@pytest.mark.parametrize("kind", ["zip", "gz", "7z"])
def test_a_cut_archive_is_named(tmp_path: Path, kind: str) -> None:
    body = bytes(range(256)) * 400
    if kind == "7z":
        buffer = io.BytesIO()
        with py7zr.SevenZipFile(buffer, "w") as archive:
            archive.writestr(body, "a.dat")
        content = buffer.getvalue()
    else:
        content = zipped({"a.csv": body}) if kind == "zip" else gzip.compress(body)
    with pytest.raises(InputError, match="damaged"):
        unpacked(tmp_path, raw(tmp_path, f"cut.{kind}", content[: len(content) // 2]))


def test_an_encrypted_zip_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": b"1" * 100}))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match="encrypted"):
        unpacked(tmp_path, raw(tmp_path, "a.zip", bytes(content)))


@given(content=st.binary(max_size=5000))
@settings(max_examples=10, deadline=None)
@pytest.mark.parametrize("kind", ["zip", "gz", "7z"])
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, kind: str, content: bytes) -> None:
    data = tmp_path_factory.mktemp("data")
    if kind == "7z":
        buffer = io.BytesIO()
        with py7zr.SevenZipFile(buffer, "w") as archive:
            archive.writestr(content, "sub/full_v2_202301.dat")
        packed = buffer.getvalue()
    else:
        packed = zipped({"x.csv": content}) if kind == "zip" else gzip.compress(content)
    assert unpacked(data, raw(data, f"x.csv.{kind}", packed))[0].read_bytes() == content
