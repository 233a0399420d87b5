"""Who wants partners or products, who offers what, what is already produced jointly."""

from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messlatte.core.claims import Interest
from messlatte.statement.firms import firm_name
from messlatte.statement.interests import find_interests
from messlatte.statement.reader import read


def interests(text: str, language: str) -> list[Interest]:
    claims = find_interests(text, language, ((0, len(text)),))
    return [c.readings[0].content for c in claims if isinstance(c.readings[0].content, Interest)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Tulazheldormash is looking for Belarusian partners", Interest("Tulazheldormash", "partner", "Belarusian partners")),
        ("en", "Belarusian Railways is interested in buying Polish machinery",
         Interest("BZD (Belarusian Railway)", "product", "Polish", "machinery")),
        ("en", "MAZ and Splav jointly produce special equipment",
         Interest("MAZ (Minsk Automobile Plant)", "joint production", "Splav", "special equipment")),
        ("en", "Dutch companies are ready to supply dairy farms",
         Interest("Dutch companies", "offer", None, "supply dairy farms")),
        ("de", "Die Huber AG sucht chinesische Partner", Interest("Huber AG", "partner", "chinesische Partner")),
        ("de", "Das Minsker Automobilwerk und die Huber AG fertigen Lastwagen",
         Interest("MAZ (Minsk Automobile Plant)", "joint production", "Huber AG", "Lastwagen")),
        ("de", "In Peru sucht die Molkerei Alm zuverlässige Vertriebspartner",
         Interest("Molkerei Alm", "partner", "zuverlässige Vertriebspartner")),
        ("de", "Die Kelterei Most ist derzeit auf der Suche nach Abnehmern", Interest("Kelterei Most", "partner", "Abnehmern")),
        ("de", "Dazu sagte er, dass das Sägewerk Holm in Ungarn Händler sucht", Interest("Sägewerk Holm", "partner", "Händler")),
        ("de", "Laos zeigte sich an einer engeren Zusammenarbeit mit hessischen Firmen interessiert",
         Interest("Laos", "partner", "hessischen Firmen")),
        ("de", "Ghana interessiert sich für Tiroler Seilbahnen und Schneekanonen",
         Interest("Ghana", "product", None, "Tiroler Seilbahnen und Schneekanonen")),
        ("de", "Marokkanische Betriebe sind an dänischen Melkanlagen interessiert",
         Interest("Marokkanische Betriebe", "product", "dänischen", "Melkanlagen")),
        ("de", "Jordanien will rumänischen Weizen kaufen", Interest("Jordanien", "product", "rumänischen", "Weizen")),
        ("ru", "«Тулажелдормаш» ищет белорусских партнеров", Interest("Tulazheldormash", "partner", "белорусских партнеров")),
        ("ru", "Минский автомобильный завод и объединение «Сплав» производят спецтехнику",
         Interest("MAZ (Minsk Automobile Plant)", "joint production", "Splav", "спецтехнику")),
        ("ru", "МАЗ и «Сплав» совместно производят спецтехнику",
         Interest("MAZ (Minsk Automobile Plant)", "joint production", "Splav", "спецтехнику")),
        ("ru", "Витебские мебельщики также ищут надёжных партнёров", Interest("Витебские мебельщики", "partner", "надёжных партнёров")),
        ("ru", "ООО «Лён» заинтересовано в закупках узбекского хлопка",
         Interest("ООО «Лён»", "product", "узбекского", "хлопка")),
        ("ru", "Китайские компании намерены закупать казахстанскую пшеницу",
         Interest("Китайские компании", "product", "казахстанскую", "пшеницу")),
        ("ru", "Омская область готова поставлять в Монголию комбайны и семена",
         Interest("Омская область", "offer", None, "поставлять в Монголию комбайны и семена")),
        ("ru", "Армянские фирмы проявляют интерес к сотрудничеству с грузинскими компаниями",
         Interest("Армянские фирмы", "partner", "грузинскими компаниями")),
        ("ru", "Сербия предлагает белорусским аграриям трактора и сеялки",
         Interest("Сербия", "offer", None, "трактора и сеялки")),
    ],
)  # fmt: skip
def test_interest_of_a_sentence(language: str, text: str, wanted: Interest) -> None:
    assert interests(text, language) == [wanted]


def test_its_products_are_those_of_the_firm_named_before() -> None:
    found = interests("Tulazheldormash is looking for Belarusian partners and Belarusian Railways is interested in its products", "en")
    assert [(i.wants, i.source) for i in found] == [("partner", "Belarusian partners"), ("product", "Tulazheldormash")]


def test_the_first_person_is_the_firm_named_before() -> None:
    text = "Фабрика «Лён» шьёт рубашки. Ищем дилеров в Казахстане."
    claims = find_interests(text, "ru", ((0, 27), (28, len(text))))
    assert [c.readings[0].content for c in claims] == [Interest("Фабрика «Лён»", "partner", "дилеров")]


def test_nobody_is_no_firm() -> None:
    assert interests("We are ready to supply more.", "en") == []
    assert interests("Trade rose by 5 percent.", "en") == []


def test_own_firms_are_named_too() -> None:
    assert firm_name("kamaz", {"KamAZ": ("Kamaz",)}) == "KamAZ"
    assert firm_name("Nobody Ltd") == "Nobody Ltd"


def test_the_seed_statement(shared: Path) -> None:
    text = (shared / "statements" / "minsk-tula.de.txt").read_text(encoding="utf-8")
    found = [c.readings[0].content for c in read(text).claims if isinstance(c.readings[0].content, Interest)]
    assert Interest("MAZ (Minsk Automobile Plant)", "joint production", "Splav", "Spezialausrüstung") in found
    assert Interest("Tulazheldormash", "partner", "belarussischen Partnern") in found
    assert Interest("BZD (Belarusian Railway)", "product", "Tulazheldormash", "Produkten") in found
    assert any(
        i.wants == "offer" and i.who == "belarussische Unternehmen" and "Tierhaltungsanlagen (schlüsselfertig)" in str(i.subject)
        for i in found
    )


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.sampled_from(("en", "de", "ru")))
def test_any_text_is_read(text: str, language: str) -> None:
    for claim in find_interests(text, language, ((0, len(text)),)):
        assert claim.quote.of(text)


@pytest.mark.parametrize("language", ["en", "de", "ru"])
@pytest.mark.parametrize("unit", ["Aa Bb ", "Aa und Bb ", "Aa is interested in ", "Aa bereit ", "Аа готов ", "A и «"])
def test_hostile_repeats_take_linear_time(unit: str, language: str) -> None:
    def seconds(size: int) -> float:
        text = "interest bereit готов " + unit * (size // len(unit))
        start = time.process_time()
        find_interests(text, language, tuple((i, min(i + 2000, len(text))) for i in range(0, len(text), 2000)))
        return time.process_time() - start

    seconds(2_000)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.1


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_the_shipped_statement_says_what_firms_want(language: str) -> None:
    text = (files("messlatte") / "examples" / f"minsk-tula.{language}.txt").read_text(encoding="utf-8")
    wanted = [c for claim in read(text, language=language).claims if isinstance(c := claim.readings[0].content, Interest)]
    assert [interest.wants for interest in wanted] == ["joint production", "partner", "product", "offer"]
    assert "MAZ" in wanted[0].who or "МАЗ" in wanted[0].who
    assert wanted[2].source == wanted[1].who  # "its products", "dessen Produkte", "его продукцией"
