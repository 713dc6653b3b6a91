"""Believing a verified reply, within one transaction: acknowledgement, others' facts, lanes, outcomes, standing.

Cursor and what was pulled move together (I14); nothing that comes from outside changes or removes an own entry (I16)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from counter.domain.sentence import Refused, Sentence
from counter.journal.clock import VIETNAM
from counter.store.database import Transaction
from counter.store.foreign import keep_and_fold
from counter.store.identity import Identity, begin_epoch, write_lanes
from counter.store.settings_table import get, put
from counter.store.standpoint import Told, Took
from counter.wire.reply import Notice, Standing, SyncReply

_REASONS = {Standing.FORK: "fork", Standing.RETIRED: "retired", Standing.RESTORED: "restored_copy"}


@dataclass(frozen=True, slots=True)
class _Source:
    """An own log as it stands in this transaction."""

    id: int
    device: bytes
    epoch: int
    seq: int
    acked: int


def take_reply(t: Transaction, identity: Identity, epoch: int, reply: SyncReply) -> Took:
    """A reply that came over the line, to what was asked a moment ago."""
    source = _source(t, epoch)
    revoked = reply.standing is Standing.REVOKED
    gained = 0 if revoked else _acknowledge(t, source, reply)
    _set_apart(t, epoch, reply)
    if source.device != identity.device:  # of a log from before only what was sent of it matters
        return Took(gained, 0)
    granted = _take_standing(t, identity, epoch, reply)
    took = Took(gained, 0 if revoked else _take_feed(t, reply, reply.cursor), granted)
    _take_generation(t, source, reply)
    return took


def take_carried(t: Transaction, identity: Identity, epoch: int, reply: SyncReply, told: Told) -> Took:
    """A reply that was carried. Meanwhile there may have been newer ones, and facts that it knows nothing of.

    Raises Refused (field "file") for one that is older than what was heard of another generation."""
    source = _source(t, epoch)
    newer = reply.received_ms >= get(t, "province_ms", 0)
    same = reply.generation.hex() == get(t, "generation", "")
    if not (newer or same):
        raise Refused("file", Sentence("bundle.older"))
    gained = 0
    if reply.standing is Standing.REVOKED:
        put(t, "sync_trouble", "sync.revoked")
    elif reply.acked > source.acked or (newer and (not same or reply.acked < told.seq)):
        # What lies behind `told.seq` it cannot know of; below it, a province that has lost something says so.
        gained = _acknowledge(t, source, reply)
    _set_apart(t, epoch, reply, carried=same)
    took = Took(gained, 0)
    if source.device == identity.device:
        took = Took(gained, *_take_carried_news(t, identity, source, reply, told, newer=newer, same=same))
        if newer:
            _take_generation(t, source, reply)
    if newer:
        put(t, "province_ms", reply.received_ms)
        _heard(t, datetime.fromtimestamp(reply.received_ms // 1000, VIETNAM))
    return replace(took, newest=newer)


def _heard(t: Transaction, at: datetime) -> None:
    """The province spoke at that time by its own clock: what the light says of it is as old as that."""
    last = get(t, "last_contact")
    if last is None or datetime.fromisoformat(last) < at:
        put(t, "last_contact", at.isoformat(timespec="seconds"))


def _take_carried_news(
    t: Transaction, identity: Identity, source: _Source, reply: SyncReply, told: Told, *, newer: bool, same: bool
) -> tuple[int, bool]:
    """How many facts are new here, and whether a new epoch began."""
    granted = False
    # It compared with what we said then: what this log has gained since is no sign of a restored copy.
    honest = reply.standing is Standing.RESTORED and source.seq >= reply.held
    if reply.grant is not None or (newer and not honest):
        granted = _take_standing(t, identity, source.epoch, reply)
    cursor = get(t, "cursor", 0)
    if reply.standing is Standing.REVOKED or cursor < told.cursor:  # it begins behind what is read here
        return 0, granted
    fits = get(t, "notices", 0) >= told.notices
    reply = reply if fits else replace(reply, notices=())
    return _take_feed(t, reply, max(cursor, reply.cursor) if same else reply.cursor), granted


def _source(t: Transaction, epoch: int) -> _Source:
    row = t.row("SELECT id, device, epoch, seq, acked FROM source WHERE own = 1 AND epoch = ?", (epoch,))
    assert row is not None
    return _Source(*row)


def _take_standing(t: Transaction, identity: Identity, epoch: int, reply: SyncReply) -> bool:
    """Lanes, a new epoch, or that one is needed; whether a new one began."""
    if reply.grant is not None:
        if get(t, "epoch_ask") != reply.grant.ask.hex():
            return False
        if t.row("SELECT 1 FROM source WHERE device = ? AND epoch = ?", (identity.device, reply.grant.epoch)):
            put(t, "epoch_ask", None)  # a copy's ask that was answered before: this epoch is no new one
            return False
        begin_epoch(t, identity.device, reply.grant.epoch, reply.lanes or ())
        put(t, "epoch_ask", None)
        put(t, f"lanes_version:{reply.grant.epoch}", reply.lanes_version)
        return True
    if epoch == identity.epoch:
        if reply.standing in _REASONS and get(t, "needs_epoch") is None:
            put(t, "needs_epoch", _REASONS[reply.standing])
        if reply.lanes is not None:
            write_lanes(t, identity.source, reply.lanes)
            put(t, f"lanes_version:{epoch}", reply.lanes_version)
    return False


def _take_generation(t: Transaction, source: _Source, reply: SyncReply) -> None:
    """Where the province was put back from a backup, it has only said of this one log what it still holds.

    What it has not said again of our other logs, the branches kept apart among them, is sent again; to a machine out of
    service it says nothing of this one either."""
    if reply.generation.hex() == get(t, "generation"):
        return
    said = 0 if reply.standing is Standing.REVOKED else source.id
    put(t, "generation", reply.generation.hex())
    put(t, "notices", 0)  # it counts them anew
    if not said:
        put(t, "cursor", 0)
    t.run(
        "UPDATE source SET acked = safe, acked_head = (SELECT hash FROM log WHERE source = source.id AND seq = safe) "
        "WHERE own = 1 AND id <> ?",
        (said,),
    )
    apart: dict[str, int] = get(t, "apart", {})
    if apart:
        put(t, "apart", {epoch: held for epoch, held in apart.items() if said and epoch == str(source.epoch)})


def _acknowledge(t: Transaction, source: _Source, reply: SyncReply) -> int:
    """Move the acknowledged head to where the province's signature proves it; how much further that is.

    It may go back: a province that was restored says what it has, and what it lost is sent again."""
    if reply.acked > source.seq:
        return 0
    t.run(
        "UPDATE source SET acked = ?, safe = ?, acked_head = (SELECT hash FROM log WHERE source = ? AND seq = ?) "
        "WHERE id = ?",
        (reply.acked, reply.safe, source.id, reply.acked, source.id),
    )
    return max(0, reply.acked - source.acked)


def _take_feed(t: Transaction, reply: SyncReply, cursor: int) -> int:
    """Others' facts, the cursor and the outcomes; how many facts are new here."""
    pulled = sum(
        keep_and_fold(t, entry, position) for position, entry in zip(reply.positions, reply.entries, strict=True)
    )
    put(t, "cursor", cursor)
    _keep_notices(t, reply.notices)
    return pulled


def _set_apart(t: Transaction, epoch: int, reply: SyncReply, *, carried: bool = False) -> None:
    apart: dict[str, int] = get(t, "apart", {})
    if reply.standing in (Standing.FORK, Standing.REVOKED):
        apart[str(epoch)] = max(apart.get(str(epoch), 0), reply.held) if carried else reply.held
    elif carried or apart.pop(str(epoch), None) is None:
        return
    put(t, "apart", apart)


def _keep_notices(t: Transaction, notices: tuple[Notice, ...]) -> None:
    for notice in notices:
        t.run(
            "INSERT INTO outcome (source, seq, outcome, reason) "
            "SELECT id, ?, ?, ? FROM source WHERE own = 1 AND epoch = ? "
            "ON CONFLICT (source, seq) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason, "
            "seen = CASE WHEN (outcome, reason) IS (excluded.outcome, excluded.reason) THEN seen ELSE 0 END",
            (notice.seq, notice.outcome, notice.reason, notice.epoch),
        )
    if notices:
        put(t, "notices", max(get(t, "notices", 0), notices[-1].number))
