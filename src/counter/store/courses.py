"""The turns of one dossier, read from the log, and the course they make."""

from __future__ import annotations

from counter.journal.body import BadBody
from counter.journal.course import TURNS, Course, Turn, course_of, read_turn
from counter.journal.entry import Envelope
from counter.journal.kinds import UnknownKind, read_body
from counter.store.database import Transaction

_TURNS = "'" + "', '".join(TURNS) + "'"


def course_of_dossier(transaction: Transaction, dossier: int) -> Course:
    """Where a dossier stands by all that is here. Raises LookupError for one that is not here."""
    row = transaction.row("SELECT subject, entry FROM dossier WHERE id = ?", (dossier,))
    if row is None:
        raise LookupError(dossier)
    subject, reception = row
    turns = _turns(transaction, subject)
    return course_of(turns.pop(reception), turns.values())


def _turns(transaction: Transaction, subject: bytes) -> dict[bytes, Turn]:
    found = {}
    for kind, version, hash_, raw, body in transaction.rows(
        f"SELECT kind, version, hash, envelope, body FROM log WHERE subject = ? AND kind IN ({_TURNS})",  # noqa: S608
        (subject,),
    ):
        try:
            read = read_body(kind, version, body or b"")
            turn = read_turn(kind, hash_, Envelope.decode(raw).parent, read)
        except (UnknownKind, BadBody):
            continue
        if turn is not None:
            found[hash_] = turn
    return found
