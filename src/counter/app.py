"""The composition root: builds every object once. The only file that knows them all."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from counter.gui.front import Front
    from counter.gui.print_desk import PrintDesk
    from counter.gui.scan_desk import ScanDesk
    from counter.gui.services import Services
    from counter.gui.sync_desk import SyncDesk
    from counter.gui.upload_desk import UploadDesk
    from counter.printing.receipt_maker import ReceiptMaker
    from counter.printing.store_log import StorePrintLog
    from counter.sync.right_of_way import RightOfWay


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
    from counter.gui.front import Front
    from counter.usecases.sign_in import Accounts

    front = Front(office.store, office.clock, Accounts(office.store), Background())
    return Desk(app, front, BackOffice(office, front, printer=printer, training=training), training=training)


class BackOffice:
    """What the pages need, each part loaded when it is asked for (see `counter.gui.services.Behind`)."""

    def __init__(self, office: Office, front: Front, *, printer: str | None = None, training: bool = False) -> None:
        self._office, self._front, self._printer, self._training = office, front, printer, training

    @cached_property
    def _print_log(self) -> StorePrintLog:
        from counter.printing.store_log import StorePrintLog

        printer = self._setting("printer", "") if self._printer is None else self._printer
        return StorePrintLog(self._office.store, printer)

    @cached_property
    def _maker(self) -> ReceiptMaker:
        from counter.printing.receipt_maker import ReceiptMaker

        return ReceiptMaker(self._office.catalogue, hotline=self._setting("hotline", ""), training=self._training)

    def services(self) -> Services:
        """Catalogue, reception deed and print log."""
        from counter.gui.services import Services
        from counter.usecases.receive import Receive

        store, catalogue, clock = self._office.store, self._office.catalogue, self._office.clock
        receive = Receive(store, catalogue)
        return Services(store, catalogue, clock, receive, self._print_log, self._maker, self._front.background)

    def prints(self, changes: Changes) -> PrintDesk:
        """Paper."""
        from counter.gui.print_desk import PrintDesk
        from counter.printing.choose_printer import printer_for

        return PrintDesk(self._print_log, self._maker, printer_for, changes, _printer_names)

    def sync(self, changes: Changes) -> SyncDesk:
        """The exchange with the province."""
        import random

        from counter.gui.sync_desk import SyncDesk
        from counter.sync.light import light
        from counter.sync.line import open_exchange, open_transport
        from counter.sync.loop import SyncLoop

        store, clock = self._office.store, self._office.clock
        exchange = open_exchange(store)
        desk = SyncDesk(changes, lambda: light(exchange.facts(), clock.now()), self._front.background)
        loop = SyncLoop(exchange, lambda: open_transport(store), clock, random.SystemRandom(), desk.told, self._way)
        desk.set_loop(loop)
        return desk

    def uploads(self, changes: Changes) -> UploadDesk:
        """The sending of files, on a line of its own, after the facts."""
        import random

        from counter.gui.upload_desk import UploadDesk
        from counter.store.uploads import StoreUploads
        from counter.sync.line import open_file_transport
        from counter.sync.upload_loop import UploadLoop

        store, clock = self._office.store, self._office.clock
        desk = UploadDesk(changes)
        uploads, line = StoreUploads(store), lambda: open_file_transport(store)
        desk.set_loop(UploadLoop(uploads, line, clock, random.SystemRandom(), desk.told, self._way))
        return desk

    @cached_property
    def _way(self) -> RightOfWay:
        from counter.sync.right_of_way import RightOfWay

        return RightOfWay()

    def scans(self) -> ScanDesk:
        """The readers of this machine."""
        from counter.devices.scan_reader import ScanReader
        from counter.devices.wedge_filter import WedgeScanner
        from counter.gui.scan_desk import ScanDesk

        clock = self._office.clock
        reader = ScanReader(clock.monotonic_ms, self._office.catalogue.defaults.provisional_pattern)
        scanners: list[Scanner] = [WedgeScanner(reader.knows, clock.monotonic_ms)]
        port = self._setting("scanner_port", None)
        if port is not None:
            from counter.devices.serial_scanner import SerialScanner

            scanners.append(SerialScanner(port))
        return ScanDesk(reader, tuple(scanners))

    def _setting(self, name: str, default: Any) -> Any:
        from counter.store.settings_table import get

        with self._office.store.database.read() as transaction:
            return get(transaction, name, default)


def _printer_names() -> list[str]:
    from counter.printing.system_printer import printer_names  # a part of Qt that nothing else needs

    return printer_names()
