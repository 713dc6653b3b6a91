"""What becomes of one entry: applied, flagged for a person, or quarantined. Pure: decides from what it is given.

Nothing here refuses a fact. A printed code stays printed, so a doubtful one is applied and flagged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counter.domain.attachment import Attached
from counter.domain.dossier_code import ProvisionalPattern
from counter.journal.body import BadBody
from counter.journal.course import Turn, read_turn
from counter.journal.entry import Entry
from counter.journal.kinds import (
    CODE_ASSIGNED,
    FILE_ATTACHED,
    FILE_MISTAKEN,
    RECEIVED,
    RESOLVED,
    WITHDRAWN,
    Body,
    UnknownKind,
    read_body,
)
from counter.journal.lane import Lane
from counter.server.reading import (
    Broken,
    Reception,
    read_assigned_code,
    read_attachment,
    read_mistaken,
    read_reception,
    read_resolution,
    read_withdrawal,
)

APPLIED, FLAGGED, QUARANTINED = "applied", "flagged", "quarantined"
UNKNOWN = "sync.outcome.unknown_kind"  # the reason of what a newer program will know


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known about an entry's log. `lanes`: every lane its epoch ever had. `after_fork`: it came when the epoch
    was known to be used by two machines. `provinces_own`: the log is the province's."""

    agency: str
    provinces_own: bool
    after_fork: bool
    lanes: Sequence[Lane]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`reason` is the key of a wording, "" when applied. Of what it says at most one is there: `mistaken` is the entry of an
    attachment that is taken back. Only a decision is both a `turn` of a dossier and `settles` what was flagged."""

    outcome: str
    reason: str = ""
    reception: Reception | None = None
    assigned: str | None = None
    attached: Attached | None = None
    mistaken: bytes | None = None
    turn: Turn | None = None
    settles: tuple[bytes, ...] = ()


def judge(entry: Entry, known: Circumstances, pattern: ProvisionalPattern) -> Judgement:
    """Judge one entry by itself; whether its code was used before is seen by who has the other codes."""
    envelope = entry.envelope
    try:
        body = read_body(envelope.kind, envelope.version, entry.body)
        if envelope.kind == RECEIVED:
            return _reception(entry, read_reception(body, pattern), known, doubtful="clock_doubt" in body)
        if envelope.kind in (WITHDRAWN, RESOLVED):
            return _turn(entry, body, known)
        if envelope.kind == CODE_ASSIGNED:
            if not known.provinces_own:
                return Judgement(FLAGGED, "sync.outcome.not_yours")
            return Judgement(APPLIED, assigned=read_assigned_code(body))
        if envelope.kind == FILE_ATTACHED:
            return Judgement(*_fork(known), attached=read_attachment(body))
        if envelope.kind == FILE_MISTAKEN:
            return Judgement(*_fork(known), mistaken=read_mistaken(body))
    except UnknownKind:
        return Judgement(FLAGGED, UNKNOWN)
    except BadBody:
        return Judgement(QUARANTINED, "sync.outcome.body_rules")
    except Broken:
        return Judgement(QUARANTINED, "sync.outcome.body_broken")
    return Judgement(*_fork(known))


def _fork(known: Circumstances) -> tuple[str, str]:
    return (FLAGGED, "sync.outcome.fork") if known.after_fork else (APPLIED, "")


def _turn(entry: Entry, body: Body, known: Circumstances) -> Judgement:
    envelope, reason = entry.envelope, ""
    settles: tuple[bytes, ...] = ()
    if envelope.kind == RESOLVED:
        settles, role = read_resolution(body)
        reason = "" if role == "supervisor" else "sync.outcome.not_supervisor"
    elif read_withdrawal(body) != known.agency:
        reason = "sync.outcome.other_centre"
    if known.after_fork:
        reason = reason or "sync.outcome.fork"
    turn = read_turn(envelope.kind, entry.hash, envelope.parent, body)
    return Judgement(FLAGGED if reason else APPLIED, reason, turn=turn, settles=settles)


def _reception(entry: Entry, reception: Reception, known: Circumstances, *, doubtful: bool) -> Judgement:
    reason = next((reason for doubt, reason in _DOUBTS if doubt(entry, reception, known)), "")
    if doubtful:
        reason = reason or "sync.outcome.clock_suspect"
    return Judgement(FLAGGED if reason else APPLIED, reason, reception)


def _of_another_centre(_: Entry, reception: Reception, known: Circumstances) -> bool:
    return reception.agency != known.agency


def _after_fork(_: Entry, __: Reception, known: Circumstances) -> bool:
    return known.after_fork


def _other_day(entry: Entry, reception: Reception, _: Circumstances) -> bool:
    return reception.day != entry.envelope.day


def _outside_lanes(entry: Entry, reception: Reception, known: Circumstances) -> bool:
    if reception.serial is None:
        return reception.tag != str(entry.envelope.epoch)
    return not any(
        lane.agency == reception.deciding and lane.start <= reception.serial < lane.start + lane.length
        for lane in known.lanes
    )


def _after_lease(entry: Entry, reception: Reception, known: Circumstances) -> bool:
    return reception.serial is not None and not any(
        lane.agency == reception.deciding
        and lane.start <= reception.serial < lane.start + lane.length
        and entry.envelope.day <= lane.until
        for lane in known.lanes
    )


_DOUBTS: tuple[tuple[Callable[[Entry, Reception, Circumstances], bool], str], ...] = (
    (_of_another_centre, "sync.outcome.other_centre"),
    (_after_fork, "sync.outcome.fork"),
    (_other_day, "sync.outcome.other_day"),
    (_outside_lanes, "sync.outcome.outside_lanes"),
    (_after_lease, "sync.outcome.after_lease"),
)
