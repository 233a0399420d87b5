"""How each number is made, in a few sentences and its formula."""

from __future__ import annotations

from dataclasses import dataclass, replace

from messlatte.core.i18n import translations

__all__ = ["METHODS", "MethodText", "method_text"]


@dataclass(frozen=True, slots=True)
class MethodText:
    """A method for readers."""

    name: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    formula: str = ""


def _(message: str) -> str:
    """Mark a message for the catalogue; `method_text` translates it."""
    return message


_TEXTS = (
    MethodText(
        "bar",
        _("The bar"),
        _("Target over level, and the growth a year that it takes."),
        (
            _(
                "The multiple is the target divided by the level it is measured from. The growth needed is the constant "
                "yearly rate that leads there."
            ),
            _(
                "The height follows the probability: low from 66 of 100, middle from 33, high from 10, very high below. The "
                "number comes first."
            ),
        ),
        "m = target / level        g = m^(1/years) − 1        years at pace r = ln m / ln(1 + r)",
    ),
    MethodText(
        "baseline",
        _("The level"),
        _("What the target is measured from."),
        (
            _(
                "The stated level comes first; then the year's turnover on record; then the year before, brought forward by "
                "the growth of its first months."
            ),
            _(
                "Growth of some months is carried to the full year by the share of it that stayed in comparable years; its "
                "error widens the answer."
            ),
        ),
    ),
    MethodText(
        "reference-class",
        _("The reference class"),
        _("How many comparable pairs multiplied their trade by that much within that time, counted in real history."),
        (
            _("A pair is comparable if its turnover and its growth in the last year, world trade taken out, lay in the same range."),
            _("Every start year of every such pair is counted; a pair reached the multiple if some year up to the deadline did."),
        ),
        "base rate = reached / n",
    ),
    MethodText(
        "probability",
        _("The probability"),
        _("How many of a hundred such targets we expect to be met by the deadline."),
        (
            _(
                "Paths of turnover are drawn from the history of the reference class and from courses of world trade; fan, "
                "dots, years and probabilities are all read from the same paths."
            ),
            _(
                "The range (80 of 100) says how far the share that came true differed from the one expected, from one start "
                "year to the next."
            ),
        ),
        "P(max over years ≤ deadline of turnover ≥ target)",
    ),
    MethodText(
        "tide",
        _("The tide"),
        _("World trade lifts or lowers every pair; its part is separated from the pair's own growth."),
        (
            _(
                "Low, middle and high are the courses of world trade that one in ten, half and nine in ten of past years "
                "stayed below over such a time."
            ),
        ),
        "turnover = own growth × growth of world trade",
    ),
    MethodText(
        "readings",
        _("Readings"),
        _("A vague sentence is not forced into one meaning: each way to understand it gets its own answer and a weight."),
        (_("The weights add up to 1. All readings together are their weighted mean."),),
    ),
    MethodText(
        "areas",
        _("Where the trade may grow"),
        _("Flows are ranked by what came true in the past, never by the gap between potential and trade."),
        (
            _(
                "A model looks at each flow now: supply, demand, ease of the pair, what neighbours trade. It was fitted on years whose "
                "outcome five years later is known, and tested on years it had not seen."
            ),
            _(
                "The gap between potential and trade holds far less of later growth than the present flow does, so it orders nothing. "
                "Beside each chance stands the share of such flows that came true. Arms are in no ranking."
            ),
        ),
        "own growth = flow in five years × market now / market in five years − flow now",
    ),
)

METHODS = tuple(text.name for text in _TEXTS)


def method_text(name: str, language: str) -> MethodText:
    """Text of one of `METHODS` in a language."""
    gettext = translations(language).gettext
    text = next(text for text in _TEXTS if text.name == name)
    return replace(text, title=gettext(text.title), summary=gettext(text.summary), paragraphs=tuple(map(gettext, text.paragraphs)))
