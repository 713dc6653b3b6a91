"""The key of the local database: 32 random bytes of this machine, never derived from a PIN."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

NAME = "database.key"


def read_or_make_key(folder: Path) -> bytes:
    """The key of that data folder, made on first use and readable by its owner only.

    Raises ValueError when the file is there but does not hold a key: a new key would only hide the old database."""
    path = folder / NAME
    if not path.exists():
        _make(path)
    key = bytes.fromhex(path.read_text("ascii").strip())
    if len(key) != 32:
        raise ValueError(f"{NAME} does not hold 32 bytes")
    return key


def _make(path: Path) -> None:
    """The file gets its name only when its content is on the disk, and never takes the place of another one: a power
    cut in between would leave a name without a key, and with it a machine that never starts again."""
    fresh = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_bytes(32).hex())
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):  # another start of the program was quicker: its key counts
        if os.name == "posix":
            os.link(fresh, path)
        else:
            fresh.rename(path)
    fresh.unlink(missing_ok=True)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
