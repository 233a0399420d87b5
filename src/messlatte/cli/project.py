"""``messlatte project``: from an area to a project, appraised for both sides, and who seeks whom."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import cyclopts
from cyclopts import Parameter

from messlatte.cli.options import Json, Lang, Output, print_json, write_whole
from messlatte.core.errors import UsageError
from messlatte.core.files import json_text

if TYPE_CHECKING:
    from messlatte.core.appraisal import Appraisal
    from messlatte.core.project import Project
    from messlatte.projects.claim_seed import Seed
    from messlatte.projects.labour import Labour

__all__ = ["app", "appraise", "compare", "new"]

app = cyclopts.App(name="project", help="From an area to a project: new, appraise, compare; code goods and match offers with needs.")
app.command("messlatte.cli.project_match:match", name="match", help="Match offers with needs: shortlists with reasons, and assignments.")
app.command("messlatte.cli.project_buses:buses", name="buses", help="Size and price electric buses for a timetable (GTFS).")
app.command("messlatte.cli.project_dependence:dependence", name="dependence", help="Products with few suppliers outside the pair.")
app.command("messlatte.cli.project_code:code", name="code", help="Find the customs headings of a good named in words.")

Draws = Annotated[int, Parameter(help="Number of draws.")]
SeedNumber = Annotated[int, Parameter(help="Seed of the random numbers; the same seed gives the same answer.")]
LEAST, MOST = 100, 200_000


@app.command
def new(
    archetype: Annotated[
        str | None, Parameter(help="electric-buses, food, housing, joint-production, livestock, machinery or science.")
    ] = None,
    *,
    from_: Annotated[Path | None, Parameter(name="--from", help="Statement as `messlatte read --json` writes it.")] = None,
    claim: Annotated[int | None, Parameter(help="Number of its claim, from 1 in the order of the JSON: an area or an interest.")] = None,
    parties: Annotated[tuple[str, str] | None, Parameter(help="Two codes in the order of the archetype's roles: BLR RU-TUL.")] = None,
    swap: Annotated[bool, Parameter(negative="", help="Exchange the roles of the statement's two parties.")] = False,
    variant: Annotated[str, Parameter(help="Variant of the archetype, such as pigs of livestock.")] = "",
    output: Output = None,
) -> int:
    """Write a new project file: every parameter of the archetype with range, unit, year and source, to be replaced by what you know.

    With --from and --claim the parties, the words and the firms come from the statement, and the archetype too if none is named.
    """
    from messlatte.projects.project_file import archetypes, loads
    from messlatte.projects.template import Choice, archetype_for, project_text

    if (from_ is None) != (claim is None):
        raise UsageError("--from and --claim go together: which claim of which statement")
    seed = None if from_ is None or claim is None else _seed(from_, claim, parties)
    if archetype is None and seed is None:
        raise UsageError(f"name an archetype ({', '.join(archetypes())}), or give --from STATEMENT.json --claim N")
    chosen = Choice(archetype) if archetype else Choice("joint-production") if seed and seed.joint else archetype_for(*_codes(seed))
    both = parties or (seed.parties if seed else ("BLR", "RU-TUL"))
    text = project_text(
        chosen.archetype,
        (both[1].upper(), both[0].upper()) if swap else (both[0].upper(), both[1].upper()),
        variant=variant or chosen.variant,
        source=seed.source if seed else "",
        firms=seed.firms if seed else (),
    )
    loads(text, output.name if output else f"{chosen.archetype}.toml")
    if output is None:
        print(text, end="")
    else:
        write_whole(output, text)
    return 0


def _seed(path: Path, claim: int, parties: tuple[str, str] | None) -> Seed:
    from messlatte.projects.claim_seed import read_statement, seed_of

    return seed_of(read_statement(path), claim, parties)


def _codes(seed: Seed | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (seed.codes, seed.isic) if seed else ((), ())


@app.command
def appraise(
    file: Annotated[Path, Parameter(help="Project file (TOML).")],
    *,
    table: Annotated[
        tuple[str, ...],
        Parameter(help="Input-output table with jobs for a party, PARTY=FILE: CSV or Parquet in million USD, or a folder of pymrio's."),
    ] = (),
    draws: Draws = 10_000,
    seed: SeedNumber = 0,
    lang: Lang = None,
    as_json: Json = False,
    output: Output = None,
) -> int:
    """Appraise a project for both parties: trade and cash by year, five benefits with ranges, and what they depend on.

    Ranges are the 10th and 90th percentile of the draws in which the project is carried out; how probable that is stands beside them.
    The trade effect is what crosses the border times its additionality, not the sales. --output writes .json, .csv, .xlsx or .html.
    """
    from messlatte.brief.project_flags import flag_documents, flags_of
    from messlatte.projects.appraisal import appraise as calculated
    from messlatte.projects.document import appraisal_document
    from messlatte.projects.project_file import load

    _checked(draws)
    language = lang or "en"
    project = load(file)
    found = calculated(project, draws=draws, seed=seed, labour=_tables(table, project.parties))
    document = appraisal_document(found, language) | {"flags": flag_documents(found.project, language)}
    if output is not None:
        _write(output, found, document, language)
    if as_json:
        print_json(document)
    elif output is None:
        from messlatte.cli.project_view import print_appraisal

        print_appraisal(found, language, flags_of(found.project, language))
    return 0


@app.command
def compare(
    *files: Annotated[Path, Parameter(help="Project files (TOML), two or more.")],
    weights: Annotated[
        str | None,
        Parameter(help="What counts how much to you: profit=2,trade=1,transfer=1,innovation=1,sovereignty=1,jobs=2. No default."),
    ] = None,
    draws: Draws = 10_000,
    seed: SeedNumber = 0,
    lang: Lang = None,
    as_json: Json = False,
    output: Output = None,
) -> int:
    """Compare projects side by side: which of them no other beats in every respect. Nothing is added up to a score.

    A project is dominated if another is at least as good in every indicator that they share and better in one; the share of draws in
    which that is so stands beside it. For all weights at once: the share of them for which each comes first. With --weights: the order
    by yours, and the weight of each indicator at which another project would come first. A project with a flag that blocks (arms, or a
    publicly known maker of arms) is told and kept out.
    """
    from messlatte.projects.compare import compare_projects, comparison_document
    from messlatte.projects.project_file import load

    _checked(draws)
    if len(files) < 2:
        raise UsageError(f"two or more project files are needed to compare, found {len(files)}")
    language = lang or "en"
    projects, kept_out = _free([load(path) for path in files], language)
    found = compare_projects(projects, draws=draws, seed=seed, weights=_weights(weights))
    document = comparison_document(found, language) | {"kept_out": kept_out}
    if output is not None:
        if output.suffix != ".json":
            raise UsageError(f"--output: .json, found {output.name!r}")
        write_whole(output, json_text(document))
    if as_json:
        print_json(document)
    elif output is None:
        from messlatte.cli.comparison_view import print_comparison

        print_comparison(found, language)
    return 0


def _free(projects: list[Project], language: str) -> tuple[list[Project], list[dict[str, object]]]:
    """Projects without a flag that blocks; the others with their flags, which are told on standard error too."""
    from messlatte.screening import blocking_flags
    from messlatte.screening.wording import flag_sentence

    free: list[Project] = []
    kept_out: list[dict[str, object]] = []
    for project in projects:
        flags = [flag_sentence(flag, language) for flag in blocking_flags(project)]
        if not flags:
            free.append(project)
            continue
        kept_out.append({"id": project.id, "flags": flags})
        for flag in flags:
            print(f"{project.id}: {flag}", file=sys.stderr)
    if len(free) < 2:
        raise UsageError(f"{len(kept_out)} of {len(projects)} projects are kept out by flags; two others are needed to compare")
    return free, kept_out


def _weights(text: str | None) -> dict[str, float]:
    """Weights by benefit; empty if none are given."""
    try:
        pairs = [part.split("=") for part in text.split(",")] if text else []
        return {name.strip().lower(): float(value) for name, value in pairs}
    except ValueError as error:
        raise UsageError(f"--weights {text!r}: pairs such as profit=2,jobs=1 are needed") from error


def _tables(options: tuple[str, ...], parties: tuple[str, str]) -> dict[str, Labour]:
    """Tables that the user brings for jobs."""
    from messlatte.projects.io_table import read_io_table
    from messlatte.projects.labour import labour_of_table

    found = {}
    for option in options:
        party, _, path = option.partition("=")
        if party.upper() not in parties or not path:
            raise UsageError(f"--table {option!r}: PARTY=FILE is needed, with {' or '.join(parties)} as the party")
        found[party.upper()] = labour_of_table(read_io_table(Path(path)), party.upper())
    return found


def _checked(draws: int) -> None:
    if not LEAST <= draws <= MOST:
        raise UsageError(f"--draws: from {LEAST} to {MOST:,}, found {draws:,}")


def _write(output: Path, found: Appraisal, document: dict[str, object], language: str) -> None:
    """Write the appraisal in the format of the suffix."""
    if output.suffix == ".json":
        write_whole(output, json_text(document))
    elif output.suffix == ".csv":
        from messlatte.brief.project_tables import appraisal_csv

        write_whole(output, appraisal_csv(found, language))
    elif output.suffix == ".xlsx":
        from messlatte.brief.project_tables import appraisal_xlsx

        write_whole(output, appraisal_xlsx(found, language))
    elif output.suffix in (".html", ".htm"):
        from messlatte.brief.project_flags import flags_of
        from messlatte.brief.project_html import project_html

        write_whole(output, project_html(found, language, flags_of(found.project, language)))
    else:
        raise UsageError(f"--output: .json, .csv, .xlsx or .html, found {output.name!r}")
