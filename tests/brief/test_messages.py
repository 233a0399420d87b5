"""Every message that brief and web show is translated; a missing string fails here."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from messlatte.brief.numbers import month, multiple, of_hundred, percent, year_count
from messlatte.core.quantity import Month

SOURCE = Path(__file__).parents[2] / "src" / "messlatte"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


def _said(room: str) -> set[tuple[str | None, object]]:
    found = extract_from_dir(SOURCE / room, [("**.py", "python"), ("**.html", "jinja2")], keywords=KEYWORDS)
    return {(context, message) for _, _, message, _, context in found}


def _translated(language: str, room: str) -> set[tuple[str | None, object]]:
    with (SOURCE / "locale" / language / "LC_MESSAGES" / f"{room}.po").open("rb") as file:
        return {(message.context, message.id) for message in read_po(file, locale=language) if message.id}


@pytest.mark.parametrize("room", [room for room in ("brief", "web") if (SOURCE / room).exists()])
@pytest.mark.parametrize("language", ["de", "ru"])
def test_every_message_is_translated(room: str, language: str) -> None:
    # A page of another room (areas, projects) keeps its messages in that room's catalogue.
    rooms = [path.stem for path in (SOURCE / "locale" / language / "LC_MESSAGES").glob("*.po")]
    known = set().union(*(_translated(language, other) for other in rooms))
    missing = _said(room) - known
    assert not missing, f"{language}/{room}.po lacks {sorted(map(str, missing))}"


@pytest.mark.parametrize("room", [room for room in ("brief", "web") if (SOURCE / room).exists()])
@pytest.mark.parametrize("language", ["de", "ru"])
def test_no_translation_is_left_over(room: str, language: str) -> None:
    assert _translated(language, room) <= _said(room)


def test_plural_forms() -> None:
    assert [year_count(n, "ru") for n in (1, 2, 5, 11, 21, 2.2)] == ["1 год", "2 года", "5 лет", "11 лет", "21 год", "2,2 года"]
    assert [year_count(n, "de") for n in (1, 2, 2.2)] == ["1 Jahr", "2 Jahre", "2,2 Jahre"]
    assert [year_count(n, "en") for n in (1, 2, 2.2)] == ["1 year", "2 years", "2.2 years"]


def test_percent_keeps_its_digit_in_every_language() -> None:
    assert [percent(0.195, lang) for lang in ("de", "en", "ru")] == ["19,5\u00a0%", "19.5%", "19,5\u00a0%"]
    assert percent(0.195, "de", signed=True) == "+19,5\u00a0%"
    assert percent(-0.032, "en", signed=True) == "−3.2%"


def test_small_and_large_chances_are_not_rounded_to_none_or_all() -> None:
    assert of_hundred(0.001, "en") == "fewer\u00a0than\u00a01\u00a0of\u00a0100"
    assert of_hundred(0.999, "de") == "mehr\u00a0als\u00a099\u00a0von\u00a0100"
    assert of_hundred(0.07, "ru") == "7\u00a0из\u00a0100"


def test_months_and_multiples() -> None:
    assert month(Month(2030, 12), "de") == "2030"
    assert month(Month(2030, 6), "en") == "June 2030"
    assert multiple(2.0, "de") == "2×"
    assert multiple(1.854, "de") == "1,85×"
