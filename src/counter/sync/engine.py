"""The sync core, without network: makes the next request, takes what came back, and says what to do then.

It holds nothing that matters: after a kill the next engine goes on from what the store has. One request is in flight at
a time. An acknowledgement is believed only when the province's signature over our own hash verifies; nothing that the
province says is ever adopted over our own log.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from counter.domain.sentence import Sentence
from counter.journal.clock import Clock
from counter.store.standpoint import Standpoint, Took
from counter.sync.asker import Asker
from counter.sync.batch import Batch
from counter.sync.ports import ExchangeStore
from counter.sync.why import BUSY, Failure, no_answer, stranger
from counter.wire.binary import BadMessage
from counter.wire.catalogue import read_catalogue
from counter.wire.columns import Known, Missing
from counter.wire.frame import CONTENT_TYPE, OtherVersion
from counter.wire.reply import Standing
from counter.wire.reply_format import read_reply, wants_whole
from counter.wire.request import Forged, SyncRequest

FIRST_DELAY, LONGEST_DELAY = 1.0, 600.0  # seconds, full jitter between 0 and the doubled delay
IDLE = 60.0  # seconds between polls when nothing waits
AFTER_PUSH = 6.0  # the province interprets in a second step: codes that it gives and outcomes are there a moment later
LANES_ASKED_EVERY_MS = 600_000  # a lane that was not granted is not asked for in every request
_FORGED_BEFORE_ALL = 2


@dataclass(frozen=True, slots=True)
class Ask:
    """One HTTP request to make."""

    path: str
    body: bytes | None  # None: GET


@dataclass(frozen=True, slots=True)
class Again:
    """There is more to exchange now."""


@dataclass(frozen=True, slots=True)
class Idle:
    """Everything is exchanged; look again after `seconds`, or as soon as something is added."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Later:
    """It did not work; try again after `seconds`. `reached`: the line was there, if only for a while. `not_before`: seconds
    that the province asked for, in which nothing that happens here is a reason to ask sooner."""

    seconds: float
    reached: bool
    sentence: Sentence
    not_before: float = 0.0


@dataclass(frozen=True, slots=True)
class Attention:
    """A person is needed. Trying goes on, seldom."""

    seconds: float
    sentence: Sentence


Step = Again | Idle | Later | Attention


@dataclass(slots=True)
class Tally:
    """What one engine exchanged."""

    pushed: int = 0
    pulled: int = 0


@dataclass(slots=True)
class _Open:
    """The request in flight."""

    request: SyncRequest | None  # None: the catalogue
    standpoint: Standpoint


