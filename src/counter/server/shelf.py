"""What is held of a centre's entries, looked up by slot or hash: what the columns of the wire build on."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from counter.journal.entry import Envelope
from counter.server.epochs import FORKED
from counter.server.tables import dossier, inbox, quarantine
from counter.server.tables import epoch as epoch_table
from counter.wire.columns import Known, Slot

_HELD, _APART = (
    select(table.c.envelope, table.c.hash).where(
        table.c.centre == bindparam("centre"), table.c.epoch == bindparam("epoch"), table.c.seq == bindparam("seq")
    )
    for table in (inbox, quarantine)
)
_PARENT = (
    select(inbox.c.epoch, inbox.c.seq)
    .join(dossier, (dossier.c.centre == inbox.c.centre) & (dossier.c.position == inbox.c.position))
    .join(epoch_table, (epoch_table.c.epoch == inbox.c.epoch) & (epoch_table.c.state != FORKED))
    .where(dossier.c.centre == bindparam("centre"), dossier.c.subject == bindparam("subject"))
    .where(inbox.c.hash == bindparam("hash"))
)


class Shelf:
    """Looks things up in one transaction and remembers them for one message."""

    def __init__(self, connection: Connection, centre: int, known: dict[Slot, Known] | None = None) -> None:
        """`known`: what was looked up before."""
        self._connection, self._centre = connection, centre
        self._known: dict[Slot, Known | None] = dict(known or {})

    def held(self, epoch: int, seq: int) -> Known | None:
        """The entry at that slot; None when there is none."""
        slot = (epoch, seq)
        if slot not in self._known:
            row = self._connection.execute(_HELD, {"centre": self._centre, "epoch": epoch, "seq": seq}).first()
            self._known[slot] = None if row is None else Known(Envelope.decode(row.envelope), row.hash)
        return self._known[slot]

    def base(self, epoch: int, seq: int, check: bytes) -> bytes | None:
        """The hash at a slot that begins with `check`: of the log, or of a branch of it that lies in quarantine.

        What follows may build on the branch's own entries, so that entry then stands for the slot in this message."""
        known = self.held(epoch, seq)
        if known is not None and known.hash.startswith(check):
            return known.hash
        for row in self._connection.execute(_APART, {"centre": self._centre, "epoch": epoch, "seq": seq}):
            if row.hash.startswith(check):
                self._known[epoch, seq] = Known(Envelope.decode(row.envelope), row.hash)
                return bytes(row.hash)
        return None

    def locate(self, envelope: Envelope) -> Slot | None:
        """The slot of the parent when that is the reception of the same dossier, as it nearly always is.

        Hashes have no index here: it would cost every insertion, and an unfound parent only costs its 32 bytes. A slot
        of a forked log names two entries, so it names none: the reader might hold the other one."""
        wanted = {"centre": self._centre, "subject": envelope.subject, "hash": envelope.parent}
        row = self._connection.execute(_PARENT, wanted).first()
        return None if row is None else (row.epoch, row.seq)
