"""What a word on trade is about: trade of two economies, or something else that only uses the word."""

from __future__ import annotations

from messlatte.statement.function_words import function_words
from messlatte.statement.quantities import Kind, Quantity
from messlatte.statement.scene import Scene
from messlatte.statement.words import Hit

__all__ = [
    "balance_flow",
    "both_ways",
    "exceeding",
    "is_apart",
    "is_inside",
    "is_known",
    "is_of_a_firm",
    "is_of_another",
    "is_overall",
    "is_owed",
    "is_owner_of",
    "is_part",
    "is_procured",
    "is_set",
    "is_worldwide",
    "total_flow",
    "with_partner",
]

_STEMS = {"exports": ("export", "ausfuhr", "экспорт"), "imports": ("import", "einfuhr", "импорт")}
_WITH = 9
_EXCEEDS = 8


def is_inside(scene: Scene, balance: Hit, trade: Hit) -> bool:
    """Whether trade only says where a balance is ("the surplus of India in its trade with China", "дефицит торговли")."""
    if scene.language == "ru" and balance.j == trade.i:
        return True
    return not function_words("inside").isdisjoint(scene.tokens.words[max(balance.j, trade.i - 3) : trade.i])


def is_of_another(scene: Scene, hit: Hit) -> bool:
    """Whether a topic only says what another percentage is a part of ("14 percent of its total trade")."""
    first, _ = scene.sentence(hit.i)
    for quantity in scene.quantities_within(max(first, hit.i - 7), hit.i):
        words = scene.tokens.words[quantity.j : hit.i]
        apart = scene.pauses(quantity.j, hit.i) or not function_words("clause_and").isdisjoint(words)
        if quantity.kind == Kind.PERCENT and words and words[0] in function_words("of") and not apart:
            return True
    return False


def total_flow(scene: Scene, hit: Hit) -> str:
    """Flow of a total that names its partner ("total imports from Russia"); the total of one economy is no trade between two."""
    k = hit.j
    prep = scene.tags.at("prep", k)
    there = prep is not None and not function_words("there").isdisjoint(scene.tokens.words[prep.j : prep.j + 3])
    if prep is None or prep.value not in ("from", "to") or not (there or scene.codes(prep.j, prep.j + 2)):
        return "other"
    words = " ".join(scene.tokens.words[hit.i : hit.j])
    return next((flow for flow, stems in _STEMS.items() if any(stem in words for stem in stems)), "other")


def is_set(scene: Scene, hit: Hit) -> bool:
    """Whether the Russian verb for "delivered" here means that a record or a task is set."""
    words = scene.tokens.words
    return words[hit.i].startswith("поставил") and any(word.startswith(("рекорд", "задач", "цел")) for word in words[hit.j : hit.j + 7])


def is_of_a_firm(scene: Scene, hit: Hit) -> bool:
    """Whether turnover is that of a firm ("shipping companies' turnover")."""
    words = scene.tokens.words
    if words[hit.i] != "turnover":
        return False
    near = words[max(0, hit.i - 3) : hit.i] + words[hit.j + 1 : hit.j + 4] * (words[hit.j : hit.j + 1] == ["of"])
    return not function_words("firms").isdisjoint(near)


def is_owed(scene: Scene, hit: Hit) -> bool:
    """Whether goods are only what something else is for ("the debt for supplies", "долг за поставки")."""
    if not hit.i or scene.tokens.words[hit.i - 1] not in function_words("for"):
        return False
    before = [other for other in scene.tags.within("topic", max(0, hit.i - 5), hit.i) if other.value != "none"]
    return bool(before) and before[-1].value == "other" and not scene.pauses(before[-1].j, hit.i)


def is_overall(scene: Scene, hit: Hit) -> bool:
    """Whether a change of a flow is that with the world ("несмотря на общее снижение экспорта")."""
    words = scene.tokens.words
    overall = [k for k in range(max(0, hit.i - 3), hit.i) if words[k] in function_words("overall")]
    return bool(overall) and scene.tags.at("trend", overall[-1] + 1) is not None and not with_partner(scene, hit.j, hit.j + _WITH)


def is_procured(scene: Scene, hit: Hit) -> bool:
    """Whether goods are what a delegation buys ("is looking for 2 billion in purchases from U.S. companies", "a mission is to buy")."""
    first, last = scene.sentence(hit.i)
    sent = not function_words("buyers").isdisjoint(scene.tokens.words[first:last])
    if sent and not function_words("buying").isdisjoint(scene.tokens.words[hit.i : hit.j]):
        return True
    if scene.tokens.words[hit.i] not in function_words("purchases"):
        return False
    return not function_words("firms").isdisjoint(scene.tokens.words[hit.j : hit.j + 5])


