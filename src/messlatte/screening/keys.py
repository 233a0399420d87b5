"""Keys by which a word of a subject and a word of a list meet: by consonants, by a slip in them, by beginning or end."""

from __future__ import annotations

from functools import lru_cache

from messlatte.screening.sounds import skeleton, sound

__all__ = ["LOOSE", "firm_keys", "near_keys", "noun_key", "person_keys"]

LOOSE = 0.5
"""What a shared beginning or end counts, beside 1 for shared consonants."""


@lru_cache(maxsize=131_072)
def person_keys(form: str) -> tuple[str, ...]:
    """Keys of a word in a person's name: exact ones, slips from three consonants on, then loose ones."""
    return _keys(form, 3)


@lru_cache(maxsize=131_072)
def firm_keys(form: str) -> tuple[str, ...]:
    """Keys of a word in a firm's name; short words are too many for slips."""
    return _keys(form, 4)


def _keys(form: str, least: int) -> tuple[str, ...]:
    heard, bones = sound(form) or form, skeleton(form)
    keys = [bones if len(bones) > 2 else f"~{heard}"]
    if len(bones) >= least:
        keys += dict.fromkeys(f"{heard[0]}:{bones[:n]}{bones[n + 1 :]}" for n in range(len(bones)))
    keys.append(f"{heard[0]}:{bones}")
    if len(heard) >= 3:
        keys += [f"^{heard[:2]}", f"${heard[-3:]}"]
    return tuple(keys)


def noun_key(form: str) -> str:
    """Key of a word that only one side takes for a company noun, such as Bahn in another spelling: its sound, exactly."""
    return f"!{sound(form) or form}"


@lru_cache(maxsize=65_536)
def near_keys(bones: str) -> tuple[str, ...]:
    """Consonants of a whole name without spaces, and what is left of them without one."""
    if len(bones) < 4:
        return (bones,)
    return (bones, *dict.fromkeys(bones[:n] + bones[n + 1 :] for n in range(len(bones))))
