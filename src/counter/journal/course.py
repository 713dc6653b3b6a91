"""The course of a dossier's status: which change goes on from which, and which were made without knowing of each other.

A change of status names as its parent the turn it goes on from; a supervisor's decision names every turn it settles. So
the turns of a dossier form a graph without a clock in it, and its status follows from the set of its facts alone, in
whatever order they came. What only adds (duties, codes) is no turn: such facts merge in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counter.domain.status import Status
from counter.journal.body import BadBody
from counter.journal.entry import HASH
from counter.journal.kinds import RECEIVED, RESOLVED, WITHDRAWN

TURNS = (RECEIVED, WITHDRAWN, RESOLVED)
_CHANGES = {WITHDRAWN: Status.WITHDRAWN}
MOST_SETTLED = 500  # with 64 hexadecimal digits each they fit a body


@dataclass(frozen=True, slots=True)
class Turn:
    """A fact that bears on the status. `after`: the turns it was made in the knowledge of. `status`: what it makes of the
    dossier; None for a decision, which lets the turn `choice` stand."""

    hash: bytes
    after: frozenset[bytes]
    status: Status | None
    choice: bytes | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Where a dossier stands. `tip`: the turn that the next change goes on from.

    `rivals`: the turns that contradict one another, () when none do; `base`: what all of them go on from. While there are
    rivals the dossier is shown as what still has to be worked on, if one of them leaves it so: no due time is missed."""

    status: Status
    tip: bytes
    rivals: tuple[bytes, ...] = ()
    base: bytes = b""


def read_turn(kind: str, hash_: bytes, parent: bytes | None, body: Mapping[str, Any]) -> Turn | None:
    """The turn that a fact is; None when it is none. Raises BadBody for one without what its kind must have."""
    if kind == RECEIVED:
        return Turn(hash_, frozenset(), Status.HANDED_OVER if body.get("settled_at_once") else Status.RECEIVED)
    if kind in _CHANGES:
        return Turn(hash_, frozenset((parent,) if parent else ()), _CHANGES[kind])
    if kind == RESOLVED and body.get("choice") is not None:
        return Turn(hash_, frozenset(read_settled(body)), None, _read_hash(body["choice"]))
    return None


def read_settled(body: Mapping[str, Any]) -> tuple[bytes, ...]:
    """The facts that a `matter_resolved` settles. Raises BadBody."""
    settles = body.get("settles")
    if not isinstance(settles, list) or not 1 <= len(settles) <= MOST_SETTLED:
        raise BadBody("settles")
    return tuple(_read_hash(one) for one in settles)


def _read_hash(text: object) -> bytes:
    try:
        if isinstance(text, str) and len(text) == 2 * HASH:
            return bytes.fromhex(text)
    except ValueError:
        pass
    raise BadBody("not a hash")


def course_of(root: Turn, turns: Iterable[Turn]) -> Course:
    """The course of the dossier that `root` received. Turns that do not go on from it, or not yet, take no part."""
    graph = _Graph(root, turns)
    tips = sorted(graph.tips())
    standing = {graph.stands(tip) for tip in tips}
    if len(standing) == 1:
        return Course(graph.status(tips[0]), tips[0])
    status = min((graph.status(tip) for tip in tips), key=lambda one: (one.is_end, one))
    return Course(status, tips[0], tuple(tips), graph.stands(graph.common(tips)))


def status_at(root: Turn, turns: Iterable[Turn], at: bytes) -> Status | None:
    """What the dossier was, for whoever went on from the turn `at`; None when that one does not hang together with it."""
    graph = _Graph(root, turns)
    one = graph.one_for(at)
    return None if one is None else graph.status(one)


class _Graph:
    """The turns that hang together, level by level. Equal decisions are one: whoever decides what was decided changes
    nothing."""

    def __init__(self, root: Turn, turns: Iterable[Turn]) -> None:
        self._turns = {root.hash: root}
        self._one = {root.hash: root.hash}  # a turn → the one that stands for it and its equals
        self._level = {root.hash: 0}
        self._before: dict[bytes, frozenset[bytes]] = {root.hash: frozenset()}
        waiting = {turn.hash: turn for turn in turns if turn.after and turn.hash != root.hash}
        level = 0
        while ready := [turn for turn in waiting.values() if turn.after <= self._one.keys()]:
            level += 1
            equal: dict[tuple[frozenset[bytes], bytes], list[Turn]] = {}
            for turn in ready:
                del waiting[turn.hash]
                after = frozenset(self._one[one] for one in turn.after)
                before = after.union(*(self._before[one] for one in after))
                if turn.choice is None:
                    self._take(turn, turn.hash, after, before, level)
                elif self._one.get(turn.choice) in before:
                    equal.setdefault((after, self._one[turn.choice]), []).append(turn)
            for (after, choice), decisions in equal.items():
                first = min(decisions, key=lambda one: one.hash)
                before = after.union(*(self._before[one] for one in after))
                self._take(Turn(first.hash, after, None, choice), first.hash, after, before, level)
                self._one |= {one.hash: first.hash for one in decisions}

    def _take(self, turn: Turn, one: bytes, after: frozenset[bytes], before: frozenset[bytes], level: int) -> None:
        self._turns[one] = Turn(one, after, turn.status, turn.choice)
        self._one[turn.hash], self._before[one], self._level[one] = one, before, level

    def one_for(self, turn: bytes) -> bytes | None:
        """The turn that stands for it and its equals; None for one that takes no part."""
        return self._one.get(turn)

    def tips(self) -> set[bytes]:
        """The turns that nothing goes on from."""
        return set(self._turns) - set().union(*(turn.after for turn in self._turns.values()))

    def stands(self, one: bytes) -> bytes:
        """The change, or the reception, that a turn lets stand."""
        while (choice := self._turns[one].choice) is not None:
            one = choice
        return one

    def status(self, one: bytes) -> Status:
        """The status that a turn leaves."""
        status = self._turns[self.stands(one)].status
        assert status is not None
        return status

    def common(self, tips: Iterable[bytes]) -> bytes:
        """The latest turn that all of these go on from and that contradicts none of what they all knew."""
        shared = frozenset.intersection(*(self._before[tip] for tip in tips))
        agreed = [
            one
            for one in shared
            if all(one == two or self._follows(one, two) or self._follows(two, one) for two in shared)
        ]
        return max(agreed, key=lambda one: (self._level[one], one))

    def _follows(self, one: bytes, two: bytes) -> bool:
        return two in self._before[one]
