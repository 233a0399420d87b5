"""A text laid out for reading: its tokens, quantities, times and places, and where its clauses end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from messlatte.statement.fiscal_years import fiscal_start
from messlatte.statement.folding import Folded, fold
from messlatte.statement.function_words import function_words
from messlatte.statement.places import Place
from messlatte.statement.quantities import Kind, Quantity, quantities
from messlatte.statement.reference import Reference
from messlatte.statement.tags import Tags
from messlatte.statement.times import TimeMark, times
from messlatte.statement.tokens import Tokens, tokenise
from messlatte.statement.words import Words

__all__ = ["Scene", "scene_of"]

_SOFT = frozenset(",:;()")


@dataclass(slots=True)
class Scene:
    """What the reader looks at; token indices throughout. ``adjacent`` and ``deadlines`` are times worked out so far, by figure."""

    text: str
    language: str
    folded: Folded
    tokens: Tokens
    tags: Tags
    reference: Reference
    quantities: list[Quantity]
    times: list[TimeMark]
    places: list[tuple[int, Place]] = field(default_factory=list)
    adjacent: dict[int, TimeMark | None] = field(default_factory=dict)
    deadlines: dict[int, TimeMark | None] = field(default_factory=dict)
    _split: list[bool] = field(default_factory=list)
    _broken: list[bool] = field(default_factory=list)
    _paused: list[int] = field(default_factory=list)
    _clauses: list[tuple[int, int]] = field(default_factory=list)
    _clause_of: list[int] = field(default_factory=list)
    _quantity_starts: list[int] = field(default_factory=list)
    _time_starts: list[int] = field(default_factory=list)
    _place_starts: list[int] = field(default_factory=list)

    def sentence(self, i: int) -> tuple[int, int]:
        """Token span of the sentence of a token."""
        return self.tokens.bounds[self.tokens.sentence[i]]

    def clause(self, i: int) -> tuple[int, int]:
        """Token span of the clause of a token: its sentence cut at semicolons and at words such as "while"."""
        return self._clauses[self._clause_of[i]]

    def splits(self, i: int) -> bool:
        """Whether a new clause begins at a token."""
        return self._split[i]

    def breaks(self, i: int) -> bool:
        """Whether a thought ends at a token: a comma, a dash, or an "and" that does not join two names."""
        return self._broken[i]

    def pauses(self, i: int, j: int) -> int:
        """Number of commas, colons and brackets between two tokens."""
        return self._paused[j] - self._paused[i] if j > i else 0

    def quantities_within(self, i: int, j: int) -> list[Quantity]:
        """Quantities that begin in ``[i, j)``."""
        return self.quantities[bisect_left(self._quantity_starts, i) : bisect_left(self._quantity_starts, j)]

    def times_within(self, i: int, j: int) -> list[TimeMark]:
        """Times that begin in ``[i, j)``."""
        return self.times[bisect_left(self._time_starts, i) : bisect_left(self._time_starts, j)]

    def places_within(self, i: int, j: int) -> list[tuple[int, Place]]:
        """Places that begin in ``[i, j)``, with their tokens."""
        return self.places[bisect_left(self._place_starts, i) : bisect_left(self._place_starts, j)]

    def codes(self, i: int, j: int) -> tuple[str, ...]:
        """Codes of the places that begin between two tokens, each once."""
        return tuple(dict.fromkeys(place.code for _, place in self.places_within(i, j)))

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Code points of the original text for tokens ``[i, j)``."""
        return self.folded.start(self.tokens.starts[i]), self.folded.end(self.tokens.ends[j - 1])

    def token_at(self, position: int) -> int:
        """Token that covers or follows a code point of the original text."""
        index = position
        if self.folded.origin is not None:
            index = bisect_left(self.folded.origin, position)
        return min(max(bisect_right(self.tokens.starts, index) - 1, 0), len(self.tokens) - 1)


def _mark_boundaries(scene: Scene) -> None:
    """Work out once where clauses begin, where thoughts break and how many pauses lie before each token."""
    words, tags = scene.tokens.words, scene.tags
    ands, betweens = function_words("clause_and"), function_words("clause_between")
    scene._split = [word == ";" or tags.at("split", i) is not None for i, word in enumerate(words)]
    scene._broken = [
        not any(other in betweens for other in words[max(0, i - 6) : i]) if word in ands else word in ",;-" or scene._split[i]
        for i, word in enumerate(words)
    ]
    scene._paused = [0, *accumulate(word in _SOFT for word in words)]
    for first, last in scene.tokens.bounds:
        begin = first
        for i in range(first + 1, last + 1):
            if i == last or scene._split[i]:
                scene._clause_of += [len(scene._clauses)] * (i - begin)
                scene._clauses.append((begin, i))
                begin = i


def scene_of(
    text: str, language: str, words: Words, reference: Reference, places: tuple[Place, ...] = (), folded: Folded | None = None
) -> Scene:
    """Lay out a text."""
    folded = folded or fold(text)
    tokens = tokenise(folded, words.sentence)
    tags = Tags(tokens, words)
    found = quantities(tags, language)
    marks = times(tags, found, reference, fiscal_start(places, tags, text))
    taken = {k for mark in marks for k in range(mark.i, mark.j)}
    kept = [q for q in found if q.kind not in (Kind.BARE, Kind.COUNT) and not (q.kind == Kind.FRACTION and q.i in taken)]
    scene = Scene(text, language, folded, tokens, tags, reference, kept, marks)
    _mark_boundaries(scene)
    scene.places = [(scene.token_at(place.start), place) for place in places] if len(tokens) else []
    scene._place_starts = [i for i, _ in scene.places]
    scene._quantity_starts = [q.i for q in kept]
    scene._time_starts = [mark.i for mark in marks]
    return scene
