"""Options that many commands share, and how their values are written out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from messlatte.core.files import whole_file, write_whole

__all__ = ["Json", "Lang", "Output", "Published", "Titles", "print_json", "whole_file", "write_whole"]

Lang = Annotated[Literal["de", "en", "ru"] | None, Parameter(name="--lang", help="Language of the answer; the statement's own by default.")]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON to standard output.")]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"], help="File to write; its suffix chooses the format.")]
Titles = Annotated[
    Path | None, Parameter(name="--titles", help="Goods titles of your own, such as a national tariff: code, tab, text a line.")
]
Published = Annotated[str | None, Parameter(name="--published", help="Day, month or year of publication: 2024-11-05, 2024-11 or 2024.")]


def print_json(document: Mapping[str, object]) -> None:
    """Print one JSON document, characters as they are, to standard output."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write("\n")
