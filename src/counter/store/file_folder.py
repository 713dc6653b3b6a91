"""The files of a data folder: each lies encrypted under the hash of its content, whole or not at all.

Names say nothing but that hash. A file is on the disk, durably, before any entry speaks of it; what a crash leaves behind
is at most a file that nothing speaks of."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from counter.store.disk_trouble import trouble_of
from counter.store.file_cipher import Damaged, EncryptedFile, encrypted, file_key
from counter.store.folder_access import PRIVATE
from counter.store.held_file import move, patiently, remove
from counter.store.small_file import sync_folder

NAME, PART = "files", ".part"
_TRIES = 3  # an antivirus program or another process's tidying may take a file away under our hands


class Stopped(Exception):
    """Whoever asked for it wants it no more."""


class FileFolder:
    """`files/` in a data folder. Any number of threads and processes may use it."""

    def __init__(self, data: Path, database_key: bytes) -> None:
        self.path, self._key = data / NAME, database_key

    def beside(self, folder: Path) -> FileFolder:
        """`files/` in another folder, under the same key."""
        return FileFolder(folder, self._key)

    def place(self, sha256: bytes) -> Path:
        """Where a content lies, if it does."""
        return self.path / sha256.hex()[:2] / sha256.hex()

    def has(self, sha256: bytes) -> bool:
        """Whether there is a file of that content; whether it is whole is seen when it is read."""
        return self.place(sha256).is_file()

    def keep(self, content: bytes, *, stopped: Callable[[], bool] = lambda: False) -> bytes:
        """Keep a content durably; its SHA-256. One that is here and whole is not written again.

        Raises Trouble when the disk refuses, Stopped when `stopped` says so; nothing is left behind then."""
        sha256 = hashlib.sha256(content).digest()
        if self._whole(sha256):
            return sha256
        for left in reversed(range(_TRIES)):
            try:
                self._write(self.place(sha256), file_key(self._key, sha256), content, stopped)
            except FileNotFoundError as error:
                if not left:
                    raise trouble_of(error) from error
            except OSError as error:
                raise trouble_of(error) from error
            else:
                break
        return sha256

    def open(self, sha256: bytes) -> EncryptedFile:
        """For reading. Raises FileNotFoundError, Damaged."""
        file = patiently(lambda: self.place(sha256).open("rb"))
        try:
            return EncryptedFile(file, file_key(self._key, sha256))
        except Damaged:
            file.close()
            raise

    def _whole(self, sha256: bytes) -> bool:
        try:
            with self.open(sha256) as file:
                file.check(sha256)
        except (OSError, Damaged):
            return False
        return True

    def _write(self, place: Path, key: bytes, content: bytes, stopped: Callable[[], bool]) -> None:
        place.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        part = place.with_name(secrets.token_hex(8) + PART)
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for piece in encrypted(key, content):
                    if stopped():
                        raise Stopped
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            move(part, place)
            for folder in (place.parent, self.path, self.path.parent):
                sync_folder(folder)
        finally:
            with contextlib.suppress(OSError):
                remove(part)
