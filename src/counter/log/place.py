"""Where something went wrong, in words that hold nothing of a person: kinds, names of functions, numbers of lines."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

STEPS = 24  # of the way to a mistake; one that calls itself for ever would fill the log

_NAME = r"[A-Za-z_][A-Za-z0-9_]*|<[a-z]+>"


def step_of(file: str, function: str, line: int | None) -> str:
    """One step of a stack, `find.rows_of:88`: the file by its name alone, since the way to it may lead through a home."""
    return f"{_named(Path(file.replace(chr(92), '/')).stem)}.{_named(function)}:{line or 0}"


def place_of(error: BaseException) -> str:
    """The kind of an exception and the way to it, innermost first: `KeyError at read.row:12 < find.run:88`.

    Its message is left out: it may quote what somebody typed."""
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False)
    steps = [step_of(f.filename, f.name, f.lineno) for f in reversed(frames)]
    return f"{type(error).__name__} at {' < '.join(steps[:STEPS])}" if steps else type(error).__name__


def _named(word: str) -> str:
    return word if re.fullmatch(_NAME, word) else "other"
