"""Sending files by tus 1.0, one at a time: asked how far it is, gone on from there, believed only with the province's receipt.

It holds nothing that matters: after a kill, or over another line, the province says where to go on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counter.domain.sentence import Sentence
from counter.journal.clock import Clock
from counter.store.file_cipher import Damaged, EncryptedFile
from counter.store.uploads import Queued, Sender, StoreUploads
from counter.sync.answer import Answered, NoAnswer
from counter.sync.engine import Again, Attention, Idle, Later, Step
from counter.sync.right_of_way import RightOfWay
from counter.sync.why import BUSY, no_answer, stranger
from counter.wire.binary import BadMessage
from counter.wire.files import CONTENT_TYPE, PATH, RECEIPT, TUS, FileAsk, read_receipt, write_metadata

if TYPE_CHECKING:
    from counter.sync.transport import Transport

IDLE = 60.0
SOON, PATIENT, LONGEST = 0.5, 8, 600.0  # seconds, full jitter; a line that was cut is mostly back at once
REST_MS = 3_600_000  # a file that cannot go on now lets the others pass
SEND_BUFFER = 32 * 1024
RESTARTS = 3
_TOO_EARLY, _OTHER_CONTENT = 425, 460
_TOLD_EVERY = 16 * 1024


@dataclass(frozen=True, slots=True)
class Sending:
    """A file that is under way: `sent` of `size` bytes have left this machine."""

    sha256: bytes
    sent: int
    size: int


class Outgoing:
    """The rest of a file, read and deciphered while it is sent; between two pieces it lets facts pass."""

    def __init__(self, content: EncryptedFile, offset: int, way: RightOfWay, told: Callable[[int], None]) -> None:
        self._content, self._start, self._at = content, offset, offset
        self._way, self._told, self._told_at = way, told, offset

    def __len__(self) -> int:
        return self._content.size - self._start

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(16 * 1024):
            yield piece

    def read(self, most: int = -1, /) -> bytes:
        self._way.give_way()
        # Of what was handed over before, at most the send buffer has not left yet.
        if self._at - self._told_at >= _TOLD_EVERY:
            self._told_at = self._at
            self._told(max(self._start, self._at - SEND_BUFFER))
        piece = self._content.read_at(self._at, most if most > 0 else self._content.size)
        self._at += len(piece)
        return piece


class Uploader:
    """One step is one file as far as the line carries. Not thread-safe; `told` is called from within a step, and what it
    raises ends that step."""

    def __init__(
        self, store: StoreUploads, clock: Clock, rng: random.Random, *, way: RightOfWay | None = None,
        told: Callable[[Sending | None], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._store, self._clock, self._random = store, clock, rng
        self._way, self._told = way or RightOfWay(), told
        self._failures = 0
        self._resting: dict[bytes, int] = {}
        self._ahead: int | None = None  # what the province's clock said it is ahead of ours
        self.finished = 0

    def step(self, transport: Transport) -> Step | None:
        """Send one file; what to do then. None before enrolment. Raises Trouble when the store cannot."""
        sender = self._store.sender()
        if sender is None:
            return None
        now = self._clock.monotonic_ms()
        self._resting = {sha256: until for sha256, until in self._resting.items() if until > now}
        queued = self._store.next(self._resting)
        if queued is None:
            return Idle(IDLE * (0.5 + self._random.random()))
        try:
            return self._one(transport, sender, queued)
        except NoAnswer as error:
            return Later(self._delay(), False, Sentence(no_answer(error.failure)))
        finally:
            self._told(None)

    def _one(self, transport: Transport, sender: Sender, queued: Queued) -> Step:
        try:
            with self._store.open(queued.sha256) as content:
                if content.size != queued.size:
                    raise Damaged
                return self._send(transport, sender, queued, content)
        except FileNotFoundError:
            why = "scan.missing"
        except (OSError, Damaged):
            why = "scan.damaged"
        # Nobody has to scan again what the province has, from before it was put back or from another counter.
        got = transport.send("HEAD", _name(queued), self._headers(sender, queued, "HEAD"))
        if got.status not in (200, 404) or not _ours(got):
            return self._refused(got, queued)
        return (self._take(got, sender, queued) if got.status == 200 else None) or self._rest(queued, why)

    def _send(self, transport: Transport, sender: Sender, queued: Queued, content: EncryptedFile) -> Step:
        got = transport.send("HEAD", _name(queued), self._headers(sender, queued, "HEAD"))
        if got.status not in (200, 404) or not _ours(got):
            return self._refused(got, queued)
        method, offset = "POST", 0
        if got.status == 200:
            known = self._take(got, sender, queued)
            if known is not None:
                return known
            if got.headers.get("upload-length") == str(queued.size):  # or somebody announced it with another size
                method, offset = "PATCH", _offset(got, queued.size)
        if offset < queued.sent == queued.size:  # it had all of it
            self._store.troubled(queued.sha256, "scan.gone_there")
        self._told(Sending(queued.sha256, offset, queued.size))
        body = Outgoing(content, offset, self._way, lambda at: self._told(Sending(queued.sha256, at, queued.size)))
        headers = self._headers(sender, queued, method, offset, len(body)) | {"Content-Type": CONTENT_TYPE}
        if method == "POST":
            headers |= {"Upload-Length": str(queued.size), "Upload-Metadata": write_metadata(queued.sha256)}
        else:
            headers["Upload-Offset"] = str(offset)
        got = transport.send(method, PATH if method == "POST" else _name(queued), headers, body)
        if got.status in (201, 204) and _ours(got):
            return self._take(got, sender, queued) or (Again() if _offset(got, queued.size) > offset else self._soon())
        return self._refused(got, queued)

    def _headers(self, sender: Sender, queued: Queued, method: str, offset: int = 0, length: int = 0) -> dict[str, str]:
        ahead = sender.server_offset_ms if self._ahead is None else self._ahead
        now = int(self._clock.now().timestamp() * 1000) + ahead
        size = queued.size if method == "POST" else 0
        ask = FileAsk(sender.device, method, queued.sha256, offset, length, size, now)
        return {"Tus-Resumable": TUS, "Authorization": ask.authorization(sender.private_key)}

    def _take(self, got: Answered, sender: Sender, queued: Queued) -> Step | None:
        """What the province says it has; None when there is more to send."""
        receipt = got.headers.get(RECEIPT)
        if receipt is not None:
            try:
                generation = read_receipt(receipt, sender.province_key, sender.device, queued.sha256, queued.size)
            except BadMessage:
                return self._stranger(got)
            self._store.received(queued.sha256, generation)
            self._failures = 0
            self.finished += 1
            return Again()
        offset = _offset(got, queued.size)
        if offset > queued.sent:
            self._failures = 0
        if offset != queued.sent:
            self._store.sent(queued.sha256, offset)
        return None

    def _refused(self, got: Answered, queued: Queued) -> Step:
        if not _ours(got):
            return self._stranger(got)
        if got.status == 409:
            self._store.sent(queued.sha256, _offset(got, queued.size))
            return self._soon()
        if got.status == _OTHER_CONTENT:
            self._store.restarted(queued.sha256)
            return self._soon() if queued.restarts + 1 < RESTARTS else self._rest(queued, "scan.restarted")
        if got.status == 401 and got.headers.get("counter-time", "").isdigit() and self._ahead is None:
            self._ahead = int(got.headers["counter-time"]) - int(self._clock.now().timestamp() * 1000)
            return Again()
        self._ahead = None
        if got.status in (401, 403):
            self._store.troubled(queued.sha256, "scan.refused")
            return Attention(LONGEST * (0.5 + self._random.random() / 2), Sentence("scan.refused"))
        if got.status == 507:
            self._store.troubled(queued.sha256, "scan.no_room")
            return self._wished(got, "scan.no_room")
        if got.status == _TOO_EARLY:  # only this file: those behind it may have their facts there
            return self._rest(queued, "scan.early", got.retry_after * 1000)
        if got.status in (408, 429, 500, 502, 503, 504):
            return self._wished(got, BUSY)
        return self._rest(queued, "scan.refused")

    def _stranger(self, got: Answered) -> Step:
        """A login page of the network, or whoever signs with another key."""
        return Later(self._delay(), False, Sentence(stranger(got.status, got.content_type)))

    def _wished(self, got: Answered, key: str) -> Step:
        """Not before the province wished, and not all at the same moment."""
        return Later(got.retry_after + self._delay(), True, Sentence(key), got.retry_after)

    def _rest(self, queued: Queued, key: str, rest_ms: float = REST_MS) -> Step:
        self._store.troubled(queued.sha256, key)
        self._resting[queued.sha256] = self._clock.monotonic_ms() + int(min(rest_ms, REST_MS) or REST_MS)
        return Again()

    def _soon(self) -> Step:
        self._failures += 1
        return Again() if self._failures <= 2 else Later(self._delay(), True, Sentence(BUSY))

    def _delay(self) -> float:
        self._failures += 1
        return self._random.uniform(0, min(LONGEST, SOON * 2.0 ** min(max(0, self._failures - PATIENT), 20)))


def _name(queued: Queued) -> str:
    return f"{PATH}/{queued.sha256.hex()}"


def _ours(got: Answered) -> bool:
    return got.headers.get("tus-resumable") == TUS


def _offset(got: Answered, size: int) -> int:
    told = got.headers.get("upload-offset", "")
    return min(int(told), size) if told.isascii() and told.isdigit() and len(told) < 13 else 0
