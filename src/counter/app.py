"""The composition root: builds every object once. The only file that knows them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter.domain.sentence import Trouble
from counter.journal.clock import Clock
from counter.policy.machine import NOTHING, MachineSettings
from counter.settings import default_data_folder, state_folder
from counter.store.clock import SystemClock
from counter.store.local_store import LocalStore

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from counter.devices.scanner import Scanner
    from counter.diagnostics.sources import PrinterSeen, ScreenSeen, Sources
    from counter.domain.catalogue import Catalogue
    from counter.domain.check import Finding
    from counter.gui.backup_desk import BackupDesk
    from counter.gui.changes import Changes
    from counter.gui.desk import Desk
    from counter.gui.doctor_desk import DoctorDesk
    from counter.gui.front import Front
    from counter.gui.main_window import MainWindow
    from counter.gui.print_desk import PrintDesk
    from counter.gui.scan_desk import ScanDesk
    from counter.gui.services import Services
    from counter.gui.sync_desk import SyncDesk
    from counter.gui.sync_panel_desk import SyncPanelDesk
    from counter.gui.upload_desk import UploadDesk
    from counter.policy.source import Source
    from counter.printing.receipt_maker import ReceiptMaker
    from counter.printing.store_log import StorePrintLog
    from counter.store.standpoint import SyncFacts
    from counter.sync.forecast import Forecast, Meter
    from counter.sync.light import Light
    from counter.sync.right_of_way import RightOfWay
    from counter.sync.uploader import Sending
    from counter.usecases.sign_in import Accounts


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


def diagnostics_sources(folder: Path | None = None, *, state: Path | None = None, **seen: Any) -> Sources:
    """Where diagnostics look on this machine, also where the store cannot be opened: they change nothing there. `seen`:
    what a window adds (see `counter.diagnostics.sources.Sources`)."""
    from counter.diagnostics.sources import Sources
    from counter.policy.machine import read_machine
    from counter.store.diagnosis import database_there

    data = folder or default_data_folder()
    return Sources(data, state or state_folder(), SystemClock(), lambda: database_there(data), read_machine, **seen)


def seen_diagnosis(
    folder: Path | None,
    screens: list[ScreenSeen],
    qt: dict[str, str],
    findings: Sequence[Finding],
    *,
    state: Path | None = None,
) -> Sources:
    """The same with what a window saw, and the makes of the printers."""

    def printers() -> list[PrinterSeen]:
        from counter.diagnostics.sources import PrinterSeen
        from counter.printing.printer_makes import printer_makes

        return [PrinterSeen(*seen) for seen in printer_makes()]

    return diagnostics_sources(
        folder, state=state, findings=lambda: findings, screens=lambda: screens, printers=printers, qt=qt
    )


def open_office(folder: Path | None = None, *, clock: Clock | None = None, state: Path | None = None) -> Office:
    """Store, catalogue and clock, for the command line and the window alike. Raises Trouble."""
    clock = clock or SystemClock()
    return Office(open_store(folder, clock=clock, state=state), clock)


def open_desk(
    office: Office, app: QApplication, *, printer: str | None = None, training: bool = False,
    machine: MachineSettings = NOTHING, source: Source | None = None, accounts: Accounts | None = None,
) -> Desk:  # fmt: skip
    """The window over an open office, with printing, scanning and sync at work behind it. Close it before the office.

    `printer`: the setting of the printer (see `counter.printing.choose_printer`); None: the one kept in the settings.
    `machine`: what was laid down for this PC, which stands above all settings, and `source`: where it lies. `accounts`: of
    the office's store, where they are at hand already."""
    from counter.gui.background import Background
    from counter.gui.desk import Desk
    from counter.gui.front import Front
    from counter.usecases.sign_in import Accounts

    front = Front(office.store, office.clock, accounts or Accounts(office.store), Background(), machine, source)
    return Desk(app, front, BackOffice(office, front, printer=printer, training=training), training=training)


