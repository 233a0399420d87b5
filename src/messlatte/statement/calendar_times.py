"""Times of the calendar: years, fiscal years, months and ranges of them, days."""

from __future__ import annotations

from messlatte.core.quantity import Month
from messlatte.statement.function_words import function_words
from messlatte.statement.time_mark import TimeMark
from messlatte.statement.time_scanner import Scanner

__all__ = ["date", "days", "fiscal", "fiscal_relative", "fiscal_year", "guess_year", "in_year", "months", "of_fiscal", "own_year", "years"]

_LONGEST_SPAN = 60


def fiscal(s: Scanner, i: int) -> TimeMark | None:
    """Fiscal years: "2018/19", "2004-05", "FY24", "fiscal year 2026/2027"."""
    span = s.tags.at("span", i)
    named = span is not None and span.value == "fiscal"
    k = span.j if named and span is not None else i
    if s.words[i] == "fy":
        named, k = True, i + 1
    elif s.words[i].startswith("fy") and s.words[i][2:].isdigit():
        named = True
    k += named and s.words[k : k + 1] == ["'"]
    year = s.year_at(k)
    if year is not None and k + 2 < s.size and s.words[k + 1] in ("-", "/") and s.words[k + 2].isdigit():
        behind = s.words[k + 2]
        follows = int(behind) == (year + 1) % 100 if len(behind) == 2 else (int(behind) == year + 1 and (named or s.words[k + 1] == "/"))
        if follows:
            return fiscal_year(s, i, k + 3, year)
    if named and k < s.size and s.words[k].isdigit():
        last = year if year is not None else (2000 + int(s.words[k]) if len(s.words[k]) == 2 else None)
        if last is not None and 1900 < last < 2101:
            return fiscal_year(s, i, k + 1, last - 1)
    return None


def fiscal_year(s: Scanner, i: int, j: int, first: int, *, own: bool = True) -> TimeMark:
    """Twelve months from the fiscal month of a year on."""
    begin = Month(first, s.fiscal)
    return TimeMark("period", i, j, begin, begin.plus(11), own=own, relative=not own, fiscal=True)


def of_fiscal(s: Scanner, i: int, j: int, a: int, b: int) -> TimeMark | None:
    """Months ``a`` to ``b`` of the fiscal year that is named behind them ("first seven months of fiscal year 2019/20")."""
    k = j
    while k < s.size and k < j + 4 and s.words[k] in function_words("month_links"):
        k += 1
    named = (fiscal(s, k) or _spoken(s, k)) if k < s.size else None
    if named is None or named.first is None:
        return None
    return TimeMark("period", i, named.j, named.first.plus(a - 1), named.first.plus(b - 1), own=True, fiscal=True)


def _spoken(s: Scanner, k: int) -> TimeMark | None:
    """Fiscal year in words: "the current fiscal year", or the one in brackets behind it."""
    rel = s.tags.at("rel", k)
    span = s.tags.at("span", rel.j) if rel is not None else None
    if rel is None or span is None or span.value != "fiscal":
        return None
    k = span.j + (s.words[span.j : span.j + 1] == ["("])
    named = fiscal(s, k) if k < s.size and span.j < s.size else None
    return named or fiscal_relative(s, k, span.j, rel.value)


def fiscal_relative(s: Scanner, i: int, j: int, rel: str) -> TimeMark:
    """Fiscal year counted from the reference: "the current fiscal year"."""
    reference = s.reference
    if reference.year is None or reference.month is None:
        return TimeMark("period", i, j, relative=True, fiscal=True)
    first = reference.year - (reference.month < s.fiscal) + {"last": -1, "this": 0, "next": 1}.get(rel, 0)
    return fiscal_year(s, i, j, first, own=False)


