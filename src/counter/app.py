"""The composition root: builds every object once. The only file that knows them all."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from counter.journal.clock import Clock
from counter.settings import default_data_folder, state_folder
from counter.store.clock import SystemClock
from counter.store.local_store import LocalStore

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from counter.devices.scanner import Scanner
    from counter.domain.catalogue import Catalogue
    from counter.gui.changes import Changes
    from counter.gui.desk import Desk
    from counter.gui.services import Behind, Front


class Office:
    """What every role of this machine has: the store, the catalogue, the clock. Without Qt and without network."""

    def __init__(self, store: LocalStore, clock: Clock) -> None:
        self.store, self.clock = store, clock

    @cached_property
    def catalogue(self) -> Catalogue:
        """Read when it is first needed: the window opens without it."""
        from counter.store.kept_catalogue import catalogue_of

        return catalogue_of(self.store.folder)

    def close(self) -> None:
        self.store.close()


def open_store(folder: Path | None = None, *, clock: Clock | None = None, state: Path | None = None) -> LocalStore:
    """The local store of that data folder, made when absent; `state`: where the witness lies. Default: the platform's
    folders. Raises Trouble."""
    witness = (state or state_folder()) / "witness"
    return LocalStore(folder or default_data_folder(), clock or SystemClock(), state_folder=witness)


def open_office(folder: Path | None = None, *, clock: Clock | None = None, state: Path | None = None) -> Office:
    """Store, catalogue and clock, for the command line and the window alike. Raises Trouble."""
    clock = clock or SystemClock()
    return Office(open_store(folder, clock=clock, state=state), clock)


def open_desk(office: Office, app: QApplication, *, printer: str | None = None, training: bool = False) -> Desk:
    """The window over an open office, with printing, scanning and sync at work behind it. Close it before the office.

    `printer`: the setting of the printer (see `counter.printing.choose_printer`); None: the one kept in the settings."""
    from counter.gui.background import Background
    from counter.gui.desk import Desk
    from counter.gui.services import Front
    from counter.usecases.sign_in import Accounts

    front = Front(office.store, office.clock, Accounts(office.store), Background())
    return Desk(app, front, partial(_behind, office, front, printer, training), training=training)


def _behind(office: Office, front: Front, printer: str | None, training: bool, changes: Changes) -> Behind:
    """What the pages need: loaded while the sign-in is already on the screen."""
    import random

    from counter.devices.scan_reader import ScanReader
    from counter.devices.wedge_filter import WedgeScanner
    from counter.gui.print_desk import PrintDesk
    from counter.gui.scan_desk import ScanDesk
    from counter.gui.services import Behind, Services
    from counter.gui.sync_desk import SyncDesk
    from counter.printing.choose_printer import printer_for
    from counter.printing.receipt_maker import ReceiptMaker
    from counter.printing.store_log import StorePrintLog
    from counter.store.settings_table import get
    from counter.sync.light import light
    from counter.sync.line import open_exchange, open_transport
    from counter.sync.loop import SyncLoop
    from counter.usecases.receive import Receive

    store, catalogue = office.store, office.catalogue
    with store.database.read() as transaction:
        chosen = printer if printer is not None else get(transaction, "printer", "")
        hotline, port = get(transaction, "hotline", ""), get(transaction, "scanner_port")
    log, maker = StorePrintLog(store, chosen), ReceiptMaker(catalogue, hotline=hotline, training=training)
    receive = Receive(store, catalogue)
    services = Services(store, catalogue, office.clock, receive, log, maker, front.background)
    exchange = open_exchange(store)
    sync = SyncDesk(changes, lambda: light(exchange.facts(), office.clock.now()), front.background)
    open_line = partial(open_transport, store)
    sync.set_loop(SyncLoop(exchange, open_line, office.clock, random.SystemRandom(), sync.told))
    reader = ScanReader(office.clock.monotonic_ms, catalogue.defaults.provisional_pattern)
    scanners: list[Scanner] = [WedgeScanner(reader.knows, office.clock.monotonic_ms)]
    if port is not None:
        from counter.devices.serial_scanner import SerialScanner

        scanners.append(SerialScanner(port))
    prints = PrintDesk(log, maker, printer_for, changes)
    return Behind(services, prints, sync, ScanDesk(reader, tuple(scanners)))
