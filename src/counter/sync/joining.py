"""How a machine joins the province: look whose a token is, use it, and take it away from where it was laid down.

Every step can be cut off by a power cut and is gone on with at the next start: what was asked is kept, in the encrypted
store, before it is asked, and the province gives the same answer to the same question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from counter.domain.enrolment_code import tidy_token
from counter.domain.sentence import Refused, Sentence
from counter.domain.server_address import checked_server
from counter.policy.machine import MachineSettings
from counter.policy.source import Source
from counter.store.enrolment import Begun, Granted, begin_joining, begun, forget_joining, keep_spent, spent
from counter.store.local_store import LocalStore
from counter.sync.authority import laid_down_ca, names_in
from counter.sync.enrol import SPENT, ask_centre, demand_centre
from counter.sync.line import enrol_store, first_transport

if TYPE_CHECKING:
    from counter.sync.transport import Transport

CLOCK_OFF = timedelta(minutes=5)
COUNTER = "01"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a token would make of this machine. `agency` and `unit` are None from a server that does not tell beforehand;
    `clock_off`: how far this machine's clock is ahead of the server's, where that is more than CLOCK_OFF."""

    server: str
    token: str = field(repr=False)
    agency: str | None = None
    unit: str | None = None
    expires: datetime | None = None
    clock_off: timedelta | None = None


class Joining:
    """Joining at work on one machine. `machine`: what was laid down there; `source`: where."""

    def __init__(self, store: LocalStore, machine: MachineSettings, source: Source) -> None:
        self._store, self._machine, self._source = store, machine, source
        self._transport: Transport | None = None

    @property
    def laid_down(self) -> str | None:
        """The token that was laid down and is worth trying; None without one, or when it is known to be worth nothing."""
        token = self._machine.token
        return None if token is None or spent(self._store, _hash(token)) else token

    def begun(self) -> Begun | None:
        """What was asked before a power cut, and not answered. An authority that is laid down now counts, not the one of then."""
        asked = begun(self._store)
        return asked if asked is None or self._machine.server_ca is None else replace(asked, ca=None)

    def authority(self) -> str:
        """What the authority that was laid down calls itself; "" without one. Raises Refused (field "ca"), Trouble."""
        pem = laid_down_ca(self._machine)
        return "" if pem is None else names_in(pem)

    def look(self, server: str, token: str, *, ca: str | None = None) -> Offer:
        """Whose the token is. Nothing is spent, and nothing is kept. `ca`: PEM text, else the authority that was laid down.

        Raises Refused (server, ca, token: wrong, used, old, or of another centre than was laid down), Trouble."""
        server, token = checked_server(server), tidy_token(token)
        ca = ca or self._authority_of(server)
        with self._line(server, ca) as line:
            try:
                told = ask_centre(line, token)
            except Refused as refused:
                if refused.sentence.key == "sync.token_used" and _is_begun(self._store, token):
                    return Offer(server, token)  # by this machine, which has not heard the answer
                self._worthless(token, refused)
                raise
        if told is None:
            return Offer(server, token)
        demand_centre(self._machine.centre_code, told.agency, told.unit)
        off = self._store.clock.now() - told.time
        return Offer(
            server, token, told.agency, told.unit, told.expires, off if abs(off) > CLOCK_OFF else None
        )  # fmt: skip

    def join(self, server: str, token: str, *, counter: str = COUNTER, ca: str | None = None) -> Granted:
        """Use the token: from then on this machine is a device of its centre. Asked again after a cut, it is the same.

        Raises Refused (server, ca, token, counter), Trouble; the token is kept where it is then, unless it is known to be
        worth nothing."""
        server, token, counter = checked_server(server), tidy_token(token), checked_counter(counter)
        ca = ca or self._authority_of(server)
        begin_joining(self._store, Begun(server, token, counter, ca))
        try:
            with self._line(server, ca) as line:
                granted = enrol_store(
                    self._store, server, token, ca=ca, counter=counter, centre=self._machine.centre_code,
                    spent=_hash(token), transport=line,
                )  # fmt: skip
        except Refused as refused:
            forget_joining(self._store)
            self._worthless(token, refused)
            raise
        self.tidy()
        return granted

    def _authority_of(self, server: str) -> str | None:
        """The one that was laid down, else the one this machine has believed of this server so far. A server on this very
        machine has no certificate. Raises Refused (field "ca"), Trouble."""
        if not server.startswith("https"):
            return None
        known = self._store.identity
        return laid_down_ca(self._machine) or (known.ca if known is not None and known.server == server else None)

    def tidy(self) -> bool:
        """Erase the token that was laid down, once it is known to be worth nothing. True when no such token is left.

        One in a policy, or where this user may not write, stays; the province takes it from nobody any more."""
        token = self._machine.token
        if token is None or not spent(self._store, _hash(token)):
            return True
        return self._source.erase_token() and self._machine.by.get("EnrolmentToken") != "policy"

    def _worthless(self, token: str, refused: Refused) -> None:
        if refused.sentence.key in SPENT:
            keep_spent(self._store, _hash(token))
            self.tidy()

    @contextmanager
    def _line(self, server: str, ca: str | None) -> Iterator[Transport]:
        line = self._transport = first_transport(self._store, server, ca)
        try:
            yield line
        finally:
            self._transport = None
            line.close()

    def cancel(self) -> None:
        """Hang up on a request under way, from another thread. What the province has done by then comes out next time."""
        line = self._transport
        if line is not None:
            line.hang_up()


def checked_counter(text: str) -> str:
    """The desk's number as it is printed: 1 to 4 letters or digits, a single digit with a nought before it.

    Raises Refused (field "counter")."""
    text = text.strip().upper()
    if not (text.isascii() and text.isalnum() and len(text) <= 4):
        raise Refused("counter", Sentence("enrol.counter"))
    return text.zfill(2) if text.isdigit() else text


def _hash(token: str) -> str:
    return hashlib.sha256(b"counter spent token" + token.encode()).hexdigest()


def _is_begun(store: LocalStore, token: str) -> bool:
    asked = begun(store)
    return asked is not None and asked.token == token
