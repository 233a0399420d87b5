"""Large XML read record by record, and none of its traps: no entities, nothing external, no endless fields."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import IO
from xml.etree.ElementTree import Element, SubElement
from xml.parsers import expat

from messlatte.core.errors import InputError

__all__ = ["MOST_DEPTH", "MOST_FIELD", "MOST_RECORD", "records", "text_of", "texts_of"]

MOST_FIELD = 1 << 20
"""Most characters of one text or attribute."""

MOST_RECORD = 8 << 20
"""Most characters of one record with all its fields."""

MOST_DEPTH = 64
_CHUNK = 1 << 16


class _Builder:
    """Elements whose name is wanted, complete and without namespaces, each dropped from memory as soon as it was given out."""

    def __init__(self, wanted: Collection[str], where: str) -> None:
        self.wanted = frozenset(wanted)
        self.where = where
        self.done: list[Element] = []
        self._open: list[Element] = []
        self._text: list[str] = []
        self._depth = self._field = self._record = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._refused(f"elements are nested deeper than {MOST_DEPTH}")
        self._flush()
        local = name.rpartition("\x1f")[2]
        self._grow(sum(map(len, attributes.values())))
        bare = {key.rpartition("\x1f")[2]: value for key, value in attributes.items()}
        if any(len(value) > MOST_FIELD for value in bare.values()):
            raise self._refused(f"an attribute of {local} is longer than {MOST_FIELD:,} characters")
        if self._open:
            self._open.append(SubElement(self._open[-1], local, bare))
        elif local in self.wanted:
            self._record = 0
            self._open.append(Element(local, bare))

    def text(self, data: str) -> None:
        self._field += len(data)
        if self._field > MOST_FIELD:
            raise self._refused(f"a field is longer than {MOST_FIELD:,} characters")
        if self._open:
            self._grow(len(data))
            self._text.append(data)

    def end(self, _name: str) -> None:
        self._depth -= 1
        self._flush()
        if self._open:
            found = self._open.pop()
            if not self._open:
                self.done.append(found)

    def entity(self, name: str, *_rest: object) -> None:
        raise self._refused(f"it declares the entity {name[:40]!r}")

    def external(self, *_rest: object) -> int:
        raise self._refused("it refers to something outside the file")

    def _flush(self) -> None:
        self._field = 0
        if self._text:
            words = "".join(self._text)
            self._text.clear()
            parent = self._open[-1]
            if len(parent):
                parent[-1].tail = (parent[-1].tail or "") + words
            else:
                parent.text = (parent.text or "") + words

    def _grow(self, size: int) -> None:
        self._record += size
        if self._open and self._record > MOST_RECORD:
            raise self._refused(f"a record is longer than {MOST_RECORD:,} characters")

    def _refused(self, why: str) -> InputError:
        return InputError(f"{self.where}: refused: {why}; no published list does that, take the file from its publisher again")


def records(file: IO[bytes], wanted: Collection[str], where: str) -> Iterator[Element]:
    """Read the elements of some names, in order, without building the document.

    Parameters
    ----------
    file : binary file
    wanted : collection of str
        Local names; an element inside a wanted one belongs to it and is not given apart.
    where : str
        What messages call the file.

    Raises
    ------
    InputError
        If it is no well-formed XML, declares an entity, refers outside, or has a field, record or depth beyond the limits.
    """
    parser = expat.ParserCreate(namespace_separator="\x1f")
    builder = _Builder(wanted, where)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.EntityDeclHandler = builder.entity
    parser.UnparsedEntityDeclHandler = builder.entity
    parser.ExternalEntityRefHandler = builder.external
    try:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
            yield from builder.done
            builder.done.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise InputError(f"{where}: no well-formed XML ({error}); take the file from its publisher again") from error
    yield from builder.done


def text_of(element: Element, *path: str) -> str:
    """Text of the first element on a path of local names, case aside; empty if there is none."""
    return next(iter(texts_of(element, *path)), "")


def texts_of(element: Element, *path: str) -> list[str]:
    """Texts of all elements on a path of local names, case aside; empty ones left out."""
    found = [element]
    for name in path:
        low = name.lower()
        found = [child for parent in found for child in parent if child.tag.lower() == low]
    return [text for child in found if (text := " ".join((child.text or "").split()))]
