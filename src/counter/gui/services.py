"""What the desks of the window work with: built once by the composition root, shared by all of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from counter.domain.catalogue import Catalogue
from counter.gui.background import Background
from counter.journal.clock import Clock
from counter.printing.receipt_maker import ReceiptMaker
from counter.printing.store_log import StorePrintLog
from counter.store.local_store import LocalStore
from counter.usecases.receive import Receive
from counter.usecases.sign_in import Accounts


def _new_request() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Services:
    """Nothing in here belongs to a person: who is signed in is the session that each desk is told.

    `background` is the one store worker; `new_request` makes idempotency ids."""

    store: LocalStore
    catalogue: Catalogue
    clock: Clock
    accounts: Accounts
    receive: Receive
    print_log: StorePrintLog
    receipt_maker: ReceiptMaker
    background: Background
    new_request: Callable[[], str] = _new_request
