"""Make the yearly and monthly rates that ship with Messlatte from the daily reference rates of the European Central Bank.

Input: ``eurofxref-hist.zip`` from https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip (units of a currency for one euro).
Output: ``src/messlatte/sources/rates_ecb.csv``, the mean over the days of a year or month of US dollars for one unit of the currency.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "messlatte" / "sources" / "rates_ecb.csv"
MIN_DAYS = {4: 240, 7: 15}  # by length of the period: a year or month with fewer quoted days is left out


def daily(path: Path) -> list[tuple[str, dict[str, float]]]:
    """Units of each currency for one euro, by day."""
    with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
        rows = list(csv.DictReader(io.TextIOWrapper(file, "utf-8")))
    days = []
    for row in rows:
        quoted = {name: cell for name, cell in row.items() if name and name != "Date" and cell not in ("N/A", "")}
        days.append((row["Date"], {name: float(cell) for name, cell in quoted.items()}))
    return days


def means(days: list[tuple[str, dict[str, float]]]) -> dict[tuple[str, str], tuple[float, int]]:
    """Mean of US dollars for one unit, and the number of days, by currency and period."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(list)
    for day, per_euro in days:
        for currency, units in {**per_euro, "EUR": 1.0}.items():
            if currency != "USD":
                for length in MIN_DAYS:
                    sums[currency, day[:length]].append(per_euro["USD"] / units)
    return {key: (sum(rates) / len(rates), len(rates)) for key, rates in sums.items() if len(rates) >= MIN_DAYS[len(key[1])]}


def main(path: Path) -> None:
    days = daily(path)
    last = max(day for day, _ in days)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["period", "currency", "usd_per_unit", "days"])
        for (currency, period), (rate, count) in sorted(means(days).items()):
            complete = last >= f"{period}-12-20" if len(period) == 4 else last >= f"{period}-25"
            if complete:
                writer.writerow([period, currency, f"{rate:.8g}", count])
    print(f"{TARGET}: days to {last}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
