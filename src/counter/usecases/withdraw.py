"""Noting that the citizen withdraws an application: a change of status that is never undone by hand."""

from __future__ import annotations

from counter.domain.sentence import Refused, Sentence
from counter.domain.status import Status, check_step
from counter.domain.withdrawal import Withdrawal, checked_withdrawal
from counter.journal.kinds import WITHDRAWN
from counter.store.courses import course_of_dossier
from counter.store.local_store import LocalStore
from counter.store.log import Actor


def withdraw(store: LocalStore, dossier: int, wish: Withdrawal, actor: Actor, *, clerk: str) -> None:
    """Record the withdrawal of a dossier. `clerk` is the display name of whoever takes it.

    Raises Refused: "status" when it has ended, or when a supervisor has to settle first what two counters did; "asked_by",
    "reason" for what the wish lacks; "code" while this machine may not add facts."""
    with store.deed(actor) as deed:
        row = deed.transaction.row("SELECT subject, owner FROM dossier WHERE id = ?", (dossier,))
        if row is None:
            raise Refused("status", Sentence("reception.unknown_code"))
        subject, owner = row
        course = course_of_dossier(deed.transaction, dossier)
        if course.rivals:
            raise Refused("status", Sentence("matter.settle_first"))
        check_step(course.status, Status.WITHDRAWN)
        wish = checked_withdrawal(wish, has_owner=owner is not None)
        at = deed.day.moment(store.clock.now()).replace(microsecond=0)
        body = {
            "asked_by": wish.asked_by, "reason": wish.reason, "papers_back": wish.papers_back, "at": at.isoformat(),
            "agency": deed.identity.agency, "counter": deed.identity.counter, "clerk": clerk,
        }  # fmt: skip
        deed.add(WITHDRAWN, body, subject, parent=course.tip)
