import pytest

from messlatte.core.arms import is_arms
from messlatte.core.errors import UsageError


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("hs", "93"),
        ("HS", "9306.90"),
        ("hs", "930690100"),
        ("hs", "8710"),
        ("hs", "871000"),
        ("hs", "890610"),
        ("isic", "2520"),
        ("isic", "3040"),
        ("cpc", "44710"),
    ],
)
def test_arms_are_known_at_any_depth(scheme: str, code: str) -> None:
    assert is_arms(scheme, code)


@pytest.mark.parametrize(
    ("scheme", "code"),
    [("hs", "2520"), ("hs", "3040"), ("hs", "8906"), ("hs", "890690"), ("isic", "25"), ("isic", "9311"), ("ebops", "SJ1"), ("hs", "")],
)
def test_what_shares_digits_with_arms_is_not_arms(scheme: str, code: str) -> None:
    """HS 2520 is gypsum, ISIC 9311 runs sports grounds."""
    assert not is_arms(scheme, code)


def test_an_unknown_scheme_is_told_what_is_known() -> None:
    with pytest.raises(UsageError, match="hs, isic"):
        is_arms("sitc", "891")
