"""Expressions of time: periods, deadlines, relative words; resolved against the publication date where they need it."""

from __future__ import annotations

from dataclasses import replace

from messlatte.core.quantity import Month
from messlatte.statement.calendar_times import days, fiscal, months, years
from messlatte.statement.counted_times import relword, spans
from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Quantity
from messlatte.statement.reference import Reference
from messlatte.statement.tags import Tags
from messlatte.statement.time_mark import TimeMark
from messlatte.statement.time_scanner import Scanner

__all__ = ["TimeMark", "times"]

_JUST_PAST = 3
_WHOLE = 11


def times(tags: Tags, numbers: list[Quantity], reference: Reference, fiscal_month: int = 4) -> list[TimeMark]:
    """Every time expression of a text, in order.

    Parameters
    ----------
    tags : Tags
        The text.
    numbers : list of Quantity
        Its quantities; bare numbers may be years, days, or counts of months.
    reference : Reference
        What relative words are resolved against.
    fiscal_month : int
        Month in which fiscal years begin.
    """
    scanner = Scanner(tags, numbers, reference, fiscal_month)
    marks: list[TimeMark] = []
    behind = 0
    for i in _candidates(scanner):
        mark = _mark(scanner, i) if i >= behind else None
        if mark is None:
            continue
        if marks and (_is_fiscal_of(scanner, marks[-1], mark) or _explains(scanner, marks[-1], mark)):
            mark.i = marks.pop().i
        mark = _bracketed(scanner, mark, marks)
        if mark.last is not None and mark.own:
            scanner.year = mark.last.year
        marks.append(_since(scanner, _due(scanner, _compared(scanner, mark))))
        _reaching(scanner, marks)
        behind = mark.j
    return marks


def _is_fiscal_of(s: Scanner, before: TimeMark, mark: TimeMark) -> bool:
    """Whether a period in brackets says which fiscal year that before is."""
    return before.fiscal and mark.i == before.j + 1 and s.words[before.j] == "(" and mark.kind == "period"


def _reaching(s: Scanner, marks: list[TimeMark]) -> None:
    """Make one period of "from the first quarter of 2022 to the second of 2025" ("с первого квартала ... по второй квартал ...")."""
    if len(marks) < 2 or not marks[-2].i or s.words[marks[-2].j] not in function_words("reaching"):
        return
    if marks[-1].i != marks[-2].j + 1 + (s.words[marks[-2].j + 1] == "the"):
        return
    begin, end = marks[-2:]
    opened = s.words[begin.i - 1] in function_words("opening_spans") and end.kind == "period" and begin.kind in ("period", "since")
    if not opened or begin.first is None or end.last is None or begin.first.until(end.last) < 1 or begin.versus or end.versus:
        return
    if begin.own and end.own and end.first is not None and end.first.until(end.last) < _WHOLE:
        marks[-2:] = [replace(end, i=begin.i, first=begin.first)]


def _bracketed(s: Scanner, mark: TimeMark, marks: list[TimeMark]) -> TimeMark:
    """Give months in brackets the year behind them: "the first half (January-June) of 2021"."""
    before = marks[-1] if marks else None
    if before is None or not before.relative or before.first is None or before.last is None or before.first.year != before.last.year:
        return mark
    if mark.kind != "period" or not mark.own or mark.last is None or mark.first != Month(mark.last.year, 1) or mark.last.month != 12:
        return mark
    between = s.words[before.j : mark.i]
    if not between or between[0] != ")" or not function_words("month_links").issuperset(between[1:]):
        return mark
    marks.pop()
    if marks and marks[-1].j == before.i - 1 and (marks[-1].first, marks[-1].last) == (before.first, before.last):
        before = replace(before, i=marks.pop().i)
    year = mark.last.year
    return replace(mark, i=before.i, first=Month(year, before.first.month), last=Month(year, before.last.month))  # type: ignore[union-attr]


def _explains(s: Scanner, before: TimeMark, mark: TimeMark) -> bool:
    """Whether months in brackets say which those before are ("the first ten months of the Iranian year (March 2018 - January 2019)")."""
    if mark.kind != "period" or before.kind != "period" or not before.relative or mark.first is None or mark.first == mark.last:
        return False
    near = s.words[mark.i - 1] == "(" and mark.i - before.j <= 8 and s.tags.tokens.sentence[before.i] == s.tags.tokens.sentence[mark.i]
    return near and all(kind == "w" for kind in s.tags.tokens.kinds[before.j : mark.i - 1])


def _candidates(s: Scanner) -> list[int]:
    """Tokens at which a time may begin."""
    kinds = s.tags.tokens.kinds
    found = s.tags.starts(("relword", "num", "month", "span", "rel", "ord", "cue"))
    found.update(i for i, word in enumerate(s.words) if kinds[i] == "n" or word[:2] == "fy" or word in ("q", "h"))
    return sorted(found)


def _mark(s: Scanner, i: int) -> TimeMark | None:
    tags = s.tags
    if tags.at("relword", i) is not None:
        return relword(s, i)
    if s.tags.tokens.kinds[i] == "n" or tags.at("num", i) is not None:
        return fiscal(s, i) or days(s, i) or years(s, i) or spans(s, i)
    if tags.any(("month", "span", "rel", "ord"), i) or s.words[i] in ("fy", "q", "h"):
        return fiscal(s, i) or days(s, i) or months(s, i) or spans(s, i) or _present(s, i)
    return _present(s, i)


def _present(s: Scanner, i: int) -> TimeMark | None:
    hit = s.tags.at("cue", i)
    if hit is None or hit.value != "present" or _stresses(s, hit.j):
        return None
    return TimeMark("present", i, hit.j)


