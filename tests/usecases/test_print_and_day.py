"""Reprints, duties and the business day, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counter.domain.sentence import Refused
from counter.store.dossiers import story_of
from counter.store.prints import begin_print, end_print, forget_unfinished, next_print, prints_of
from counter.store.settings_table import put
from counter.store.verify import verify
from counter.usecases.close_duty import close_duty
from counter.usecases.open_day import open_day
from counter.usecases.print_receipt import ask_print, ask_print_by_code, tell_print
from tests.made.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def test_copies_are_counted_when_printed_again(world: World) -> None:
    received = world.receive()
    assert [ask_print(world.store, received.dossier, world.actor).copy_number for _ in range(2)] == [1, 2]


def test_first_print_is_no_copy_when_nothing_was_printed_at_reception(world: World) -> None:
    received = world.receive(copies=0)
    assert ask_print_by_code(world.store, received.code.lower(), world.actor).copy_number == 0


def test_refused_when_the_code_is_not_here(world: World) -> None:
    with pytest.raises(Refused) as refused:
        ask_print_by_code(world.store, "H49.22-261123-9999", world.actor)
    assert refused.value.field == "code"


def test_print_is_begun_once_and_unknown_when_the_program_ended_meanwhile(world: World) -> None:
    received = world.receive()
    with world.store.database.write() as transaction:
        job = next_print(transaction)
        assert job is not None
        assert begin_print(transaction, job.id, "HP", "t1")
        assert not begin_print(transaction, job.id, "HP", "t2")
        assert next_print(transaction) is None
    world.reopen()
    with world.store.database.write() as transaction:
        assert forget_unfinished(transaction) == 1
        end_print(transaction, job.id, "printed", None, "late")  # an answer that comes too late changes nothing
        assert [p.state for p in prints_of(transaction, received.dossier)] == ["unknown"]
    tell_print(world.store, job.id, printed=True)
    with world.store.database.read() as transaction:
        assert [p.state for p in prints_of(transaction, received.dossier)] == ["printed"]


def test_duties_arise_offline_and_close_once(world: World) -> None:
    with world.store.database.write() as transaction:
        put(transaction, "offline_since", "2026-11-23T08:15:00+07:00")
    received = world.receive()
    close_duty(world.store, received.dossier, "account_check", world.actor)
    with world.store.database.read() as transaction:
        story = story_of(transaction, received.dossier)
    assert story is not None
    assert [d.kind for d in story.duties if d.closed] == ["account_check"]
    assert {d.by for d in story.duties if d.kind == "scan_sign"} == {"2026-11-25T07:00:00+07:00"}
    with pytest.raises(Refused):
        close_duty(world.store, received.dossier, "account_check", world.actor)
    assert verify(world.store.database).problems == ()


def test_day_moves_on_when_a_person_opens_it_after_the_clock_jumped(world: World) -> None:
    world.receive()
    world.clock.forward(days=60)
    # Not even the second time: what a doubted clock said is no measure for the next look at it.
    assert [world.receive().code for _ in range(3)] == [f"H49.22-261123-000{n}" for n in (2, 3, 4)]
    open_day(world.store, date(2027, 1, 22), world.actor)
    assert world.receive().code.startswith("TAM-1-270122-")  # the lease of the lane has ended by then


def test_day_never_goes_back(world: World) -> None:
    world.receive()
    with pytest.raises(Refused) as refused:
        open_day(world.store, date(2026, 11, 22), world.actor)
    assert refused.value.field == "day"
