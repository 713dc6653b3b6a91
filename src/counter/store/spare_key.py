"""The database's key a second time on the same machine, outside the data folder: who loses the folder keeps its backups.

It lies beside the witness, guarded as in the data folder, and is worth as much: one who takes the disk has either."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from counter.domain.sentence import Trouble
from counter.store.folder_access import PRIVATE
from counter.store.held_file import remove
from counter.store.key import NAME, key_form, read_or_make_key, write_key
from counter.store.machine_guard import Guard, system_guard
from counter.wire.recovery import name_of

FOLDER = "keys"
System = Callable[[], Guard | None]


def keep_spare(data: Path, state: Path, system: System = system_guard) -> None:
    """Keep that folder's key beside the witness. Where that cannot be done, nothing happens."""
    with contextlib.suppress(OSError, ValueError, Trouble):
        keep_spare_key(read_or_make_key(data, system(), may_make=False), state, system)


def keep_spare_key(key: bytes, state: Path, system: System = system_guard) -> None:
    """Keep that key beside the witness; nothing lies there plain any more where the machine can wrap. Raises OSError."""
    guard, place = system(), state / FOLDER / name_of(key).hex()
    for folder in _spares(state):
        with contextlib.suppress(OSError, ValueError, Trouble):
            if folder != place and read_or_make_key(folder, guard, may_make=False) == key:
                remove(folder / NAME)
                folder.rmdir()
    with contextlib.suppress(ValueError, Trouble):
        if key_form(place) != "none" and read_or_make_key(place, guard) == key:
            return
    place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    write_key(place, key, guard)


def keys_at_hand(data: Path, state: Path, system: System = system_guard) -> list[bytes]:
    """The keys that this machine can open: the data folder's own, then every spare one."""
    found: list[bytes] = []
    for folder in (data, *_spares(state)):
        if (folder / NAME).is_file():
            with contextlib.suppress(OSError, ValueError, Trouble):
                key = read_or_make_key(folder, system())
                if key not in found:
                    found.append(key)
    return found


def keep_key(folder: Path, key: bytes) -> None:
    """Keep that key in a folder for this machine. Raises OSError."""
    write_key(folder, key, system_guard())


def _spares(state: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from sorted((state / FOLDER).iterdir())
