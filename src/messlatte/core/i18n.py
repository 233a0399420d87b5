"""Messages in German, English and Russian, from the gettext catalogues in ``messlatte/locale``.

One catalogue a room (``statement.po``, ``verdict.po``, ...); English message ids are the English text.
``scripts/catalogues.py`` compiles them and a test checks that none is stale or incomplete.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from messlatte.core.errors import unknown_option
from messlatte.core.statement import Finding

__all__ = ["LANGUAGES", "finding_message", "translations"]

LANGUAGES = ("de", "en", "ru")

_LOCALE = Path(__file__).parent.parent / "locale"


@lru_cache(maxsize=8)
def translations(language: str) -> gettext.NullTranslations:
    """Catalogues of all rooms in a language, chained.

    Raises
    ------
    UsageError
        If the language is not one of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise unknown_option("--lang", language, LANGUAGES)
    chain = gettext.NullTranslations()
    for path in sorted((_LOCALE / language / "LC_MESSAGES").glob("*.mo")):
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
        catalogue.add_fallback(chain)
        chain = catalogue
    return chain


def finding_message(finding: Finding, language: str) -> str:
    """Message of a finding in a language."""
    return translations(language).gettext(finding.template).format(**finding.params)
