"""Drafts of each account, and the states a print can be in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.store.drafts import draft_of, drop_draft, save_draft
from counter.store.prints import (
    State,
    add_print,
    begin_print,
    end_print,
    forget_unfinished,
    next_print,
    print_of,
    prints_of,
    recent_prints,
    settle_print,
)
from counter.store.verify import verify
from tests.made.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def test_draft_of_each_account_is_its_own_and_the_newest(world: World) -> None:
    with world.store.database.write() as transaction:
        save_draft(transaction, "ha", {"name": "Đ"}, "2026-11-23T09:40:00+07:00")
        save_draft(transaction, "ha", {"name": "Đỗ", "papers": [1, None]}, "2026-11-23T09:40:01+07:00")
        save_draft(transaction, "lan", {}, "2026-11-23T09:41:00+07:00")
    world.reopen()
    with world.store.database.write() as transaction:
        assert draft_of(transaction, "ha") == ({"name": "Đỗ", "papers": [1, None]}, "2026-11-23T09:40:01+07:00")
        assert draft_of(transaction, "lan") == ({}, "2026-11-23T09:41:00+07:00")
        assert draft_of(transaction, "minh") is None
        drop_draft(transaction, "ha")
        assert draft_of(transaction, "ha") is None
        assert draft_of(transaction, "lan") is not None


def state(world: World, job: int) -> str:
    with world.store.database.read() as transaction:
        found = print_of(transaction, job)
    assert found is not None
    return found.state


def saved(world: World) -> int:
    job = world.receive().print_job
    assert job is not None
    return job


@pytest.mark.parametrize("ended", ["printed", "unknown", "failed"])
def test_print_goes_from_saved_to_printing_to_its_end(world: World, ended: State) -> None:
    job = saved(world)
    with world.store.database.write() as transaction:
        assert begin_print(transaction, job, "HP LaserJet", "t1")
        end_print(transaction, job, ended, "paper", "t2")
        found = print_of(transaction, job)
    assert found is not None
    assert (found.state, found.printer, found.detail, found.began, found.ended) == (
        ended,
        "HP LaserJet",
        "paper",
        "t1",
        "t2",
    )


def test_print_is_never_begun_twice_nor_ended_before_it_began(world: World) -> None:
    job = saved(world)
    with world.store.database.write() as transaction:
        end_print(transaction, job, "printed", None, "t0")
    assert state(world, job) == "saved"
    with world.store.database.write() as transaction:
        assert begin_print(transaction, job, "A", "t1")
        assert not begin_print(transaction, job, "B", "t2")
        end_print(transaction, job, "printed", None, "t3")
        assert not begin_print(transaction, job, "B", "t4")
        end_print(transaction, job, "failed", None, "t5")
    assert state(world, job) == "printed"


def test_everything_unfinished_is_unknown_after_a_restart_and_nothing_is_printed_by_itself(world: World) -> None:
    jobs = [saved(world) for _ in range(4)]
    with world.store.database.write() as transaction:
        for job in jobs[1:]:
            begin_print(transaction, job, "A", "t1")
        end_print(transaction, jobs[2], "printed", None, "t2")
        end_print(transaction, jobs[3], "failed", "no paper", "t2")
    world.reopen()
    with world.store.database.write() as transaction:
        assert forget_unfinished(transaction) == 2
        assert forget_unfinished(transaction) == 0
        assert next_print(transaction) is None
    assert [state(world, job) for job in jobs] == ["unknown", "unknown", "printed", "failed"]


def test_only_an_unknown_end_is_settled_by_a_person(world: World) -> None:
    job = saved(world)
    with world.store.database.write() as transaction:
        settle_print(transaction, job, "printed")
    assert state(world, job) == "saved"
    with world.store.database.write() as transaction:
        forget_unfinished(transaction)
        settle_print(transaction, job, "failed")
        settle_print(transaction, job, "printed")
    assert state(world, job) == "failed"


def test_oldest_saved_print_is_the_next(world: World) -> None:
    jobs = [saved(world) for _ in range(3)]
    with world.store.database.write() as transaction:
        begin_print(transaction, jobs[0], "A", "t1")
        found = next_print(transaction)
    assert found is not None
    assert found.id == jobs[1]


def test_copies_are_numbered_by_form_and_dossier(world: World) -> None:
    first, second = world.receive(), world.receive(copies=0)
    with world.store.database.write() as transaction:
        made = [
            add_print(transaction, dossier, form=form, copies=1, paper="A5", actor="ha", created="t")[1]
            for dossier, form in (
                (first.dossier, "01"),
                (first.dossier, "02"),
                (first.dossier, "01"),
                (second.dossier, "01"),
            )
        ]
        assert made == [1, 0, 2, 0]
        assert [p.copy_number for p in prints_of(transaction, first.dossier)] == [0, 1, 0, 2]
        assert [row[0] for row in recent_prints(transaction, 5)] == [second.dossier, first.dossier]
    assert verify(world.store.database).problems == ()


def test_print_job_without_a_dossier_is_found(world: World) -> None:
    with world.store.database.write() as transaction:
        add_print(transaction, 77, form="01", copies=1, paper="A5", actor="ha", created="t")
    assert verify(world.store.database).problems == ("print job 1 without a dossier",)
