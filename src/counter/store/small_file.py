"""A small file of the data folder: written whole under its name and durably, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from counter.store.held_file import move, patiently, remove


def write_small(path: Path, content: bytes, *, new: bool = False) -> bool:
    """Write it, readable by its owner only. `new`: never in place of another one; whether it is ours that lies there.

    The name comes only when the content is on the disk: a power cut in between would leave a name without content.
    Raises OSError."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not new:
            move(fresh, path)
            return True
        return move_to_free(fresh, path)  # another start of the program may be quicker: its file counts
    finally:
        with contextlib.suppress(OSError):
            remove(fresh)
        sync_folder(path.parent)


def move_to_free(source: Path, target: Path) -> bool:
    """`source` takes the name `target` only where nothing has it; whether it did. Raises OSError."""
    try:
        patiently(lambda: _name(source, target))
    except FileExistsError:
        return False
    remove(source)  # its first name, where the system gave it a second one
    return True


def _name(source: Path, target: Path) -> None:
    if os.name == "posix":
        os.link(source, target)
    else:
        source.rename(target)


def sync_folder(folder: Path) -> None:
    """The disk has the folder's names, where the system can be asked for that. Raises OSError."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
