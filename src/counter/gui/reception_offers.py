"""What the reception page offers from what was received lately: the last papers, frequent procedures, other bodies."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from counter.gui.reception_draft import RecentRow
from counter.store.local_store import LocalStore
from counter.store.prints import recent_prints
from counter.store.recent import received_for, received_often

RECENT, BODIES = 5, 6

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Offers:
    """`recent`: (dossier, code, state of its print); `often`: procedures by code; `bodies`: codes of deciding bodies."""

    recent: tuple[tuple[int, str, str], ...] = ()
    often: dict[str, int] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()

    def rows(self) -> list[RecentRow]:
        """The last receptions in words."""
        return [RecentRow(code, *_print_words(state), dossier) for dossier, code, state in self.recent]


def read_offers(store: LocalStore) -> Offers:
    """All of it from one look, on the store's thread."""
    own = store.identity.agency if store.identity is not None else ""
    with store.database.read() as transaction:
        return Offers(
            tuple(recent_prints(transaction, RECENT)),
            received_often(transaction),
            tuple(received_for(transaction, own, BODIES)),
        )


def _print_words(state: str) -> tuple[str, str]:
    return {
        "saved": (translate("ReceptionDesk", "Waiting to print"), "neutral"),
        "printing": (translate("ReceptionDesk", "Printing"), "neutral"),
        "printed": (translate("ReceptionDesk", "Printed"), "good"),
        "unknown": (translate("ReceptionDesk", "Print not certain"), "warning"),
        "failed": (translate("ReceptionDesk", "Not printed"), "warning"),
    }.get(state, (translate("ReceptionDesk", "No print"), "neutral"))
