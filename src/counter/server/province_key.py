"""The province's signing key (a file only its owner reads) and the names of this database: generation and own device."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from counter.journal.checkpoint import new_key, public_key
from counter.server.database import Database
from counter.server.tables import epoch_series, meta
from counter.store.small_file import write_small
from counter.wire.request import GENERATION_CHECK
from counter.wire.sealing import sealing_key_of

KEY_FILE = "province.key"
ANCESTORS = "ancestors"  # in `meta`: checks of former generations, hexadecimal


@dataclass(frozen=True)
class Authority:
    """What the province signs with and calls itself. `device` owns the log of the province's own entries; `sealing_key` is
    the private one that bundles to it are opened with; `ancestors`: checks of the generations this database grew from."""

    private_key: bytes
    public_key: bytes
    generation: bytes
    device: bytes
    ancestors: frozenset[bytes] = frozenset()

    def may_continue(self, generation: bytes) -> bool:
        """Whether a cursor of the generation with that check means anything here: this one, an ancestor, or none yet.

        A database that was put back twice, the second time from before the first, never heard of what was between."""
        return generation in (b"", self.generation[:GENERATION_CHECK]) or generation in self.ancestors

    @cached_property
    def sealing_key(self) -> bytes:
        return sealing_key_of(self.private_key)


def read_authority(folder: Path, database: Database) -> Authority:
    """The key and names of this folder and database; made when they are new.

    Raises ValueError when the key file is not this database's: signatures by another key would be believed by nobody."""
    private = _read_or_make_key(folder / KEY_FILE)
    public = public_key(private)
    with database.write() as c:
        database.lock(c, "meta")
        names = {row.name: row.value for row in c.execute(select(meta))}
        for name, value in (
            ("generation", secrets.token_hex(16)), ("device", secrets.token_hex(16)), ("public_key", public.hex())
        ):  # fmt: skip
            if name not in names:
                c.execute(insert(meta).values(name=name, value=value))
                names[name] = value
    if names["public_key"] != public.hex():
        raise ValueError(f"{KEY_FILE} is not the key that this database was begun with")
    ancestors = frozenset(map(bytes.fromhex, names.get(ANCESTORS, "").split()))
    return Authority(private, public, bytes.fromhex(names["generation"]), bytes.fromhex(names["device"]), ancestors)


def next_epoch(connection: Connection) -> int:
    """A number that no (device, epoch) of this province ever had. The row it comes from stays locked until the commit."""
    number = connection.execute(
        update(epoch_series).values(last=epoch_series.c.last + 1).returning(epoch_series.c.last)
    ).scalar_one()
    return int(number)


def _read_or_make_key(path: Path) -> bytes:
    """Whole or not there at all: of processes that start at once, one's key is everybody's."""
    if not path.exists():
        write_small(path, new_key().hex().encode(), new=True)
    return bytes.fromhex(path.read_text())
