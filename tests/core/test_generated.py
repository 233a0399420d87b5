"""Generated parts of pages."""

from __future__ import annotations

import pytest

from messlatte.core.generated import with_generated

PAGE = "before\n<!-- a -->\nold\n<!-- /a -->\nafter\n"


def test_only_the_part_between_the_markers_changes() -> None:
    new = with_generated(PAGE, "| 1 |\n", "<!-- a -->", "<!-- /a -->")
    assert new == "before\n<!-- a -->\n\n| 1 |\n\n<!-- /a -->\nafter\n"
    assert with_generated(new, "| 1 |", "<!-- a -->", "<!-- /a -->") == new


@pytest.mark.parametrize("markers", [("<!-- b -->", "<!-- /a -->"), ("<!-- a -->", "<!-- /b -->"), ("<!-- /a -->", "<!-- a -->")])
def test_a_page_without_the_markers_is_refused(markers: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="lacks"):
        with_generated(PAGE, "x", *markers)
