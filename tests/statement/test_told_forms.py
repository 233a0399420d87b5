"""Ways of telling figures that real news uses and that once were misread: their period, flow and currency, and what is no figure."""

from __future__ import annotations

import pytest

from messlatte.core.claims import Growth, Level, Multiple, Target
from messlatte.statement.reader import read

Told = tuple[str, float, str | None]
"""Kind, value (whole units, fraction or factor) and months, ``2024-01/2024-06``, or the month of a deadline."""


def told(text: str, language: str, published: str) -> list[Told]:
    found: list[Told] = []
    for claim in read(text, published=published, language=language).claims:
        content = claim.readings[0].content
        if isinstance(content, Level | Growth):
            value = content.amount.value if isinstance(content, Level) else round(content.rate, 4)
            period = content.period
            months = f"{period.first}/{period.last}" if period is not None else None
            found.append((type(content).__name__, value, months))
        elif isinstance(content, Target | Multiple):
            size = content.amount.value if isinstance(content, Target) and content.amount else getattr(content, "multiple", 0.0)
            found.append((type(content).__name__, size, str(content.by) if content.by is not None else None))
    return found


PERU = "Trade between Peru and Japan"


@pytest.mark.parametrize(
    ("language", "published", "text", "expected"),
    [
        ("en", "2022-01-11", f"{PERU} in the first half (January-June) of 2021 was $7 billion.", [("Level", 7e9, "2021-01/2021-06")]),
        ("en", "2019-10-18", f"{PERU} gained 4% in the January-September period of 2019.", [("Growth", 0.04, "2019-01/2019-09")]),
        ("en", "2021-09-29", f"{PERU} grew by 55% over the past nine months.", [("Growth", 0.55, "2021-01/2021-09")]),
        (
            "en",
            "2025-08-30",
            "Peru and Japan should double trade by 2030 from the current level of $8 billion.",
            [("Multiple", 2.0, "2030-12"), ("Level", 8e9, None)],
        ),
        ("en", "2017-12-28", f"{PERU} grew by 25% in 2016. In physical terms it grew by 6%.", [("Growth", 0.25, "2016-01/2016-12")]),
        (
            "en",
            "2024-02-27",
            "Trade between Peru and Japan in January was $170 million. Imports of Peru from Japan were $90 million, 64% more than in the "
            "same period of 2023.",
            [("Level", 1.7e8, "2024-01/2024-01"), ("Level", 9e7, "2024-01/2024-01"), ("Growth", 0.64, "2024-01/2024-01")],
        ),
        (
            "en",
            "2022-09-10",
            f"{PERU} was $9 billion in 2021. Trade between Peru and the world was $90 billion, of which exports were $50 billion.",
            [("Level", 9e9, "2021-01/2021-12")],
        ),
        (
            "en",
            "2015-08-20",
            "Peru's exports to Japan fell to $1.9 billion and $1.1 billion in 2013 and 2014, respectively.",
            [("Level", 1.9e9, "2013-01/2013-12"), ("Level", 1.1e9, "2014-01/2014-12")],
        ),
        (
            "en",
            "2017-03-29",
            "Since 1994, when the treaty was signed, Peru's exports to Japan have risen by 325 percent.",
            [("Growth", 3.25, "1994-01/2016-12")],
        ),
        (
            "en",
            "1987-06-29",
            "In the last ten years Peru's exports to Japan rose from $400 million to $2 billion in 1986.",
            [("Level", 4e8, "1976-01/1976-12"), ("Level", 2e9, "1986-01/1986-12")],
        ),
        (
            "en",
            "2004-12",
            f"{PERU} is up threefold. Its value in April-July rose to $190 million from $63 million in the same period of 2003.",
            [("Growth", 2.0, "2004-04/2004-07"), ("Level", 1.9e8, "2004-04/2004-07"), ("Level", 6.3e7, "2003-04/2003-07")],
        ),
        (
            "de",
            "2007-09-17",
            "Im ersten Halbjahr 2007 lagen die Ausfuhren von Peru nach Japan bei 1,9 Mrd. Euro. Das ist eine Zunahme um 24,7 %.",
            [("Level", 1.9e9, "2007-01/2007-06"), ("Growth", 0.247, "2007-01/2007-06")],
        ),
        (
            "de",
            "2024-11-25",
            "Der Handel zwischen Peru und Japan stieg im September um 1/4 auf 768 Mio. Euro.",
            [("Growth", 0.25, "2024-09/2024-09"), ("Level", 7.68e8, "2024-09/2024-09")],
        ),
        (
            "de",
            "2011-06-28",
            "Er erwartet, dass sich das derzeitige Handelsvolumen von 15 Milliarden Euro zwischen Peru und Japan verdoppelt.",
            [("Level", 1.5e10, None), ("Multiple", 2.0, None)],
        ),
        (
            "de",
            "2019-04-24",
            "Seit 2009 hat Peru seine Exporte nach Japan mehr als verdoppeln können.",
            [("Growth", 1.0, "2009-01/2018-12")],
        ),
        (
            "de",
            "2021-09",
            "2019 beliefen sich die Exporte Perus nach Japan auf 75 Millionen Euro, dann folgte ein Rückgang um 38 Prozent auf 47 "
            "Millionen Euro im Jahr 2020.",
            [("Level", 7.5e7, "2019-01/2019-12"), ("Growth", -0.38, "2020-01/2020-12"), ("Level", 4.7e7, "2020-01/2020-12")],
        ),
        (
            "ru",
            "2024-10",
            "В первом полугодии товарооборот Перу и Японии составил 350 млн долларов. В сравнении с прошлым годом вырос на 0,9 процента.",
            [("Level", 3.5e8, "2024-01/2024-06"), ("Growth", 0.009, "2024-01/2024-06")],
        ),
        (
            "ru",
            "2024-08-14",
            "Товарооборот Перу и Японии за первые 5 месяцев составил 150 млн долларов, а рост - 118,2%.",
            [("Level", 1.5e8, "2024-01/2024-05"), ("Growth", 0.182, "2024-01/2024-05")],
        ),
        (
            "ru",
            "2012-06",
            "В январе-мае Перу экспортировало в Японию товаров на 2 млн долларов, импорт в шесть раз превысил экспорт.",
            [("Level", 2e6, "2012-01/2012-05")],
        ),
        (
            "en",
            "2025-04-02",
            "Transit trade between Peru and Japan dropped by 66% from July 2024 to February 2025.",
            [("Growth", -0.66, "2024-07/2025-02")],
        ),
        (
            "en",
            "2022-06",
            "In 2021, Peru's exports to Japan exceeded US$ 14 billion, the highest in the last seven years, 46% above 2020 figures.",
            [("Level", 1.4e10, "2021-01/2021-12"), ("Growth", 0.46, "2021-01/2021-12")],
        ),
        (
            "en",
            "2024-12-05",
            "Peru's trade balance with Japan remains positive, but fell from US$4.75 million to US$1.2 million in January-October.",
            [("Level", 4.75e6, "2023-01/2023-10"), ("Level", 1.2e6, "2024-01/2024-10")],
        ),
        (
            "en",
            "2015-08",
            "Trade between Ghana and Japan was R 2.6 billion which is about $202 million, and R10.8 billion, about $842 million, in 2014.",
            [("Level", 2.6e9, None), ("Level", 1.08e10, "2014-01/2014-12")],
        ),
        (
            "de",
            "2015-03",
            "Es konnte ein Handelsvolumen Perus mit Japan von 8,9 Milliarden US-$ erreicht werden.",
            [("Level", 8.9e9, None)],
        ),
        (
            "de",
            "2019-12",
            "Peru hat 2018 Waren um 338 Millionen Euro nach Japan exportiert. "
            "Weltweit exportiert Peru Güter im Wert von 8 Milliarden Euro.",
            [("Level", 3.38e8, "2018-01/2018-12")],
        ),
        (
            "en",
            "2022-01",
            "In November 2021, Peru exported goods worth $56m to Japan up from $40m, $39m and $36m in August, September and October "
            "respectively.",
            [
                ("Level", 5.6e7, "2021-11/2021-11"),
                ("Level", 4e7, "2021-08/2021-08"),
                ("Level", 3.9e7, "2021-09/2021-09"),
                ("Level", 3.6e7, "2021-10/2021-10"),
            ],
        ),
        (
            "en",
            "2022-01",
            "Peru exported goods worth $544m to Japan in 2021, up 17 percent from $448m.",
            [("Level", 5.44e8, "2021-01/2021-12"), ("Growth", 0.17, "2021-01/2021-12"), ("Level", 4.48e8, "2020-01/2020-12")],
        ),
        (
            "en",
            "2019-01",
            "Peru sold more to Japan than before between January and September 2018. Exports to Japan in the period under review stood at "
            "$1.5 billion, compared to $0.9 billion in 2017.",
            [("Level", 1.5e9, "2018-01/2018-09"), ("Level", 9e8, "2017-01/2017-12")],
        ),
        (
            "en",
            "2024-04",
            "Peru's exports to Japan fell 7.2 percent year-on-year in 2023 to USD12.8 billion.",
            [("Growth", -0.072, "2023-01/2023-12"), ("Level", 1.28e10, "2023-01/2023-12")],
        ),
        (
            "en",
            "2015-01",
            "After hitting USD 22 billion in 2012, the trade volume of Peru and Japan declined to USD 14.5 billion the following year.",
            [("Level", 2.2e10, "2012-01/2012-12"), ("Level", 1.45e10, "2013-01/2013-12")],
        ),
        (
            "en",
            "2019-03",
            "Trade of Peru with Japan increased 7.7 percent from 2017 to 2018 to a total of $16.7 billion.",
            [("Growth", 0.077, "2018-01/2018-12"), ("Level", 1.67e10, "2018-01/2018-12")],
        ),
        (
            "de",
            "2014-10",
            "Die Importe Perus aus Japan gingen seit Jahresbeginn bis August um 3,3 Prozent zurück.",
            [("Growth", -0.033, "2014-01/2014-08")],
        ),
        (
            "ru",
            "2020-08",
            "Товарооборот Перу с Японией в 2019 году составил 400 млн долларов. При этом в 2,5 раза увеличился и экспорт "
            "перуанских товаров в Японию.",
            [("Level", 4e8, "2019-01/2019-12"), ("Growth", 1.5, "2019-01/2019-12")],
        ),
        (
            "ru",
            "2021-08",
            "Внешнеторговый оборот Перу в 2020 году составил 4 млрд долларов. Рост составил 22%, годом ранее товарооборот был "
            "3 млрд долларов. "
            "Партнерами стали Япония и Индия.",
            [],
        ),
        (
            "ru",
            "2017-11-21",
            "За девять месяцев у нас рост товарооборота Перу и Японии на 40 с лишним процентов.",
            [("Growth", 0.4, "2017-01/2017-09")],
        ),
    ],
)  # fmt: skip
def test_told(language: str, published: str, text: str, expected: list[Told]) -> None:
    assert told(text, language, published) == expected


def test_a_currency_with_its_country_before_the_number() -> None:
    claims = read("Nepal exported goods worth Nepali rupees 1.15 billion to Japan in 2014.", language="en").claims
    assert [c.amount.currency for claim in claims if isinstance(c := claim.readings[0].content, Level)] == ["NPR"]
