"""An expression of time in the text."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.core.quantity import Month

__all__ = ["TimeMark"]


@dataclass(slots=True)
class TimeMark:
    """A time expression over tokens ``[i, j)``.

    ``kind`` is ``period``, ``deadline``, ``since``, ``same`` (the period of before), ``present`` (now), ``vague`` (soon, some years ago) or
    ``date`` (a day: no period). ``first`` and ``last`` are None where it cannot be resolved; ``prior`` marks "a year earlier";
    ``several`` a span of years counted back; ``running`` the year of the reference, which is not over; ``plain`` a span that may lie
    ahead or behind ("in five years"); ``versus`` a time that is only compared with; ``own`` says that the year stands in the words.
    """

    kind: str
    i: int
    j: int
    first: Month | None = None
    last: Month | None = None
    relative: bool = False
    prior: bool = False
    several: int = 0
    versus: bool = False
    own: bool = False
    fiscal: bool = False
    ytd: bool = False
    running: bool = False
    plain: bool = False
