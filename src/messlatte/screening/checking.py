"""Everything about some subjects at once: lists of parties, codes, makers of arms, decisions. What plans and pages call."""

from __future__ import annotations

from collections.abc import Iterable

from messlatte.core.project import Project
from messlatte.core.screening import LOOK_AT, Flag, Screening, Subject, SubjectKind
from messlatte.screening.flags import DecisionStore, screen
from messlatte.screening.folder import Lists
from messlatte.screening.goods import GoodsList, goods_flags, high_priority
from messlatte.screening.makers import flags_of_makers, is_arms_maker, makers_list
from messlatte.screening.subjects import from_project

__all__ = ["NOTES", "NO_LIST", "arms_free", "blocking_flags", "check", "check_project"]

NO_LIST = "No list of parties was given: only what ships with Messlatte was looked in."
NOTES = (
    "Ownership is not checked: a firm that a listed party owns is found only if the list names it.",
    "A flag is a likeness, not a judgement: a person decides.",
)


def check(
    subjects: Iterable[Subject], lists: Lists | None = None, *, decisions: DecisionStore | None = None, threshold: float = LOOK_AT
) -> Screening:
    """Screen subjects against lists of parties and codes and the shipped file of makers of arms.

    Parameters
    ----------
    subjects : iterable of Subject
    lists : Lists, optional
        Of `open_lists`; without it only what ships is looked in: codes of arms, makers of arms, the high-priority codes.
    decisions : DecisionStore, optional
    threshold : float
        Least score of a flag.

    Returns
    -------
    Screening
        Flags that block first.
    """
    subjects = tuple(subjects)
    lists = lists or Lists()
    goods = (high_priority(), *lists.goods)
    others = [*flags_of_makers(subjects), *_code_flags(subjects, goods)]
    others = [flag for flag in others if flag.score >= threshold]
    alone = () if lists.parties else (NO_LIST,)
    notes = (*alone, *NOTES, *(f"{name}: not recognised as a list, not looked in" for name in lists.unread))
    found = screen(subjects, lists.parties, decisions=decisions, threshold=threshold, also=others, notes=notes)
    codes = any(subject.kind is SubjectKind.GOOD for subject in subjects)
    parties = any(subject.kind in {SubjectKind.FIRM, SubjectKind.UNKNOWN} for subject in subjects)
    read = (*found.lists, *((makers_list(),) if parties else ()), *((one.about for one in goods) if codes else ()))
    return Screening(found.subjects, read, found.flags, threshold, notes)


def _code_flags(subjects: Iterable[Subject], goods: tuple[GoodsList, ...]) -> Iterable[Flag]:
    for subject in subjects:
        if subject.kind is SubjectKind.GOOD:
            scheme = subject.role.removeprefix("flow").strip() or "hs"
            yield from goods_flags(subject.code, subject.exporter, subject.importer, scheme=scheme, lists=goods, name=subject.name)


def check_project(project: Project, lists: Lists | None = None, *, decisions: DecisionStore | None = None) -> Screening:
    """Screen the firms and the goods of a project."""
    return check(from_project(project), lists, decisions=decisions)


def blocking_flags(project: Project, lists: Lists | None = None, decisions: DecisionStore | None = None) -> tuple[Flag, ...]:
    """Flags for which a project must not be chosen: strong ones that no person has dismissed, and arms whatever anybody decided."""
    return tuple(flag for flag in check_project(project, lists, decisions=decisions).flags if flag.blocks)


def arms_free(names: Iterable[str]) -> tuple[str, ...]:
    """Names that are not strongly like a publicly known maker of arms, in order: for matches and rankings."""
    return tuple(name for name in names if not is_arms_maker(name))
