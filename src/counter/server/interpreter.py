"""The second step: what was taken in is read, one short transaction after the other, from where the last one ended.

Stopped at any moment, it goes on there; nothing is interpreted twice and nothing is left out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, Row, bindparam, case, delete, insert, select, update
from sqlalchemy.exc import DatabaseError, TimeoutError

from counter.journal.entry import BadEntry, Entry, Envelope
from counter.journal.kinds import CODE_ASSIGNED, is_known
from counter.log.place import place_of
from counter.server import epochs
from counter.server.assigning import assign_code
from counter.server.catalogue import ServedCatalogue
from counter.server.codes import CodeBook
from counter.server.database import Database, is_passing
from counter.server.judging import APPLIED, FLAGGED, QUARANTINED, UNKNOWN, Circumstances, Judgement, judge
from counter.server.lanes import lanes_of_epoch
from counter.server.outcomes import Outcomes
from counter.server.own_log import Fact, OwnLog
from counter.server.province_key import Authority
from counter.server.refill import done_again, next_again
from counter.server.standing import Placed, Standings
from counter.server.tables import attachment, dossier, inbox, outcome
from counter.server.tables import centre as centres
from counter.server.tables import epoch as epoch_table
from counter.server.twins import REASON, codes_apart

AT_ONCE = 100
TRIES = 3  # of one entry by itself: two transactions at once may stand in each other's way for once
_OTHERS_TURN = 0.05  # seconds
# The centre after the one that was served last: however much one of them sends, the others have their turn.
_BEHIND = (
    select(centres)
    .where(centres.c.interpreted < centres.c.last_position)
    .order_by(case((centres.c.id > bindparam("last"), 0), else_=1), centres.c.id)
    .limit(1)
)
_NEXT = (
    select(inbox)
    .where(inbox.c.centre == bindparam("centre"), inbox.c.position > bindparam("after"))
    .order_by(inbox.c.position)
    .limit(bindparam("most"))
)
_DONE = update(centres).where(centres.c.id == bindparam("centre"))
_UNKNOWN = (
    select(outcome.c.centre, outcome.c.position, inbox.c.envelope)
    .join(inbox, (inbox.c.centre == outcome.c.centre) & (inbox.c.position == outcome.c.position))
    .where(outcome.c.reason == UNKNOWN)
    .order_by(outcome.c.centre, outcome.c.position)
)
_EPOCH = select(epoch_table).where(epoch_table.c.epoch == bindparam("number"))
_RECEIVED, _ATTACHED = insert(dossier), insert(attachment)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    position: int
    entry: Entry
    judgement: Judgement


class Interpreter:
    """Interprets every centre's feed. Any number of processes may have one: a lock lets one of them work."""

    def __init__(self, database: Database, authority: Authority, own_log: OwnLog, catalogue: ServedCatalogue) -> None:
        self._database, self._authority = database, authority
        self._own_log, self._catalogue = own_log, catalogue
        self._served = 0  # the centre that was served last

    def catch_up(self) -> int:
        """Interpret until nothing is left; how many entries it were. Waits while another process works on them."""
        done = 0
        while True:
            step = self.step()
            done += step
            if not step:
                with self._database.read() as c:
                    if self._behind(c) is None:
                        return done
                time.sleep(_OTHERS_TURN)

    def step(self, limit: int = AT_ONCE) -> int:
        """Interpret up to `limit` entries of one centre in one transaction; 0 when nothing is left or another works.

        Whatever an entry does to a step, it is put aside by itself, and those behind it go on (I18)."""
        return self._safely(self._step, limit) if limit > 0 else 0

    def rejudge(self, go_on: Callable[[], bool] = lambda: True) -> int:
        """Interpret what an earlier program did not know and this one does, each as if it had just come, and tell its
        device; how many it were. For the start: what was not reached while `go_on` is found again by the next one."""
        with self._database.snapshot() as c:
            rows = c.execution_options(yield_per=1000).execute(_UNKNOWN)
            found = [(row.centre, row.position) for row in rows if _known_now(row.envelope)]
        done = 0
        for at in range(0, len(found), AT_ONCE):
            if not go_on():
                break
            batch = found[at : at + AT_ONCE]
            try:
                done += self._rejudge(batch)
            except Exception as error:
                if _is_passing(error):
                    raise
                _log.warning("a step of %d entries failed (%s); going on one by one", len(batch), place_of(error))
                done += sum(self._safely(partial(self._rejudge_one, place), 1) for place in batch)
        return done

    def _safely(self, deed: Callable[[int, bool], int], limit: int) -> int:
        """`deed(limit, careful)` as a whole; where that cannot be, with one entry; at last with that one put aside unread.

        Raises what is the database's trouble of the moment: it says nothing about the entry."""
        for most, careful in ((limit, False), *((1, False),) * TRIES, (1, True)):
            try:
                return deed(most, careful)
            except Exception as error:
                if careful or _is_passing(error):
                    raise
                if most > 1:
                    _log.warning("a step of %d entries failed (%s); going on one by one", most, place_of(error))
        raise AssertionError("the last one returns or raises")

    def _behind(self, c: Connection) -> Row[tuple[object, ...]] | None:
        return c.execute(_BEHIND, {"last": self._served}).first()

    def _step(self, limit: int, careful: bool) -> int:
        with self._database.read() as c:
            if self._behind(c) is None:
                return 0 if next_again(c) is None else self._once_more(careful)
        with self._database.write() as c:
            if not self._database.try_lock(c, "interpret"):
                return 0
            behind = self._behind(c)
            if behind is None:
                return 0
            rows = c.execute(_NEXT, {"centre": behind.id, "after": behind.interpreted, "most": limit}).all()
            if careful and rows:
                _put_aside(c, rows[0])
            elif rows:
                self._interpret(c, behind, list(self._judged(c, behind, rows)))
            # Without rows: they were given positions and are lost. When they are put back they are interpreted after all.
            done = rows[-1].position if rows else behind.last_position
            c.execute(_DONE, {"centre": behind.id, "interpreted": done})
        self._served = behind.id
        return max(1, len(rows))

    def _once_more(self, careful: bool) -> int:
        """A row that was lost and put back, and whose meaning was lost with it."""
        with self._database.write() as c:
            again = next_again(c) if self._database.try_lock(c, "interpret") else None
            if again is None:
                return 0
            self._again(c, *again, careful=careful)
            done_again(c, *again)
            return 1

    def _rejudge_one(self, place: tuple[int, int], _limit: int, careful: bool) -> int:
        return self._rejudge([place], careful=careful)

    def _rejudge(self, places: Sequence[tuple[int, int]], *, careful: bool = False) -> int:
        done = 0
        with self._database.write() as c:
            self._database.lock(c, "interpret")
            for centre, position in places:
                here = (outcome.c.centre == centre, outcome.c.position == position)
                if c.execute(delete(outcome).where(*here, outcome.c.reason == UNKNOWN)).rowcount:
                    self._again(c, centre, position, careful=careful)
                    done += 1
        return done

    def _again(self, c: Connection, centre: int, position: int, *, careful: bool) -> None:
        behind = c.execute(select(centres).where(centres.c.id == centre)).one()
        row = c.execute(select(inbox).where(inbox.c.centre == centre, inbox.c.position == position)).first()
        if row is None:  # lost once more
            return
        if careful:
            _put_aside(c, row)
        else:
            self._interpret(c, behind, list(self._judged(c, behind, [row])), told_before=True)

    def _judged(
        self, c: Connection, behind: Row[tuple[object, ...]], rows: Sequence[Row[tuple[object, ...]]]
    ) -> Iterator[_Read]:
        pattern = self._catalogue.provisional_pattern
        logs: dict[int, tuple[str, int | None, Circumstances]] = {}
        for row in rows:
            if row.epoch not in logs:
                logs[row.epoch] = self._log_of(c, row.epoch, behind.agency)
            state, closed_ms, known = logs[row.epoch]
            after_fork = state == epochs.FORKED and closed_ms is not None and row.received_ms > closed_ms
            known = Circumstances(known.agency, known.provinces_own, after_fork, known.lanes)
            try:
                entry = Entry.open(row.envelope, row.salt, row.body)
                judgement = judge(entry, known, pattern)
            except BadEntry:  # cannot be: it was decoded when it was taken in
                raise RuntimeError(f"unreadable envelope at position {row.position}") from None
            yield _Read(row.position, entry, judgement)

    def _log_of(self, c: Connection, epoch: int, agency: str) -> tuple[str, int | None, Circumstances]:
        row = c.execute(_EPOCH, {"number": epoch}).one()
        own = row.device == self._authority.device
        lanes = [] if own else lanes_of_epoch(c, epoch, retired=True)
        return row.state, row.closed_ms, Circumstances(agency, own, False, lanes)

    def _interpret(
        self, c: Connection, behind: Row[tuple[object, ...]], read: Sequence[_Read], *, told_before: bool = False
    ) -> None:
        """`told_before`: their devices may have heard another outcome of them."""
        nameless = [one for one in read if one.judgement.reception and one.judgement.reception.provisional]
        if nameless:
            self._own_log.hold(c, behind.id)
        outcomes = Outcomes(c, behind.id)
        codes = CodeBook(c, behind.id, [r.judgement.reception.code for r in read if r.judgement.reception])
        apart = codes_apart(c, behind.id, [r.entry.envelope.epoch for r in read if r.judgement.reception])
        rows = []
        for one in read:
            e, judgement = one.entry.envelope, one.judgement
            outcome, reason = judgement.outcome, judgement.reason
            reception = judgement.reception
            if reception is not None:
                rows.append({
                    "centre": behind.id, "position": one.position, "entry": one.entry.hash, "subject": e.subject,
                    "code": reception.code, "agency": reception.deciding, "procedure": reception.procedure,
                    "applicant": reception.applicant, "received_at": reception.received_at, "due": reception.due,
                    "status": reception.status.name.lower(),
                })  # fmt: skip
                others = codes.use(reception.code, one.position, "printed")
                if others or reception.code in apart:
                    outcome, reason = FLAGGED, REASON
                    for centre, position in others:
                        (outcomes if centre == behind.id else Outcomes(c, centre)).flag(position, reason)
            outcomes.put(one.position, e.device, e.epoch, e.seq, outcome, reason)
        if rows:
            c.execute(_RECEIVED, rows)
        _scans(c, behind.id, read)
        _stand(c, behind.id, read, outcomes)
        for one in read:
            if one.judgement.assigned is not None:
                codes.add_alias(one.entry.envelope.subject, one.judgement.assigned)
        codes.write()
        outcomes.write(told_before=told_before)
        if nameless:
            self._name(c, behind.id, nameless, outcomes)

    def _name(self, c: Connection, centre: int, nameless: Sequence[_Read], outcomes: Outcomes) -> None:
        """Codes for what was received under provisional references. At the end, and body by body: an exchange that lends
        lanes waits in the same order (the centre, outcomes, the series of epochs, serials, lanes by their body)."""
        self._own_log.begin(c, centre)
        facts: dict[int, Fact] = {}
        for one in sorted(nameless, key=_body_of):
            e, reception = one.entry.envelope, one.judgement.reception
            assert reception is not None
            code, new = assign_code(
                self._database, c, centre=centre, position=one.position, agency=reception.deciding, day=e.day,
                pattern=self._catalogue.code_pattern,
            )  # fmt: skip
            if code is None:
                outcomes.flag(one.position, "sync.outcome.no_serial")
            elif new:
                body = {"code": code, "provisional": reception.code}
                facts[one.position] = Fact(CODE_ASSIGNED, e.subject, one.entry.hash, body)
        if facts:
            self._own_log.append(c, centre, [facts[position] for position in sorted(facts)])


