"""Mistakes in a file that somebody wrote by hand, collected so that all are told at once, each with what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from messlatte.core.errors import UsageError

__all__ = ["Problems"]


class Problems:
    """Mistakes found so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, line: str) -> None:
        self._lines.append(line)

    def holds(self, condition: bool, line: str) -> bool:
        if not condition:
            self.add(line)
        return condition

    def keys(self, where: str, found: Mapping[str, Any], allowed: Iterable[str]) -> None:
        allowed = [str(one) for one in allowed]
        for key in found:
            if key not in allowed:
                near = difflib.get_close_matches(key, allowed, 1)
                meant = f"; did you mean {near[0]!r}?" if near else ""
                self.add(f"{where}{key}: is not known{meant} Allowed are {', '.join(allowed)}")

    def choice(self, where: str, value: object, allowed: Iterable[str]) -> bool:
        allowed = list(allowed)
        if value in allowed:
            return True
        self.add(f"{where}: {value!r} is not known; allowed are {', '.join(allowed)}")
        return False

    def typed(self, where: str, value: object, kind: type, what: str) -> bool:
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return True
        self.add(f"{where}: must be {what}, found {value!r}")
        return False

    def section(self, where: str, found: object, allowed: Iterable[str], needed: Iterable[str]) -> Mapping[str, Any] | None:
        """Return the section if it is one, after checking its keys; None if there is none."""
        if found is None or not self.typed(where, found, dict, f"a section, [{where}]"):
            return None
        assert isinstance(found, dict)
        self.keys(f"{where}.", found, allowed)
        for key in needed:
            if key not in found:
                self.add(f"{where}.{key}: is missing")
        return found

    def report(self, name: str) -> None:
        if self._lines:
            raise UsageError("\n  ".join([f"{name}: {len(self._lines)} mistake{'s' * (len(self._lines) > 1)}", *self._lines]))
