"""How alike two names are: every spelling of each is tried, and the best counts. A score says how closely to look, not who it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from messlatte.core.screening import LOOK_AT, STRONG, Feature, SubjectKind
from messlatte.screening.likeness import likeness, nearness
from messlatte.screening.words import Name, Word, parse

__all__ = ["METHOD", "Comparison", "compare", "compare_parsed", "variants"]

METHOD = "names/1"


@dataclass(frozen=True, slots=True)
class Penalties:
    """Factors of a score for what does not fit; fitted on one half of the labelled pairs (docs/methods/screening.md)."""

    conflict: dict[str, float]
    extra: dict[str, float]
    form: float
    order: float
    slope: float

    def conflict_of(self, a: Word, b: Word, same: bool, near: float) -> float:
        """Cost of two words that stand against each other: less where they share letters, nearly nothing for neighbouring numbers."""
        if a.kind == b.kind == "number":
            return self.conflict["number"] * (1.0 if abs(int(a.concept) - int(b.concept)) == 1 else 0.85)
        cost: float = min(self.conflict.get(a.kind, 0.7), self.conflict.get(b.kind, 0.7)) ** (1.0 if same else 0.7)
        return min(cost + self.slope * (near - 0.3), 1.0)

    def extra_of(self, word: Word) -> float:
        """Cost of a word that only one name has; the first of a series needs no number."""
        return 0.93 if word.kind == "number" and word.concept == "1" else self.extra.get(word.kind, 0.95)


_FIRM = Penalties(
    conflict={"word": 0.45, "noun": 0.62, "place": 0.6, "number": 0.8, "initial": 0.6},
    extra={"word": 0.82, "noun": 0.88, "place": 0.93, "number": 0.65, "initial": 0.9},
    form=0.8,
    order=0.97,
    slope=0.15,
)
_PERSON = Penalties(
    conflict={"word": 0.6, "patronymic": 0.62, "initial": 0.6},
    extra={"word": 0.9, "patronymic": 0.97, "initial": 0.95},
    form=1.0,
    order=0.97,
    slope=0.25,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Score of two names, 0 to 1, and what it is made of."""

    score: float
    features: tuple[Feature, ...] = ()


def compare(a: str, b: str, kind: SubjectKind = SubjectKind.UNKNOWN) -> Comparison:
    """Compare two names.

    Parameters
    ----------
    a, b : str
        Names in any script and spelling; empty ones score 0.
    kind : SubjectKind
        What both are; unknown takes the better of person and firm.

    Returns
    -------
    Comparison
        Symmetric in `a` and `b`; 1 for names that are equal but for case, accents, order of legal form and spacing.

    Examples
    --------
    >>> round(compare("Белорусская железная дорога", "Belarusische Eisenbahn", SubjectKind.FIRM).score, 2)
    0.97
    """
    kinds = (SubjectKind.PERSON, SubjectKind.FIRM) if kind is SubjectKind.UNKNOWN else (kind,)
    return max(
        (compare_parsed(parse(x, one), parse(y, one), one) for one in kinds for x in variants(a) for y in variants(b)),
        key=lambda found: found.score,
    )


def variants(text: str) -> tuple[str, ...]:
    """Names that a field holds: all of it, and what a slash, a semicolon or "a.k.a." parts. Never fewer than the whole."""
    parts = re.split(r"\s*(?:;|\s/\s|\ba\.?k\.?a\.?\b|(?<=\w{4})/(?=\w{4}))\s*", text, maxsplit=6, flags=re.IGNORECASE)
    return tuple(dict.fromkeys([text, *(part for part in parts if len(part) >= 4)])) if len(parts) > 1 else (text,)


