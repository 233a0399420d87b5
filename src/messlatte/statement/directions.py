"""Whose goods go where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from messlatte.statement.drafts import Draft
from messlatte.statement.gazetteer import country_of
from messlatte.statement.quantities import Quantity
from messlatte.statement.scene import Scene

__all__ = ["Direction", "directions_of"]

_BEFORE = 7
_BEHIND = 14
_BESIDE = 6
_GENITIVE = 3
_NOUN = re.compile(r"(?:waren)?(?:exporte?n?|ausfuhr(?:en)?|absatzm\w+)\Z|экспорт\w{0,3}\Z")
"""Nouns of exports that a name in the genitive may follow ("Exporte Chinas", "экспорт Китая")."""
_ARTICLES = frozenset(("the", "die", "der", "den", "das", "dem"))
_MEMBERS = frozenset(("staaten", "länder", "ländern", "mitgliedstaaten", "mitgliedsländer", "mitgliedsländern", "des"))
_OUTWARD = frozenset(("exports", "surplus"))

Direction = tuple[str, str]


@dataclass(slots=True)
class _Roles:
    """Economies as the words around a flow name them: its owner, where goods go, where they come from, with whom."""

    owner: str | None = None
    goal: str | None = None
    source: str | None = None
    partner: str | None = None


def directions_of(scene: Scene, found: list[Draft]) -> list[Direction | None]:
    """Exporter and importer of each flow; None for both ways.

    The words around the flow say it ("Indian exports to South Africa", "imports from", "экспорт в Китай"); what they leave open is filled
    from the pair, and the owner stays the same until another is named ("... and imports of 3 billion").
    """
    result: list[Direction | None] = []
    owners: dict[frozenset[str], str] = {}
    for draft in found:
        if draft.topic.flow == "turnover" or len(draft.codes) < 2:
            result.append(None)
            continue
        roles = _roles(scene, draft)
        direction = _direction(draft, roles, owners)
        owners[frozenset(direction)] = direction[0] if draft.topic.flow in _OUTWARD else direction[1]
        result.append(direction)
    return result


def _roles(scene: Scene, draft: Draft) -> _Roles:
    roles = _Roles()
    topic = draft.topic.i
    first, last = scene.sentence(topic)
    for i, code in reversed(_places(scene, max(first, topic - _BEFORE), topic)):
        if i == topic - 1 and _compounded(scene, i):
            roles.partner = code
            continue
        if _preposition(scene, i) is None and not _apart(scene, i, topic):
            roles.owner = code
            break
    if roles.owner is None and _NOUN.match(scene.tokens.words[topic]):
        roles.owner = next((code for i, code in _places(scene, topic + 1, topic + _GENITIVE) if _preposition(scene, i) is None), None)
    if scene.language != "en":
        _sort_before(scene, roles, max(first, scene.clause(topic)[0]), topic)
    following = next((hit.i for hit in scene.tags.within("topic", topic + 1, last) if hit.value != "none"), last)
    _sort(scene, roles, topic + 1, min(following, topic + _BEHIND))
    quantity = draft.quantity
    if not topic < quantity.i < following:
        _sort(scene, roles, max(first, scene.clause(quantity.i)[0]), quantity.start)
    _sort_between(scene, roles, topic, quantity)
    beside = _Roles()
    behind = quantity.j
    for other in scene.quantities_within(quantity.j, quantity.j + 3):
        behind = other.j if other.conversion else behind
    end = min(scene.sentence(quantity.i)[1], behind + _BESIDE)
    end = next((k for k in range(behind, end) if scene.breaks(k)), end)
    end = next((hit.i for hit in scene.tags.within("topic", behind, end) if hit.value != "none"), end)
    _sort(scene, beside, behind, next((q.i for q in scene.quantities_within(behind, end)), end))
    roles.goal = beside.goal or roles.goal
    roles.source = beside.source or roles.source
    _bracketed(scene, roles, quantity, draft.topic.flow in _OUTWARD)
    return roles


def _compounded(scene: Scene, i: int) -> bool:
    """Whether a German compound names the partner of a flow ("die China-Exporte"); short forms name its owner ("die US-Exporte")."""
    return scene.language == "de" and scene.tokens.glued[i + 1] and len(scene.tokens.words[i]) > 3


def _bracketed(scene: Scene, roles: _Roles, quantity: Quantity, outward: bool) -> None:
    """Let the name right before the bracket of a figure be the partner ("Es folgen Ägypten (+9,8 % auf 3,6 Mrd.) und Marokko (...)")."""
    words, first = scene.tokens.words, scene.sentence(quantity.i)[0]
    k = next((k for k in range(quantity.start - 1, max(first, quantity.start - _BEFORE), -1) if words[k] in "()"), 0)
    if not k or words[k] != "(":
        return
    named = [code for i, code in _places(scene, max(first, k - 2), k) if code != roles.owner]
    if named and outward:
        roles.goal = named[-1]
    elif named:
        roles.source = named[-1]


def _sort_before(scene: Scene, roles: _Roles, i: int, topic: int) -> None:
    """Take a goal or source that opens the clause before the flow is named ("Nach China stieg der Export")."""
    if any(scene.tags.within("topic", i, topic)):
        return
    near = _Roles()
    for k, _ in _places(scene, i, min(i + _GENITIVE, topic)):
        if _preposition(scene, k) in ("to", "from") and not _apart(scene, k, topic):
            _sort(scene, near, k, k + 1)
            roles.goal, roles.source = near.goal or roles.goal, near.source or roles.source
            return


def _sort_between(scene: Scene, roles: _Roles, topic: int, quantity: Quantity) -> None:
    """Let the partner that is named last between the figures before and this one win ("..., die nach Italien um 4 Prozent auf 2 Mrd.")."""
    earlier = [other for other in scene.quantities_within(topic, quantity.i) if other.j <= quantity.start]
    for other, following in reversed(list(pairwise((*earlier, quantity)))):
        near = _Roles()
        _sort(scene, near, other.j, following.start)
        if near.goal or near.source:
            roles.goal, roles.source = near.goal or roles.goal, near.source or roles.source
            return


def _places(scene: Scene, i: int, j: int) -> list[tuple[int, str]]:
    return [(k, place.code) for k, place in scene.places_within(i, j)]


def _apart(scene: Scene, i: int, j: int) -> bool:
    """Whether a name and a flow belong to different thoughts."""
    return scene.pauses(i, j) > 0 or bool(scene.quantities_within(i, j)) or any(scene.splits(k) for k in range(i, j))


def _preposition(scene: Scene, i: int) -> str | None:
    """Meaning of the preposition before a name; articles and one adjective may stand between."""
    for back in range(1, 5):
        k = i - back
        if k < 0:
            return None
        hit = scene.tags.at("prep", k) or scene.tags.before("prep", k + 1)
        if hit is not None and hit.value in ("to", "from", "with"):
            return hit.value
        if (
            scene.tokens.words[k] not in _ARTICLES
            and scene.tokens.words[k] not in _MEMBERS
            and (back > 1 or scene.tokens.kinds[k] != "w" or scene.tags.any(("topic", "cue"), k))
        ):
            return None
    return None


def _sort(scene: Scene, roles: _Roles, i: int, j: int) -> None:
    """Fill the roles that prepositions before names give, where they are still open."""
    for k, code in _places(scene, i, j):
        preposition = _preposition(scene, k)
        if preposition == "to" and roles.goal is None:
            roles.goal = code
        elif preposition == "from" and roles.source is None:
            roles.source = code
        elif preposition == "with" and roles.partner is None:
            roles.partner = code
        elif preposition is None and roles.owner is None and not scene.quantities_within(k, j):
            roles.owner = code


def _direction(draft: Draft, roles: _Roles, owners: dict[frozenset[str], str]) -> Direction:
    outward = draft.topic.flow in _OUTWARD
    exporter = roles.source or (roles.owner if outward else roles.partner)
    importer = roles.goal or (roles.partner if outward else roles.owner)
    codes = draft.codes
    if exporter is not None and exporter == importer:
        exporter, importer = (None, importer) if roles.goal else (exporter, None)
    if exporter is None and importer is None:
        known = next((owner for pair, owner in owners.items() if pair == frozenset(codes[:2])), None)
        last = next(reversed(owners.values()), None) if owners else None
        owner = known or (last if last in codes else None) or codes[0]
        other = next((code for code in codes if code != owner), codes[1])
        return (owner, other) if outward else (other, owner)
    if exporter is None:
        exporter = _other(codes, importer, owners)
    elif importer is None:
        importer = _other(codes, exporter, owners)
    return str(exporter), str(importer)


def _other(codes: tuple[str, ...], known: str | None, owners: dict[frozenset[str], str]) -> str:
    """Second economy of a flow of which one is known: the owner so far where it is another one, else the rest of the pair."""
    last = next(reversed(owners.values()), None) if owners else None
    if last is not None and last != known:
        return last
    return next((code for code in codes if code != known and country_of(code) != known), codes[0])
