"""Whether the province's files are what their names say: each one that is told complete is read to its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from counter.server.database import Database
from counter.server.file_shelf import FileName, FileShelf
from counter.server.tables import file as files

_NAMED = 20  # that are told one by one


def verify_files(database: Database, folder: Path) -> Iterator[str]:
    """What is wrong, without personal data: a hash is nobody's name."""
    shelf, wrong = FileShelf(folder), 0
    with database.snapshot() as c:
        query = select(files.c.centre, files.c.sha256).where(files.c.complete_ms.is_not(None))
        for row in c.execution_options(yield_per=1000).execute(query.order_by(files.c.centre, files.c.sha256)):
            if not shelf.verified(FileName(row.centre, row.sha256)):
                wrong += 1
                if wrong <= _NAMED:
                    yield f"file {row.sha256.hex()}: not here, or not what its name says"
    if wrong > _NAMED:
        yield f"{wrong - _NAMED} more files are not here, or not what their names say"
