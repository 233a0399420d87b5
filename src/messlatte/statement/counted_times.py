"""Times that are counted or relative: "first nine months", "in the last five years", "next year", "six months to June"."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.core.quantity import Month
from messlatte.statement.calendar_times import fiscal, fiscal_relative, guess_year, in_year, months, of_fiscal, own_year
from messlatte.statement.function_words import function_words
from messlatte.statement.time_mark import TimeMark
from messlatte.statement.time_scanner import Scanner

__all__ = ["relword", "spans"]

_LONGEST_SPAN = 60
_MANY_MONTHS = 4
_REPORTED = 3  # months until the figures of a month are usually known


def relword(s: Scanner, i: int) -> TimeMark | None:
    """Read relative words: "last year", "soon", "a year earlier"."""
    hit = s.tags.at("relword", i)
    if hit is None:
        return None
    reference = s.reference
    if hit.value in ("soon", "past_vague"):
        return TimeMark("vague", i, hit.j, relative=True)
    if hit.value == "ytd":
        first = Month(reference.year, 1) if reference.year else None
        month = s.tags.at("month", hit.j + 1) if not function_words("range_words").isdisjoint(s.words[hit.j : hit.j + 1]) else None
        last = Month(reference.year, int(month.value)) if month is not None and reference.year else reference.month_before()
        return TimeMark("period", i, month.j if month else hit.j, first, last, relative=True, ytd=True)
    if hit.value == "same_period":
        following = next((other for k in (hit.j, hit.j + 1, hit.j + 2) if k < s.size and (other := s.tags.at("relword", k))), None)
        if following is not None and following.value in ("last_year", "year_ago"):
            return TimeMark("period", i, following.j, relative=True, prior=True)
        if following is not None and following.value == "this_year" and reference.year is not None:
            return TimeMark("same", i, following.j, Month(reference.year, 1), Month(reference.year, 12), relative=True)
        if (prior := _year_before(s, i, hit.j)) is not None:
            return prior
        k = hit.j + (s.words[hit.j : hit.j + 1] in (["of"], ["in"], ["im"], ["des"], ["von"]))
        named = fiscal(s, k) if k < s.size else None
        if named is not None:
            return TimeMark("same", i, named.j, named.first, named.last, own=True)
        year = s.year_at(k)
        if year is not None:
            return TimeMark("same", i, k + 1, Month(year, 1), Month(year, 12), own=True)
        return TimeMark("same", i, hit.j, relative=True)
    if hit.value == "year_ago":
        return TimeMark("period", i, hit.j, relative=True, prior=True)
    if hit.value in ("decade_end", "decade_middle"):
        year = reference.year
        last = None if year is None else Month(year // 10 * 10 + (10 if hit.value == "decade_end" else 5), 12)
        return TimeMark("deadline", i, hit.j, None, last, relative=True)
    offset = {"last_year": -1, "this_year": 0, "next_year": 1}[hit.value]
    told = _told_before(s, i) if hit.value == "next_year" and not function_words("following").isdisjoint(s.words[i : hit.j]) else None
    if told is not None:
        return TimeMark("period", i, hit.j, Month(told + 1, 1), Month(told + 1, 12))
    year = reference.year
    if year is None:
        return TimeMark("period", i, hit.j, relative=True, running=offset == 0)
    return TimeMark("period", i, hit.j, Month(year + offset, 1), Month(year + offset, 12), relative=True, running=offset == 0)


def _year_before(s: Scanner, i: int, j: int) -> TimeMark | None:
    """Read the year before behind "the same period": "of the previous fiscal", "in the preceding financial year"."""
    k = j
    while k < s.size and k < j + 2 and s.words[k] in function_words("month_links"):
        k += 1
    rel = s.tags.at("rel", k)
    span = s.tags.at("span", rel.j) if rel is not None and rel.value == "last" else None
    return TimeMark("period", i, span.j, relative=True, prior=True) if span is not None and span.value in ("fiscal", "year") else None


def _told_before(s: Scanner, i: int) -> int | None:
    """Past year that its sentence names before "the following year"."""
    first, _ = s.tags.tokens.bounds[s.tags.tokens.sentence[i]]
    years = [year for k in range(first, i) if (year := s.year_at(k)) is not None]
    return years[-1] if years and s.reference.year is not None and years[-1] < s.reference.year else None


@dataclass(slots=True)
class _Count:
    """Words before a unit of time: "last", a number, an ordinal; ``unit`` is what they count, over tokens ``[i, j)``."""

    i: int
    rel: str | None = None
    number: float | None = None
    ordinal: int | None = None
    unit: str = ""
    k: int = 0
    j: int = 0

    @property
    def years(self) -> int:
        """Number of years counted; a decade is ten."""
        return int(self.number or 1) * (10 if self.unit == "decade" else 1)


def spans(s: Scanner, i: int) -> TimeMark | None:
    """Counted spans: "first nine months of 2018", "second quarter", "in the last five years", "next ten years"."""
    if s.words[i] in ("q", "h") and i + 1 < s.size and s.words[i + 1] in ("1", "2", "3", "4"):
        return _part(s, i, i + 2, "quarter" if s.words[i] == "q" else "half", int(s.words[i + 1]))
    count = _count(s, i)
    if count is None or (count.number is not None and s.of_record(i)):
        return None
    if count.unit in ("quarter", "half", "month"):
        return _ended(s, count) or _parts(s, count)
    if count.unit == "year" and count.number is None and (ended := _ended(s, count)) is not None:
        return ended
    if count.unit == "fiscal":
        return fiscal_relative(s, i, count.j, count.rel) if count.rel is not None and count.number is None else None
    return _years(s, count) if count.unit in ("year", "decade") else None


def _count(s: Scanner, i: int) -> _Count | None:
    """Read "last", number and ordinal in any order before a unit of time."""
    count = _Count(i, k=i)
    for _ in range(4):
        k = count.k
        if k >= s.size:
            return None
        if k > i and s.tags.at("span", k) is not None and s.tags.at("ord", k) is None:
            break
        rel, ordinal, number = s.tags.at("rel", k), s.tags.at("ord", k), s.tags.at("num", k)
        if rel is not None and count.rel is None:
            count.rel, count.k = rel.value, rel.j
        elif ordinal is not None and count.ordinal is None:
            count.ordinal, count.k = int(ordinal.value), k + 1
        elif count.number is None and (s.bare(k) is not None or number is not None):
            if s.bare(k) is None and number is not None and float(number.value) == 1 and not _within_decade(s, i, number.j):
                return None
            count.number = s.bare(k) if s.bare(k) is not None else float(number.value) if number is not None else None
            count.k = _behind_number(s, k, number.j if number is not None else k + 1)
        elif k > i and s.words[k] in function_words("count_links"):
            count.k = k + 1
        else:
            break
    span = s.tags.at("span", count.k) if count.k < s.size else None
    if span is None:
        return None
    count.unit, count.j = span.value, span.j
    return count


def _within_decade(s: Scanner, i: int, j: int) -> bool:
    """Whether "a decade" is a deadline ("within a decade")."""
    before = s.tags.before("deadline", i)
    return before is not None and before.value == "within" and s.tags.value("span", j) == "decade"


def _behind_number(s: Scanner, k: int, j: int) -> int:
    """Token behind a number; a unit that was taken for what it counts is given back."""
    j = s.numbers[k].j if k in s.numbers else j
    months = s.tags.value("span", j - 1) in ("month", "quarter") and s.tags.value("span", j) == "year"
    return j - 1 if s.tags.at("span", j - 1) is not None and (s.tags.at("span", j) is None or months) and j - 1 > k else j


def _ended(s: Scanner, count: _Count) -> TimeMark | None:
    months = {"year": 12, "quarter": 3, "half": 6, "month": 1}[count.unit]
    return _ending(s, count.i, count.j, months * int(count.number if count.number and count.unit != "half" else 1))


def _parts(s: Scanner, count: _Count) -> TimeMark | None:
    """Quarters, halves and months of a year."""
    i, j, number = count.i, count.j, count.number
    if count.unit == "month":
        if number is None:
            behind = s.tags.at("relword", j) if j < s.size else None
            first = count.ordinal == 1 and s.words[j - 1] in function_words("months")
            return TimeMark("vague", i, behind.j if behind is not None else j, relative=True) if first else None
        if count.rel == "last" and (year_so_far := _so_far(s, int(number))) is not None:
            return TimeMark("period", i, j, *year_so_far, relative=True)
        if count.rel in ("last", "next"):
            return TimeMark("period" if count.rel == "last" else "deadline", i, j, relative=True, several=1)
        return _first_months(s, count) if 1 <= number <= 12 and count.rel in (None, "this") else None
    if count.unit == "quarter" and count.ordinal == 1 and number is not None and 2 <= number <= 4:
        return of_fiscal(s, i, j, 1, 3 * int(number)) or in_year(s, i, j, 1, 3 * int(number), None)
    counted = number in (1, 2, 3, 4) and (s.tags.tokens.kinds[i] == "n" or s.words[count.k - 1] in (".", "й", "м", "го"))
    return _part(s, i, j, count.unit, count.ordinal or (int(number) if counted and number is not None else None))


def _so_far(s: Scanner, count: int) -> tuple[Month, Month] | None:
    """Months of the year so far where as many are meant ("the past nine months", said in September or October)."""
    year, month = s.reference.year, s.reference.month
    if year is None or month is None or count < _MANY_MONTHS or not month - _REPORTED <= count <= month:
        return None
    return Month(year, 1), Month(year, count)


def _first_months(s: Scanner, count: _Count) -> TimeMark | None:
    """First months of a year; months that are named behind them count instead ("the 11 months April-February")."""
    within = of_fiscal(s, count.i, count.j, 1, int(count.number or 1))
    if within is not None:
        return within
    mark = in_year(s, count.i, count.j, 1, int(count.number or 1), None)
    follows = s.tags.at("month", mark.j) or (s.tags.at("month", mark.j + 1) if mark.j < s.size else None)
    return months(s, follows.i) if follows is not None and mark.relative else mark


def _years(s: Scanner, count: _Count) -> TimeMark | None:
    """Years ahead or back."""
    i, j = count.i, count.j
    if not 1 <= count.years <= _LONGEST_SPAN:
        return None
    if count.rel in ("last", "next"):
        return _counted(s, i, j, count.rel, count.years) if count.number or count.unit == "decade" else None
    if (count.number is None and count.unit != "decade") or count.rel is not None:
        return None
    if count.number is None:
        j = count.j
    if not function_words("ago").isdisjoint(s.words[count.k + 1 : count.k + 2]):
        return _ago(s, i, j + 1, count.years)
    until = s.year_at(j + 1)
    if until is not None and count.years > 1 and not function_words("ending").isdisjoint(s.words[j : j + 1]):
        return TimeMark("period", i, j + 2, Month(until - count.years, 1), Month(until, 12), own=True, several=count.years)
    if s.year is not None and not function_words("before_then").isdisjoint(s.words[j : j + 1]):
        return TimeMark("period", i, j + 1, Month(s.year - count.years, 1), Month(s.year - count.years, 12), relative=True)
    if i and s.words[i - 1] == "vor":
        return _ago(s, i, j, count.years)
    if count.number and not function_words("time_limits").isdisjoint(s.words[j : j + 1]):
        return _counted(s, i, j + 1, "next", count.years)
    before = s.tags.before("deadline", i)
    within = before is not None and before.value == "within"
    if not within and (i == 0 or s.words[i - 1] not in function_words("span_openers")):
        return None
    mark = _counted(s, i, j, "next", count.years)
    mark.plain = not within
    return mark


def _ending(s: Scanner, i: int, j: int, months: int) -> TimeMark | None:
    """Months up to a named one: "six months to June", "nine months ended December"."""
    if not 1 <= months <= 12 or j + 1 >= s.size or s.words[j] not in function_words("ending"):
        return None
    k = j + 1 + (s.words[j + 1] in ("on", "the"))
    k += k + 1 < s.size and s.bare(k) is not None and s.tags.at("month", k + 1) is not None
    month = s.tags.at("month", k) if k < s.size else None
    if month is None:
        return None
    last = int(month.value)
    behind = month.j
    if (day := s.bare(behind)) is not None and 1 <= day <= 31:
        behind += 1
    year, end = own_year(s, behind)
    if year is None:
        year, end = guess_year(s, i, last), behind
    if year is None:
        return TimeMark("period", i, end, relative=True)
    return TimeMark("period", i, end, Month(year, last).plus(1 - months), Month(year, last), own=True)


def _ago(s: Scanner, i: int, j: int, count: int) -> TimeMark:
    """Year so many years before the reference."""
    year = s.reference.year
    if year is None:
        return TimeMark("period", i, j, relative=True)
    return TimeMark("period", i, j, Month(year - count, 1), Month(year - count, 12), relative=True)


def _part(s: Scanner, i: int, j: int, unit: str, part: int | None) -> TimeMark | None:
    """Quarter or half of a year."""
    length = 3 if unit == "quarter" else 6
    if part is None:
        if unit == "half" and s.words[j - 1] in ("полгода", "полугодие"):
            part = 1
        else:
            return None
    if not 1 <= part <= 12 // length:
        return None
    first, last = (part - 1) * length + 1, part * length
    return of_fiscal(s, i, j, first, last) or in_year(s, i, j, first, last, None)


def _counted(s: Scanner, i: int, j: int, rel: str, count: int) -> TimeMark:
    """Years counted from the reference, forward (a deadline) or back (a period)."""
    year = s.reference.year
    if rel == "next":
        return TimeMark("deadline", i, j, None, Month(year + count, 12) if year is not None else None, relative=True, several=count)
    if year is None:
        return TimeMark("period", i, j, relative=True, several=count)
    last = year if s.reference.month is not None and s.reference.month >= 11 else year - 1
    return TimeMark("period", i, j, Month(last - count + 1, 1), Month(last, 12), relative=True, several=count)
