"""The style sheet of brief and pages: tokens of light, dark and print, then the rules."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from messlatte.brief.tokens import load_tokens

__all__ = ["style_sheet"]

_RULES = Path(__file__).parent / "templates" / "style.css"


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """CSS, white space squeezed."""
    tokens = load_tokens()
    fonts = "".join(f"--font-{name}:{stack};" for name, stack in tokens.fonts.items() if name != "print")
    sizes = "".join(f"--size-{name}:{size:g}rem;" for name, size in tokens.sizes.items())
    head = (
        f":root{{{tokens.custom_properties('light')}{fonts}{sizes}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{tokens.custom_properties('dark')}}}}}"
        f"@media print{{:root{{{tokens.custom_properties('print')}}}}}"
    )
    return head + re.sub(r"\s*\n\s*", "", _RULES.read_text(encoding="utf-8"))
