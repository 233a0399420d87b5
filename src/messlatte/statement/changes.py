"""Which figures say a change, and which only a part, a difference, a condition or what a target requires."""

from __future__ import annotations

from messlatte.statement.draft import Draft
from messlatte.statement.function_words import function_words
from messlatte.statement.governing import governor, is_start
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene

__all__ = [
    "conditional",
    "is_average",
    "is_change",
    "is_difference",
    "is_followed",
    "is_implied",
    "is_of_quantities",
    "is_of_things",
    "is_rate",
    "is_required",
    "is_told_exactly",
    "moves",
]

_BASE = 7  # tokens between a rate and the year that it sets a target against


def is_change(scene: Scene, quantity: Quantity) -> bool:
    """Whether a fraction or a multiple is said of a change ("by a third", "grew fivefold")."""
    if quantity.kind == Kind.PERCENT:
        return True
    if quantity.verb:
        return not _compares(scene, quantity)
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    if quantity.kind == Kind.FRACTION:
        return before in function_words("by") or _beside_trend(scene, quantity)
    word = scene.tokens.words[quantity.j - 1]
    if word in function_words("times"):
        return "в" in (before, scene.tokens.words[quantity.i - 1]) or scene.tags.before("trend", quantity.start) is not None
    if word in function_words("times_behind_trend") and _exceeds(scene, quantity):
        return True
    if word in function_words("times_behind_trend"):
        return scene.tags.before("trend", quantity.start) is not None or before in ("by", "um")
    return True


def _beside_trend(scene: Scene, quantity: Quantity) -> bool:
    """Whether a word of change stands right beside a fraction: "down a fifth", "a fall of a third", "a quarter less"."""
    tags, start = scene.tags, quantity.start
    linked = start > 0 and scene.tokens.words[start - 1] in function_words("change_of") and tags.before("trend", start - 1) is not None
    return linked or tags.before("trend", start) is not None or tags.at("trend", quantity.j) is not None


def _compares(scene: Scene, quantity: Quantity) -> bool:
    """Whether a multiple only compares two levels ("twice last year's level", "double that of 2000")."""
    tags, words = scene.tags, scene.tokens.words
    behind = words[quantity.j : quantity.j + 4]
    if behind and behind[0] in function_words("less") and function_words("than").isdisjoint(behind):
        return True
    if words[quantity.i] not in function_words("whole_comparisons"):
        return False
    head = quantity.start - 1
    if words[quantity.i] in ("double", "triple") and (words[head] == "to" or scene.tags.value("cue", head) in ("modal", "future")):
        return False
    following = words[quantity.j] if quantity.j < len(words) else ""
    return following in function_words("compared_with") or tags.any(("relword", "rel"), quantity.j)


def _exceeds(scene: Scene, quantity: Quantity) -> bool:
    """Whether a multiple says by how much a level is above an earlier one ("4.5 times higher than in the same period of 2021")."""
    words = scene.tokens.words[quantity.j : quantity.j + 2]
    if len(words) < 2 or scene.tags.value("trend", quantity.j) != "up":
        return False
    if words[0] == "up" and words[1] in function_words("year_comparisons"):
        return True
    if words[1] not in function_words("than"):
        return False
    return any(mark.prior or mark.versus or mark.kind == "same" for mark in scene.times_within(quantity.j + 2, quantity.j + 6))


def moves(scene: Scene, quantity: Quantity) -> bool:
    """Whether the clause of an amount speaks of a change, so that "by 2 billion" is one."""
    left, right = scene.clause(quantity.i)
    if scene.language == "ru":
        _, last = scene.sentence(quantity.i)
        right = next((k for k in range(quantity.j, min(right, last)) if scene.tokens.words[k] in ",(-"), right)
        left = max((q.j for q in scene.quantities_within(left, quantity.i) if q.j <= quantity.start), default=left)
    return any(scene.tags.within("trend", left, right))


def is_told_exactly(scene: Scene, quantity: Quantity) -> bool:
    """Whether a vague multiple stands beside both levels, which say it exactly ("almost doubled from 43 to 84 billion")."""
    if quantity.kind != Kind.MULTIPLE or not (quantity.approx or quantity.bound):
        return False
    left, right = scene.clause(quantity.i)
    money = [other for other in scene.quantities_within(left, right) if other.kind == Kind.MONEY and not other.conversion]
    starts = [other.i for other in money if is_start(scene, other)]
    return any(other.i > starts[0] and governor(scene, other) in function_words("to") for other in money) if starts else False


def is_followed(scene: Scene, quantity: Quantity) -> bool:
    """Whether the amount reached stands right behind the amount of the change ("by $2.4 billion to $11 billion")."""
    following = scene.quantities_within(quantity.j, quantity.j + 3)
    return bool(following) and following[0].kind == Kind.MONEY and scene.tokens.words[quantity.j] in function_words("to")


