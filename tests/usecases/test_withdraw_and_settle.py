"""Withdrawing, and settling what two counters did: what is recorded, what is refused, and who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from counter.domain.person import Organisation, Parties
from counter.domain.sentence import Refused, Trouble, say
from counter.domain.status import Status
from counter.domain.withdrawal import Withdrawal
from counter.journal.body import encode_body
from counter.journal.entry import Entry, Envelope
from counter.journal.kinds import WITHDRAWN
from counter.store.accounts import add_account
from counter.store.courses import course_of_dossier
from counter.store.dossiers import rows_of, story_of
from counter.store.foreign import keep_and_fold
from counter.store.listing import Wanted, listed
from counter.store.log import Actor
from counter.store.matters import Matter, matters
from counter.store.prints import begin_print, end_print
from counter.store.recent import received_since
from counter.store.verify import verify
from counter.usecases.attach_scan import attach_scan
from counter.usecases.settle_matter import settle_conflict, take_note
from counter.usecases.withdraw import withdraw
from tests.made.two_counters import withdrawn
from tests.made.world import HA, MONDAY, World

WISH = Withdrawal("applicant", "  Nộp nhầm   thủ tục ", papers_back=True)
CHIEF = Actor("chief", b"session2")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    with world.store.database.write() as transaction:
        add_account(transaction, "ha", "Phạm Thu Hà", "clerk", "x", "2026-11-23")
        add_account(transaction, "chief", "Trần Quang Minh", "supervisor", "x", "2026-11-23")
        add_account(transaction, "boss", "Vũ Quản Trị", "admin", "x", "2026-11-23")
    yield world
    world.close()


def elsewhere(world: World, dossier: int, seq: int = 1, **changes: Any) -> Entry:
    """Another counter, which has only seen the reception, withdraws the dossier too."""
    with world.store.database.write() as transaction:
        row = transaction.row("SELECT subject, entry FROM dossier WHERE id = ?", (dossier,))
        assert row is not None
        envelope = Envelope(
            b"another counter.", 7, seq, bytes(32), WITHDRAWN, 1, row[0], row[1], "lan", bytes(8),
            int(MONDAY.timestamp() * 1000) + 60_000, 420, 1, b"another.", MONDAY.date(),
        )  # fmt: skip
        entry = Entry.seal(envelope, bytes(8), encode_body(withdrawn(counter="05", **changes)))
        assert keep_and_fold(transaction, entry, seq)
    return entry


def found(world: World) -> list[Matter]:
    with world.store.database.read() as transaction:
        return matters(transaction, doubt=None, level="plenty")


def status(world: World, dossier: int) -> int:
    with world.store.database.read() as transaction:
        return rows_of(transaction, [dossier])[0].status


def contradicted(world: World) -> tuple[int, Matter]:
    received = world.receive()
    withdraw(world.store, received.dossier, WISH, world.actor, clerk="Phạm Thu Hà")
    elsewhere(world, received.dossier, asked_by="authorised", reason="Đổi ý")
    [matter] = found(world)
    return received.dossier, matter


def test_withdrawal_says_who_asked_why_where_and_when(world: World) -> None:
    received = world.receive()
    world.clock.forward(minutes=33)
    withdraw(world.store, received.dossier, WISH, world.actor, clerk="Phạm Thu Hà")
    assert status(world, received.dossier) == Status.WITHDRAWN
    with world.store.database.read() as transaction:
        story = story_of(transaction, received.dossier)
    assert story is not None
    assert story.facts[-1].body == {
        "asked_by": "applicant", "reason": "Nộp nhầm thủ tục", "papers_back": True, "at": "2026-11-23T10:15:00+07:00",
        "agency": "H49.22", "counter": "03", "clerk": "Phạm Thu Hà",
    }  # fmt: skip
    assert found(world) == []
    assert verify(world.store.database).problems == ()


def test_whoever_has_withdrawn_is_not_asked_whether_he_was_here_before(world: World) -> None:
    received = world.receive()
    with world.store.database.read() as transaction:
        assert received_since(transaction, str(HA.number), "2026-11-23") is not None
    withdraw(world.store, received.dossier, WISH, world.actor, clerk="Hà")
    with world.store.database.read() as transaction:
        assert received_since(transaction, str(HA.number), "2026-11-23") is None


def test_withdrawn_dossier_is_in_no_list_of_work(world: World) -> None:
    received = world.receive()
    withdraw(world.store, received.dossier, WISH, world.actor, clerk="Hà")
    late = {"now": "2027-01-01T00:00:00+07:00", "soon": "2027-01-02T00:00:00+07:00"}
    with world.store.database.read() as transaction:
        assert listed(transaction, Wanted(filter="all", **late), 9) == [received.dossier]
        for filter_ in ("open", "soon", "overdue"):
            assert listed(transaction, Wanted(filter=filter_, **late), 9) == [], filter_
        assert listed(transaction, Wanted(filter="ended", **late), 9) == [received.dossier]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Withdrawal("somebody", "x"), "asked_by"), (Withdrawal("owner", "x"), "asked_by"),
        (Withdrawal("applicant", " \t"), "reason"), (Withdrawal("applicant", "x" * 501), "reason"),
    ],
)  # fmt: skip
def test_wish_that_lacks_something_changes_nothing(world: World, wish: Withdrawal, field: str) -> None:
    received = world.receive()
    with pytest.raises(Refused) as refused:
        withdraw(world.store, received.dossier, wish, world.actor, clerk="Hà")
    assert refused.value.field == field
    assert say(refused.value.sentence, "en") != say(refused.value.sentence)
    assert status(world, received.dossier) == Status.RECEIVED


def test_owner_may_ask_where_there_is_one(world: World) -> None:
    received = world.receive(parties=Parties(HA, Organisation("Hợp tác xã Bình Minh", "5700123456"), "representative"))
    withdraw(world.store, received.dossier, Withdrawal("owner", "Đổi ý"), world.actor, clerk="Hà")
    assert status(world, received.dossier) == Status.WITHDRAWN


def test_what_has_ended_is_not_withdrawn(world: World) -> None:
    settled = world.receive(world.request("2.000815", settled_at_once=True, fee_vnd=2000))
    received = world.receive()
    withdraw(world.store, received.dossier, WISH, world.actor, clerk="Hà")
    for dossier in (settled.dossier, received.dossier, 999):
        with pytest.raises(Refused) as refused:
            withdraw(world.store, dossier, WISH, world.actor, clerk="Hà")
        assert refused.value.field == "status"
    with world.store.database.read() as transaction:
        assert transaction.row("SELECT count(*) FROM log") == (3,)


def test_nobody_withdraws_what_has_to_be_settled_first(world: World) -> None:
    dossier, matter = contradicted(world)
    settle_conflict(world.store, dossier, matter.rivals, matter.base, CHIEF, clerk="Minh")
    assert status(world, dossier) == Status.RECEIVED
    elsewhere(world, dossier, 2, reason="Lần thứ ba")
    with pytest.raises(Refused) as refused:
        withdraw(world.store, dossier, WISH, world.actor, clerk="Hà")
    assert refused.value.sentence.key == "matter.settle_first"


def test_conflict_shows_both_sides_with_who_where_and_when(world: World) -> None:
    dossier, matter = contradicted(world)
    assert (matter.kind, matter.dossier, len(matter.codes)) == ("conflict", dossier, 1)
    sides = {side.own: side for side in matter.sides}
    assert (sides[True].actor, sides[False].actor) == ("ha", "lan")
    assert [sides[own].body["counter"] for own in (True, False) if sides[own].body] == ["03", "05"]
    assert sides[False].held
    with world.store.database.read() as transaction:
        assert rows_of(transaction, [dossier])[0].reach == "contradicted"


@pytest.mark.parametrize("which", ["own", "other", "neither"])
def test_supervisor_settles_by_a_new_entry(world: World, which: str) -> None:
    dossier, matter = contradicted(world)
    own, other = sorted(matter.sides, key=lambda side: not side.own)
    choice = {"own": own.hash, "other": other.hash, "neither": matter.base}[which]
    settle_conflict(world.store, dossier, matter.rivals, choice, CHIEF, clerk="Trần Quang Minh", note=" Đã gọi điện ")
    assert found(world) == []
    assert status(world, dossier) == (Status.RECEIVED if which == "neither" else Status.WITHDRAWN)
    with world.store.database.read() as transaction:
        story = story_of(transaction, dossier)
        tip = course_of_dossier(transaction, dossier).tip
    assert story is not None
    last = story.facts[-1]
    assert (last.kind, last.hash) == ("matter_resolved", tip)
    assert last.body is not None
    assert (last.body["choice"], last.body["note"], last.body["clerk"], last.body["role"]) == (
        choice.hex(), "Đã gọi điện", "Trần Quang Minh", "supervisor",
    )  # fmt: skip
    assert sorted(last.body["settles"]) == sorted(one.hex() for one in matter.rivals)
    assert story.row.reach == "waiting"
    assert verify(world.store.database).problems == ()


def test_dossier_that_goes_on_can_be_withdrawn_again(world: World) -> None:
    dossier, matter = contradicted(world)
    settle_conflict(world.store, dossier, matter.rivals, matter.base, CHIEF, clerk="Minh")
    withdraw(world.store, dossier, WISH, world.actor, clerk="Hà")
    assert (status(world, dossier), found(world)) == (Status.WITHDRAWN, [])


@pytest.mark.parametrize("name", ["ha", "boss", "nobody"])
def test_only_a_supervisor_decides(world: World, name: str) -> None:
    dossier, matter = contradicted(world)
    actor = Actor(name, b"session3")
    for deed in (
        lambda: settle_conflict(world.store, dossier, matter.rivals, matter.base, actor, clerk="x"),
        lambda: take_note(world.store, [1], actor, clerk="x"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert (refused.value.field, refused.value.sentence.key) == ("role", "matter.ask_supervisor")
    assert found(world) == [matter]


def test_nobody_decides_on_what_they_did_not_see(world: World) -> None:
    dossier, matter = contradicted(world)
    elsewhere(world, dossier, 2, reason="Lần thứ ba")
    for rivals, choice in ((matter.rivals, matter.base), (found(world)[0].rivals, bytes(32))):
        with pytest.raises(Refused) as refused:
            settle_conflict(world.store, dossier, rivals, choice, CHIEF, clerk="Minh")
        assert refused.value.sentence.key == "matter.changed"
    [now] = found(world)
    settle_conflict(world.store, dossier, now.rivals, now.base, CHIEF, clerk="Minh")
    with pytest.raises(Refused) as refused:
        settle_conflict(world.store, dossier, now.rivals, now.base, CHIEF, clerk="Minh")
    assert refused.value.sentence.key == "matter.settled"


def test_flagged_facts_are_noted_once(world: World) -> None:
    received = world.receive()
    with world.store.database.write() as transaction:
        transaction.run("INSERT INTO outcome (source, seq, outcome, reason) VALUES (1, 1, 'flagged', ?)",
                        ("sync.outcome.code_twice",))  # fmt: skip
    [matter] = found(world)
    assert (matter.kind, matter.reason, matter.dossier) == ("flagged", "sync.outcome.code_twice", received.dossier)
    take_note(world.store, matter.entries, CHIEF, clerk="Minh", note="Hai giấy khác nhau")
    assert found(world) == []
    with pytest.raises(Refused) as refused:
        take_note(world.store, matter.entries, CHIEF, clerk="Minh")
    assert refused.value.sentence.key == "matter.settled"
    with world.store.database.read() as transaction:
        assert rows_of(transaction, [received.dossier])[0].reach == "waiting"


def test_what_stops_reception_stands_first_and_what_a_citizen_waits_for_before_what_can_wait(world: World) -> None:
    dossier, _ = contradicted(world)
    world.receive(copies=1)
    with world.store.database.write() as transaction:
        begin_print(transaction, 1, "HP M404", MONDAY.isoformat())
        end_print(transaction, 1, "unknown", None, MONDAY.isoformat())
        for seq, reason in ((1, "other_day"), (3, "code_twice")):
            transaction.run("INSERT INTO outcome (source, seq, outcome, reason) VALUES (1, ?, 'flagged', ?)",
                            (seq, f"sync.outcome.{reason}"))  # fmt: skip
    orders = {}
    for level in ("no_intake", "low"):
        with world.store.database.read() as transaction:
            orders[level] = [(one.kind, one.reason.rpartition(".")[2])
                             for one in matters(transaction, doubt="off_server", level=level)]  # fmt: skip
    waiting = [
        ("clock", "off_server"),
        ("print", ""),
        ("conflict", ""),
        ("flagged", "code_twice"),
        ("flagged", "other_day"),
    ]
    assert orders["no_intake"] == [("disk", "no_intake"), *waiting]
    assert orders["low"] == [*waiting, ("disk", "low")]
    assert dossier


def test_nothing_new_is_received_on_a_full_disk_and_the_same_request_is_still_answered(tmp_path: Path) -> None:
    free = [10**12]
    world = World(tmp_path, free=lambda _: free[0])
    request = world.request()
    first = world.receive(request)
    free[0] = 299 * 1024 * 1024
    with pytest.raises(Trouble) as trouble:
        attach_scan(world.store, first.dossier, tmp_path / "scan.pdf", world.actor)
    assert trouble.value.sentence.key == "store.no_files"
    assert world.receive().code != first.code
    free[0] = 99 * 1024 * 1024
    with pytest.raises(Trouble) as trouble:
        world.receive()
    assert trouble.value.sentence.key == "store.no_intake"
    assert world.receive(request).code == first.code
    withdraw(world.store, first.dossier, WISH, world.actor, clerk="Hà")
    free[0] = 10**12
    assert world.receive().code != first.code
    world.close()
