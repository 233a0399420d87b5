"""Where the data are: ``MESSLATTE_DATA``, else the user's data folder of the operating system."""

from __future__ import annotations

import os
from pathlib import Path

from messlatte.core.errors import UsageError

__all__ = ["data_folder"]


def data_folder() -> Path:
    """Folder of raw files and of the ledger; it need not exist.

    Raises
    ------
    UsageError
        If ``MESSLATTE_DATA`` names something that is not a folder.
    """
    named = os.environ.get("MESSLATTE_DATA")
    if not named:
        from platformdirs import user_data_path

        return user_data_path("messlatte")
    path = Path(named).expanduser()
    if path.exists() and not path.is_dir():
        raise UsageError(f"MESSLATTE_DATA: {path} is not a folder; name a folder")
    return path
