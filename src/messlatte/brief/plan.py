"""What the page of a plan says: every word and number of it, written out in one language."""

from __future__ import annotations

from dataclasses import dataclass

from messlatte import __version__
from messlatte.brief.economies import pair_name
from messlatte.brief.numbers import exact_percent, percent, plain, unit_of
from messlatte.brief.plan_charts import FrontierDrawing, Step, draw_frontier, draw_waterfall
from messlatte.brief.plan_facts import PlanFact, plan_facts
from messlatte.brief.plan_parts import PlanTable, plan_parts
from messlatte.brief.plan_words import amount, in_unit, lead_sentences, reason_words, signed_points, small_unit, titled
from messlatte.brief.plan_years import YearsChart, years_chart
from messlatte.core.i18n import translations
from messlatte.core.plan import Plan, PlannedProject
from messlatte.verdict.numbers import hundred, money

__all__ = ["PlanSheet", "ProjectLine", "plan_sheet"]

_SHOWN = 12  # projects that the waterfall shows one by one


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project as a row; ``on`` is False for one that the reader has switched off."""

    id: str
    title: str
    start: str
    cost: str
    brings: str
    services: str
    later: str
    share: str
    without: str
    core: str
    area: str
    on: bool


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """The page; drawings are SVG for wide and narrow screens, ``changed`` says what is left after projects were switched off."""

    language: str
    title: str
    headline: str
    lead: tuple[str, ...]
    facts: tuple[PlanFact, ...]
    projects: tuple[ProjectLine, ...]
    head: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    shares: str
    waterfall: tuple[str, str]
    waterfall_alt: str
    waterfall_caption: str
    frontier: tuple[str, str]
    frontier_alt: str
    frontier_caption: str
    tables: tuple[PlanTable, ...]
    notes: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]
    years: YearsChart
    changed: str = ""

    @property
    def drawings(self) -> dict[str, tuple[str, str]]:
        """Drawings by name, each for wide and narrow screens."""
        return {"waterfall": self.waterfall, "frontier": self.frontier, "years": self.years.svg}


def plan_sheet(
    plan: Plan, language: str, *, off: frozenset[str] = frozenset(), changed: str = "", permalink: str | None = None
) -> PlanSheet:
    """Write a plan out in a language.

    Parameters
    ----------
    plan : Plan
    language : str
        ``de``, ``en`` or ``ru``.
    off : frozenset of str
        Projects that the reader has switched off.
    changed : str
        What is left then, already in words.
    permalink : str, optional
        Address of the page.
    """
    _ = translations(language).gettext
    plan = titled(plan, language)
    names = pair_name(plan.pair, language) if plan.pair else ""
    target = money(plan.target, plan.currency, language)
    steps = _steps(plan, language)
    alt = _("Waterfall: median turnover of {by} without the plan, what each project adds, and the bar at {target}.").format(
        by=plan.by, target=target
    )
    scale, unit = unit_of(max(plan.target, *(step.end for step in steps)), language)
    drawn = [
        draw_waterfall(steps, plan.target, _("the bar: {target}").format(target=target), alt, scale, language, width=w) for w in (672, 344)
    ]
    return PlanSheet(
        language=language,
        title=_("Plan: {names}, {target} in {by}").format(names=names, target=target, by=plan.by),
        headline=_headline(plan, language),
        lead=lead_sentences(plan, language),
        facts=plan_facts(plan, language),
        projects=tuple(_line(project, plan, language, on=project.id not in off) for project in plan.projects),
        head=_head(plan, language),
        left_out=tuple((out.title, reason_words(out, language)) for out in plan.left_out),
        shares=_(
            "Share of the gain: points of the plan's chance that are the project's own (Shapley); they sum to what the plan adds. "
            "Without it: the chance when this project alone fails. Robust: share of other sets of draws whose plan holds it."
        ),
        waterfall=(drawn[0], drawn[1]),
        waterfall_alt=alt,
        waterfall_caption=_(
            "Median turnover of {by} in {unit}, and what each project adds to it. The range stands in the table by year."
        ).format(by=plan.by, unit=f"{unit} {plan.currency}".strip()),
        frontier=_frontier(plan, language),
        frontier_alt=_frontier_alt(plan, language),
        frontier_caption=_("Each point is a plan: its cost (present value) and the chance it gives, judged on fresh draws."),
        tables=plan_parts(plan, language),
        notes=_notes(plan, language),
        provenance=_provenance(plan, language, permalink),
        years=years_chart(plan, language),
        changed=changed,
    )


def _headline(plan: Plan, language: str) -> str:
    _ = translations(language).gettext
    if not plan.projects and plan.reached:
        return _("The bar needs no plan")
    if not plan.reached:
        return _("No plan of these projects clears the bar")
    return _("A plan that clears the bar: {chance}").format(chance=hundred(plan.probability.value, language))


def _head(plan: Plan, language: str) -> tuple[str, ...]:
    _ = translations(language).gettext
    unit = small_unit(plan, language)[1]
    return (
        _("Project"),
        _("Start"),
        _("Cost, {unit}").format(unit=unit),
        _("Adds in {by}").format(by=plan.by),
        _("Adds in {year}").format(year=plan.by + 3),
        _("Share of the gain"),
        _("Without it"),
        _("Robust"),
    )


def _line(project: PlannedProject, plan: Plan, language: str, *, on: bool) -> ProjectLine:
    _ = translations(language).gettext
    area = ""
    if project.area is not None and project.area_chance is not None:
        area = _("{area}: grows beyond its market in {chance}").format(area=project.area, chance=hundred(project.area_chance, language))
    scale = small_unit(plan, language)[0]
    services = (
        "" if abs(project.services) < 0.05 * scale else _("services {value}").format(value=in_unit(project.services, scale, language))
    )
    return ProjectLine(
        id=project.id,
        title=project.title,
        start=str(project.start),
        cost=in_unit(project.cost, scale, language),
        brings=in_unit(project.goods, scale, language),
        services=services,
        later=in_unit(project.later, scale, language),
        share=signed_points(project.probability, language),
        without=percent(project.without, language),
        core="–" if project.robust is None else exact_percent(project.robust, language, 0),
        area=area,
        on=on,
    )


def _steps(plan: Plan, language: str) -> list[Step]:
    """Median turnover without the plan, every project's share of what is added, and the sum; many small projects are one step."""
    _ = translations(language).gettext
    base = plan.years[-1].base.p50
    steps = [Step(_("without a plan"), 0.0, base, "base")]
    ranked = sorted(plan.projects, key=lambda p: -p.middle)
    shown, rest = (ranked, []) if len(ranked) <= _SHOWN else (ranked[: _SHOWN - 1], ranked[_SHOWN - 1 :])
    at = base
    for label, value in [
        *((p.title, p.middle) for p in shown),
        *([(_("{n} others").format(n=len(rest)), sum(p.middle for p in rest))] if rest else []),
    ]:
        steps.append(Step(label, at, at + value, "more" if value >= 0 else "less"))
        at += value
    return [*steps, Step(_("with the plan"), 0.0, at, "sum")]


