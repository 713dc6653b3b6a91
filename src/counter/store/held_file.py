"""Files that another program holds for a moment, as antivirus programs do: every wait for one is in this module.

On Windows a file that somebody else has open cannot be renamed, replaced or deleted. Whoever holds it lets go within
seconds, so the deed is tried again a few times, at uneven moments; then the system's refusal stands."""

from __future__ import annotations

import errno
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

# Access denied (also: about to be deleted), sharing violation, lock violation, delete pending, in use by a mapping.
_WINDOWS = frozenset({5, 32, 33, 303, 1224})
# What Linux says of a program that runs and of a mount point. A forbidden file (EACCES) stays forbidden there.
_POSIX = frozenset({errno.EBUSY, errno.ETXTBSY})
WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8)  # seconds at most before each new try: 2.2 together
T = TypeVar("T")


def is_held(error: OSError) -> bool:
    """Whether somebody else holds the file, as far as the system tells."""
    windows = getattr(error, "winerror", None)
    return windows in _WINDOWS if windows is not None else error.errno in _POSIX


def patiently(
    deed: Callable[[], T], *, waits: Sequence[float] = WAITS, sleep: Callable[[float], None] | None = None,
    chance: Callable[[], float] = random.random,
) -> T:  # fmt: skip
    """What the deed gives. It is done again only when it failed because of a held file, so it must bear that.

    Between tries `sleep` is called with half of each of `waits` and up to the whole, as `chance` (0 to 1) says, so that
    two programs that wait for each other part. Raises what the deed raised last."""
    for wait in waits:
        try:
            return deed()
        except OSError as error:
            if not is_held(error):
                raise
        (sleep or time.sleep)(wait * (1 + chance()) / 2)
    return deed()


def move(source: Path, target: Path) -> None:
    """`source` takes the name `target`, in place of what had it. Raises OSError."""
    patiently(lambda: source.replace(target))


def remove(path: Path) -> None:
    """The file is gone; also when it was not there. Raises OSError."""
    patiently(lambda: path.unlink(missing_ok=True))
