"""Parties and goods against lists: flags with their evidence. A person decides; nothing is ever cleared by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from messlatte.screening.checking import arms_free, blocking_flags, check, check_project
    from messlatte.screening.decisions import Store, default_path
    from messlatte.screening.folder import open_lists
    from messlatte.screening.goods import goods_flags, is_arms
    from messlatte.screening.makers import arms_makers_in, is_arms_maker
    from messlatte.screening.names import compare

__all__ = [
    "Store",
    "arms_free",
    "arms_makers_in",
    "blocking_flags",
    "check",
    "check_project",
    "compare",
    "default_path",
    "goods_flags",
    "is_arms",
    "is_arms_maker",
    "open_lists",
]

_HOMES = {
    "Store": "decisions",
    "default_path": "decisions",
    "arms_free": "checking",
    "blocking_flags": "checking",
    "check": "checking",
    "check_project": "checking",
    "compare": "names",
    "goods_flags": "goods",
    "is_arms": "goods",
    "open_lists": "folder",
    "arms_makers_in": "makers",
    "is_arms_maker": "makers",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
