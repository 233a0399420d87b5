"""Whether a percentage, a fraction or a multiple says growth, and with which sign."""

from __future__ import annotations

from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.words import Hit

__all__ = ["is_index", "is_share", "sign_of"]

_NEAR = 2


def sign_of(scene: Scene, quantity: Quantity, last: int) -> int:
    """Sign of a change: 1, -1, or 0 when the quantity is no change.

    Parameters
    ----------
    last : int
        Sign of the change before in the same sentence, for an elided verb ("and bilateral trade by 11.4 percent"); 0 for none.
    """
    left, right = scene.clause(quantity.i)
    if quantity.kind == Kind.MULTIPLE:
        fall = _last(scene, left, quantity.start) or _first(scene, quantity.j, min(right, quantity.j + 3))
        return -1 if quantity.value < 1 or fall < 0 else 1
    if is_index(scene, quantity):
        return 1
    if is_share(scene, quantity):
        return 0
    near = _adjacent(scene, quantity)
    if near:
        return near
    others = [q for q in scene.quantities_within(left, quantity.i) if q.kind == quantity.kind and q.j <= quantity.start]
    begin = others[-1].j if others else left
    before = _last(scene, begin, quantity.start)
    following = [q for q in scene.quantities_within(quantity.j, right) if q.kind == quantity.kind]
    end = following[0].start if following else right
    behind = _particle(scene, begin, quantity.j, end)
    if behind:
        return behind
    if before:
        return before
    after = _first(scene, quantity.j, end)
    if after:
        return after
    governed = quantity.start > 0 and scene.tokens.words[quantity.start - 1] in function_words("by")
    if governed and not last:
        return _first(scene, quantity.j, right)
    return last if governed or (last and begin > left) else 0


def is_index(scene: Scene, quantity: Quantity) -> bool:
    """Whether a percentage takes the same months of the year before as 100 ("100.9% of the same period last year")."""
    if quantity.kind != Kind.PERCENT or not 0.4 <= quantity.value <= 4.0:
        return False
    words = scene.tokens.words
    if words[quantity.j : quantity.j + 2] == ["к", "уровню"]:
        return quantity.value > 0.75 and words[quantity.start - 1 : quantity.start] != ["на"]
    if function_words("index_of").isdisjoint(words[quantity.j : quantity.j + 1]):
        return False
    marks = scene.times_within(quantity.j, quantity.j + 4)
    return (
        bool(marks)
        and (marks[0].prior or marks[0].relative)
        and function_words("by").isdisjoint(words[quantity.start - 1 : quantity.start])
    )


def _value(hit: Hit) -> int:
    return -1 if hit.value in ("down", "less", "minus") else 1


def _adjacent(scene: Scene, quantity: Quantity) -> int:
    """Sign of a word right beside the quantity: "38 percent less", "up 33.9%", "minus 1.6%", "-5 %"."""
    tags, words = scene.tags, scene.tokens.words
    for k in range(quantity.j, min(quantity.j + _NEAR, len(words))):
        hit = tags.at("trend", k)
        if hit is not None:
            return _value(hit)
        if tags.at("topic", k) is None and not words[k].isalpha():
            break
    before = tags.before("trend", quantity.start)
    if before is not None:
        return _value(before)
    if quantity.i and words[quantity.i - 1] in "+-" and scene.tokens.kinds[quantity.i - 1] == "p" and _is_sign(scene, quantity.i):
        return -1 if words[quantity.i - 1] == "-" else 1
    return 0


def _is_sign(scene: Scene, i: int) -> bool:
    """Whether a plus or a dash before a number is its sign: glued to it, or first in a bracket ("nach Indien (- 13,2 %)")."""
    return scene.tokens.glued[i] or scene.tokens.words[max(0, i - 2)] == "("


