from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("sources_server", Path(__file__).parent / "server.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
sys.modules["sources_server"] = _MODULE
_SPEC.loader.exec_module(_MODULE)


@pytest.fixture
def server() -> Iterator[object]:
    with _MODULE.serving() as running:
        yield running
