"""Every subdivision of ISO 3166-2 is a partner of trade by its name alone, unless others share the name."""

from __future__ import annotations

import pytest

from messlatte.statement.gazetteer import _economies, country_of, economy, gazetteer, key
from messlatte.statement.place_guards import is_common
from messlatte.statement.places import find_places

SENTENCES = {
    "en": "Trade between {} and {} reached 5 billion dollars in 2020.",
    "de": "Der Handel zwischen {} und {} erreichte 2020 5 Milliarden Dollar.",
    "ru": "Товарооборот между {} и {} в 2020 году составил 5 млрд долларов.",
}
PARTNERS = {"en": ("Germany", "France"), "de": ("Deutschland", "Frankreich"), "ru": ("Германией", "Францией")}
REGIONS = [code for code, row in _economies().items() if row[0]]


def is_shared(name: str, language: str) -> bool:
    """Whether a name means a country, a capital or another subdivision as well, is an everyday word, or is none ("Bay, Somalia")."""
    form = key(name)
    return (
        bool({",", "("} & set(name))
        or is_common(form)
        or len({candidate.code for candidate in gazetteer(language).forms.get(form, ())}) != 1
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", SENTENCES)
def test_a_subdivision_alone_is_a_partner(language: str) -> None:
    missed, unexplained = [], []
    for code in REGIONS:
        name = economy(code, language).name
        partner = PARTNERS[language][country_of(code) == "DEU"]
        text = SENTENCES[language].format(name, partner)
        if code not in [place.code for place in find_places(text, language)]:
            missed.append(code)
            if not is_shared(name, language):
                unexplained.append((code, name))
    assert len(missed) < 0.085 * len(REGIONS), len(missed)
    assert not unexplained


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Trade between Lombardy and Bavaria grew.", ["IT-25", "DE-BY"]),
        ("en", "Japan raised its exports to Catalonia and its imports from Scotland.", ["JPN", "ES-CT", "GB-SCT"]),
        ("en", "Lombardy's exports to India fell.", ["IT-25", "IND"]),
        ("en", "Trade with Norfolk Southern and deliveries to Essex Furukawa grew in India.", ["IND"]),
        ("en", "The minister of India spoke with Victoria about a peace between Lombardy and Anhui.", ["IND", "CN-AH"]),
        ("en", "India's exports to the North rose, and trade between Peter and India fell.", ["IND", "IND"]),
        ("de", "Der Warenverkehr zwischen der Lombardei und Indien wuchs.", ["IT-25", "IND"]),
        ("de", "Die Einfuhren aus Katalonien sanken, Indien lieferte mehr.", ["ES-CT", "IND"]),
        ("ru", "Экспорт в Каталонию вырос, товарооборот между Ломбардией и Индией снизился.", ["ES-CT", "IT-25", "IND"]),
    ],
)
def test_only_where_an_economy_can_stand(language: str, text: str, expected: list[str]) -> None:
    assert [place.code for place in find_places(text, language)] == expected
