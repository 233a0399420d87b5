"""Addresses carry the whole state, and nothing that cannot be meant passes."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messlatte.core.errors import UsageError
from messlatte.core.quantity import Month
from messlatte.web.address import TIDES, Address, checked_published

ID = "0123456789abcdef"


@given(
    st.integers(1, 999),
    st.none() | st.integers(1, 10**15).map(float),
    st.none() | st.builds(Month, st.integers(2000, 2149), st.integers(1, 12)),
    st.sampled_from(["de", "en", "ru"]),
    st.none() | st.sampled_from(TIDES),
)
def test_an_address_reads_back_as_itself(reading: int, target: float | None, by: Month | None, lang: str, tide: str | None) -> None:
    address = Address(ID, lang, reading, target, by, tide)
    query = {key: values[0] for key, values in parse_qs(urlsplit(address.path()).query).items()}
    back = Address.of(ID, query.pop("lang"), **{key: query.get(key) for key in ("reading", "target", "by", "tide")})
    assert back == address
    assert back.path() == address.path()


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_taken_or_refused(reading: str, target: str, by: str, tide: str) -> None:
    try:
        address = Address.of(ID, "en", reading=reading, target=target, by=by, tide=tide)
    except UsageError:
        return
    assert address.path().isascii()


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("reading", "0"),
        ("reading", "-1"),
        ("target", "nan"),
        ("target", "1e99"),
        ("target", "0"),
        ("by", "1999"),
        ("by", "2030-13"),
        ("tide", "flood"),
    ],
)
def test_what_cannot_be_meant_is_named(part: str, value: str) -> None:
    parts: dict[str, str | None] = {"reading": None, "target": None, "by": None, "tide": None}
    with pytest.raises(UsageError, match=part):
        Address.of(ID, "en", **{**parts, part: value})


def test_changes_of_one_part_keep_the_others() -> None:
    address = Address(ID, "de", 2, 1e9, Month(2030, 12), "low")
    assert address.path(lang="ru", tide=None) == f"/s/{ID}?reading=2&target=1000000000&by=2030&lang=ru"
    assert address.path("csv", by="2028") == f"/s/{ID}.csv?reading=2&target=1000000000&by=2028&lang=de&tide=low"


@pytest.mark.parametrize("text", ["2024-11-05", "2024-11", "2024", None, ""])
def test_dates_of_publication(text: str | None) -> None:
    assert checked_published(text) == (text or None)


@pytest.mark.parametrize("text", ["2024-13", "yesterday", "20241105", "2024-02-30", "٢٠٢٤"])
def test_no_dates_of_publication(text: str) -> None:
    with pytest.raises(UsageError, match="published"):
        checked_published(text)
