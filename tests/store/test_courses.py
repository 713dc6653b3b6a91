"""One dossier changed at several counters: the tables say the same in whatever order the facts came (I9)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.domain.attachment import Attached
from counter.journal.course import Course, Turn, read_turn
from counter.journal.entry import Entry
from counter.journal.kinds import CURRENT, RESOLVED, WITHDRAWN
from counter.store.courses import course_of_dossier
from counter.store.database import Transaction
from counter.store.foreign import keep_and_fold
from counter.store.log import Kept
from counter.store.projection import FOLDING, Folding, fingerprint, rebuild
from counter.store.verify import verify
from tests.made.two_counters import History, resolved, withdrawn
from tests.made.world import World

SETTINGS = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("world"), synchronous="OFF")
    yield made
    made.close()


class _Undo(Exception):
    pass


def told(transaction: Transaction) -> tuple[object, ...]:
    """What the tables say, without the row numbers that are this machine's own."""
    hashes = dict(transaction.rows("SELECT id, hash FROM log"))
    return (
        transaction.rows("SELECT entry, code, status FROM dossier ORDER BY entry"),
        [(hashes[d], rivals) for d, rivals in transaction.rows("SELECT dossier, rivals FROM conflict ORDER BY dossier")],
        sorted((target, hashes[by]) for target, by in transaction.rows("SELECT target, entry FROM resolution")),
        sorted((hashes[d], kind, closed) for d, kind, closed in transaction.rows(
            "SELECT dossier, kind, closed IS NOT NULL FROM duty")),
        transaction.rows("SELECT code, origin FROM dossier_code ORDER BY code"),
        sorted(hashes[entry] for (entry,) in transaction.rows("SELECT entry FROM unread")),
        transaction.rows("SELECT entry, mistaken IS NOT NULL FROM attachment ORDER BY entry"),
    )  # fmt: skip


def folded(world: World, entries: Sequence[Entry], folding: Folding = FOLDING) -> tuple[object, ...]:
    """The tables after these entries came in this order, which must equal those of a rebuild; nothing is kept."""
    found: list[tuple[object, ...]] = []
    try:
        with world.store.database.write() as transaction:
            for position, entry in enumerate(entries, 1):
                keep_and_fold(transaction, entry, position, folding)
            found.append(told(transaction))
            before = fingerprint(transaction)
            rebuild(transaction, folding)
            assert fingerprint(transaction) == before
            raise _Undo
    except _Undo:
        return found[0]


def status_of(said: tuple[object, ...]) -> int:
    [(_, _, status)] = said[0]  # type: ignore[misc]
    return int(status)


@given(st.integers(0, 2**32), st.integers(1, 14), st.randoms(use_true_random=False))
@SETTINGS
def test_tables_are_the_same_for_every_order_in_which_facts_arrive(
    world: World, seed: int, steps: int, order: random.Random
) -> None:
    history = History(random.Random(seed))
    for _ in range(steps):
        history.step()
    first = folded(world, history.entries)
    for _ in range(3):
        shuffled = history.entries
        order.shuffle(shuffled)
        assert folded(world, shuffled) == first


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
@SETTINGS
def test_everything_that_adds_merges_in_silence(world: World, seed: int, order: random.Random) -> None:
    history = History(random.Random(seed))
    for at in (0, 1, 2, 1):
        history.tell(at, "duty_closed", {"kind": "scan_sign"})
    history.tell(2, "code_assigned", {"code": "H49.22-261123-0099"}, history.first.hash)
    history.tell(1, WITHDRAWN, withdrawn(), history.first.hash)
    scan = history.tell(1, "file_attached", Attached(bytes(32), 9, "image/png", 1, 1, "Tờ khai").body())
    history.hear(2, 1)
    history.tell(2, "file_mistaken", {"attached": scan.hash.hex(), "reason": None})
    shuffled = history.entries
    order.shuffle(shuffled)
    said = folded(world, shuffled)
    assert (status_of(said), said[1]) == (7, [])
    assert [closed for _, _, closed in said[3]] == [1]  # type: ignore[attr-defined]
    assert len(said[4]) == 2  # type: ignore[arg-type]
    assert said[6] == [(scan.hash, 1)]


