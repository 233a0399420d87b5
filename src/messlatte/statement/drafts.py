"""The figures of a text that are about trade, in order."""

from __future__ import annotations

from dataclasses import replace

from messlatte.statement.adjacent_times import adjacent_time
from messlatte.statement.changes import (
    conditional,
    is_change,
    is_difference,
    is_followed,
    is_implied,
    is_of_quantities,
    is_of_things,
    is_rate,
    is_required,
    is_told_exactly,
    moves,
)
from messlatte.statement.draft import Draft
from messlatte.statement.final_verbs import is_wanted_at_the_end
from messlatte.statement.function_words import function_words
from messlatte.statement.governing import (
    is_against_past,
    is_aimed,
    is_compared,
    is_current,
    is_foreseen,
    is_goal,
    is_over,
    is_passed,
    is_perfect,
    is_present,
    is_said_ahead,
    is_start,
    is_unhoped,
)
from messlatte.statement.paired_levels import pair_levels
from messlatte.statement.periods import settle
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.shared_deadlines import share_deadlines
from messlatte.statement.stance import target_probability
from messlatte.statement.time_guards import coming
from messlatte.statement.timing import deadline_of, is_aside
from messlatte.statement.topics import FLOWS, Topic, topic_of
from messlatte.statement.trends import is_index, is_share, sign_of

__all__ = ["Draft", "drafts"]

_TABLE = 24
_SMALLEST = 1000.0
_LARGEST_MULTIPLE = 100.0


def drafts(scene: Scene) -> list[Draft]:
    """Every figure about trade, in order of the text."""
    found: list[Draft] = []
    crowded = _tables(scene)
    previous: tuple[Quantity, Topic | None] | None = None
    memory: dict[int, Topic] = {}
    main = ""
    for quantity in scene.quantities:
        if scene.tokens.sentence[quantity.i] in crowded or quantity.conversion or quantity.kind == Kind.POINTS:
            continue
        if quantity.kind == Kind.PERCENT and is_share(scene, quantity) and not is_index(scene, quantity):
            continue
        topic = topic_of(scene, quantity, previous, memory)
        if topic is not None and previous is not None and _is_part_of_total(scene, quantity, previous):
            topic = replace(topic, flow="other")
        previous = (quantity, topic)
        if topic is not None and topic.flow in FLOWS:
            memory.setdefault(scene.tokens.sentence[quantity.i], topic)
        if topic is None or topic.flow not in FLOWS or (quantity.kind == Kind.MONEY and quantity.value < _SMALLEST):
            continue
        draft = _draft(scene, quantity, topic, found)
        if draft is None:
            continue
        main = main or draft.topic.flow
        if draft.wanted and topic.carried and topic.flow in ("exports", "imports"):
            both = any(scene.tags.within("bilateral", *scene.sentence(quantity.i)))
            topic.flow = "turnover" if both or main == "turnover" else topic.flow
        found.append(draft)
    share_deadlines(scene, found)
    pair_levels(scene, found)
    return found


def _tables(scene: Scene) -> set[int]:
    """Sentences with so many figures that they are tables or lists of prices."""
    counts: dict[int, int] = {}
    for quantity in scene.quantities:
        number = scene.tokens.sentence[quantity.i]
        counts[number] = counts.get(number, 0) + 1
    return {number for number, count in counts.items() if count > _TABLE}


