"""Tables are what the log gives (I9): for every prefix of a history, and for every version of every kind."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter.domain.attachment import MEDIA, Attached
from counter.domain.person import Parties, Person
from counter.journal.body import encode_body
from counter.journal.entry import subject_of
from counter.journal.lane import Lane
from counter.store.dossiers import story_of
from counter.store.foreign import keep_and_fold
from counter.store.log import entries_after
from counter.store.projection import fingerprint, rebuild
from counter.store.search import find
from counter.store.settings_table import put
from counter.store.verify import verify
from counter.usecases.close_duty import close_duty
from tests.made.applications import person
from tests.made.others import PROVINCE, Others, assigned, subject
from tests.made.world import World

GOLDEN = Path(__file__).parents[1] / "journal" / "golden"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def prints(world: World) -> tuple[str, str]:
    """What the tables are, and what they would be after a rebuild; the rebuild is undone."""

    class Undo(Exception):
        pass

    found: list[str] = []
    try:
        with world.store.database.write() as transaction:
            found.append(fingerprint(transaction))
            rebuild(transaction)
            found.append(fingerprint(transaction))
            raise Undo
    except Undo:
        return found[0], found[1]


def attached(rng: random.Random) -> bytes:
    told = Attached(
        rng.randbytes(32), rng.randrange(1, 9999), rng.choice(MEDIA), 1, rng.choice((None, 1, 2)), "Tờ khai"
    )
    return encode_body(told.body())


def received_body(**changes: Any) -> bytes:
    import json

    return encode_body({**json.loads((GOLDEN / "dossier_received-1.json").read_bytes()), **changes})


def test_rebuild_gives_the_same_tables_after_every_entry_of_a_history(world: World) -> None:
    rng, others = random.Random(3), Others(world)
    with world.store.database.write() as transaction:
        put(transaction, "offline_since", "2026-11-23T08:15:00+07:00")
    dossiers: list[int] = []
    seen = set()
    for step in range(50):
        deed = rng.choice(
            ("receive", "receive", "elsewhere", "assign", "close", "foreign", "unknown", "again", "attach", "mistaken")
        )
        if deed in ("receive", "elsewhere") or not dossiers:
            applicant = Person(**{k: v for k, v in person(rng).items() if k != "birth_date"})
            changes = {"deciding_agency": "H49.05"} if deed == "elsewhere" else {}
            dossiers.append(world.receive(parties=Parties(applicant), **changes).dossier)
        elif deed == "assign":
            others.tell(
                "code_assigned", assigned(f"H49.05-261123-{rng.randrange(5):04d}"), subject(world, rng.choice(dossiers))
            )
        elif deed == "close":
            with world.store.database.read() as transaction:
                row = transaction.row("SELECT dossier, kind FROM duty WHERE closed IS NULL ORDER BY random() LIMIT 1")
            if row is not None:
                close_duty(world.store, row[0], row[1], world.actor)
        elif deed == "foreign":
            others.tell("dossier_received", received_body(code=f"H49.22-261123-{step:04d}"))
        elif deed == "attach":
            others.tell("file_attached", attached(rng), subject(world, rng.choice(dossiers)))
        elif deed == "mistaken":
            with world.store.database.read() as transaction:
                row = transaction.row(
                    "SELECT d.subject, a.entry FROM attachment a JOIN dossier d ON d.id = a.dossier ORDER BY random() LIMIT 1"
                )
            if row is not None:
                others.tell("file_mistaken", encode_body({"attached": row[1].hex(), "reason": None}), row[0])
        elif deed == "unknown":
            others.tell("kind_of_2031", b"\xff not even JSON", subject(world, dossiers[0]))
        else:
            others.tell("dossier_received", received_body(), subject(world, rng.choice(dossiers)))
        before, after = prints(world)
        assert before == after, (step, deed)
        seen.add(before)
    assert len(seen) > 20
    assert verify(world.store.database).problems == ()


def test_tables_are_the_same_when_folded_again_from_an_empty_start(world: World) -> None:
    others = Others(world)
    first = world.receive(deciding_agency="H49.05")
    others.tell("code_assigned", assigned("H49.05-261123-0007"), subject(world, first.dossier))
    world.receive()
    before, _ = prints(world)
    with world.store.database.write() as transaction:
        rebuild(transaction)
        assert fingerprint(transaction) == before
        assert find(transaction, "H49.05-261123-0007") == [first.dossier]
    assert world.receive().code == "H49.22-261123-0002"


def test_golden_facts_fold_to_what_they_ever_did(world: World) -> None:
    others = Others(world)
    assert others.tell("dossier_received", (GOLDEN / "dossier_received-1.json").read_bytes())
    about = subject_of(PROVINCE, 1, 1)
    others.tell("code_assigned", (GOLDEN / "code_assigned-1.json").read_bytes(), about)
    others.tell("duty_closed", (GOLDEN / "duty_closed-1.json").read_bytes(), about)
    others.tell("day_opened", (GOLDEN / "day_opened-1.json").read_bytes())
    others.tell("file_attached", (GOLDEN / "file_attached-1.json").read_bytes(), about)
    others.tell("file_mistaken", (GOLDEN / "file_mistaken-1.json").read_bytes(), about)
    with world.store.database.read() as transaction:
        row = transaction.row(
            "SELECT code, provisional, agency, deciding, procedure, sector, applicant, number, phone, owner, received, day, "
            "due, due_expected, status, late, request FROM dossier"
        )
        story = story_of(transaction, 1)
        scans = transaction.rows("SELECT hex(sha256), size, media, pages, paper, title, mistaken FROM attachment")
    assert scans == [(
        "3F8A1C5B9D2E4F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8", 481223, "application/pdf", 3, 2,
        "Giấy chứng sinh", None,
    )]  # fmt: skip
    assert row == (
        "H49.22-261123-0317", 0, "H49.22", "H49.22", "1.001193", "Hộ tịch", "Đặng Thị Ngọc Ẩn", "022190004512",
        "0912345678", "Hợp tác xã Bình Minh", "2026-11-23T09:42:00+07:00", "2026-11-23", "2026-11-23T17:00:00+07:00", 0, 2,
        0, None,
    )  # fmt: skip
    assert story is not None
    assert story.codes == (("H49.22-261123-0317", "lane"), ("H49.22-261123-0999", "province"))
    assert [(d.kind, d.closed) for d in story.duties] == [("account_check", False), ("scan_sign", True)]
    assert [fact.kind for fact in story.facts] == [
        "dossier_received", "code_assigned", "duty_closed", "file_attached", "file_mistaken",
    ]  # fmt: skip


def test_scan_marked_as_mistaken_stays_and_is_taken_back_once(world: World) -> None:
    received, others = world.receive(), Others(world)
    about = subject(world, received.dossier)
    others.tell("file_attached", attached(random.Random(1)), about)
    with world.store.database.read() as transaction:
        rows = transaction.rows("SELECT entry, mistaken FROM attachment")
    assert [mistaken for _, mistaken in rows] == [None]
    for _ in range(2):
        others.tell("file_mistaken", encode_body({"attached": rows[0][0].hex(), "reason": None}), about)
    with world.store.database.read() as transaction:
        assert transaction.rows("SELECT entry, mistaken FROM attachment") == [(rows[0][0], 3)]
    before, after = prints(world)
    assert before == after


def test_dossier_is_found_by_both_codes_when_the_province_gave_another(world: World) -> None:
    received, others = world.receive(deciding_agency="H49.05"), Others(world)
    others.tell("code_assigned", assigned("H49.05-261123-0042"), subject(world, received.dossier))
    with world.store.database.read() as transaction:
        for query in (received.code, "H49.05-261123-0042", "261123-0042", "0042", "h49.05-261123-0042"):
            assert find(transaction, query) == [received.dossier], query
        story = story_of(transaction, received.dossier)
    assert story is not None
    assert (story.row.code, story.row.official) == (received.code, "H49.05-261123-0042")
    assert [d.kind for d in story.duties if d.closed] == ["official_code"]


def test_code_for_the_other_branch_of_a_fork_is_not_given_to_ours(world: World) -> None:
    """A clone's reception has the same slot, so the same subject: its official code must not go on our receipt."""
    received, others = world.receive(deciding_agency="H49.05"), Others(world)
    about = subject(world, received.dossier)
    others.tell("code_assigned", assigned("H49.05-261123-0042"), about, parent=b"another".ljust(32))
    with world.store.database.read() as transaction:
        assert find(transaction, "H49.05-261123-0042") == []
        story = story_of(transaction, received.dossier)
    assert story is not None
    assert (story.row.official, [d.kind for d in story.duties if d.closed]) == (None, [])
    others.tell("code_assigned", assigned("H49.05-261123-0043"), about, parent=bytes.fromhex(received.entry))
    with world.store.database.read() as transaction:
        assert find(transaction, "H49.05-261123-0043") == [received.dossier]
    assert verify(world.store.database).problems == ()


