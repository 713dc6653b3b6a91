"""`make bench`: every figure with its limit or peer from the same run, the ratio, and the goal of that ratio.

`python -m tests.bench [--short] [NAME …]` runs all or some of the modules `bench_NAME.py`; each has
`run(scale) -> list of rows` with the keys work, value, limit, ratio, goal, unit."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COLUMNS = (("work", 66), ("value", 12), ("limit", 12), ("ratio", 7), ("goal", 8), ("", 7))


def _show(row: dict[str, Any]) -> str:
    ratio, goal = row["ratio"], row["goal"]
    met = "" if ratio is None or goal is None else ("met" if ratio <= goal else "MISSED")
    unit = row.get("unit", "")
    cells = (
        str(row["work"]),
        f"{row['value']:,.4g} {unit}",
        "" if row["limit"] is None else f"{row['limit']:,.4g} {unit}",
        "" if ratio is None else f"{ratio:.2f}",
        "" if goal is None else f"≤ {goal:g}",
        met,
    )
    return "  ".join(cell.ljust(width) for cell, (_, width) in zip(cells, COLUMNS, strict=True)).rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="small sizes, to see that every measurement runs")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    names = args.names or sorted(p.stem.removeprefix("bench_") for p in HERE.glob("bench_*.py"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print("  ".join(name.ljust(width) for name, width in COLUMNS).rstrip(), flush=True)
    if len(names) == 1:
        for row in import_module(f"tests.bench.bench_{names[0]}").run("short" if args.short else "full"):
            print(_show(row), flush=True)
        return 0
    # Each in its own process: one measurement's caches and memory are not another's.
    failed = 0
    for name in names:
        began = time.monotonic()
        command = [sys.executable, "-m", "tests.bench", *(["--short"] if args.short else []), name]
        done = subprocess.run(command, cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True, check=False)
        print("\n".join(done.stdout.splitlines()[1:]), flush=True)
        if done.returncode != 0:
            failed += 1
            print(f"{name}: ended with {done.returncode}", flush=True)
        print(f"# {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
