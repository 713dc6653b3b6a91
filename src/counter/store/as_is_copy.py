"""A copy of a journal that does not fit together: kept as it is for whoever has to find out why, and taken for no backup.

No restore takes one. The oldest is nearest to what happened and the newest has most facts; those two are kept."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from counter.store.copy_database import to_disk
from counter.store.held_file import move

MARK = "as-is-"


def as_is_copies(machine: Path) -> list[Path]:
    """Those of one machine, oldest first."""
    return sorted(path for path in machine.glob(f"{MARK}*") if path.is_dir() and not path.suffix)


def keep_as_is(part: Path) -> Path:
    """What was just written as `part` stays beside the backups under a name of its own. Raises OSError."""
    place = part.with_name(MARK + part.stem)
    move(part, place)
    to_disk(place.parent)
    for between in as_is_copies(place.parent)[1:-1]:
        with contextlib.suppress(OSError):
            away = between.with_name(between.name + ".part")
            move(between, away)
            shutil.rmtree(away, ignore_errors=True)
    return place
