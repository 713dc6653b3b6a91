"""Closing what the law wanted at reception and the missing link put off."""

from __future__ import annotations

from counter.domain.sentence import Refused, Sentence
from counter.journal.kinds import DUTY_CLOSED
from counter.store.local_store import LocalStore
from counter.store.log import Actor


def close_duty(store: LocalStore, dossier: int, kind: str, actor: Actor) -> None:
    """Record that an open duty of a dossier is done. Raises Refused when it is not open (somebody was quicker)."""
    with store.deed(actor) as deed:
        row = deed.transaction.row(
            "SELECT d.subject FROM duty JOIN dossier d ON d.id = duty.dossier "
            "WHERE duty.dossier = ? AND duty.kind = ? AND duty.closed IS NULL",
            (dossier, kind),
        )
        if row is None:
            raise Refused("duty", Sentence("reception.duty_closed"))
        deed.add(DUTY_CLOSED, {"kind": kind}, row[0])
