"""What a restore would leave behind: own entries of the old data that neither the province nor the copy has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Trouble
from counter.store.database import Database, holds_data


def left_behind(old: Path, copy: Path, keys: Sequence[bytes]) -> int | None:
    """`old` and `copy` are database files. 0 when there is no old one; None when no key opens it or it cannot be read."""
    if not holds_data(old):
        return 0
    held = {(device, epoch): seq for device, epoch, seq, _ in _logs(copy, keys) or ()}
    logs = _logs(old, keys)
    if logs is None:
        return None
    return sum(max(0, seq - max(acked, held.get((device, epoch), 0))) for device, epoch, seq, acked in logs)


def _logs(path: Path, keys: Sequence[bytes]) -> list[tuple[bytes, int, int, int]] | None:
    for key in keys:
        database = Database(path, key, manner="look")
        try:
            with database.read() as t:
                return [
                    (device, epoch, seq, acked)
                    for device, epoch, seq, acked in t.rows(
                        "SELECT device, epoch, seq, acked FROM source WHERE own = 1"
                    )
                ]
        except (Trouble, cipher.DatabaseError):
            continue
        finally:
            database.close()
    return None
