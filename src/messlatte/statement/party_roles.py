"""What part a named economy plays in its sentence: owner of a flow, partner, third country, venue, title of a person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from messlatte.statement.places import Place

__all__ = ["CONTINENTS", "Mention", "Role", "mentions_of"]

CONTINENTS = ("America", "Africa", "Asia", "Europe")
"""How the codes of continents and their parts end."""

_WINDOW = 70


class Role(StrEnum):
    """Part of a mention in its sentence, from the words around it."""

    PAIR = "pair"
    OWNER = "owner"
    PARTNER = "partner"
    NEUTRAL = "neutral"
    TITLE = "title"
    VENUE = "venue"
    THIRD = "third"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place with its role; ``pair`` numbers the mention it is paired with ("between A and B", "A-B trade").

    ``whole`` marks a country that is set against its own region ("China as a whole", "ganz Deutschland").
    """

    place: Place
    code: str
    role: Role
    sentence: int
    pair: int | None = None
    whole: bool = False


_TRADE = {
    "en": r"(?:trade|exports?|imports?|turnover|commerce|shipments|sales|deliveries|exported|imported|surplus|deficit"
    r"|shortfall|goods|purchases|ties|"
    r"relations|cooperation|trading)",
    "de": r"(?:\w*handels?\w*|\w*exporte?n?\w*|\w*importe?n?\w*|\w*ausfuhr\w*|\w*einfuhr\w*|\w*umsatz\w*|lieferungen"
    r"|waren\w*|exportiert\w*|importiert\w*|"
    r"wirtschaftsbeziehungen|beziehungen|zusammenarbeit)",
    "ru": r"(?:\w*товарооборот\w*|\w*торгов\w+|экспорт\w*|импорт\w*|поставк\w+|оборот\w*|закупк\w+|сотрудничеств\w+|отношени\w+)",
}  # fmt: skip
_OPENING_DE = r"(?:(?:länder(?:n)?\s+der|staaten\s+der|der|dem|den|die|das|ganz|dem\s+Nachbarland)\s+)*(?:\w+(?:en|er)\s+)?"
_PARTNER_LEFT = {
    "en": r"(?:\b(?:with|to|from|towards?|against|into|vis-a-vis)\s+(?:both\s+|all\s+|most\s+|other\s+|neighbou?ring\s+|the\s+|its\s+\w+\s+"
    r"|(?:countries|members|member\s+states|states)\s+of\s+|two\s+|three\s+|four\s+|five\s+|six\s+|\d+\s+)*)$",
    "de": r"(?:\b(?:mit|nach|aus|von|in\s+die|in\s+den|in\s+das|ins|gegenüber|zu|zur|zum)\s+" + _OPENING_DE + ")$",
    "ru": r"(?:\b(?:с|со|в|во|из|для|к|ко|на)\s+(?:(?:стран\w*|государств\w*|\w+(?:ой|ей|ым|им|ую|ом|ою))\s+)?)$",
}  # fmt: skip
_THIRD_LEFT = {
    "en": r"\b(?:(?:especially|particularly|notably)\s+(?:to|from|with|in)\s+(?:the\s+)?"
    r"|(?:overt(?:ook|aken|aking)|surpass(?:ed|ing)|replac(?:ed|ing)|displac(?:ed|ing)|than|after|behind|like|unlike"
    r"|excluding|outside|via|through|except|besides|ahead\s+of|compared\s+(?:with|to)|followed\s+by|"
    r"competition\s+from|(?:harvests?|demand|drought|war|conflict|crisis|unrest|protests|output|prices)\s+in|including|\(and|\(incl\.?)\s+(?:\w+\s+)?(?:with\s+|to\s+|those\s+\w+\s+)?(?:the\s+)?"
    r"|(?:faster|slower|higher|lower|bigger|larger|smaller|better)\s+than\s+[^.,;]{0,45}|than\s+(?:that|those)\s[^.,;]{0,30})$",
    "de": r"\b(?:(?:vor\s+allem|insbesondere|besonders)\s+(?:nach|aus|mit|in)\s+(?:die\s+|der\s+|den\s+)?"
    r"|(?<=\()(?:nach|neben)\s+(?:\w+\s+)?|(?:als|hinter|vor|nach\s+den|noch\s+vor|noch\s+hinter|über|durch|außer|neben|statt|einschließlich)\s+(?:\w+\s+)?"
    r"(?:mit\s+|der\s+|den\s+|dem\s+|die\s+)?|gemessen\s+a[mn]\s[^.,;]{0,40}\s(?:mit|nach|aus)\s+|(?:über|unter)\s+(?:dem|der|denen)\s+mit\s+(?:\w+\s+){0,2})$",
    "ru": r"\b(?:(?:кризис|конфликт|войн|событи)\w*\s+(?:на|в|вокруг)|за\s+пределами|вне|чем|после|кроме|через|помимо|"
    r"опередив|опередил\w*|обогнав|обогнал\w*|сменил\w*|потеснил\w*|вытеснил\w*|уступая"
    r"|вслед\s+за|наряду\s+с|вместо|включая)\s+(?:с\s+|со\s+)?$",
}
_VENUE_LEFT = {
    "en": r"\b(?:in|at|visiting|near|reached|(?:visit|trip)\s+to|arrived\s+in|stay\s+in|ambassador\s+(?:to|in))\s+"
    r"(?:[^\W\d]+\s+)?(?:the\s+)?$",
    "de": r"\b(?:in|im|bei)\s+(?:der\s+|dem\s+)?$",
    "ru": r"\b(?:в|во|под|из)\s+$",
}
_TITLE_RIGHT = {
    "en": r"^(?:['’]s?)?\s+(?:\w+\s+){0,4}?(?:president|prime|premier|minister|ambassador|official|leader|king|chancellor"
    r"|secretary|counterpart|envoy|"
    r"businessmen|delegation|governor|head|foreign|deputy|vice|commerce|economy|trade\s+minister|government)\b",
    "de": r"^\s+(?:\w+\s+){0,2}?(?:\w*präsident\w*|\w*minister\w*|premier\w*|botschafter\w*|kanzler\w*|staatschef\w*"
    r"|regierung\w*|amtskollege\w*|"
    r"delegation|gouverneur\w*)\b",
    "ru": r"^\s+(?:\w+\s+){0,2}?(?:президент\w*|премьер\w*|министр\w*|посол|посла|послом|послу|лидер\w*|губернатор\w*"
    r"|коллег\w+|глав[аыеуо]\w*|"
    r"делегаци\w+|сторон\w+)\b",
}  # fmt: skip
_TITLE_LEFT = {
    "en": r"\b(?:president|minister|ambassador|governor|king|head|leader|chancellor|premier|secretary|government|embassy"
    r"|ministers|delegation)"
    r"\s+(?:of|to|from)\s+(?:\w+\s+)?$",
    "de": r"\b\w*(?:präsident|minister|botschafter|gouverneur|kanzler|chef|premier|präsidenten|ministern|delegation)\w*"
    r"\s+(?:von|der|des|aus|in)?\s*(?:der\s+)?$",
    "ru": r"(?:президент|министр|посол|посл|губернатор|глав|премьер|лидер|мид|правительств|вице-премьер|госдум|делегаци)\w*\s+$",
}
_AND = re.compile(
    r"(?:\s*\([^()]{1,40}\))?\s*,?\s*(?:and|und|sowie|и|&|with|mit|с|со|and\s+with|und\s+mit|as\s+well\s+as)\s+(?:the\s+|der\s+|die\s+|den\s+|dem"
    r"\s+|its\s+\w+\s+|"
    r"провинци\w+\s+|\w{3,9}(?:ой|ом|ими|ым)\s+)?",
    re.IGNORECASE,
)
_WITH = re.compile(r"\s*,?\s*(?:with|mit|с|со)\b", re.IGNORECASE)
_LIST = re.compile(r"\s*,\s*(?:(?:with|mit|с|to|nach|the|der|die|в)\s+)?(?:the\s+)?", re.IGNORECASE)
_WHOLE_RIGHT = re.compile(r"\s+(?:as\s+a\s+whole|insgesamt|в\s+целом)\b", re.IGNORECASE)
_WHOLE_LEFT = re.compile(r"\b(?:whole\s+of|all\s+of|ganz|gesamt)\s+$", re.IGNORECASE)
_TRAVEL = re.compile(r"[^.;]{0,30}\b(?:reis(?:t|te|en)|gereist|fliegt|flog|travel|touring|поехал|отправ)", re.IGNORECASE)
_NO_PARTY_RIGHT = re.compile(
    r"['’]?s?\s+(?:economic\s+)?(?:slowdown|downturn|recession|slump)\b|['’]s\s+(?:economy|growth)\b|"
    r"\s+(?:trading|trade)\s+partners|\s+(?:fiscal\s+)?(?:year|calendar)\b|-(?:Grenze|Marke|Schwelle|Beitritt|Kommission|Ebene|Gipfel|Parlament|Recht)",
    re.IGNORECASE,
)
_ONE_OF_A_CONTINENT = re.compile(
    r"\s+(?:Land|Landes|Staat|Nation|Königreich|country|nation|state|kingdom|стран[аыуе]\w*|государств\w+)\b"
    r"|['’]s\s+(?:\w+[-\s]){1,2}economy\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"\b(?:in|innerhalb|within)\s+(?:the\s+|der\s+|des\s+)?$", re.IGNORECASE)
_INSIDE_RU = re.compile(r"\b(?:в|на)\s+$", re.IGNORECASE)
_LOCATIVE = ("ии", "ке", "пе")
"""Endings of the Russian names of continents that tell "in" from "to"."""
_AREA_WORD = re.compile(
    r"region|provin|oblast|state|krai|territor|gebiet|land\b|freistaat|област|кра[йяюе]|республик|штат|район", re.IGNORECASE
)
_DATELINE = re.compile(r",\s+(?:Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)[a-zä]*\.?\s+\d", re.IGNORECASE)
_COMPOUND = re.compile(r"\s?[-\u2010-\u2014/]\s?\n?")
_BETWEEN = re.compile(
    r"\b(?:between|zwischen|между|among)\s+(?:both\s+|the\s+|der\s+|den\s+|dem\s+|\w+\s+)?(?:province\s+of\s+|провинцией\s+|\w+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of one language, compiled on first use."""

    partner: re.Pattern[str]
    third: re.Pattern[str]
    venue: re.Pattern[str]
    title_left: re.Pattern[str]
    title_right: re.Pattern[str]
    owned: re.Pattern[str]
    of: re.Pattern[str]


@lru_cache(maxsize=3)
def _patterns(language: str) -> _Patterns:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Patterns(
        partner=compiled(_PARTNER_LEFT[language]),
        third=compiled(_THIRD_LEFT[language]),
        venue=compiled(_VENUE_LEFT[language]),
        title_left=compiled(_TITLE_LEFT[language]),
        title_right=compiled(_TITLE_RIGHT[language]),
        owned=compiled(r"^(?:['’]s?)?,?\s+(?:[\w-]+\s+){0,3}?(?:[\w]+-)?" + _TRADE[language]),
        of=compiled(_TRADE[language] + _OF_LINK[language]),
    )


_OF_LINK = {
    "en": r"\s+(?:\w+\s+)?(?:of|for)\s+(?:the\s+)?$",
    "de": r"\s+(?:\w+\s+)?(?:von|der|des)\s+(?:\w+\s+)?$",
    "ru": r"\s+(?:\w+\s+){0,2}(?:провинци\w+\s+)?$",
}


def _single_role(text: str, place: Place, start: int, end: int, language: str) -> Role:
    left = text[max(start, place.start - _WINDOW) : place.start]
    right = text[place.end : min(end, place.end + _WINDOW)]
    if place.kind == "person":
        return Role.TITLE
    is_ = _patterns(language)
    if is_.third.search(left):
        return Role.THIRD
    if is_.title_right.match(right) or is_.title_left.search(left):
        return Role.TITLE
    city = place.kind == "capital" or (place.kind == "region" and not _AREA_WORD.search(place.surface))
    if city and (is_.venue.search(left) or _DATELINE.match(right) or (left.endswith("nach ") and _TRAVEL.match(right))):
        return Role.VENUE
    if _NO_PARTY_RIGHT.match(right) or (place.code.endswith(CONTINENTS) and _ONE_OF_A_CONTINENT.match(right)):
        return Role.THIRD
    if place.kind == "group" and (_INSIDE.search(left) or (_INSIDE_RU.search(left) and place.surface.endswith(_LOCATIVE))):
        return Role.VENUE
    if is_.of.search(left) or is_.owned.match(right):
        return Role.PARTNER if is_.partner.search(left) and place.kind != "adjective" else Role.OWNER
    if is_.partner.search(left):
        return Role.PARTNER
    return Role.NEUTRAL


def mentions_of(text: str, language: str, places: tuple[Place, ...], sentences: tuple[tuple[int, int], ...]) -> tuple[Mention, ...]:
    """Role of every place of a text.

    Parameters
    ----------
    sentences : tuple of (start, end)
        Spans of the sentences, in order.

    Returns
    -------
    tuple of Mention
        In the order of ``places``.
    """
    language = language if language in _PARTNER_LEFT else "en"
    soviet = any(p.code == "SUN" for p in places) and not any(p.code == "RUS" and p.kind == "country" for p in places)
    numbers = _sentence_numbers(places, sentences)
    mentions: list[Mention] = []
    for index, place in enumerate(places):
        number = numbers[index]
        start, end = sentences[number] if sentences else (0, len(text))
        role = _single_role(text, place, start, end, language)
        code = "SUN" if soviet and place.code == "RUS" else place.code
        whole = bool(
            _WHOLE_RIGHT.match(text[place.end : place.end + 20]) or _WHOLE_LEFT.search(text[max(0, place.start - 14) : place.start])
        )
        mentions.append(Mention(place, code, Role.PARTNER if whole and role is Role.NEUTRAL else role, number, None, whole))
        if index and numbers[index - 1] == number:
            _join(text, mentions, start)
    return tuple(mentions)


def _join(text: str, mentions: list[Mention], start: int) -> None:
    """Let the last mention form a pair with the one before it, or inherit its role in a list."""
    left, right = mentions[-2], mentions[-1]
    if left.code == right.code:
        return
    gap = text[left.place.end : right.place.start]
    index = len(mentions)
    if _COMPOUND.fullmatch(gap) and Role.PAIR not in (left.role,):
        mentions[-2:] = [_as(left, Role.PAIR, index - 1), _as(right, Role.PAIR, index - 2)]
    elif _AND.fullmatch(gap) or _LIST.fullmatch(gap):
        before = text[max(start, left.place.start - _WINDOW) : left.place.start]
        if _BETWEEN.search(before) or (left.role is Role.PAIR and _LIST.fullmatch(gap)):
            mentions[-2:] = [_as(left, Role.PAIR, index - 1), _as(right, Role.PAIR, index - 2)]
        elif left.role in (Role.THIRD, Role.PARTNER, Role.OWNER, Role.VENUE):
            with_whom = left.role is Role.OWNER and _WITH.match(gap)
            mentions[-1] = _as(right, Role.PARTNER if with_whom else left.role, None)


def _as(mention: Mention, role: Role, pair: int | None) -> Mention:
    return Mention(mention.place, mention.code, role, mention.sentence, pair, mention.whole)


def _sentence_numbers(places: tuple[Place, ...], sentences: tuple[tuple[int, int], ...]) -> list[int]:
    numbers: list[int] = []
    current = 0
    for place in places:
        while current + 1 < len(sentences) and sentences[current + 1][0] <= place.start:
            current += 1
        numbers.append(current)
    return numbers
