"""Of the self-check: whether the data folder takes writes, durably and quickly, how much room is left, and who may read."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Collection
from io import FileIO
from pathlib import Path

from counter.domain.check import Finding, broken, look, well
from counter.journal.clock import Clock
from counter.store.folder_access import strangers
from counter.store.held_file import remove
from counter.store.local_disk import IsNetwork, on_network
from counter.store.room import MB, free_bytes, level_of

SLOW_MS = 500  # a hard disk of a shop's PC takes 10 to 30
_WRITES, _BYTES = 5, 4096
_NAME = ".counter-trial-"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


def check_disk(
    folder: Path, clock: Clock, *, is_network: IsNetwork = on_network, free: Callable[[Path], int] = free_bytes,
    others: Callable[[Path], Collection[str]] = strangers, sync: Callable[[int], None] = os.fsync,
) -> Finding:  # fmt: skip
    """`others`: who may open the folder and should not; `sync`: has a file put on the disk. Writes a few blocks
    into the folder, has them put on the disk, reads them back and takes them away again."""
    if is_network(folder):
        return broken("disk", "network")
    if not folder.is_dir():
        return broken("disk", "no_folder")
    try:
        ms = _slowest_but_one(folder, clock, sync)
    except OSError as error:
        number = error.errno
        return broken("disk", "full" if number in _FULL else "read_only" if number in _FORBIDDEN else "failing")
    try:
        left = free(folder)
    except OSError:
        return broken("disk", "failing")
    level = level_of(left)
    if level != "plenty":
        state = broken if level == "no_intake" else look
        return state("disk", level, free=left // MB)
    if ms >= SLOW_MS:
        return look("disk", "slow", ms=ms)
    with contextlib.suppress(OSError):  # rights that cannot be read accuse nobody
        if others(folder):
            return look("disk", "open_to_others")
    return well("disk", free=left // (1024 * MB), ms=ms)


def _slowest_but_one(folder: Path, clock: Clock, sync: Callable[[int], None]) -> int:
    """How long a durable write takes, in milliseconds: one that was held up by chance does not count."""
    for old in folder.glob(_NAME + "*"):
        with contextlib.suppress(OSError):
            remove(old)
    trial = folder / (_NAME + secrets.token_hex(4))
    try:
        with FileIO(os.open(trial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b") as file:
            return sorted(_write(file, clock, sync) for _ in range(_WRITES))[-2]
    finally:
        with contextlib.suppress(OSError):
            remove(trial)


def _write(file: FileIO, clock: Clock, sync: Callable[[int], None]) -> int:
    noise = os.urandom(_BYTES)
    began = clock.monotonic_ms()
    at = file.seek(0, os.SEEK_END)
    if file.write(noise) != _BYTES:
        raise OSError(errno.ENOSPC, "only a part was written")
    sync(file.fileno())
    took = clock.monotonic_ms() - began
    file.seek(at)
    if file.read(_BYTES) != noise:
        raise OSError(errno.EIO, "what was read is not what was written")
    return took
