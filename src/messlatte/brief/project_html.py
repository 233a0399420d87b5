"""An appraised project as one self-contained HTML file."""

from __future__ import annotations

from messlatte.brief.html import file_html
from messlatte.brief.project import Flagged, project_sheet
from messlatte.brief.project_charts import draw_project
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
    sheet = project_sheet(appraisal, language, flagged)
    return file_html(
        "project.html",
        language,
        "Messlatte",
        sheet=sheet,
        drawings=draw_project(sheet, language, css_palette()),
        lang=language,
        permalink="",
        _=translations(language).gettext,
    )
