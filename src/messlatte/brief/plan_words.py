"""A plan in words: what it does, what limits it, why a project is not in it."""

from __future__ import annotations

from dataclasses import replace

from messlatte.brief.economies import economy_name
from messlatte.brief.numbers import percent, plain, unit_of
from messlatte.core.i18n import translations
from messlatte.core.plan import Constraint, LeftOut, Limiting, Plan, Shortfall
from messlatte.verdict.numbers import count, hundred, money, number

__all__ = [
    "amount",
    "constraint_words",
    "error_words",
    "in_unit",
    "large_unit",
    "lead_sentences",
    "party_name",
    "reason_words",
    "shortfall_words",
    "signed_points",
    "small_unit",
    "titled",
]

MINUS = "\u2212"
_MONEY = frozenset({Limiting.BAR, Limiting.TOTAL, Limiting.BUDGET, Limiting.CREDIT, Limiting.SECTOR, Limiting.FIRM})


def amount(value: float, plan: Plan, language: str) -> str:
    """Amount in the plan's currency; a real minus sign."""
    text = money(abs(value), plan.currency, language)
    return f"{MINUS}{text}" if value < 0 and abs(value) >= 0.5 else text


def in_unit(value: float, scale: float, language: str) -> str:
    """Amount of a table's unit, with a digit where it is below 100; ``< 0.1`` for what would vanish."""
    shown = value / scale
    if 0 < abs(shown) < 0.05:
        return f"< {plain(0.1, language)}" if shown > 0 else f"> \u2212{plain(0.1, language)}"
    return plain(shown, language).replace("-", "\u2212") if abs(shown) >= 0.05 else "0"


def small_unit(plan: Plan, language: str) -> tuple[float, str]:
    """Unit of costs and additions: its size, and its name with the currency."""
    largest = max([project.cost for project in plan.projects] + [point.cost for point in plan.frontier] + [1.0])
    scale, word = unit_of(largest, language)
    return scale, f"{word} {plan.currency}".strip()


def large_unit(plan: Plan, language: str) -> tuple[float, str]:
    """Unit of turnover."""
    scale, word = unit_of(max([plan.target] + [year.turnover.p90 for year in plan.years]), language)
    return scale, f"{word} {plan.currency}".strip()


def titled(plan: Plan, language: str) -> Plan:
    """Plan with the titles of its projects in a language, where the catalogue knows them; those that ship are known."""
    _ = translations(language).gettext
    return replace(
        plan,
        projects=tuple(replace(project, title=project.title and _(project.title)) for project in plan.projects),
        left_out=tuple(replace(out, title=out.title and _(out.title)) for out in plan.left_out),
    )


def party_name(code: str, plan: Plan, language: str) -> str:
    """Name of one of the plan's parties; the code of any other."""
    for economy in plan.pair or ():
        if economy.code == code:
            return economy_name(economy, language)
    return code


def constraint_words(constraint: Constraint, plan: Plan, language: str) -> str:
    """A constraint in words, such as ``budget of Belarus in 2027``."""
    _ = translations(language).gettext
    names = {project.id: project.title for project in plan.projects} | {out.id: out.title for out in plan.left_out}
    about = ", ".join(names.get(name, party_name(name, plan, language)) for name in constraint.about)
    words = {
        Limiting.BAR: _("turnover in {year}"),
        Limiting.TOTAL: _("total budget"),
        Limiting.BUDGET: _("budget of {about} in {year}"),
        Limiting.CREDIT: _("credit of {about} in {year}"),
        Limiting.CAPACITY: _("capacity: {about}, {year}"),
        Limiting.STARTS: _("starts in {year}"),
        Limiting.SECTOR: _("share of sector {about}"),
        Limiting.FIRM: _("share of firm {about}"),
        Limiting.ONE_START: _("one start: {about}"),
        Limiting.EXCLUSIVE: _("only one of: {about}"),
        Limiting.PREREQUISITE: _("order of start: {about}"),
        Limiting.SCREENING: _("screening: {about}"),
    }
    return words[constraint.kind].format(about=about, year=constraint.year or plan.by)


