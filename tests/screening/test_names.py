"""Names: across scripts, spellings and languages; symmetric; more spellings never lower a score."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.screening import LOOK_AT, STRONG, SubjectKind
from messlatte.screening.identifiers import fits
from messlatte.screening.likeness import likeness
from messlatte.screening.names import compare, compare_parsed
from messlatte.screening.numbers import number_of
from messlatte.screening.transcription import CYRILLIC, is_cyrillic, latin_forms, usual_form
from messlatte.screening.words import parse

FIRM, PERSON = SubjectKind.FIRM, SubjectKind.PERSON
NAMES = st.text(alphabet="abcdeilmnorstuvzабвгдежзиклмнопрстухя .-'", min_size=1, max_size=30)
CYRILLIC_WORDS = st.text(alphabet="абвгдежзийклмнопрстуфхцчшщыэюя", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Белорусская железная дорога", "Belarusian Railway"),
        ("Белорусская железная дорога", "Belarussische Eisenbahn"),
        ("Минский автомобильный завод", "Minsk Automobile Plant"),
        ("Минский автомобильный завод", "Minsker Automobilwerk"),
        ("Тулажелдормаш", "Tulascheldormasch"),
        ("ООО «Ромашка»", "Romashka LLC"),
        ("Siemens Aktiengesellschaft", "SIEMENS AG"),
    ],
)
def test_translated_and_transcribed_firms_are_strong(a: str, b: str) -> None:
    assert compare(a, b, FIRM).score >= STRONG


@pytest.mark.parametrize(("a", "b"), [("Миляев", "Miljajew"), ("Щербаков", "Schtscherbakow"), ("Жуков", "Schukow"), ("Ельцин", "Jelzin")])
def test_german_press_forms_of_russian_names_are_strong(a: str, b: str) -> None:
    assert compare(a, b, PERSON).score >= STRONG


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("Bank of China (Hong Kong) Limited", "Bank of Ireland", FIRM),
        ("Ivan Petrov", "Maria Schneider", PERSON),
        ("Минский тракторный завод", "Брестский чулочный комбинат", FIRM),
        ("", "Siemens AG", FIRM),
    ],
)
def test_different_names_are_not_worth_a_look(a: str, b: str, kind: SubjectKind) -> None:
    assert compare(a, b, kind).score < LOOK_AT


@given(NAMES, NAMES, st.sampled_from([FIRM, PERSON, SubjectKind.UNKNOWN]))
@settings(max_examples=150, deadline=None)
def test_comparison_is_symmetric_and_a_share(a: str, b: str, kind: SubjectKind) -> None:
    there, back = compare(a, b, kind).score, compare(b, a, kind).score
    assert there == back
    assert 0 <= there <= 1


@given(st.lists(st.sampled_from(["Alpha", "Берёза", "Kowalski", "Hannover", "Möller", "Жданов"]), min_size=1, max_size=3, unique=True))
@settings(deadline=None)
def test_a_name_is_wholly_like_itself_in_any_case(words: list[str]) -> None:
    name = " ".join(words)
    assert compare(name, name.upper(), PERSON).score == 1.0


@given(CYRILLIC_WORDS)
@settings(max_examples=150, deadline=None)
def test_every_transcription_leads_back_to_the_word(word: str) -> None:
    original = parse(word.capitalize(), FIRM).words[0]
    for form in latin_forms(word):
        for other in parse(form, FIRM).words[:1]:
            if other.kind == original.kind == "word":
                assert likeness(original, other) == 1.0


@given(CYRILLIC_WORDS)
def test_transcriptions_are_latin_and_the_usual_one_is_first(word: str) -> None:
    forms = latin_forms(word)
    assert all(not is_cyrillic(form) for form in forms)
    assert (forms[0] if forms else "") == usual_form(word)
    assert set(CYRILLIC) == {"bgn", "icao", "iso9", "duden", "gost"}


@given(NAMES, NAMES)
@settings(max_examples=80, deadline=None)
def test_the_best_of_all_variants_counts_and_the_whole_is_one_of_them(a: str, b: str) -> None:
    whole = compare_parsed(parse(f"{a} ; {b}", FIRM), parse("Kowalski Alpha", FIRM), FIRM).score
    assert compare(f"{a} ; {b}", "Kowalski Alpha", FIRM).score >= whole
    assert compare(f"{a} ; Kowalski Alpha", "Kowalski Alpha", FIRM).score == 1.0


@pytest.mark.parametrize(
    ("scheme", "number", "good"),
    [
        ("inn", "7707083893", True), ("inn", "7707083892", False), ("ogrn", "1027700132195", True), ("ogrn", "1027700132194", False),
        ("lei", "5493001KJTIIGC8Y1R12", True), ("lei", "5493001KJTIIGC8Y1R13", False), ("imo", "IMO 9074729", True),
        ("imo", "9074728", False),
        ("unp", "100582333", True), ("unp", "100582334", False),
    ],
)  # fmt: skip
def test_check_digits(scheme: str, number: str, good: bool) -> None:
    """Published examples: Sberbank's public INN and OGRN, the LEI and IMO of the standards' own examples, MTZ's public UNP."""
    assert fits(scheme, number) is good


def test_numbers_in_names() -> None:
    assert [number_of(word) for word in ("44", "1st", "viii", "ix", "forty", "third", "mix", "")] == [44, 1, 8, 9, 40, 3, None, None]


def test_hostile_names_cost_no_minute() -> None:
    assert compare("a " * 50_000, "\u202e" + "b" * 100_000, FIRM).score < LOOK_AT
