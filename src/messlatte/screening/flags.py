"""Subjects against lists: flags with their evidence, those that block first. Nothing here decides, and nothing clears."""

from __future__ import annotations

import dataclasses
import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from messlatte.core.screening import LOOK_AT, Decision, Feature, Flag, ScreenedList, Screening, Subject, SubjectKind
from messlatte.screening.candidates import Index
from messlatte.screening.entry import Entry, EntryName
from messlatte.screening.identifiers import DECISIVE, normalised
from messlatte.screening.lists import ListFile
from messlatte.screening.names import compare
from messlatte.screening.words import parse

__all__ = ["DecisionStore", "flag_id", "ordered", "screen", "with_decisions"]

SAME_NUMBER = "the same number ({scheme})"
SIMILAR = "similar names ({field})"
WEAK_FACTOR = 0.95


class DecisionStore(Protocol):
    """Where decisions are kept."""

    def latest(self) -> Mapping[str, Decision]:
        """Latest decision of every flag by its id."""
        ...


def screen(
    subjects: Iterable[Subject],
    lists: Sequence[ListFile],
    *,
    decisions: DecisionStore | None = None,
    threshold: float = LOOK_AT,
    also: Iterable[Flag] = (),
    notes: Sequence[str] = (),
) -> Screening:
    """Compare subjects with every entry of some lists.

    Parameters
    ----------
    subjects : iterable of Subject
        Persons, firms and vessels by name and number; goods are for `messlatte.screening.goods`.
    lists : sequence of ListFile
        Read as a stream, one after the other.
    decisions : DecisionStore, optional
        Decisions of persons, put beside the flags they are about.
    threshold : float
        Least score of a flag.
    also : iterable of Flag
        Flags found otherwise (goods, known makers of arms), ordered in with the rest.

    Returns
    -------
    Screening
        One flag for a subject and an entry, the best of all their names and numbers.
    """
    subjects = tuple(subjects)
    matcher = _Matcher(subjects, threshold)
    read = tuple(matcher.run(one) for one in lists)
    flags = with_decisions((*matcher.flags.values(), *also), decisions)
    return Screening(subjects, read, ordered(flags), threshold, tuple(notes))


def with_decisions(flags: Iterable[Flag], decisions: DecisionStore | None) -> tuple[Flag, ...]:
    """Flags with the latest decision about each."""
    latest = decisions.latest() if decisions is not None else {}
    return tuple(dataclasses.replace(flag, decision=latest.get(flag.id)) for flag in flags)


def ordered(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Those that block first, then by score; ties by subject and entry."""
    return tuple(sorted(flags, key=lambda flag: (not flag.blocks, flag.state != "open", -flag.score, flag.subject.name, flag.entry)))


def flag_id(subject: Subject, list_id: str, entry: str) -> str:
    """Id of a flag: the same for the same subject and entry, whatever the version of the list."""
    who = subject.code or " ".join(word.forms[0] if word.forms else word.text for word in parse(subject.name, subject.kind).words)
    return hashlib.sha256("\x1f".join((who, subject.exporter, subject.importer, list_id, entry)).encode()).hexdigest()[:10]


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cycles while a list streams past: entries make none, and the search costs a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Matcher:
    """Subjects, indexed once, and the best flag of each with each entry."""

    def __init__(self, subjects: Sequence[Subject], threshold: float) -> None:
        self.subjects = subjects
        self.threshold = threshold
        self.flags: dict[tuple[str, str], Flag] = {}
        self._names = {n: tuple(dict.fromkeys((s.name, *s.aliases))) for n, s in enumerate(subjects) if s.kind is not SubjectKind.GOOD}
        self._index = Index([(n, text, subjects[n].kind) for n, texts in self._names.items() for text in texts])
        self._numbers: dict[str, list[tuple[int, str]]] = {}
        for n, subject in enumerate(subjects):
            for scheme, number in subject.identifiers.items():
                if len(normalised(number)) >= 7:
                    self._numbers.setdefault(normalised(number), []).append((n, scheme.lower()))

    def run(self, one: ListFile) -> ScreenedList:
        """Compare with a list; returns it with the number of its entries and, if it has none of its own, its newest date."""
        count, newest = 0, ""
        with _without_collector():
            for entry in one.entries():
                count += 1
                newest = max(newest, entry.details.get("changed", ""))
                for flag in self._flags_of(entry, one.about):
                    key = (flag.subject.name, flag.id)
                    known = self.flags.get(key)
                    if known is None or flag.score > known.score:
                        self.flags[key] = flag
        about = dataclasses.replace(one.about, entries=count, date=one.about.date or newest[:10])
        self.flags = {k: dataclasses.replace(f, source=about) if f.source == one.about else f for k, f in self.flags.items()}
        return about

    def _flags_of(self, entry: Entry, source: ScreenedList) -> Iterable[Flag]:
        for scheme, number in entry.identifiers:
            for n, mine in self._numbers.get(normalised(number), ()):
                if mine == scheme or not scheme or not mine:
                    yield self._by_number(self.subjects[n], entry, source, scheme or mine, number)
        for name in entry.names:
            for n in self._index.subjects_like(name.text, entry.kind):
                flag = self._by_name(n, entry, name, source)
                if flag is not None:
                    yield flag

    def _by_number(self, subject: Subject, entry: Entry, source: ScreenedList, scheme: str, number: str) -> Flag:
        said = next((value for value in subject.identifiers.values() if normalised(value) == normalised(number)), number)
        score = DECISIVE.get(scheme, DECISIVE[""])
        feature = Feature("identifier", said, number, score)
        return self._flag(
            subject, entry, source, scheme.upper() or "number", said, number, score, (feature,), SAME_NUMBER, {"scheme": scheme.upper()}
        )

    def _by_name(self, n: int, entry: Entry, name: EntryName, source: ScreenedList) -> Flag | None:
        subject = self.subjects[n]
        kind = subject.kind if entry.kind is SubjectKind.UNKNOWN else entry.kind
        best, said = max(((compare(text, name.text, kind), text) for text in self._names[n]), key=lambda pair: pair[0].score)
        score = round(best.score * (WEAK_FACTOR if name.field == "weak alias" else 1.0), 4)
        if score < self.threshold:
            return None
        return self._flag(subject, entry, source, name.field, said, name.text, score, best.features, SIMILAR, {"field": name.field})

    def _flag(
        self, subject: Subject, entry: Entry, source: ScreenedList, matched: str, said: str, found: str, score: float,
        features: tuple[Feature, ...], reason: str, params: Mapping[str, str],
    ) -> Flag:  # fmt: skip
        main = entry.names[0].text if entry.names else entry.id
        return Flag(
            flag_id(subject, source.id, entry.id), subject, source, entry.id, main, matched, said, found, score, features, reason, params,
            entry.details, entry.version,
        )  # fmt: skip
