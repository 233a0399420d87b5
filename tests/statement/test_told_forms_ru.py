"""Forms of telling that Russian news, governors and customs offices use, one rule of the language each."""
# ruff: noqa: E501 - a sentence stays on one line

from __future__ import annotations

from collections.abc import Callable

import pytest

from messlatte.core.statement import Statement
from messlatte.statement.reader import read

CASES = [
    (  # months "с ... по ..." are a period, not a beginning
        "2021-09",
        "Экспорт Турции в Грузию с марта по июнь 2021 года достиг 540 млн долларов.",
        ["level 5.4e+08 USD exports TUR>GEO 2021-03/2021-06"],
    ),
    (  # "уже" before the verb is no time of its own where the clause names one
        "2020-12",
        "Товарооборот Грузии и Турции за январь-октябрь 2020 года уже вырос на 4%.",
        ["growth +4.0% turnover 2020-01/2020-10"],
    ),
    (  # "уже" before a deadline only stresses it
        "2022-05-02",
        "Соглашение позволит увеличить товарооборот Ирана и Армении до 900 млн долларов уже к концу 2025 года.",
        ["target 9e+08 USD turnover by 2025-12"],
    ),
    (  # a task that is set is no commodity delivered
        "2024-02-01",
        "В 2019 году была поставлена задача достичь 2 миллиардов долларов в товарообороте Беларуси и Сербии.",
        ["target 2e+09 USD turnover by -"],
    ),
    (  # what is reached by means of contracts is not what the contracts cost
        "2023-03-03",
        "Для роста взаимной торговли Армении и Ирана готовят контракты для выхода на показатель в 3 млрд долларов.",
        ["target 3e+09 USD turnover by -"],
    ),
    (  # the year behind "по сравнению с" is that of the amount in brackets behind it
        "2020-02",
        "В 2019 году товарооборот Молдовы с Румынией вырос на 5 процентов по сравнению с 2018 годом (1,9 млрд долларов) - до 2 млрд долларов.",
        ["growth +5.0% turnover 2019", "level 1.9e+09 USD turnover 2018", "level 2e+09 USD turnover 2019"],
    ),
    (  # a conversion in brackets lends its currency to nobody, also behind an amount without one
        "2025-08-21",
        "Товарооборот провинции Ляонин и России за полугодие составил 20 млрд юаней (около 2,8 млрд долларов), экспорт - 12 млрд (около 1,7 млрд долларов).",
        ["level 2e+10 CNY turnover 2025-01/2025-06", "level 1.2e+10 CNY exports CN-LN>RUS 2025-01/2025-06"],
    ),
    (  # what makes up part of the trade is no growth
        "2022-09-21",
        "Объем торговли Хэйлунцзяна с Россией за восемь месяцев 2022 года достиг 90 млрд юаней, что составило 61% внешнеторгового оборота провинции.",
        ["level 9e+10 CNY turnover 2022-01/2022-08"],
    ),
    (  # a time inside a relative clause that is over says nothing of what follows
        "2018-11",
        "Рост, который виден в 2018 году, позволит Казахстану и Китаю решить задачу довести товарооборот до 25 млрд долларов.",
        ["target 2.5e+10 USD turnover by -"],
    ),
    (  # a multiple against a year further back spans the years
        "2008-04",
        "В 2007 году торговля Монголии и Кореи выросла на 12 процентов, что в 3 раза превышает уровень 2003 года.",
        ["growth +12.0% turnover 2007", "growth +200.0% turnover 2003/2007"],
    ),
    (  # what "we" shall do in the imperfective is wanted
        "2023-04-04",
        "Мы имеем с Калужской областью более 500 миллионов долларов, но Беларусь будет подтягивать товарооборот до 2 миллиардов.",
        ["level 5e+08 USD turnover -", "target 2e+09 USD turnover by -"],
    ),
    (  # "месяцев года" are months, not years
        "2022-06",
        "В целом за первые четыре месяца года товарооборот между Литвой и Японией вырос на 8%.",
        ["growth +8.0% turnover 2022-01/2022-04"],
    ),
    (  # amounts in one adjective
        "2021-05",
        "К 2026 году Грузия и Турция достигнут трехмиллиардного товарооборота.",
        ["target 3e+09 None turnover by 2026-12"],
    ),
    (  # an amount of goods that has risen is no trade in money
        "2025-12",
        "За пять лет Сербия нарастила поставки сахара в Италию в 1,5 раза в физическом выражении.",
        [],
    ),
    (  # foreign trade without a partner is that with the world, also what is said of its parts
        "2020-05",
        "Главным торговым партнером Грузии стала Турция. Внешний товарооборот Грузии составил $3 млрд. Экспорт товаров сократился на 8%.",
        [],
    ),
    (  # who has told it does not end the period
        "2018-11",
        "Импорт товаров из Турции в Грузию за январь-май 2018 года составил $600 млн. Об этом свидетельствуют данные Грузстата. Экспорт товаров из Грузии в Турцию при этом упал на 7%.",
        ["level 6e+08 USD imports TUR>GEO 2018-01/2018-05", "growth -7.0% exports GEO>TUR 2018-01/2018-05"],
    ),
    (  # a share tells of which year the next figure is
        "2024-02",
        "Грузия торгует с Россией. В прошлом году доля России в торговле составила 11%. Экспорт товаров в Россию составил $600 млн.",
        ["level 6e+08 USD exports GEO>RUS 2023"],
    ),
    (  # the first months without a number are of no known length
        "2023-05",
        "За 2022 год товарооборот Польши и Кореи вырос на 60%, а за первые месяцы этого года более чем в два раза.",
        ["growth +60.0% turnover 2022", "growth +100.0% turnover -"],
    ),
    (  # a continent that a country lies in is no partner
        "2007",
        "В Центральной Азии Казахстан - важный партнер Беларуси, товарооборот с которым достиг в 2006 году 300 миллионов долларов.",
        ["level 3e+08 USD turnover 2006"],
    ),
    (  # the record of a past year in brackets is no target
        "2022-09",
        "Россия и Сербия надеются, что к концу года будет превзойден рекорд прошлого года (3,5 млрд долларов) в торговле.",
        ["level 3.5e+09 USD turnover 2021"],
    ),
    (  # "in annual terms" is no yearly average and has no time of its own
        "2026-01",
        "Торговля Китая с Лаосом в 2025 году достигла $9 млрд. Экспорт вырос в годовом выражении на 11%.",
        ["level 9e+09 USD turnover 2025", "growth +11.0% exports CHN>LAO 2025"],
    ),
    (  # against a whole year, for the months told before
        "2022-12",
        "Товарооборот Грузии и Казахстана достиг 2 миллиардов долларов по итогам 10 месяцев 2022 года. При этом по сравнению с 2021 годом он вырос на 6%.",
        ["level 2e+09 USD turnover 2022-01/2022-10", "growth +6.0% turnover 2022-01/2022-10"],
    ),
    (  # part of "this trade" is no growth
        "2025-10",
        "Товарооборот Египта с Италией достиг 6 миллиардов долларов, 70% этого товарооборота дает газ.",
        ["level 6e+09 USD turnover -"],
    ),
    (  # a sentence begins behind the abbreviation of a unit
        "2021-10",
        "Экспорт из Китая в Лаос за январь-июнь 2021 года достиг $4,4 млрд. Июльский лаосский экспорт в Китай достиг $0,9 млрд.",
        ["level 4.4e+09 USD exports CHN>LAO 2021-01/2021-06", "level 9e+08 USD exports LAO>CHN 2021-07/2021-07"],
    ),
    (  # a lone magnitude, with a conversion behind "или"
        "2023-06",
        "В январе-апреле объем торговли Сербии и России составил более триллиона рублей, или почти 12 млрд евро.",
        ["level 1e+12 RUB turnover 2023-01/2023-04"],
    ),
    (  # a share that moves from one percentage to another does not grow by either
        "2020-09",
        "Экспорт Албании в Италию в январе-июле 2020 года вырос на 4%. Доля Италии в экспорте Албании увеличилась за этот период с 8,3% до 9,9%.",
        ["growth +4.0% exports ALB>ITA 2020-01/2020-07"],
    ),
    (  # a half of the year, and the same months of another year
        "2022-11",
        "За первую половину текущего года товарооборот Сирии и Ирана вырос на 40% - до 270 млн долларов. В прошлом году показатель за тот же период составил 190 млн.",
        [
            "growth +40.0% turnover 2022-01/2022-06",
            "level 2.7e+08 USD turnover 2022-01/2022-06",
            "level 1.9e+08 USD turnover 2021-01/2021-06",
        ],
    ),
    (  # an overall change of exports is that with the world; the rest of the world is no partner
        "2015-08",
        "Общее снижение экспорта Грузии составило 12%. В страны СНГ грузинский экспорт сократился на 20%, а в остальные государства - на 4%.",
        ["growth -20.0% exports GEO>CIS -"],
    ),
    (  # a part of a magnitude
        "2020-02",
        "Товарооборот Сербии и Албании в 2019 году превысил треть миллиарда евро.",
        ["level 3.33333e+08 EUR turnover 2019"],
    ),
    (  # what fell to the imports
        "2018-06",
        "В 2017 году товарооборот Грузии с Арменией составил $300 млн, из которых $90 млн пришлись на импорт армянской продукции.",
        ["level 3e+08 USD turnover 2017", "level 9e+07 USD imports ARM>GEO 2017"],
    ),
    (  # what is now, and a goal behind it
        "2025-09-09",
        "Товарооборот Грузии и Литвы превышает 280 миллионов долларов, а целью является выход на 300 миллионов долларов.",
        ["level 2.8e+08 USD turnover -", "target 3e+08 USD turnover by -"],
    ),
    (  # a stretch from one quarter to another
        "2025-09-01",
        "Это привело к падению экспорта Италии в Сирию на 61% в период с первого квартала 2022 года по второй квартал 2025 года.",
        ["growth -61.0% exports ITA>SYR 2022-01/2025-06"],
    ),
    (  # the time of a clause in brackets is its own
        "2023-03-07",
        "Экспорт Италии в Грузию составил 552 миллиона евро (в 2012 году он был заметно выше), снизившись за год на 8%.",
        ["level 5.52e+08 EUR exports ITA>GEO -", "growth -8.0% exports ITA>GEO -"],
    ),
    (  # "с 2012 годом" compares, "с 2012 года" begins; what was then is told behind "когда"
        "2013-11-01",
        "Товарооборот Грузии и Польши по итогам 2013 года может снизиться на 20% по сравнению с 2012 годом, когда объем торговли достиг 51 млн евро.",
        ["growth -20.0% turnover 2013", "level 5.1e+07 EUR turnover 2012"],
    ),
    (  # a verbal adverb of falling
        "2025-10-13",
        "Импорт чилийских товаров в Перу в 2024 году продемонстрировал отрицательную динамику, упав на 11% - до 108 млн долларов.",
        ["growth -11.0% imports CHL>PER 2024", "level 1.08e+08 USD imports CHL>PER 2024"],
    ),
    (  # a rate that is raised to a percentage
        "2025-09-04",
        "США ввели против импорта из Бразилии пошлину в 10%. В марте она была повышена до 20%.",
        [],
    ),
    (  # stages: what comes "then" has its own deadline
        "2024-03",
        "Россия и Непал нарастят торговлю: сначала до 2 миллиардов долларов, затем, к 2030 году, до 10 миллиардов.",
        ["target 2e+09 USD turnover by -", "target 1e+10 USD turnover by 2030-12"],
    ),
    (  # "с" that says with what, not from where
        "2022-10-31",
        "По итогам января-сентября 2022 года Австрия заняла четвертое место среди партнеров Сербии с 1,8 миллиарда евро товарооборота.",
        ["level 1.8e+09 EUR turnover 2022-01/2022-09"],
    ),
    (  # what is to be assured is wanted
        "2005-08-01",
        "В 2005 году Албания намерена обеспечить рост экспорта своих товаров в Италию не менее чем на 30%.",
        ["target +30.0%..+30.0% exports ALB>ITA by 2005-12"],
    ),
]


@pytest.mark.parametrize(("published", "text", "claims"), CASES)
def test_form(published: str, text: str, claims: list[str], facts: Callable[[Statement], list[str]]) -> None:
    assert facts(read(text, published=published)) == claims
