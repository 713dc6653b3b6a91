"""Histories of six to sixty machines under every fault, from one seed each; `make nightly` runs ten times as many steps.

What the simulator found is kept as a test of its own beside the code it concerns; its seeds are named there."""

from __future__ import annotations

import gc

import pytest

from tests.faults.simulator.machine import Machine
from tests.faults.simulator.mutants import MUTANTS
from tests.faults.simulator.simulation import simulate

pytestmark = [pytest.mark.faults, pytest.mark.slow]
STEPS = 5_000
SEEDS = range(1, 21)  # 100,000 steps
SOONEST = {  # where it shows early; else from 1 on
    "each process for itself": 4, "epoch used again": 2, "generation ignored": 2, "hash not compared": 9,
    "witness ignored": 6,
}  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_no_invariant_is_broken_in_a_history_of_faults_and_all_is_quiet_at_its_end(seed: int) -> None:
    told = simulate(seed, STEPS)
    assert told.violation is None, f"python -m tests.faults.simulator --seed {seed} --steps {STEPS}: {told.violation}"
    assert told.steps >= STEPS


@pytest.mark.parametrize("mutant", sorted(MUTANTS))
def test_planted_mutant_is_found(mutant: str) -> None:
    first = SOONEST.get(mutant, 1)
    assert any(simulate(seed, 2_500, MUTANTS[mutant], machines=7).violation for seed in range(first, first + 15))


def test_what_never_arrives_is_found_by_the_quiet_ending_and_by_nothing_else() -> None:
    """I15: no rule is broken on the way by a province that tells nobody anything."""
    told = simulate(1, 1_000, MUTANTS["news withheld"], machines=7)
    assert told.violation is not None
    assert "I15" in told.violation
    assert simulate(1, 1_000, machines=7).violation is None


def test_one_seed_gives_one_history_of_which_nothing_stays_in_memory() -> None:
    first, again, other = (simulate(seed, 800, machines=7) for seed in (5, 5, 6))
    assert first == again
    assert first.history != other.history
    assert not [one for one in gc.get_objects() if isinstance(one, Machine)]