def _stresses(s: Scanner, j: int) -> bool:
    """Whether "already" only stresses the time that follows it ("already in 2025", "schon 2025", "уже в 2025 году")."""
    if s.words[j - 1] not in function_words("already") or j >= s.size:
        return False
    by = s.tags.at("deadline", j)
    if by is not None and by.j > j + 1 and by.j < s.size:
        return s.tags.tokens.kinds[by.j] == "n" or s.tags.any(("rel", "relword"), by.j)
    k = j + (s.tags.at("prep", j) is not None or s.words[j : j + 1] in (["in"], ["im"], ["в"], ["к"]))
    return s.tags.tokens.kinds[k : k + 1] == ["n"] and len(s.words[k]) == 4


def _compared(s: Scanner, mark: TimeMark) -> TimeMark:
    """Mark a time that stands behind "compared with" and the like; one that is still to come is compared with nothing."""
    tags, words, year = s.tags, s.words, s.reference.year
    if year is not None and mark.last is not None and mark.last.year > year:
        return mark
    so_far = mark.relative and mark.first is not None and mark.last is not None and mark.first.until(mark.last) < _WHOLE
    if so_far and mark.last is not None and mark.last.year == year and tags.at("rel", mark.i) is not None:
        return mark
    near = words[mark.i - 1] if mark.i else ""
    if near == "к" and tags.before("trend", mark.i - 1) is not None:
        return replace(mark, versus=True)
    comparative = tags.before("trend", mark.i)
    if comparative is not None and near in ("меньше", "больше", "выше", "ниже"):
        return replace(mark, versus=True)
    if near in function_words("articles") and mark.i >= 2:
        back_one = mark.i - 1
        near = words[back_one - 1]
    else:
        back_one = mark.i
    head = back_one - 1
    if words[max(0, head - 2) : head] in (["in", "value"], ["in", "volume"]):
        head -= 2 + (words[head - 3 : head - 2] == ["."])
    percent = mark.i >= 2 and (
        tags.before("pct", head) is not None
        or tags.before("pp", back_one - 1) is not None
        or tags.before("fraction", back_one - 1) is not None
    )
    ranged = near in function_words("from_words") and not function_words("range_words").isdisjoint(words[mark.i : mark.j])
    if percent and not ranged and near in function_words("year_comparisons") and (mark.several == 0 or mark.prior):
        return replace(mark, versus=True)
    for back in range(6):
        hit = tags.before("base", mark.i - back) if mark.i >= back else None
        linked = function_words("than_links").issuperset(words[mark.i - back : mark.i])
        if (
            hit is not None
            and hit.value == "vs"
            and tags.tokens.sentence[hit.i] == tags.tokens.sentence[mark.i]
            and (back < 2 or linked or hit.j - hit.i > 1)
            and "n" not in tags.tokens.kinds[hit.j : mark.i]
        ):
            told = words[mark.j : mark.j + 1] == [","] and not function_words("when").isdisjoint(words[mark.j + 1 : mark.j + 2])
            return mark if told else replace(mark, versus=True)
    return mark


def _since(s: Scanner, mark: TimeMark) -> TimeMark:
    """Stretch "since 2018" to the last whole year before the reference."""
    if mark.kind != "period" or not mark.own or mark.first is None or mark.i < 1 or mark.versus or s.words[mark.j - 1] == "годом":
        return mark
    year = s.reference.year
    if s.words[max(0, mark.i - 2) : mark.i] in (
        ["с", "начала"],
        ["seit", "anfang"],
        ["seit", "beginn"],
        ["since", "early"],
        ["beginning", "of"],
    ):
        through = s.reference.month_before() if year == mark.first.year else None
        return replace(mark, last=through or Month(mark.first.year, 12), ytd=True)
    if mark.several > 1 or 0 < mark.first.until(mark.last or mark.first) < _WHOLE:
        return mark
    k = mark.i - 1
    while k > 0 and mark.i - k <= 2 and s.words[k] in function_words("year_words"):
        k -= 1
    if s.words[k] not in function_words("since"):
        return mark
    if year is None or year <= mark.first.year:
        return replace(mark, kind="since")
    last = year if s.reference.month is None or s.reference.month >= 11 else year - 1
    last = max(last, mark.first.year)
    return replace(mark, kind="since", last=Month(last, 12), several=last - mark.first.year + 1)


def _due_day(s: Scanner, mark: TimeMark) -> TimeMark:
    """Turn a day behind "by" or "until" into a deadline: the month it lies in, the next one where no year is said."""
    before = s.tags.at("deadline", mark.i - 1) if mark.i else None
    months = [int(value) for k in range(mark.i, mark.j) if (value := s.tags.value("month", k)) is not None]
    if before is None or before.value != "by" or not months:
        return mark
    year = s.year_at(mark.j - 1) or s.reference.year
    if year is None:
        return mark
    if s.year_at(mark.j - 1) is None and s.reference.month is not None and s.reference.month - months[0] > _JUST_PAST:
        year += 1
    return replace(mark, kind="deadline", i=before.i, first=Month(year, months[0]), last=Month(year, months[0]))


def _due(s: Scanner, mark: TimeMark) -> TimeMark:
    """Turn a period behind "by" or "until" into a deadline."""
    if mark.kind == "date":
        return _due_day(s, mark)
    if mark.kind != "period" or mark.versus:
        return mark
    for k in range(max(0, mark.i - 4), mark.i):
        before = s.tags.at("deadline", k)
        if before is not None and before.value == "by" and (before.j >= mark.i or k == mark.i - 1):
            return replace(mark, kind="deadline", i=before.i)
    return mark