def _frontier_alt(plan: Plan, language: str) -> str:
    _ = translations(language).gettext
    if len(plan.frontier) < 2:
        return ""
    low, high = (percent(plan.frontier[n].probability, language) for n in (0, -1))
    return _("Frontier of {n} plans: cost against chance, from {low} to {high}.").format(n=len(plan.frontier), low=low, high=high)


def _frontier(plan: Plan, language: str) -> tuple[str, str]:
    _ = translations(language).gettext
    if len(plan.frontier) < 2:
        return "", ""
    scale, unit = unit_of(max(point.cost for point in plan.frontier), language)
    points = tuple((point.cost / scale, point.probability) for point in plan.frontier)
    drawing = FrontierDrawing(
        points=points,
        empty=plan.empty,
        chosen=(plan.cost / scale, plan.probability.value) if plan.projects else None,
        asked=plan.asked,
        x_title=f"{unit} {plan.currency}".strip(),
        alt=_frontier_alt(plan, language),
    )
    wide, narrow = (
        draw_frontier(drawing, lambda v: plain(v, language), lambda v: exact_percent(v, language, 0), width=w) for w in (672, 344)
    )
    return wide, narrow


def _notes(plan: Plan, language: str) -> tuple[str, ...]:
    _ = translations(language).gettext
    notes = [
        _("Only what crosses the border because of a project counts, less what is merely diverted from trade that the two have anyway."),
        _("The growth of other flows is in the base line already; opportunities are never added to it."),
        _("Starts from {first} on, as seen from the base year {base}.").format(first=plan.first_start, base=plan.base_year),
        *(_(note) for note in plan.notes),
    ]
    once = [p for p in plan.projects if p.goods > 0 and p.later < p.goods / 2]
    if once:
        total = sum(p.goods for p in once)
        notes.insert(
            0,
            _("{value} of what the plan adds in {by} comes from deliveries that are over three years later.").format(
                value=amount(total - sum(p.later for p in once), plan, language), by=plan.by
            ),
        )
    return tuple(notes)


def _provenance(plan: Plan, language: str, permalink: str | None) -> tuple[tuple[str, str], ...]:
    _ = translations(language).gettext
    rows = [(_("Version"), f"Messlatte {__version__}")]
    rows += [
        (_("Data"), f"{s.producer}: {s.title} {s.version}".rstrip() + (f", SHA-256 {s.sha256}" if s.sha256 else "")) for s in plan.sources
    ]
    rows += [(_("Methods"), plan.method), (_("Seed"), str(plan.seed))]
    return tuple([*rows, (_("Permalink"), permalink)] if permalink else rows)
