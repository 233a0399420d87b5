"""Facts to compare: those of a labelled record, and those of a document that `read --json` gave for the same text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from messlatte.statement.areas import sector_of_label

__all__ = ["KINDS", "Fact", "gold_facts", "gold_parties", "read_facts", "read_parties"]

KINDS = ("target", "level", "growth", "multiple", "area")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim in a form in which a label and a reading can be compared.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    measure : str
        What ``value`` is: ``amount``, ``rate``, ``rank``, ``multiple``, ``change`` or ``label``.
    value : float
        Whole units, fraction, rank or multiple; 0 for an area.
    currencies : frozenset of (str or None)
        Currencies that count as right (label) or the one that was read.
    flow : str or None
        ``turnover``, ``exports``, ``imports``, ``surplus`` or ``deficit``; None agrees with every flow.
    spans : frozenset of ((first, last) or None)
        Months, counted as ``12 * year + month - 1``, that count as right, or those that were read; None stands for "not said".
        An empty set agrees with everything.
    direction : str or None
        ``"IND->ZAF"``.
    words : frozenset of str
        Content words of an area's label.
    sector : str or None
        Entry of the taxonomy that the label belongs to ("garments" and "clothing" are one); None where it knows none.
    text : str
        Quoted words.
    optional : bool
        Neither missed when absent nor spurious when read.
    over_years : bool
        The label says growth over several years without naming them: a period of more than a year agrees, too.
    """

    kind: str
    measure: str
    value: float
    currencies: frozenset[str | None] = frozenset({None})
    flow: str | None = None
    spans: frozenset[Span | None] = frozenset()
    direction: str | None = None
    words: frozenset[str] = frozenset()
    sector: str | None = None
    text: str = ""
    optional: bool = False
    over_years: bool = False


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _year(year: int) -> Span:
    return year * 12, year * 12 + 11


def _fiscal(period: str) -> frozenset[Span | None]:
    """Twelve months that begin after January of the first year: fiscal years of all calendars."""
    found = re.fullmatch(r"FY(\d{4})(?:-(\d{2}))?", period)
    if not found:
        raise ValueError(f"not a fiscal year: {period!r}")
    first = int(found[1]) - (0 if found[2] else 1)
    return frozenset((first * 12 + start, first * 12 + start + 11) for start in range(1, 12))


def period_spans(period: str | None, published: str | None) -> frozenset[Span | None]:
    """Months that a labelled period accepts; see `Fact` for the unit."""
    if period is None:
        return frozenset({None})
    if period.startswith("FY"):
        return _fiscal(period)
    if period.endswith("-YTD"):
        year = int(period[:4])
        known = published is not None and len(published) >= 7 and int(published[:4]) == year
        last = _index(published) if known and published else year * 12 + 11
        return frozenset((year * 12, end) for end in range(year * 12, last + 1))
    if re.fullmatch(r"\d{4}s", period):
        return frozenset({(int(period[:4]) * 12, int(period[:4]) * 12 + 119)})
    ends = period.split("/")
    first = _index(ends[0]) if len(ends[0]) > 4 else _year(int(ends[0]))[0]
    last = _index(ends[-1]) if len(ends[-1]) > 4 else _year(int(ends[-1]))[1]
    return frozenset({(first, last)})


def deadline_spans(target: Mapping[str, Any]) -> frozenset[Span | None]:
    """Deadlines that a labelled target accepts: a year accepts each of its months."""
    deadline = target.get("deadline")
    if deadline is None:
        between = target.get("deadline_range")
        if not isinstance(between, list):
            return frozenset({None})
        years = range(int(between[0][:4]), int(between[1][:4]) + 1)
        return frozenset({None}) | frozenset((month, month) for year in years for month in range(year * 12, year * 12 + 12))
    if deadline.startswith("FY"):
        fiscal = re.fullmatch(r"FY(\d{4})(?:-(\d{2}))?", deadline)
        if not fiscal:
            raise ValueError(f"not a fiscal year: {deadline!r}")
        deadline = str(int(fiscal[1]) + bool(fiscal[2]))
    if len(deadline) > 4:
        return frozenset({(_index(deadline), _index(deadline))})
    first, last = _year(int(deadline))
    return frozenset((month, month) for month in range(first, last + 1))


def _currencies(fact: Mapping[str, Any]) -> frozenset[str | None]:
    currency = fact.get("currency")
    return frozenset({currency, *fact.get("currency_candidates", ())}) if currency is None else frozenset({currency})


def _gold_target(target: Mapping[str, Any]) -> Fact | None:
    common: dict[str, Any] = {
        "kind": "target",
        "flow": target["relation"],
        "spans": deadline_spans(target),
        "direction": target.get("direction"),
        "text": target["quote_span"],
    }
    if target.get("value") is not None:
        return Fact(measure="amount", value=float(target["value"]), currencies=_currencies(target), **common)
    if target.get("growth_rate"):
        low, high = target["growth_rate"]
        return Fact(measure="rate", value=(low + (low if high is None else high)) / 200, **common)
    if target.get("rank_target"):
        return Fact(measure="rank", value=float(target["rank_target"]), **common)
    if target.get("increase_by"):
        return Fact(measure="change", value=float(target["increase_by"]), currencies=_currencies(target), **common)
    return None