def is_share(scene: Scene, quantity: Quantity) -> bool:
    """Whether a part of a whole is meant: "42 percent of", "приходится 15 %", "einen Anteil von"."""
    tags, words = scene.tags, scene.tokens.words
    following = words[quantity.j] if quantity.j < len(words) else ""
    if following in function_words("of_a_whole") or _is_of_trade(scene, quantity) or _is_moved(scene, quantity):
        return True
    for k in range(max(scene.sentence(quantity.i)[0], quantity.start - 5), quantity.start):
        hit = tags.at("share", k)
        if hit is not None and words[k] == "of" and hit.j != quantity.start:
            continue
        if hit is not None and not any(tags.within("trend", hit.j, quantity.start)) and not scene.pauses(hit.j, quantity.start):
            return True
    return False


def _is_moved(scene: Scene, quantity: Quantity) -> bool:
    """Whether a Russian percentage is where a share moves from or to ("доля выросла с 8 до 10 %", "с 8 % до 10 %")."""
    words = scene.tokens.words
    if scene.language != "ru" or quantity.kind != Kind.PERCENT or not quantity.start:
        return False
    if words[quantity.start - 1] in ("с", "со"):
        following = scene.quantities_within(quantity.j, quantity.j + 3)
        return words[quantity.j : quantity.j + 1] == ["до"] and bool(following) and following[0].kind == Kind.PERCENT
    if words[quantity.start - 1] != "до":
        return False
    changed = scene.tags.before("trend", quantity.start - 1)
    if changed is not None and words[changed.i] not in function_words("nouns_of_change"):
        return True
    before = scene.quantities_within(max(0, quantity.start - 6), quantity.i)
    return any(other.kind == Kind.PERCENT and words[other.start - 1] in ("с", "со") for other in before if other.start)


def _is_of_trade(scene: Scene, quantity: Quantity) -> bool:
    """Whether a Russian percentage makes up part of a flow ("что составило 70,1 % внешнеторгового оборота")."""
    tags, words = scene.tags, scene.tokens.words
    if scene.language != "ru" or quantity.kind != Kind.PERCENT:
        return False
    verb = words[quantity.start - 1] if quantity.start else ""
    if verb not in function_words("making_up") and function_words("of_all").isdisjoint(words[quantity.j : quantity.j + 1]):
        return False
    if verb in function_words("by"):
        return False
    k = next((k for k in range(quantity.j, min(quantity.j + 3, len(words))) if tags.at("topic", k) is not None), None)
    return k is not None and not scene.pauses(quantity.j, k) and words[k] not in function_words("nominative_flows")


def _last(scene: Scene, i: int, j: int) -> int:
    hits = list(scene.tags.within("trend", i, j))
    return _value(hits[-1]) if hits else 0


def _first(scene: Scene, i: int, j: int) -> int:
    for hit in scene.tags.within("trend", i, j):
        return _value(hit)
    return 0


_PARTICLES = {"zurück": -1, "ab": -1, "ein": -1, "nach": -1, "zu": 1, "an": 1}
_STEMS = {
    "zurück": ("ging", "geht", "gehen", "fiel", "fällt"),
    "ab": ("nahm", "nimm", "nehm", "sack", "flau"),
    "ein": ("brach", "bricht", "brech", "büß"),
    "nach": ("gab", "gib", "geb", "ließ"),
    "zu": ("nahm", "nimm", "nehm", "leg"),
    "an": ("stieg", "steig", "zog", "wuchs", "wächst", "zieh"),
}


def _particle(scene: Scene, i: int, j: int, end: int) -> int:
    """Sign of a separated German verb ("gingen ... zurück"): its particle stands behind the quantity, its stem before."""
    if scene.language != "de":
        return 0
    words = scene.tokens.words
    for k in range(j, end):
        particle = words[k]
        final = k + 1 >= len(words) or words[k + 1] in ",.;:-)" or words[k + 1] in ("und", "als", "auf", "sowie")
        if particle in _PARTICLES and final and any(word.startswith(_STEMS[particle]) for word in words[i:j]):
            return _PARTICLES[particle]
    return 0
