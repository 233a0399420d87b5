"""From one revision of a classification to another: shares, what is split, and the conversion itself.

A correspondence says which codes of one revision hold goods of which codes of another; it does not say how much. So one code that goes
to several is divided, equally or by weights that the caller knows (the trade of the new codes in a year that has both), and every
divided code is named. Nothing is lost: the converted values of a code add up to its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from messlatte.core.errors import InputError
from messlatte.core.statement import Finding, Severity

if TYPE_CHECKING:
    import ibis

__all__ = ["Correspondence", "convert", "correspondence", "read_correspondence", "split_findings"]

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Shares by which the codes of one revision go to those of another.

    Parameters
    ----------
    source, target : str
        Revisions, such as ``HS17`` and ``HS92``.
    shares : mapping of str to (mapping of str to float)
        For each code the codes it goes to; the shares of a code sum to 1.
    weighted : bool
        Whether weights divided the split codes, rather than equal parts.
    """

    source: str
    target: str
    shares: Mapping[str, Mapping[str, float]]
    weighted: bool = False

    @property
    def split(self) -> tuple[str, ...]:
        """Codes that go to more than one."""
        return tuple(sorted(code for code, parts in self.shares.items() if len(parts) > 1))

    @property
    def merged(self) -> tuple[str, ...]:
        """Codes of the target that come from more than one."""
        seen: dict[str, int] = {}
        for parts in self.shares.values():
            for code in parts:
                seen[code] = seen.get(code, 0) + 1
        return tuple(sorted(code for code, count in seen.items() if count > 1))


def correspondence(
    source: str, target: str, pairs: Iterable[tuple[str, str]], weights: Mapping[str, float] | None = None
) -> Correspondence:
    """Make shares from pairs of codes.

    Parameters
    ----------
    source, target : str
        Revisions.
    pairs : iterable of (str, str)
        Code of the source and code of the target that share goods; repeats do not count.
    weights : mapping of str to float, optional
        Weight of each target code; where a code's targets have none, it is divided equally.
    """
    targets: dict[str, list[str]] = {}
    for old, new in dict.fromkeys(pairs):
        targets.setdefault(old, []).append(new)
    return Correspondence(source, target, {old: _shares(new, weights or {}) for old, new in targets.items()}, weights is not None)


def _shares(codes: list[str], weights: Mapping[str, float]) -> dict[str, float]:
    known = [max(weights.get(code, 0.0), 0.0) for code in codes]
    total = sum(known)
    return {code: weight / total if total > 0 else 1 / len(codes) for code, weight in zip(codes, known, strict=True)}


def read_correspondence(path: Path, source: str, target: str, weights: Mapping[str, float] | None = None) -> Correspondence:
    """Read a correspondence from a CSV of two columns with a header, as statistics offices give them out.

    Raises
    ------
    InputError
        If a line has fewer than two codes.
    """
    import csv

    pairs = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            for number, row in enumerate(rows, 2):
                if len(row) < 2 or not row[0].strip() or not row[1].strip():
                    raise InputError(f"{path.name}, line {number}: holds {row!r}; wanted are a code of {source} and one of {target}")
                pairs.append((row[0].strip(), row[1].strip()))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error}); give a CSV of two columns") from error
    if not pairs:
        raise InputError(f"{path.name}: holds no pair of codes; give a CSV of two columns with a header")
    return correspondence(source, target, pairs, weights)


def convert(flows: ibis.Table, table: Correspondence) -> ibis.Table:
    """Flows of the source revision in codes of the target.

    Parameters
    ----------
    flows : ibis.Table
        Rows in the columns of the dictionary; those of other classifications pass unchanged.
    table : Correspondence
        Shares.

    Returns
    -------
    ibis.Table
        The same columns. ``value``, ``value_usd``, ``weight_kg`` and ``quantity`` of a split code are divided by its shares; a code that
        the correspondence does not know (``TOTAL``, ``9999AA``) keeps its rows and its classification.
    """
    import ibis
    import pyarrow as pa

    if not table.shares:
        return flows
    rows = [(old, new, share) for old, parts in table.shares.items() for new, share in parts.items()]
    names = ("source_code", "target_code", "share")
    shares = ibis.memtable(pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))))
    joined = flows.left_join(shares, (flows.product == shares.source_code) & (flows.classification == table.source))
    known = joined.target_code.notnull()
    amounts = {
        name: ibis.ifelse(known, joined[name] * joined.share, joined[name])
        for name in ("value", "value_usd", "weight_kg", "quantity")
        if name in flows.columns
    }
    changed = joined.mutate(
        product=ibis.ifelse(known, joined.target_code, joined.product),
        classification=ibis.ifelse(known, ibis.literal(table.target), joined.classification),
        **amounts,
    )
    return changed.select(flows.columns)


def split_findings(table: Correspondence, codes: Iterable[str]) -> list[Finding]:
    """Say which of the codes in use were divided, and how."""
    used = [code for code in table.split if code in set(codes)]
    if not used:
        return []
    how = "by the trade of the new codes" if table.weighted else "equally"
    examples = ", ".join(f"{code} into {'+'.join(sorted(table.shares[code]))}" for code in used[:_SHOWN])
    template = "{count} codes of {source} hold goods of several codes of {target} and were divided {how}: {examples}"
    params: dict[str, str | int | float] = {
        "count": len(used),
        "source": table.source,
        "target": table.target,
        "how": how,
        "examples": examples,
    }
    return [Finding("split-codes", Severity.NOTE, template, params)]
