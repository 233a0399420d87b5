"""A statement that was read in a text without marks, told of the text as it was given."""

from __future__ import annotations

from dataclasses import replace

from messlatte.core.evidence import Quote
from messlatte.core.statement import Speaker, Statement
from messlatte.statement.folding import Folded

__all__ = ["of_given"]


def of_given(statement: Statement, text: str, seen: Folded) -> Statement:
    """Statement whose quotes index the text as it was given.

    Parameters
    ----------
    statement : Statement
        What was read in ``seen.cased``.
    text : str
        The text as it was given.
    seen : Folded
        What was read, with the way back.
    """

    def back(quote: Quote) -> Quote:
        return Quote(seen.start(quote.start), seen.end(quote.end))

    def person(speaker: Speaker | None) -> Speaker | None:
        return None if speaker is None or speaker.quote is None else replace(speaker, quote=back(speaker.quote))

    return replace(
        statement,
        text=text,
        parties=tuple(replace(party, quote=back(party.quote)) if party.quote is not None else party for party in statement.parties),
        speaker=person(statement.speaker),
        counterpart=person(statement.counterpart),
        claims=tuple(replace(claim, quote=back(claim.quote)) for claim in statement.claims),
    )
