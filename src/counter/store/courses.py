"""The turns of one dossier, read from the log, and the course they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from counter.journal.body import BadBody
from counter.journal.course import TURNS, Course, Turn, course_of, read_turn
from counter.journal.entry import Envelope
from counter.journal.kinds import UnknownKind, read_body
from counter.store.database import Transaction

Reader = Callable[[str, bytes, bytes | None, Mapping[str, Any]], Turn | None]
_TURNS = "'" + "', '".join(TURNS) + "'"


def course_of_dossier(transaction: Transaction, dossier: int, read: Reader = read_turn) -> Course:
    """Where a dossier stands by all that is here. `read` is another one only in the tests' mutants. Raises LookupError for
    a dossier that is not here."""
    row = transaction.row("SELECT subject, entry FROM dossier WHERE id = ?", (dossier,))
    if row is None:
        raise LookupError(dossier)
    subject, reception = row
    turns = _turns(transaction, subject, read)
    return course_of(turns.pop(reception), turns.values())


def _turns(transaction: Transaction, subject: bytes, read: Reader) -> dict[bytes, Turn]:
    found = {}
    for kind, version, hash_, raw, body in transaction.rows(
        f"SELECT kind, version, hash, envelope, body FROM log WHERE subject = ? AND kind IN ({_TURNS})",  # noqa: S608
        (subject,),
    ):
        try:
            turn = read(kind, hash_, Envelope.decode(raw).parent, read_body(kind, version, body or b""))
        except (UnknownKind, BadBody):
            continue
        if turn is not None:
            found[hash_] = turn
    return found
