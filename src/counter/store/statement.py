"""The province's statements as the store keeps them: what of our log they are compared with, what they lacked, the last
one of each business day as it was signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from counter.journal.clock import VIETNAM
from counter.journal.entry import Envelope, body_digest, entry_hash
from counter.journal.leaves import Leaf, Span, Sum
from counter.store.database import Transaction
from counter.store.identity import demand_identity
from counter.store.local_store import LocalStore
from counter.store.prints import NO_DOSSIER, prints_on_paper, statement_form
from counter.store.settings_table import get, put
from counter.store.standpoint import Difference, Lack
from counter.store.stated_files import SignedFiles, ask_for_files_again, lost_files, own_files, signed_files
from counter.wire.statement import (
    Statement,
    StatementRequest,
    read_statement,
    read_statement_request,
)

NAMED = 50  # of what is lacking; more are only counted
ON_PAPER = 8
LOOKED_AT = 5_000  # facts of one day: more than a counter makes


@dataclass(frozen=True, slots=True)
class HeldLog:
    """One log, or the part of it that lies apart, as the province says it holds it. Hashes are lower-case hex."""

    epoch: int
    apart: bool
    count: int
    last: int
    head: str
    digest: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What the slip of one statement says; no personal data. Times are ISO 8601 with offset, `day` is a date.

    `equal`: the province holds every entry of ours as we do; `waiting`: what was not sent yet and is not in it; `files`:
    scanned papers of ours that it holds whole, `files_waiting`: that it does not hold yet, `files_lost`: that it had signed
    for and does not count any more.
    `received`: receptions of this machine on that day, with the first and the last code. `named`: what is lacking, the
    first of it, as (dossier's code, time, missing or changed)."""

    day: str
    at: str
    unit: str
    agency: str
    counter: str
    entries: int
    files: int
    files_waiting: int
    waiting: int
    equal: bool
    lacking: int
    received: int
    first_code: str | None
    last_code: str | None
    logs: tuple[HeldLog, ...]
    named: tuple[tuple[str | None, str, Difference], ...]
    generation: str
    nonce: str
    signature: str
    files_lost: int = 0

    @property
    def files_lacking(self) -> bool:
        """Whether there are scanned papers that the province does not hold."""
        return bool(self.files_waiting or self.files_lost)

    def lacks(self) -> tuple[Lack, ...]:
        """What it names, without the places in the log, which it does not keep."""
        return tuple(Lack(0, 0, what, code, datetime.fromisoformat(at)) for code, at, what in self.named)

    def body(self) -> dict[str, Any]:
        """As a print job carries it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Compared:
    """A verified statement and what it gave beside our own log. `covered`: epoch → up to where it was compared; `lacks`:
    what differs, the first by name, `lacking` in all; `again`: epoch → the first slot that is empty there; `files`: what it
    had signed for when it was asked."""

    request: bytes
    reply: bytes
    waiting: int
    covered: Mapping[int, int]
    lacks: Sequence[Lack]
    lacking: int
    again: Mapping[int, int]
    files: SignedFiles


class StoreStatements:
    """`counter.sync.ports.StatementStore` over one local store."""

    def __init__(self, store: LocalStore) -> None:
        self._store, self._database = store, store.database

    def day(self) -> date:
        """The day to be stated: the last one of work before today where it ended without a statement of all of it, else
        today. Raises Trouble before enrolment."""
        with self._database.read() as t:
            today = self._store.judge_day(t, demand_identity(t)).day
            return _unstated(t, today) or today

    def today(self) -> date:
        """The business day now. Raises Trouble before enrolment."""
        with self._database.read() as t:
            return self._store.judge_day(t, demand_identity(t)).day

    def files_came(self) -> bool:
        """Whether the province has signed for more scanned papers than its last statement counts."""
        with self._database.read() as t:
            slip = slip_of(t)
            return slip is not None and signed_files(t).count > slip.files

    def files(self) -> SignedFiles:
        """The scanned papers of ours that the province has signed for."""
        with self._database.read() as t:
            return signed_files(t)

    def leaves(self, epoch: int, span: Span) -> Iterator[Leaf]:
        """Own entries of that span, hashed anew from what lies here. A body erased by law counts by its digest."""
        with self._database.read() as t:
            for seq, raw, salt, body, digest in t.each(
                "SELECT seq, envelope, salt, body, digest FROM log WHERE source = "
                "(SELECT id FROM source WHERE own = 1 AND epoch = ?) AND seq BETWEEN ? AND ? ORDER BY seq",
                (epoch, *span),
            ):
                yield Leaf(seq, entry_hash(raw, digest if body is None else body_digest(salt, body)))

    def lack(self, epoch: int, seq: int, *, missing: bool) -> Lack:
        """That entry by the code of its dossier and its time; and whether the difference is this machine's own."""
        with self._database.read() as t:
            row = t.row(
                "SELECT l.envelope, l.salt, l.body, l.digest, l.hash, "
                "(SELECT code FROM dossier d WHERE d.subject = l.subject LIMIT 1) FROM log l "
                "JOIN source s ON s.id = l.source WHERE s.own = 1 AND s.epoch = ? AND l.seq = ?",
                (epoch, seq),
            )
            if row is None:
                return Lack(epoch, seq, "gone_here", *_of_lost(t, epoch, seq))
        raw, salt, body, digest, hash_, code = row
        if missing:
            return Lack(epoch, seq, "missing", code, _made(raw))
        true = entry_hash(raw, digest if body is None else body_digest(salt, body)) == hash_
        return Lack(epoch, seq, "changed" if true else "changed_here", code, _made(raw))

    def last(self) -> Slip | None:
        """The newest slip that is kept and holds."""
        with self._database.read() as t:
            return slip_of(t)

    def settle(self, compared: Compared) -> Slip:
        """Keep it; what the province lost is told to it again, from the first of it on. What an earlier statement
        lacked stays lacking until one that covers it is without it."""
        with self._database.write() as t:
            still = [lack for lack in lacks_of(t)[0] if lack.seq > compared.covered.get(lack.epoch, 0)]
            lacks = [*compared.lacks, *still]
            lacking = compared.lacking + len(still)
            put(t, "lacks", None if not lacks else {"count": lacking, "named": [_told(lack) for lack in lacks[:NAMED]]})
            for epoch, first in compared.again.items():
                _send_again(t, epoch, first)
            slip = self._slip(t, compared)
            if slip.files_lost:
                ask_for_files_again(t, bytes.fromhex(slip.generation))
            put(t, f"statement:{slip.day}", {
                "request": compared.request.hex(), "reply": compared.reply.hex(), "slip": slip.body(),
                "prints": prints_on_paper(t, NO_DOSSIER, statement_form(slip.day)),
            })  # fmt: skip
            put(t, "statement_day", slip.day)
        return slip

    def _slip(self, t: Transaction, compared: Compared) -> Slip:
        identity = demand_identity(t)
        request = read_statement_request(compared.request).request
        statement = read_statement(compared.reply, request, identity.province_key)
        count, first, last = t.row(
            "SELECT n, (SELECT code FROM dossier WHERE id = a), (SELECT code FROM dossier WHERE id = b) FROM "
            "(SELECT count(*) n, min(d.id) a, max(d.id) b FROM dossier d JOIN source s ON s.id = d.source "
            "WHERE s.own = 1 AND d.day = ?)",
            (request.day.isoformat(),),
        ) or (0, None, None)
        logs = _held(request, statement)
        lost = lost_files(compared.files, statement)
        named = tuple(
            (lack.code, lack.at.isoformat(timespec="seconds"), lack.what) for lack in compared.lacks[:ON_PAPER]
        )
        return Slip(
            request.day.isoformat(),
            datetime.fromtimestamp(statement.at_ms / 1000, VIETNAM).isoformat(timespec="seconds"),
            identity.unit, identity.agency, identity.counter, sum(log.count for log in logs), statement.files,
            max(0, own_files(t) - statement.files - lost),
            compared.waiting, not compared.lacking, compared.lacking, count, first, last, logs, named,
            statement.generation.hex(), request.nonce.hex(), compared.reply[-64:].hex(), lost,
        )  # fmt: skip


