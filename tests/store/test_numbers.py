"""Numbers over days, epochs, renewals, restores and wild clocks: never one twice, and never a day back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.domain.dossier_code import CodePattern
from counter.domain.sentence import Refused
from counter.journal.clock import VIETNAM
from counter.journal.entry import Entry
from counter.journal.lane import GRACE, LEASE, Lane
from counter.store.foreign import keep_and_fold
from counter.store.identity import begin_epoch, read_identity, write_lanes
from counter.store.numbers import lanes_of, spend_code
from counter.store.verify import verify
from counter.usecases.open_day import open_day
from tests.made.world import DEVICE, MONDAY, World

BODIES = ("H49.22", "H49.05", "H49.07")
PATTERN = CodePattern()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


class Machine:
    """A machine, the province that grants it lanes, and everything it ever printed."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self.epoch, self.next_start, self.printed = 1, 201, set[str]()
        self.last_day: date | None = None

    def receive(self, body: int, count: int) -> None:
        for _ in range(count):
            try:
                received = self.world.receive(deciding_agency=BODIES[body], copies=0)
            except Refused:
                assert self.world.store.needs_epoch == "restored_copy"
                return
            assert received.code not in self.printed
            self.printed.add(received.code)
            found = re.search(r"-(\d{6})-\d+$", received.code)
            assert found is not None
            day = datetime.strptime(found[1], "%y%m%d").date()
            assert self.last_day is None or day >= self.last_day
            self.last_day = day

    def pass_days(self, days: int) -> None:
        self.world.clock.forward(days=days)

    def set_clock(self, days: int) -> None:
        moved = self.world.clock.at + timedelta(days=days)
        self.world.clock.at = min(
            max(moved, datetime(1970, 1, 2, tzinfo=VIETNAM)), datetime(2090, 1, 1, tzinfo=VIETNAM)
        )

    def grant(self, body: int, length: int) -> None:
        """The province grants one more lane, of numbers it never granted before, and renews those that are held."""
        lanes = [Lane(BODIES[body], self.next_start, length, date(2089, 1, 1))]
        self.next_start += length
        with self.world.store.database.write() as transaction:
            identity = read_identity(transaction)
            assert identity is not None
            held = [
                Lane(one.agency, one.start, one.length, date(2089, 1, 1))
                for _, one in lanes_of(transaction, identity.source)
            ]
            write_lanes(transaction, identity.source, (*held, *lanes))

    def begin_epoch(self) -> None:
        self.epoch += 1
        self.world.enrol(self.epoch, tuple(Lane(body, self.next_start, 20, date(2089, 1, 1)) for body in BODIES[:2]))
        self.next_start += 20
        self.last_day = None if self.world.store.needs_epoch else self.last_day

    def save(self) -> None:
        self.world.store.close()
        shutil.rmtree(self.world.folder / "copy", ignore_errors=True)
        shutil.copytree(self.world.data, self.world.folder / "copy")
        self.world.open()

    def put_back(self) -> None:
        if not (self.world.folder / "copy").is_dir():
            return
        self.world.store.close()
        shutil.rmtree(self.world.data)
        shutil.copytree(self.world.folder / "copy", self.world.data)
        self.world.open()
        if self.world.store.needs_epoch is not None:
            self.last_day = None  # what the lost days were is not known to the copy; its new lanes are

    def restart(self) -> None:
        self.world.reopen()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), st.integers(0, 2), st.integers(1, 5)),
        st.tuples(st.just("receive"), st.just(0), st.integers(1, 5)),
        st.tuples(st.just("pass_days"), st.integers(0, 3)),
        st.tuples(st.just("set_clock"), st.integers(-20_000, 20_000)),
        st.tuples(st.just("grant"), st.integers(0, 2), st.integers(1, 4)),
        st.tuples(st.sampled_from(("begin_epoch", "save", "put_back", "restart"))),
    ),
    min_size=5,
    max_size=25,
)


@given(STEPS)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_no_number_is_ever_printed_twice(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]]
) -> None:
    machine = Machine(tmp_path_factory.mktemp("machine"))
    for name, *arguments in steps:
        getattr(machine, str(name))(*arguments)
    assert verify(machine.world.store.database).problems == ()
    machine.world.close()


