"""Who speaks, to whom, in which office and where."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.statement.places import find_places
from messlatte.statement.speakers import Speakers, find_speakers


def speakers(text: str, language: str) -> Speakers:
    return find_speakers(text, language, find_places(text, language))


@pytest.mark.parametrize(
    ("language", "text", "name", "role"),
    [
        ("en", "Trade should double, said trade minister Maria Lopez on Monday.", "Maria Lopez", "trade minister"),
        ("en", "Prime Minister Jan Kowalski told reporters in Oslo that trade grew.", "Jan Kowalski", "Prime Minister"),
        ("en", "According to Ambassador Tom Smith, exports fell.", "Tom Smith", "Ambassador"),
        ("en", "Anna Berg, head of the Nordic chamber, said exports fell.", "Anna Berg", "head of the Nordic chamber"),
        ("en", "Exports fell by 5 percent.", None, None),
        ("de", "Der Handel sei gewachsen, sagte Wirtschaftsminister Karl Huber am Montag.", "Karl Huber", "Wirtschaftsminister"),
        ("de", "Nach Angaben von Botschafter Peter Lang stieg der Export.", "Peter Lang", "Botschafter"),
        ("ru", "Товарооборот вырос, сообщил губернатор Иван Петров.", "Иван Петров", "губернатор"),
        ("ru", "По словам посла Сергея Смирнова, экспорт вырос.", "Сергея Смирнова", "посла"),
    ],
)
def test_speaker_and_role(language: str, text: str, name: str | None, role: str | None) -> None:
    found = speakers(text, language).speaker
    assert (found.name if found else None, found.role if found else None) == (name, role)
    if found and found.quote:
        assert found.quote.of(text) == name


def test_counterpart_and_venue() -> None:
    found = speakers("In Oslo President Jan Kowalski told Ambassador Tom Smith that trade grew.", "en")
    assert found.speaker is not None
    assert found.counterpart is not None
    assert (found.speaker.name, found.counterpart.name, found.venue) == ("Jan Kowalski", "Tom Smith", "Oslo")


@pytest.mark.parametrize(
    ("written", "venue"),
    [("Минске", "Минск"), ("Москве", "Москва"), ("Казани", "Казань"), ("Баку", "Баку"), ("Душанбе", "Душанбе"), ("Тбилиси", "Тбилиси")],
)
def test_a_russian_venue_is_named_in_the_nominative(written: str, venue: str) -> None:
    assert speakers(f"В {written} губернатор Иван Петров сообщил о росте.", "ru").venue == venue


def test_two_known_persons_side_by_side_are_two() -> None:
    found = speakers("«Торговля растет», – сказал Си Цзиньпин Михаилу Мишустину.", "ru")
    assert found.speaker is not None
    assert found.speaker.name == "Си Цзиньпин"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.sampled_from(("en", "de", "ru")))
def test_any_text_is_read(text: str, language: str) -> None:
    for person in (speakers(text, language).speaker, speakers(text, language).counterpart):
        if person and person.quote:
            assert " ".join(person.quote.of(text).split()) == person.name


@pytest.mark.parametrize("unit", ["Aa ", "said Minister ", "Minister of ", "Mr A. B. ", "сказал Иван "])
def test_time_is_linear_on_repeats(unit: str) -> None:
    def seconds(size: int) -> float:
        text, best = unit * (size // len(unit)), float("inf")
        for _ in range(3):
            start = time.process_time()
            find_speakers(text, "en", ())
            best = min(best, time.process_time() - start)
        return best

    assert seconds(24_000) < 12 * seconds(6_000) + 0.05