def _unstated(t: Transaction, today: date) -> date | None:
    """The last day before today on which facts were made here, unless its slip holds all of them, or was signed after it."""
    after, day = 0, None
    for (envelope,) in t.each(
        "SELECT l.envelope FROM log l JOIN source s ON s.id = l.source WHERE s.own = 1 ORDER BY l.id DESC LIMIT ?",
        (LOOKED_AT,),
    ):
        day = Envelope.decode(envelope).day
        if day < today:
            break
        after += 1
    if day is None or day >= today:
        return None
    slip = slip_of(t, day.isoformat())
    if slip is None:
        return day
    (entries,) = t.row("SELECT coalesce(sum(seq), 0) FROM source WHERE own = 1") or (0,)
    signed = datetime.fromisoformat(slip.at).date()
    return None if signed > day or slip.entries >= entries - after else day


def _made(envelope: bytes) -> datetime:
    return datetime.fromtimestamp(Envelope.decode(envelope).wall_ms / 1000, VIETNAM)


def _of_lost(t: Transaction, epoch: int, seq: int) -> tuple[str | None, datetime]:
    """What is still known of an own entry that is gone: the dossier that was made of it, else when the one before it was
    made, or the one after it."""
    dossier = t.row(
        "SELECT d.code, d.received FROM dossier d JOIN source s ON s.id = d.source WHERE s.own = 1 AND s.epoch = ? AND d.seq = ?",
        (epoch, seq),
    )
    if dossier is not None:
        return dossier[0], datetime.fromisoformat(dossier[1])
    near = t.row(
        "SELECT l.envelope FROM log l JOIN source s ON s.id = l.source WHERE s.own = 1 AND s.epoch = ?1 "
        "ORDER BY l.seq > ?2, abs(l.seq - ?2) LIMIT 1",
        (epoch, seq),
    )
    return None, datetime.fromtimestamp(0, VIETNAM) if near is None else _made(near[0])


