"""The one entry to reading: a text goes in, a `Statement` comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messlatte.core.statement import Claim, Statement
from messlatte.statement.areas import find_areas
from messlatte.statement.attributions import attributed
from messlatte.statement.claims import claim_of
from messlatte.statement.currencies import settle_currency
from messlatte.statement.dates import day_of
from messlatte.statement.directions import directions_of
from messlatte.statement.drafts import Draft, drafts
from messlatte.statement.findings import Evidence, findings_of
from messlatte.statement.folding import without_marks
from messlatte.statement.given import of_given
from messlatte.statement.interests import find_interests
from messlatte.statement.language import detect_language
from messlatte.statement.parties import pairs_of, parties_of
from messlatte.statement.partners import between_two
from messlatte.statement.places import Place, find_places
from messlatte.statement.reference import Reference
from messlatte.statement.repeats import once
from messlatte.statement.respective import dated_in_turn, dealt_out
from messlatte.statement.scene import Scene, scene_of
from messlatte.statement.speakers import find_speakers
from messlatte.statement.words import words_of

if TYPE_CHECKING:
    from messlatte.statement.lexicon_file import Lexicon

__all__ = ["read"]


def read(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    id: str | None = None,
    lexicon: Lexicon | None = None,
) -> Statement:
    """Read what a text says about the trade of two economies.

    Parameters
    ----------
    text : str
        Any text; quotes of the result index it in code points.
    published : str or None
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; relative words ("last year") are resolved against it.
    language : str or None
        ``de``, ``en`` or ``ru``; None: detected.
    id : str or None
        Kept in the statement.
    lexicon : Lexicon or None
        An analyst's own words.

    Returns
    -------
    Statement
        Empty of claims where nothing about trade between two economies was found. Never raises on any text; takes linear time.
    """
    seen = without_marks(text)
    if seen is not None:
        return of_given(read(seen.cased, published=published, language=language, id=id, lexicon=lexicon), text, seen)
    spoken = language or detect_language(text)
    places = find_places(text, spoken, lexicon.gazetteer(spoken) if lexicon else None)
    words = lexicon.reader_words(spoken) if lexicon else words_of(spoken)
    scene = scene_of(text, spoken, words, Reference.parse(published), places)
    day = day_of(scene)
    if day is not None and scene.reference.year is None:
        scene = scene_of(text, spoken, words, Reference.of(day.date), places)
    sentences = tuple(scene.span(i, j) for i, j in scene.tokens.bounds)
    kept = _figures(scene, places, sentences)
    claims = _claims(scene, kept)
    parties = parties_of((draft.codes for draft in kept), places, spoken)
    if parties:
        more = (*_areas(text, spoken, lexicon), *find_interests(text, spoken, sentences, firms=lexicon.firms if lexicon else None))
        claims = sorted([*claims, *((claim, None) for claim in more)], key=lambda pair: pair[0].quote.start)
    said = find_speakers(text, spoken, places)
    ordered = attributed(text, sentences, said.voices, [claim for claim, _ in claims])
    evidence = Evidence(ordered, tuple(draft for _, draft in claims), day, scene.reference.year is not None)
    return Statement(
        text,
        spoken,
        parties=parties,
        speaker=said.speaker,
        counterpart=said.counterpart,
        made_on=day.date if day is not None else None,
        published=published,
        venue=said.venue,
        claims=ordered,
        findings=findings_of(evidence),
        id=id,
    )


def _figures(scene: Scene, places: tuple[Place, ...], sentences: tuple[tuple[int, int], ...]) -> list[Draft]:
    """Figures about the trade of two economies, each once, with their economies."""
    found = dealt_out(scene, drafts(scene))
    dated_in_turn(scene, found)
    anchors = tuple(scene.span(draft.quantity.start, draft.quantity.j) for draft in found)
    pairs = pairs_of(scene.text, scene.language, places, sentences, anchors)
    settled: dict[str | None, str | None] = {}
    for draft, pair in zip(found, pairs, strict=True):
        draft.codes = pair.codes
        named = draft.quantity.currency
        settle_currency(scene, draft.quantity, draft.codes)
        if draft.quantity.borrowed:
            draft.quantity.currency = settled.get(named, named)
        else:
            settled[named] = draft.quantity.currency
    return once(scene, between_two(scene, found))


def _claims(scene: Scene, kept: list[Draft]) -> list[tuple[Claim, Draft | None]]:
    directions = directions_of(scene, kept)
    several = len({frozenset(draft.codes) for draft in kept}) > 1
    return [(claim_of(scene, draft, way, several=several), draft) for draft, way in zip(kept, directions, strict=True)]


def _areas(text: str, language: str, lexicon: Lexicon | None) -> tuple[Claim, ...]:
    if lexicon is None:
        return find_areas(text, language)
    return find_areas(text, language, table=lexicon.area_words(language), taxonomy=lexicon.sectors())