def compare_parsed(a: Name, b: Name, kind: SubjectKind) -> Comparison:
    """Compare two names that were parsed as the same kind."""
    if not a.words or not b.words:
        return Comparison(0.0)
    if (a.text, len(a.words)) > (b.text, len(b.words)):
        turned = compare_parsed(b, a, kind)
        return Comparison(turned.score, tuple(Feature(f.kind, f.found, f.said, f.score) for f in turned.features))
    penalties = _PERSON if kind is SubjectKind.PERSON else _FIRM
    left, right = a.words, b.words
    pairs = _assigned(left, right)
    if len(pairs) < max(len(left), len(right)):
        left, right = _with_joins(left, right)
        right, left = _with_joins(right, left)
        if (left, right) != (a.words, b.words):
            pairs = _assigned(left, right)
    found = _scored(left, right, pairs, penalties)
    score, features = found.score, list(found.features)
    if a.joined & b.joined:
        score = max(score, 0.96)
        features.append(Feature("without spaces", a.text, b.text, 0.96))
    shared = _shared_acronym(a, b)
    if shared and shared[2] > score:
        score, features = shared[2], [Feature("acronym", shared[0], shared[1], shared[2])]
    if a.legal and b.legal and not _compatible(a.legal, b.legal):
        score *= penalties.form
        features.append(Feature("legal form", ", ".join(sorted(a.legal)), ", ".join(sorted(b.legal)), penalties.form))
    return Comparison(_scaled(score), tuple(features))


def _scaled(raw: float) -> float:
    """Score on the scale of the thresholds: 0.60 of the product is worth a look (`LOOK_AT`), 0.70 is strong (`STRONG`)."""
    knots = ((0.0, 0.0), (_RAW_LOOK_AT, LOOK_AT), (_RAW_STRONG, STRONG), (1.0, 1.0))
    for (x0, y0), (x1, y1) in pairwise(knots):
        if raw <= x1:
            return round(y0 + (raw - x0) * (y1 - y0) / (x1 - x0), 4)
    return 1.0


