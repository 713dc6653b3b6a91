"""Files into a backup: only those that are not there yet, each checked by its name while it is copied."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from sqlalchemy import select

from counter.server.database import Database
from counter.server.file_shelf import FileName, FileShelf
from counter.server.tables import file as files
from counter.store.held_file import move, remove

_PIECE = 1 << 20
_NAMED = 20  # missing ones that are told one by one


def copy_files(copy: Database, folder: Path, to: Path) -> tuple[int, list[str]]:
    """Bring every whole file that the copied database knows from `folder` into `to`; how many are there, what is wrong.

    Raises OSError when it cannot be written."""
    source, target = FileShelf(folder), FileShelf(to)
    there = 0
    problems: list[str] = []
    with copy.snapshot() as c:
        query = select(files.c.centre, files.c.sha256, files.c.size).where(files.c.complete_ms.is_not(None))
        for row in c.execution_options(yield_per=1000).execute(query):
            name = FileName(row.centre, row.sha256)
            if target.whole(name, row.size) or _copy(source.place(name), target.place(name), row.sha256):
                there += 1
            elif len(problems) < _NAMED:
                problems.append(f"file {row.sha256.hex()}: not here, or not what its name says")
    return there, problems


def _copy(source: Path, target: Path, sha256: bytes) -> bool:
    """Whether it is there now, and is what it should be."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    digest = hashlib.sha256()
    try:
        with source.open("rb") as reading, part.open("xb") as writing:
            while piece := reading.read(_PIECE):
                digest.update(piece)
                writing.write(piece)
            writing.flush()
            os.fsync(writing.fileno())
        if digest.digest() != sha256:
            return False
        move(part, target)
        return True
    except FileNotFoundError:
        return False
    finally:
        remove(part)
