"""English press: periods, comparisons and conversions as ministries and agencies word them."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    (
        "2022-11-03",
        "Trade between Laos and Peru came to $0.9 billion in nine months of 2022 and is expected to reach $1.2 billion by the end of December.",
        ["level 9e+08 USD turnover 2022-01/2022-09", "target 1.2e+09 USD turnover by 2022-12"],
    ),
    (
        "2017-02-10",
        "In 2016 trade between Chad and Gabon fell to CFA310 billion. It decreased by 12.5 per cent from CFA354 billion in 2015.",
        ["level 3.1e+11 XOF turnover 2016", "growth -12.5% turnover 2016", "level 3.54e+11 XOF turnover 2015"],
    ),
    (
        "2015-08-15",
        "Trade between Ghana and South Africa grew from R3.1 billion or about $241 million in 2010 to R9.4 billion, about $733 million, in 2014.",
        ["level 3.1e+09 ZAR turnover 2010", "level 9.4e+09 ZAR turnover 2014"],
    ),
    (
        "2023-11-15",
        "Pakistan's exports to Jordan fell by 3.1 per cent during the first three months of the current fiscal year (2023-24).",
        ["growth -3.1% exports PAK>JOR 2023-07/2023-09"],
    ),
    (
        "2025-08-21",
        "Imports from Japan into Nepal rose to $1.5 million in July, compared to $1.2 million last year.",
        ["level 1.5e+06 USD imports JPN>NPL 2025-07/2025-07", "level 1.2e+06 USD imports JPN>NPL 2024-07/2024-07"],
    ),
    (
        "2019-02-24",
        "Iran's exports to Oman during the first ten months of the present Iranian year (March 21, 2018 - January 20, 2019) reached $610 million.",
        ["level 6.1e+08 USD exports IRN>OMN 2018-03/2019-01"],
    ),
    (
        "2022-12-01",
        "Trade between Iran and Iraq in the first half of 2022 was worth $5.3 billion, a 41% decline in weight, but an 11.5% growth in value.",
        ["level 5.3e+09 USD turnover 2022-01/2022-06", "growth +11.5% turnover 2022-01/2022-06"],
    ),
    (
        "2024-06-30",
        "Kazakhstan's exports to Latvia reached $310 million, up 8.5 percent year-on-year ($286 million in January-May 2023).",
        [
            "level 3.1e+08 USD exports KAZ>LVA 2024-01/2024-05",
            "growth +8.5% exports KAZ>LVA 2024-01/2024-05",
            "level 2.86e+08 USD exports KAZ>LVA 2023-01/2023-05",
        ],
    ),
    (
        "2024-06-30",
        "Trade between Georgia and Latvia was worth $41 million in January-May 2024. According to the office, this figure is 3.4 percent higher year-on-year.",
        ["level 4.1e+07 USD turnover 2024-01/2024-05", "growth +3.4% turnover 2024-01/2024-05"],
    ),
    (
        "2023-03-18",
        "Bangladesh's exports to India rose to $1.4 billion in July-February of the 2022-23 fiscal from $1.2 billion in the same period of the previous fiscal.",
        ["level 1.4e+09 USD exports BGD>IND 2022-07/2023-02", "level 1.2e+09 USD exports BGD>IND 2021-07/2022-02"],
    ),
    (
        "2023-08-21",
        "Trade of Oman and Qatar was 2.2 billion dollars in the first half of the year. The previous year, the bilateral trade was nearly 5 billion dollars.",
        ["level 2.2e+09 USD turnover 2023-01/2023-06", "level 5e+09 USD turnover 2022"],
    ),
    (
        "2024-09-01",
        "Trade of Armenia with Iran was $0.5 billion in 2023. Armenia's foreign trade turnover totalled $21 billion in the same year.",
        ["level 5e+08 USD turnover 2023"],
    ),
    (
        "2024-04-19",
        "Exports of Albania to Kosovo fell 7.1 percent year-on-year in 2023 to EUR 260 million.",
        ["growth -7.1% exports ALB>XKX 2023", "level 2.6e+08 EUR exports ALB>XKX 2023"],
    ),
    (
        "2020-07-01",
        "Trade of Laos with Mongolia reached 6 million USD in 2018, rising 2.5-fold from five years earlier.",
        ["level 6e+06 USD turnover 2018", "growth +150.0% turnover 2013/2018"],
    ),
    (
        "2024-08-29",
        "From 2018 to the first half of 2024, Malawi's exports to Zambia totalled US$490 million.",
        ["level 4.9e+08 USD exports MWI>ZMB 2018-01/2024-06"],
    ),
    (
        "2011-01-28",
        "Trade between Niger and India for the year ended 31 March 2010 is $0.7 billion.",
        ["level 7e+08 USD turnover 2009-04/2010-03"],
    ),
    (
        "2022-04-21",
        "Trade between Malaysia and Laos rose by 23 percent to 9.7 billion RM last year, the target being $3 billion (TL 55 billion) by 2025.",
        ["growth +23.0% turnover 2021", "level 9.7e+09 MYR turnover 2021", "target 3e+09 USD turnover by 2025-12"],
    ),
    (
        "2017-11-29",
        "Trade between Indonesia and Syria in 2016 reached $56 million, which was a 50 per cent drop from $112 million in 2012.",
        ["level 5.6e+07 USD turnover 2016", "growth -50.0% turnover 2012/2016", "level 1.12e+08 USD turnover 2012"],
    ),
    (
        "2018-09-01",
        "Trade between Yemen and Bahrain grew from $40 million in 2010 to $62 million at the end of 2017, a 55 percent increase.",
        ["level 4e+07 USD turnover 2010", "level 6.2e+07 USD turnover 2017", "growth +55.0% turnover 2010/2017"],
    ),
    (
        "2016-02-01",
        "The value of Indonesia's imports from Hungary fell by 18.5 percent in 2014.",
        ["growth -18.5% imports HUN>IDN 2014"],
    ),
    (
        "2020-04-28",
        "Laos and Vietnam have much trade. Laos's total exports to the neighbouring country were valued at 312 million USD in 2019, a 15 percent increase.",
        ["level 3.12e+08 USD exports LAO>VNM 2019", "growth +15.0% exports LAO>VNM 2019"],
    ),
    (
        "2015-10-20",
        "China is B.C.'s second-largest export market, worth US$6.1 billion in 2014.",
        ["level 6.1e+09 USD exports CA-BC>CHN 2014"],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_reads_the_press(published: str, text: str, expected: list[str], facts: Callable[[Statement], list[str]]) -> None:
    assert facts(read(text, published=published, language="en")) == expected