class Engine:
    """The core. Not thread-safe: whoever runs it calls `ask`, makes the request, and calls `answered` or `failed`."""

    def __init__(self, store: ExchangeStore, clock: Clock, rng: random.Random) -> None:
        self._store, self._clock, self._random = store, clock, rng
        self._asker = Asker(store, clock, rng)
        self._batch = Batch()
        self._failures = 0
        self._cut = False  # the last request that got out at all was cut
        self._whole = False
        self._forged = 0
        self._from_start = False
        self._checks = True  # until a province refuses it: one of before does not know what is asked
        self._catalogue: bytes | None = None  # tag of a catalogue to fetch, once there is nothing more to exchange
        self._more = False
        self._refused_catalogue: bytes | None = None
        self._lanes_asked_ms: int | None = None
        self._open: _Open | None = None
        self.tally = Tally()

    def ask(self) -> Ask | None:
        """The next request; None before enrolment."""
        standpoint = self._store.standpoint()
        if standpoint is None:
            return None
        if self._catalogue is not None and not self._more:  # facts never wait for the catalogue
            self._open = _Open(None, standpoint)
            return Ask("/v1/catalogue", None)
        request, message = self._asker.next(
            standpoint, limit=self._batch.limit, whole=self._whole, from_start=self._from_start,
            may_want=self._may_want(), checks=self._checks,
        )  # fmt: skip
        self._open = _Open(request, standpoint)
        return Ask("/v1/sync", message)

    def failed(self, failure: Failure) -> Step:
        """The request had no answer. Whether it arrived is not known, and need not be."""
        self._open = None
        key = no_answer(failure)
        self._store.missed(key)
        # Cut once is chance; cut again and again, the line lives for no longer than some of it takes.
        if failure is Failure.TIMEOUT or (failure is Failure.CUT and self._cut):
            self._batch.too_much(lasting=failure is Failure.CUT)
        self._cut = failure is Failure.CUT or (self._cut and failure is Failure.UNREACHABLE)
        return Later(self._delay(), failure is Failure.CUT, Sentence(key))

    def answered(self, status: int, content_type: str, body: bytes, retry_after: float = 0.0) -> Step:
        """The request was answered by somebody; whether by the province is found out here."""
        opened, self._open = self._open, None
        if opened is None:
            raise RuntimeError("an answer to nothing")
        if status == 200 and content_type.split(";")[0].strip() == CONTENT_TYPE:
            try:
                if opened.request is None:
                    return self._take_catalogue(body, opened.standpoint)
                return self._take(body, opened.request, opened.standpoint)
            except Missing:
                if self._whole:
                    return self._distrust()
                self._whole = True
                return self._soon()
            except OtherVersion:
                return self._trouble("sync.other_program")
            except Forged:
                return self._distrust()
            except BadMessage:
                return self._stranger("sync.not_the_province")
        return self._refused(status, content_type, retry_after, opened)

    def _may_want(self) -> bool:
        now = self._clock.monotonic_ms()
        return self._lanes_asked_ms is None or now - self._lanes_asked_ms >= LANES_ASKED_EVERY_MS

    def _take(self, body: bytes, request: SyncRequest, standpoint: Standpoint) -> Step:
        if wants_whole(body):
            if self._whole:
                return self._distrust()
            self._whole = True
            return self._soon()
        reply = read_reply(
            body, standpoint.province_key, device=request.device, epoch=request.epoch, generation=standpoint.generation,
            hash_at=lambda seq: self._store.hash_at(request.epoch, seq), held=self._held_by_both(standpoint),
        )  # fmt: skip
        took = self._store.take(request.epoch, reply)
        self._store.met("sync.revoked" if reply.standing is Standing.REVOKED else None)
        if request.entries and reply.standing is Standing.OPEN and reply.acked == request.base:
            self._batch.came_through()  # it may need more of the log at once to see that it fits
            return self._soon()  # it answers and takes nothing: asking on and on would only say "sending" for ever
        after = self._store.standpoint()
        waits = after is not None and any(log.waiting for log in after.logs)
        unfinished = waits or (after is not None and after.needs_epoch is not None and reply.grant is None)
        moved = not _same_place(standpoint, after)
        if (unfinished or reply.more) and not moved and reply.standing is not Standing.REVOKED:
            return self._soon()  # nor is there an end to asking where nothing moves
        self._proceed(took)
        if request.wants:
            self._lanes_asked_ms = self._clock.monotonic_ms()
        if reply.standing is Standing.REVOKED:  # what it made before is still taken, apart: on, as long as that goes on
            return Again() if waits and moved else Attention(self._longest(), Sentence("sync.revoked"))
        if reply.catalogue is not None and reply.catalogue != self._refused_catalogue:
            self._catalogue = reply.catalogue
        if reply.retry_after:
            wish = float(reply.retry_after)
            return Later(wish + self._delay(), True, Sentence(BUSY), wish)
        self._more = reply.more or unfinished or took.new_epoch
        if self._more or self._catalogue is not None:
            return Again()
        return self._idle(AFTER_PUSH if took.acknowledged else IDLE)

    def _held_by_both(self, standpoint: Standpoint) -> Callable[[int, int], Known | None]:
        """What a slot in a reply may stand for. Of our own logs only what the province is known to hold as we do: where a
        clone has filled the same slots and nobody has noticed yet, it means the other's entry. Then it is asked whole."""
        sure = {log.epoch: log.acked for log in standpoint.logs}

        def held(epoch: int, seq: int) -> Known | None:
            return None if seq > sure.get(epoch, seq) else self._store.known(epoch, seq)

        return held

    def _idle(self, seconds: float = IDLE) -> Idle:
        return Idle(seconds * (0.5 + self._random.random()))

    def _take_catalogue(self, body: bytes, standpoint: Standpoint) -> Step:
        wanted, self._catalogue = self._catalogue, None
        message = read_catalogue(body, standpoint.province_key)
        try:
            self._store.keep_catalogue(message.content)
        except ValueError:  # newer than this program: what it has stays valid, and it is not fetched again and again
            self._refused_catalogue = wanted
        return self._idle()

    def _proceed(self, took: Took) -> None:
        self.tally.pushed += took.acknowledged
        self.tally.pulled += took.pulled
        self._failures = self._forged = 0
        self._whole = self._from_start = False
        self._batch.came_through()
        self._cut = False

    def _refused(self, status: int, content_type: str, retry_after: float, opened: _Open) -> Step:
        ours = content_type.split(";")[0].strip() == "application/json"
        if opened.request is None:
            self._catalogue = None
        if status == 413 and (ours or self._batch.limit > 1):  # a proxy's limit is as good a reason to send less
            if self._batch.limit == 1:
                return self._trouble("sync.other_program")
            self._batch.too_much(lasting=not ours)
            return Again()
        if status == 408:  # the province's or a proxy's: the line is too slow for so much at once
            self._batch.too_much(lasting=False)
            self._store.missed("sync.too_slow")
            return Later(self._delay(), ours, Sentence("sync.too_slow"))
        if status in (401, 403) and ours:
            return self._trouble("sync.refused")
        if status == 400 and ours:
            if self._checks and opened.request is not None:
                self._checks = False
                return self._soon()
            return self._trouble("sync.other_program")
        if status in (429, 500, 502, 503, 504):
            self._store.missed(BUSY)
            return Later(retry_after + self._delay(), True, Sentence(BUSY), retry_after)  # not all at the same moment
        return self._stranger(stranger(status, content_type))

    def _stranger(self, key: str) -> Step:
        """A login page of the network, a proxy's error page, anything that is not the province."""
        self._catalogue = None
        self._store.missed(key)
        return Later(self._delay(), False, Sentence(key))

    def _distrust(self) -> Step:
        """It speaks our protocol, but its signature does not fit our log: after a second time everything is told anew."""
        self._forged += 1
        if self._forged >= _FORGED_BEFORE_ALL:
            self._whole = self._from_start = True
        self._store.missed("sync.not_the_province")
        return Later(self._delay(), True, Sentence("sync.not_the_province"))

    def _trouble(self, key: str) -> Step:
        self._store.met(key)
        return Attention(self._longest(), Sentence(key))

    def _soon(self) -> Step:
        # Not at once for ever: an answer that always asks for more must not make us busy.
        self._failures += 1
        return Again() if self._failures <= 2 else Later(self._delay(), True, Sentence("sync.unreachable"))

    def _delay(self) -> float:
        self._failures += 1
        return self._random.uniform(0, min(LONGEST_DELAY, FIRST_DELAY * 2.0 ** min(self._failures - 1, 20)))

    def _longest(self) -> float:
        return LONGEST_DELAY * (0.5 + self._random.random() / 2)


def _same_place(before: Standpoint, after: Standpoint | None) -> bool:
    """Whether a reply has moved nothing: what is held of us, what we hold of others, what we were told."""

    def place(standpoint: Standpoint) -> tuple[object, ...]:
        logs = tuple((log.epoch, log.sent) for log in standpoint.logs)
        told = standpoint.notices, standpoint.lanes_version, standpoint.needs_epoch, standpoint.epoch_ask
        return logs, standpoint.cursor, standpoint.generation, told

    return after is not None and place(before) == place(after)
