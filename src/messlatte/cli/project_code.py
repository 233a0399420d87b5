"""``messlatte project code``: from words to headings of the Harmonized System."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, Titles, print_json
from messlatte.core.errors import NothingMeasurableError, UsageError
from messlatte.core.i18n import translations

if TYPE_CHECKING:
    from messlatte.projects.coding import Candidate

__all__ = ["code"]

_LONGEST_NAME = 100


def code(
    text: Annotated[str, Parameter(help="Words that name a good: Mähdrescher, gebraucht.", allow_leading_hyphen=True)],
    /,
    *,
    language: Annotated[Literal["de", "en", "ru"] | None, Parameter(help="Language of the words; guessed by default.")] = None,
    top: Annotated[int, Parameter(help="How many headings.")] = 5,
    titles: Titles = None,
    lang: Lang = None,
    as_json: Json = False,
) -> int:
    """Find the headings of the Harmonized System (2022) that a good named in German, English or Russian may fall under.

    A person chooses: each heading shows the words that led to it and its share of the score. Codes of arms are marked.
    """
    if not text.strip():
        raise UsageError("name a good in words: messlatte project code 'Mähdrescher'")
    from messlatte.projects.coding import code_text, text_language
    from messlatte.projects.titles import read_titles

    language = language or text_language(text)  # type: ignore[assignment]
    assert language is not None
    candidates = code_text(text, language, count=top, extra=read_titles(titles) if titles else ())
    if as_json:
        from messlatte.projects.matching_document import coding_document

        print_json(coding_document(text, language, candidates))
    elif candidates:
        _show(candidates, lang or language)
    if not candidates:
        raise NothingMeasurableError(f"no word of {text[:60]!r} names a good; use other words, or --language, or --titles FILE")
    return 0


def _show(candidates: tuple[Candidate, ...], lang: str) -> None:
    from rich.console import Console
    from rich.markup import escape

    from messlatte.projects.coding import heading_name

    say = translations(lang).gettext
    console = Console(highlight=False)
    for one in candidates:
        name = heading_name(one.heading, lang)
        short = name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
        mark = f" [red]{escape(say('arms: never matched'))}[/red]" if one.arms else ""
        console.print(f"[bold]{one.code}[/bold]  {100 * one.share:3.0f} %  {escape(short)}{mark}")
        led = ", ".join(dict.fromkeys(word for word, _ in one.shared))
        console.print(f"        {escape(say('by the words'))}: {escape(led)}", style="dim")
