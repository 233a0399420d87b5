"""What ships is what the scripts make of the data: to the last digits printed, whatever the machine's linear algebra rounds."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from messlatte.models.forecast_history import BACI
from messlatte.models.nowcast_history import read_history

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "messlatte" / "models" / "data"


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # a dataclass looks its own module up
    spec.loader.exec_module(module)
    return module


def _assert_same(made: object, shipped: object, where: str = "") -> None:
    if isinstance(shipped, dict):
        assert isinstance(made, dict)
        assert made.keys() == shipped.keys(), where
        for key in shipped:
            _assert_same(made[key], shipped[key], f"{where}/{key}")
    elif isinstance(shipped, list):
        assert isinstance(made, list)
        assert len(made) == len(shipped), where
        for i, (a, b) in enumerate(zip(made, shipped, strict=True)):
            _assert_same(a, b, f"{where}/{i}")
    elif isinstance(shipped, float):
        assert made == pytest.approx(shipped, abs=2e-3, rel=2e-3), where
    else:
        assert made == shipped, where


@pytest.mark.slow
def test_the_nowcast_is_what_its_script_makes(shared: Path) -> None:
    made = _script("fit_nowcast").table(shared / "data", read_history(shared / "data"))
    _assert_same(json.loads(made), json.loads((DATA / "nowcast.json").read_text(encoding="utf-8")))


@pytest.mark.slow
def test_the_forecast_is_what_its_script_makes(shared: Path) -> None:
    made = _script("fit_forecast").table(shared / "data" / BACI)
    _assert_same(json.loads(made), json.loads((DATA / "forecast.json").read_text(encoding="utf-8")))


@pytest.mark.slow
def test_the_targets_are_what_their_script_makes(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from messlatte.track.dataset import shipped_targets

    monkeypatch.setattr(sys, "path", [str(ROOT / "scripts"), *sys.path])
    assert _script("build_announced_targets").build(shared) == list(shipped_targets())
