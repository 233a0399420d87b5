"""The one exception tree of Messlatte.

::

    MesslatteError                 exit code 1: data, network, anything that failed
    ├── UsageError                 exit code 2: wrong option, unknown economy or currency, date in the past
    ├── NothingMeasurableError     exit code 3: the statement holds no measurable trade
    ├── ContradictionError         exit code 4: ``--strict`` and a contradiction was found
    ├── InputError                 exit code 1: a file or text that cannot be read
    └── DataError                  exit code 1: the ledger or a source lacks or breaks what was asked
        └── NetworkError           exit code 1: a source could not be reached or answered nonsense

A message says what was found, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "ContradictionError",
    "DataError",
    "InputError",
    "MesslatteError",
    "NetworkError",
    "NothingMeasurableError",
    "UsageError",
    "unknown_option",
]


class MesslatteError(Exception):
    """Base of every error that Messlatte raises on purpose."""

    exit_code: int = 1


class UsageError(MesslatteError):
    """The caller asked for something that cannot be meant."""

    exit_code = 2


class NothingMeasurableError(MesslatteError):
    """The text was read and holds no trade between two economies that could be measured."""

    exit_code = 3


class ContradictionError(MesslatteError):
    """``--strict`` was asked and the statement contradicts itself or the data."""

    exit_code = 4


class InputError(MesslatteError):
    """A text or file that cannot be read as one."""


class DataError(MesslatteError):
    """The ledger, a release or a model lacks or breaks what was asked of it."""


class NetworkError(DataError):
    """A producer could not be reached, or answered something that is not its documented format."""


def unknown_option(what: str, found: str, allowed: Iterable[str]) -> UsageError:
    """Build the error for a bad option; it lists the allowed values.

    Parameters
    ----------
    what : str
        Name of the option or field, as the user typed it.
    found : str
        The value found.
    allowed : iterable of str
        Every allowed value.
    """
    return UsageError(f"{what}: {found!r} is not known; allowed are {', '.join(sorted(allowed))}")
