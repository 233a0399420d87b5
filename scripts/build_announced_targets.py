"""Build the data set of announced targets: ``scripts/build_announced_targets.py [FOLDER]``.

Facts only (parties, dates, amounts, source addresses) from the labelled statements beside the repository, corrected by hand in
``announced_targets_corrections.csv``, each judged by trade data or by a later report. No sentence of a source is taken over.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from announced_targets_evidence import THIS_YEAR, LaterLevel, Trade, by_later_report, later_levels

from messlatte.core.generated import with_generated
from messlatte.core.quantity import Month
from messlatte.track.exchange import csv_text
from messlatte.track.outcome import judge, with_evidence
from messlatte.track.target import AnnouncedTarget, Outcome

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src" / "messlatte" / "track" / "data" / "announced_targets.csv"
PAGE = ROOT / "docs" / "methods" / "track.md"
CORRECTIONS = Path(__file__).with_name("announced_targets_corrections.csv")

STATUSES = {"proposed": "proposed", "forecast": "forecast", "potential": "potential", "implied": "potential", "past": "earlier"}
FADED = ("past", "before", "earlier", "back", "years ago", "раньше", "old", "turn of", "expected")


@dataclass(frozen=True, slots=True)
class Draft:
    """A target with what is needed to correct, sort and judge it."""

    record: str
    index: int
    target: AnnouncedTarget


def records(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("gold_*.jsonl")) + sorted(folder.glob("real_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record.get("url") and not record.get("negative"):
                yield record


def deadline(text: str | None) -> str:
    """Last month of a deadline; a fiscal year ends in March of its second year."""
    if not text:
        return ""
    if text.startswith("FY"):
        last = text[2:6] if len(text) == 6 else text[2:4] + text[-2:]
        return f"{last}-03"
    return str(Month.parse(text[:7]))


def sides(record: Mapping[str, Any], target: Mapping[str, Any]) -> tuple[str, str] | None:
    direction = target.get("direction")
    if direction and "+" not in direction:
        first, _, second = direction.partition("->")
        return first, second
    parties = target.get("pair") or record["gold"]["parties"][:2]
    return (parties[0], parties[1]) if len(parties) == 2 and parties[0] != parties[1] else None


def level_of(record: Mapping[str, Any], target: Mapping[str, Any], pair: tuple[str, str]) -> Mapping[str, Any]:
    """The latest yearly level of the same flow, pair and coverage; empty if there is none."""

    def fits(level: Mapping[str, Any]) -> bool:
        period, words = level.get("period") or "", (level.get("relative") or "").lower()
        same = level["relation"] == target["relation"] and level.get("direction") in (None, target.get("direction"))
        for_pair = not level.get("pair") or frozenset(level["pair"]) == frozenset(pair)
        faded = any(word in words for word in FADED) or level.get("status") == "expected" or level.get("rate")
        whole = not period or len(period) == 4 or period.startswith("FY")
        covered = (level.get("coverage") or "") in ("", "goods", target.get("coverage") or "")
        recent = not period or not target.get("deadline") or period.removeprefix("FY")[:4] <= target["deadline"].removeprefix("FY")[:4]
        return bool(same and for_pair and not faded and whole and covered and recent)

    found = [level for level in record["gold"].get("levels", []) if fits(level)]
    currency = target.get("currency")
    return max(found, key=lambda level: (level.get("currency") == currency, (level.get("period") or "9999").removeprefix("FY")), default={})


def role_note(record: Mapping[str, Any], target: Mapping[str, Any]) -> str:
    """Own note from the labelled facts."""
    role = record["gold"].get("speaker_role")
    parts = [f"Named by the {role.removeprefix('the ')}" if role else "Reported without a speaker's office"]
    if target.get("stage"):
        parts.append(f"stage {target['stage']} of several")
    if target.get("range"):
        low, high = target["range"]
        parts.append(f"a range of {low / 1e9:g} to {high / 1e9:g} bn, entered at its middle")
    if target.get("conditional"):
        parts.append("under a condition")
    if target.get("qualifier"):
        parts.append(f"qualified ({target['qualifier']})")
    if target.get("stated_by"):
        parts.append("not by the speaker of the report")
    return "; ".join(parts)


def drafts(record: Mapping[str, Any]) -> Iterator[Draft]:
    for index, target in enumerate(record["gold"].get("targets", [])):
        pair = sides(record, target)
        amount, multiple = target.get("value"), target.get("multiplier")
        wanted = target["relation"] in ("turnover", "exports") and (amount or multiple) and not target.get("suspect")
        if pair is None or not wanted or target.get("incremental") or target.get("cumulative_years"):
            continue
        level = level_of(record, target, pair)
        relative = target.get("deadline_relative")
        basis = "relative" if target.get("resolved_from") else "named" if target.get("deadline") else "vague" if relative else "none"
        published = record.get("published") or ""
        yield Draft(
            record["id"],
            index,
            AnnouncedTarget(
                id="",
                a=pair[0],
                b=pair[1],
                flow=target["relation"],
                announced=published,
                announced_basis="source" if len(published) == 10 else "inferred" if published else "unknown",
                level=level.get("value"),
                level_currency=level.get("currency") or "",
                level_period=level.get("period") or "",
                target=amount,
                currency=target.get("currency") or "",
                multiple=multiple,
                deadline=deadline(target.get("deadline")),
                deadline_basis=basis,
                status=STATUSES.get(target.get("status"), "target"),
                coverage=target.get("coverage") or "",
                source=record["url"],
                note=role_note(record, target),
            ),
        )


def corrected(found: Sequence[Draft]) -> Iterator[Draft]:
    """Apply the corrections made by hand; a correction that meets no row is an error."""
    with CORRECTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_key: dict[tuple[str, int], list[dict[str, str]]] = {}
    for row in rows:
        by_key.setdefault((row["record"], int(row["index"])), []).append(row)
    for draft in found:
        changes = by_key.pop((draft.record, draft.index), [])
        if any(row["field"] == "drop" for row in changes):
            continue
        target = draft.target
        for row in changes:
            value: str | float | None = row["value"]
            if row["field"] in ("level", "target", "multiple", "outcome_year", "outcome_value"):
                value = float(row["value"]) if row["value"] else None
            note = f"{target.note}; {row['reason']}" if row["reason"] else target.note
            target = replace(target, note=note, **{row["field"]: value})  # type: ignore[arg-type]
            if row["field"] == "announced":
                target = replace(target, announced_basis="inferred")
        yield replace(draft, target=target)
    if by_key:
        raise SystemExit(f"corrections without a row: {sorted(by_key)}")


def numbered(found: Sequence[AnnouncedTarget]) -> list[AnnouncedTarget]:
    """Give ids, and name the earliest row that a repetition repeats."""
    out: list[AnnouncedTarget] = []
    first: dict[tuple[object, ...], str] = {}
    counts: dict[str, int] = {}
    order = sorted(
        found, key=lambda t: (*sorted((t.a, t.b)), t.status == "earlier", t.announced or "9999", t.deadline, t.target or 0, t.source)
    )
    for target in order:
        stem = f"{target.a}-{target.b}-{target.announced_year or 'undated'}"
        counts[stem] = counts.get(stem, 0) + 1
        identity = f"{stem}-{counts[stem]}"
        key = (
            frozenset((target.a, target.b)),
            target.flow,
            target.target,
            target.multiple if not target.target else None,
            target.last_year,
        )
        out.append(replace(target, id=identity, repeats=first.get(key, "")))
        first.setdefault(key, identity)
    return out


def judged(target: AnnouncedTarget, trade: Trade, levels: Sequence[LaterLevel]) -> AnnouncedTarget:
    """By trade data; where they leave it open, by a later report."""
    by_data = judge(target, trade.record(target), THIS_YEAR)
    report = by_later_report(target, levels)
    decided = (Outcome.REACHED, Outcome.MISSED)
    if report and by_data.outcome in decided and report.outcome != by_data.outcome:
        print(
            f"reports and data differ: {target.id}: data {by_data.outcome} {by_data.value}, report {report.outcome} {report.value}",
            file=sys.stderr,
        )
    return with_evidence(target, by_data if by_data.outcome in decided or report is None else report)


def with_originals(rows: Sequence[AnnouncedTarget]) -> list[AnnouncedTarget]:
    """Give a repetition the outcome of the row that it repeats, so that one target has one outcome."""
    by_id = {row.id: row for row in rows}
    fields = ("outcome", "outcome_year", "outcome_value", "outcome_currency", "evidence", "evidence_source", "evidence_note")
    out = []
    for row in rows:
        first = by_id.get(row.repeats)
        other, own = (first, row) if first else (row, row)
        decided = own if other.evidence == "none" and own.evidence != "none" else other
        out.append(replace(row, **{name: getattr(decided, name) for name in fields}))
    return out


def scores() -> str:
    """What ``messlatte track score`` prints on the shipped rows."""
    from messlatte.cli.track import score
    from messlatte.track.dataset import shipped_targets

    shipped_targets.cache_clear()
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(out):
        os.environ["MESSLATTE_DATA"] = folder
        score(lang="en")
    return "```text\n" + "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n```"


def build(shared: Path) -> list[AnnouncedTarget]:
    """All rows from the folder of statements and data."""
    found = list(records(shared / "statements"))
    kept = [draft.target for draft in corrected([draft for record in found for draft in drafts(record)])]
    trade, levels = Trade(shared / "data"), later_levels(found)
    return with_originals([target if target.evidence_note else judged(target, trade, levels) for target in numbered(kept)])


def main() -> None:
    rows = build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
    OUT.write_text(csv_text(rows), encoding="utf-8")
    PAGE.write_text(with_generated(PAGE.read_text(encoding="utf-8"), scores()), encoding="utf-8")
    counts = {outcome.value: sum(row.outcome == outcome for row in rows) for outcome in Outcome}
    print(f"{OUT.relative_to(ROOT)}: {len(rows)} rows, {sum(not row.repeats for row in rows)} distinct; {counts}")


if __name__ == "__main__":
    main()
