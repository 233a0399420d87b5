"""The address of a plan: statement and reading, bar, what is asked of the plan, and which of its projects are switched on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from messlatte.core.errors import UsageError
from messlatte.web.address import Address

__all__ = ["PlanAddress"]

_MOST = 200


@dataclass(frozen=True, slots=True)
class PlanAddress:
    """Everything that decides what the page of a plan shows.

    Parameters
    ----------
    answer : Address
        Statement, reading, target, deadline, language.
    probability, budget : float or None
        What is asked for; 0.8 where neither is.
    services : bool
        Whether services count.
    on : tuple of str or None
        Projects that stay in the plan; None for all.
    """

    answer: Address
    probability: float | None = None
    budget: float | None = None
    services: bool = False
    on: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls, answer: Address, *, probability: str | None, budget: str | None, services: str | None, on: Sequence[str] | None
    ) -> PlanAddress:
        """Check the parts as they stand in a query; an empty part is none.

        Raises
        ------
        UsageError
            If one of them cannot be meant.
        """
        chance, money = _number(probability, "probability"), _number(budget, "budget")
        if chance is not None and chance >= 1:
            chance /= 100  # somebody who types 80 means 80 of 100
        if chance is not None and not 0.01 <= chance <= 0.99:
            raise UsageError(f"probability: from 1 to 99 of 100, such as 80 or 0.8; found {str(probability)[:40]!r}")
        if money is not None and not 1 <= money <= 1e15:
            raise UsageError(f"budget: an amount between 1 and 1e15 is needed, found {str(budget)[:40]!r}")
        return cls(answer, None if money is not None else chance, money, services in ("1", "on", "true", "yes"), _chosen(on))

    @property
    def query(self) -> str:
        """Query string, always in the same order, without what is the default."""
        parts: list[tuple[str, object]] = [(name, value) for name, value in self.kept if name != "lang"]
        parts += [("on", name) for name in self.on] if self.on is not None else []
        return urlencode([*parts, ("lang", self.answer.lang)])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Parts but the projects, as fields of a form."""
        parts: list[tuple[str, str]] = []
        for pair in self.answer.query.split("&"):
            name, _, value = pair.partition("=")
            if name != "tide":
                parts.append((name, value))
        if self.probability is not None:
            parts.append(("probability", f"{self.probability:g}"))
        if self.budget is not None:
            parts.append(("budget", f"{self.budget:.0f}"))
        if self.services:
            parts.append(("services", "1"))
        return parts

    @property
    def folder(self) -> str:
        """Path without its query."""
        return f"/s/{self.answer.id}/plan"

    def path(self, suffix: str | None = None, **changes: Any) -> str:
        """Path and query, with some parts changed; ``suffix`` asks for a file; ``lang`` is one of the answer's parts."""
        if "lang" in changes:
            changes["answer"] = replace(self.answer, lang=changes.pop("lang"))
        changed = replace(self, **changes)
        return f"{changed.folder}{f'.{suffix}' if suffix else ''}?{changed.query}"


def _number(text: str | None, name: str) -> float | None:
    if not text or not text.strip():
        return None
    plain = re.sub(r"[\s\u00a0\u202f_%]", "", text).replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,16}(\.[0-9]{0,6})?([eE]\+?[0-9]{1,2})?", plain):
        raise UsageError(f"{name}: a number is needed, found {text[:40]!r}")
    return float(plain)


def _chosen(on: Sequence[str] | None) -> tuple[str, ...] | None:
    """Projects switched on; the form sends ``-`` first, so that none at all can be told from no choice."""
    if not on:
        return None
    names = [name for name in on if name != "-"]
    if len(names) > _MOST or not all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,80}", name) for name in names):
        raise UsageError("on: ids of projects are needed: lower-case letters, digits and hyphens")
    return tuple(sorted(set(names)))
