"""A project file (TOML): read, completed from its archetype, checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from messlatte.core.errors import InputError, UsageError
from messlatte.core.project import Project
from messlatte.projects.checks import STANDARD, check
from messlatte.projects.fields import Table
from messlatte.projects.project_items import flow_of, parameter_of, payment_of, phase_of

__all__ = [
    "SCHEMA",
    "archetype_tables",
    "archetype_text",
    "archetypes",
    "example_folder",
    "examples",
    "load",
    "loads",
    "variant_tables",
]

SCHEMA = "messlatte.project/1"
_FOLDER = Path(__file__).parent
_LARGEST = 1 << 20
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_TOP = (
    "schema", "id", "title", "archetype", "parties", "roles", "sector", "horizon", "price_year", "status", "source", "firms", "requires",
    "excludes", "products", "notes", "about", "parameters", "phases", "flows", "payments", "variant", "variants", "timetable", "day",
)  # fmt: skip
_STATUS = ("idea", "example", "announced", "contracted", "running")
_INHERITED = ("roles", "sector", "horizon", "price_year", "products", "notes", "phases", "flows", "payments")


def archetypes() -> tuple[str, ...]:
    """Ids of the archetypes that ship, sorted."""
    return tuple(sorted(path.stem for path in (_FOLDER / "archetypes").glob("*.toml")))


def archetype_text(name: str) -> str:
    """TOML of an archetype.

    Raises
    ------
    UsageError
        If there is none of that name.
    """
    if name not in archetypes():
        raise UsageError(f"archetype {name[:40]!r} is not known; allowed are {', '.join(archetypes())}")
    return (_FOLDER / "archetypes" / f"{name}.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=16)
def archetype_tables(name: str) -> Mapping[str, object]:
    """Tables of an archetype, with those standard parameters that every project has or one of its formulas names.

    Raises
    ------
    UsageError
        If there is none of that name.
    """
    text = archetype_text(name)
    tables = tomllib.loads(text)
    standard = tomllib.loads((_FOLDER / "data" / "standard.toml").read_text(encoding="utf-8"))["parameters"]
    needed = {key: value for key, value in standard.items() if key in STANDARD or re.search(rf"\b{key}\b", text)}
    return tables | {"parameters": {**needed, **tables["parameters"]}}


def variant_tables(archetype: str, variant: str) -> dict[str, object]:
    """Tables that a variant changes: ``title``, ``parameters``, ``flows``; empty for none.

    Raises
    ------
    UsageError
        If the archetype has no such variant.
    """
    base = archetype_tables(archetype)
    known = cast("dict[str, dict[str, object]]", base.get("variants", {}))
    if not variant:
        return {}
    if variant not in known:
        raise UsageError(f"variant {variant[:40]!r} is not known; allowed are {', '.join(sorted(known)) or f'none for {archetype}'}")
    change = known[variant]
    return {
        "title": change["title"],
        "parameters": change.get("parameters", {}),
        "flows": [_changed(flow, change) for flow in cast("list[dict[str, object]]", base["flows"])],
    }


def _changed(flow: dict[str, object], change: Mapping[str, object]) -> dict[str, object]:
    """A flow with the code and the label of a variant."""
    pairs = (("hs", change.get("codes", {})), ("label", change.get("labels", {})))
    return flow | {key: values[str(flow["id"])] for key, values in pairs if isinstance(values, dict) and flow["id"] in values}


def example_folder() -> Path:
    """Folder of the example projects, which fit the statement that ships (Belarus and Tula Region)."""
    return _FOLDER / "examples"


@lru_cache(maxsize=1)
def examples() -> tuple[Project, ...]:
    """Every example project, by file name."""
    return tuple(load(path) for path in sorted(example_folder().glob("*.toml")))


def load(path: Path) -> Project:
    """Read a project file.

    Parameters
    ----------
    path : Path
        TOML of at most 1 MB. What it leaves out and its archetype has is taken from there; a parameter of the same name replaces the
        archetype's, whole.

    Raises
    ------
    InputError
        If it cannot be read or does not hold together; the message names file and key and says what to do.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than 1 MB; a project file holds parameters and formulas only")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a project file: {error}; `messlatte project new` writes one") from error
    return loads(text, path.name, path.parent)


