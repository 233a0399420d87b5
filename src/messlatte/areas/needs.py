"""Who in a nation buys what it imports: the largest users of each industry's goods, by industry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

__all__ = ["users_of"]


@lru_cache(maxsize=1)
def _users() -> Mapping[tuple[str, str], tuple[tuple[str, float], ...]]:
    import pyarrow.parquet as pq

    with (files("messlatte.areas") / "data" / "icio2022_users.parquet").open("rb") as file:
        table = pq.read_table(file).to_pydict()
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for importer, industry, user, share in zip(*(table[name] for name in ("importer", "industry", "user", "share")), strict=True):
        found.setdefault((importer, industry), []).append((user, share))
    return {key: tuple(users) for key, users in found.items()}


def users_of(importer: str, industry: str) -> tuple[tuple[str, float], ...]:
    """Industries of the importer that buy most of its imports of an industry, largest first, with their shares; at most five.

    Intermediates only; empty where the table holds none.
    """
    return _users().get((importer, industry), ())
