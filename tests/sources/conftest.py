from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


def _helper(name: str) -> ModuleType:
    """Load a helper beside the tests under a name of its own: tests are imported without packages."""
    spec = importlib.util.spec_from_file_location(f"sources_{name}", Path(__file__).parent / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"sources_{name}"] = module
    spec.loader.exec_module(module)
    return module


_SERVER = _helper("server")
_helper("reading")


@pytest.fixture
def server() -> Iterator[object]:
    with _SERVER.serving() as running:
        yield running
