"""What all pages share: templates, style sheet, script, and their addresses."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from messlatte import __version__
from messlatte.brief.html import template_folder
from messlatte.brief.style import style_sheet
from messlatte.core.i18n import LANGUAGES, translations

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["LANGUAGE_NAMES", "Static", "render_page", "static_files"]

LANGUAGE_NAMES = {"de": "Deutsch", "en": "English", "ru": "Русский"}
_HERE = Path(__file__).parent


class Static(dict[str, tuple[str, bytes]]):
    """Files by the last part of their path, which holds a hash of the content: media type and body."""


@lru_cache(maxsize=1)
def static_files() -> Static:
    """Style sheet and script."""
    files = Static()
    for stem, suffix, media, body in (
        ("messlatte", "css", "text/css", style_sheet().encode()),
        ("messlatte", "js", "text/javascript", (_HERE / "static" / "messlatte.js").read_bytes()),
    ):
        files[f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"] = (f"{media}; charset=utf-8", body)
    return files


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader([_HERE / "templates", template_folder()])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _asset(suffix: str) -> str:
    return "/static/" + next(name for name in static_files() if name.endswith(suffix))


def render_page(template: str, lang: str, path: str = "/", query: dict[str, str] | None = None, **values: Any) -> bytes:
    """Render a page.

    Parameters
    ----------
    template : str
        File in ``web/templates``.
    lang : str
        Language of the page.
    path, query : str, dict
        Own address, for the links to the other languages.
    **values
        What the template shows.
    """
    rest = {key: value for key, value in (query or {}).items() if key != "lang"}
    common = {
        "_": translations(lang).gettext,
        "lang": lang,
        "language_names": LANGUAGE_NAMES,
        "language_links": {other: f"{path}?{urlencode({**rest, 'lang': other})}" for other in LANGUAGES},
        "css": _asset(".css"),
        "js": _asset(".js"),
        "version": __version__,
        "robots": None,
        "json_ld": None,
        "canonical": None,
        "alternates": {},
    }
    return _environment().get_template(template).render({**common, **values}).encode()
