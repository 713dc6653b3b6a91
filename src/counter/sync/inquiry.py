"""Asking the province what it holds of us, without network: the question, the comparison, and which entry differs.

One round trip when all is well. Where the sums differ, the span is cut into many pieces at once, so that a record among
a hundred thousand is named after two more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from counter.domain.sentence import Sentence, Trouble
from counter.journal.clock import Clock
from counter.journal.leaves import SHORT, Span, Sum, sums
from counter.store.standpoint import Lack, Standpoint
from counter.store.stated_files import SignedFiles
from counter.store.statement import NAMED, Compared, Slip
from counter.sync.answer import NoAnswer
from counter.sync.engine import Ask
from counter.sync.ports import ExchangeStore, StatementStore
from counter.sync.why import no_answer, stranger
from counter.wire.binary import BadMessage
from counter.wire.frame import CONTENT_TYPE, OtherVersion
from counter.wire.statement import (
    FAN,
    NONCE,
    PARTS,
    PIECES,
    Part,
    Statement,
    StatementRequest,
    read_statement,
    write_statement_request,
)

if TYPE_CHECKING:
    from counter.sync.transport import Transport

PATH = "/v1/statement"
ROUNDS = 12  # requests for the sake of names; what differs beyond them is only counted


@dataclass(frozen=True, slots=True)
class _Found:
    epoch: int
    span: Span
    missing: bool


class Inquiry:
    """One question to its end: `ask`, make the request, `answered`, until that gives the slip."""

    def __init__(
        self, exchange: ExchangeStore, statements: StatementStore, clock: Clock, nonce: Callable[[int], bytes]
    ) -> None:
        """`nonce`: random bytes nobody can foretell."""
        self._exchange, self._statements, self._clock, self._nonce = exchange, statements, clock, nonce
        self._standpoint: Standpoint | None = None
        self._day = date.min
        self._files = SignedFiles()
        self._request: StatementRequest | None = None
        self._first: tuple[StatementRequest, bytes] | None = None
        self._pending: list[Part] = []
        self._found: list[_Found] = []
        self.rounds = 0

    def ask(self) -> Ask | None:
        """The next request; None before enrolment."""
        if self._standpoint is None:
            self._standpoint = self._exchange.standpoint()
            if self._standpoint is None:
                return None
            self._day, self._files = self._statements.day(), self._statements.files()
        parts = self._whole(self._standpoint) if self._first is None else self._next_pieces()
        wall_ms = max(0, int(self._clock.now().timestamp() * 1000))
        self._request = StatementRequest(self._standpoint.device, self._nonce(NONCE), wall_ms, self._day, parts)
        self.rounds += 1
        return Ask(PATH, write_statement_request(self._request, self._standpoint.private_key))

    def answered(self, status: int, content_type: str, body: bytes) -> Slip | None:
        """The slip, or None when one more request is needed.

        Raises Trouble for an answer that is no statement of the province about this very question: nothing of it is
        kept, whatever it says."""
        request, self._request = self._request, None
        if request is None or self._standpoint is None:
            raise RuntimeError("an answer to nothing")
        if status != 200 or content_type.split(";")[0].strip() != CONTENT_TYPE:
            raise Trouble(Sentence(_why(status, content_type)))
        try:
            statement = read_statement(body, request, self._standpoint.province_key)
        except OtherVersion:
            raise Trouble(Sentence("sync.other_program")) from None
        except BadMessage:
            raise Trouble(Sentence("sync.statement_forged")) from None
        self._compare(request, statement)
        if self._first is None:
            self._first = request, body
        if self._pending and self.rounds < ROUNDS:
            return None
        return self._settle(self._standpoint)

    def _whole(self, standpoint: Standpoint) -> tuple[Part, ...]:
        parts = []
        for log in standpoint.logs:
            if log.acked:
                parts.append(Part(log.epoch, Span(1, min(log.acked, log.seq))))
            if min(log.apart, log.seq) > log.acked:
                parts.append(self._apart(log.epoch, Span(log.acked + 1, min(log.apart, log.seq)), 1))
        return tuple(parts[-PARTS:])

    def _apart(self, epoch: int, span: Span, fan: int) -> Part:
        head = self._exchange.hash_at(epoch, span.last)
        assert head is not None
        return Part(epoch, span, fan, head)

    def _next_pieces(self) -> tuple[Part, ...]:
        taken: list[Part] = []
        room = PIECES
        while self._pending and len(taken) < PARTS and room:
            part = self._pending[0]
            fan = min(FAN, part.span.slots)
            if fan > room:
                break
            room -= fan
            self._pending.pop(0)
            taken.append(self._apart(part.epoch, part.span, fan) if part.head else replace(part, fan=fan))
        return tuple(taken)

    def _compare(self, request: StatementRequest, statement: Statement) -> None:
        """What differs is found, or is asked for in smaller pieces."""
        for part, theirs in zip(request.parts, statement.sums, strict=True):
            spans = part.pieces()
            ours = sums(spans, self._statements.leaves(part.epoch, part.span))
            for span, our, their in zip(spans, ours, theirs, strict=True):
                if _same(our, their, whole=part.fan == 1):
                    continue
                if not their.count or span.slots == 1:
                    self._found.append(_Found(part.epoch, span, missing=not their.count))
                else:
                    self._pending.append(Part(part.epoch, span, FAN, part.head))
        self._pending.sort(key=lambda part: (part.epoch, bool(part.head), part.span))

    def _settle(self, standpoint: Standpoint) -> Slip:
        assert self._first is not None
        request, reply = self._first
        found = sorted(self._found, key=lambda one: (one.epoch, one.span))
        covered: dict[int, int] = {}
        for part in request.parts:
            covered[part.epoch] = max(covered.get(part.epoch, 0), part.span.last)
        again = {one.epoch: one.span.first for one in reversed(found) if one.missing}
        return self._statements.settle(Compared(
            write_statement_request(request, standpoint.private_key), reply, sum(log.waiting for log in standpoint.logs),
            covered, tuple(self._named(found)), sum(one.span.slots for one in found) + len(self._pending), again,
            self._files,
        ))  # fmt: skip

    def _named(self, found: Sequence[_Found]) -> list[Lack]:
        lacks: list[Lack] = []
        for one in found:
            for seq in range(one.span.first, min(one.span.last, one.span.first + NAMED - len(lacks) - 1) + 1):
                lacks.append(self._statements.lack(one.epoch, seq, missing=one.missing))
            if len(lacks) == NAMED:
                break
        return sorted(lacks, key=lambda lack: not lack.here)  # what this machine itself has lost is said first


def _same(ours: Sum, theirs: Sum, *, whole: bool) -> bool:
    if whole:
        return ours == theirs
    return ours.count == theirs.count and (not ours.count or ours.digest[:SHORT] == theirs.digest[:SHORT])


def _why(status: int, content_type: str) -> str:
    if content_type.split(";")[0].strip() == "application/json":
        if status in (401, 403):
            return "sync.refused"
        if status in (408, 429, 500, 502, 503, 504):
            return "sync.busy"
        return "sync.other_program"
    return "sync.busy" if status in (429, 500, 502, 503, 504) else stranger(status, content_type)


def inquire(
    exchange: ExchangeStore,
    statements: StatementStore,
    transport: Transport,
    clock: Clock,
    nonce: Callable[[int], bytes],
) -> Slip | None:
    """Ask to the end; None before enrolment. Raises Trouble when there is no statement to be had now."""
    inquiry = Inquiry(exchange, statements, clock, nonce)
    while (ask := inquiry.ask()) is not None:
        assert ask.body is not None
        try:
            got = transport.post(ask.path, ask.body)
        except NoAnswer as error:
            raise Trouble(Sentence(no_answer(error.failure))) from error
        slip = inquiry.answered(got.status, got.content_type, got.body)
        if slip is not None:
            return slip
    return None
