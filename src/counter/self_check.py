"""The list of checks of this machine, each from its own room: one list for the window and for `counter doctor`."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from counter.domain.check import CheckName, Finding, Looking, broken, look, unknown, well
from counter.domain.sentence import Refused, Trouble
from counter.journal.clock import Clock
from counter.policy.machine import MachineSettings, read_machine
from counter.store.check_backup import check_backup
from counter.store.check_database import LONGEST_S, check_database, database_trouble
from counter.store.check_disk import check_disk
from counter.store.check_enrolment import check_enrolment
from counter.store.local_store import LocalStore
from counter.store.settings_table import get
from counter.sync.authority import laid_down_ca
from counter.sync.inquest import Way
from counter.usecases.examine import Check

_SERVER_S, _QUICK_S, _PRINTER_S = 28.0, 12.0, 20.0


class Patient:
    """What is examined. `store` None: there is none yet, or it did not open, and then `trouble` says why.

    `held`: the window of this counter is this very process. `printer`: the setting as it is now, None for the kept one.
    `laid_down`: what holds on this machine by order."""

    def __init__(
        self, folder: Path, store: LocalStore | None, clock: Clock, *, trouble: Trouble | None = None, held: bool = False,
        printer: Callable[[], str] | None = None, laid_down: Callable[[], MachineSettings] = read_machine,
    ) -> None:  # fmt: skip
        self.folder, self.store, self.clock = folder, store, clock
        self.trouble, self.held, self.printer, self.laid_down = trouble, held, printer, laid_down

    def setting(self, name: str, default: Any = None) -> Any:
        """The kept value, or `default`. Raises Trouble."""
        if self.store is None:
            return default
        with self.store.database.read() as transaction:
            return get(transaction, name, default)

    def way(self) -> Way | None:
        """To the server of the enrolment, before it to the one that was laid down; None where neither is. Raises Trouble."""
        if self.trouble is not None:
            raise self.trouble
        identity = None if self.store is None else self.store.identity
        if identity is not None:
            return Way(identity.server, identity.ca, self.setting("proxies"))
        laid_down = self.laid_down()
        if laid_down.server_url is None:
            return None
        try:
            ca = laid_down_ca(laid_down)
        except (Refused, Trouble):  # told among the laid-down values
            ca = None
        return Way(laid_down.server_url, ca, self.setting("proxies"))

    def called(self) -> str:
        """What IT calls this machine: the beginning of its id, nothing of a person; – before enrolment."""
        identity = None if self.store is None else self.store.identity
        return "–" if identity is None else identity.device.hex()[:8]


def checks_of(patient: Patient) -> tuple[Check, ...]:
    """All of them, in the order in which they are told."""
    return (
        Check("server", _SERVER_S, lambda _: _server(patient)),
        Check("clock", _SERVER_S, lambda _: _clock(patient)),
        Check("time_zone", _QUICK_S, lambda _: _time_zone()),
        Check("certificate", _SERVER_S, lambda _: _certificate(patient)),
        Check("printer", _PRINTER_S, lambda _: _printer(patient)),
        Check("scanner", _QUICK_S, lambda _: _scanner(patient)),
        Check("disk", _QUICK_S, lambda _: _disk(patient)),
        Check("database", LONGEST_S, lambda looking: _database(patient, looking)),
        Check("backup", _QUICK_S, lambda _: _told(patient, "backup", lambda store: _backup(store, patient))),
        Check("enrolment", _QUICK_S, lambda _: _told(patient, "enrolment", _enrolment)),
        Check("policy", _QUICK_S, lambda _: _policy(patient)),
        Check("sync", _QUICK_S, lambda _: _told(patient, "sync", _sync)),
        Check("window", _QUICK_S, lambda _: _window(patient)),
    )


def _server(patient: Patient) -> Finding:
    from counter.sync.check_server import check_server

    return check_server(patient.way(), patient.clock)


def _clock(patient: Patient) -> Finding:
    from counter.sync.check_server import check_clock

    way = None if patient.trouble is not None else patient.way()
    return check_clock(way, patient.clock, lambda: _doubted(patient.store))


def _doubted(store: LocalStore | None) -> bool:
    identity = None if store is None else store.identity
    if store is None or identity is None:
        return False
    with store.database.read() as transaction:
        return store.judge_day(transaction, identity).doubt not in (None, "off_server")


def _time_zone() -> Finding:
    from counter.sync.check_server import check_time_zone

    return check_time_zone(timedelta(seconds=time.localtime().tm_gmtoff))


def _certificate(patient: Patient) -> Finding:
    from counter.sync.check_certificate import check_certificate

    return check_certificate(patient.way(), patient.clock)


def _printer(patient: Patient) -> Finding:
    from counter.printing.check_printer import check_printer
    from counter.printing.printer_board import the_board

    laid_down = patient.laid_down().printer
    setting = patient.printer() if patient.printer is not None else laid_down or patient.setting("printer", "")
    return check_printer(setting, the_board())


def _scanner(patient: Patient) -> Finding:
    from counter.devices.check_scanner import TRIAL, check_scanner
    from counter.gui.one_window import is_held

    held = patient.held or (patient.folder.is_dir() and bool(is_held(patient.folder)))
    return check_scanner(patient.setting("scanner_port"), patient.setting(TRIAL), held=held)


def _disk(patient: Patient) -> Finding:
    return check_disk(patient.folder, patient.clock)


def _database(patient: Patient, looking: Looking) -> Finding:
    if patient.store is not None:
        return check_database(patient.store.database, looking)
    return unknown("database", "none") if patient.trouble is None else database_trouble(patient.trouble)


def _told(patient: Patient, name: CheckName, deed: Callable[[LocalStore], Finding]) -> Finding:
    """What only the open store can tell. Raises Trouble where it is not open, or does not say."""
    if patient.store is not None:
        return deed(patient.store)
    if patient.trouble is not None:
        raise patient.trouble
    if name == "enrolment":
        return broken("enrolment", "not_enrolled")
    return well("backup", "nothing") if name == "backup" else unknown(name, "not_enrolled")


def _backup(store: LocalStore, patient: Patient) -> Finding:
    return check_backup(store, patient.laid_down().backup_folder)


def _enrolment(store: LocalStore) -> Finding:
    return check_enrolment(store.database)


def _sync(store: LocalStore) -> Finding:
    from counter.sync.check_sync import check_sync

    return check_sync(store)


def _policy(patient: Patient) -> Finding:
    laid_down = patient.laid_down()
    wrong = laid_down.sentences()
    if not wrong and (patient.store is None or patient.store.identity is None):  # an enrolled machine has its own copy
        try:
            laid_down_ca(laid_down)
        except (Refused, Trouble) as no:
            wrong = [no.sentence]
    return look("policy", "ignored", words=wrong[0]) if wrong else well("policy")


def _window(patient: Patient) -> Finding:
    from counter.gui.one_window import is_held

    if patient.held:
        return well("window", "open")
    if not patient.folder.is_dir():
        return well("window", "closed")
    held = is_held(patient.folder)
    return unknown("window", "not_seen") if held is None else well("window", "open" if held else "closed")
