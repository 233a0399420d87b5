"""A new project file from an archetype: whole, so that every number can be read and changed in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import cast

from messlatte.core.errors import UsageError
from messlatte.core.project import Parameter, Shape
from messlatte.projects.project_file import SCHEMA, archetype_tables, archetypes, variant_tables

__all__ = ["Choice", "archetype_for", "project_text"]


def _value(value: object) -> str:
    """A TOML value; JSON's strings are TOML's, but for DEL."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)


def _lines(values: Mapping[str, object]) -> Iterable[str]:
    return (f"{key} = {_value(value)}" for key, value in values.items())


def project_text(
    archetype: str,
    parties: tuple[str, str],
    *,
    variant: str = "",
    title: str = "",
    source: str = "",
    firms: Iterable[str] = (),
    own: Iterable[Parameter] = (),
) -> str:
    """TOML of a new project.

    Parameters
    ----------
    archetype : str
        One of `archetypes`.
    parties : tuple of two str
        Codes, in the order of the archetype's roles.
    variant : str
        Variant of the archetype, such as ``pigs`` of ``livestock``.
    title, source : str
        Of the project; the archetype's title by default.
    firms : iterable of str
        Who takes part; these are screened.
    own : iterable of Parameter
        Parameters that take the place of the archetype's.

    Raises
    ------
    UsageError
        If the archetype or the variant is not known.
    """
    base = archetype_tables(archetype)
    change = variant_tables(archetype, variant)
    head: dict[str, object] = {
        "schema": SCHEMA,
        "title": title or change.get("title") or base["title"],
        "archetype": archetype,
        "parties": list(parties),
        "status": "idea",
        "source": source,
        "firms": list(firms),
    }
    head |= {key: base[key] for key in ("roles", "sector", "horizon", "price_year", "products", "notes")}
    parameters = cast("dict[str, object]", base["parameters"]) | cast("dict[str, object]", change.get("parameters", {}))
    parameters |= {parameter.name: _parameter_table(parameter) for parameter in own}
    blocks = [
        f"# A project after the archetype {archetype}{f', variant {variant}' if variant else ''}.\n"
        "# Every number is a range with unit, year and source; assumption = true marks judgement: replace it by what you know.",
        "\n".join(_lines(head)),
        "[parameters]\n" + "\n".join(_lines(parameters)),
    ]
    for key in ("phases", "flows", "payments"):
        items = cast("list[dict[str, object]]", change.get(key) or base.get(key, []))
        blocks.extend(f"[[{key}]]\n" + "\n".join(_lines(item)) for item in items)
    return "\n\n".join(blocks) + "\n"


def _parameter_table(parameter: Parameter) -> dict[str, object]:
    known = asdict(parameter) | {"shape": parameter.shape.value}
    fixed = parameter.shape is Shape.FIXED
    return {key: value for key, value in known.items() if key != "name" and value != "" and not (fixed and key in ("low", "high"))}


@dataclass(frozen=True, slots=True)
class Choice:
    """An archetype and, where one fits better, its variant."""

    archetype: str
    variant: str = ""


def archetype_for(codes: Iterable[str], isic: Iterable[str] = ()) -> Choice:
    """Archetype whose products fit the codes of an area best.

    Parameters
    ----------
    codes : iterable of str
        HS and EBOPS codes as a statement's area has them; a chapter fits the headings below it and the other way round.
    isic : iterable of str
        ISIC codes of the area; they decide between equals.

    Raises
    ------
    UsageError
        If none fits.
    """
    products, industries = tuple(codes), tuple(isic)
    best, most = Choice(""), 0.0
    for name in archetypes():
        tables = archetype_tables(name)
        about = cast("dict[str, list[str]]", tables["about"])
        variants = cast("dict[str, dict[str, list[str]]]", tables.get("variants", {}))
        score = _fit(products, about["codes"]) + _fit(industries, about["isic"]) / 2
        own = {key: _fit(products, value["areas"]) for key, value in variants.items() if "areas" in value}
        variant = max(own, key=lambda key: own[key], default="")
        if score > most:
            best, most = Choice(name, variant if variant and own[variant] > 0 else ""), score
    if not most:
        found = ", ".join((*products, *industries)) or "of this claim (it has none)"
        raise UsageError(f"no archetype fits the codes {found}; name one of {', '.join(archetypes())}")
    return best


def _fit(given: tuple[str, ...], known: Iterable[str]) -> float:
    """How far two lists of codes agree: the deepest agreement, and a little for every further one."""
    depths = [len(min(a, b, key=len)) for a in given for b in known if a.startswith(b) or b.startswith(a)]
    return max(depths, default=0) + 0.01 * len(depths)
