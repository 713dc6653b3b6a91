"""A supervisor settles what two counters did to one dossier, or takes note of facts that the province wants looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counter.domain.reception import checked_note
from counter.domain.sentence import Refused, Sentence
from counter.journal.course import MOST_SETTLED
from counter.journal.kinds import RESOLVED
from counter.store.accounts import account_of
from counter.store.courses import course_of_dossier
from counter.store.database import Transaction
from counter.store.deed import Deed
from counter.store.local_store import LocalStore
from counter.store.log import Actor
from counter.store.unrecovered import unrecovered

ROLE = "supervisor"


def settle_conflict(
    store: LocalStore, dossier: int, rivals: Sequence[bytes], choice: bytes, actor: Actor, *, clerk: str,
    note: str | None = None,
) -> None:  # fmt: skip
    """Decide which of the rivals stands, or that the dossier goes on from their `base`.

    `rivals` as they were shown: when others have come since, or it is settled, nobody decides on what they did not see.
    Raises Refused: "role", "matter" (look again), "note", "code" while this machine may not add facts."""
    with store.deed(actor) as deed:
        _demand_supervisor(deed.transaction, actor)
        row = deed.transaction.row("SELECT subject FROM dossier WHERE id = ?", (dossier,))
        course = None if row is None else course_of_dossier(deed.transaction, dossier)
        if row is None or course is None or not course.rivals:
            raise Refused("matter", Sentence("matter.settled"))
        if set(course.rivals) != set(rivals) or choice not in (*course.rivals, course.base):
            raise Refused("matter", Sentence("matter.changed"))
        _resolve(deed, "conflict", sorted(course.rivals), choice, note, clerk, row[0])


def take_note(store: LocalStore, entries: Sequence[int], actor: Actor, *, clerk: str, note: str | None = None) -> None:
    """Record that a supervisor has looked at these facts, by their rows in the log. Those that somebody has settled before
    are left out.

    Raises Refused: "role", "matter" when nothing is left, "note", "code"."""
    with store.deed(actor) as deed:
        _demand_supervisor(deed.transaction, actor)
        rows = [
            row
            for entry in entries[:MOST_SETTLED]
            for row in deed.transaction.rows(
                "SELECT hash, subject FROM log WHERE id = ? "
                "AND NOT EXISTS (SELECT 1 FROM resolution WHERE target = log.hash)",
                (entry,),
            )
        ]
        if not rows:
            raise Refused("matter", Sentence("matter.settled"))
        _resolve(deed, "facts", [hash_ for hash_, _ in rows], None, note, clerk, rows[0][1])


def note_unrecovered(store: LocalStore, last: bytes, actor: Actor, *, clerk: str, note: str | None = None) -> None:
    """Record that a supervisor has looked for what a copy put back does not hold; `last`: the hash of the last of it.

    Raises Refused: "role", "matter" when it has been settled or has come back, "note", "code"."""
    with store.deed(actor) as deed:
        _demand_supervisor(deed.transaction, actor)
        if all(one.head != last for one in unrecovered(deed.transaction)):
            raise Refused("matter", Sentence("matter.settled"))
        _resolve(deed, "facts", [last], None, note, clerk, None)


def may_settle(role: str) -> bool:
    """Whether an account of that role decides; the others see what there is, and whom to ask."""
    return role == ROLE


def _demand_supervisor(transaction: Transaction, actor: Actor) -> None:
    account = account_of(transaction, actor.account)
    if account is None or not may_settle(account.role):
        raise Refused("role", Sentence("matter.ask_supervisor"))


def _resolve(
    deed: Deed,
    about: str,
    settles: Sequence[bytes],
    choice: bytes | None,
    note: str | None,
    clerk: str,
    subject: bytes | None,
) -> None:
    at = deed.day.moment(deed.clock.now()).replace(microsecond=0)
    body: dict[str, Any] = {
        "about": about, "settles": [one.hex() for one in settles], "choice": None if choice is None else choice.hex(),
        "note": checked_note(note), "role": ROLE, "at": at.isoformat(), "agency": deed.identity.agency,
        "counter": deed.identity.counter, "clerk": clerk,
    }  # fmt: skip
    deed.add(RESOLVED, body, subject)
