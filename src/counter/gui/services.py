"""What the desks of the window work with: built once by the composition root, shared by all of them.

In two parts, so that the sign-in is on the screen before what only the pages need has been loaded."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counter.gui.background import Background
from counter.journal.clock import Clock
from counter.store.local_store import LocalStore
from counter.usecases.sign_in import Accounts

if TYPE_CHECKING:
    from counter.domain.catalogue import Catalogue
    from counter.gui.print_desk import PrintDesk
    from counter.gui.scan_desk import ScanDesk
    from counter.gui.sync_desk import SyncDesk
    from counter.printing.receipt_maker import ReceiptMaker
    from counter.printing.store_log import StorePrintLog
    from counter.usecases.receive import Receive


def _new_request() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Front:
    """What the sign-in needs. `background` is the one store worker."""

    store: LocalStore
    clock: Clock
    accounts: Accounts
    background: Background


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages need. Nothing in here belongs to a person: who is signed in is the session that each desk is told.

    `new_request` makes idempotency ids."""

    store: LocalStore
    catalogue: Catalogue
    clock: Clock
    receive: Receive
    print_log: StorePrintLog
    receipt_maker: ReceiptMaker
    background: Background
    new_request: Callable[[], str] = _new_request


@dataclass(frozen=True, slots=True)
class Behind:
    """What is loaded behind the sign-in: the services of the pages, and the desks without a page."""

    services: Services
    prints: PrintDesk
    sync: SyncDesk
    scans: ScanDesk
