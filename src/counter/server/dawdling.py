"""Connections that dawdle: who holds one open and sends no request, sends what nobody wants, or reads no answer.

uvicorn waits for each of them for ever, so that a stranger with a few thousand sockets would leave none for the counters."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

DAWDLE = 60.0  # seconds: the head of a request is some hundred bytes, which the slowest line carries in one


class Hurried(H11Protocol):
    """A connection of HTTP that is cut when the other side owes something for too long.

    A body that is wanted is not its business: who reads it has a patience of his own (see `web`, `tus`)."""

    dawdle = DAWDLE
    _watch: asyncio.TimerHandle | None = None
    _unsent = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Whoever opens a connection has something to say."""
        super().connection_made(transport)
        self._begin_watch()
        self._unsent = 0  # what TLS has to say at its beginning is no answer

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._end_watch()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something came: enough for a request, or a piece that leaves it owing the rest. A piece buys no time."""
        super().data_received(data)
        if not self._owes() and not self.transport.get_write_buffer_size():
            self._end_watch()
        elif self._watch is None:
            self._begin_watch()

    def on_response_complete(self) -> None:
        """The answer is given: what is left of the request is not wanted, and the answer is to be read."""
        super().on_response_complete()
        if self.conn.their_state is h11.SEND_BODY or self.transport.get_write_buffer_size():
            self._end_watch()
            self._begin_watch()

    def _owes(self) -> bool:
        """A head that is not whole, or the rest of a body after its answer."""
        theirs = self.conn.their_state
        return theirs is h11.IDLE or (theirs is h11.SEND_BODY and self.cycle.response_complete)

    def _begin_watch(self) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._watch = self.loop.call_later(self.dawdle, self._look)

    def _end_watch(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None

    def _look(self) -> None:
        self._watch = None
        unsent = self.transport.get_write_buffer_size()
        if not unsent and not self._owes():
            return
        if unsent < self._unsent:  # it reads, if slowly
            self._begin_watch()
        else:
            self.transport.abort()


def hurried(dawdle: float) -> type[Hurried]:
    """The same with another patience, in seconds."""
    return type("Hurried", (Hurried,), {"dawdle": dawdle})
