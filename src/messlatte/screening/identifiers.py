"""Numbers that decide who somebody is: INN, OGRN, UNP, LEI, IMO, with their check digits."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["DECISIVE", "SCHEMES", "fits", "normalised", "scheme_of"]

DECISIVE = {"lei": 0.98, "imo": 0.98, "ogrn": 0.97, "inn": 0.97, "unp": 0.92, "": 0.88}
"""Score of an equal number by scheme; a number whose scheme neither side names says less."""


def normalised(number: str) -> str:
    """Letters and digits of a number in upper case, without labels such as IMO or INN."""
    bare = re.sub(r"[^0-9A-Z]", "", number.upper())
    return re.sub(r"^(IMO|INN|OGRN|UNP|LEI|NO)(?=\d)", "", bare)


def _inn(number: str) -> bool:
    digits = [int(sign) for sign in number]
    if len(digits) == 10:
        return _weighted(digits, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == digits[9]
    if len(digits) == 12:
        ten = _weighted(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == digits[10]
        return ten and _weighted(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == digits[11]
    return False


def _weighted(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))


def _ogrn(number: str) -> bool:
    return len(number) in {13, 15} and int(number[:-1]) % (len(number) - 2) % 10 == int(number[-1])


def _unp(number: str) -> bool:
    digits = [int(sign) for sign in number]
    return len(digits) == 9 and _weighted(digits, (29, 23, 19, 17, 13, 7, 5, 3)) % 11 == digits[8]


def _imo(number: str) -> bool:
    digits = [int(sign) for sign in number]
    return len(digits) == 7 and _weighted(digits, (7, 6, 5, 4, 3, 2)) % 10 == digits[6]


def _lei(number: str) -> bool:
    return bool(re.fullmatch(r"[0-9A-Z]{18}\d\d", number)) and int("".join(str(int(sign, 36)) for sign in number)) % 97 == 1


SCHEMES: dict[str, Callable[[str], bool]] = {"inn": _inn, "ogrn": _ogrn, "unp": _unp, "imo": _imo, "lei": _lei}
"""Check of each scheme. INN and OGRN: orders of the Russian tax service MMV-7-6/435 and government decree 438; UNP: ministry of taxes of
Belarus; IMO: resolution A.1117(30); LEI: ISO 17442 with ISO 7064 MOD 97-10."""


def fits(scheme: str, number: str) -> bool:
    """Whether a number satisfies the check digits of a scheme; False for an unknown scheme."""
    check = SCHEMES.get(scheme)
    bare = normalised(number)
    return check is not None and bool(bare) and (scheme == "lei" or bare.isdecimal()) and check(bare)


_LABELS = {
    "inncode": "inn", "inn": "inn", "tax id": "inn", "taxnumber": "", "ogrncode": "ogrn", "ogrn": "ogrn", "psrn": "ogrn",
    "unp": "unp", "unpcode": "unp", "leicode": "lei", "lei": "lei", "legal entity identifier": "lei", "imonumber": "imo", "imo": "imo",
    "vessel registration identification": "imo", "registrationnumber": "", "registration": "", "regnumber": "", "business registration": "",
    "regdoc": "", "tax": "", "company": "", "fiscal": "", "id": "",
}  # fmt: skip


def scheme_of(label: str, number: str) -> str | None:
    """Scheme of a number from the label that a list gives it, checked; empty for "some registration"; None for passports and the like."""
    low = re.sub(r"[^a-z ]", " ", label.lower()).strip()
    if any(word in low for word in ("passport", "birth", "national id", "driver", "identity card", "phone", "personal", "ssn", "gender")):
        return None
    for key, scheme in _LABELS.items():
        if key in low.split() or low.startswith(key) or key in low.replace(" ", ""):
            named = scheme if scheme and fits(scheme, number) else ""
            return named or next((known for known in ("inn", "ogrn", "unp", "imo") if known == scheme and fits(known, number)), "")
    return None