class ForgetsWhatCameBefore(Folding):
    def fold_earlier(self, transaction: Transaction, kept: Kept, kinds: Sequence[str]) -> None:
        """As if nothing ever came before its dossier."""


def test_mutant_that_forgets_what_came_before_its_dossier_is_caught(world: World) -> None:
    history = History(random.Random(1))
    history.tell(1, WITHDRAWN, withdrawn(), history.first.hash)
    backwards = history.entries[::-1]
    assert status_of(folded(world, backwards)) == 7
    assert status_of(folded(world, backwards, ForgetsWhatCameBefore())) == 2


def two_withdrawals() -> tuple[History, Entry, Entry]:
    history = History(random.Random(1))
    one = history.tell(0, WITHDRAWN, withdrawn(), history.first.hash)
    two = history.tell(1, WITHDRAWN, withdrawn(asked_by="authorised", reason="Đổi ý"), history.first.hash)
    return history, one, two


def test_two_withdrawals_that_did_not_know_of_each_other_are_a_conflict(world: World) -> None:
    history, one, two = two_withdrawals()
    said = folded(world, history.entries)
    assert said[1] == [(history.first.hash, b"".join(sorted((one.hash, two.hash))))]
    assert status_of(said) == 7


class IgnoresTheParent(Folding):
    """Every change goes on from whatever came last."""

    def __init__(self, first: bytes) -> None:
        self._tip = first

    def course(self, transaction: Transaction, dossier: int) -> Course:
        return course_of_dossier(transaction, dossier, self._read)

    def _read(self, kind: str, hash_: bytes, parent: bytes | None, body: Mapping[str, Any]) -> Turn | None:
        turn = read_turn(kind, hash_, parent, body)
        if turn is None or not turn.after or turn.choice is not None:
            return turn
        after, self._tip = self._tip, hash_
        return Turn(hash_, frozenset((after,)), turn.status)


def test_mutant_that_ignores_the_parent_is_caught(world: World) -> None:
    history, *_ = two_withdrawals()
    mutant = IgnoresTheParent(history.first.hash)
    assert folded(world, history.entries)[1] != folded(world, history.entries, mutant)[1]
    assert folded(world, history.entries, mutant)[1] == []


def test_decision_is_taken_over_and_twice_decided_is_decided(world: World) -> None:
    history, one, two = two_withdrawals()
    history.hear(2, 0)
    history.hear(2, 1)
    history.hear(1, 0)
    rivals = tuple(sorted((one.hash, two.hash)))
    for at in (2, 1):
        history.tell(at, RESOLVED, resolved(rivals, history.first.hash))
    said = folded(world, history.entries)
    assert (status_of(said), said[1]) == (2, [])
    assert {target for target, _ in said[2]} == set(rivals)  # type: ignore[attr-defined]


def test_newer_kind_waits_for_the_program_that_knows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The older program keeps what it cannot read; the newer one folds it when it opens, as a rebuild would."""
    world = World(tmp_path)
    history, *_ = two_withdrawals()
    with monkeypatch.context() as older:
        for kind in (WITHDRAWN, RESOLVED):
            older.delitem(CURRENT, kind)
        with world.store.database.write() as transaction:
            for position, entry in enumerate(history.entries, 1):
                keep_and_fold(transaction, entry, position)
            assert transaction.rows("SELECT count(*) FROM unread") == [(2,)]
            assert transaction.rows("SELECT status FROM dossier") == [(2,)]
        world.reopen()
        with world.store.database.read() as transaction:
            assert transaction.rows("SELECT count(*) FROM unread") == [(2,)]
    world.reopen()
    with world.store.database.read() as transaction:
        assert transaction.rows("SELECT count(*) FROM unread") == [(0,)]
        assert transaction.rows("SELECT status FROM dossier") == [(7,)]
        assert transaction.rows("SELECT count(*) FROM conflict") == [(1,)]
    assert verify(world.store.database).problems == ()
    world.close()
