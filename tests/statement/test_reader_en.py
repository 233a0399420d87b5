"""English statements, one wording each, and what they say."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "2023-05-10",
        "Kenya and Ethiopia aim to quadruple two-way trade to $1.2 billion by 2028, up from roughly $300 million last year.",
        ["multiple x4 turnover by 2028-12", "target 1.2e+09 USD turnover by 2028-12", "level 3e+08 USD turnover 2022"],
    ),
    (
        "2019-03-02",
        "Bilateral trade between Peru and Chile stood at 3.1 billion dollars in 2018, a 7.5 percent decline from 2017.",
        ["level 3.1e+09 USD turnover 2018", "growth -7.5% turnover 2018"],
    ),
    (
        "2024-02-11",
        "Poland's exports to Ukraine climbed 12% year on year to 11.4 billion euros in 2023, while imports from Ukraine slumped by more than a fifth to €4.6bn.",
        [
            "growth +12.0% exports POL>UKR 2023",
            "level 1.14e+10 EUR exports POL>UKR 2023",
            "growth -20.0% imports UKR>POL 2023",
            "level 4.6e+09 EUR imports UKR>POL 2023",
        ],
    ),
    (
        "2022-08-01",
        "Ghana hopes that its trade with Côte d'Ivoire will hit the $2bn mark within three years. In the first quarter of 2022, it amounted to $310m.",
        ["target 2e+09 USD turnover by 2025-12", "level 3.1e+08 USD turnover 2022-01/2022-03"],
    ),
    (
        "2021-11-11",
        "Officials from Brazil and Argentina said trade turnover was expected to exceed 25 billion U.S. dollars this year.",
        ["target 2.5e+10 USD turnover by 2021-12"],
    ),
    (
        "2020-01-20",
        "Oman exported goods worth 1.1 billion rials to China between January and October 2019, up 9 per cent.",
        ["level 1.1e+09 OMR exports OMN>CHN 2019-01/2019-10", "growth +9.0% exports OMN>CHN 2019-01/2019-10"],
    ),
    (
        "2025-03-03",
        "The two sides agreed to increase trade between Uzbekistan and Korea from the current $2.1 billion to $5 billion in the medium term.",
        ["level 2.1e+09 USD turnover -", "target 5e+09 USD turnover by -"],
    ),
    (
        "2024-07-01",
        "Trade between Morocco and Spain totalled more than EUR 22 billion in 2023, nearly twice as much as in 2015.",
        ["level 2.2e+10 EUR turnover 2023"],
    ),
    (
        "2013-10-10",
        "Australia and Indonesia have set a trade target of A$20 billion by 2020, compared with A$14.6 billion in 2012/13.",
        ["target 2e+10 AUD turnover by 2020-12", "level 1.46e+10 AUD turnover 2012-07/2013-06"],
    ),
    (
        "2020-12-01",
        "Imports of Russian wheat by Turkey shot up by 44 percent to 6.3 million tonnes, worth $1.5 billion, in the eleven months to November.",
        ["growth +44.0% imports TUR>RUS 2020-01/2020-11", "level 1.5e+09 USD imports TUR>RUS 2020-01/2020-11"],
    ),
    (
        "2017-02-02",
        "Colombia wants exports to Mexico to grow by at least 10 percent a year until 2020.",
        ["target +10.0%..+10.0% exports COL>MEX by 2020-12"],
    ),
    (
        "2015-05-05",
        "'We will double our trade by 2020', said the president of Vietnam about commerce with Russia, which was $2.55 billion in 2014.",
        ["multiple x2 turnover by 2020-12", "level 2.55e+09 USD turnover 2014"],
    ),
    (
        "2022-12-12",
        "Two-way trade rose from USD 8.2 billion in 2020-21 to USD 11.6 billion in 2021-22 between India and Brazil.",
        ["level 8.2e+09 USD turnover 2020-04/2021-03", "level 1.16e+10 USD turnover 2021-04/2022-03"],
    ),
    (
        "2010-06-21",
        "[China](http://en.wikipedia.org/wiki/China) and [Australia](http://en.wikipedia.org/wiki/Australia) sign trade deals worth A$10 billion. Two-way trade reached A$85 billion in 2009.",
        ["level 8.5e+10 AUD turnover 2009"],
    ),
    (
        "2014-03-20",
        "The commerce secretary noted that Pakistan's exports to Afghanistan had come down to $1.87 billion in 2013-14 from $2.06 billion in the preceding year.",
        ["level 1.87e+09 USD exports PAK>AFG 2013-07/2014-06", "level 2.06e+09 USD exports PAK>AFG 2012-07/2013-06"],
    ),
    (
        "2018-09-09",
        "Turkish-Iranian trade volume, which hit $21.9 billion in 2012, plunged to $10.7 billion last year; both sides say $30 billion remains the goal.",
        ["level 2.19e+10 USD turnover 2012", "level 1.07e+10 USD turnover 2017", "target 3e+10 USD turnover by -"],
    ),
    (
        "2021-07-07",
        "Zimbabwe sold goods worth US$1.65 billion to South Africa last year, up from US$1.2 billion in 2019, ZimTrade said.",
        ["level 1.65e+09 USD exports ZWE>ZAF 2020", "level 1.2e+09 USD exports ZWE>ZAF 2019"],
    ),
    (
        "2016-03-03",
        "Mexico's ambassador said trade with Turkey, now close to $1.2 billion, could easily be tripled.",
        ["level 1.2e+09 USD turnover -", "multiple x3 turnover by -"],
    ),
    (
        "2020-02-05",
        "Vietnamese exports to the EU stood at 41.5 billion USD last year, accounting for 15.7 percent of its total exports; imports from the bloc were 14.9 billion USD.",
        ["level 4.15e+10 USD exports VNM>EU 2019", "level 1.49e+10 USD imports EU>VNM 2019"],
    ),
    (
        "2023-09-09",
        "In FY 2022-23, India's exports to and imports from Bangladesh were USD 12.2 billion and USD 2 billion respectively.",
        ["level 1.22e+10 USD exports BGD>IND 2022-04/2023-03", "level 2e+09 USD imports BGD>IND 2022-04/2023-03"],
    ),
    (
        "2024-04-10",
        "Trade volume between Türkiye and Iraq, $19.9 billion in 2023, is to climb to $30 billion; exports account for two thirds of it.",
        ["level 1.99e+10 USD turnover 2023", "target 3e+10 USD turnover by -"],
    ),
    (
        "2018-02-20",
        "Canada and Chile traded goods for C$2.9 billion in 2016.",
        ["level 2.9e+09 CAD turnover 2016"],
    ),
    (
        "2023-02-14",
        "Kazakhstan's trade with Germany grew by a quarter, reaching $2.8 billion. Exports increased 1.7 times to $0.8 billion and imports by 13% to $2 billion.",
        [
            "growth +25.0% turnover -",
            "level 2.8e+09 USD turnover -",
            "growth +70.0% exports KAZ>DEU -",
            "level 8e+08 USD exports KAZ>DEU -",
            "growth +13.0% imports DEU>KAZ -",
            "level 2e+09 USD imports DEU>KAZ -",
        ],
    ),
    (
        "2012-07-17",
        "China's trade with Brazil should pass the 100-billion-dollar mark as early as 2013, officials predict.",
        ["target 1e+11 USD turnover by 2013-12"],
    ),
    (
        "2011-09-12",
        "South Africa is seeking to raise its exports to Angola tenfold.",
        ["multiple x10 exports ZAF>AGO by -"],
    ),
    (
        "2025-01-20",
        "Last year's Polish-Vietnamese trade stood at €4.9bn against €4.2bn the year before.",
        ["level 4.9e+09 EUR turnover 2024", "level 4.2e+09 EUR turnover 2023"],
    ),
    (
        "2019-08-18",
        "The goal of $10bn in annual trade by 2018, set by Egypt and Sudan in 2010, was never reached.",
        ["target 1e+10 USD turnover by 2018-12"],
    ),
    (
        "2014-01-30",
        "Bilateral trade, worth just $40 million in 1990, now tops $60 billion a year, says Korea's embassy in Hanoi of commerce with Vietnam.",
        ["level 4e+07 USD turnover 1990", "level 6e+10 USD turnover -"],
    ),
    (
        "2023-03-03",
        "In FY 2022-23, India's exports to and imports from Bangladesh were USD 12.2 billion and USD 2 billion respectively.",
        ["level 1.22e+10 USD exports BGD>IND 2022-04/2023-03", "level 2e+09 USD imports BGD>IND 2022-04/2023-03"],
    ),
    (
        "2022-05-05",
        "Trade between Bulgaria and Serbia may well surpass 2 billion euros by year-end.",
        ["target 2e+09 EUR turnover by 2022-12"],
    ),
    (
        "2022-05-05",
        "The leaders of Angola and Zambia instructed ministers to bring mutual trade up to half a billion dollars within two years.",
        ["target 5e+08 USD turnover by 2024-12"],
    ),
    (
        "2022-05-05",
        "Bilateral trade is forecast to expand at 6-8 per cent annually between Peru and Korea to 2027.",
        ["target +6.0%..+8.0% turnover by 2027-12"],
    ),
    (
        "2022-05-05",
        "By the middle of the decade trade between Oman and India could be worth $15 billion, up from $9.9 billion in 2021-22.",
        ["target 1.5e+10 USD turnover by 2025-12", "level 9.9e+09 USD turnover 2021-04/2022-03"],
    ),
    (
        "2022-05-05",
        "Both sides reaffirmed the commitment to a USD 50 billion bilateral trade target for 2025, Australia and Indonesia said.",
        ["target 5e+10 USD turnover by 2025-12"],
    ),
    (
        "2022-05-05",
        "Trade turnover between Georgia and Turkey went from $1.9 billion to $2.3 billion, i.e. up by 21 percent.",
        ["level 1.9e+09 USD turnover -", "level 2.3e+09 USD turnover -", "growth +21.0% turnover -"],
    ),
    (
        "2022-05-05",
        "Iraqi imports from Iran, which were running at $800 million a month, have halved.",
        ["level 8e+08 USD imports IRN>IRQ -", "growth -50.0% imports IRN>IRQ -"],
    ),
    (
        "2022-05-05",
        "Chile's copper exports to China totaled US$ 20.8 billion in Jan-Nov 2021 (+34.5% y/y).",
        ["level 2.08e+10 USD exports CHL>CHN 2021-01/2021-11", "growth +34.5% exports CHL>CHN 2021-01/2021-11"],
    ),
    (
        "2022-05-05",
        "The trade balance between Norway and Poland, at NOK 60 billion last year, is tilted towards gas.",
        ["level 6e+10 NOK turnover 2021"],
    ),
    (
        "2024-08-07",
        "Honourable Members, two-way trade between Fiji and China stood at FJ$890 million last year and our imports from there were FJ$810 million.",
        ["level 8.9e+08 FJD turnover 2023", "level 8.1e+08 FJD imports CHN>FJI 2023"],
    ),
    (
        "2015-06-06",
        "Vietnam's PM wants commerce with Laos to reach the two-billion-dollar mark in 2015.",
        ["target 2e+09 USD turnover by 2015-12"],
    ),
    (
        "2023-10-10",
        "Trade between Chile and Ecuador fell back to US$1.9 billion (-7%), ProChile reported for 2022.",
        ["level 1.9e+09 USD turnover 2022", "growth -7.0% turnover 2022"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_statement(published: str, text: str, expected: list[str], agrees: Callable[[str, str, str, list[str]], None]) -> None:
    agrees("en", published, text, expected)
