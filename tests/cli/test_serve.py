"""``messlatte serve`` refuses what it cannot do, before it opens a port."""

from __future__ import annotations

import pytest

from messlatte.cli.app import main


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "70000"], "from 0 to 65535"),
        (["--workers", "0"], "from 1 to 64"),
        (["--workers", "many"], "workers"),
    ],
)
def test_wrong_options_are_told(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", *arguments])
    assert stopped.value.code == 2
    captured = capsys.readouterr()
    assert message in (captured.err + captured.out).lower()


def test_wrong_settings_are_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MESSLATTE_WEB_SECONDS", "fast")
    with pytest.raises(SystemExit) as stopped:
        main(["serve"])
    assert stopped.value.code == 2
    assert "MESSLATTE_WEB_SECONDS" in capsys.readouterr().err


def test_a_missing_extra_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("messlatte.cli.serve.find_spec", lambda name: None if name == "fastapi" else name)
    with pytest.raises(SystemExit) as stopped:
        main(["serve"])
    assert stopped.value.code == 2
    assert "messlatte[web]" in capsys.readouterr().err
