"""Asking the province for its recovery key, once a day: a counter keeps its database's key wrapped with it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from counter.sync.answer import NoAnswer
from counter.wire.binary import BadMessage
from counter.wire.frame import CONTENT_TYPE
from counter.wire.recovery_key import PATH

if TYPE_CHECKING:
    from counter.sync.transport import Transport

_log = logging.getLogger(__name__)


class RecoveryStore(Protocol):
    """What is kept of it (see `counter.store.recovery`)."""

    def due(self) -> bool:
        """Whether to ask now."""
        ...

    def told(self, message: bytes | None) -> bool:
        """The answer; None for none. Raises BadMessage, Trouble."""
        ...


def ask_recovery_key(store: RecoveryStore, transport: Transport) -> None:
    """Ask when it is time. No answer, and one that is not the province's, change nothing. Raises Trouble."""
    if not store.due():
        return
    try:
        got = transport.get(PATH)
    except NoAnswer:
        return
    ours = got.content_type.split(";")[0].strip()
    try:
        if got.status == 200 and ours == CONTENT_TYPE:
            if store.told(got.body):
                _log.info("the province's recovery key is another; the database's key is wrapped with it")
        elif got.status == 404 and ours == "application/json":  # none yet, or a server of before
            store.told(None)
    except BadMessage:
        _log.warning("a recovery key that is not the province's was not taken")