def _draft(scene: Scene, quantity: Quantity, topic: Topic, earlier: list[Draft]) -> Draft | None:
    previous = earlier[-1] if earlier else None
    earlier_here = previous is not None and scene.tokens.sentence[previous.quantity.i] == scene.tokens.sentence[quantity.i]
    sign = 0
    if quantity.kind != Kind.MONEY:
        here = scene.tokens.sentence[quantity.i]
        signs = [other.sign for other in earlier[-4:] if scene.tokens.sentence[other.quantity.i] == here and other.sign]
        sign = sign_of(scene, quantity, signs[-1] if signs else 0)
        if sign == 0 or not is_change(scene, quantity) or conditional(scene, quantity):
            return None
        if is_of_things(scene, quantity) or is_of_quantities(scene, quantity):
            return None
    draft = Draft(quantity, topic, sign, target_probability(scene, quantity))
    before = scene.tokens.words[quantity.start - 1] if quantity.start else ""
    _temper(scene, draft)
    draft.change = quantity.kind == Kind.MONEY and before in function_words("by") and moves(scene, quantity)
    if draft.change and _not_by(scene, quantity.start - 1):
        draft.change = False
    draft.due = coming(scene, deadline_of(scene, quantity))
    draft.implied = is_implied(scene, quantity, previous) or is_required(scene, draft)
    draft.index = is_index(scene, quantity) or (quantity.kind == Kind.PERCENT and 1.0 <= quantity.value < 2.0 and is_rate(scene, quantity))
    if quantity.kind != Kind.MONEY and topic.carried and not draft.wanted and not earlier_here and not _refers(scene, quantity):
        return None
    if draft.change and is_followed(scene, quantity):
        return None
    draft.change |= quantity.kind == Kind.MONEY and (is_difference(scene, quantity) or before in function_words("added"))
    if not draft.wanted and is_told_exactly(scene, quantity):
        return None
    if (draft.change and not draft.wanted) or (quantity.kind == Kind.MULTIPLE and quantity.value > _LARGEST_MULTIPLE):
        return None
    if topic.carried and quantity.kind == Kind.MONEY and not draft.wanted and not _anchored(scene, quantity):
        return None
    settle(scene, draft, [other for other in earlier if not other.aside])
    return draft


def _is_part_of_total(scene: Scene, quantity: Quantity, previous: tuple[Quantity, Topic | None]) -> bool:
    """Whether exports or imports are those of a total before them ("trade with the world was 9 billion, of which exports 5")."""
    before, topic = previous
    if topic is None or scene.tags.value("topic", topic.i) != "total" or topic.flow in FLOWS:
        return False
    same = scene.tokens.sentence[before.i] == scene.tokens.sentence[quantity.i]
    return same and not function_words("of_this").isdisjoint(scene.tokens.words[before.j : quantity.start])


def _not_by(scene: Scene, k: int) -> bool:
    """Whether "на" before an amount belongs to goods or to a verb of reaching ("товаров на 5 млрд", "вышел на 4 млрд")."""
    if scene.tokens.words[max(0, k - 1)] in function_words("goods"):
        return True
    verb = scene.tags.at("cue", k - 1) if scene.language == "ru" and k else None
    return verb is not None and verb.value in ("observed", "wish", "raise", "future") and scene.tags.at("trend", k - 1) is None


def _refers(scene: Scene, quantity: Quantity) -> bool:
    """Whether a clause without a topic refers back ("it grew by 5 percent")."""
    left, _ = scene.clause(quantity.i)
    if quantity.kind != Kind.PERCENT or any(scene.tags.within("we", left, quantity.start)):
        return True
    if scene.language == "ru" and _is_elided(scene, quantity, left):
        return True
    if any(scene.tags.within("trend", left, left + 2)) or scene.tokens.words[left] in function_words("refers"):
        return True
    if _takes_up(scene, left, quantity.start):
        return True
    partner = any(hit.value == "with" for hit in scene.tags.within("prep", left, quantity.start))
    return partner and bool(scene.codes(left, quantity.start))


def _takes_up(scene: Scene, i: int, j: int) -> bool:
    """Whether "dies" or "das" with a verb of being takes up what was said ("Wie die Kammer meldet, sei dies ein Anstieg um 5 Prozent")."""
    words = scene.tokens.words
    return any(
        words[k] in function_words("comments")
        and not (function_words("is") | function_words("were")).isdisjoint((words[max(0, k - 1)], *words[k + 1 : k + 2]))
        for k in range(i, j)
    )


def _is_elided(scene: Scene, quantity: Quantity, left: int) -> bool:
    """Whether only a comparison stands before the verb of a change ("по сравнению с прошлым годом вырос на 5 %")."""
    verb = scene.tags.before("trend", quantity.start - 1)
    bases = list(scene.tags.within("base", left, min(left + 2, quantity.start)))
    if verb is None or not bases or bases[0].value != "vs":
        return False
    marks = scene.times_within(left, verb.i)
    return bool(marks) and verb.i - marks[-1].j <= 1