def open_doctor(folder: Path | None, trouble: Trouble, parent: QWidget) -> DoctorDesk:
    """The self-check of a machine whose data did not open, in a window of its own before `parent`."""
    from counter.devices.wedge_filter import WedgeScanner
    from counter.domain.probe import is_probe
    from counter.gui.doctor_desk import DoctorDesk, Surroundings
    from counter.gui.doctor_window import DoctorWindow, LoneScanner
    from counter.policy.machine import read_machine
    from counter.printing.choose_printer import printer_for
    from counter.self_check import Patient, checks_of

    clock, window = SystemClock(), DoctorWindow(parent)
    patient = Patient(folder or default_data_folder(), None, clock, trouble=trouble)
    scanner = LoneScanner(WedgeScanner(is_probe, clock.monotonic_ms, window), window)
    around = Surroundings(
        clock, window.show_page, scanner.divert, lambda _, then: then(None),
        lambda: printer_for(read_machine().printer or ""), patient.called,
    )  # fmt: skip
    desk = DoctorDesk(checks_of(patient), around, window)
    desk.left.connect(window.reject)
    window.left.connect(desk.leave)
    return desk


class BackOffice:
    """What the pages need, each part loaded when it is asked for (see `counter.gui.services.Behind`)."""

    def __init__(self, office: Office, front: Front, *, printer: str | None = None, training: bool = False) -> None:
        self._office, self._front, self._printer, self._training = office, front, printer, training

    @cached_property
    def _print_log(self) -> StorePrintLog:
        from counter.printing.store_log import StorePrintLog

        printer = self._front.machine.printer or self._printer
        printer = self._setting("printer", "") if printer is None else printer
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
        return Services(
            store, catalogue, clock, receive, self._print_log, self._maker, self._front.background,
            printer_fixed=self._front.machine.printer is not None,
        )  # fmt: skip

    def prints(self, changes: Changes) -> PrintDesk:
        """Paper."""
        from counter.gui.print_desk import PrintDesk
        from counter.printing.choose_printer import printer_for

        return PrintDesk(self._print_log, self._maker, printer_for, changes, _printer_names)

    def sync(self, changes: Changes) -> SyncDesk:
        """The exchange with the province."""
        import os
        import random

        from counter.gui.sync_desk import SyncDesk
        from counter.store.recovery import StoreRecovery
        from counter.store.statement import StoreStatements
        from counter.store.uploads import StoreUploads
        from counter.sync.forecast import forecast
        from counter.sync.light import light
        from counter.sync.line import open_exchange, open_transport
        from counter.sync.loop import SyncLoop
        from counter.sync.stating import Stating

        store, clock = self._office.store, self._office.clock
        exchange = open_exchange(store)
        uploads, meter = StoreUploads(store), self._meter

        def left(facts: SyncFacts) -> Forecast:
            return forecast(facts.waiting, uploads.waiting()[1], meter.pace, online=facts.offline_since is None)

        def look() -> tuple[Light, Forecast]:
            facts = exchange.facts()
            return light(facts, clock.now()), left(facts)

        def told(shown: Light, pulled: bool) -> None:
            with suppress(Trouble):
                desk.told(shown, pulled, left(exchange.facts()))
                return
            desk.told(shown, pulled)

        desk = SyncDesk(changes, look, self._front.background)
        stating = Stating(exchange, StoreStatements(store), clock, os.urandom, desk.told_statement)
        desk.set_loop(
            SyncLoop(
                exchange, lambda: open_transport(store), clock, random.SystemRandom(), told, self._way,
                stating=stating, meter=meter, recovery=StoreRecovery(store),
            ),
            stating,
        )  # fmt: skip
        return desk

    def sync_panel(self, window: MainWindow, sync: SyncDesk, changes: Changes, **can: bool) -> SyncPanelDesk:
        """What the sync light opens."""
        from counter.gui.sync_panel_desk import SyncPanelDesk, SyncStanding
        from counter.store.matters import needs_look
        from counter.store.statement import slip_of
        from counter.store.uploads import StoreUploads
        from counter.sync.forecast import forecast
        from counter.sync.line import open_exchange

        store, meter = self._office.store, self._meter
        exchange = open_exchange(store)

        def read() -> SyncStanding:
            facts, files = exchange.facts(), StoreUploads(store).waiting()
            with store.database.read() as transaction:
                slip = slip_of(transaction)
            left = forecast(facts.waiting, files[1], meter.pace, online=facts.offline_since is None)
            return SyncStanding(facts, files, left, slip, len(needs_look(store)))

        background = self._front.background
        return SyncPanelDesk(window, sync, store, self._office.clock, background, changes, read, window, **can)

    @cached_property
    def _meter(self) -> Meter:
        from counter.store.pace import keep_pace, pace_of
        from counter.sync.forecast import Meter

        store = self._office.store
        with store.database.read() as transaction:
            pace = pace_of(transaction)
        return Meter(pace, lambda found: keep_pace(store, found))

    def uploads(self, changes: Changes) -> UploadDesk:
        """The sending of files, on a line of its own, after the facts."""
        import random

        from counter.gui.upload_desk import UploadDesk
        from counter.store.uploads import StoreUploads
        from counter.sync.line import open_file_transport
        from counter.sync.upload_loop import UploadLoop

        store, clock = self._office.store, self._office.clock
        desk, meter = UploadDesk(changes), self._meter
        uploads, line = StoreUploads(store), lambda: open_file_transport(store)

        def told(sending: Sending | None) -> None:
            if sending is not None:
                meter.sending(sending.sha256, sending.sent, clock.monotonic_ms() / 1000)
            desk.told(sending)

        desk.set_loop(UploadLoop(uploads, line, clock, random.SystemRandom(), told, self._way))
        return desk

    def diagnosis(self, screens: list[ScreenSeen], qt: dict[str, str], findings: Sequence[Finding]) -> Sources:
        """Where diagnostics look, with what the window saw."""
        store = self._office.store
        return seen_diagnosis(store.folder, screens, qt, findings, state=store.state_folder)

    def backups(self, changes: Changes) -> BackupDesk:
        """Copies at a second place, in quiet moments."""
        from counter.gui.backup_desk import BackupDesk
        from counter.store.last_backup import daily_folder, last_backup
        from counter.usecases.keep_backups import BackupKeeper

        store, laid_down = self._office.store, self._front.machine.backup_folder
        desk = BackupDesk(
            changes, lambda: (daily_folder(store, laid_down), last_backup(store)), self._front.background,
            self._office.clock,
        )  # fmt: skip
        desk.set_keeper(BackupKeeper(store, laid_down, desk.told))
        return desk

    @cached_property
    def _way(self) -> RightOfWay:
        from counter.sync.right_of_way import RightOfWay

        return RightOfWay()

    def scans(self) -> ScanDesk:
        """The readers of this machine."""
        from counter.devices.scan_reader import ScanReader
        from counter.devices.wedge_filter import WedgeScanner
        from counter.domain.probe import is_probe
        from counter.gui.scan_desk import ScanDesk

        clock = self._office.clock
        reader = ScanReader(clock.monotonic_ms, self._office.catalogue.defaults.provisional_pattern)
        scanners: list[Scanner] = [WedgeScanner(lambda text: reader.knows(text) or is_probe(text), clock.monotonic_ms)]
        port = self._setting("scanner_port", None)
        if port is not None:
            from counter.devices.serial_scanner import SerialScanner

            scanners.append(SerialScanner(port))
        return ScanDesk(reader, tuple(scanners))

    def doctor(self, window: MainWindow, scans: ScanDesk) -> DoctorDesk:
        """The self-check of this machine."""
        from counter.devices.check_scanner import TRIAL
        from counter.gui.doctor_desk import DoctorDesk, Surroundings
        from counter.printing.choose_printer import printer_for
        from counter.self_check import Patient, checks_of
        from counter.store.settings_table import put

        store, log, clock = self._office.store, self._print_log, self._office.clock
        patient = Patient(store.folder, store, clock, held=True, printer=lambda: log.printer, laid_down=self._laid_down)

        def keep(trial: dict[str, str], then: Callable[[object], None]) -> None:
            def deed() -> None:
                with store.database.write() as transaction:
                    put(transaction, TRIAL, trial)

            self._front.background.run(deed, then, then)  # the disk's own check says what is wrong with it

        around = Surroundings(
            clock, window.show_gate, scans.divert, keep, lambda: printer_for(log.printer), patient.called
        )
        return DoctorDesk(checks_of(patient), around)

    def _laid_down(self) -> MachineSettings:
        """As it is now: the first start may be waiting for it."""
        from counter.policy.machine import read_machine

        return read_machine(self._front.source)

    def _setting(self, name: str, default: Any) -> Any:
        from counter.store.settings_table import get

        with self._office.store.database.read() as transaction:
            return get(transaction, name, default)


def _printer_names() -> list[str]:
    from counter.printing.system_printer import printer_names  # a part of Qt that nothing else needs

    return printer_names()
