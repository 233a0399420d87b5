"""Colours and type sizes from ``tokens.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Tokens", "css_palette", "load_tokens"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Palettes by scheme (``light``, ``dark``, ``print``), font stacks and sizes in rem."""

    palettes: dict[str, dict[str, str]]
    fonts: dict[str, str]
    sizes: dict[str, float]

    def custom_properties(self, scheme: str) -> str:
        """CSS declarations of one scheme: ``--ink:#14181d;...``."""
        return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in self.palettes[scheme].items())


@lru_cache(maxsize=1)
def load_tokens() -> Tokens:
    """Read ``tokens.toml``, once a process."""
    with (Path(__file__).parent / "tokens.toml").open("rb") as file:
        table = tomllib.load(file)
    kind = table.pop("type")
    fonts = {name: value for name, value in kind.items() if isinstance(value, str)}
    sizes = {name: float(value) for name, value in kind.items() if not isinstance(value, str)}
    return Tokens(palettes=table, fonts=fonts, sizes=sizes)


def css_palette() -> dict[str, str]:
    """Palette whose colours are CSS variables, for drawings inside a page that knows light and dark."""
    return {name: f"var(--{name.replace('_', '-')})" for name in load_tokens().palettes["light"]}
