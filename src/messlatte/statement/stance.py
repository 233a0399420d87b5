"""How likely a figure is a target rather than something measured: a small log-linear model over what stands around it.

The features are named below; their weights were fitted to the labelled statements by ``scripts/fit_stance.py`` and lie in
``lexicon/stance.toml``. The probability is the weight of the reading "a target", one minus it that of "a level".
"""

from __future__ import annotations

import math
import tomllib
from functools import lru_cache
from importlib.resources import files

from messlatte.statement.adjacent_times import adjacent_time
from messlatte.statement.function_words import function_words
from messlatte.statement.governing import is_start
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.timing import deadline_of

__all__ = ["features", "target_probability", "weights"]

_CUES = ("goal", "wish", "modal", "future", "potential", "lift", "raise", "observed", "present", "earlier")


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Fitted weight of each feature."""
    path = files("messlatte.statement") / "lexicon" / "stance.toml"
    return {name: float(value) for name, value in tomllib.loads(path.read_text("utf-8"))["weights"].items()}


def features(scene: Scene, quantity: Quantity) -> dict[str, float]:
    """What stands around a figure, as named numbers.

    Returns
    -------
    dict
        ``l_<cue>`` and ``r_<cue>``: how near the last cue before and the first behind is (1 beside the figure, towards 0 far away),
        ``s_<cue>`` whether the sentence has it at all, and what the times around say.
    """
    found: dict[str, float] = {"bias": 1.0, f"kind_{quantity.kind}": 1.0}
    first, last = scene.sentence(quantity.i)
    left, right = scene.clause(quantity.i)
    others = [q for q in scene.quantities_within(left, quantity.i) if q.j <= quantity.start and not q.conversion]
    starts = [
        q
        for q in others
        if scene.tokens.words[q.start - 1 : q.start] and scene.tokens.words[q.start - 1] in function_words("from_in_changes")
    ]
    begin = next((q.j for q in reversed(others) if q not in starts), left)
    behind_start = starts[-1].i if starts and starts[-1] is others[-1] else quantity.start
    following = [q for q in scene.quantities_within(quantity.j, right) if not q.conversion]
    end = following[0].start if following else right
    dated = {k for mark in scene.times_within(first, last) if mark.kind in ("date", "period") for k in range(mark.i, mark.j)}
    for hit in scene.tags.within("cue", first, last):
        if hit.value not in _CUES or behind_start <= hit.i < quantity.start or (hit.value == "modal" and hit.i in dated):
            continue
        found[f"s_{hit.value}"] = 1.0
        if hit.j <= quantity.start <= hit.j + 1:
            found[f"b_{hit.value}"] = 1.0
        if begin <= hit.i < quantity.start:
            found[f"l_{hit.value}"] = 1.0 / (1.0 + 0.15 * (quantity.start - hit.j))
        elif quantity.j <= hit.i <= quantity.j + 1:
            found[f"a_{hit.value}"] = 1.0
            found[f"r_{hit.value}"] = 1.0
        elif quantity.j <= hit.i < end:
            found.setdefault(f"r_{hit.value}", 1.0 / (1.0 + 0.15 * (hit.i - quantity.j)))
        elif hit.i < begin and hit.i >= left:
            found[f"c_{hit.value}"] = 1.0
    _nearest(scene, begin, behind_start, found)
    _equated(scene, quantity, (left, end), found)
    _beside(scene, quantity, found)
    _timed(scene, quantity, found)
    return found


def _equated(scene: Scene, quantity: Quantity, clause: tuple[int, int], found: dict[str, float]) -> None:
    """Take "a billion is the goal" for "the goal is a billion": a goal behind the figure that a copula joins to it."""
    goals = [hit for hit in scene.tags.within("cue", quantity.j, clause[1]) if hit.value == "goal"]
    words, copulas = scene.tokens.words, function_words("goal_copulas")
    near = [k for k in range(max(clause[0], quantity.start - 2), goals[0].i if goals else 0) if words[k] in copulas]
    if not near or scene.pauses(quantity.j, max(near[0], quantity.j)):
        return
    for name in ("n_observed", "b_observed", "l_observed"):
        found.pop(name, None)
    found["l_goal"] = found["n_goal"] = 1.0


def _nearest(scene: Scene, begin: int, end: int, found: dict[str, float]) -> None:
    """Which cue stands nearest before the figure."""
    hits = [hit for hit in scene.tags.within("cue", begin, end) if hit.value in _CUES]
    if hits:
        found[f"n_{hits[-1].value}"] = 1.0


def _beside(scene: Scene, quantity: Quantity, found: dict[str, float]) -> None:
    words = scene.tokens.words
    before = words[quantity.start - 1] if quantity.start else ""
    if before in function_words("from_in_changes") and (before != "von" or is_start(scene, quantity)):
        found["from"] = 1.0
    elif before in function_words("to_or_at"):
        found["to"] = 1.0
    hit = scene.tags.before("base", quantity.start)
    if hit is not None and hit.value in ("vs", "after"):
        found["versus"] = 1.0
    if quantity.start and scene.tags.before("trend", quantity.start) is not None:
        found["trend_beside"] = 1.0
    if quantity.bound == "at least":
        found["at_least"] = 1.0
    if quantity.low is not None:
        found["range"] = 1.0
    if quantity.kind == Kind.MULTIPLE and quantity.verb:
        word = words[quantity.i]
        infinitive = word in ("double", "triple", "quadruple", "treble", "halve") or word.endswith(
            ("ing", "en", "eln", "ть", "ться", "ит", "ится", "ятся")
        )
        if not word.endswith("ung"):
            found["infinitive" if infinitive else "finite"] = 1.0


def _timed(scene: Scene, quantity: Quantity, found: dict[str, float]) -> None:
    near = adjacent_time(scene, quantity)
    year = scene.reference.year
    if near is not None:
        found["t_plain" if near.plain else f"t_{near.kind}"] = 1.0
        if near.kind == "period" and near.last is not None and year is not None:
            found["t_past" if near.last.year < year else "t_running" if near.last.year == year else "t_ahead"] = 1.0
        if near.prior:
            found["t_past"] = 1.0
    due = deadline_of(scene, quantity)
    if due is not None and due is not near:
        found[f"d_{due.kind}"] = 1.0
        if due.last is not None and year is not None and due.last.year > year:
            found["d_ahead"] = 1.0
    left, _ = scene.clause(quantity.i)
    behind = [mark for mark in scene.times_within(left, quantity.start) if mark.kind in ("period", "present")]
    if behind:
        mark = behind[-1]
        if mark.kind == "present":
            found["p_present"] = 1.0
        elif mark.last is not None and year is not None:
            found["p_past" if mark.last.year < year else "p_running" if mark.last.year == year else "p_ahead"] = 1.0


def target_probability(scene: Scene, quantity: Quantity) -> float:
    """Probability that a figure is a target."""
    table = weights()
    score = sum(table.get(name, 0.0) * value for name, value in features(scene, quantity).items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))
