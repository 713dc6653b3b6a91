"""One window over one data folder: two would print and send in each other's way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

from counter.domain.sentence import Sentence, Trouble

NAME = "desk.lock"


def hold(folder: Path) -> QLockFile:
    """Keep the folder for this window until the lock is given back or the process is gone, however it ended.

    Raises Trouble when another window has it."""
    lock = QLockFile(str(folder / NAME))
    lock.setStaleLockTime(0)  # no age makes a lock stale, only the end of its process
    if not lock.tryLock(0) and lock.error() == QLockFile.LockError.LockFailedError:
        raise Trouble(Sentence("command.desk_open"))
    return lock


def is_held(folder: Path) -> bool | None:
    """Whether a window holds that folder now; None when that cannot be seen. Where nothing was held no lock is taken, not even
    for a moment: a window that opens just then would be turned away."""
    if not (folder / NAME).exists():
        return False
    lock = QLockFile(str(folder / NAME))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return True if lock.error() == QLockFile.LockError.LockFailedError else None
