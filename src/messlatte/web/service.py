"""Statements in, finished documents out: the store in front, the calculator behind."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from messlatte.core.errors import InputError, MesslatteError, UsageError
from messlatte.core.i18n import LANGUAGES
from messlatte.web import metrics
from messlatte.web.address import Address, checked_published
from messlatte.web.area_address import AreaAddress
from messlatte.web.calculator import Calculator, TooSlow
from messlatte.web.plan_address import PlanAddress
from messlatte.web.settings import Settings
from messlatte.web.store import Asked, Document, Store, statement_id
from messlatte.web.version import version

__all__ = ["MEDIA", "Service"]

_LOG = logging.getLogger("messlatte.web")
_IN_MEMORY = 256
_PATIENCE = 60.0  # of what takes seconds once a process, such as the hindcasts of the record

MEDIA = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "zip": "application/zip",
}


class Service:
    """What the pages ask for.

    Parameters
    ----------
    settings : Settings
        Limits and places.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.store)
        self.calculator = Calculator(settings.seconds)
        self._recent: OrderedDict[str, Document] = OrderedDict()
        self._lock = Lock()

    def ask(self, text: str, published: str | None) -> Asked:
        """Read a statement, keep it, and return it with its id.

        Raises
        ------
        UsageError
            If it is empty, too long, or the date is none.
        NothingMeasurableError
            If nothing in it can be measured.
        """
        text = text.replace("\r\n", "\n").strip()
        if not text:
            raise UsageError("text: the statement is empty; paste what was said")
        if len(text) > self.settings.text_characters:
            raise UsageError(f"text: {len(text)} characters; at most {self.settings.text_characters} are read")
        if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
            raise InputError("text: it holds characters that no text has (NUL or half a character pair)")
        published = checked_published(published)
        id = statement_id(text, published, version())
        if self.settings.log_statements:
            _LOG.info("asked %s: %r", id, text)
        known = self.store.find(id)
        if known is not None:
            return known
        language, titles = self._run("read", text=text, published=published, id=id)
        asked = Asked(id, text, published, language, version())
        self.store.add(asked, titles)
        return asked

    def document(self, kind: str, asked: Asked, address: Address, base: str) -> Document:
        """Page or file of an answer: from memory, from the store, or made now.

        Parameters
        ----------
        kind : str
            ``page``, ``embed`` or a suffix.
        asked : Asked
            The statement.
        address : Address
            Which view of it.
        base : str
            Scheme and host of permalinks.
        """
        return self._kept(f"{kind} {base} {address.path()}", lambda: self._made(kind, asked, address, base))

    def pair(self, a: str, b: str, lang: str) -> Document:
        """Page of a pair."""
        return self._kept(f"pair {a} {b} {lang}", lambda: Document(MEDIA["html"], self._run("pair", a=a, b=b, lang=lang)))

    def areas(self, address: AreaAddress, base: str, asked: Asked | None, suffix: str | None) -> Document:
        """Page or file of where a pair's trade may grow."""
        known: dict[str, Any] = {"address": address, "base": base, "suffix": suffix}
        known |= {"text": asked.text if asked else None, "published": asked.published if asked else None}
        if address.grain != "industry":
            known["patience"] = _PATIENCE  # six years of products are put together once a process
        return self._kept(f"areas {base} {address.path(suffix)}", lambda: Document(MEDIA[suffix or "html"], self._run("areas", **known)))

    def plan(self, address: PlanAddress, base: str, asked: Asked, suffix: str | None) -> Document:
        """Page or file of a statement's plan; pages with projects switched off are not kept, since there are so many."""
        known: dict[str, Any] = {"address": address, "base": base, "text": asked.text, "published": asked.published, "suffix": suffix}
        known |= {"folder": self.settings.projects, "patience": _PATIENCE}

        def made() -> Document:
            return Document(MEDIA[suffix or "html"], self._run("plan", **known))

        return made() if address.on is not None else self._kept(f"plan {base} {address.path(suffix)}", made)

    def plan_left(self, address: PlanAddress, asked: Asked) -> dict[str, object]:
        """What is left of a plan with only some of its projects."""
        known: dict[str, Any] = {"address": address, "text": asked.text, "published": asked.published}
        left: dict[str, object] = self._run("plan_left", folder=self.settings.projects, patience=_PATIENCE, **known)
        return left

    def project(self, id: str, lang: str, base: str, suffix: str | None, stamp: str) -> Document:
        """Page or file of a project; ``stamp`` changes with its file."""
        known: dict[str, Any] = {"id": id, "lang": lang, "base": base, "suffix": suffix}
        return self._kept(
            f"project {base} {id} {stamp} {lang} {suffix}", lambda: Document(MEDIA[suffix or "html"], self._run("project", **known))
        )

    def projects(self, lang: str, party: str | None) -> Document:
        """List of projects."""
        return self._kept(f"projects {lang} {party}", lambda: Document(MEDIA["html"], self._run("projects", lang=lang, party=party)))

    def record(self, lang: str, outcome: str | None) -> Document:
        """Page of announced targets."""
        return self._record(self.calculator, lang, outcome)

    def _record(self, calculator: Calculator, lang: str, outcome: str | None) -> Document:
        return self._kept(
            f"record {lang} {outcome}",
            lambda: Document(MEDIA["html"], calculator.run("record", patience=_PATIENCE, lang=lang, outcome=outcome)),
        )

    def prepare(self) -> None:
        """Make the pages that take seconds, once a version, beside the answers and not before them; the page itself tells a failure."""
        calculator = Calculator(_PATIENCE)
        try:
            for lang in LANGUAGES:
                with contextlib.suppress(MesslatteError):
                    self._record(calculator, lang, None)
        finally:
            calculator.stop()

    def _kept(self, name: str, make: Callable[[], Document]) -> Document:
        """Document from memory or the store, else made and kept."""
        key = f"{version()} {name}"
        with self._lock:
            found = self._recent.get(key)
            if found is not None:
                self._recent.move_to_end(key)
                return found
        found = self.store.document(key)
        if found is None:
            found = make()
            try:
                self.store.keep(key, found)
            except sqlite3.Error as error:
                _LOG.warning("a finished page could not be kept: %s", error)
        with self._lock:
            self._recent[key] = found
            while len(self._recent) > _IN_MEMORY:
                self._recent.popitem(last=False)
        return found

    def _made(self, kind: str, asked: Asked, address: Address, base: str) -> Document:
        known: dict[str, Any] = {"text": asked.text, "published": asked.published, "address": address, "base": base}
        if kind == "page":
            note = asked.version if asked.version != version() else None
            return Document(MEDIA["html"], self._run("page", note=note, projects=self.settings.projects, **known))
        if kind == "embed":
            return Document(MEDIA["html"], self._run("embed", **known))
        return Document(MEDIA[kind], self._run("file", suffix=kind, **known))

    def _run(self, job: str, **arguments: Any) -> Any:
        started = time.perf_counter()
        try:
            return self.calculator.run(job, **arguments)
        except TooSlow:
            metrics.ended()
            raise
        finally:
            metrics.calculation(job, time.perf_counter() - started)

    def ready(self) -> bool:
        """Whether an answer could be given now."""
        return self.store.writable() and self.calculator.alive()
