"""State of one pass over the times of a text."""

from __future__ import annotations

from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.reference import Reference
from messlatte.statement.tags import Tags

__all__ = ["Scanner"]


class Scanner:
    """State of one pass: the tags, the numbers by token, the reference date, the last year named, the first month of fiscal years."""

    def __init__(self, tags: Tags, numbers: list[Quantity], reference: Reference, fiscal: int = 4) -> None:
        self.fiscal = fiscal
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

    def of_record(self, i: int) -> bool:
        """Whether a span only says how long something has not been seen ("the worst in three years", "first rise in seven months")."""
        first, _ = self.tags.tokens.bounds[self.tags.tokens.sentence[i]]
        while i > first and self.words[i - 1] in function_words("articles"):
            i -= 1
        if i <= first or self.words[i - 1] not in function_words("record_links"):
            return False
        for k in range(max(first, i - 5), i - 1):
            word = self.words[k]
            if word in function_words("records") or (len(word) > 5 and word.endswith(("est", "ste", "sten"))):
                return self.tags.at("span", k + 1) is None
        return False

    def year_at(self, i: int) -> int | None:
        """Calendar year at a token."""
        if i >= self.size or self.tags.tokens.kinds[i] != "n":
            return None
        word = self.words[i]
        if len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100 and self.bare(i) is not None:
            return int(word)
        return None
