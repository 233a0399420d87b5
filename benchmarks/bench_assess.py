"""How many cases a second `assess_case` answers after start, by what is known of the pair, and how long the first takes.

Prints processor time: other work on the machine does not count. The first one is timed in a process of its own, after its
libraries were imported.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from messlatte.models.ledger_features import ledger_turnover
from messlatte.verdict.bar import assess_case
from messlatte.verdict.case import parse_case
from messlatte.verdict.document import answer_document

SERIES = {str(year): 5e8 * 1.04 ** (year - 2005) * (1.2 if year % 3 else 0.9) for year in range(2005, 2025)}
POLAND = {str(year): value for year, value in ledger_turnover("DEU", "POL") if year <= 2015}
CASES: dict[str, dict[str, object]] = {
    "bare": {"level": 5e8, "growth": 0.37, "through": 9, "in": 2024, "by": 2030},
    "series": {"series": SERIES, "in": 2024, "by": 2030},
    "full": {"pair": ["DEU", "POL"], "series": POLAND, "in": 2015, "by": 2020},
    "ledger": {"pair": ["DEU", "POL"], "in": 2015, "by": 2020},
}


FIRST_LIMIT, RATE_LIMIT = 0.3, 200
ALONE = """
import json, os, sys, time
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does
import babel.numbers, pyarrow.compute, pyarrow.parquet
from messlatte.verdict.bar import assess_case
from messlatte.verdict.case import parse_case
case = parse_case(json.loads(sys.argv[1]))
begun = time.process_time()
assess_case(case)
print(time.process_time() - begun)
"""


def first(case: dict[str, object]) -> float:
    """Processor seconds of the first assessment of a fresh process."""
    done = subprocess.run([sys.executable, "-c", ALONE, json.dumps(case)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main(count: int = 200) -> None:
    print(f"{'known':<8} {'first, s':>9} {'limit':>6} {'cases a second':>15} {'limit':>6}")
    for name, given in CASES.items():
        case = {**given, "target": 1e9}
        assess_case(parse_case(case))
        begun = time.process_time()
        for number in range(count):
            json.dumps(answer_document(assess_case(parse_case({**case, "target": 1e9 + number * 1e7}))))
        rate = count / (time.process_time() - begun)
        print(f"{name:<8} {first(case):>9.3f} {FIRST_LIMIT:>6} {rate:>15.0f} {RATE_LIMIT:>6}")


if __name__ == "__main__":
    main()