def _gold_multiples(gold: Mapping[str, Any]) -> Iterable[Fact]:
    """Multiples without an amount, and the record's ``multiplier``; one that stands beside an amount is optional."""
    seen = set()
    for target in gold["targets"]:
        if target.get("multiplier"):
            seen.add(float(target["multiplier"]))
            beside = target.get("value") is not None and gold.get("multiplier") != target["multiplier"]
            yield Fact(
                kind="multiple",
                measure="multiple",
                value=float(target["multiplier"]),
                flow=target["relation"],
                spans=deadline_spans(target),
                text=target["quote_span"],
                optional=beside,
            )
    if gold.get("multiplier") and float(gold["multiplier"]) not in seen:
        known = "multiplier_deadline" in gold
        spans: frozenset[Span | None] = deadline_spans({"deadline": gold["multiplier_deadline"]}) if known else frozenset()
        text = gold.get("multiplier_span", "")
        yield Fact(kind="multiple", measure="multiple", value=float(gold["multiplier"]), spans=spans, text=text)


def gold_facts(record: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Every labelled fact of a record, as `messlatte.statement.score` describes it."""
    gold, published = record["gold"], record.get("published")
    facts = [fact for target in gold["targets"] if (fact := _gold_target(target))]
    facts += [
        Fact(
            kind="level",
            measure="amount",
            value=float(level["value"]),
            currencies=_currencies(level),
            flow=level["relation"],
            spans=period_spans(level["period"], published),
            direction=level.get("direction"),
            text=level["quote_span"],
        )
        for level in gold["levels"]
    ]
    facts += [
        Fact(
            kind="growth",
            measure="rate",
            value=float(growth["percent"]) / 100,
            flow=growth["relation"],
            spans=period_spans(growth["period"], published),
            direction=growth.get("direction"),
            text=growth["quote_span"],
            over_years=growth.get("base") == "over period" and growth["period"] is None,
        )
        for growth in gold["growth"]
    ]
    facts += _gold_multiples(gold)
    facts += [
        Fact(kind="area", measure="label", value=0.0, words=label_words(area), sector=sector_of_label(area), text=area)
        for area in gold["areas"]
    ]
    return tuple(facts)


_FILLER = frozenset(
    {"a", "an", "and", "equipment", "for", "good", "in", "industry", "material", "of", "product", "sector", "service", "the"}
)


def label_words(label: str) -> frozenset[str]:
    """Content words of an English sector label, without plural endings."""
    words = [
        re.sub(r"(?<=[a-z]{3})(ies|s)$", lambda end: "y" if end[0] == "ies" else "", word) for word in re.findall(r"[^\W_]+", label.lower())
    ]
    return frozenset(word for word in words if word not in _FILLER) or frozenset(words)


def gold_parties(record: Mapping[str, Any]) -> frozenset[str]:
    """Labelled party codes or names, without regard to case."""
    return frozenset(str(party).casefold() for party in record["gold"]["parties"])


def read_parties(document: Mapping[str, Any]) -> frozenset[str]:
    """Party codes that were read, without regard to case."""
    return frozenset(str(party["code"]).casefold() for party in document["parties"])


def _span(value: Mapping[str, str] | None) -> Span | None:
    return None if value is None else (_index(value["first"]), _index(value["last"]))


def _growth_spans(reading: Mapping[str, Any]) -> frozenset[Span | None]:
    """Period of a growth; compared with a base more than a year earlier, the whole stretch says the same."""
    period, base = _span(reading.get("period")), _span(reading.get("base"))
    if period and base and period[0] - base[0] > 12:
        return frozenset({period, (base[0], period[1])})
    return frozenset({period})


def _target_value(reading: Mapping[str, Any]) -> tuple[str, float]:
    if reading.get("value") is not None:
        return "amount", float(reading["value"])
    if reading.get("growth_low") is not None or reading.get("growth_high") is not None:
        ends = [float(reading[end]) for end in ("growth_low", "growth_high") if reading.get(end) is not None]
        return "rate", sum(ends) / len(ends)
    if reading.get("rank") is not None:
        return "rank", float(reading["rank"])
    change = reading.get("increase_by")
    return "change", float(change["value"]) if change else float("nan")


def _reading(kind: str, reading: Mapping[str, Any], text: str) -> Fact | None:
    common: dict[str, Any] = {"kind": kind, "flow": reading.get("flow"), "text": text}
    if reading.get("direction"):
        common["direction"] = "->".join(reading["direction"])
    by = reading.get("by")
    deadline: frozenset[Span | None] = frozenset({(_index(by), _index(by)) if by else None})
    if kind == "target":
        measure, value = _target_value(reading)
        currency = reading.get("currency") or (reading.get("increase_by") or {}).get("currency")
        currencies = frozenset({currency}) if measure in {"amount", "change"} else frozenset({None})
        return Fact(measure=measure, value=value, currencies=currencies, spans=deadline, **common)
    if kind == "level":
        spans: frozenset[Span | None] = frozenset({_span(reading.get("period"))})
        return Fact(measure="amount", value=float(reading["value"]), currencies=frozenset({reading.get("currency")}), spans=spans, **common)
    if kind == "growth":
        return Fact(measure="rate", value=float(reading["rate"]), spans=_growth_spans(reading), **common)
    if kind == "multiple":
        return Fact(measure="multiple", value=float(reading["multiple"]), spans=deadline, **common)
    if kind == "area":
        label = str(reading["label"])
        return Fact(
            measure="label", value=0.0, words=label_words(label), sector=str(reading.get("key") or sector_of_label(label)), **common
        )
    return None


def read_facts(document: Mapping[str, Any]) -> tuple[tuple[tuple[Fact, float], ...], ...]:
    """Facts of a document: for each claim of a scored kind its readings with their weights, the likeliest first."""
    claims = []
    for claim in document["claims"]:
        text = (claim.get("quote") or {}).get("text", "")
        ordered = sorted(claim["readings"], key=lambda reading: -float(reading["weight"]))
        readings = [(_reading(reading.get("kind", claim["kind"]), reading, text), float(reading["weight"])) for reading in ordered]
        kept = tuple((fact, weight) for fact, weight in readings if fact is not None)
        if kept:
            claims.append(kept)
    return tuple(claims)
