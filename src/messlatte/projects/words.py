"""Words of goods texts in German, English and Russian: split, cut to stems, exclusions taken out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from messlatte.core.errors import unknown_option
from messlatte.core.i18n import LANGUAGES

__all__ = ["checked_language", "language_of", "stem", "stems", "without_exclusions", "words"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_EXCLUSION = re.compile(r"\((?:ausg|ausgenommen|excl|excluding|кроме|за исключением)\b", re.IGNORECASE)
_TAIL = re.compile(r"(?:,|;|—|-)?\s*\b(?:ausgenommen|excluding|other than|кроме|за исключением|andere als)\b[^;()]*", re.IGNORECASE)

_STOP = {
    "de": "der die das den dem des ein eine einer eines einem einen und oder aber auch mit ohne von vom zu zum zur für "
    "aus in im an am auf bei als nach nicht "
    "sowie wie anderer anderen andere anderes dergleichen dergl ähnl ähnliche art arten waren ware mehr weniger "
    "mindestens höchstens durch über unter sonst "
    "sonstige sonstigen pos unterpos bzw usw gibt wir suchen bieten kaufen verkaufen gesucht benötigen brauchen "
    "liefern lieferung lieferungen partner partnern stück neu gebraucht interesse interessiert zusammenarbeit produkte "
    "produkten erzeugnisse bereit seine seinen seiner "
    "braucht sucht bietet liefert kauft verkauft benötigt interessieren ihre ihren ihrer unsere unseren",
    "en": "the a an and or of for with without in on at to from by not other than as is are be was it its this that which "
    "whether kind type such like more less "
    "least exceeding containing contain incl excl etc similar article nes heading subheading we seek offer buy sell "
    "need want looking supply supplier partner pieces "
    "used new put up percent weight interest interested cooperation products partners deliveries ready their our "
    "his needs seeks offers buys sells wants looks require requires supplies",
    "ru": "и или а но в во на с со к ко по для из от до без при под над не ни как же ли что это этот прочие прочий прочая "
    "прочее другие другой также том числе "
    "товарной позиции позиций субпозиции включая аналогичные подобные более менее продаем покупаем куплю продам "
    "ищем нужны нужен требуется предлагаем поставка "
    "партнер новый шт содержащие содержащая содержащий мас основном исключительно указанных имеющих состоящие "
    "предназначенные используемые изготовленные группы интерес заинтересован сотрудничество продукция партнеров готовы "
    "ищет нужна нужно покупает продает предлагает закупает закупка требуются поставляет его ее их наш наша наши своей своих",
}
_STOPWORDS = {language: frozenset(text.split()) for language, text in _STOP.items()}

_ENDINGS = {
    "de": re.compile(r"(?:(?<=.{4})(?:ern|em|er|en|es|e|n|s)|(?<=.{3})(?:en|er|e|n|s))$"),
    "en": re.compile(r"(?:(?<=.{4})(?:ings|ing|ies|ers|er|ed|es|s|y|e)|(?<=.{3})(?:es|s|e))$"),
    "ru": re.compile(
        r"(?:ующ|ющ|вш|нн|ш|щ)?(?:ого|его|ому|ему|ыми|ими|ами|ями|иями|иях|ией|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ую|юю|ых|их|ым|им|ом|ем|ам|ям|"
        r"ах|ях|ов|ев|"
        r"ию|ия|ии|ью|а|я|о|е|ы|и|у|ю|ь|й)$"
    ),
}
_SAME = {
    "de": {"tiefgekühlt": "gefroren", "tiefgekühlte": "gefroren", "tiefgefroren": "gefroren", "tiefgefrorene": "gefroren"},
    "en": {},
    "ru": {"мороженая": "замороженная", "мороженый": "замороженный", "мороженые": "замороженные", "свежемороженая": "замороженная"},
}
"""Words of the trade and what the nomenclature says for them; "мороженое" is ice cream and stays."""
_SPELLING = str.maketrans({"ё": "е", "ß": "ss", "ä": "a", "ö": "o", "ü": "u", "é": "e", "è": "e", "á": "a"})


def without_exclusions(text: str) -> str:
    """Take out what a title says it is *not*: "Live horses (excl. for slaughter)" is about horses, not about slaughter.

    Brackets may be nested; a bracket that is never closed runs to the end of the text.
    """
    while (start := _EXCLUSION.search(text)) is not None:
        depth, end = 0, len(text)
        for place in range(start.start(), len(text)):
            depth += (text[place] == "(") - (text[place] == ")")
            if depth == 0:
                end = place + 1
                break
        text = text[: start.start()] + text[end:]
    return _TAIL.sub("", text)


def words(text: str, language: str) -> list[str]:
    """Words of two letters or more, lower case, without the words that name no good, in any of their forms."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).casefold().replace("ё", "е"))
    same = _SAME[language]
    return [same.get(word, word) for word in found if _kept(word, language)]


@lru_cache(maxsize=1 << 17)
def _kept(word: str, language: str) -> bool:
    return word not in _STOPWORDS[language] and stem(word, language) not in _stop_stems(language)


@lru_cache(maxsize=3)
def _stop_stems(language: str) -> frozenset[str]:
    return frozenset(cut for word in _STOPWORDS[language] if len(cut := stem(word, language)) >= 5)


@lru_cache(maxsize=1 << 17)
def stem(word: str, language: str) -> str:
    """Cut the ending of a word; at least three letters stay. Umlauts and accents are folded, so "Öle" and "Ol" meet.

    A light stem on purpose: related words that it leaves apart are found by their letters (`TitleIndex.related`).
    """
    short = word.translate(_SPELLING)
    if language == "ru":
        cut = _ENDINGS["ru"].sub("", short)
        return cut if len(cut) >= 3 else short
    return _ENDINGS[language].sub("", short)


def stems(text: str, language: str) -> list[str]:
    """Stems of the words of a text, exclusions left out, in order."""
    return [stem(word, language) for word in words(without_exclusions(text), language)]


def language_of(text: str) -> str:
    """Tell ``de``, ``en`` or ``ru`` of a short text by its script, its umlauts and its small words; empty where they do not tell."""
    folded = text.casefold()
    cyrillic = sum("а" <= letter <= "я" or letter == "ё" for letter in folded)
    if cyrillic > sum("a" <= letter <= "z" for letter in folded):
        return "ru"
    found = set(_WORD.findall(folded))
    german = len(found & _STOPWORDS["de"]) + 2 * bool(re.search("[äöüß]", folded))
    english = len(found & _STOPWORDS["en"])
    return "" if german == english else "de" if german > english else "en"


def checked_language(language: str) -> str:
    """Return the language, or refuse one that goods cannot be coded in.

    Raises
    ------
    UsageError
        If it is none of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise unknown_option("language", language, LANGUAGES)
    return language
