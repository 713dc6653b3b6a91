"""The status of dossiers at the province: from the same turns, by the same rule, as at every counter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from counter.domain.status import NEXT, Status
from counter.journal.body import BadBody, decode_body
from counter.journal.course import Turn, course_of, status_at
from counter.journal.entry import HASH
from counter.server.outcomes import Outcomes
from counter.server.tables import dossier, inbox
from counter.server.tables import turn as turns

TWICE = "sync.outcome.status_twice"
_ADD = insert(turns)
_WITH_TURNS = (
    select(turns.c.subject)
    .where(turns.c.centre == bindparam("centre"), turns.c.subject.in_(bindparam("subjects", expanding=True)))
    .distinct()
)
_TURNS = select(turns).where(turns.c.centre == bindparam("centre"), turns.c.subject == bindparam("subject"))
_DOSSIERS = select(dossier.c.position, dossier.c.entry).where(
    dossier.c.centre == bindparam("centre"), dossier.c.subject == bindparam("subject")
)
_STAND = update(dossier).where(dossier.c.centre == bindparam("of_centre"), dossier.c.position == bindparam("at"))
_BODY = select(inbox.c.body).where(inbox.c.centre == bindparam("centre"), inbox.c.position == bindparam("position"))


@dataclass(frozen=True, slots=True)
class Placed:
    """A turn, with the dossier it is about and its place in the centre's feed."""

    position: int
    subject: bytes
    turn: Turn


class Standings:
    """The dossiers that one step of interpreting touches."""

    def __init__(self, connection: Connection, centre: int) -> None:
        self._connection, self._centre = connection, centre

    def take(self, new: Sequence[Placed], received: Iterable[bytes], outcomes: Outcomes) -> None:
        """Keep new turns, and say anew where the dossiers stand: theirs, and those of `received` subjects of which turns
        came first, as after a restore. Rivals are flagged on all sides; so is a step that cannot be."""
        if new:
            self._connection.execute(_ADD, [
                {"centre": self._centre, "position": one.position, "hash": one.turn.hash, "subject": one.subject,
                 "after": b"".join(sorted(one.turn.after)),
                 "status": None if one.turn.status is None else int(one.turn.status), "choice": one.turn.choice}
                for one in new
            ])  # fmt: skip
        subjects = {one.subject for one in new} | self._with_turns(received)
        for subject in sorted(subjects):
            self._stand(subject, [one for one in new if one.subject == subject], outcomes)

    def _with_turns(self, subjects: Iterable[bytes]) -> set[bytes]:
        wanted = list(subjects)
        if not wanted:
            return set()
        return set(self._connection.execute(_WITH_TURNS, {"centre": self._centre, "subjects": wanted}).scalars())

    def _stand(self, subject: bytes, new: Sequence[Placed], outcomes: Outcomes) -> None:
        c, here = self._connection, {"centre": self._centre, "subject": subject}
        held = [
            Placed(row.position, subject, _turn(row.hash, row.after, row.status, row.choice))
            for row in c.execute(_TURNS, here)
        ]
        known = [one.turn for one in held]
        position = {one.turn.hash: one.position for one in held}
        unheard = {one.position for one in new}
        for row in c.execute(_DOSSIERS, here).all():
            root = self._root(row.position, row.entry)
            course = course_of(root, known)
            c.execute(_STAND, {
                "of_centre": self._centre, "at": row.position, "status": course.status.name.lower()
            })  # fmt: skip
            for rival in course.rivals:
                outcomes.flag(position[rival], TWICE)
            for one in new:
                before = {status_at(root, known, after) for after in one.turn.after}
                if None in before or not before:
                    continue
                unheard.discard(one.position)
                if one.turn.status is not None and not any(one.turn.status in NEXT[each] for each in before if each):
                    outcomes.flag(one.position, "sync.outcome.no_such_step")
        for missing in sorted(unheard):
            outcomes.flag(missing, "sync.outcome.no_dossier")

    def _root(self, position: int, entry: bytes) -> Turn:
        """The reception itself. What it made of the dossier stands in its body: the row tells where the dossier is now. A
        body that this database has lost, or that somebody has changed, is no hindrance to what came after it."""
        raw = self._connection.execute(_BODY, {"centre": self._centre, "position": position}).scalar()
        try:
            settled = raw is not None and decode_body(raw).get("settled_at_once") is True
        except BadBody:
            settled = False
        return Turn(entry, frozenset(), Status.HANDED_OVER if settled else Status.RECEIVED)


def _turn(hash_: bytes, after: bytes, status: int | None, choice: bytes | None) -> Turn:
    named = frozenset(after[at : at + HASH] for at in range(0, len(after), HASH))
    return Turn(hash_, named, None if status is None else Status(status), choice)
