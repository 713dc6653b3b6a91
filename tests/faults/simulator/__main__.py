"""`python -m tests.faults.simulator [--seed N] [--steps N] [--runs N] [--mutant NAME]`: histories, one line each."""

from __future__ import annotations

import argparse
import sys
import time

from tests.faults.simulator.mutants import MUTANTS, PRODUCT
from tests.faults.simulator.simulation import simulate


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=10_000, help="of each history")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--machines", type=int)
    parser.add_argument("--mutant", choices=sorted(MUTANTS))
    parser.add_argument("--events", action="store_true", help="how often what happened")
    args = parser.parse_args()
    planted = PRODUCT if args.mutant is None else MUTANTS[args.mutant]
    bad = 0
    for seed in range(args.seed, args.seed + args.runs):
        began = time.process_time()
        print(f"seed {seed}", end="  ", flush=True)
        told = simulate(seed, args.steps, planted, args.machines)
        seconds = time.process_time() - began
        bad += told.violation is not None
        print(
            f"{told.machines} machines, {told.steps} steps, {told.entries} entries, {told.excused} codes of clones twice, "
            f"history {told.history}, {told.steps / seconds:.0f} steps/s: {told.violation or 'nothing found'}", flush=True,
        )  # fmt: skip
        if args.events:
            print("  " + ", ".join(f"{name} {count}" for name, count in sorted(told.happened.items())))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