def shortfall_words(shortfall: Shortfall, plan: Plan, language: str) -> str:
    """What is missing, with how much."""
    _ = translations(language).gettext
    what = constraint_words(shortfall.constraint, plan, language)
    if shortfall.constraint.kind in _MONEY:
        return _("{what}: {missing} more").format(what=what, missing=amount(shortfall.excess, plan, language))
    return _("{what}: {missing} more").format(what=what, missing=number(shortfall.excess, language))


def reason_words(out: LeftOut, language: str) -> str:
    """Why a project is not in the plan."""
    _ = translations(language).gettext
    words = {
        "not needed": _("not needed"),
        "too late": _("brings nothing by the deadline"),
        "screening": _("held back: open flag of the screening"),
        "arms": _("arms: recognised, kept out of every plan"),
        "other pair": _("between others"),
        "prerequisite": _("needs a project that is not there"),
        "asked": _("left out as asked"),
    }
    return words.get(out.reason, out.reason) + (f" ({out.detail})" if out.detail else "")


def error_words(value: float, error: float, language: str) -> str:
    """Probability with its standard error, in points: ``42.9 % ± 1.5``."""
    return f"{percent(value, language)} ± {number(100 * error, language, 1)}"


def signed_points(value: float, language: str) -> str:
    """Probability as points of 100 with a sign; two digits below one point."""
    text = number(abs(100 * value), language, 2 if abs(value) < 0.01 else 1)
    return f"{'+' if value >= 0 else MINUS}{text}"


def lead_sentences(plan: Plan, language: str) -> tuple[str, ...]:
    """The plan in two to four sentences, numbers first."""
    _, ngettext = translations(language).gettext, translations(language).ngettext
    known = {
        "n": count(len(plan.projects), language),
        "all": count(_choosable(plan), language),
        "target": money(plan.target, plan.currency, language),
        "by": plan.by,
        "empty": hundred(plan.empty, language),
        "chance": hundred(plan.probability.value, language),
        "cost": amount(plan.cost, plan, language),
        "asked": hundred(plan.asked or 0.0, language),
        "empty_percent": percent(plan.empty, language),
        "percent": percent(plan.probability.value, language),
    }
    if not plan.projects and plan.reached:
        return (_("No project is needed: {empty} courses reach {target} in {by} without any.").format(**known),)
    text = [_("Without a plan, {empty} courses reach {target} in {by}.").format(**known)]
    if plan.reached:
        template = ngettext("With {n} project for {cost}, {chance} do.", "With {n} projects for {cost}, {chance} do.", len(plan.projects))
        text.append(template.format(**known))
    else:
        template = ngettext(
            "The project for {cost} that raises the chance most takes it from {empty_percent} to {percent}; {asked} were asked for.",
            "The {n} projects for {cost} that raise the chance most take it from {empty_percent} to {percent}; {asked} were asked for.",
            len(plan.projects),
        )
        text.append(template.format(**known))
        text += _missing(plan, language)
    return tuple(text)


def _missing(plan: Plan, language: str) -> list[str]:
    _ = translations(language).gettext
    bars = [s for s in plan.shortfalls if s.constraint.kind is Limiting.BAR]
    brings = sum(project.turnover for project in plan.projects)
    if bars:
        short = amount(bars[0].excess, plan, language)
        first = _("For that, {short} of turnover in {by} would still be missing with all of them").format(short=short, by=plan.by)
        if bars[0].excess < brings or brings <= 0:
            return [first + "."]
        times = number(bars[0].excess / brings, language, 0 if bars[0].excess / brings >= 10 else 1)
        return [first + _(": {times} times what they bring ({brings}).").format(times=times, brings=amount(brings, plan, language))]
    if plan.shortfalls:
        return [
            _("What stands in the way: {what}.").format(what="; ".join(shortfall_words(s, plan, language) for s in plan.shortfalls[:4]))
        ]
    return []


def _choosable(plan: Plan) -> int:
    return len(plan.projects) + sum(out.reason in ("not needed", "too late") for out in plan.left_out)
