"""The database's key a second time on the same machine, outside the data folder: who loses the folder keeps its backups.

It lies beside the witness, as the data folder holds it, and is worth as much: one who takes the disk has either."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path

from counter.domain.sentence import Trouble
from counter.store.key import NAME, read_or_make_key

FOLDER = "keys"


def keep_spare(data: Path, state: Path) -> None:
    """Keep that folder's key beside the witness. Where that cannot be written, nothing happens."""
    with contextlib.suppress(OSError):
        held = (data / NAME).read_bytes()
        place = state / FOLDER / hashlib.sha256(held).hexdigest()[:16]
        if not (place / NAME).exists():
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copy2(data / NAME, place / f"{NAME}.new")
            (place / f"{NAME}.new").replace(place / NAME)


def keys_at_hand(data: Path, state: Path) -> list[bytes]:
    """The keys that this machine can open: the data folder's own, then every spare one."""
    found: list[bytes] = []
    spares: list[Path] = []
    with contextlib.suppress(OSError):
        spares = sorted((state / FOLDER).iterdir())
    for folder in (data, *spares):
        if (folder / NAME).is_file():
            with contextlib.suppress(OSError, ValueError, Trouble):
                key = read_or_make_key(folder)
                if key not in found:
                    found.append(key)
    return found


def keep_key(folder: Path, key: bytes) -> None:
    """Keep that key in a folder for this machine. Raises OSError."""
    (folder / NAME).touch(mode=0o600)
    (folder / NAME).write_text(key.hex(), "ascii")
