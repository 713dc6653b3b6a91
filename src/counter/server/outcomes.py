"""The outcome of every entry, and telling the device whose it was when it is not simply applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from sqlalchemy import Connection, bindparam, func, insert, select, update

from counter.server.judging import APPLIED, FLAGGED
from counter.server.tables import inbox, notice, outcome

_Row = tuple[bytes, int, int, str, str]  # device, epoch, seq, outcome, reason
_PUT, _TELL = insert(outcome), insert(notice)
_LAST = (
    select(notice.c.device, func.max(notice.c.number))
    .where(notice.c.centre == bindparam("centre"), notice.c.device.in_(bindparam("devices", expanding=True)))
    .group_by(notice.c.device)
)


class Outcomes:
    """Outcomes of one centre in one transaction."""

    def __init__(self, connection: Connection, centre: int) -> None:
        self._connection, self._centre = connection, centre
        self._rows: dict[int, _Row] = {}

    def put(self, position: int, device: bytes, epoch: int, seq: int, result: str, reason: str) -> None:
        """The outcome of a new entry; in the table after `write`."""
        self._rows[position] = (device, epoch, seq, result, reason)

    def flag(self, position: int, reason: str) -> None:
        """An entry that was applied needs a person after all; one that already does keeps its first reason."""
        if position in self._rows:
            device, epoch, seq, result, _ = self._rows[position]
            if result == APPLIED:
                self._rows[position] = (device, epoch, seq, FLAGGED, reason)
            return
        changed = self._connection.execute(
            update(outcome)
            .where(outcome.c.centre == self._centre, outcome.c.position == position, outcome.c.outcome == APPLIED)
            .values(outcome=FLAGGED, reason=reason)
        )
        if changed.rowcount:
            row = self._connection.execute(
                select(inbox.c.device, inbox.c.epoch, inbox.c.seq).where(
                    inbox.c.centre == self._centre, inbox.c.position == position
                )
            ).one()
            self._tell([(row.device, row.epoch, row.seq, FLAGGED, reason)])

    def settle(self, hashes: Set[bytes], here: Mapping[bytes, int]) -> None:
        """A supervisor has looked at these entries: what was flagged is applied, and their devices are told. `here`: the
        positions of those whose outcome is not in the table yet."""
        for hash_ in hashes & here.keys():
            device, epoch, seq, result, _ = self._rows[here[hash_]]
            if result == FLAGGED:
                self._rows[here[hash_]] = (device, epoch, seq, APPLIED, "")
        query = (
            select(outcome.c.position, inbox.c.device, inbox.c.epoch, inbox.c.seq)
            .join(inbox, (inbox.c.centre == outcome.c.centre) & (inbox.c.position == outcome.c.position))
            .where(outcome.c.centre == self._centre, outcome.c.outcome == FLAGGED, inbox.c.hash.in_(hashes))
        )
        rows = self._connection.execute(query).all()
        if rows:
            positions = [row.position for row in rows]
            self._connection.execute(
                update(outcome)
                .where(outcome.c.centre == self._centre, outcome.c.position.in_(positions))
                .values(outcome=APPLIED, reason="")
            )
            self._tell([(row.device, row.epoch, row.seq, APPLIED, "") for row in rows])

    def write(self, *, told_before: bool = False) -> None:
        """Into the tables, with a notice for whatever is not applied; where they were told of before, for all."""
        if not self._rows:
            return
        self._connection.execute(_PUT, [
            {"centre": self._centre, "position": position, "outcome": result, "reason": reason}
            for position, (_, _, _, result, reason) in self._rows.items()
        ])  # fmt: skip
        self._tell([row for row in self._rows.values() if told_before or row[3] != APPLIED])
        self._rows.clear()

    def _tell(self, told: Sequence[_Row]) -> None:
        if not told:
            return
        found = self._connection.execute(_LAST, {"centre": self._centre, "devices": [*{row[0] for row in told}]})
        last = {device: int(number) for device, number in found}
        rows = []
        for device, epoch, seq, result, reason in told:
            last[device] = last.get(device, 0) + 1
            rows.append({
                "centre": self._centre, "device": device, "number": last[device], "epoch": epoch, "seq": seq,
                "outcome": result, "reason": reason,
            })  # fmt: skip
        self._connection.execute(_TELL, rows)
