"""Expressions of time: periods, deadlines, relative words; resolved against the publication date where they need it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from messlatte.core.quantity import Month
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.reference import Reference
from messlatte.statement.tags import Tags

__all__ = ["TimeMark", "times"]

_LONGEST_SPAN = 60


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


class _Scanner:
    """State of one pass: the tags, the numbers by token, the reference date and the last year that was named."""

    def __init__(self, tags: Tags, numbers: list[Quantity], reference: Reference) -> None:
        self.tags = tags
        self.words = tags.tokens.words
        self.size = len(self.words)
        self.reference = reference
        self.numbers = {quantity.i: quantity for quantity in numbers if quantity.kind in (Kind.BARE, Kind.COUNT)}
        self.year: int | None = None

    def bare(self, i: int) -> float | None:
        """Bare number at a token."""
        quantity = self.numbers.get(i)
        return quantity.value if quantity is not None and quantity.magnitude is None and quantity.currency is None else None

    def year_at(self, i: int) -> int | None:
        """Calendar year at a token."""
        if i >= self.size or self.tags.tokens.kinds[i] != "n":
            return None
        word = self.words[i]
        if len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100 and self.bare(i) is not None:
            return int(word)
        return None


def times(tags: Tags, numbers: list[Quantity], reference: Reference) -> list[TimeMark]:
    """Every time expression of a text, in order.

    Parameters
    ----------
    tags : Tags
        The text.
    numbers : list of Quantity
        Its quantities; bare numbers may be years, days, or counts of months.
    reference : Reference
        What relative words are resolved against.
    """
    scanner = _Scanner(tags, numbers, reference)
    marks: list[TimeMark] = []
    behind = 0
    for i in _candidates(scanner):
        mark = _mark(scanner, i) if i >= behind else None
        if mark is None:
            continue
        if marks and marks[-1].fiscal and mark.i == marks[-1].j + 1 and scanner.words[marks[-1].j] == "(" and mark.kind == "period":
            mark.i = marks.pop().i
        if mark.last is not None and mark.own:
            scanner.year = mark.last.year
        marks.append(_since(scanner, _due(tags, _compared(tags, mark))))
        behind = mark.j
    return marks


def _candidates(s: _Scanner) -> list[int]:
    """Tokens at which a time may begin."""
    kinds = s.tags.tokens.kinds
    found = s.tags.starts(("relword", "num", "month", "span", "rel", "ord", "cue"))
    found.update(i for i, word in enumerate(s.words) if kinds[i] == "n" or word[:2] == "fy" or word in ("q", "h"))
    return sorted(found)


def _mark(s: _Scanner, i: int) -> TimeMark | None:
    tags = s.tags
    if tags.at("relword", i) is not None:
        return _relword(s, i)
    if s.tags.tokens.kinds[i] == "n" or tags.at("num", i) is not None:
        return _fiscal(s, i) or _date(s, i) or _years(s, i) or _spans(s, i)
    if tags.any(("month", "span", "rel", "ord"), i) or s.words[i] in ("fy", "q", "h"):
        return _fiscal(s, i) or _date(s, i) or _months(s, i) or _spans(s, i) or _present(s, i)
    return _present(s, i)


def _present(s: _Scanner, i: int) -> TimeMark | None:
    hit = s.tags.at("cue", i)
    return TimeMark("present", i, hit.j) if hit is not None and hit.value == "present" else None


def _compared(tags: Tags, mark: TimeMark) -> TimeMark:
    """Mark a time that stands behind "compared with" and the like."""
    words = tags.tokens.words
    near = words[mark.i - 1] if mark.i else ""
    comparative = tags.before("trend", mark.i)
    if comparative is not None and near in ("меньше", "больше", "выше", "ниже"):
        return replace(mark, versus=True)
    percent = mark.i >= 2 and (tags.before("pct", mark.i - 1) is not None or tags.before("pp", mark.i - 1) is not None)
    if percent and near in ("on", "over", "from", "against", "к", "zu", "zum", "ggü") and (mark.several == 0 or mark.prior):
        return replace(mark, versus=True)
    for back in range(6):
        hit = tags.before("base", mark.i - back) if mark.i >= back else None
        if hit is not None and hit.value == "vs" and (back < 2 or hit.j - hit.i > 1):
            told = words[mark.j : mark.j + 2] in ([",", "when"], [",", "als"], [",", "когда"])
            return mark if told else replace(mark, versus=True)
    return mark


def _since(s: _Scanner, mark: TimeMark) -> TimeMark:
    """Stretch "since 2018" to the last whole year before the reference."""
    if mark.kind != "period" or not mark.own or mark.first is None or mark.i < 2:
        return mark
    year = s.reference.year
    if s.words[mark.i - 2 : mark.i] in (["с", "начала"], ["seit", "anfang"], ["seit", "beginn"], ["since", "early"], ["beginning", "of"]):
        through = s.reference.month_before() if year == mark.first.year else None
        return replace(mark, last=through or Month(mark.first.year, 12), ytd=True)
    if s.words[mark.i - 1] not in ("since", "seit", "с"):
        return mark
    if year is None or year <= mark.first.year:
        return replace(mark, kind="since")
    last = year if s.reference.month is None or s.reference.month >= 11 else year - 1
    last = max(last, mark.first.year)
    return replace(mark, kind="since", last=Month(last, 12), several=last - mark.first.year + 1)


def _due(tags: Tags, mark: TimeMark) -> TimeMark:
    """Turn a period behind "by" or "until" into a deadline."""
    if mark.kind != "period" or mark.versus:
        return mark
    for k in range(max(0, mark.i - 4), mark.i):
        before = tags.at("deadline", k)
        if before is not None and before.value == "by" and (before.j >= mark.i or k == mark.i - 1):
            return replace(mark, kind="deadline", i=before.i)
    return mark


def _relword(s: _Scanner, i: int) -> TimeMark | None:
    hit = s.tags.at("relword", i)
    if hit is None:
        return None
    reference = s.reference
    if hit.value in ("soon", "past_vague"):
        return TimeMark("vague", i, hit.j, relative=True)
    if hit.value == "ytd":
        first = Month(reference.year, 1) if reference.year else None
        return TimeMark("period", i, hit.j, first, reference.month_before(), relative=True, ytd=True)
    if hit.value == "same_period":
        return TimeMark("same", i, hit.j, relative=True)
    if hit.value == "year_ago":
        return TimeMark("period", i, hit.j, relative=True, prior=True)
    if hit.value == "decade_end":
        year = reference.year
        return TimeMark("deadline", i, hit.j, None, Month(year // 10 * 10 + 10, 12) if year else None, relative=True)
    offset = {"last_year": -1, "this_year": 0, "next_year": 1}[hit.value]
    year = reference.year
    if year is None:
        return TimeMark("period", i, hit.j, relative=True, running=offset == 0)
    return TimeMark("period", i, hit.j, Month(year + offset, 1), Month(year + offset, 12), relative=True, running=offset == 0)


def _fiscal(s: _Scanner, i: int) -> TimeMark | None:
    """Fiscal years: "2018/19", "2004-05", "FY24", "fiscal year 2026/2027"."""
    span = s.tags.at("span", i)
    named = span is not None and span.value == "fiscal"
    k = span.j if named and span is not None else i
    if s.words[i] == "fy":
        named, k = True, i + 1
    elif s.words[i].startswith("fy") and s.words[i][2:].isdigit():
        named = True
    year = s.year_at(k)
    if year is not None and k + 2 < s.size and s.words[k + 1] in ("-", "/") and s.words[k + 2].isdigit():
        behind = s.words[k + 2]
        follows = int(behind) == (year + 1) % 100 if len(behind) == 2 else (int(behind) == year + 1 and (named or s.words[k + 1] == "/"))
        if follows:
            return TimeMark("period", i, k + 3, Month(year, 4), Month(year + 1, 3), own=True, fiscal=True)
    if named and k < s.size and s.words[k].isdigit():
        last = year if year is not None else (2000 + int(s.words[k]) if len(s.words[k]) == 2 else None)
        if last is not None and 1900 < last < 2101:
            return TimeMark("period", i, k + 1, Month(last - 1, 4), Month(last, 3), own=True, fiscal=True)
    return None


def _date(s: _Scanner, i: int) -> TimeMark | None:
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


def _years(s: _Scanner, i: int) -> TimeMark | None:
    """Calendar years and ranges of them."""
    year = s.year_at(i)
    if year is None:
        return None
    j = i + 1
    if j < s.size and s.words[j] in ("s", "er", "е", "х") and s.tags.tokens.glued[j] and year % 10 == 0 and s.words[j] != "м":
        return TimeMark("period", i, j + 1, Month(year, 1), Month(year + 9, 12), own=True, several=10)
    j = _year_end(s, j)
    before = s.words[i - 1] if i else ""
    if j + 1 < s.size and (
        s.words[j] in ("-", "to", "bis", "по", "until")
        or (s.words[j] in ("and", "und", "и") and before in ("between", "zwischen", "между"))
    ):
        last = s.year_at(j + 1)
        if (
            last is not None
            and year < last <= year + _LONGEST_SPAN
            and (s.words[j] == "-" or before in ("from", "von", "с", "between", "zwischen", "между"))
        ):
            return TimeMark("period", i, _year_end(s, j + 2), Month(year, 1), Month(last, 12), own=True, several=last - year + 1)
    return TimeMark("period", i, j, Month(year, 1), Month(year, 12), own=True)


def _year_end(s: _Scanner, j: int) -> int:
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


def _months(s: _Scanner, i: int) -> TimeMark | None:
    """Months and ranges of months, with the year that belongs to them."""
    first = s.tags.at("month", i)
    if first is None:
        return None
    if s.words[i] == "may" and not s.tags.tokens.capital(i):
        return None
    j = first.j
    begin_year, j = _own_year(s, j)
    k = j
    if k < s.size and (s.words[k] in ("-", "to", "bis", "по", "through", "and", "und", "и", "до") or s.tags.tokens.glued[k]):
        k += not s.tags.tokens.glued[k] or s.words[k] in ("-",)
    second = s.tags.at("month", k) if k < s.size and k > i else None
    a, last_j = int(first.value), j
    b = a
    if second is not None:
        b, last_j = int(second.value), second.j
    return _in_year(s, i, last_j, a, b, begin_year)


def _own_year(s: _Scanner, j: int) -> tuple[int | None, int]:
    """Year that directly follows a month, with the token behind it."""
    k = j
    if k < s.size and s.words[k] in ("of", "in", ",", "des", "im"):
        k += 1
        if k < s.size and s.words[k] in ("jahres", "jahr"):
            k += 1
    year = s.year_at(k)
    return (year, _year_end(s, k + 1)) if year is not None else (None, j)


def _in_year(s: _Scanner, i: int, j: int, a: int, b: int, begin_year: int | None) -> TimeMark:
    """Build months ``a`` to ``b``, with the year that stands around them or follows from the reference."""
    k = j
    while k < s.size and k < j + 4 and s.words[k] in ("of", "in", ",", "(", "des", "im", "the", "der", "for", "в", "von", "jahres", "jahr"):
        k += 1
    fiscal = _fiscal(s, k) if k < s.size else None
    if fiscal is None:
        fiscal = _fiscal(s, i - 4) if i >= 4 and s.words[i - 1] == "(" else None
        if fiscal is not None and fiscal.j != i - 1:
            fiscal = None
    if fiscal is not None and fiscal.first is not None:
        begin = Month(fiscal.first.year + (a < 4), a)
        end = Month(fiscal.first.year + (b < 4), b)
        if begin <= end:
            return TimeMark("period", i, max(j, fiscal.j), begin, end, own=True)
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
            year, end_j = _guess_year(s, i, b), j
            relative = True
    if year is None:
        return TimeMark("period", i, end_j, relative=True)
    begin = Month(begin_year if begin_year is not None and begin_year <= year else year - (a > b), a)
    return TimeMark("period", i, end_j, begin, Month(year, b), relative=relative, own=not relative)


def _year_words(s: _Scanner, k: int) -> tuple[int | None, int]:
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


def _guess_year(s: _Scanner, i: int, month: int) -> int | None:
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


def _spans(s: _Scanner, i: int) -> TimeMark | None:
    """Counted spans: "first nine months of 2018", "second quarter", "in the last five years", "next ten years"."""
    k, rel, number, ordinal = i, None, None, None
    if s.words[i] in ("q", "h") and i + 1 < s.size and s.words[i + 1] in ("1", "2", "3", "4"):
        return _part(s, i, i + 2, "quarter" if s.words[i] == "q" else "half", int(s.words[i + 1]))
    for _ in range(4):
        if k >= s.size:
            return None
        if k > i and s.tags.at("span", k) is not None and s.tags.at("ord", k) is None:
            break
        if s.tags.at("rel", k) is not None and rel is None:
            rel, k = s.tags.value("rel", k), s.tags.at("rel", k).j  # type: ignore[union-attr]
        elif s.tags.at("ord", k) is not None and ordinal is None:
            ordinal, k = int(s.tags.value("ord", k) or 1), k + 1
        elif number is None and (s.bare(k) is not None or s.tags.at("num", k) is not None):
            value = s.bare(k)
            hit = s.tags.at("num", k)
            number = value if value is not None else float(hit.value) if hit is not None else None
            if value is None and number == 1:
                return None
            k = s.numbers[k].j if k in s.numbers else hit.j if hit is not None else k + 1
            if k - 1 >= 0 and s.tags.at("span", k - 1) is not None and s.tags.at("span", k) is None:
                k -= 1
        elif s.words[k] in (".", "full", "fiscal", "calendar", "or", "to", "-", "полных", "und", "и") and k > i:
            k += 1
        else:
            break
    span = s.tags.at("span", k) if k < s.size else None
    if span is None:
        return None
    unit = span.value
    ending = _ending(s, i, span.j, {"quarter": 3, "half": 6, "month": 1}.get(unit, 0) * int(number if number and unit != "half" else 1))
    if ending is not None:
        return ending
    if unit == "quarter" and ordinal == 1 and number is not None and 2 <= number <= 4:
        return _in_year(s, i, span.j, 1, 3 * int(number), None)
    if unit in ("quarter", "half"):
        part = (
            ordinal
            if ordinal is not None
            else (
                int(number)
                if (number in (1, 2, 3, 4) and s.words[k - 1] in (".", "й", "м", "го"))
                or (number in (1, 2, 3, 4) and s.tags.tokens.kinds[i] == "n")
                else None
            )
        )
        return _part(s, i, span.j, unit, part, rel)
    if unit == "fiscal" and rel is not None and number is None:
        return _fiscal_relative(s, i, span.j, rel)
    if unit == "month" and number is not None and rel in ("last", "next"):
        return TimeMark("period" if rel == "last" else "deadline", i, span.j, relative=True, several=1)
    if unit == "month" and number is not None and rel in (None, "this") and 1 <= number <= 12:
        mark = _in_year(s, i, span.j, 1, int(number), None)
        follows = s.tags.at("month", mark.j) or (s.tags.at("month", mark.j + 1) if mark.j < s.size else None)
        return _months(s, follows.i) if follows is not None and mark.relative else mark
    if unit in ("year", "decade") and rel in ("last", "next"):
        count = int(number or 1) * (10 if unit == "decade" else 1)
        if 1 <= count <= _LONGEST_SPAN and (number or unit == "decade"):
            return _counted(s, i, span.j, rel, count)
    if unit in ("year", "decade") and number is not None and rel is None and 1 <= number <= _LONGEST_SPAN:
        if s.words[k + 1 : k + 2] in (["ago"], ["back"], ["назад"], ["earlier"]) or (i and s.words[i - 1] == "vor"):
            return _ago(s, i, span.j + (s.words[i - 1] != "vor"), int(number) * (10 if unit == "decade" else 1))
        within = s.tags.before("deadline", i)
        if (within is not None and within.value == "within") or s.words[i - 1 : i] in (
            ["in"],
            ["через"],
            ["binnen"],
            ["over"],
            ["за"],
            ["just"],
            ["only"],
            ["nur"],
        ):
            mark = _counted(s, i, span.j, "next", int(number) * (10 if unit == "decade" else 1))
            mark.plain = within is None or within.value != "within"
            return mark
    return None


def _fiscal_relative(s: _Scanner, i: int, j: int, rel: str) -> TimeMark:
    """Fiscal year counted from the reference: "the current fiscal year"."""
    reference = s.reference
    if reference.year is None or reference.month is None:
        return TimeMark("period", i, j, relative=True, fiscal=True)
    first = reference.year - (reference.month < 4) + {"last": -1, "this": 0, "next": 1}.get(rel, 0)
    return TimeMark("period", i, j, Month(first, 4), Month(first + 1, 3), relative=True, fiscal=True)


def _ending(s: _Scanner, i: int, j: int, months: int) -> TimeMark | None:
    """Months up to a named one: "six months to June", "nine months ended December"."""
    if not 1 <= months <= 12 or j + 1 >= s.size or s.words[j] not in ("to", "through", "ended", "ending", "until", "till", "bis", "по"):
        return None
    month = s.tags.at("month", j + 1)
    if month is None:
        return None
    last = int(month.value)
    year, end = _own_year(s, month.j)
    if year is None:
        year, end = _guess_year(s, i, last), month.j
    if year is None:
        return TimeMark("period", i, end, relative=True)
    return TimeMark("period", i, end, Month(year, last).plus(1 - months), Month(year, last), own=True)


def _ago(s: _Scanner, i: int, j: int, count: int) -> TimeMark:
    """Year so many years before the reference."""
    year = s.reference.year
    if year is None:
        return TimeMark("period", i, j, relative=True)
    return TimeMark("period", i, j, Month(year - count, 1), Month(year - count, 12), relative=True)


def _part(s: _Scanner, i: int, j: int, unit: str, part: int | None, rel: str | None = None) -> TimeMark | None:
    """Quarter or half of a year."""
    length = 3 if unit == "quarter" else 6
    if part is None:
        if unit == "half" and s.words[j - 1] in ("полгода", "полугодие"):
            part = 1
        else:
            return None
    if not 1 <= part <= 12 // length:
        return None
    return _in_year(s, i, j, (part - 1) * length + 1, part * length, None)


def _counted(s: _Scanner, i: int, j: int, rel: str, count: int) -> TimeMark:
    """Years counted from the reference, forward (a deadline) or back (a period)."""
    year = s.reference.year
    if rel == "next":
        return TimeMark("deadline", i, j, None, Month(year + count, 12) if year is not None else None, relative=True, several=count)
    if year is None:
        return TimeMark("period", i, j, relative=True, several=count)
    last = year if s.reference.month is not None and s.reference.month >= 11 else year - 1
    return TimeMark("period", i, j, Month(last - count + 1, 1), Month(last, 12), relative=True, several=count)
