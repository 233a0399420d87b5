"""An invented sanctions list as long as the real ones, and ordinary firms that are on none: for speed and false alarms."""

from __future__ import annotations

import csv
import random
from pathlib import Path

__all__ = ["ORDINARY", "write_list"]

_GIVEN = (
    "Alexander Alexei Andrei Anna Anton Boris Daniel David Dmitri Elena Emil Farid Georg Hassan Ivan Jan Josef Julia Karim Leon Maria Martin "
    "Mehmet Michael Mohammed Nikolai Olga Omar Paul Peter Reza Ruslan Samir Sergei Stefan Svetlana Tariq Vladimir Yusuf Zhang Wei Li Kim Park"
).split()
_HEADS = "ab al ar ba bel bor dal dar dom el far fed gor gra hal ian ka kar kir kol kov kur lan lev lu ma mar mel mir mos nov ol or pav pet ra ros".split()
_HEADS += "sal sam ser sid sor ste sul tar tim tor ul var ves vik vol yan za zel zin zor shah khal jan chen wang lim ost ned".split()
_TAILS = "ov ova enko sky in ina ev eva ian adze shvili uk ko ich son sen er mann berg ani adi oui awi zai an i o a".split()
_NOUNS = (
    "Trading Shipping Bank Holding Industries Technology Systems Electronics Engineering Construction Petroleum Gas Energy Logistics Investment "
    "Aviation Marine Chemical Metals Mining Foods Agro Textile Pharma Telecom Security Services Development Group International Plant Factory"
).split()
_RUSSIAN = "завод торговый дом банк холдинг строительная компания институт нефть газ энергия лизинг транспорт сервис комбинат верфь".split()
_FORMS = "LLC Ltd JSC OOO OAO GmbH SA Co. FZE SARL".split() + ["Trading LLC", "Limited", "PJSC", "AO"]
_PLACES = "Minsk Moscow Tehran Damascus Dubai Istanbul Beijing Havana Caracas Yangon Baghdad Tripoli Kabul Pyongyang".split()
_LETTERS = dict(zip("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы", strict=True))

ORDINARY = Path(__file__).parent / "ordinary_firms.txt"
"""A hundred names of the kind that every register is full of; invented, so that nobody is named."""


def _word(random_: random.Random) -> str:
    return "".join(random_.choice(_HEADS) for _ in range(random_.choice((1, 2, 2)))) + random_.choice(_TAILS)


def _cyrillic(word: str) -> str:
    return "".join(_LETTERS.get(sign, sign) for sign in word.lower()).capitalize()


def _person(random_: random.Random) -> tuple[str, str]:
    given, family = random_.choice(_GIVEN), _word(random_).capitalize()
    middle = f" {random_.choice(_GIVEN)}ovich" if random_.random() < 0.3 else ""
    return f"{given}{middle} {family}", f"{_cyrillic(family)} {_cyrillic(given)};{family.upper()}, {given}"


def _firm(random_: random.Random) -> tuple[str, str]:
    brand, noun = _word(random_).capitalize(), random_.choice(_NOUNS)
    place = f" {random_.choice(_PLACES)}" if random_.random() < 0.2 else ""
    name = f"{brand}{place} {noun} {random_.choice(_FORMS)}"
    return name, f'ООО "{_cyrillic(brand)} {random_.choice(_RUSSIAN)}";{brand} {noun}'


def write_list(path: Path, size: int, seed: int = 1) -> None:
    """Write a list in the form of OpenSanctions' simple table: half persons, half firms, each with two aliases."""
    random_ = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow("id schema name aliases birth_date countries addresses identifiers sanctions phones emails dataset".split())
        for number in range(size):
            person = random_.random() < 0.5
            name, aliases = (_person if person else _firm)(random_)
            numbers = "" if person else str(random_.randrange(10**9, 10**10))
            rows.writerow(["x-" + str(number), "Person" if person else "Company", name, aliases, "", "zz", "", numbers, "", "", "", "invented"])
