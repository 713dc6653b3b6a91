"""Of the self-check: whether this machine is enrolled and may issue codes."""

from __future__ import annotations

from counter.domain.check import Finding, broken, well
from counter.store.database import Database
from counter.store.identity import read_identity
from counter.store.settings_table import get
from counter.store.unit_name import unit_name


def check_enrolment(database: Database) -> Finding:
    """Raises Trouble when the database does not say."""
    with database.read() as transaction:
        identity, reason = read_identity(transaction), get(transaction, "needs_epoch")
    if identity is None:
        return broken("enrolment", "not_enrolled")
    if reason is not None:
        return broken("enrolment", str(reason))
    unit = unit_name(identity.unit) or identity.unit
    return well("enrolment", unit=unit, counter=identity.counter, epoch=identity.epoch)