def printed_since(t: Transaction, day: str) -> int:
    """How often that day's newest statement may lie on paper: an earlier one of the same day is another paper."""
    kept = get(t, f"statement:{day}") or {}
    return max(0, prints_on_paper(t, NO_DOSSIER, statement_form(day)) - int(kept.get("prints", 0)))


def lacks_of(t: Transaction) -> tuple[tuple[Lack, ...], int]:
    """What the province lacked in its last statement, the first of it by name; and how many they are."""
    kept = get(t, "lacks")
    if kept is None:
        return (), 0
    return tuple(
        Lack(epoch, seq, what, code, datetime.fromisoformat(at)) for epoch, seq, what, code, at in kept["named"]
    ), kept["count"]


def slip_of(t: Transaction, day: str | None = None) -> Slip | None:
    """The slip of that business day, or the newest one. One whose signature does not hold any more is none."""
    day = get(t, "statement_day") if day is None else day
    kept = None if day is None else get(t, f"statement:{day}")
    if kept is None:
        return None
    try:
        request = read_statement_request(bytes.fromhex(kept["request"])).request
        statement = read_statement(bytes.fromhex(kept["reply"]), request, demand_identity(t).province_key)
    except ValueError:
        return None
    named = tuple((code, at, what) for code, at, what in kept["slip"]["named"])
    told = kept["slip"] | {"logs": _held(request, statement), "files": statement.files, "named": named}
    return Slip(**told)


def _held(request: StatementRequest, statement: Statement) -> tuple[HeldLog, ...]:
    pieces: list[Sum] = [pieces[0] for pieces in statement.sums]
    return tuple(
        HeldLog(part.epoch, bool(part.head), piece.count, piece.last, piece.head.hex(), piece.digest.hex())
        for part, piece in zip(request.parts, pieces, strict=True)
    )


def _told(lack: Lack) -> list[Any]:
    return [lack.epoch, lack.seq, lack.what, lack.code, lack.at.isoformat()]


def _send_again(t: Transaction, epoch: int, seq: int) -> None:
    """The province proved that it does not hold that slot, so it acknowledges nothing from there on any more."""
    t.run(
        "UPDATE source SET acked = ?1, safe = min(safe, ?1), "
        "acked_head = (SELECT hash FROM log WHERE source = source.id AND seq = ?1) "
        "WHERE own = 1 AND epoch = ?2 AND acked > ?1",
        (seq - 1, epoch),
    )
    apart: dict[str, int] = get(t, "apart", {})
    if apart.get(str(epoch), 0) >= seq:
        put(t, "apart", apart | {str(epoch): seq - 1})