def _compatible(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether legal forms may be the same: a class in common, or one says only "company"."""
    bare = frozenset({"company"})
    return bool(a & b) or a == bare or b == bare


def _shared_acronym(a: Name, b: Name) -> tuple[str, str, float] | None:
    """One name's only telling word is the other's acronym."""
    for short, long in ((a, b), (b, a)):
        telling = [word for word in short.words if word.kind == "word"]
        if len(telling) == 1 and len(short.words) <= 2:
            forms = {form for form in telling[0].forms if len(form) >= 3}
            if forms & long.acronyms:
                return short.text, long.text, 0.72 if len(telling[0].text) <= 3 else 0.8
    return None


def _with_joins(words: Sequence[Word], others: Sequence[Word]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Put neighbours together that the other name writes as one word."""
    wanted = [word for word in others if word.forms and len(word.forms[0]) >= 5 and word.kind in {"word", "noun", "patronymic"}]
    out = list(words)
    place = 0
    while place < len(out) - 1:
        for length in (3, 2):
            group = out[place : place + length]
            if len(group) == length and all(word.forms for word in group):
                if not any(_may_join(group, word) for word in wanted):
                    continue
                joined = _joined(group)
                if any(likeness(joined, word) >= 0.85 and all(likeness(part, word) < 0.8 for part in group) for word in wanted):
                    out[place : place + length] = [joined]
                    break
        place += 1
    return tuple(out), tuple(others)


def _may_join(group: Sequence[Word], word: Word) -> bool:
    """Whether neighbours together are about as long as a word and begin like it: cheaper than a comparison."""
    length = sum(len(part.forms[0]) for part in group)
    return abs(length - len(word.forms[0])) <= 2 and group[0].forms[0][0] == word.forms[0][0]


def _joined(group: Sequence[Word]) -> Word:
    from messlatte.screening.sounds import sound

    forms = tuple(dict.fromkeys("".join(parts) for parts in zip(*(word.forms for word in group), strict=False)))
    sounds = frozenset(filter(None, map(sound, forms)))
    return Word(" ".join(word.text for word in group), forms, sounds, "word", "", max(word.weight for word in group))


def _assigned(left: Sequence[Word], right: Sequence[Word]) -> list[tuple[int, int, float]]:
    """Pairs of words, each word once, the likest first; near ones before far ones where equally like."""
    found = [(likeness(a, b), -abs(i - j), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)]
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for score, _near, i, j in sorted(found, reverse=True):
        if score > 0 and -i not in taken_left and -j not in taken_right:
            taken_left.add(-i)
            taken_right.add(-j)
            pairs.append((-i, -j, score))
    return pairs


def _scored(left: Sequence[Word], right: Sequence[Word], pairs: Sequence[tuple[int, int, float]], penalties: Penalties) -> Comparison:
    """Weighted mean likeness of the pairs, times a factor for each conflict and each extra word."""
    weights = [max(left[i].weight, right[j].weight) for i, j, _ in pairs]
    if not pairs or max(weights) < 0.3:
        return Comparison(0.0)
    mean = sum(w * s for w, (_, _, s) in zip(weights, pairs, strict=True)) / sum(weights)
    features = [Feature(left[i].kind, left[i].text, right[j].text, round(s, 4)) for i, j, s in sorted(pairs)]
    rest_left = _rest(left, {i for i, _, _ in pairs})
    rest_right = _rest(right, {j for _, j, _ in pairs})
    factor, why = _factor(rest_left, rest_right, penalties)
    matched = sum(weights)
    share = matched / (matched + _EXTRA * abs(sum(w.weight for w in rest_left) - sum(w.weight for w in rest_right)))
    factor *= share**_SHARE
    if _reversed(left, right, pairs):
        factor *= penalties.order
    if _sons_as_fathers(left, right, pairs):
        factor *= _REVERSAL
        why.append(Feature("order", " ".join(w.text for w in left), " ".join(w.text for w in right), _REVERSAL))
    return Comparison(mean * factor, (*features, *why))


_RAW_LOOK_AT = 0.6
_RAW_STRONG = 0.7
_EXTRA = 0.5
_REVERSAL = 0.65
_SON_OF = frozenset({"bin", "ibn", "ben", "bint"})
_SHARE = 0.5


def _rest(words: Sequence[Word], taken: set[int]) -> list[Word]:
    return [word for n, word in enumerate(words) if n not in taken and word.kind not in {"title", "particle"}]


def _factor(left: Sequence[Word], right: Sequence[Word], penalties: Penalties) -> tuple[float, list[Feature]]:
    """Product of the costs of conflicts (both names have a word more) and extras (one has), same kinds of words against each other."""
    factor = 1.0
    why = []
    open_left, open_right = list(left), list(right)
    while open_left and open_right:
        same, near, i, j = max((a.kind == b.kind, _near(a, b), -m, -n) for m, a in enumerate(open_left) for n, b in enumerate(open_right))
        a, b = open_left.pop(-i), open_right.pop(-j)
        cost = penalties.conflict_of(a, b, same, near)
        factor *= cost
        why.append(Feature("conflict", a.text, b.text, round(cost, 4)))
    for n, word in enumerate(open_left or open_right):
        cost = penalties.extra_of(word) if n == 0 else 0.97
        factor *= cost
        why.append(Feature("extra", word.text if open_left else "", "" if open_left else word.text, cost))
    return factor, why


def _near(a: Word, b: Word) -> float:
    """Share of letters in common; none for two words whose meanings are known to differ, such as Armenia and America."""
    return 0.0 if a.concept and b.concept else nearness(a, b)


def _sons_as_fathers(left: Sequence[Word], right: Sequence[Word], pairs: Sequence[tuple[int, int, float]]) -> bool:
    """Whether "A son of B" stands against "B son of A"."""
    partner = {i: j for i, j, _ in pairs}
    for i, word in enumerate(left[:-1]):
        if i and word.forms and word.forms[0] in _SON_OF:
            j = partner.get(i + 1)
            if j is not None and partner.get(i - 1) is not None and j < partner[i - 1] and right[j - 1].forms[:1] and j + 1 < len(right):
                return right[j + 1].forms[0] in _SON_OF
    return False


def _reversed(left: Sequence[Word], right: Sequence[Word], pairs: Sequence[tuple[int, int, float]]) -> bool:
    """Whether matched words stand in another order."""
    order = [j for i, j, _ in sorted(pairs) if left[i].weight >= 0.5 and right[j].weight >= 0.5]
    return order != sorted(order)
