"""The composition root: builds every object once. The only file that knows them all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from counter.journal.clock import Clock
from counter.settings import default_data_folder, state_folder
from counter.store.clock import SystemClock
from counter.store.kept_catalogue import catalogue_of
from counter.store.local_store import LocalStore

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from counter.domain.catalogue import Catalogue
    from counter.gui.desk import Desk


@dataclass(slots=True)
class Office:
    """What every role of this machine has: the store, the catalogue, the clock. Without Qt and without network."""

    store: LocalStore
    catalogue: Catalogue
    clock: Clock

    def close(self) -> None:
        self.store.close()


def open_store(folder: Path | None = None, *, clock: Clock | None = None, state: Path | None = None) -> LocalStore:
    """The local store of that data folder, made when absent; `state`: where the witness lies. Default: the platform's
    folders. Raises Trouble."""
    witness = (state or state_folder()) / "witness"
    return LocalStore(folder or default_data_folder(), clock or SystemClock(), state_folder=witness)


def open_office(folder: Path | None = None, *, clock: Clock | None = None, state: Path | None = None) -> Office:
    """Store and catalogue, for the command line and the window alike. Raises Trouble."""
    clock = clock or SystemClock()
    store = open_store(folder, clock=clock, state=state)
    return Office(store, catalogue_of(store.folder), clock)


def open_desk(office: Office, app: QApplication, *, printer: str | None = None, training: bool = False) -> Desk:
    """The window over an open office, with printing and sync at work behind it. Close it before the office.

    `printer`: the setting of the printer (see `counter.printing.choose_printer`); None: the one kept in the settings."""
    import random

    from counter.gui.background import Background
    from counter.gui.changes import Changes
    from counter.gui.desk import Desk
    from counter.gui.print_desk import PrintDesk
    from counter.gui.services import Services
    from counter.gui.sync_desk import SyncDesk
    from counter.printing.choose_printer import printer_for
    from counter.printing.receipt_maker import ReceiptMaker
    from counter.printing.store_log import StorePrintLog
    from counter.store.settings_table import get
    from counter.sync.line import open_exchange, open_transport
    from counter.sync.loop import SyncLoop
    from counter.usecases.receive import Receive
    from counter.usecases.sign_in import Accounts

    store = office.store
    with store.database.read() as transaction:
        chosen = printer if printer is not None else get(transaction, "printer", "")
        hotline = get(transaction, "hotline", "")
    services = Services(
        store,
        office.catalogue,
        office.clock,
        Accounts(store),
        Receive(store, office.catalogue),
        StorePrintLog(store, chosen),
        ReceiptMaker(office.catalogue, hotline=hotline, training=training),
        Background(),
    )
    changes = Changes()
    prints = PrintDesk(services.print_log, services.receipt_maker, printer_for, changes)
    sync = SyncDesk(changes)
    desk = Desk(app, services, prints=prints, sync=sync, changes=changes, training=training)
    open_line = partial(open_transport, store)
    sync.set_loop(SyncLoop(open_exchange(store), open_line, office.clock, random.SystemRandom(), sync.told))
    return desk
