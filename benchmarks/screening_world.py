"""An invented sanctions list as long as the real ones, and ordinary firms that are on none: for speed and false alarms."""

from __future__ import annotations

import csv
import random
import tomllib
from pathlib import Path

__all__ = ["ORDINARY", "persons", "write_list"]

_WORDS = tomllib.loads((Path(__file__).parent / "screening_words.toml").read_text(encoding="utf-8"))
_GIVEN, _HEADS, _TAILS, _NOUNS, _RUSSIAN, _FORMS, _PLACES = (
    str(_WORDS[name]).split(",") for name in ("given", "heads", "tails", "nouns", "russian", "forms", "places")
)
_LETTERS = dict(zip("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхцы", strict=True))

_HEADER = "id schema name aliases birth_date countries addresses identifiers sanctions phones emails dataset"

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


def persons(count: int, seed: int = 99) -> list[str]:
    """Invented persons, made like those of the list but with another seed."""
    random_ = random.Random(seed)
    return [_person(random_)[0] for _ in range(count)]


def write_list(path: Path, size: int, seed: int = 1) -> None:
    """Write a list in the form of OpenSanctions' simple table: half persons, half firms, each with two aliases."""
    random_ = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(_HEADER.split())
        for number in range(size):
            person = random_.random() < 0.5
            name, aliases = (_person if person else _firm)(random_)
            numbers = "" if person else str(random_.randrange(10**9, 10**10))
            schema = "Person" if person else "Company"
            rows.writerow([f"x-{number}", schema, name, aliases, "", "zz", "", numbers, "", "", "", "invented"])
