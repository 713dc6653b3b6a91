"""Every invariant of the log, of sync, of time and errors has tests of its own name, and they are really run."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults.invariants import INVARIANTS


def test_each_of_i7_to_i22_is_held_by_tests_that_are_collected(request: pytest.FixtureRequest) -> None:
    assert list(INVARIANTS) == [f"I{number}" for number in range(7, 23)]
    named = {name for _, names in INVARIANTS.values() for name in names}
    named -= {item.nodeid.partition("[")[0].partition("@")[0] for item in request.session.items}
    if not named:  # all tests were collected, these too
        return
    files = sorted({name.partition("::")[0] for name in named})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    collected = {line.partition("[")[0] for line in done.stdout.splitlines() if "::" in line}
    assert named - collected == set(), done.stdout[-500:] + done.stderr[-500:]


def test_simulator_names_what_it_found_by_these_names() -> None:
    """A violation begins with the invariant's number, so a failing seed says which promise was broken."""
    import re
    from pathlib import Path

    here = Path(__file__).parent / "simulator"
    said = {name for path in here.glob("*.py") for name in re.findall(r'Violation\(f?"(I\d+)', path.read_text("utf-8"))}
    assert said <= {f"I{number}" for number in range(1, 23)}
    assert {"I2", "I4", "I5", "I7", "I9", "I11", "I12", "I14", "I15", "I17", "I18", "I21"} <= said
