"""English of old agency copy and of parliaments, one rule each, and what it says."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    pytest.param(
        "1988-07-12",
        "Norway's exports to Sweden exceeded imports of Swedish goods by 1.2 billion dlrs in June.",
        ["level 1.2e+09 USD surplus NOR>SWE 1988-06/1988-06"],
        id="one flow exceeds the other by a balance",
    ),
    pytest.param(
        "1988-03-04",
        "Exports from Peru to Chile were 90 mln dlrs in 1987, a rise of 12 mln dlrs on 1986, and the deficit with Chile was 40 mln dlrs.",
        ["level 9e+07 USD exports PER>CHL 1987", "level 4e+07 USD deficit CHL>PER 1987"],
        id="the amount of a change is no level, a balance with its partner is",
    ),
    pytest.param(
        "2003-02-11",
        "Export from India to Nepal during April-August 2002 was valued at US$ 140 million as compared to US$ 110 million during the corresponding period in 2001, registering an increase of 27.3%.",
        [
            "level 1.4e+08 USD exports IND>NPL 2002-04/2002-08",
            "level 1.1e+08 USD exports IND>NPL 2001-04/2001-08",
            "growth +27.3% exports IND>NPL 2002-04/2002-08",
        ],
        id="a rate behind a comparison is that of what is compared",
    ),
    pytest.param(
        "1978-07-20",
        "Our exports in the first half of this year from Britain to Poland are up 40 per cent. in value over the first half of last year.",
        ["growth +40.0% exports GBR>POL 1978-01/1978-06"],
        id="in value",
    ),
    pytest.param(
        "2019-03-05",
        "In February Malawi paid Zambia USD 21 million for imports, and got USD 14m for exports to it.",
        ["level 2.1e+07 USD imports ZMB>MWI 2019-02/2019-02", "level 1.4e+07 USD exports MWI>ZMB 2019-02/2019-02"],
        id="an amount for imports",
    ),
    pytest.param(
        "2004-09-02",
        "chile s exports to peru rose 8 percent to 410 million us dollars in the first seven months. peru s exports to chile  although up 20 percent  added up to only 300 million.",
        [
            "growth +8.0% exports CHL>PER 2004-01/2004-07",
            "level 4.1e+08 USD exports CHL>PER 2004-01/2004-07",
            "growth +20.0% exports PER>CHL 2004-01/2004-07",
            "level 3e+08 USD exports PER>CHL 2004-01/2004-07",
        ],
        id="the way back is of the same time",
    ),
    pytest.param(
        "2007-05-05",
        "Trade between Tonga and Australia was A$40 million in 2006. That is not much. Australian exports were A$37 million.",
        ["level 4e+07 AUD turnover 2006", "level 3.7e+07 AUD exports AUS>TON 2006"],
        id="an aside does not end the time",
    ),
    pytest.param(
        "1997-06-30",
        "Swedish exports to Brazil for April reached $210 million. That represents an increase of 31% over the same month a year earlier.",
        ["level 2.1e+08 USD exports SWE>BRA 1997-04/1997-04", "growth +31.0% exports SWE>BRA 1997-04/1997-04"],
        id="that represents an increase",
    ),
    pytest.param(
        "1988-02-10",
        "PERU TO BUY SWISS GOODS\nLIMA, Feb 9 - A Peruvian mission leaves for Switzerland\nthis week to purchase up to 30 mln dlrs of machinery and cut\nthe trade surplus with Switzerland, which was 42 mln dlrs in 1987.\n",
        ["level 4.2e+07 USD surplus PER>CHE 1987"],
        id="what a mission buys is no trade of the two",
    ),
    pytest.param(
        "2002-08-21",
        "In the first half of 2002 Danish exports to Poland rose 11 percent to $940 million. These exports soared 20 percent in crown terms. Danish imports from Poland fell 0.8 percent to $1.1 billion, the first decline in four years.",
        [
            "growth +11.0% exports DNK>POL 2002-01/2002-06",
            "level 9.4e+08 USD exports DNK>POL 2002-01/2002-06",
            "growth +20.0% exports DNK>POL 2002-01/2002-06",
            "growth -0.8% imports POL>DNK 2002-01/2002-06",
            "level 1.1e+09 USD imports POL>DNK 2002-01/2002-06",
        ],
        id="the first in four years is no stretch, these exports are of the same time",
    ),
    pytest.param(
        "1985-09-11",
        "In the past decade Kenyan exports to India grew from $16 million in 1974 to $110 million in 1984, while imports from India rose from $8 million to $37 million.",
        [
            "level 1.6e+07 USD exports KEN>IND 1974",
            "level 1.1e+08 USD exports KEN>IND 1984",
            "level 8e+06 USD imports IND>KEN 1974",
            "level 3.7e+07 USD imports IND>KEN 1984",
        ],
        id="a parallel change has the same years",
    ),
    pytest.param(
        "2023-10-19",
        "Canada and Jamaica recorded CAD$1.8 billion in merchandise trade last year.",
        ["level 1.8e+09 CAD turnover 2022"],
        id="code and dollar sign",
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_statement(published: str, text: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    assert facts(read(text, published=published)) == expected