def days(s: Scanner, i: int) -> TimeMark | None:
    """Find a day, or the months of a stretch from one day to another ("March 21, 2018 - January 20, 2019")."""
    first = date(s, i)
    if first is None or first.j + 1 >= s.size or s.words[first.j] not in ("-", "to", "through", "until", "bis", "по"):
        return first
    last = date(s, first.j + 1)
    if last is None:
        return first
    a, b = (next(int(value) for k in range(mark.i, mark.j) if (value := s.tags.value("month", k)) is not None) for mark in (first, last))
    year = s.year_at(last.j - 1)
    end = year if year is not None else guess_year(s, i, b)
    if end is None:
        return first
    begin = Month(s.year_at(first.j - 1) or end - (a > b), a)
    return (
        TimeMark("period", i, last.j, begin, Month(end, b), own=year is not None, relative=year is None)
        if begin <= Month(end, b)
        else first
    )


def date(s: Scanner, i: int) -> TimeMark | None:
    """Find a day such as "5. November", "November 13, 2025" or "15 августа": a date, no period."""
    words = s.words
    day = s.bare(i)
    if day is not None and 1 <= day <= 31 and day == int(day):
        k = i + 1
        while k < s.size and (words[k] == "." or words[k] in ("of", "th", "st", "nd", "rd")) and k < i + 3:
            k += 1
        month = s.tags.at("month", k) if k < s.size else None
        if month is not None and words[i].isdigit():
            year = s.year_at(month.j)
            return TimeMark("date", i, month.j + (year is not None), own=year is not None)
        return None
    month = s.tags.at("month", i)
    if month is None:
        return None
    day = s.bare(month.j) if month.j < s.size else None
    if day is None or not 1 <= day <= 31 or not words[month.j].isdigit() or len(words[month.j]) > 2:
        return None
    j = month.j + 1
    if j + 1 < s.size and words[j] == ",":
        j += 1
    year = s.year_at(j)
    return TimeMark("date", i, j + 1 if year is not None else month.j + 1)


def years(s: Scanner, i: int) -> TimeMark | None:
    """Calendar years and ranges of them."""
    year = s.year_at(i)
    if year is None:
        return None
    j = i + 1
    if i and s.tags.value("rel", i - 1) == "same" and j < s.size and (s.tags.at("span", j) is not None or s.words[j] == "period"):
        return TimeMark("same", i - 1, j + 1, Month(year, 1), Month(year, 12), own=True)
    if j < s.size and s.words[j] in ("s", "er", "е", "х") and s.tags.tokens.glued[j] and year % 10 == 0 and s.words[j] != "м":
        return TimeMark("period", i, j + 1, Month(year, 1), Month(year + 9, 12), own=True, several=10)
    j = _year_end(s, j)
    before = s.words[i - 1] if i else ""
    if j + 1 < s.size and (
        s.words[j] in ("-", "to", "bis", "по", "until")
        or (s.words[j] in function_words("and") and before in ("between", "zwischen", "между"))
    ):
        last = s.year_at(j + 1)
        if (
            last is not None
            and year < last <= year + _LONGEST_SPAN
            and (s.words[j] == "-" or before in ("from", "von", "с", "between", "zwischen", "между"))
        ):
            return TimeMark("period", i, _year_end(s, j + 2), Month(year, 1), Month(last, 12), own=True, several=last - year + 1)
    return TimeMark("period", i, j, Month(year, 1), Month(year, 12), own=True)


def _year_end(s: Scanner, j: int) -> int:
    """Skip what belongs to a year: "году", "г.", the ending of "2024-м"."""
    if j < s.size and s.tags.tokens.glued[j] and s.words[j] in ("м", "го", "й", "ом", "му", "er"):
        j += 1
    if j < s.size:
        span = s.tags.at("span", j)
        if span is not None and span.value == "year" and s.words[j] not in ("years", "jahre", "jahren", "лет"):
            j = span.j
            if j < s.size and s.words[j] == "." and s.words[j - 1] in ("г", "гг"):
                j += 1
    return j


