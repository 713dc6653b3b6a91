"""Who this machine is to the province: device, epoch, key, centre. Written at enrolment and at each new epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counter.domain.sentence import Sentence, Trouble
from counter.journal.chain import Head
from counter.journal.lane import Lane
from counter.store.database import Transaction
from counter.store.settings_table import get, put


@dataclass(frozen=True, slots=True)
class Identity:
    """What enrolment gave. `source`: the row of the current (device, epoch); `agency`: the centre's code, `unit`: its
    5-digit code; `counter`: the desk's number as printed; `private_key` never leaves the machine."""

    device: bytes
    epoch: int
    source: int
    private_key: bytes
    agency: str
    unit: str
    counter: str
    server: str
    province_key: bytes
    ca: str | None = None


def read_identity(transaction: Transaction) -> Identity | None:
    """This machine's identity; None before enrolment."""
    held = get(transaction, "identity")
    if held is None:
        return None
    row = transaction.row(
        "SELECT id, epoch FROM source WHERE device = ? AND own = 1 AND state = 'open' ORDER BY epoch DESC LIMIT 1",
        (bytes.fromhex(held["device"]),),
    )
    if row is None:
        return None
    return Identity(
        device=bytes.fromhex(held["device"]), epoch=row[1], source=row[0],
        private_key=bytes.fromhex(held["private_key"]), agency=held["agency"], unit=held["unit"],
        counter=held["counter"], server=held["server"], province_key=bytes.fromhex(held["province_key"]), ca=held["ca"],
    )  # fmt: skip


def demand_identity(transaction: Transaction) -> Identity:
    """Like `read_identity`. Raises Trouble before enrolment."""
    identity = read_identity(transaction)
    if identity is None:
        raise Trouble(Sentence("store.not_enrolled"))
    return identity


def write_enrolment(
    transaction: Transaction, *, device: bytes, private_key: bytes, agency: str, unit: str, counter: str, server: str,
    province_key: bytes, ca: str | None,
) -> None:  # fmt: skip
    """Keep what enrolment gave; `begin_epoch` follows in the same transaction."""
    put(transaction, "identity", {
        "device": device.hex(), "private_key": private_key.hex(), "agency": agency, "unit": unit, "counter": counter,
        "server": server, "province_key": province_key.hex(), "ca": ca,
    })  # fmt: skip


def begin_epoch(transaction: Transaction, device: bytes, epoch: int, lanes: Sequence[Lane]) -> int:
    """Start a new log: former epochs of this device are closed and their lanes are never used again.

    Clears the restored-copy lock, since nothing of the new epoch can have been printed elsewhere. Returns the new
    source's id."""
    last = transaction.row(
        "SELECT wall_ms, day FROM source WHERE device = ? AND own = 1 ORDER BY epoch DESC", (device,)
    )
    transaction.run("UPDATE source SET state = 'retired' WHERE device = ? AND own = 1 AND state = 'open'", (device,))
    head = Head.empty(device, epoch)
    source = transaction.add(
        "INSERT INTO source (device, epoch, own, seq, head, wall_ms, day) VALUES (?, ?, 1, 0, ?, ?, ?)",
        (device, epoch, head.hash, *(last or (None, None))),
    )
    write_lanes(transaction, source, lanes)
    put(transaction, "needs_epoch", None)
    return source


def write_lanes(transaction: Transaction, source: int, lanes: Sequence[Lane]) -> None:
    """Keep granted lanes; a lane already held only gets its new end date, never a new start or a reset count.

    One whose lease had ended meanwhile may have been another's, and is used for no day before it was lent again. One that
    this machine had in an earlier epoch goes on where that one ended: a province put back from a backup may lend again
    what it has forgotten."""
    for lane in lanes:
        since = None if lane.since is None else lane.since.isoformat()
        held = transaction.row(
            "SELECT until FROM lane WHERE source = ? AND agency = ? AND start = ?", (source, lane.agency, lane.start)
        )
        if held is not None and (since is None or held[0] >= since):
            transaction.run(
                "UPDATE lane SET until = max(until, ?) WHERE source = ? AND agency = ? AND start = ?",
                (lane.until.isoformat(), source, lane.agency, lane.start),
            )
            continue
        day, last = transaction.row(
            "SELECT day, last FROM lane WHERE agency = ? AND start = ? AND day IS NOT NULL ORDER BY day DESC, last DESC",
            (lane.agency, lane.start),
        ) or (None, None)
        if since is not None and (day is None or day < since):
            day, last = since, lane.start - 1
        transaction.run(
            "INSERT INTO lane (source, agency, start, length, until, day, last) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (source, agency, start) DO UPDATE SET until = max(until, excluded.until), day = excluded.day, "
            "last = excluded.last",
            (source, lane.agency, lane.start, lane.length, lane.until.isoformat(), day, last),
        )
