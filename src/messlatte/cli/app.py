"""The ``messlatte`` command and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import cyclopts

import messlatte
from messlatte.core.errors import MesslatteError

__all__ = ["app", "main"]

app = cyclopts.App(
    name="messlatte",
    help="How high is that trade target? Read a statement, measure the trade, say how high the bar is.",
    version=lambda: messlatte.__version__,
    config=[cyclopts.config.Env("MESSLATTE_"), cyclopts.config.Toml("messlatte.toml", search_parents=True)],
    help_format="markdown",
    # Every option has its environment variable by name; docs/guide/settings.md says so once instead of each line of the help.
    default_parameter=cyclopts.Parameter(show_env_var=False, negative_iterable=()),
)

# Import paths, so that a command loads only what it needs.
_COMMANDS = {
    "read": ("messlatte.cli.read:read", "Read what a statement says about the trade of two economies."),
    "evaluate": ("messlatte.cli.evaluate:app", "Measure how well Messlatte reads, against labelled texts."),
    "assess": ("messlatte.cli.assess:assess", "Say how high the bar is, for a statement or a pair."),
    "areas": ("messlatte.cli.areas:areas", "Rank where the trade of a pair may grow, both directions."),
    "project": ("messlatte.cli.project:app", "From an area to a project: new, appraise, compare; who seeks whom."),
    "screen": ("messlatte.cli.screen:app", "Look parties and goods up in lists; a person decides about what is found."),
    "plan": ("messlatte.cli.plan:plan", "Choose the projects that carry the trade over the bar."),
    "backtest": ("messlatte.cli.backtest:app", "Show whether the probabilities prove true."),
    "data": ("messlatte.cli.data:app", "Add, list, verify and query customs data."),
    "track": ("messlatte.cli.track:app", "Keep the record of announced targets: list, add, update, export, import, score."),
    "serve": ("messlatte.cli.serve:serve", "Serve the answer as pages."),
    "fit": ("messlatte.cli.fit:fit", "Build the model of the bar from the ledger alone."),
    "demo": ("messlatte.cli.demo:demo", "Run the main job on the statement that ships with Messlatte."),
}

for _name, (_path, _help) in _COMMANDS.items():
    app.command(_path, name=_name, help=_help)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments after the program's name; those of the process by default.
    """
    try:
        result = app(sys.argv[1:] if argv is None else list(argv), exit_on_error=False, print_error=True, result_action="return_value")
    except cyclopts.CycloptsError:
        sys.exit(2)
    except MesslatteError as error:
        print(f"messlatte: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`| head`); the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(result if isinstance(result, int) else 0)
