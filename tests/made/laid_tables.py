"""SQLite databases of the province that begin as a copy of one: making the tables takes longer than most tests."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path


@cache
def _laid() -> bytes:
    from counter.server.database import NAME, Database

    with tempfile.TemporaryDirectory() as folder:
        Database(Path(folder)).close()
        return (Path(folder) / NAME).read_bytes()


def with_tables(folder: Path) -> Path:
    """That folder, with empty tables in it where it held no database."""
    from counter.server.database import NAME

    if not (folder / NAME).exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / NAME).write_bytes(_laid())
    return folder
