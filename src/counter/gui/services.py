"""What the desks of the pages work with: built by the composition root, shared by all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from counter.gui.background import Background
from counter.journal.clock import Clock
from counter.store.local_store import LocalStore

if TYPE_CHECKING:
    from counter.diagnostics.sources import ScreenSeen, Sources
    from counter.domain.catalogue import Catalogue
    from counter.domain.check import Finding
    from counter.gui.backup_desk import BackupDesk
    from counter.gui.changes import Changes
    from counter.gui.doctor_desk import DoctorDesk
    from counter.gui.main_window import MainWindow
    from counter.gui.print_desk import PrintDesk
    from counter.gui.scan_desk import ScanDesk
    from counter.gui.sync_desk import SyncDesk
    from counter.gui.sync_panel_desk import SyncPanelDesk
    from counter.gui.upload_desk import UploadDesk
    from counter.printing.receipt_maker import ReceiptMaker
    from counter.printing.store_log import StorePrintLog
    from counter.usecases.receive import Receive


def _new_request() -> str:
    return os.urandom(8).hex()  # enough on one device; every byte more would travel with every fact


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages need. Nothing in here belongs to a person: who is signed in is the session that each desk is told.

    `printer_fixed`: the printer was laid down; `new_request` makes idempotency ids."""

    store: LocalStore
    catalogue: Catalogue
    clock: Clock
    receive: Receive
    print_log: StorePrintLog
    receipt_maker: ReceiptMaker
    background: Background
    new_request: Callable[[], str] = _new_request
    printer_fixed: bool = False


class Behind(Protocol):
    """What is loaded behind the sign-in, part by part, so that whoever types a password never waits for it."""

    def services(self) -> Services:
        """Catalogue, reception deed and print log."""
        ...

    def prints(self, changes: Changes) -> PrintDesk:
        """Paper; call after `services`."""
        ...

    def sync(self, changes: Changes) -> SyncDesk:
        """The exchange with the province."""
        ...

    def sync_panel(self, window: MainWindow, sync: SyncDesk, changes: Changes, **can: bool) -> SyncPanelDesk:
        """What the sync light opens; `can_look`, `can_usb` as the panel has them."""
        ...

    def uploads(self, changes: Changes) -> UploadDesk:
        """The sending of files."""
        ...

    def diagnosis(self, screens: list[ScreenSeen], qt: dict[str, str], findings: Sequence[Finding]) -> Sources:
        """Where diagnostics look."""
        ...

    def backups(self, changes: Changes) -> BackupDesk:
        """Copies at a second place."""
        ...

    def scans(self) -> ScanDesk:
        """The readers of this machine."""
        ...

    def doctor(self, window: MainWindow, scans: ScanDesk) -> DoctorDesk:
        """The self-check; call after `services`."""
        ...
