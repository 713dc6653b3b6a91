"""The local store as sync uses it: what waits, what the province has, and taking a reply in one transaction.

Cursor and what was pulled move together (I14); nothing that comes from outside changes or removes an own entry (I16)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from counter.journal.clock import VIETNAM
from counter.journal.entry import Entry, Envelope, first_prev
from counter.store.branches import branch_of
from counter.store.database import Transaction
from counter.store.identity import demand_identity, read_identity
from counter.store.kept_catalogue import keep_catalogue
from counter.store.local_store import LocalStore
from counter.store.numbers import lanes_of
from counter.store.settings_table import get, get_some, put
from counter.store.standpoint import OwnLog, Standpoint, SyncFacts, Told, Took
from counter.store.statement import lacks_of
from counter.store.taking import take_carried, take_reply
from counter.wire.columns import Known, Slot, weight
from counter.wire.reply import SyncReply

SPARE = 2  # lanes of the own body that should be at hand: one and a spare
OTHERS_SINCE = timedelta(days=14)  # a body received for in this time should have a lane at hand
_OTHERS = 16
_BUSY = "sync.busy"  # the province was there, and had no time


class StoreExchange:
    """`counter.sync.ports.ExchangeStore` over one local store."""

    def __init__(self, store: LocalStore, *, catalogue: bytes) -> None:
        """`catalogue`: the tag of the catalogue that this program works with."""
        self._store, self._database, self._clock = store, store.database, store.clock
        self._catalogue = catalogue
        self._received_for: tuple[tuple[date, str] | None, int, Counter[str]] = None, 0, Counter()

    def standpoint(self) -> Standpoint | None:
        """Where we stand; None before enrolment, and where a newer program's database is only read."""
        if self._store.newer:
            return None
        with self._database.read() as t:
            identity = read_identity(t)  # not the one remembered: another process may have begun an epoch
            if identity is None:
                return None
            ask, sealing, generation, cursor, notices, lanes, needs_epoch, trouble, apart = get_some(
                t, "epoch_ask", "sealing_key", "generation", "cursor", "notices", f"lanes_version:{identity.epoch}",
                "needs_epoch", "sync_trouble", "apart",
            )  # fmt: skip
            return Standpoint(
                identity.device, identity.private_key, identity.province_key, bytes.fromhex(generation or ""),
                _own_logs(t, identity.source, apart), cursor or 0, notices or 0, lanes or 0, self._catalogue,
                self._wants(t, identity.source, identity.agency), needs_epoch,
                None if ask is None else bytes.fromhex(ask), trouble == "sync.revoked",
                None if sealing is None else bytes.fromhex(sealing),
            )  # fmt: skip

    def entries_after(self, epoch: int, seq: int, limit: int, most: int) -> list[Entry]:
        """Own entries after `seq`, in order. A body erased by law ends the list: it is sent no more."""
        found: list[Entry] = []
        total = 0
        with self._database.read() as t:
            for raw, salt, body in t.each(
                "SELECT envelope, salt, body FROM log WHERE source = (SELECT id FROM source WHERE own = 1 AND epoch = ?) "
                "AND seq > ? ORDER BY seq LIMIT ?",
                (epoch, seq, limit),
            ):
                if body is None:
                    break
                entry = Entry.open(raw, salt, body)
                total += weight(entry)
                if total > most:
                    break
                found.append(entry)
        return found

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        """Our hash at that place of an own log; the log's constant for seq 0."""
        with self._database.read() as t:
            source = t.row("SELECT id, device FROM source WHERE own = 1 AND epoch = ?", (epoch,))
            if source is None:
                return None
            if seq == 0:
                return first_prev(source[1], epoch)
            row = t.row("SELECT hash FROM log WHERE source = ? AND seq = ?", (source[0], seq))
        return None if row is None else row[0]

    def known(self, epoch: int, seq: int) -> Known | None:
        """Any entry held here."""
        with self._database.read() as t:
            row = t.row(
                "SELECT envelope, hash FROM log WHERE source IN (SELECT id FROM source WHERE epoch = ?) AND seq = ?",
                (epoch, seq),
            )
        return None if row is None else Known(Envelope.decode(row[0]), row[1])

    def locate(self, envelope: Envelope) -> Slot | None:
        """The slot of its parent, when that is of the same subject and the province has it."""
        with self._database.read() as t:
            row = t.row(
                "SELECT s.epoch, l.seq FROM log l JOIN source s ON s.id = l.source WHERE l.subject = ? AND l.hash = ? "
                "AND (l.position IS NOT NULL OR s.own = 1 AND l.seq <= s.acked)",
                (envelope.subject, envelope.parent),
            )
        return None if row is None else (row[0], row[1])

    def remember_ask(self, ask: bytes) -> None:
        """Keep the bytes under which a new epoch is asked for."""
        with self._database.write() as t:
            put(t, "epoch_ask", ask.hex())

    def take(self, epoch: int, reply: SyncReply) -> Took:
        """Believe a verified reply about that log, in one transaction."""
        with self._database.write() as t:
            took = take_reply(t, demand_identity(t), epoch, reply)
            put(t, "province_ms", reply.received_ms)
            if reply.sealing_key is not None:
                put(t, "sealing_key", reply.sealing_key.hex())
            put(t, "server_offset_ms", reply.received_ms - int(self._clock.now().timestamp() * 1000))
        if took.new_epoch:
            self._store.refresh_identity()
        return took

    def take_carried(self, epoch: int, reply: SyncReply, told: Told) -> Took:
        """Believe a verified reply that was carried, maybe for weeks, to a request that said `told`.

        What is newer than all that the province told us is believed as any reply is; what is older only adds. Neither
        takes anything back because of what we did not say then. Raises Refused (field "file") for an older one of
        another generation."""
        with self._database.write() as t:
            took = take_carried(t, demand_identity(t), epoch, reply, told)
        if took.new_epoch:
            self._store.refresh_identity()
        return took

    def keep_catalogue(self, content: bytes) -> None:
        """Keep it for the next start. Raises ValueError for one that this program cannot read."""
        keep_catalogue(self._store.folder, content)

    def met(self, trouble: str | None) -> None:
        """The province answered."""
        now = self._clock.now().isoformat(timespec="seconds")
        with self._database.write() as t:
            put(t, "last_contact", now)
            put(t, "offline_since", None)
            put(t, "sync_why", None)
            put(t, "sync_trouble", trouble)

    def missed(self, why: str) -> None:
        """The province could not be reached."""
        with self._database.read() as t:
            since, known = get_some(t, "offline_since", "sync_why")
        if known != why and _BUSY in (known, why):
            since = None  # while it is busy the line is there: none has been away since then
        if since is None or known != why:
            with self._database.write() as t:
                put(t, "offline_since", since or self._clock.now().isoformat(timespec="seconds"))
                put(t, "sync_why", why)

    def facts(self) -> SyncFacts:
        """What the light shows."""
        with self._database.read() as t:
            identity = read_identity(t)
            if identity is None:
                return _not_enrolled(t)
            apart, contact, offline, needs_epoch, trouble, why = get_some(
                t, "apart", "last_contact", "offline_since", "needs_epoch", "sync_trouble", "sync_why"
            )
            logs = _own_logs(t, identity.source, apart)
            (head,) = t.row("SELECT head FROM source WHERE id = ?", (identity.source,)) or (b"",)
            noted = _noted(t, logs)
            unproved = {epoch for (epoch,) in t.rows(
                "SELECT epoch FROM source WHERE own = 1 AND NOT (seq = 0 OR seq = acked AND head IS acked_head)"
            )}  # fmt: skip
            (flagged,) = t.row(
                "SELECT count(*) FROM outcome o JOIN log l ON l.source = o.source AND l.seq = o.seq "
                "WHERE o.outcome <> 'applied' AND NOT EXISTS (SELECT 1 FROM resolution r WHERE r.target = l.hash)"
            ) or (0,)
            lacks, lacking = lacks_of(t)
            return SyncFacts(
                enrolled=True, device=identity.device, epoch=identity.epoch, head=head,
                entries=sum(log.seq for log in logs), acknowledged=sum(min(log.acked, log.seq) for log in logs),
                waiting=sum(log.waiting for log in logs),
                apart=sum(max(0, min(log.apart, log.seq) - log.acked) for log in logs if log.epoch not in noted),
                proved=not unproved - noted,
                flagged=flagged, oldest_waiting=_oldest_waiting(t, logs), last_contact=_moment(contact),
                offline_since=_moment(offline), needs_epoch=needs_epoch, trouble=trouble, why=why, lacks=lacks,
                lacking=lacking,
            )  # fmt: skip

    def _wants(self, t: Transaction, source: int, agency: str) -> tuple[tuple[str, int], ...]:
        """Bodies for which no number, or no spare, is at hand today."""
        now = self._clock.now().astimezone(VIETNAM)
        at_hand: dict[str, int] = {}
        for _, lane in lanes_of(t, source):
            if lane.next_serial(now.date()) is not None:
                at_hand[lane.agency] = at_hand.get(lane.agency, 0) + 1
        wants = {agency: SPARE - at_hand.get(agency, 0)}
        wants |= {
            deciding: 1 for deciding in self._others(t, now.date() - OTHERS_SINCE, agency) if not at_hand.get(deciding)
        }
        return tuple((name, count) for name, count in wants.items() if count > 0)

    def _others(self, t: Transaction, since: date, agency: str) -> list[str]:
        """The other bodies received for since that day, most often first. What was counted is kept, and only newer dossiers
        are read: each exchange asks, and an old counter holds a hundred thousand of them."""
        known, last, counts = self._received_for
        if known != (since, agency):
            last, counts = 0, Counter()
        (newest,) = t.row("SELECT coalesce(max(id), 0) FROM dossier") or (0,)
        if newest > last:
            counts = counts + Counter(dict(t.rows(
                "SELECT deciding, count(*) FROM dossier WHERE id > ? AND day >= ? AND deciding <> ? "
                "AND source IN (SELECT id FROM source WHERE own = 1) GROUP BY deciding",
                (last, since.isoformat(), agency),
            )))  # fmt: skip
            self._received_for = (since, agency), newest, counts
        return [deciding for deciding, _ in counts.most_common(_OTHERS)]


