"""An appraised project as one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Sequence

from messlatte.brief.html import environment
from messlatte.brief.project import project_sheet
from messlatte.brief.project_charts import draw_project
from messlatte.brief.style import style_sheet
from messlatte.brief.tokens import css_palette
from messlatte.core.appraisal import Appraisal
from messlatte.core.i18n import translations

__all__ = ["project_html"]


def project_html(appraisal: Appraisal, language: str, flags: Sequence[str] = ()) -> str:
    """Lay an appraisal out as a page that loads nothing.

    Parameters
    ----------
    appraisal : Appraisal
    language : str
        ``de``, ``en`` or ``ru``.
    flags : sequence of str
        Flags of the screening in words; they stand first.
    """
    from markupsafe import Markup

    sheet = project_sheet(appraisal, language, flags)
    template = environment().get_template("project_brief.html")
    return template.render(
        sheet=sheet,
        drawings=draw_project(sheet, language, css_palette()),
        css=Markup(style_sheet()),  # noqa: S704 - our own file
        lang=language,
        permalink="",
        _=translations(language).gettext,
    )
