"""``messlatte demo``: the main job on the statement that ships with Messlatte."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from messlatte.cli.options import Json, Lang, Output

__all__ = ["demo"]


def demo(*, lang: Lang = None, as_json: Json = False, output: Output = Path("brief.html")) -> int:
    """Read the example statement, say how high its bar is, and write the brief.

    Parameters
    ----------
    lang
        Language of the statement and of the answer: de, en or ru.
    as_json
        Print the whole answer as JSON.
    output
        Brief to write; its suffix chooses the format.
    """
    from messlatte.cli.assess import assess

    with as_file(files("messlatte") / "examples" / f"minsk-tula.{lang or 'de'}.txt") as statement:
        return assess(str(statement), lang=lang, as_json=as_json, output=output)
