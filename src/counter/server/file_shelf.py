"""The files of the centres on the province's disk: under `files/CENTRE/`, named by the hash of their content and nothing else.

A file that is not whole yet lies in `partial/` and is only ever added to at its end. It gets its place when all of it is
there, its hash is right and the disk has it. Several processes may work on one folder: each piece is written under a lock."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

from counter.store.held_file import move, patiently, remove

NAME, PARTIAL = "files", "partial"
EXPIRE_AFTER = 30 * 24 * 3600  # seconds without a new byte
_PIECE = 1 << 20


class Moved(Exception):
    """The file does not end where the sender goes on: another of its requests was quicker. `offset`: where it ends."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class OtherContent(Exception):
    """All bytes came, and they are not the file that was announced. What came is gone; it begins again at 0."""


@dataclass(frozen=True, slots=True)
class FileName:
    """One file of one centre."""

    centre: int
    sha256: bytes


class FileShelf:
    """`files/` in the province's folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def place(self, name: FileName) -> Path:
        """Where it lies when it is whole."""
        return self.path / str(name.centre) / name.sha256.hex()[:2] / name.sha256.hex()

    def size(self, name: FileName) -> int | None:
        """How large what lies in its place is; None when nothing does."""
        try:
            return self.place(name).stat().st_size
        except OSError:
            return None

    def whole(self, name: FileName, size: int) -> bool:
        """Whether it lies in its place."""
        return self.size(name) == size

    def offset(self, name: FileName) -> int:
        """How much of it has come, as long as it is not whole."""
        try:
            return self._part(name).stat().st_size
        except OSError:
            return 0

    def empty(self, name: FileName) -> None:
        """Begin it anew. Raises OSError."""
        part = self._part(name)
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._opened(name) as file, _locked(file):
            file.truncate(0)

    @contextlib.contextmanager
    def _opened(self, name: FileName) -> Iterator[BinaryIO]:
        part = self._part(name)
        part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        how = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        with os.fdopen(patiently(lambda: os.open(part, how, 0o600)), "r+b", 0) as file:
            yield file

    def add(self, name: FileName, offset: int, piece: bytes) -> int:
        """Write at its end, which must be `offset`; the new end. Raises Moved, OSError (a part may have been written)."""
        with self._opened(name) as file, _locked(file):
            end = file.seek(0, os.SEEK_END)
            if end != offset:
                raise Moved(end)
            view = memoryview(piece)
            while view:
                view = view[file.write(view) or 0 :]
            return offset + len(piece)

    def finish(self, name: FileName, size: int) -> None:
        """Check it, and give it its place. Raises Moved when it is not all there, OtherContent, OSError."""
        with self._opened(name) as file, _locked(file):
            end = file.seek(0, os.SEEK_END)
            if end != size:
                if self.whole(name, size):
                    return
                raise Moved(end)
            if _hash(file) != name.sha256:
                file.truncate(0)
                raise OtherContent
            os.fsync(file.fileno())
        place = self.place(name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # another process was quicker
            move(self._part(name), place)
        _sync_folders(place.parent, self.path.parent)

    def verified(self, name: FileName) -> bool:
        """Whether what lies in its place is that file. Reads all of it."""
        try:
            with patiently(lambda: self.place(name).open("rb")) as file:
                return _hash(file) == name.sha256
        except OSError:
            return False

    def sweep(self) -> list[FileName]:
        """Remove what nobody went on sending for a month; which files it was."""
        gone, before = [], time.time() - EXPIRE_AFTER
        for part in self.path.glob(f"*/{PARTIAL}/*"):
            with contextlib.suppress(OSError, ValueError):
                if part.stat().st_mtime < before:
                    name = FileName(int(part.parent.parent.name), bytes.fromhex(part.name))
                    remove(part)
                    gone.append(name)
        return gone

    def discard(self, name: FileName) -> None:
        """Remove a whole file, if that can be done now. Only for one that nothing names."""
        with contextlib.suppress(OSError):
            remove(self.place(name))

    def _part(self, name: FileName) -> Path:
        return self.path / str(name.centre) / PARTIAL / name.sha256.hex()


def _hash(file: BinaryIO) -> bytes:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.digest()


@contextlib.contextmanager
def _locked(file: BinaryIO) -> Iterator[None]:
    if sys.platform == "win32":
        file.seek(1 << 40)  # a place that no file has: the content stays readable
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            file.seek(1 << 40)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _sync_folders(folder: Path, top: Path) -> None:
    if os.name != "posix":
        return
    while folder != top:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        folder = folder.parent