def test_code_that_two_devices_printed_is_kept_for_both(world: World) -> None:
    own, others = world.receive(), Others(world)
    assert others.tell("dossier_received", received_body(code=own.code))
    with world.store.database.read() as transaction:
        found = find(transaction, own.code)
    assert len(found) == 2
    assert own.dossier in found
    assert verify(world.store.database).problems == ()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("dossier_received", b"{}"),
        ("dossier_received", b'{"code":1}'),
        ("dossier_received", b"not JSON"),
        ("dossier_received", b'{"code":"x","applicant":[],"owner":1,"procedure":null}'),
        ("code_assigned", b"{}"),
        ("code_assigned", b'{"code":{}}'),
        ("duty_closed", b'{"kind":[1]}'),
        ("file_attached", b'{"sha256":"../../../etc","size":1,"media":"image/png","pages":1,"paper":1,"title":"x"}'),
        ("file_attached", b"{}"),
        ("file_mistaken", b'{"attached":7}'),
        ("kind_of_2031", b"\x00\xff"),
    ],
)
def test_fact_that_cannot_be_folded_is_kept_and_stands_in_nobodys_way(world: World, kind: str, body: bytes) -> None:
    received, others = world.receive(), Others(world)
    assert others.tell(kind, body, subject(world, received.dossier) if kind != "dossier_received" else None)
    assert others.tell("dossier_received", received_body(code="H49.22-261123-0500"))
    with world.store.database.read() as transaction:
        assert transaction.row("SELECT count(*) FROM log") == (3,)
        assert len(find(transaction, "")) == 2
    before, after = prints(world)
    assert before == after
    assert verify(world.store.database).problems == ()


