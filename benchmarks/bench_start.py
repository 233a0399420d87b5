"""How long the command line takes to start and to answer, whole process, from a warm disk.

Prints the median of several runs and the limit that the project sets itself.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

_EXAMPLE = str(files("messlatte") / "examples" / "minsk-tula.de.txt")
_CLI = str(Path(sys.executable).with_name("messlatte"))

CASES: dict[str, tuple[list[str], float]] = {
    "python -c pass": ([sys.executable, "-c", "pass"], float("nan")),
    "import messlatte": ([sys.executable, "-c", "import messlatte"], 0.1),
    "messlatte --help": ([_CLI, "--help"], 0.5),
    "messlatte read": ([_CLI, "read", _EXAMPLE], float("nan")),
    "messlatte assess": ([_CLI, "assess", _EXAMPLE], 1.5),
    "messlatte demo": ([_CLI, "demo", "--output", f"{tempfile.gettempdir()}/messlatte-bench.html"], 5.0),
}


def median_seconds(command: list[str], runs: int) -> float:
    """Median wall time of a command after one warm-up run."""
    times = []
    for run in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if run:
            times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    bare = median_seconds(CASES["python -c pass"][0], runs)
    print(f"{'command':<20} {'seconds':>8} {'less bare Python':>17} {'limit':>6}")
    for name, (command, limit) in CASES.items():
        seconds = median_seconds(command, runs)
        print(f"{name:<20} {seconds:>8.3f} {seconds - bare:>17.3f} {limit:>6.2f}")


if __name__ == "__main__":
    main()
