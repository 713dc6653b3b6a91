"""The line to the province of one local store: its side of the exchange, and the transport it was enrolled with."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from counter.domain.sentence import Sentence, Trouble
from counter.domain.server_address import checked_server
from counter.store.enrolment import Granted, asking, keep_enrolment
from counter.store.exchange import StoreExchange
from counter.store.kept_catalogue import tag_of
from counter.store.local_store import LocalStore
from counter.store.settings_table import get
from counter.sync.enrol import demand_centre, enrol
from counter.sync.uploader import SEND_BUFFER
from counter.wire.binary import BadMessage
from counter.wire.enrolment import EnrolReply
from counter.wire.recovery_key import RecoveryKey, read_recovery_key

if TYPE_CHECKING:
    from counter.sync.transport import Transport

_log = logging.getLogger(__name__)
WHOLE_FILE = 24 * 3600.0  # seconds


def open_exchange(store: LocalStore) -> StoreExchange:
    """The store as sync uses it."""
    return StoreExchange(store, catalogue=tag_of(store.folder))


def open_transport(store: LocalStore, **patience: Any) -> Transport:
    """The transport to the server of the enrolment, with its authority and the proxies of the settings. `patience`: see
    there.

    Raises Trouble before enrolment."""
    from counter.sync.transport import Transport  # loads requests: not before there is a line to use

    identity = store.identity
    if identity is None:
        raise Trouble(Sentence("store.not_enrolled"))
    with store.database.read() as t:
        proxies = get(t, "proxies")
    return Transport(identity.server, ca=identity.ca, proxies=proxies, **patience)


def open_file_transport(store: LocalStore) -> Transport:
    """The same for files: a request may take hours as long as it goes on, and gives the line free soon.

    Raises Trouble before enrolment."""
    return open_transport(store, all_seconds=WHOLE_FILE, send_buffer=SEND_BUFFER)


def first_transport(store: LocalStore, server: str, ca: str | None) -> Transport:
    """The line to a server that this machine does not belong to yet. Raises Refused (server, ca)."""
    from counter.sync.transport import Transport

    with store.database.read() as t:
        proxies = get(t, "proxies")
    return Transport(server, ca=ca, proxies=proxies)


def enrol_store(
    store: LocalStore, server: str, token: str, *, ca: str | None, counter: str, centre: str | None = None,
    spent: str | None = None, transport: Transport | None = None,
) -> Granted:  # fmt: skip
    """Enrol this machine and keep what the province granted. `ca`: PEM text; `counter`: the desk's number on paper;
    `centre`: the one that was laid down for this machine; `spent`: the hash that the token is remembered by.

    Raises Refused (server, ca, token), Trouble."""
    server = checked_server(server)
    private_key, device, ask = asking(store)
    line = transport or first_transport(store, server, ca)
    try:
        reply = enrol(line, token, private_key, device, ask)
    finally:
        line.close()
    demand_centre(centre, reply.agency, reply.unit)
    granted = Granted(
        reply.device, reply.epoch, reply.agency, reply.unit, reply.lanes_version, reply.lanes, reply.province_key,
        reply.generation, server, ca, counter, reply.sealing_key,
        _recovery_key(reply),
    )  # fmt: skip
    keep_enrolment(store, private_key, granted, spent=spent)
    return granted


def _recovery_key(reply: EnrolReply) -> RecoveryKey | None:
    """The one that came along, if the province that answered has signed it."""
    if reply.recovery_key is None:
        return None
    try:
        return read_recovery_key(reply.recovery_key, reply.province_key)
    except BadMessage:
        _log.warning("a recovery key that is not the province's was not taken")
        return None
