"""Whom and what to screen: from a statement, a project, or a table of parties."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from messlatte.core.claims import Interest
from messlatte.core.errors import InputError
from messlatte.core.project import Project
from messlatte.core.screening import Subject, SubjectKind
from messlatte.core.statement import Statement
from messlatte.screening.identifiers import SCHEMES
from messlatte.screening.makers import arms_makers_in
from messlatte.statement.firms import FIRMS

__all__ = ["from_document", "from_project", "from_statement", "from_table", "goods_of_project"]


def from_statement(statement: Statement) -> tuple[Subject, ...]:
    """Persons who speak, firms that want, offer or are named; each once.

    Firms are those of interests, the usual short forms of firms in the text, and publicly known makers of arms.
    """
    found = [
        Subject(person.name, SubjectKind.PERSON, role, _nominative(person.name))
        for person, role in ((statement.speaker, "speaker"), (statement.counterpart, "counterpart"))
        if person is not None
    ]
    for claim in statement.claims:
        content = claim.readings[0].content
        if isinstance(content, Interest):
            found += [Subject(name, SubjectKind.FIRM, "interest") for name in _parties(content.who, content.source or "")]
    found += [Subject(name, SubjectKind.FIRM, "named", aliases) for name, aliases in _firms_in(statement.text)]
    for mention in arms_makers_in(statement.text):
        found.append(
            Subject(mention.quote.of(statement.text), SubjectKind.FIRM, "named", mention.maker.names[:1], country=mention.maker.country)
        )
    return _each_once(found)


_CASES = (("ием", "ий"), ("ия", "ий"), ("ию", "ий"), ("ей", "ей"), ("ем", "ей"), ("ём", "й"), ("ом", ""), ("ым", ""), ("а", ""), ("у", ""))


def _nominative(name: str) -> tuple[str, ...]:
    """How a Russian name of a man reads in the nominative, if its words end like other cases; texts name people in all of them."""
    words = [
        next((word[: -len(end)] + bare for end, bare in _CASES if word.endswith(end) and len(word) > 4), word) for word in name.split()
    ]
    found = " ".join(words)
    return (found,) if found != name else ()


def _parties(*names: str) -> Iterator[str]:
    for name in names:
        for part in name.replace(" and ", ",").replace(" und ", ",").replace(" и ", ",").split(","):
            if part.strip():
                yield part.strip()


def _firms_in(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    import re

    low = text.casefold()
    for name, spellings in FIRMS.items():
        hits = [spelling for spelling in spellings if re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", low)]
        if hits:
            longest = max(hits, key=len)
            start = low.find(longest)
            yield name, tuple(dict.fromkeys((text[start : start + len(longest)], *(s for s in spellings if len(s) > 4))))


def _each_once(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    seen: dict[tuple[str, SubjectKind], Subject] = {}
    names: set[str] = set()
    for subject in subjects:
        keys = {name.casefold() for name in (subject.name, *subject.aliases)}
        if subject.kind is SubjectKind.FIRM and subject.name.casefold() in names:
            continue
        names |= keys
        seen.setdefault((subject.name.casefold(), subject.kind), subject)
    return tuple(seen.values())


def from_project(project: Project) -> tuple[Subject, ...]:
    """Firms of a project, and the goods that it moves."""
    return (*(Subject(name, SubjectKind.FIRM, "firm") for name in project.firms), *goods_of_project(project))


def goods_of_project(project: Project) -> tuple[Subject, ...]:
    """Each code that a project moves, with exporter and importer; services as well, since arms have codes there too."""
    rows = {(flow.scheme, flow.code, flow.exporter, flow.importer): flow.title for flow in project.flows}
    return tuple(
        Subject(title, SubjectKind.GOOD, f"flow {scheme}", code=code, exporter=exporter, importer=importer)
        for (scheme, code, exporter, importer), title in rows.items()
    )


def from_document(document: Mapping[str, object]) -> tuple[Subject, ...]:
    """Persons and firms of a statement as ``messlatte read --json`` writes it.

    Raises
    ------
    InputError
        If it is no such document.
    """
    if not str(document.get("schema", "")).startswith("messlatte.statement/"):
        raise InputError("the JSON is no messlatte.statement document; give what `messlatte read --json` writes, or a table of parties")
    found = []
    for role in ("speaker", "counterpart"):
        person = document.get(role)
        if isinstance(person, Mapping) and person.get("name"):
            found.append(Subject(str(person["name"]), SubjectKind.PERSON, role))
    claims = document.get("claims")
    for claim in claims if isinstance(claims, list) else ():
        for reading in claim.get("readings", ())[:1] if isinstance(claim, Mapping) and claim.get("kind") == "interest" else ():
            names = _parties(str(reading.get("who") or ""), str(reading.get("from") or reading.get("source") or ""))
            found += [Subject(name, SubjectKind.FIRM, "interest") for name in names]
    return _each_once(found)


_KINDS = {
    **{kind.value: kind for kind in SubjectKind},
    "company": SubjectKind.FIRM, "organization": SubjectKind.FIRM, "organisation": SubjectKind.FIRM, "entity": SubjectKind.FIRM,
    "individual": SubjectKind.PERSON, "ship": SubjectKind.VESSEL, "goods": SubjectKind.GOOD,
}  # fmt: skip


def from_table(path: Path) -> tuple[Subject, ...]:
    """Parties and goods of a CSV or JSON-lines file, one a row.

    Columns or keys: ``name`` (needed for parties), ``kind``, ``aliases`` (parted by ``;`` or a list), ``country``, numbers by scheme
    (``inn``, ``ogrn``, ``unp``, ``lei``, ``imo``); for goods ``code``, ``exporter``, ``importer``.

    Raises
    ------
    InputError
        If the file cannot be read, or a row has neither name nor code.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    rows = _json_rows(text, path) if path.suffix in {".jsonl", ".ndjson"} else _csv_rows(text)
    found = tuple(_subject(row, f"{path}, row {number}") for number, row in enumerate(rows, 1))
    if not found:
        raise InputError(f"{path}: no party in it; give a header with a column name, and a row for each party")
    return found


def _csv_rows(text: str) -> Iterator[Mapping[str, object]]:
    lines = text.splitlines()
    sign = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    yield from ({str(key).strip().lower(): value for key, value in row.items()} for row in csv.DictReader(lines, delimiter=sign))


def _json_rows(text: str, path: Path) -> Iterator[Mapping[str, object]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{path}, line {number}: no JSON ({error})") from error
            if not isinstance(row, dict):
                raise InputError(f"{path}, line {number}: is no JSON object")
            yield row


def _subject(row: Mapping[str, object], where: str) -> Subject:
    def text(key: str) -> str:
        return str(row.get(key) or "").strip()

    code = "".join(filter(str.isalnum, text("code") or text("hs")))
    if not text("name") and not code:
        raise InputError(f"{where}: has neither a name nor a code; one of them is needed")
    aliases = row.get("aliases") or ""
    names = aliases if isinstance(aliases, list) else str(aliases).replace("|", ";").split(";")
    kind = _KINDS.get(text("kind").lower(), SubjectKind.UNKNOWN) if text("name") and not code else SubjectKind.GOOD
    return Subject(
        text("name") or f"HS {code}", kind, text("role") or ("flow hs" if code else "party"),
        tuple(str(name).strip() for name in names if str(name).strip()), {scheme: text(scheme) for scheme in SCHEMES if text(scheme)},
        text("country"), code, text("exporter"), text("importer"),
    )  # fmt: skip
