"""The deed of reception on a real encrypted store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from counter.domain.person import Organisation, Parties, Person
from counter.domain.procedure import Paper
from counter.domain.sentence import Refused, say
from counter.journal.clock import VIETNAM
from counter.journal.lane import Lane
from counter.store.dossiers import Story, dossier_by_code, story_of
from counter.store.drafts import draft_of, save_draft
from counter.store.verify import verify
from tests.made.world import HA, MONDAY, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def story(world: World, dossier: int) -> Story:
    with world.store.database.read() as transaction:
        found = story_of(transaction, dossier)
    assert found is not None
    return found


def test_codes_follow_one_another_when_received_in_turn(world: World) -> None:
    assert [world.receive().code for _ in range(3)] == [f"H49.22-261123-000{n}" for n in (1, 2, 3)]


def test_fact_row_number_and_print_job_stand_together_when_received(world: World) -> None:
    received = world.receive()
    held = story(world, received.dossier)
    body = held.reception.body
    assert body is not None
    assert body["code"] == received.code == held.row.code
    assert held.reception.hash.hex() == received.entry
    assert [(p.state, p.copies, p.copy_number) for p in held.prints] == [("saved", 2, 0)]
    assert body["applicant"]["name"] == "Nguyễn Thị Ngọc Ẩn"
    assert (body["clerk"], body["counter"], body["unit"]) == ("Phạm Thu Hà", "03", "07192")
    assert received.due == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert verify(world.store.database).problems == ()


def test_same_dossier_is_given_when_the_request_is_repeated(world: World) -> None:
    request = world.request()
    first, second = world.receive(request), world.receive(request)
    assert (second.code, second.entry, second.again) == (first.code, first.entry, True)
    assert verify(world.store.database).entries == 1


def test_provisional_reference_is_given_when_no_lane_of_the_body_is_at_hand(world: World) -> None:
    received = world.receive(deciding_agency="H49.05")
    assert received.provisional
    assert received.code == "TAM-1-261123-0001"
    held = story(world, received.dossier)
    assert held.reception.body is not None
    assert held.reception.body["due_expected"] is True
    assert "official_code" in [d.kind for d in held.duties]


def test_provisional_reference_is_given_when_the_lane_is_used_up_or_its_lease_has_ended(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.enrol(2, (Lane("H49.22", 400, 2, date(2026, 11, 24)),))
    assert [world.receive().provisional for _ in range(3)] == [False, False, True]
    world.clock.forward(days=2)
    assert world.receive().provisional
    world.close()


def test_next_lane_goes_on_when_the_first_is_used_up(tmp_path: Path) -> None:
    world = World(tmp_path)
    until = date(2026, 12, 31)
    world.enrol(2, (Lane("H49.22", 400, 1, until), Lane("H49.22", 600, 5, until)))
    assert [world.receive().code[-4:] for _ in range(3)] == ["0400", "0600", "0601"]
    world.close()


def test_serials_start_again_when_a_new_business_day_begins(world: World) -> None:
    world.receive()
    world.clock.forward(days=2)
    assert world.receive().code == "H49.22-261125-0001"


def test_business_day_stays_when_the_clock_is_set_back(world: World) -> None:
    world.receive()
    world.clock.forward(days=-400)
    received = world.receive()
    assert received.code == "H49.22-261123-0002"
    body = story(world, received.dossier).reception.body
    assert body is not None
    assert body["clock_doubt"] == "before_program"


def test_true_receiving_time_is_kept_when_entered_late(world: World) -> None:
    at = MONDAY - timedelta(days=3)
    received = world.receive(received_at=at, late_reason="Mất điện", copies=0)
    body = story(world, received.dossier).reception.body
    assert body is not None
    assert body["received_at"] == at.isoformat()
    assert body["late"] == {"entered_at": MONDAY.isoformat(), "reason": "Mất điện"}
    assert received.code == "H49.22-261123-0001"  # the code's date is the business day
    assert received.print_job is None


def test_owner_and_applicant_are_kept_apart_when_filed_for_another(world: World) -> None:
    owner = Organisation("Hợp tác xã Bình Minh", "5700123456")
    received = world.receive(parties=Parties(HA, owner, "representative"))
    body = story(world, received.dossier).reception.body
    assert body is not None
    assert body["owner"] == {"type": "organisation", "name": "Hợp tác xã Bình Minh", "tax_code": "5700123456"}
    assert body["capacity"] == "representative"


def test_status_is_handed_over_when_settled_at_once(world: World) -> None:
    request = world.request("2.000884", settled_at_once=True, copies=0)
    assert story(world, world.receive(request).dossier).row.status == 10


def test_due_time_is_the_clerks_when_the_limit_is_not_known(world: World) -> None:
    unknown = next(
        c
        for c in world.catalogue.codes()
        if world.catalogue.procedure(c, MONDAY.date()).variants[0].limit.kind == "unknown"
    )
    at = datetime(2026, 11, 27, 16, 0, tzinfo=VIETNAM)
    assert world.receive(procedure=unknown).due is None
    assert world.receive(procedure=unknown, due_at=at).due == at


def test_draft_is_gone_in_the_same_transaction_when_received(world: World) -> None:
    with world.store.database.write() as transaction:
        save_draft(transaction, "ha", {"request": "of the page"}, "2026-11-23T09:40:00+07:00")
    world.receive(world.request(request="from the batch door"))
    with world.store.database.read() as transaction:
        assert draft_of(transaction, "ha") is not None
    world.receive(world.request(request="of the page"))
    with world.store.database.read() as transaction:
        assert draft_of(transaction, "ha") is None


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("procedure", {"procedure": "9.999999"}),
        ("variant", {"variant": "no such"}),
        ("applicant.name", {"parties": Parties(replace(HA, name="  "))}),
        ("applicant.name", {"parties": Parties(replace(HA, name="Nguyễn V4n An"))}),
        ("applicant.number", {"parties": Parties(replace(HA, number="02219000451"))}),
        ("applicant.number", {"parties": Parties(replace(HA, number="02219000451²"))}),
        ("applicant.number", {"parties": Parties(replace(HA, number="٠٢٢١٩٠٠٠٤٥١٢"))}),
        ("applicant.number", {"parties": Parties(replace(HA, number="101234567"))}),
        ("applicant.number", {"parties": Parties(replace(HA, number=None))}),
        ("applicant.birth_date", {"parties": Parties(replace(HA, birth_date=date(2027, 1, 1)))}),
        ("applicant.phone", {"parties": Parties(replace(HA, phone="12 34"))}),
        ("applicant.email", {"parties": Parties(replace(HA, email="khong phai thu"))}),
        ("owner.name", {"parties": Parties(HA, Person(""))}),
        ("owner.tax_code", {"parties": Parties(HA, Organisation("Hợp tác xã", "57"))}),
        ("papers", {"papers": (Paper("", 1, 0),)}),
        ("papers", {"papers": (Paper("Tờ khai", 1000, 0),)}),
        ("agency", {"deciding_agency": "không phải mã"}),
        ("received_at", {"received_at": MONDAY + timedelta(minutes=6)}),
        ("received_at", {"received_at": MONDAY - timedelta(days=400)}),
        ("fee_vnd", {"fee_vnd": -1}),
        ("return_by", {"return_by": "pigeon"}),
        ("note", {"note": "x" * 1001}),
        ("id", {"request": ""}),
        ("id", {"request": "x" * 65}),
    ],
)
def test_field_is_named_and_nothing_is_spent_when_refused(world: World, field: str, changes: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        world.receive(world.request(**changes))
    assert refused.value.field == field
    assert len(say(refused.value.sentence, "vi")) > 20
    assert len(say(refused.value.sentence, "en")) > 20
    assert verify(world.store.database).entries == 0
    assert world.receive().code.endswith("-0001")


def test_text_is_stored_composed_when_typed_decomposed(world: World) -> None:
    received = world.receive(parties=Parties(replace(HA, name="Nguye\u0302\u0303n  Thi\u0323 A\u0309n")))
    assert story(world, received.dossier).row.applicant == "Nguyễn Thị Ản"


def test_every_procedure_of_the_catalogue_can_be_received(world: World) -> None:
    for code in world.catalogue.codes():
        assert world.receive(procedure=code, copies=0).code
    assert verify(world.store.database).problems == ()


def test_dossier_is_found_by_its_code_when_received(world: World) -> None:
    received = world.receive()
    with world.store.database.read() as transaction:
        assert dossier_by_code(transaction, received.code) == received.dossier


def test_outlook_agrees_with_the_receipt_when_received_at_that_moment(world: World) -> None:
    request = world.request("1.012817", variant="mountain_island")
    outlook = world.receive_deed.outlook(request)
    received = world.receive(request)
    assert (outlook.due.at, outlook.fee.vnd, outlook.lane) == (received.due, received.fee_vnd, True)


def test_what_is_not_settled_at_the_counter_is_not_recorded_as_handed_over(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.receive(world.request("1.013228", settled_at_once=True))
    assert (refused.value.field, refused.value.sentence.key) == ("settled_at_once", "reception.not_at_once")
    assert verify(world.store.database).entries == 0
