"""Values of a TOML table, read one by one, each complaint with file and key."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from messlatte.core.errors import InputError

__all__ = ["Table"]

E = TypeVar("E", bound=Enum)

_TEXT = 2000
"""Characters of a text value."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file: its values, the file's name and the key under which it stands."""

    values: Mapping[str, object]
    file: str
    key: str = ""

    def at(self, name: str) -> str:
        """Full key of a value."""
        return f"{self.key}.{name}" if self.key else name

    def fail(self, name: str, problem: str) -> InputError:
        """Error about a value: file, key, what was found and what to do."""
        return InputError(f"{self.file}, {self.at(name)}: {problem}")

    def only(self, allowed: Iterable[str]) -> None:
        """Refuse keys that mean nothing here, with the nearest that does."""
        known = sorted(allowed)
        for name in self.values:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f"; did you mean {near[0]}?" if near else f"; allowed are {', '.join(known)}"
                raise self.fail(name[:60], f"is not a key of this table{hint}")

    def text(self, name: str, default: str | None = None) -> str:
        """Text of at most 2,000 characters; required without a default."""
        value = self.values.get(name, default)
        if value is None:
            raise self.fail(name, "is missing; give a text")
        if not isinstance(value, str) or len(value) > _TEXT:
            raise self.fail(name, f"must be a text of at most {_TEXT} characters, found {_shown(value)}")
        return value.strip()

    def number(self, name: str, default: float | None = None) -> float:
        """A finite number."""
        value = self.values.get(name, default)
        if value is None:
            raise self.fail(name, "is missing; give a number")
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(name, f"must be a number, found {_shown(value)}")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.fail(name, f"must be a finite number, found {_shown(value)}")
        return number

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number within bounds."""
        value = self.values.get(name, default)
        if value is None:
            raise self.fail(name, f"is missing; give a whole number from {least} to {most}")
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.fail(name, f"must be a whole number from {least} to {most}, found {_shown(value)}")
        return value

    def flag(self, name: str) -> bool:
        """``true`` or ``false``; false if absent."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.fail(name, f"must be true or false, found {_shown(value)}")
        return value

    def one_of(self, name: str, kind: type[E], default: E | None = None) -> E:
        """A member of an enumeration, by its value."""
        allowed = [member.value for member in kind]
        text = self.text(name, default.value if default is not None else None)
        if text not in allowed:
            raise self.fail(name, f"{text[:40]!r} is not known; allowed are {', '.join(allowed)}")
        return kind(text)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, empty if absent."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or len(value) > 200 or not all(isinstance(v, str) and len(v) <= _TEXT for v in value):
            raise self.fail(name, f"must be a list of at most 200 texts, found {_shown(value)}")
        return tuple(v.strip() for v in value)

    def formulas(self, name: str) -> tuple[str, ...]:
        """A list of formulas; 0 and 1 may be written as numbers."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or len(value) > 60:
            raise self.fail(name, f"must be a list of at most 60 formulas, one a year, found {_shown(value)}")
        return tuple(self._formula(name, item) for item in value)

    def formula(self, name: str, default: str | None = None) -> str:
        """One formula; 0 and 1 may be written as numbers."""
        value = self.values.get(name, default)
        if value is None:
            raise self.fail(name, "is missing; give a formula over parameter names")
        return self._formula(name, value)

    def _formula(self, name: str, value: object) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool) and value in (0, 1):
            return str(value)
        raise self.fail(name, f"must be a formula in quotes, found {_shown(value)}; a number of its own is a parameter with a source")

    def table(self, name: str) -> Table:
        """A table below this one, empty if absent."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self.fail(name, f"must be a table, found {_shown(value)}")
        return Table(value, self.file, self.at(name))

    def tables(self, name: str, most: int) -> tuple[Table, ...]:
        """A list of tables, empty if absent."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or len(value) > most or not all(isinstance(v, dict) for v in value):
            raise self.fail(name, f"must be a list of at most {most} tables ([[{name}]]), found {_shown(value)}")
        return tuple(Table(v, self.file, f"{self.at(name)}[{v.get('id', number)}]") for number, v in enumerate(value, 1))


def _shown(value: object) -> str:
    """A value in an error message, cut short; huge numbers and deep tables are named by their kind."""
    if isinstance(value, str | bool | float):
        return repr(value)[:60]
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    return {"int": "a huge whole number", "dict": "a table", "list": "a list", "NoneType": "nothing"}.get(
        type(value).__name__, type(value).__name__
    )
