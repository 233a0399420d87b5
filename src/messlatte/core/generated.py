"""Parts of documentation pages that a command writes anew."""

from __future__ import annotations

__all__ = ["with_generated"]


def with_generated(page: str, text: str, begin: str = "<!-- generated: begin -->", end: str = "<!-- generated: end -->") -> str:
    """Page with the part between two markers replaced.

    Parameters
    ----------
    page, text : str
        Markdown; the text stands between blank lines.
    begin, end : str
        The markers, which stay.

    Raises
    ------
    ValueError
        If the page lacks one of them.
    """
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the page lacks {begin!r} or {end!r}")
    return f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}"