def loads(text: str, file: str, folder: Path | None = None) -> Project:
    """Read a project from the text of its file.

    Parameters
    ----------
    text, file : str
        ``file`` names it in messages and, without ``id``, the project.
    folder : Path, optional
        Where a ``timetable`` lies; without it, that key is refused.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise InputError(f"{file}: is not TOML: {str(error) or 'too deep'}; see `messlatte project new`") from error
    top = Table(raw, file)
    top.only(_TOP)
    if (schema := top.text("schema", SCHEMA)) != SCHEMA:
        raise top.fail("schema", f"{schema!r} is not read; this version reads {SCHEMA!r}")
    project = _project(Table(_completed(top), file), file)
    if "timetable" in raw:
        project = _timetabled(project, top, folder)
    check(project, file)
    return project


def _timetabled(project: Project, top: Table, folder: Path | None) -> Project:
    """Project with the numbers of buses, chargers, energy and power that its timetable asks for."""
    from messlatte.projects.bus_parameters import sized_from

    name, day = Path(top.text("timetable")), top.values.get("day")
    if folder is None or name.is_absolute() or ".." in name.parts:
        raise top.fail("timetable", f"needs a file beside the project file or below it, found {str(name)[:80]!r}")
    if not isinstance(day, date | None):
        raise top.fail("day", f"needs a date without quotes such as 2026-03-04, found {str(day)[:40]!r}")
    known = {parameter.name for parameter in project.parameters}
    own = {parameter.name: parameter for parameter in sized_from(folder / name, day=day)}
    if not own.keys() <= known:
        raise top.fail("timetable", f"is for the archetype electric-buses; here there is no {', '.join(sorted(own.keys() - known))}")
    return replace(project, parameters=tuple(own.get(parameter.name, parameter) for parameter in project.parameters))


def _completed(top: Table) -> dict[str, object]:
    """The file's tables, with what its archetype has where the file is silent."""
    name = top.text("archetype", "")
    if not name:
        return dict(top.values)
    if name not in archetypes():
        raise top.fail("archetype", f"{name[:40]!r} is not known; allowed are {', '.join(archetypes())}")
    base = archetype_tables(name)
    try:
        change = variant_tables(name, top.text("variant", ""))
    except UsageError as error:
        raise top.fail("variant", str(error)) from error
    inherited = {key: base[key] for key in _INHERITED if key in base} | {key: value for key, value in change.items() if key == "flows"}
    own = top.table("parameters").values
    parameters = {**cast("dict[str, object]", base["parameters"]), **cast("dict[str, object]", change.get("parameters", {})), **own}
    if "flows" in top.values:
        # A file with flows of its own is whole: parameters that only the archetype's formulas use are not its own.
        parameters = {key: value for key, value in parameters.items() if key in own or key in STANDARD}
        inherited.pop("payments", None)
        inherited.pop("phases", None)
    return inherited | dict(top.values) | {"parameters": parameters}


def _project(top: Table, file: str) -> Project:
    """Build the project; roles stand for parties."""
    roles = top.texts("roles") or ("a", "b")
    parties = top.texts("parties")
    if len(parties) != 2 or len(roles) != 2 or parties[0] == parties[1] or roles[0] == roles[1]:
        raise top.fail("parties", f'needs two different codes in the order of the roles {", ".join(roles)}: ["BLR", "RU-TUL"]')
    role = dict(zip(roles, (party.upper() for party in parties), strict=True))
    name = top.text("id", re.sub(r"[^a-z0-9]+", "-", file.rsplit("/", 1)[-1].removesuffix(".toml").lower()).strip("-")[:60])
    if not _ID.fullmatch(name):
        raise top.fail("id", f"needs lower-case letters, digits and hyphens, found {name[:60]!r}")
    if (status := top.text("status", "idea")) not in _STATUS:
        raise top.fail("status", f"{status[:40]!r} is not known; allowed are {', '.join(_STATUS)}")
    parameters = top.table("parameters")
    if len(parameters.values) > 300:
        raise top.fail("parameters", f"at most 300 parameters are read, found {len(parameters.values)}")
    return Project(
        id=name,
        title=top.text("title", name),
        archetype=top.text("archetype", ""),
        parties=(role[roles[0]], role[roles[1]]),
        sector=top.text("sector", ""),
        parameters=tuple(parameter_of(key, parameters.table(key)) for key in parameters.values),
        flows=tuple(flow_of(table, role) for table in top.tables("flows", 60)),
        payments=tuple(payment_of(table, role) for table in top.tables("payments", 60)),
        phases=tuple(phase_of(table) for table in top.tables("phases", 20)),
        firms=top.texts("firms"),
        horizon=top.whole("horizon", 2, 40, 15),
        price_year=top.whole("price_year", 1990, 2100, 2025),
        requires=top.texts("requires"),
        excludes=top.texts("excludes"),
        status=status,
        source=top.text("source", ""),
        roles=(roles[0], roles[1]),
        products=top.texts("products"),
        notes=top.texts("notes"),
    )