def balance_flow(scene: Scene, hit: Hit) -> str:
    """Flow of a "trade balance": the surplus or deficit that its clause calls it, else the turnover that some mean by the word."""
    first, last = scene.clause(hit.i)
    words = scene.tokens.words[first:last]
    if not function_words("positive").isdisjoint(words):
        return "surplus"
    return "turnover" if function_words("negative").isdisjoint(words) else "deficit"


def is_worldwide(scene: Scene, hit: Hit) -> bool:
    """Whether a flow is that to all the world ("weltweit exportiert Kärnten Güter")."""
    first, _ = scene.sentence(hit.i)
    words = (*scene.tokens.words[first : first + 2], *scene.tokens.words[max(first, hit.i - 3) : hit.i])
    return not function_words("worldwide").isdisjoint(words)


def is_known(scene: Scene, hit: Hit) -> bool:
    """Whether a bare "volume" can mean trade: the text speaks of trade before or of a trading partner, or says "between" behind."""
    if any(other.value in ("turnover", "exports", "imports") for other in scene.tags.within("topic", 0, hit.i)):
        return True
    if any(other.value == "partner" for other in scene.tags.within("topic", 0, scene.sentence(hit.i)[1])):
        return True
    return with_partner(scene, hit.j, len(scene.tokens))


def with_partner(scene: Scene, i: int, j: int) -> bool:
    """Whether a partner is named between two tokens: "with Kazakhstan", "between"."""
    for k in range(i, min(j, i + _WITH)):
        prep = scene.tags.at("prep", k)
        if prep is None or prep.value not in ("with", "between") or prep.j >= len(scene.tokens):
            continue
        if prep.value == "between" or scene.tokens.capital(prep.j) or scene.tokens.words[prep.j] in ("the", "den", "der", "dem"):
            return True
    return False


def is_part(scene: Scene, hit: Hit) -> bool:
    """Whether a percentage is of a share of the flow rather than of the flow."""
    for k in range(max(0, hit.i - 4), hit.i):
        share = scene.tags.at("share", k)
        if share is not None and share.i and scene.tokens.words[share.i - 1] in function_words("wholes"):
            continue
        if share is not None and share.j <= hit.i and not scene.pauses(share.i, hit.i):
            return not scene.quantities_within(share.i, hit.i)
    return False


def exceeding(scene: Scene, a: Hit, b: Hit, quantity: Quantity) -> str:
    """Balance that an amount is of, where one flow exceeds the other by it ("exports exceeded imports by 4 billion"); else empty."""
    if {a.value, b.value} != {"exports", "imports"} or b.i - a.j > _EXCEEDS or quantity.start - b.j > 2 * _EXCEEDS:
        return ""
    words = scene.tokens.words
    if function_words("exceeds").isdisjoint(words[a.j : b.i]) or scene.quantities_within(a.i, quantity.i):
        return ""
    if "by" not in words[b.j : quantity.start]:
        return ""
    return "surplus" if a.value == "exports" else "deficit"


def both_ways(scene: Scene, a: Hit, b: Hit, quantity: Quantity) -> bool:
    """Whether one amount is said of exports and imports together ("imports from and exports to China added up to")."""
    if {a.value, b.value} != {"exports", "imports"} or b.i - a.j > 4 or quantity.kind != Kind.MONEY:
        return False
    words = scene.tokens.words[a.j : b.i]
    if (
        "n" in scene.tokens.kinds[a.j : b.i]
        or not any(word in function_words("and") for word in words)
        or scene.quantities_within(a.i, quantity.i)
    ):
        return False
    _, right = scene.clause(quantity.i)
    following = [other for other in scene.quantities_within(quantity.j, right) if not other.conversion]
    return not following or following[0].kind != Kind.MONEY


def is_apart(scene: Scene, k: int) -> bool:
    """Whether two blanks stand before a token, all that is left of punctuation in some corpora."""
    start = scene.tokens.starts[k]
    return scene.folded.cased[max(0, start - 2) : start] == "  "


def is_owner_of(scene: Scene, hit: Hit, flow: Hit) -> bool:
    """Whether "economy" only says whose exports they are ("die Exporte der deutschen Wirtschaft um 4 Prozent")."""
    words = scene.tokens.words
    owns = words[hit.i] == "wirtschaft" and words[flow.j : flow.j + 1] == ["der"] and hit.i - flow.j <= 2
    return owns and flow.value in ("exports", "imports")