def _own_logs(t: Transaction, current: int, apart: Mapping[str, int] | None) -> tuple[OwnLog, ...]:
    held = apart or {}
    return tuple(
        OwnLog(device, epoch, seq, acked, held.get(str(epoch), 0), source == current)
        for source, device, epoch, seq, acked in t.rows(
            "SELECT id, device, epoch, seq, acked FROM source WHERE own = 1 ORDER BY epoch"
        )
    )


def _noted(t: Transaction, logs: tuple[OwnLog, ...]) -> set[int]:
    """Epochs that lie whole with the province, a branch of them in its quarantine, of which a supervisor has taken note."""
    whole = [log.epoch for log in logs if log.apart > log.acked and log.sent >= log.seq]
    branches = ((epoch, branch_of(t, epoch)) for epoch in whole)
    return {epoch for epoch, branch in branches if branch is None or branch.noted}


def _oldest_waiting(t: Transaction, logs: tuple[OwnLog, ...]) -> datetime | None:
    log = next((log for log in logs if log.waiting), None)
    if log is None:
        return None
    row = t.row(
        "SELECT envelope FROM log WHERE source = (SELECT id FROM source WHERE own = 1 AND epoch = ?) AND seq = ?",
        (log.epoch, log.sent + 1),
    )
    return None if row is None else datetime.fromtimestamp(Envelope.decode(row[0]).wall_ms / 1000, VIETNAM)


def _moment(text: Any) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _not_enrolled(t: Transaction) -> SyncFacts:
    return SyncFacts(False, b"", 0, b"", 0, 0, 0, 0, False, 0, None, None, None, get(t, "needs_epoch"), None)