def months(s: Scanner, i: int) -> TimeMark | None:
    """Months and ranges of months, with the year that belongs to them."""
    first = s.tags.at("month", i)
    if first is None:
        return None
    if s.words[i] == "may" and not s.tags.tokens.capital(i) and (not i or s.words[i - 1] not in function_words("before_months")):
        return None
    j = first.j
    begin_year, j = own_year(s, j)
    k = j
    if k < s.size and (s.words[k] in ("-", "to", "bis", "по", "through", "and", "und", "и", "до") or s.tags.tokens.glued[k]):
        k += not s.tags.tokens.glued[k] or s.words[k] in ("-",)
    second = s.tags.at("month", k) if k < s.size and k > i else None
    a, last_j = int(first.value), j
    b = a
    if second is not None:
        b, last_j = int(second.value), second.j
    return in_year(s, i, last_j, a, b, begin_year)


def own_year(s: Scanner, j: int) -> tuple[int | None, int]:
    """Year that directly follows a month, with the token behind it."""
    k = j
    if k < s.size and s.words[k] in ("of", "in", ",", "des", "im"):
        k += 1
        if k < s.size and s.words[k] in ("jahres", "jahr"):
            k += 1
    year = s.year_at(k)
    return (year, _year_end(s, k + 1)) if year is not None else (None, j)


def in_year(s: Scanner, i: int, j: int, a: int, b: int, begin_year: int | None) -> TimeMark:
    """Build months ``a`` to ``b``, with the year that stands around them or follows from the reference."""
    k = j
    while k < s.size and k < j + 4 and s.words[k] in function_words("month_links"):
        k += 1
    named = fiscal(s, k) if k < s.size else None
    if named is None:
        named = fiscal(s, i - 4) if i >= 4 and s.words[i - 1] == "(" else None
        if named is not None and named.j != i - 1:
            named = None
    if named is not None and named.first is not None:
        begin = Month(named.first.year + (a < s.fiscal), a)
        end = Month(named.first.year + (b < s.fiscal), b)
        if begin <= end:
            return TimeMark("period", i, max(j, named.j), begin, end, own=True)
    year, end_j = (s.year_at(k), k + 1) if k < s.size else (None, j)
    relative = False
    if year is not None and (k + 1 >= s.size or s.words[k + 1] not in ("-", "/") or s.tags.tokens.kinds[k + 1] != "n"):
        end_j = _year_end(s, k + 1)
    else:
        offset, end_j = _year_words(s, k)
        if offset is not None:
            relative = True
            year = s.reference.year + offset if s.reference.year is not None else None
            if year is None:
                return TimeMark("period", i, end_j, relative=True)
        elif begin_year is not None:
            year, end_j = begin_year, j
        else:
            year, end_j = guess_year(s, i, b), j
            relative = True
    if year is None:
        return TimeMark("period", i, end_j, relative=True)
    begin = Month(begin_year if begin_year is not None and begin_year <= year else year - (a > b), a)
    return TimeMark("period", i, end_j, begin, Month(year, b), relative=relative, own=not relative)


def _year_words(s: Scanner, k: int) -> tuple[int | None, int]:
    """Offset of "of last year", "des laufenden Jahres", "текущего" from the reference year, with the token behind it."""
    for start in (k, k + 1):
        if start >= s.size or (start > k and s.tags.tokens.kinds[k] == "p"):
            break
        hit = s.tags.at("relword", start)
        if hit is not None and hit.value in ("last_year", "this_year", "next_year"):
            return {"last_year": -1, "this_year": 0, "next_year": 1}[hit.value], hit.j
        rel = s.tags.at("rel", start)
        if (
            rel is not None
            and rel.value in ("last", "this")
            and s.words[rel.i] in ("прошлого", "текущего", "этого", "нынешнего", "минувшего")
        ):
            return (-1 if rel.value == "last" else 0), rel.j
    return None, k


def guess_year(s: Scanner, i: int, month: int) -> int | None:
    """Year of a month named without one: that of the sentence if it names one, else the latest that was over at the reference."""
    number = s.tags.tokens.sentence[i]
    first, last = s.tags.tokens.bounds[number]
    near = [year for k in range(max(first, i - 12), min(last, i + 12)) if (year := s.year_at(k)) is not None]
    if near and s.reference.year is None:
        return near[0]
    if s.reference.year is not None:
        if s.reference.month is not None and month > s.reference.month:
            return s.reference.year - 1
        return s.reference.year
    return s.year