@pytest.mark.parametrize(
    "now",
    [
        datetime(1970, 1, 1, 7, 0, tzinfo=VIETNAM),
        datetime(2038, 1, 19, 10, 14, 8, tzinfo=VIETNAM),
        MONDAY + timedelta(days=12 * 365),
        MONDAY - timedelta(days=400),
        datetime(9998, 12, 30, tzinfo=VIETNAM),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_nothing_is_refused_and_no_day_goes_back_under_a_wild_clock(
    tmp_path: Path, now: datetime, *, first: bool
) -> None:
    world = World(tmp_path)
    days = []
    if first:
        world.receive()
        days.append("261123")
    for at in (now, MONDAY + timedelta(hours=1), now, MONDAY + timedelta(hours=2)):
        world.clock.at = at
        for changes in ({}, {"deciding_agency": "H49.05"}, {"received_at": None, "settled_at_once": True}):
            days.append(world.receive(**changes).code.split("-")[-2])
    assert days == sorted(days)
    assert set(days) <= {"261101", "261123"} if not first else set(days) == {"261123"}
    assert verify(world.store.database).problems == ()
    world.close()


def test_receipt_and_deadline_run_from_the_business_day_when_the_clock_lies(world: World) -> None:
    world.receive()
    world.clock.at = datetime(1970, 1, 1, 10, 30, tzinfo=VIETNAM)
    received = world.receive()
    assert received.due == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)


def test_provisional_series_runs_on_over_days_and_begins_anew_with_an_epoch(world: World) -> None:
    def reference() -> str:
        return world.receive(deciding_agency="H49.05").code

    assert [reference(), reference()] == ["TAM-1-261123-0001", "TAM-1-261123-0002"]
    world.clock.forward(days=1)
    world.reopen()
    assert reference() == "TAM-1-261124-0003"
    world.enrol(7, ())
    assert reference() == "TAM-7-261124-0001"


def test_lanes_of_a_closed_epoch_are_never_used_again(world: World) -> None:
    world.receive()
    world.enrol(2, (Lane("H49.05", 5, 5, date(2026, 12, 31)),))
    assert world.receive().provisional
    assert world.receive(deciding_agency="H49.05").code == "H49.05-261123-0005"


def test_renewed_lane_goes_on_where_it_was(world: World) -> None:
    world.enrol(2, (Lane("H49.22", 5, 5, date(2026, 11, 24)),))
    assert world.receive().code.endswith("-0005")
    assert world.store.identity is not None
    with world.store.database.write() as transaction:
        write_lanes(transaction, world.store.identity.source, (Lane("H49.22", 5, 5, date(2026, 12, 31)),))
        write_lanes(transaction, world.store.identity.source, (Lane("H49.22", 5, 5, date(2026, 11, 1)),))
    assert world.receive().code.endswith("-0006")
    world.clock.forward(days=7)
    assert world.receive().code == "H49.22-261130-0005"


def test_number_is_not_spent_when_the_reception_fails(world: World) -> None:
    def fail() -> None:
        assert world.store.identity is not None
        source, pattern = world.store.identity.source, world.catalogue.defaults.code_pattern
        with world.store.deed(world.actor) as deed:
            assert spend_code(deed.transaction, source, "H49.22", deed.day.day, pattern) == "H49.22-261123-0001"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert world.receive().code == "H49.22-261123-0001"


def test_epoch_that_was_begun_is_begun_whole_or_not_at_all(world: World) -> None:
    with pytest.raises(Exception, match="UNIQUE"), world.store.database.write() as transaction:
        begin_epoch(transaction, DEVICE, 1, ())
    world.store.refresh_identity()
    assert world.receive().code.endswith("-0001")


def test_day_opened_by_hand_is_that_of_the_codes(world: World) -> None:
    open_day(world.store, date(2026, 11, 25), world.actor)
    assert world.receive().code == "H49.22-261125-0001"
    world.clock.forward(days=1)
    assert world.receive().code == "H49.22-261125-0002"


def test_lane_that_is_lent_again_in_a_new_epoch_goes_on_where_it_ended(world: World) -> None:
    """Simulator, seed 7: a province put back from a backup had forgotten that this machine had the lane already."""
    before = [world.receive(copies=0).code for _ in range(3)]
    world.enrol(2)
    after = [world.receive(copies=0).code for _ in range(2)]
    assert [code[-4:] for code in before + after] == ["0001", "0002", "0003", "0004", "0005"]
    world.clock.forward(days=1)
    assert world.receive(copies=0).code.endswith("-0001")


def test_lane_goes_on_behind_codes_that_come_back_to_a_disk_that_was_put_back_whole(tmp_path: Path) -> None:
    """Simulator, seed 4: no mark is left that could tell, but the province gives back what was printed."""
    world = World(tmp_path / "one")
    world.receive(copies=0)
    world.store.close()
    shutil.copytree(world.folder, tmp_path / "copy")
    world.open()
    before = [world.receive(copies=0).code for _ in range(3)]
    with world.store.database.read() as t:
        lost = [Entry.open(*row) for row in t.rows("SELECT envelope, salt, body FROM log WHERE seq > 1 ORDER BY seq")]
    world.close()
    world = World(tmp_path / "copy")
    with world.store.database.write() as t:
        assert all(keep_and_fold(t, entry, position) for position, entry in enumerate(lost, 2))
    assert world.receive(copies=0).code not in before
    assert verify(world.store.database).problems == ()
    world.close()


def test_lane_gives_nothing_for_a_day_on_which_it_may_have_been_anothers(world: World) -> None:
    """A business day that lies behind, and a lane that was somebody else's on that day."""
    assert world.store.identity is not None
    source, lent = world.store.identity.source, date(2026, 12, 1)
    lane = Lane.lent("H49.30", 401, 200, lent + LEASE)
    with world.store.database.write() as transaction:
        write_lanes(transaction, source, (lane,))
        given = [
            spend_code(transaction, source, "H49.30", day, PATTERN)
            for day in (date(2026, 11, 23), lent - 2 * GRACE, lent - GRACE, lent)
        ]
    assert given == [None, None, "H49.30-261130-0401", "H49.30-261201-0401"]


def test_lane_whose_lease_had_ended_is_used_from_its_new_beginning_on(world: World) -> None:
    """It was another's in between; while the lease goes on it keeps its place."""
    assert world.store.identity is not None
    source = world.store.identity.source
    with world.store.database.write() as transaction:
        write_lanes(transaction, source, (Lane.lent("H49.30", 401, 200, date(2026, 12, 23)),))
        first = spend_code(transaction, source, "H49.30", date(2026, 11, 23), PATTERN)
        write_lanes(transaction, source, (Lane.lent("H49.30", 401, 200, date(2026, 12, 29)),))  # renewed
        second = spend_code(transaction, source, "H49.30", date(2026, 11, 23), PATTERN)
        write_lanes(transaction, source, (Lane.lent("H49.30", 401, 200, date(2027, 2, 10)),))  # lent again
        between = spend_code(transaction, source, "H49.30", date(2027, 1, 5), PATTERN)
        again = spend_code(transaction, source, "H49.30", date(2027, 1, 11), PATTERN)
    assert (first, second, between, again) == ("H49.30-261123-0401", "H49.30-261123-0402", None, "H49.30-270111-0401")


def test_copy_is_known_again_when_one_of_its_marks_is_lost_after_it_was_first_known(world: World) -> None:
    """A folder is put back, its mark with it; the mark outside is lost; an old database is put back once more."""
    world.receive()
    world.close()
    old = world.folder / "old"
    shutil.copytree(world.data, old)
    world.open()
    world.receive()
    world.close()
    shutil.rmtree(world.data)
    shutil.copytree(old, world.data)
    assert world.open().needs_epoch == "restored_copy"
    world.close()
    for mark in (world.folder / "state").glob("*.witness"):
        mark.unlink()
    for file in old.glob("counter.db*"):
        shutil.copy2(file, world.data)
    assert world.open().needs_epoch == "restored_copy"
