"""Parts of which small drawings are put together: a root with its alternative text, words, lines."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from messlatte.brief.tokens import load_tokens

__all__ = ["svg_line", "svg_of", "svg_text"]


def svg_of(width: int, height: float, alt: str, parts: Sequence[str]) -> str:
    """Drawing of these parts."""
    font = load_tokens().fonts["chart"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}" role="img" '
        f'aria-label={quoteattr(alt)} font-family={quoteattr(font)} font-size="12">{"".join(parts)}</svg>'
    )


def svg_text(x: float, y: float, words: str, **attributes: str) -> str:
    """Words at a point; ``text_anchor`` and the like become attributes."""
    more = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(words)}</text>'


def svg_line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> str:
    """Straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'
