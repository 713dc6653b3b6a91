"""Two counters of one centre and the province: a conflict is seen everywhere, and what a supervisor decides travels."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from counter.domain.withdrawal import Withdrawal
from counter.server.export import export
from counter.server.province import Province
from counter.store.accounts import add_account
from counter.store.dossiers import story_of
from counter.store.log import Actor
from counter.store.matters import Matter, matters
from counter.sync.light import light
from counter.usecases.settle_matter import settle_conflict, take_note
from counter.usecases.withdraw import withdraw
from tests.made.counter_pair import Counter, Line

HA, CHIEF = Actor("ha", b"session1"), Actor("chief", b"session2")


@pytest.fixture
def pair(counter: Callable[..., Counter], line: Line) -> tuple[Counter, Counter]:
    """Two counters that know of one dossier, each with a supervisor."""
    one, two = counter("one"), counter("two")
    for machine in (one, two):
        with machine.store.database.write() as transaction:
            add_account(transaction, "chief", "Trần Quang Minh", "supervisor", "x", "2026-11-23")
    one.receive()
    meet(line, one, two)
    return one, two


def meet(line: Line, *machines: Counter) -> None:
    """Everybody exchanges until all know everything and the province has interpreted it."""
    for _ in range(3):
        for machine in machines:
            machine.sync(line)
        line.province.interpreter.catch_up()


def found(machine: Counter) -> list[Matter]:
    with machine.store.database.read() as transaction:
        return matters(transaction, doubt=None, level="plenty")


def status(machine: Counter) -> list[int]:
    with machine.store.database.read() as transaction:
        return [row[0] for row in transaction.rows("SELECT status FROM dossier")]


def state(machine: Counter) -> str:
    return light(machine.exchange.facts(), machine.clock.now()).state


def dossier(machine: Counter) -> int:
    with machine.store.database.read() as transaction:
        row = transaction.row("SELECT id FROM dossier")
    assert row is not None
    return int(row[0])


def both_withdraw(line: Line, one: Counter, two: Counter) -> None:
    withdraw(one.store, dossier(one), Withdrawal("applicant", "Nộp nhầm", papers_back=True), HA, clerk="Hà")
    withdraw(two.store, dossier(two), Withdrawal("authorised", "Đổi ý"), HA, clerk="Lan")
    meet(line, one, two)


def test_withdrawal_is_seen_at_the_other_counter_and_the_province(
    province: Province, line: Line, pair: tuple[Counter, Counter]
) -> None:
    one, two = pair
    withdraw(one.store, dossier(one), Withdrawal("applicant", "Nộp nhầm"), HA, clerk="Hà")
    meet(line, one, two)
    assert (status(one), status(two)) == ([7], [7])
    assert [row["status"] for row in export(province) if row["type"] == "dossier"] == ["withdrawn"]
    assert (state(one), state(two), found(one), found(two)) == ("received", "received", [], [])


def test_conflict_is_seen_everywhere_and_settled_for_all(
    province: Province, line: Line, pair: tuple[Counter, Counter]
) -> None:
    one, two = pair
    both_withdraw(line, one, two)
    for machine in pair:
        assert [matter.kind for matter in found(machine)] == ["conflict"], "the notice of it is no second matter"
        assert state(machine) == "attention"
    assert found(one)[0].rivals == found(two)[0].rivals
    flagged = [row["reason"] for row in export(province) if row["type"] == "entry" and row["outcome"] == "flagged"]
    assert flagged == ["sync.outcome.status_twice"] * 2
    [matter] = found(two)
    settle_conflict(two.store, dossier(two), matter.rivals, matter.base, CHIEF, clerk="Minh")
    assert found(two) == []
    meet(line, one, two)
    assert (found(one), found(two), status(one), status(two)) == ([], [], [2], [2])
    assert (state(one), state(two)) == ("received", "received")
    assert {row["outcome"] for row in export(province) if row["type"] == "entry"} == {"applied"}
    assert one.problems() == two.problems() == []


def test_settled_at_both_counters_alike_is_settled(line: Line, pair: tuple[Counter, Counter]) -> None:
    one, two = pair
    both_withdraw(line, one, two)
    for machine in pair:
        [matter] = found(machine)
        settle_conflict(machine.store, dossier(machine), matter.rivals, matter.rivals[0], CHIEF, clerk="Minh")
    meet(line, one, two)
    assert (found(one), found(two), status(one), status(two)) == ([], [], [7], [7])
    assert (state(one), state(two)) == ("received", "received")


def test_settled_at_both_counters_otherwise_is_asked_about_once_more(line: Line, pair: tuple[Counter, Counter]) -> None:
    one, two = pair
    both_withdraw(line, one, two)
    for machine in pair:
        [matter] = found(machine)
        choice = matter.base if machine is one else matter.rivals[0]
        settle_conflict(machine.store, dossier(machine), matter.rivals, choice, CHIEF, clerk="Minh")
    meet(line, one, two)
    for machine in pair:
        [matter] = found(machine)
        assert [side.kind for side in matter.sides] == ["matter_resolved"] * 2
        assert status(machine) == [2]
    settle_conflict(one.store, dossier(one), matter.rivals, matter.rivals[1], CHIEF, clerk="Minh")
    meet(line, one, two)
    assert (found(one), found(two)) == ([], [])
    assert status(one) == status(two)


def test_what_the_province_flags_is_noted_and_the_light_is_green_again(
    province: Province, line: Line, pair: tuple[Counter, Counter]
) -> None:
    one, two = pair
    with one.store.database.write() as transaction:  # a clock that nobody believes
        transaction.run("UPDATE setting SET value = '99999999999' WHERE name = 'server_offset_ms'")
        transaction.run("INSERT OR IGNORE INTO setting VALUES ('server_offset_ms', '99999999999')")
    one.receive(3)
    meet(line, one, two)
    [matter] = found(one)
    assert (matter.kind, matter.reason, matter.count) == ("flagged", "sync.outcome.clock_suspect", 3)
    assert state(one) == "attention"
    take_note(one.store, matter.entries, CHIEF, clerk="Minh")
    assert found(one) == []
    meet(line, one, two)
    for machine in pair:
        with machine.store.database.read() as transaction:
            stories = [story_of(transaction, id_) for (id_,) in transaction.rows("SELECT id FROM dossier ORDER BY id")]
        assert [[fact.kind for fact in story.facts][1:] for story in stories if story] == [
            [],
            *[["matter_resolved"]] * 3,
        ]
    assert state(one) == "received"
    assert {row["outcome"] for row in export(province) if row["type"] == "entry"} == {"applied"}


def test_branch_of_a_fork_is_noted_and_the_light_tells_of_the_rest_again(
    counter: Callable[..., Counter], line: Line, tmp_path: Path
) -> None:
    one = counter("one")
    one.receive(3)
    one.sync(line)
    one.close()
    shutil.copytree(one.folder / "data", tmp_path / "clone" / "data")
    for witness in (tmp_path / "clone" / "data").glob("*.witness"):
        witness.unlink()
    one.open()
    clone = Counter(tmp_path / "clone", one.clock, seed=9)
    with clone.store.database.write() as transaction:
        add_account(transaction, "chief", "Trần Quang Minh", "supervisor", "x", "2026-11-23")
    one.receive(2)
    clone.receive(2)
    meet(line, one, clone)
    kinds = [matter.kind for matter in found(clone)]
    assert "apart" in kinds
    assert state(clone) == "attention"
    [apart] = [matter for matter in found(clone) if matter.kind == "apart"]
    assert apart.count == 2
    take_note(clone.store, apart.entries, CHIEF, clerk="Minh")
    for matter in found(clone):
        take_note(clone.store, matter.entries, CHIEF, clerk="Minh")
    meet(line, one, clone)
    assert found(clone) == []
    assert state(clone) == "received"
    clone.receive(1)
    assert state(clone) == "waiting", "what was noted hides nothing else"
    clone.close()