def _body_of(one: _Read) -> str:
    return one.judgement.reception.deciding if one.judgement.reception else ""


def _put_aside(c: Connection, row: Row[tuple[object, ...]]) -> None:
    outcomes = Outcomes(c, row.centre)
    outcomes.put(row.position, row.device, row.epoch, row.seq, QUARANTINED, "sync.outcome.not_understood")
    outcomes.write()


def _is_passing(error: Exception) -> bool:
    """Whether it is the database's trouble, of which no entry can be the cause."""
    if isinstance(error, DatabaseError):
        return is_passing(error)
    return isinstance(error, TimeoutError)


def _known_now(envelope: bytes) -> bool:
    try:
        found = Envelope.decode(envelope)
    except BadEntry:
        return False
    return is_known(found.kind, found.version)


def _scans(c: Connection, centre: int, read: Sequence[_Read]) -> None:
    """Scanned papers attached, and taken back, in the order of the feed."""
    for one in read:
        attached, mistaken = one.judgement.attached, one.judgement.mistaken
        subject = one.entry.envelope.subject
        if attached is not None:
            c.execute(_ATTACHED, {
                "centre": centre, "position": one.position, "entry": one.entry.hash, "subject": subject,
                "sha256": attached.sha256, "size": attached.size, "media": attached.media, "pages": attached.pages,
                "paper": attached.paper, "title": attached.title,
            })  # fmt: skip
        if mistaken is not None:
            a = attachment.c
            taken_back = (a.centre == centre) & (a.subject == subject) & (a.entry == mistaken) & a.mistaken.is_(None)
            c.execute(update(attachment).where(taken_back).values(mistaken=one.position))


def _stand(c: Connection, centre: int, read: Sequence[_Read], outcomes: Outcomes) -> None:
    """What supervisors have settled, then where the dossiers stand whose status this step bears on."""
    settled = {hash_ for one in read if one.judgement.outcome == APPLIED for hash_ in one.judgement.settles}
    if settled:
        outcomes.settle(settled, {one.entry.hash: one.position for one in read})
    Standings(c, centre).take(
        [Placed(one.position, one.entry.envelope.subject, one.judgement.turn) for one in read if one.judgement.turn],
        [one.entry.envelope.subject for one in read if one.judgement.reception],
        outcomes,
    )
