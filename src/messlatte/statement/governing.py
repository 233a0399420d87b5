"""What the words right beside a figure leave no doubt about: a start, a comparison, a goal, what is now or has happened."""

from __future__ import annotations

from messlatte.core.quantity import Month
from messlatte.statement.adjacent_times import adjacent_time
from messlatte.statement.function_words import function_words
from messlatte.statement.quantity import Kind, Quantity
from messlatte.statement.scene import Scene

__all__ = [
    "governor",
    "is_against_past",
    "is_aimed",
    "is_compared",
    "is_current",
    "is_foreseen",
    "is_goal",
    "is_over",
    "is_passed",
    "is_perfect",
    "is_present",
    "is_said_ahead",
    "is_start",
    "is_unhoped",
]

_TO = 10  # tokens behind a start in which what is reached stands


def governor(scene: Scene, quantity: Quantity) -> str:
    """Word that governs a quantity: the one before it and before articles and "present"."""
    k = quantity.start - 1
    for _ in range(3):
        if k < 0:
            return ""
        cue = scene.tags.at("cue", k)
        if scene.tokens.words[k] not in function_words("articles") and (cue is None or cue.value not in ("present", "earlier")):
            break
        k -= 1
    return scene.tokens.words[k] if k >= 0 else ""


def is_start(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is what a change started from ("from 2 to 3 billion", "von 2 auf 3 Milliarden")."""
    before = governor(scene, quantity)
    if (before == "от" and quantity.low is not None) or (before in ("с", "со") and _is_with(scene, quantity)):
        return False
    if before in function_words("from") or _is_from_level(scene, quantity):
        return True
    if before != "von" or scene.tokens.words[max(0, quantity.start - 2)] in function_words("thresholds"):
        return False
    _, last = scene.sentence(quantity.i)
    following = scene.quantities_within(quantity.j, last)
    if following and following[0].kind == Kind.MULTIPLE:
        return not scene.pauses(quantity.j, following[0].i)
    if not following or scene.tokens.words[following[0].start - 1] != "auf":
        return False
    apart = any(scene.tags.within("topic", quantity.j, following[0].start))
    return not apart and function_words("clause_and").isdisjoint(scene.tokens.words[quantity.j : following[0].start])


def _is_with(scene: Scene, quantity: Quantity) -> bool:
    """Whether the Russian "с" means "with" rather than "from" ("на четвертом месте с 2,8 млрд долларов товарооборота")."""
    left, right = scene.clause(quantity.i)
    reached = "до" in scene.tokens.words[quantity.j : min(right, quantity.j + _TO)]
    topic = scene.tags.at("topic", quantity.j)
    return topic is not None and not reached and not any(scene.tags.within("trend", left, quantity.start))


def _is_from_level(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is the level that a change started from ("from the current level of 82 billion")."""
    words = scene.tokens.words
    k = quantity.start - 1
    if k < 2 or words[k] not in function_words("level_of") or words[k - 1] not in function_words("level_nouns"):
        return False
    return not function_words("from").isdisjoint(words[max(0, k - 5) : k - 1])


def is_compared(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is only compared with ("compared with 2.7 billion", "after 1.9 billion")."""
    base = scene.tags.before("base", quantity.start)
    if base is not None and base.value in ("vs", "after"):
        return True
    head = scene.tokens.words[quantity.start : quantity.start + 1]
    return head == ["over"] and quantity.bound is not None and scene.tags.before("pct", quantity.start) is not None


def is_goal(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is named as the goal itself ("the target is $1 billion", "$100 million is the goal")."""
    words = scene.tokens.words
    k = quantity.start - 1
    dated = {i for mark in scene.times_within(scene.sentence(quantity.i)[0], quantity.start) for i in range(mark.i, mark.j)}
    while k >= 0 and quantity.start - k <= 8 and (_is_link(scene, k) or k in dated or scene.tags.value("cue", k) == "present"):
        k -= 1
    before = scene.tags.before("cue", k + 1)
    if before is not None and before.value == "goal" and words[before.i] != "vision":
        return True
    k = quantity.j
    if k < len(words) and words[k] in function_words("thinkable") and words[max(0, quantity.start - 1)] in function_words("goal_copulas"):
        return True
    if k + 1 < len(words) and words[k] in function_words("due_verbs") and scene.tags.value("cue", k + 1) == "future":
        return True
    if k < len(words) and words[k] in function_words("is"):
        k += 1
        while k < len(words) and k < quantity.j + 4 and _is_link(scene, k):
            k += 1
        return scene.tags.value("cue", k) == "goal" or _is_thinkable(scene, k)
    return scene.tags.value("cue", k) == "goal" or not function_words("expected").isdisjoint(words[k : k + 1])


def _is_thinkable(scene: Scene, k: int) -> bool:
    """Whether a copula is followed by a word of possibility ("4 billion is quite possible", "zehn Milliarden sind machbar")."""
    return any(scene.tokens.words[m] in function_words("thinkable") for m in range(k, min(k + 3, len(scene.tokens))))


def _is_link(scene: Scene, k: int) -> bool:
    """Whether a token only links a goal with its amount ("is", "of", a colon)."""
    return scene.tokens.words[k] in ",-:" or scene.tags.at("copula", k) is not None


def is_aimed(scene: Scene, quantity: Quantity) -> bool:
    """Whether a wish and a verb of raising govern a rate ("hope to raise trade by 10 percent this year")."""
    left, _ = scene.clause(quantity.i)
    dated = {k for mark in scene.times_within(left, quantity.start) for k in range(mark.i, mark.j)}
    cues = [hit.value for hit in scene.tags.within("cue", left, quantity.start) if hit.i not in dated]
    if "lift" not in cues:
        return False
    place = len(cues) - 1 - cues[::-1].index("lift")
    return "observed" not in cues[place:] and not {"wish", "goal", "modal"}.isdisjoint(cues[:place])


def is_present(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure is said to be that of now ("currently 9 billion")."""
    if scene.language == "ru" and scene.tags.at("tense", quantity.start) is not None:
        return True
    cue = scene.tags.before("cue", quantity.start)
    return cue is not None and cue.value == "present"


def is_current(scene: Scene, quantity: Quantity) -> bool:
    """Whether a figure is that of a flow which is called present, or of partners ("partners with trade of 9 billion")."""
    if quantity.start < 3 or scene.tokens.words[quantity.start - 1] not in function_words("level_of"):
        return False
    topics = list(scene.tags.within("topic", quantity.start - 4 if quantity.start > 3 else 0, quantity.start - 1))
    if not topics or topics[-1].j != quantity.start - 1:
        return False
    before = scene.tags.before("prep", topics[0].i)
    if (
        before is not None
        and before.value == "with"
        and any(hit.value == "partner" for hit in scene.tags.within("topic", max(0, before.i - 4), before.i))
    ):
        return True
    cue = scene.tags.before("cue", topics[0].i)
    return cue is not None and cue.value == "present"


def is_perfect(scene: Scene, quantity: Quantity) -> bool:
    """Whether a verb stands in the perfect tense, so that what it says has happened ("has almost tripled", "hat sich verdoppelt")."""
    left, _ = scene.clause(quantity.i)
    cues = {hit.value for hit in scene.tags.within("cue", max(left, quantity.start - 6), quantity.start)}
    if scene.tokens.words[quantity.i].endswith("ung"):
        return False
    words = scene.tokens.words
    if words[quantity.j : quantity.j + 1] in (["können"], ["lassen"]) and not {"hat", "haben"}.isdisjoint(words[left : quantity.start]):
        return True
    past = scene.language == "ru" and scene.tokens.words[quantity.i].endswith(("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"))
    return (past or scene.tags.at("perfect", quantity.start - 1) is not None) and not cues & {"modal", "wish", "future"}


def is_passed(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount is a mark that has been passed ("die Marke von 120 Milliarden überschritten")."""
    words = scene.tokens.words
    if words[max(0, quantity.start - 2) : max(0, quantity.start - 1)] == [] or words[quantity.start - 2] not in function_words(
        "thresholds"
    ):
        return False
    left, right = scene.clause(quantity.i)
    cues = {hit.value for hit in scene.tags.within("cue", left, right)}
    return any(scene.tags.within("peak", left, right)) and not cues & {"modal", "wish", "future"}


def is_foreseen(scene: Scene, quantity: Quantity) -> bool:
    """Whether a forecast and a verb of change in the infinitive govern a rate ("is forecast to rise by 10 per cent this year")."""
    left, _ = scene.clause(quantity.i)
    trends = list(scene.tags.within("trend", left, quantity.start))
    if quantity.kind == Kind.MONEY:
        trends = [hit for hit in scene.tags.within("cue", left, quantity.start) if hit.value == "raise"]
    if quantity.kind == Kind.MONEY and ((not trends and _is_awaited(scene, quantity)) or is_said_ahead(scene, quantity)):
        return True
    if not trends or quantity.start - trends[-1].j > 4:
        return False
    cues = list(scene.tags.within("cue", max(left, trends[-1].i - (4 if scene.language != "de" else 8)), trends[-1].i))
    told = [hit for hit in cues if hit.value in ("future", "modal", "wish", "observed")]
    if told and quantity.kind == Kind.MONEY and told[-1].value == "modal" and scene.tokens.words[told[-1].i] not in ("should", "may"):
        return not scene.pauses(told[-1].j, quantity.start)
    if told and scene.tokens.words[told[-1].i : told[-1].j + 1] == ["may", "see"]:
        return True
    if not told or told[-1].value != "future" or scene.tags.before("perfect", told[-1].i) is not None:
        return False
    return not scene.pauses(told[-1].j, quantity.start)


def is_over(scene: Scene, quantity: Quantity) -> bool:
    """Whether an amount without a word of wish is dated in the past: "came to 369 million by the end of May", "that earned 36 million"."""
    reference, (first, last) = scene.reference, scene.sentence(quantity.i)
    if reference.year is None or reference.month is None:
        return False
    now = Month(reference.year, reference.month)
    left, _ = scene.clause(quantity.i)
    near = adjacent_time(scene, quantity)
    past = near is not None and near.kind == "deadline" and near.last is not None and near.last < now
    last = near.j if past and near is not None else last
    if not past:
        marks = [m for m in scene.times_within(max(left, quantity.start - 5), quantity.start) if m.kind == "period"]
        near = marks[-1] if marks and governor(scene, quantity) not in function_words("to") else None
        past = near is not None and near.last is not None and near.last < now and near.own
        first, last = near.i if near is not None else first, quantity.j
        past &= near is not None and not any(q.j <= quantity.start for q in scene.quantities_within(near.j, quantity.i))
    dated = {k for mark in scene.times_within(first, last) for k in range(mark.i, mark.j)}
    cues = {hit.value for hit in scene.tags.within("cue", first, last) if hit.i not in dated}
    return past and not cues & {"goal", "wish", "modal", "future", "lift", "raise"}


def is_said_ahead(scene: Scene, quantity: Quantity) -> bool:
    """Whether "expects ... to be" or "erwartet, dass" governs an amount."""
    first, last = scene.sentence(quantity.i)
    words = scene.tokens.words
    if words[quantity.j : quantity.j + 1] in (["hat"], ["habe"], ["haben"], ["hätten"], ["hatte"]):
        return False
    earlier = [q for q in scene.quantities_within(first, quantity.i) if quantity.kind != Kind.MULTIPLE or q.kind == Kind.MULTIPLE]
    begin = max((other.j for other in earlier if other.j <= quantity.start), default=first)
    for hit in scene.tags.within("cue", begin, quantity.start):
        if hit.value not in ("future", "wish") or scene.tags.before("perfect", hit.i) is not None:
            continue
        if any(word in function_words("that") for word in words[hit.j : hit.j + 3]) and "," in (*words[hit.j : hit.j + 2], "that"):
            told = ("observed",) if quantity.kind == Kind.MULTIPLE else ("observed", "present")
            return not any(cue.value in told for cue in scene.tags.within("cue", hit.j, min(quantity.j + 3, last)))
        if scene.language == "en":
            k = next((k for k in range(quantity.start - 2, max(hit.i, quantity.start - 6), -1) if words[k] == "to"), None)
            if k is not None and words[k + 1] in function_words("to_verbs"):
                return True
    return False


def _is_awaited(scene: Scene, quantity: Quantity) -> bool:
    """Whether a verb of expecting governs an amount directly ("we envisage $14 billion", "rechnet mit zwölf Milliarden")."""
    left, _ = scene.clause(quantity.i)
    behind = scene.tags.at("cue", quantity.j)
    if scene.language == "de" and behind is not None and behind.value == "wish":
        return True
    cues = list(scene.tags.within("cue", max(left, quantity.start - 4), quantity.start))
    if not cues or cues[-1].value not in ("future", "wish") or scene.tags.before("perfect", cues[-1].i) is not None:
        return False
    return quantity.start - cues[-1].j <= 2 and not scene.pauses(cues[-1].j, quantity.start)


def _is_participle(scene: Scene, k: int) -> bool:
    """Whether a participle behind a comma tells what has happened (", increasing to 4.7 trillion from 1.6")."""
    return k > 0 and scene.tokens.words[k].endswith("ing") and scene.tokens.words[k - 1] == ","


def is_unhoped(scene: Scene, quantity: Quantity) -> bool:
    """Whether a sentence without a word of wish or future tells a change beside the figure ("slid to 5 billion and imports to 8.3")."""
    first, last = scene.sentence(quantity.i)
    cues = {hit.value for hit in scene.tags.within("cue", first, last) if not _is_participle(scene, hit.i)}
    told = any(scene.tags.within("trend", first, quantity.start))
    return told and scene.language == "en" and not cues & {"goal", "wish", "modal", "future", "potential", "lift", "raise"}


def is_against_past(scene: Scene, quantity: Quantity) -> bool:
    """Whether a rate is measured against a time that is over and nobody wishes it ("an increase of 31 % over a year earlier")."""
    first, last = scene.sentence(quantity.i)
    if quantity.kind != Kind.PERCENT or not any(mark.prior for mark in scene.times_within(quantity.j, min(last, quantity.j + 6))):
        return False
    return not {hit.value for hit in scene.tags.within("cue", first, last)} & {"goal", "wish", "modal", "future", "potential"}
