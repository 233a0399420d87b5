"""An appraised project as one self-contained HTML file."""

from __future__ import annotations

from messlatte.brief.html import environment
from messlatte.brief.project import Flagged, project_sheet
from messlatte.brief.project_charts import draw_project
from messlatte.brief.style import style_sheet
from messlatte.brief.tokens import css_palette
from messlatte.core.appraisal import Appraisal
from messlatte.core.i18n import translations

__all__ = ["project_html"]


def project_html(appraisal: Appraisal, language: str, flagged: Flagged | None = None) -> str:
    """Lay an appraisal out as a page that loads nothing.

    Parameters
    ----------
    appraisal : Appraisal
    language : str
        ``de``, ``en`` or ``ru``.
    flagged : Flagged, optional
        Flags of the screening in words; they stand first.
    """
    from markupsafe import Markup

    sheet = project_sheet(appraisal, language, flagged)
    template = environment().get_template("project_brief.html")
    return template.render(
        sheet=sheet,
        drawings=draw_project(sheet, language, css_palette()),
        css=Markup(style_sheet()),  # noqa: S704 - our own file
        lang=language,
        permalink="",
        _=translations(language).gettext,
    )
