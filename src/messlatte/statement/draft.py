"""A claim before it is written down: one figure, what it measures, of when, and whether it is measured or wanted."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte.core.quantity import Period
from messlatte.statement.quantity import Quantity
from messlatte.statement.times import TimeMark
from messlatte.statement.topics import Topic

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """One figure that is about trade.

    ``sign`` is that of a growth; ``target`` the probability that it is wanted rather than measured; ``period`` what was settled as its
    time, ``mark`` the words that say so, ``due`` those of a deadline; ``aside`` marks a figure that is only compared with or started
    from; ``change`` an amount by which something changed; ``index`` a rate that may be an index (127 % for 27 %); ``implied`` a
    multiple that follows from a rate above a known level.
    """

    quantity: Quantity
    topic: Topic
    sign: int = 0
    target: float = 0.0
    period: Period | None = None
    mark: TimeMark | None = None
    due: TimeMark | None = None
    codes: tuple[str, ...] = ()
    aside: bool = False
    change: bool = False
    index: bool = False
    implied: bool = False

    @property
    def wanted(self) -> bool:
        """Whether it is likelier a target."""
        return self.target >= 0.5
