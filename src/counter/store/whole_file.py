"""A file for a stick: it gets its name only when all of it is there, flushed and read back the same."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from counter.domain.sentence import Sentence, Trouble
from counter.store.held_file import move, patiently, remove
from counter.store.small_file import sync_folder

_PIECE = 1 << 20
_REFUSALS: dict[int | None, str] = {
    errno.ENOSPC: "bundle.stick_full",
    errno.EDQUOT: "bundle.stick_full",
    errno.EFBIG: "bundle.stick_full",
    errno.EROFS: "bundle.stick_read_only",
    errno.EACCES: "bundle.stick_read_only",
    errno.EPERM: "bundle.stick_read_only",
}


class WholeFile:
    """What is being written. Give `write` to whoever makes the bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def write(self, data: bytes) -> None:
        """Some more."""
        self.digest.update(data)
        self._file.write(data)


def read_back(path: Path, digest: bytes) -> None:
    """Raises OSError when the stick does not give back the bytes that were written to it."""
    found = hashlib.sha256()
    with patiently(lambda: path.open("rb")) as file:
        if hasattr(os, "posix_fadvise"):  # from the stick, not from memory
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(_PIECE):
            found.update(piece)
    if found.digest() != digest:
        raise OSError(errno.EIO, "read back otherwise")


@contextmanager
def written_whole(folder: Path, name: str, *, look: Callable[[Path, bytes], None] = read_back) -> Iterator[WholeFile]:
    """The file is `folder/name` after the block, or, when the block or the stick fails, nothing at all is left of it.

    One that is there already under this name is replaced. `look` at what was written before it gets its name: another one
    only before a stick that fails on purpose. Raises Trouble when the stick cannot."""
    part = folder / f"{name}.{secrets.token_hex(4)}.part"
    try:
        try:
            with part.open("xb") as file:
                writing = WholeFile(file)
                yield writing
                file.flush()
                os.fsync(file.fileno())
            look(part, writing.digest.digest())
            move(part, folder / name)
            _keep_name(folder)
        except BaseException:
            with contextlib.suppress(OSError):
                remove(part)
            raise
    except OSError as error:
        raise stick_trouble(error) from error


def stick_trouble(error: OSError) -> Trouble:
    """What to say when a stick does not read or write."""
    return Trouble(Sentence(_REFUSALS.get(error.errno, "bundle.stick")))


def _keep_name(folder: Path) -> None:
    with contextlib.suppress(OSError):  # some file systems of sticks cannot; the file itself is flushed
        sync_folder(folder)
