"""Codes that may stand on two papers, since two machines worked as one: that of the log, and one kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, select

from counter.journal.body import BadBody
from counter.journal.entry import Entry, Envelope
from counter.journal.kinds import RECEIVED, UnknownKind, read_body
from counter.server.outcomes import Outcomes
from counter.server.tables import code_use, quarantine

REASON = "sync.outcome.code_twice"
_APART = select(quarantine.c.envelope, quarantine.c.body).where(
    quarantine.c.centre == bindparam("centre"), quarantine.c.epoch.in_(bindparam("epochs", expanding=True))
)


def printed_code(envelope: Envelope, body: bytes | None) -> str | None:
    """The code that a reception put on paper, as far as it can be read; None for anything else."""
    if envelope.kind != RECEIVED or body is None:
        return None
    try:
        code = read_body(envelope.kind, envelope.version, body).get("code")
    except (BadBody, UnknownKind):
        return None
    return code if isinstance(code, str) else None


def flag_twins(connection: Connection, apart: Sequence[Entry]) -> None:
    """These entries were just put apart: whatever was applied under a code of theirs needs a person too."""
    codes = {printed_code(entry.envelope, entry.body) for entry in apart} - {None}
    if codes:
        query = select(code_use.c.centre, code_use.c.position).where(code_use.c.code.in_(codes))
        for row in connection.execute(query).all():
            Outcomes(connection, row.centre).flag(row.position, REASON)


def codes_apart(connection: Connection, centre: int, epochs: Iterable[int]) -> frozenset[str]:
    """The codes of entries kept apart in these epochs: only there can a code be one of theirs too."""
    rows = connection.execute(_APART, {"centre": centre, "epochs": sorted(set(epochs))})
    codes = (printed_code(Envelope.decode(row.envelope), row.body) for row in rows)
    return frozenset(code for code in codes if code is not None)
