"""Making requests out of what the store holds: the next one, or all of them at once for a carrier that brings no answer.

It holds nothing between two calls."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from counter.journal.clock import Clock
from counter.journal.entry import Entry, Envelope, first_prev
from counter.store.standpoint import OwnLog, Standpoint
from counter.sync.ports import ExchangeStore
from counter.wire.columns import Known, Slot
from counter.wire.limits import BATCH, ENTRIES, MESSAGE
from counter.wire.request import EPOCH_ASK, SyncRequest, write_request

PAGE = 200  # others' facts in one reply of a bundle: each is one transaction, and the clerk's must not wait for it
NO_FEED = 2**53 - 1  # the cursor of a request that is not to bring others' facts


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some entries of a log, what they continue, and how many wait behind them."""

    base: int
    base_hash: bytes
    entries: tuple[Entry, ...]
    ahead: int


class Asker:
    """Writes signed requests. Nothing is remembered here of what was asked."""

    def __init__(self, store: ExchangeStore, clock: Clock, rng: random.Random, *, at_once: int = ENTRIES) -> None:
        """`at_once`: entries in one of the requests of `all`, and at most in one reply to it."""
        self._store, self._clock, self._random, self._at_once = store, clock, rng, at_once

    def next(
        self, standpoint: Standpoint, *, limit: int, whole: bool, from_start: bool, may_want: bool, checks: bool
    ) -> tuple[SyncRequest, bytes]:
        """The oldest log's next entries, up to `limit` of them; of the current log when nothing waits.

        `from_start`: from its first entry on; `may_want`: whether lanes may be asked for now; `checks`: whether this
        province knows how to say what the entries of its reply come to."""
        log = _next_log(standpoint)
        ours = log.device == standpoint.device
        others = any(other.waiting for other in standpoint.logs if other.epoch != log.epoch)
        piece = self._piece(log, 0 if from_start else log.sent, limit)
        request = self._request(
            standpoint, log, piece, news=ours, lanes=may_want and log.current,
            epoch=ours and not others and piece.ahead == 0, whole=whole, page=limit, checks=checks,
        )  # fmt: skip
        return request, write_request(request, standpoint.private_key, self._held_there(log), self._locate(log))

    def all(self, standpoint: Standpoint) -> Iterator[tuple[SyncRequest, bytes]]:
        """Everything that waits, each request going on where the one before it ends, without waiting for answers.

        All are whole: nobody can be asked whether the province still holds what they build on. The last one is about the
        current log, with or without entries, and it alone asks for others' facts, lanes and an epoch."""
        current = next((log for log in standpoint.logs if log.current), standpoint.logs[-1])
        left_behind = False
        for log in (*(log for log in standpoint.logs if log.waiting and log is not current), current):
            base, limit = log.sent, self._at_once
            while True:
                piece = self._piece(log, base, limit)
                ends = piece.ahead == 0 or not piece.entries  # a body erased by law ends what can be sent of a log
                last = ends and log is current
                request = self._request(
                    standpoint, log, piece, news=last, lanes=last, whole=True, page=min(PAGE, self._at_once),
                    epoch=last and piece.ahead == 0 and not left_behind,
                )  # fmt: skip
                message = write_request(request, standpoint.private_key, _nothing, _nowhere)
                if len(message) > MESSAGE and len(piece.entries) > 1:
                    limit = len(piece.entries) // 2
                    continue
                if piece.entries or last:
                    yield request, message
                base = piece.base + len(piece.entries)
                if ends:
                    left_behind = left_behind or piece.ahead > 0
                    break

    def _piece(self, log: OwnLog, base: int, limit: int) -> _Piece:
        base_hash = self._store.hash_at(log.epoch, base)
        if base_hash is None:
            base, base_hash = 0, first_prev(log.device, log.epoch)
        # Facts may have been added since the standpoint was read; what is told of the log is what it was then.
        entries = tuple(self._store.entries_after(log.epoch, base, min(limit, log.seq - base), BATCH))
        return _Piece(base, base_hash, entries, log.seq - base - len(entries))

    def _request(
        self, standpoint: Standpoint, log: OwnLog, piece: _Piece, *, news: bool, lanes: bool, epoch: bool, whole: bool,
        page: int, checks: bool = False,
    ) -> SyncRequest:  # fmt: skip
        return SyncRequest(
            device=log.device, epoch=log.epoch, base=piece.base, base_hash=piece.base_hash, entries=piece.entries,
            # A machine whose battery is empty may live before 1970, for which the wire has no number.
            ahead=piece.ahead, wall_ms=max(0, int(self._clock.now().timestamp() * 1000)),
            cursor=standpoint.cursor if news else NO_FEED, generation=standpoint.generation,
            catalogue=standpoint.catalogue, lanes=standpoint.lanes_version if log.current else 0,
            notices=standpoint.notices if news else NO_FEED, wants=standpoint.wants if lanes else (),
            epoch_ask=self._epoch_ask(standpoint) if epoch else None, whole=whole, page=page,
            asks_sealing=standpoint.sealing_key is None, checks=checks,
        )  # fmt: skip

    def _epoch_ask(self, standpoint: Standpoint) -> bytes | None:
        """Only once everything of the old epochs is with the province, so that nothing is left behind in them."""
        if standpoint.needs_epoch is None:
            return None
        if standpoint.epoch_ask is not None:
            return standpoint.epoch_ask
        ask = self._random.randbytes(EPOCH_ASK)
        self._store.remember_ask(ask)
        return ask

    def _held_there(self, log: OwnLog) -> Callable[[int, int], Known | None]:
        """What the province has, as far as we know: of the log being sent only what it has said it has."""

        def held(epoch: int, seq: int) -> Known | None:
            return None if epoch == log.epoch and seq > log.sent else self._store.known(epoch, seq)

        return held

    def _locate(self, log: OwnLog) -> Callable[[Envelope], Slot | None]:
        def locate(envelope: Envelope) -> Slot | None:
            slot = self._store.locate(envelope)
            return None if slot is None or (slot[0] == log.epoch and slot[1] > log.acked) else slot

        return locate


def _nothing(_epoch: int, _seq: int) -> None:
    return None


def _nowhere(_envelope: Envelope) -> None:
    return None


def _next_log(standpoint: Standpoint) -> OwnLog:
    """The oldest log with something to send; the current one when nothing waits."""
    waiting = (log for log in standpoint.logs if log.waiting)
    return next(waiting, None) or next((log for log in standpoint.logs if log.current), standpoint.logs[-1])
