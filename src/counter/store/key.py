"""The key of the local database: 32 random bytes of this machine, never derived from a PIN."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "database.key"


def read_or_make_key(folder: Path) -> bytes:
    """The key of that data folder, made on first use and readable by its owner only.

    Raises ValueError when the file is there but does not hold a key: a new key would only hide the old database."""
    path = folder / NAME
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = bytes.fromhex(path.read_text("ascii").strip())
        if len(key) != 32:
            raise ValueError(f"{NAME} does not hold 32 bytes") from None
        return key
    key = secrets.token_bytes(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(file.fileno())
    if os.name == "posix":
        sync = os.open(folder, os.O_RDONLY)
        os.fsync(sync)
        os.close(sync)
    return key
