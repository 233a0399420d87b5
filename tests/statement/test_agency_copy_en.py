"""English agency copy: hard-wrapped telegrams with headlines, and teasers without capitals."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    (
        "1987-03-10",
        "TAIWAN TRADE SURPLUS WITH U.S. WIDENS\nTAIPEI, March 10 - Taiwan's trade surplus with the United\nStates widened to 2.35 billion dlrs in the first two months of\n1987 from 1.87 billion in the same 1986 period, the Board of\nForeign Trade said.\n    Exports to the U.S. Rose 29 pct to 3.38 billion dlrs while\nimports from there rose 17 pct to 1.03 billion.\n Reuter\n",
        [
            "level 2.35e+09 USD surplus TWN>USA 1987-01/1987-02",
            "level 1.87e+09 USD surplus TWN>USA 1986-01/1986-02",
            "growth +29.0% exports TWN>USA 1987-01/1987-02",
            "level 3.38e+09 USD exports TWN>USA 1987-01/1987-02",
            "growth +17.0% imports USA>TWN 1987-01/1987-02",
            "level 1.03e+09 USD imports USA>TWN 1987-01/1987-02",
        ],
    ),
    (
        "1987-04-02",
        "FRENCH EXPORTS TO IRAQ FALL\nPARIS, April 2 - French exports to Iraq fell to 4.8 billion\nfrancs last year from 6.5 billion in 1985, customs figures\nshowed. Imports, mainly oil, totalled 3.1 billion francs.\n Reuter\n",
        ["level 4.8e+09 FRF exports FRA>IRQ 1986", "level 6.5e+09 FRF exports FRA>IRQ 1985", "level 3.1e+09 FRF imports IRQ>FRA 1986"],
    ),
    (
        "1987-05-05",
        "CHINA, BRAZIL SIGN TRADE ACCORD\nPEKING, May 5 - China and Brazil signed a trade protocol\nunder which two-way trade will rise to 1.8 billion dlrs this year\nfrom 1.2 billion dlrs in 1986, the New China News Agency said.\n Reuter\n",
        ["target 1.8e+09 USD turnover by 1987-12", "level 1.2e+09 USD turnover 1986"],
    ),
    (
        "1987-06-11",
        "JAPAN'S trade surplus with the European Community rose to\n1.73 billion dlrs in May from 1.55 billion a year earlier and\n1.60 billion in April, the Finance Ministry said.\n",
        [
            "level 1.73e+09 USD surplus JPN>EU 1987-05/1987-05",
            "level 1.55e+09 USD surplus JPN>EU 1986-05/1986-05",
            "level 1.6e+09 USD surplus JPN>EU 1987-04/1987-04",
        ],
    ),
    (
        "2005-02-01",
        "us trade gap with china hits record  the us trade deficit with china widened to $162bn (£86.9bn) in 2004  the commerce department has said.  imports from china were up 29% to $196.7bn  while us exports to the country climbed to $34.7bn.",
        [
            "level 1.62e+11 USD deficit CHN>USA 2004",
            "growth +29.0% imports CHN>USA 2004",
            "level 1.967e+11 USD imports CHN>USA 2004",
            "level 3.47e+10 USD exports USA>CHN 2004",
        ],
    ),
    (
        "2004-11-10",
        "german exports to russia jumped by 24% to 15bn euros in 2004  figures from the federal statistics office showed. analysts had expected growth of 3%.",
        ["growth +24.0% exports DEU>RUS 2004", "level 1.5e+10 EUR exports DEU>RUS 2004"],
    ),
    (
        "1987-03-25",
        "SOVIET UNION BUYS MORE FROM FINLAND\nHELSINKI, March 25 - Finnish exports to the Soviet Union\nwere 14.9 billion markka in 1986, down 12 pct from the 1985\nfigure, while imports fell 24 pct to 12.1 billion, the National\nBoard of Customs said.\n    Total exports were 82.6 billion markka.\n REUTER\n",
        [
            "level 1.49e+10 FIM exports FIN>SUN 1986",
            "growth -12.0% exports FIN>SUN 1986",
            "growth -24.0% imports SUN>FIN 1986",
            "level 1.21e+10 FIM imports SUN>FIN 1986",
        ],
    ),
    (
        "1987-03-26",
        "U.S. TRADE DEFICIT WITH CANADA SEEN SHRINKING\nOTTAWA, March 26 - The U.S. Merchandise trade deficit with\nCanada was 13.3 billion Canadian dlrs last year against 16.9\nbillion in 1985, Statistics Canada said.\n REUTER\n",
        ["level 1.33e+10 CAD deficit CAN>USA 1986", "level 1.69e+10 CAD deficit CAN>USA 1985"],
    ),
    (
        "1987-04-07",
        "THAI EXPORTS TO JAPAN UP\nBANGKOK, April 7 - Thailand exported 33.6 billion baht of goods\nto Japan in 1986, up from 25.8 billion the year before, and\nimported 63.5 billion baht, the Commerce Ministry said.\n    Thailand's current account showed a 5.8 billion baht surplus.\n REUTER\n",
        ["level 3.36e+10 THB exports THA>JPN 1986", "level 2.58e+10 THB exports THA>JPN 1985", "level 6.35e+10 THB imports JPN>THA 1986"],
    ),
    (
        "1987-05-20",
        "HUNGARY, AUSTRIA PLAN 10 PCT RISE IN TRADE\nVIENNA, May 20 - Hungary and Austria hope to raise bilateral\ntrade by 10 pct this year, Hungarian officials said. Trade totalled\n14.2 billion schillings in 1986.\n REUTER\n",
        ["target +10.0%..+10.0% turnover by 1987-12", "level 1.42e+10 ATS turnover 1986"],
    ),
    (
        "1987-02-27",
        "Brazil's coffee exports fell to 9.9 mln bags in 1986 from 19.2\nmln, earning 2.0 billion dlrs, the IBC said. The U.S. took 3.1 mln bags.\n",
        [],
    ),
    (
        "2004-12-09",
        "indonesia trade with australia soars  trade between australia and indonesia rose 17% to a$7.4bn (us$5.6bn; £2.9bn) in 2003-04  the foreign minister said. both countries want it to hit a$10bn by 2007.",
        ["growth +17.0% turnover 2003-07/2004-06", "level 7.4e+09 AUD turnover 2003-07/2004-06", "target 1e+10 AUD turnover by 2007-12"],
    ),
    (
        "2005-01-19",
        "china s car imports from germany dropped 12% in december. vw said it would invest 5bn euros in china by 2008.",
        ["growth -12.0% imports DEU>CHN 2004-12/2004-12"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_statement(published: str, text: str, expected: list[str], agrees: Callable[[str, str, str, list[str]], None]) -> None:
    agrees("en", published, text, expected)
