"""Compile the gettext catalogues: every ``.po`` below ``src/messlatte/locale`` to the ``.mo`` beside it."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "src" / "messlatte" / "locale"


def compiled(po: Path) -> bytes:
    """Binary form of one catalogue."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> None:
    for po in sorted(LOCALE.rglob("*.po")):
        po.with_suffix(".mo").write_bytes(compiled(po))
        print(f"compiled {po.relative_to(LOCALE)}")


if __name__ == "__main__":
    main()
