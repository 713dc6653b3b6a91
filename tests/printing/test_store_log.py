"""What the store's print log gives to be printed: which code a paper bears, what it is called and when it is a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.printing.receipt_maker import ReceiptMaker
from counter.printing.store_log import StorePrintLog
from counter.store.prints import end_print, next_print
from counter.usecases.print_receipt import ask_print
from tests.made.others import Others, assigned, subject
from tests.made.paper import text_of
from tests.made.world import World

OFFICIAL = "H49.05-261123-0400"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def paper(world: World, dossier: int) -> str:
    """What is on the paper that a person asks for now."""
    asked = ask_print(world.store, dossier, world.actor, begun_by="here")
    return printed(world, asked.job)


def printed(world: World, job: int) -> str:
    held = StorePrintLog(world.store).job(job)
    assert held is not None
    with world.store.database.write() as transaction:
        end_print(transaction, job, "printed", None, "2026-11-23T09:43:00+07:00")
    return text_of(ReceiptMaker(world.catalogue)(held))


def preview(world: World, dossier: int) -> str:
    held = StorePrintLog(world.store).preview(dossier)
    assert held is not None
    return text_of(ReceiptMaker(world.catalogue)(held))


def test_first_paper_with_the_official_code_replaces_the_provisional_one_and_is_no_copy(world: World) -> None:
    received = world.receive(deciding_agency="H49.05")
    assert received.print_job is not None
    first = printed(world, received.print_job)
    assert f"Mã tạm {received.code}" in first
    assert "BẢN SAO" not in first
    assert "BẢN SAO lần 1" in paper(world, received.dossier)
    Others(world).tell("code_assigned", assigned(OFFICIAL), subject(world, received.dossier))
    assert "BẢN SAO" not in preview(world, received.dossier)
    official = paper(world, received.dossier)
    assert f"Mã hồ sơ {OFFICIAL}" in official
    assert f"thay cho mã tạm {received.code}" in official
    assert "BẢN SAO" not in official
    for number in (1, 2):
        again = paper(world, received.dossier)
        assert f"Mã hồ sơ {OFFICIAL}" in again
        assert f"BẢN SAO lần {number}" in again


def test_paper_bears_the_code_it_was_asked_for_with_when_the_official_one_comes_meanwhile(world: World) -> None:
    """Which paper was printed is what the print log says, so that the one with the official code is still offered."""
    received = world.receive(deciding_agency="H49.05")
    Others(world).tell("code_assigned", assigned(OFFICIAL), subject(world, received.dossier))
    assert received.print_job is not None
    assert f"Mã tạm {received.code}" in printed(world, received.print_job)
    assert "BẢN SAO" not in paper(world, received.dossier)


def test_print_that_came_to_nothing_makes_no_copy_of_the_next_one(world: World) -> None:
    received = world.receive(deciding_agency="H49.05")
    Others(world).tell("code_assigned", assigned(OFFICIAL), subject(world, received.dossier))
    asked = ask_print(world.store, received.dossier, world.actor, begun_by="here")
    with world.store.database.write() as transaction:
        end_print(transaction, asked.job, "failed", None, "2026-11-23T09:43:00+07:00")
    assert "BẢN SAO" not in paper(world, received.dossier)


def test_printed_code_stays_on_paper_when_another_is_given_to_its_dossier(world: World) -> None:
    received = world.receive()
    Others(world).tell("code_assigned", assigned("G09.20-20260609-0092637"), subject(world, received.dossier))
    again = paper(world, received.dossier)
    assert f"Mã hồ sơ {received.code}" in again
    assert "G09.20" not in again
    assert "BẢN SAO lần 1" in again


def test_what_the_police_decide_gets_no_receipt_of_the_one_stop(world: World) -> None:
    received = world.receive(procedure="1.004194")
    with world.store.database.read() as transaction:
        waiting = next_print(transaction)
    assert waiting is not None
    note = printed(world, waiting.id)
    assert "PHIẾU GHI NHẬN HỒ SƠ" in note
    assert "CÔNG AN" in note
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ" not in note
    assert "Mẫu số" not in note
    assert received.code in note


def test_receipt_of_what_was_settled_at_once_promises_nothing_more(world: World) -> None:
    received = world.receive(procedure="1.001193", settled_at_once=True)
    assert received.due is not None
    told = paper(world, received.dossier)
    assert "Trả ngay tại quầy" in told
    assert f"{received.due:%H} giờ" not in told.partition("4. Thời gian trả")[2]
