"""Progress of a plan on a terminal: the stage, and the cheapest plan so far."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from messlatte.core.i18n import translations

__all__ = ["progress"]

Report = Callable[[str, tuple[tuple[str, int], ...]], None]


@contextmanager
def progress(language: str) -> Iterator[Report]:
    """Report that shows stages on standard error; nothing where it is no terminal."""
    if not sys.stderr.isatty():
        yield lambda stage, choices: None
        return
    from rich.console import Console

    _ = translations(language).gettext
    words = {
        "draw": _("drawing courses of trade and projects"),
        "choose": _("choosing"),
        "shortfall": _("looking for what is missing"),
        "frontier": _("plans for more and less money"),
        "tides": _("the plan under low and high tide"),
        "core": _("choosing again on other draws"),
        "judge": _("judging on fresh draws"),
    }
    began = time.monotonic()
    with Console(stderr=True).status("") as status:

        def report(stage: str, choices: tuple[tuple[str, int], ...]) -> None:
            best = f"; {_('{n} projects so far').format(n=len(choices))}" if choices and stage == "choose" else ""
            status.update(f"{words[stage]}{best} ({time.monotonic() - began:.0f} s)")

        yield report
