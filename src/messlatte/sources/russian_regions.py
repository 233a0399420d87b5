"""Territories of the Russian classifier OKATO and their ISO 3166-2 codes."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["OKATO", "iso_of_okato"]

# First two digits of OKATO (OK 019-95); the autonomous areas inside another territory take five.
OKATO: Mapping[str, str] = {
    "01": "RU-ALT", "03": "RU-KDA", "04": "RU-KYA", "05": "RU-PRI", "07": "RU-STA", "08": "RU-KHA", "10": "RU-AMU", "11": "RU-ARK",
    "12": "RU-AST", "14": "RU-BEL", "15": "RU-BRY", "17": "RU-VLA", "18": "RU-VGG", "19": "RU-VLG", "20": "RU-VOR", "22": "RU-NIZ",
    "24": "RU-IVA", "25": "RU-IRK", "26": "RU-IN", "27": "RU-KGD", "28": "RU-TVE", "29": "RU-KLU", "30": "RU-KAM", "32": "RU-KEM",
    "33": "RU-KIR", "34": "RU-KOS", "36": "RU-SAM", "37": "RU-KGN", "38": "RU-KRS", "40": "RU-SPE", "41": "RU-LEN", "42": "RU-LIP",
    "44": "RU-MAG", "45": "RU-MOW", "46": "RU-MOS", "47": "RU-MUR", "49": "RU-NGR", "50": "RU-NVS", "52": "RU-OMS", "53": "RU-ORE",
    "54": "RU-ORL", "56": "RU-PNZ", "57": "RU-PER", "58": "RU-PSK", "60": "RU-ROS", "61": "RU-RYA", "63": "RU-SAR", "64": "RU-SAK",
    "65": "RU-SVE", "66": "RU-SMO", "68": "RU-TAM", "69": "RU-TOM", "70": "RU-TUL", "71": "RU-TYU", "73": "RU-ULY", "75": "RU-CHE",
    "76": "RU-ZAB", "77": "RU-CHU", "78": "RU-YAR", "79": "RU-AD", "80": "RU-BA", "81": "RU-BU", "82": "RU-DA", "83": "RU-KB",
    "84": "RU-AL", "85": "RU-KL", "86": "RU-KR", "87": "RU-KO", "88": "RU-ME", "89": "RU-MO", "90": "RU-SE", "91": "RU-KC",
    "92": "RU-TA", "93": "RU-TY", "94": "RU-UD", "95": "RU-KK", "96": "RU-CE", "97": "RU-CU", "98": "RU-SA", "99": "RU-YEV",
    "11100": "RU-NEN", "71100": "RU-KHM", "71140": "RU-YAN",
}  # fmt: skip


def iso_of_okato(code: str) -> str | None:
    """ISO 3166-2 code of a territory by the first digits of its OKATO code; None if ISO 3166-2 lists it under no Russian code.

    Parameters
    ----------
    code : str
        Two digits or more: ``70``, ``70000``, ``71140000000``.
    """
    return OKATO.get(code[:5]) or OKATO.get(code[:2])