def is_difference(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount says by how much something is more or less ("$12.2 billion more than in 2010")."""
    if _is_amount_of_change(scene, quantity):
        return True
    hit = scene.tags.at("trend", quantity.j)
    words = scene.tokens.words[quantity.j : quantity.j + 2]
    if _is_change_noun(scene, quantity):
        return True
    if (
        hit is None
        or len(words) < 2
        or scene.tags.at("times", quantity.j + 2) is not None
        or (quantity.bound is not None and words[1] not in function_words("than"))
    ):
        return False
    return words[1] in function_words("than") or (words[0] in function_words("more_or_less") and words[1] in ".,;")


def _is_change_noun(scene: Scene, quantity: Quantity) -> bool:
    """Whether a German noun of change stands right behind an amount or its bracket ("340 Millionen Plus", "2 Mrd. (+48 %) Zuwachs")."""
    words, k = scene.tokens.words, quantity.j
    if words[k : k + 1] == ["("]:
        k = next((m + 1 for m in range(k, min(k + 6, len(words))) if words[m] == ")"), k)
    return words[k : k + 1] != [] and words[k] in function_words("change_nouns") and scene.tokens.capital(k)


def _is_amount_of_change(scene: Scene, quantity: Quantity) -> bool:
    """Whether a noun of change governs an amount ("an increase of 2 billion", "2 billion, or 12 percent, growth")."""
    words, start = scene.tokens.words, quantity.start
    if scene.language != "en" or start < 2:
        return False
    if (
        scene.tags.before("more", start) is None
        and words[start - 1] in ("up", "down")
        and words[quantity.j : quantity.j + 1] in (["from"], ["on"])
    ):
        return True
    if words[start - 1] not in function_words("change_of"):
        return False
    return scene.tags.before("trend", start - 1) is not None and words[start - 2] in function_words("named_changes")


def is_rate(scene: Scene, quantity: Quantity) -> bool:
    """Whether a clause calls the percentage a rate of growth, which may be an index."""
    left, _ = scene.clause(quantity.i)
    words = scene.tokens.words[max(left, quantity.start - 2) : quantity.start]
    if words and words[0] in function_words("index_nouns") and function_words("index_links").issuperset(words[1:]):
        return True
    hits = list(scene.tags.within("index", left, quantity.start))
    return bool(hits) and not scene.quantities_within(hits[-1].j, quantity.start)


def is_required(scene: Scene, draft: Draft) -> bool:
    """Whether a wanted rate is that of several years together ("increase 66 % in five years"), and so a multiple."""
    if draft.quantity.kind != Kind.PERCENT or not draft.wanted or draft.due is None or draft.quantity.low is not None:
        return False
    return draft.due.several >= 2 and not is_average(scene, draft.quantity)


def is_of_things(scene: Scene, quantity: Quantity) -> bool:
    """Whether a change led to an amount of things rather than of money ("tripled to 8.5 million tonnes")."""
    words = scene.tokens.words
    if any(
        words[m] in function_words("weights") and not scene.pauses(quantity.j, m)
        for m in range(quantity.j, min(quantity.j + 6, len(words)))
    ):
        return quantity.kind != Kind.MONEY and not scene.quantities_within(quantity.j, quantity.j + 6)
    k = next((k for k in range(quantity.j, min(quantity.j + 3, len(words))) if words[k] in function_words("to")), None)
    if k is None or scene.tokens.kinds[k + 1 : k + 2] != ["n"]:
        return False
    units = [j for j in range(k + 2, min(k + 4, len(words))) if scene.tags.at("unit", j) is not None and scene.tags.at("span", j) is None]
    return bool(units) and not any(other.kind == Kind.MONEY for other in scene.quantities_within(k, k + 10))


def is_of_quantities(scene: Scene, quantity: Quantity) -> bool:
    """Whether a change is told of tonnes and pieces ("in physical terms"), or a multiple sets two flows side by side."""
    left, right = scene.clause(quantity.i)
    words = scene.tokens.words
    if not function_words("physical").isdisjoint(words[max(left, quantity.start - 12) : min(right, quantity.j + 4)]):
        return True
    if quantity.kind == Kind.PERCENT:
        return False
    near = range(max(left, quantity.start - 2), min(right, quantity.j + 2))
    verbs = [k for k in near if words[k] in function_words("exceeding")]
    return bool(verbs) and any(scene.tags.within("topic", verbs[0], min(right, verbs[0] + 5)))


def is_implied(scene: Scene, quantity: Quantity, previous: Draft | None) -> bool:
    """Whether a rate says how far a target lies above a level ("to 100 billion, 50 per cent above last year's total")."""
    if quantity.kind == Kind.MONEY or previous is None or not previous.wanted or previous.quantity.kind != Kind.MONEY:
        return False
    left, _ = scene.clause(quantity.i)
    if previous.quantity.i < left or scene.tokens.sentence[previous.quantity.i] != scene.tokens.sentence[quantity.i]:
        return False
    if quantity.conversion:
        return False
    due, year = previous.due, scene.reference.year
    behind = scene.times_within(quantity.j, quantity.j + _BASE)
    if quantity.kind == Kind.MULTIPLE and behind and behind[0].own and not scene.pauses(quantity.j, behind[0].i):
        return scene.language == "ru" and scene.tokens.words[quantity.j] in function_words("above")
    if due is None or due.last is None or (year is not None and due.last.year <= year):
        return False
    words = scene.tokens.words[quantity.j : quantity.j + 3]
    return any(word in function_words("above") for word in words)


def conditional(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate is only assumed ("if it keeps growing at 15 percent")."""
    left, _ = scene.clause(quantity.i)
    return any(not scene.pauses(hit.j, quantity.start) for hit in scene.tags.within("if", left, quantity.start))


def _year_on_year(scene: Scene, k: int) -> bool:
    """Whether a word for "yearly" belongs to "year on year" ("в годовом исчислении")."""
    base = scene.tags.at("base", k - 1) if k else None
    return base is not None and base.value == "prior" and base.j > k


def is_average(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate is a yearly average."""
    if quantity.kind != Kind.PERCENT:
        return False
    first, last = scene.sentence(quantity.i)
    near = range(max(first, quantity.start - 5), min(last, quantity.j + 5))
    found = [
        k for k in near if scene.tags.at("avg", k) is not None or (scene.tags.value("rate", k) == "year" and not _year_on_year(scene, k))
    ]
    return any(not scene.pauses(min(k, quantity.j), max(k, quantity.start)) for k in found)