def _temper(scene: Scene, draft: Draft) -> None:
    """Settle what the words around leave no doubt about: a start or a comparison is measured, what lies in the future is not."""
    quantity = draft.quantity
    if quantity.kind == Kind.MONEY and (is_start(scene, quantity) or is_compared(scene, quantity)):
        draft.target *= 0.05
        return
    if quantity.kind == Kind.MONEY and is_passed(scene, quantity):
        draft.target *= 0.05
        return
    if (quantity.kind == Kind.MONEY and is_aside(scene, quantity)) or is_against_past(scene, quantity):
        draft.target *= 0.05
        return
    if quantity.kind == Kind.MONEY and (is_over(scene, quantity) or is_current(scene, quantity)):
        draft.target *= 0.1
        return
    if draft.topic.flow in ("surplus", "deficit") and not _is_contained(scene, quantity):
        draft.target *= 0.2
    if quantity.kind == Kind.MULTIPLE and quantity.verb and is_perfect(scene, quantity):
        draft.target *= 0.1
        return
    if quantity.kind == Kind.MULTIPLE and quantity.verb and is_said_ahead(scene, quantity):
        draft.target = max(draft.target, 0.8)
        return
    if (quantity.kind == Kind.PERCENT and is_aimed(scene, quantity)) or is_wanted_at_the_end(scene, quantity):
        draft.target = max(draft.target, 0.8)
        return
    due = deadline_of(scene, quantity)
    if quantity.kind == Kind.MONEY and (due is None or due.plain) and is_unhoped(scene, quantity):
        draft.target *= 0.3
        return
    if quantity.kind in (Kind.PERCENT, Kind.MONEY) and draft.topic.flow not in ("surplus", "deficit") and is_foreseen(scene, quantity):
        draft.target = max(draft.target, 0.7)
        return
    near = adjacent_time(scene, quantity)
    year = scene.reference.year
    if near is not None and year is not None and near.kind == "period" and near.first is not None and near.first.year > year:
        draft.target = max(draft.target, 0.9)
    elif (
        near is not None
        and year is not None
        and near.kind == "deadline"
        and not near.plain
        and near.last is not None
        and near.last.year > year
    ):
        draft.target = max(draft.target, 0.85)
    elif quantity.kind == Kind.MONEY and is_goal(scene, quantity):
        draft.target = max(draft.target, 0.9)
    elif quantity.kind == Kind.MONEY and is_present(scene, quantity):
        draft.target *= 0.1
    elif quantity.kind == Kind.MONEY and year is not None and _is_due(scene, quantity, year):
        draft.target = max(draft.target, 0.8)
    elif quantity.kind == Kind.MONEY and _is_possible_this_year(scene, quantity):
        draft.target = max(draft.target, 0.7)


def _is_contained(scene: Scene, quantity: Quantity) -> bool:
    """Whether a verb of reducing or holding governs a balance, the only way in which one is aimed at."""
    left, right = scene.clause(quantity.i)
    return not function_words("containing").isdisjoint(scene.tokens.words[left : min(right, quantity.j + 4)])


def _is_due(scene: Scene, quantity: Quantity, year: int) -> bool:
    """Whether a deadline to come stands before an amount in its clause ("by 2030, 200 billion are conceivable")."""
    due = deadline_of(scene, quantity)
    if due is None or due.kind != "deadline" or due.plain or due.last is None or due.last.year <= year or due.j > quantity.start:
        return False
    left, _ = scene.clause(quantity.i)
    between = scene.quantities_within(due.j, quantity.i)
    return due.i >= left and not any(other.kind == Kind.MONEY and other.j <= quantity.start for other in between)


def _is_possible_this_year(scene: Scene, quantity: Quantity) -> bool:
    """Whether a verb of possibility governs an amount of the running year ("might be $13 billion this year")."""
    due = deadline_of(scene, quantity)
    if due is None or not due.running:
        return False
    left, _ = scene.clause(quantity.i)
    words = scene.tokens.words[max(left, quantity.start - 6) : quantity.start]
    return not function_words("possibly").isdisjoint(words)


def _anchored(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sentence without a topic takes up the one before: by a pronoun, a time, or what it says of the figure."""
    left, right = scene.clause(quantity.i)
    first, _ = scene.sentence(quantity.i)
    if any(scene.tags.within("we", first, quantity.start)) or scene.times_within(first, right):
        return True
    if not function_words("refers").isdisjoint(scene.tokens.words[first : first + 2]):
        return True
    if any(scene.tags.within("topic", left, quantity.start)):
        return True
    return any(hit.value == "with" for hit in scene.tags.within("prep", first, quantity.start)) and bool(scene.codes(first, quantity.start))
