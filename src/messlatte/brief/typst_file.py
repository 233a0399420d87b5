"""Documents set by Typst from the templates of this room."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Setting", "printed"]

_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Setting:
    """Templates behind the common frame, and what they lay out; set as PDF/UA-1."""

    templates: tuple[str, ...]
    document: dict[str, Any]

    def _inputs(self) -> dict[str, str]:
        return {"sheet": json.dumps(self.document, ensure_ascii=False)}

    def _source(self) -> bytes:
        return b"\n".join((_FOLDER / name).read_bytes() for name in ("frame.typ", *self.templates))

    def pages(self) -> int:
        """Pages that it takes."""
        import typst

        found = typst.query(self._source(), "<pages>", field="value", one=True, sys_inputs=self._inputs(), ignore_system_fonts=True)
        return int(json.loads(found))

    def pdf(self) -> bytes:
        """Tagged PDF."""
        import typst

        pdf: bytes = typst.compile(self._source(), sys_inputs=self._inputs(), pdf_standards=["ua-1"], ignore_system_fonts=True)
        return pdf


def printed(svg: str) -> str:
    """Drawing of a page with the colours and the font of print in place of CSS variables."""
    from messlatte.brief.tokens import load_tokens

    tokens = load_tokens()
    for name, colour in tokens.palettes["print"].items():
        svg = svg.replace(f"var(--{name.replace('_', '-')})", colour)
    return svg.replace(f'"{tokens.fonts["chart"]}"', f'"{tokens.fonts["print"]}"')