def test_newer_version_of_a_known_kind_is_kept_and_shown_as_unreadable(world: World) -> None:
    received, others = world.receive(), Others(world)
    others.tell("duty_closed", b'{"kind":"scan_sign"}', subject(world, received.dossier), version=2)
    with world.store.database.read() as transaction:
        story = story_of(transaction, received.dossier)
    assert story is not None
    assert [(fact.kind, fact.version, fact.body) for fact in story.facts][1:] == [("duty_closed", 2, None)]


def test_fact_about_a_dossier_that_is_not_here_changes_nothing(world: World) -> None:
    world.receive()
    before, _ = prints(world)
    Others(world).tell("code_assigned", assigned("H49.05-261123-0001"))
    assert prints(world) == (before, before)


def test_second_reception_of_one_dossier_changes_nothing(world: World) -> None:
    received, others = world.receive(), Others(world)
    before, _ = prints(world)
    others.tell("dossier_received", received_body(code="H49.22-261123-0999"), subject(world, received.dossier))
    assert prints(world) == (before, before)


def test_duty_that_another_closed_is_closed_when_our_own_reception_comes_back_after_that(world: World) -> None:
    """A copy was put back, and the province too: it sends what both had lost in the order in which it got it back."""
    received = world.receive(world.request(deciding_agency="H49.41"))
    about = subject(world, received.dossier)
    with world.store.database.read() as transaction:
        (lost,) = entries_after(transaction, 1, 0, 9)
        duty = transaction.rows("SELECT kind FROM duty ORDER BY kind")[0][0]
    world.close()
    shutil.rmtree(world.data)
    world.open()
    Others(world).tell("duty_closed", b'{"kind":"%s"}' % duty.encode(), about)
    with world.store.database.write() as transaction:
        assert keep_and_fold(transaction, lost, 9)
        assert transaction.rows("SELECT own FROM log JOIN source s ON s.id = source ORDER BY log.id") == [(0,), (1,)]
        assert transaction.rows("SELECT kind FROM duty WHERE closed IS NOT NULL") == [(duty,)]
    before, after = prints(world)
    assert before == after


@pytest.mark.parametrize("lane", [1, 201], ids=["the code was spent again", "only the request is the same"])
def test_reception_that_comes_back_is_found_beside_the_one_that_was_asked_for_again(world: World, lane: int) -> None:
    """A copy was put back, the batch was run again before the line was there, then what the copy lacked came back: two
    papers are out, and both are found."""
    first = world.receive(world.request(request="batch-1"))
    with world.store.database.read() as transaction:
        (lost,) = entries_after(transaction, 1, 0, 9)
    world.close()
    shutil.rmtree(world.data)
    world.open()
    world.enrol(2, (Lane("H49.22", lane, 200, date(2026, 12, 31)),))
    second = world.receive(world.request(request="batch-1"))
    assert (second.code == first.code) is (lane == 1)
    with world.store.database.write() as transaction:
        assert keep_and_fold(transaction, lost, 1)
    with world.store.database.read() as transaction:
        assert len({*find(transaction, first.code), *find(transaction, second.code)}) == 2
    assert world.receive(world.request(request="batch-1")).code == second.code
    before, after = prints(world)
    assert before == after
