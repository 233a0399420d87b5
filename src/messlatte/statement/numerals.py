"""Numbers in digits and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from messlatte.statement.tags import Tags

__all__ = ["Number", "digits", "number_at"]

_SUFFIX = re.compile(r"(?:ти|и|й|го|ми|му|м|х|ю|я|е|мя|st|nd|rd|th|er|en|te|ten)\Z")


@dataclass(slots=True)
class Number:
    """A number and its tokens ``[i, j)``; ``words`` when it is not written in digits."""

    i: int
    j: int
    value: float
    words: bool = False


def digits(text: str, language: str, scaled: bool = False) -> float:
    """Value of a number in digits.

    Parameters
    ----------
    text : str
        Digits with dots, commas or apostrophes, no blanks.
    language : str
        In English the dot is decimal and the comma groups, in German and Russian the other way round; a mark that does not group by
        threes is decimal in every language ("185,2 billion").
    scaled : bool
        A word of magnitude from a milliard on follows, so that three digits behind a single dot are decimals.
    """
    text = text.replace("'", "")
    group, decimal = (",", ".") if language == "en" else (".", ",")
    if text.count(group) == 1 and decimal not in text:
        behind = text.split(group)[1]
        grouping = len(behind) == 3 and not text.startswith("0") and not (scaled and group == ".") and language != "ru"
        return float(text.replace(group, "" if grouping else "."))
    text = text.replace(group, "")
    if text.count(decimal) > 1:
        text = text.replace(decimal, "")
    return float(text.replace(decimal, "."))


def number_at(tags: Tags, i: int, language: str) -> Number | None:
    """Read the number that begins at a token, if one does."""
    tokens = tags.tokens
    if tokens.kinds[i] == "n":
        return _in_digits(tags, i, language)
    return _in_words(tags, i)


def _in_digits(tags: Tags, i: int, language: str) -> Number:
    tokens = tags.tokens
    words, kinds = tokens.words, tokens.kinds
    text, j = words[i], i + 1
    if len(text) <= 3 and text.isdigit():
        while j < min(len(words), i + 7) and kinds[j] == "n" and _group(words[j], language) and tokens.starts[j] == tokens.ends[j - 1] + 1:
            text += words[j]
            j += 1
            if not words[j - 1].isdigit():
                break
        if j == i + 1 and j + 2 < len(words) and words[j] in ".," and kinds[j + 1] == "n" and words[j + 1].isdigit():
            split = tokens.starts[j] == tokens.ends[i] and len(words[j + 1]) <= 2 and tokens.starts[j + 1] == tokens.ends[j] + 1
            if split and tags.at("mag", j + 2) is not None and tokens.sentence[i] == tokens.sentence[j + 1]:
                return Number(i, j + 2, float(f"{text}.{words[j + 1]}"))
    magnitude = tags.value("mag", j) if j < len(words) else None
    value = digits(text, language, scaled=magnitude is not None and float(magnitude) >= 1e9)
    if j < len(words) and tokens.glued[j] and kinds[j] == "w" and len(words[j]) <= 3 and _SUFFIX.match(words[j]):
        j += 1
    half = j + 1 < len(words) and words[j] in ("с", "and") and words[j + 1] in ("половиной", "half")
    if half:
        return Number(i, j + 2, value + 0.5)
    return Number(i, j, value)


def _group(text: str, language: str) -> bool:
    """Whether digits may continue a number that is grouped by blanks."""
    head = text[:3]
    decimal = "." if language == "en" else ","
    return head.isdigit() and (len(text) == 3 or (len(text) > 3 and text[3] == decimal and text[4:].isdigit()))


def _in_words(tags: Tags, i: int) -> Number | None:
    first = tags.at("num", i) or tags.at("numx", i)
    if first is None:
        return None
    total, last, j = float(first.value), float(first.value), first.j
    while j < len(tags.tokens):
        factor = tags.at("numx", j)
        if factor is not None:
            total, last, j = total * float(factor.value), float(factor.value), factor.j
            continue
        k = j + 1 if tags.tokens.words[j] == "and" and last >= 100 else j
        following = tags.at("num", k) if k < len(tags.tokens) else None
        value = float(following.value) if following is not None else 0.0
        if following is None or not 1 <= value < _room(last) or tags.tokens.words[following.i] in ("a", "an"):
            break
        total, last, j = total + value, value, following.j
    decimals = tags.at("num", j + 1) if tags.tokens.words[j : j + 1] == ["point"] else None
    if decimals is not None and float(decimals.value) < 10:
        return Number(i, decimals.j, total + float(decimals.value) / 10, words=True)
    if tags.tokens.words[j : j + 2] == ["с", "половиной"]:
        return Number(i, j + 2, total + 0.5, words=True)
    return Number(i, j, total, words=True)


def _room(last: float) -> float:
    """How large a number word may be that is added to the one before."""
    if last >= 100:
        return 100.0
    return 10.0 if last >= 20 else 0.0
