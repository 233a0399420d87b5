"""Matching: reasons, properties of the score and of both assignments, arms, capacities."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from messlatte.core.errors import MesslatteError, UsageError
from messlatte.core.listing import Kind, Listing, Matching
from messlatte.core.quantity import Month, Period
from messlatte.projects.assignment import Place, blocking_pairs, greedy, optimal, stable
from messlatte.projects.coded_listing import coded
from messlatte.projects.matching import match_listings
from messlatte.projects.pair_scores import pair_scores
from messlatte.projects.reasons import gap_message
from messlatte.projects.units import measured

TEXTS = {
    "de": ("Mähdrescher", "Elektrobusse", "Käse und Butter", "Gleisbaumaschinen", "Kalidünger", "Sperrholz", "Aufzüge"),
    "ru": ("зерноуборочные комбайны", "электробусы", "сыр и масло сливочное", "путевые машины", "калийные удобрения", "фанера", "лифты"),
    "en": ("combine harvesters", "electric buses", "cheese and butter", "track maintenance machines", "potash", "plywood", "elevators"),
}


def offer(name: str, text: str, language: str = "de", **more: object) -> Listing:
    return replace(Listing(name, f"seller {name}", Kind.OFFER, text, language), **more)  # type: ignore[arg-type]


def need(name: str, text: str, language: str = "de", **more: object) -> Listing:
    return replace(Listing(name, f"buyer {name}", Kind.NEED, text, language), **more)  # type: ignore[arg-type]


def sides() -> tuple[list[Listing], list[Listing]]:
    languages = list(TEXTS)
    offers = [offer(f"o{n}", TEXTS[languages[n % 3]][n], languages[n % 3]) for n in range(7)]
    needs = [need(f"n{n}", TEXTS[languages[(n + 1) % 3]][n], languages[(n + 1) % 3]) for n in range(7)]
    return offers, needs


def test_the_same_good_is_found_across_languages() -> None:
    found = match_listings(*sides())
    for number in range(7):
        assert found.shortlists[f"n{number}"][0].offer == f"o{number}"


def test_every_match_names_a_code_or_a_word_that_both_share() -> None:
    offers, needs = sides()
    extra = [offer("words", "Schulung und Beratung für Betriebe"), need("service", "Beratung für kleine Betriebe")]
    found = match_listings([*offers, extra[0]], [*needs, extra[1]])
    codes = {one.listing.id: {code[:2] for code in one.codes} for one in map(coded, (*offers, *needs, *extra))}
    matches = [match for matches in found.shortlists.values() for match in matches]
    assert matches
    for match in matches:
        assert match.code or match.words
        if match.code:
            assert match.code[:2] in codes[match.offer] & codes[match.need]
    assert sum(bool(match.code or match.words) for match in matches) / len(matches) == 1.0


def test_a_shared_subheading_beats_a_heading_beats_a_chapter() -> None:
    wanted = need("n", "machine", "en", hs=("843351",))
    offers = [
        offer("six", "machine", "en", hs=("843351",)),
        offer("four", "machine", "en", hs=("843352",)),
        offer("two", "machine", "en", hs=("841510",)),
    ]
    scores = {match.offer: match.overlap for match in match_listings(offers, [wanted], assign="none").shortlists["n"]}
    assert scores == {"six": 1.0, "four": 0.7, "two": pytest.approx(0.2)}


def test_one_more_shared_code_never_lowers_a_score() -> None:
    rng = random.Random(3)
    codes = ["8433", "843351", "0405", "870240", "44"]
    for _ in range(40):
        left = offer("o", rng.choice(TEXTS["de"]), hs=tuple(rng.sample(codes, 2)))
        right = need("n", rng.choice(TEXTS["ru"]), "ru", hs=tuple(rng.sample(codes, 2)))
        added = rng.choice(codes)
        before = pair_scores([coded(left)], [coded(right)]).score[0, 0]
        more = [coded(replace(one, hs=(*one.hs, added))) for one in (left, right)]
        assert pair_scores([more[0]], [more[1]]).score[0, 0] >= before - 1e-12


def test_the_order_of_the_files_carries_no_meaning() -> None:
    offers, needs = sides()
    first = match_listings(offers, needs)
    second = match_listings(offers[::-1], needs[::-1])
    assert first.shortlists == second.shortlists
    assert {(one.offer, one.need) for one in first.optimal or ()} == {(one.offer, one.need) for one in second.optimal or ()}
    assert {(one.offer, one.need) for one in first.stable or ()} == {(one.offer, one.need) for one in second.stable or ()}


def test_arms_are_set_aside_by_code_and_by_words() -> None:
    offers = [
        offer("code", "Ersatzteile", hs=("930690",)),
        offer("industry", "Fertigung", isic=("2520",)),
        offer("words", "реактивные системы залпового огня", "ru"),
        offer("bread", "Brot"),
    ]
    needs = [need("n", "Munition und Brot"), need("m", "Brot", hs=("1905",))]
    found = match_listings(offers, needs)
    assert {one.listing for one in found.set_aside} == {"code", "industry", "words", "n"}
    listed = {match.offer for matches in found.shortlists.values() for match in matches}
    assert listed == {"bread"}
    assert "n" not in found.shortlists
    assert all(one.offer == "bread" for one in (*(found.optimal or ()), *(found.stable or ())))


def test_only_opposite_sides_of_a_pair_match() -> None:
    wanted = need("n", "Butter", region="RU-TUL")
    offers = [
        offer("same", "Butter", region="RU-TUL"),
        offer("other", "Butter", region="BLR"),
        offer("third", "Butter", region="KAZ"),
        offer("unknown", "Butter"),
    ]
    found = match_listings(offers, [wanted], pair=("BLR", "RU-TUL"))
    assert [match.offer for match in found.shortlists["n"]] == ["other", "unknown"]
    assert {gap.key for gap in found.shortlists["n"][1].gaps} >= {"no-region"}


def test_a_party_is_not_matched_with_itself() -> None:
    mine = Listing("p", "Werk", Kind.PARTNER, "Gleisbaumaschinen", "de")
    other = Listing("q", "Bahn", Kind.PARTNER, "Gleisbaumaschinen", "de")
    found = match_listings([mine, other], [mine, other])
    assert [match.offer for match in found.shortlists["p"]] == ["q"]


def test_one_side_that_names_the_other_is_a_match_without_goods() -> None:
    railway = need("n", "Interesse an seinen Produkten", party="Bahn", counterpart="Werk Huber")
    works = offer("o", "sucht Partner", party="Werk Huber")
    (found,) = match_listings([works, offer("x", "Butter")], [railway]).shortlists["n"]
    assert (found.offer, found.code, found.words[0]) == ("o", "", "Werk Huber")
    assert "named" in {gap.key for gap in found.gaps}


def test_the_names_of_the_parties_are_no_goods() -> None:
    assert not coded(need("n", "BZD braucht Lieferungen", party="BZD")).codes
    assert any(code.startswith("0405") for code in coded(need("n", "Butter", party="Butter AG")).codes)


def test_known_makers_of_arms_and_those_who_name_them_are_set_aside() -> None:
    offers = [offer("maker", "Spezialtechnik", party="NPO Splav"), offer("other", "Landmaschinen", party="Gomselmash")]
    found = match_listings(offers, [need("n", "Landmaschinen"), need("m", "Anlagen des Verbands Splav")])
    assert {one.listing for one in found.set_aside} == {"maker", "m"}


def test_quantities_and_times_are_compared_and_what_misses_is_said() -> None:
    wanted = need("n", "Butter", quantity=10, unit="t", window=Period.year(2025))
    offers = [
        offer("enough", "Butter", quantity=10_000, unit="кг", window=Period.year(2025)),
        offer("little", "Butter", quantity=5, unit="тонн", window=Period.year(2025)),
        offer("late", "Butter", quantity=10, unit="t", window=Period(Month(2026, 1), Month(2026, 2))),
        offer("odd", "Butter", quantity=3, unit="pallets", window=Period.year(2025)),
    ]
    matches = {match.offer: match for match in match_listings(offers, [wanted]).shortlists["n"]}
    keys = {name: {gap.key for gap in match.gaps} for name, match in matches.items()}
    assert matches["enough"].quantity == 1.0
    assert matches["enough"].score > matches["little"].score
    assert "too-little" in keys["little"]
    assert "windows-apart" in keys["late"]
    assert "units-differ" in keys["odd"]
    assert "50 %" in next(gap_message(gap, str) for gap in matches["little"].gaps if gap.key == "too-little")


@pytest.mark.parametrize(("unit", "base"), [("Stück", "pieces"), ("шт.", "pieces"), ("pcs", "pieces"), ("т", "kg"), ("parsecs", "parsecs")])
def test_units_of_three_languages(unit: str, base: str) -> None:
    assert measured(offer("o", "x", quantity=2, unit=unit)).unit == base


def test_empty_sides_have_an_answer() -> None:
    nothing = match_listings([], [need("n", "Butter")])
    assert nothing.shortlists == {"n": ()}
    assert (nothing.optimal, nothing.stable, nothing.blocking) == ((), (), ())
    assert match_listings([], []) == Matching((), (), {}, (), (), (), ())
    assert match_listings([], [], assign="none").optimal is None


def test_twice_the_same_id_or_the_wrong_side_is_refused() -> None:
    with pytest.raises(UsageError, match="twice"):
        match_listings([offer("o", "Butter"), offer("o", "Käse")], [])
    with pytest.raises(UsageError, match="is a need"):
        match_listings([need("n", "Butter")], [])
    with pytest.raises(UsageError, match="positive"):
        match_listings([], [], top=0)


def test_a_capacity_of_two_serves_two_needs() -> None:
    big = offer("o", "Butter", capacity=2)
    found = match_listings([big], [need("a", "Butter"), need("b", "Butter"), need("c", "Butter")])
    assert len(found.optimal or ()) == 2
    assert len(found.stable or ()) == 2


def test_too_large_a_table_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("messlatte.projects.assignment.MOST_CELLS", 3)
    with pytest.raises(MesslatteError, match="split the files"):
        optimal(np.ones((2, 2)), [1, 1], [1, 1])


Case = tuple[np.ndarray, np.ndarray, list[int], list[int]]
TABLES = st.tuples(st.integers(1, 7), st.integers(1, 7)).flatmap(
    lambda shape: st.tuples(
        arrays(float, shape, elements=st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0])),
        arrays(float, shape, elements=st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0])),
        st.lists(st.integers(1, 3), min_size=shape[0], max_size=shape[0]),
        st.lists(st.integers(1, 3), min_size=shape[1], max_size=shape[1]),
    )
)


@settings(max_examples=200, deadline=None)
@given(TABLES)
def test_a_stable_assignment_has_no_blocking_pair_and_keeps_the_capacities(
    case: Case,
) -> None:
    mine, theirs, needs, offers = case
    both = (mine > 0) & (theirs > 0)
    mine, theirs = np.where(both, mine, 0.0), np.where(both, theirs, 0.0)
    chosen = stable(mine, theirs, needs, offers)
    assert len(set(chosen)) == len(chosen)
    assert all(mine[place.need, place.offer] > 0 for place in chosen)
    assert all(sum(place.need == row for place in chosen) <= room for row, room in enumerate(needs))
    assert all(sum(place.offer == column for place in chosen) <= room for column, room in enumerate(offers))
    assert blocking_pairs(chosen, mine, theirs, needs, offers) == ()


@settings(max_examples=200, deadline=None)
@given(TABLES)
def test_the_optimal_sum_is_at_least_the_greedy_one(case: Case) -> None:
    scores = case[0]
    ones = [1] * scores.shape[0], [1] * scores.shape[1]

    def total(chosen: tuple[Place, ...]) -> float:
        return float(sum(scores[place.need, place.offer] for place in chosen))

    assert total(optimal(scores, *ones)) >= total(greedy(scores, *ones)) - 1e-9


def test_blocking_pairs_of_a_known_case() -> None:
    """Greedy and the largest sum differ: 0.9 + 0 against 0.8 + 0.8; the pair at 0.9 would leave."""
    scores = np.array([[0.9, 0.8], [0.8, 0.0]])
    best = optimal(scores, [1, 1], [1, 1])
    assert best == (Place(0, 1), Place(1, 0))
    assert blocking_pairs(best, scores, scores, [1, 1], [1, 1]) == (Place(0, 0),)
    assert stable(scores, scores, [1, 1], [1, 1]) == (Place(0, 0),)


def test_known_stable_marriages() -> None:
    """Gale and Shapley (1962), example 1: every side ranks the other in a circle; the proposing side gets its first choices."""
    men = np.array([[3.0, 2, 1], [1, 3, 2], [2, 1, 3]])
    women = np.array([[1.0, 2, 3], [3, 1, 2], [2, 3, 1]])
    assert stable(men, women, [1] * 3, [1] * 3) == (Place(0, 0), Place(1, 1), Place(2, 2))


@pytest.mark.slow
def test_two_thousand_by_two_thousand() -> None:
    rng = np.random.default_rng(0)
    scores = rng.random((2_000, 2_000)) * (rng.random((2_000, 2_000)) < 0.05)
    ones = [1] * 2_000
    best, by_hand = optimal(scores, ones, ones), greedy(scores, ones, ones)
    assert sum(scores[p.need, p.offer] for p in best) >= sum(scores[p.need, p.offer] for p in by_hand)
    assert blocking_pairs(stable(scores, scores, ones, ones), scores, scores, ones, ones) == ()
