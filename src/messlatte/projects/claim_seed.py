"""What a claim of a read statement says about a project: parties, codes, firms, the words themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from messlatte.core.claims import Area, Interest
from messlatte.core.errors import InputError, UsageError
from messlatte.core.statement import Claim, Statement
from messlatte.statement.document import SCHEMA, from_document

__all__ = ["Seed", "read_statement", "seed_of"]

_LARGEST = 1 << 24


@dataclass(frozen=True, slots=True)
class Seed:
    """Beginning of a project: parties, words of the source, codes of the area, firms named, whether it is joint production."""

    parties: tuple[str, str]
    source: str
    codes: tuple[str, ...]
    isic: tuple[str, ...]
    firms: tuple[str, ...]
    label: str
    joint: bool = False


def read_statement(path: Path) -> Statement:
    """Read the JSON that ``messlatte read --json`` writes.

    Raises
    ------
    InputError
        If it is not one.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than 16 MB; `messlatte read FILE --json` writes a statement")
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: cannot be read as a statement: {error}; `messlatte read FILE --json` writes one") from error
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        raise InputError(f"{path}: the schema {SCHEMA} is needed; `messlatte read FILE --json` writes it")
    return from_document(document)


def seed_of(statement: Statement, claim: int, parties: tuple[str, str] | None = None) -> Seed:
    """Take a claim as the beginning of a project.

    Parameters
    ----------
    statement : Statement
    claim : int
        Number of the claim from 1, in the order of the JSON.
    parties : tuple of two str, optional
        Codes; the statement's first two by default.

    Raises
    ------
    UsageError
        If there is no such claim, it names no area and nobody's interest, or the statement has no two parties; or it is arms.
    """
    useful = [n for n, c in enumerate(statement.claims, 1) if _content(c) is not None]
    if not 1 <= claim <= len(statement.claims) or _content(statement.claims[claim - 1]) is None:
        raise UsageError(
            f"--claim {claim}: not an area or an interest of this statement; those are {', '.join(map(str, useful)) or 'none'}"
        )
    if parties is None and len(statement.parties) < 2:
        raise UsageError("the statement names no two economies; give them as --parties BLR RU-TUL")
    chosen = statement.claims[claim - 1]
    content = _content(chosen)
    both = parties or (statement.parties[0].economy.code, statement.parties[1].economy.code)
    day = f" of {statement.made_on.isoformat()}" if statement.made_on else ""
    words = " ".join(chosen.quote.of(statement.text).split())
    source = f'Statement{day}: "{words}"'
    if isinstance(content, Area):
        if content.arms:
            raise UsageError(f"--claim {claim}: {content.label} is arms; arms are kept out of every appraisal and plan")
        return Seed(both, source, (*content.hs, *content.ebops), content.isic, (), content.label)
    assert isinstance(content, Interest)
    firms = tuple(name for name in (content.who, content.source) if name)
    return Seed(both, source, (), (), firms, content.subject or content.wants, joint=content.wants in ("partner", "joint production"))


def _content(claim: Claim) -> Area | Interest | None:
    for reading in claim.readings:
        if isinstance(reading.content, Area | Interest):
            return reading.content
    return None
