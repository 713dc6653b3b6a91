"""Copies each day by themselves: when one is due, which are kept, what is remembered, and that nothing ever waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter.domain.sentence import say
from counter.journal.clock import VIETNAM
from counter.store.copy_rotation import NAME_FORM, copies, kept, rotate
from counter.store.database import EASED
from counter.store.file_folder import Stopped
from counter.store.last_backup import LastBackup, daily_folder, last_backup, set_daily_folder
from counter.store.settings_table import put
from counter.usecases.keep_backups import QUIET_S, SETTLED_S, BackupKeeper, is_due
from tests.made.world import World

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
EVENING = MORNING.replace(hour=16, minute=40)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def made(at: datetime, why: str | None = None, tried: datetime | None = None) -> LastBackup:
    return LastBackup(at, 5, tried or at, why, at)


@pytest.mark.parametrize(
    ("now", "last", "quiet", "opened", "due"),
    [
        (MORNING, None, 0, SETTLED_S, True),  # never made: soon after the start, somebody working or not
        (MORNING, None, 999, SETTLED_S - 1, False),
        (MORNING, made(MORNING - timedelta(hours=15, minutes=20)), 999, 999, False),  # yesterday at 16:40
        (MORNING, made(MORNING - timedelta(hours=21)), QUIET_S, 999, True),
        (MORNING, made(MORNING - timedelta(hours=21)), QUIET_S - 1, 999, False),
        (MORNING, made(MORNING - timedelta(days=3)), 0, SETTLED_S, True),  # missed: made up for while somebody works
        (EVENING, made(MORNING), QUIET_S, 999, True),  # the day is over
        (EVENING, made(EVENING - timedelta(minutes=5)), 999, 999, False),
        (EVENING - timedelta(hours=1), made(MORNING), 999, 999, False),
        (MORNING, made(MORNING - timedelta(days=3), "backup.place", MORNING - timedelta(minutes=14)), 999, 999, False),
        (MORNING, made(MORNING - timedelta(days=3), "backup.place", MORNING - timedelta(minutes=16)), 999, 999, True),
        (MORNING, made(MORNING - timedelta(days=3), "backup.journal", MORNING - timedelta(hours=19)), 999, 999, False),
        (MORNING, made(MORNING - timedelta(days=3), "backup.journal", MORNING - timedelta(hours=21)), 999, 999, True),
        (MORNING, made(MORNING + timedelta(days=400)), 999, 999, True),  # by a clock that was wrong
    ],
)
def test_copy_is_due(now: datetime, last: LastBackup | None, quiet: float, opened: float, due: bool) -> None:
    assert is_due(now, last, quiet, opened) is due


def test_seven_days_and_four_weeks_are_kept() -> None:
    names = [f"{MORNING - timedelta(days=day, hours=hour):{NAME_FORM}}-ab12" for day in range(60) for hour in (0, 6)]
    keep = kept(names)
    days = sorted({name[:8] for name in keep}, reverse=True)
    assert days[:7] == [f"{MORNING - timedelta(days=day):%Y%m%d}" for day in range(7)]
    assert days[7:] == ["20261115", "20261108"]  # the Sundays of the two weeks before
    assert len(keep) == 9
    assert max(names) in keep
    assert kept([]) == kept(["files", "readme.txt", "20261399-000000"]) == set()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 500_000), unique=True, max_size=60))
def test_what_is_kept_is_bounded_and_never_without_the_newest(minutes: list[int]) -> None:
    names = [f"{MORNING - timedelta(minutes=minute):{NAME_FORM}}-ab12" for minute in minutes]
    keep = kept(names)
    assert keep <= set(names)
    assert len(keep) <= 11
    assert not names or max(names) in keep
    assert kept(keep) == keep  # a second look removes nothing more


def test_rotation_removes_papers_that_belong_to_no_copy_any_more(tmp_path: Path) -> None:
    files = tmp_path / "files" / "ab"
    files.mkdir(parents=True)
    for day in range(12):
        place = tmp_path / f"{MORNING - timedelta(days=day):{NAME_FORM}}-ab12"
        place.mkdir()
        name = f"{day:02d}" * 32
        (files / name).write_bytes(b"x")
        text = '{"form": 1, "made": "2026-11-23T08:00:00+07:00", "program": "1", "schema": "0003", "unit": "06652", '
        (place / "about.json").write_text(text + f'"counter": "03", "entries": 1, "files": ["{name}"]}}')
    gone = rotate(tmp_path)
    left = copies(tmp_path)
    assert gone == 12 - len(left) > 0
    assert sorted(path.name[:2] for path in files.iterdir()) == sorted(
        f"{(MORNING.date() - datetime.strptime(path.name[:8], '%Y%m%d').date()).days:02d}" for path in left
    )
    (left[0] / "about.json").unlink()
    (files / ("ff" * 32)).write_bytes(b"x")
    assert rotate(tmp_path) == 0
    assert (files / ("ff" * 32)).exists()  # a copy that cannot be read may need it


def keeper(world: World, told: list[LastBackup] | None = None) -> BackupKeeper:
    return BackupKeeper(world.store, None, (told if told is not None else []).append, free=lambda _: 10**12)


def test_day_is_copied_and_remembered(world: World) -> None:
    world.receive()
    keeping = keeper(world)
    world.clock.forward(seconds=SETTLED_S)
    assert keeping.look() is None  # no place is set
    assert last_backup(world.store) is None
    set_daily_folder(world.store, world.folder / "stick")
    assert daily_folder(world.store) == world.folder / "stick"
    assert daily_folder(world.store, Path("/laid/down")) == Path("/laid/down")
    last = keeping.look()
    assert last is not None
    assert (last.entries, last.why, last.made) == (1, None, world.clock.now())
    assert keeping.look() is None
    world.receive()
    world.clock.forward(hours=8)
    keeping.worked()
    assert keeping.look() is None
    world.clock.forward(seconds=QUIET_S)
    last = keeping.look()
    assert last is not None
    assert last.entries == 2
    assert "nguyên vẹn" in say(last.sentence(daily_folder(world.store), world.clock.now()))
    (machine,) = (world.folder / "stick").iterdir()
    assert len(copies(machine)) == 1  # of one day the newest


def test_place_that_is_gone_is_remembered_and_made_up_for(world: World) -> None:
    world.receive()
    (world.folder / "usb").write_text("no folder")
    set_daily_folder(world.store, world.folder / "usb")
    keeping = keeper(world)
    world.clock.forward(seconds=SETTLED_S)
    last = keeping.look()
    assert last is not None
    assert (last.made, last.why) == (None, "backup.place")
    world.clock.forward(minutes=5)
    assert keeping.look() is None
    (world.folder / "usb").unlink()
    keeping.wish()
    last = keeping.look()
    assert last is not None
    assert last.why is None
    world.clock.forward(days=4)
    assert last.is_old(world.clock.now())
    (world.folder / "usb").rename(world.folder / "away")
    (world.folder / "usb").write_text("no folder")
    last = keeping.look()
    assert last is not None
    assert last.is_old(world.clock.now())
    words = say(last.sentence(daily_folder(world.store), world.clock.now()))
    assert "23/11/2026" in words
    assert "Không ghi được vào nơi sao lưu" in words
    assert world.receive().code.endswith("261127-0001")


def test_place_inside_the_data_folder_is_none(world: World) -> None:
    world.receive()
    set_daily_folder(world.store, world.data / "backups")
    keeping = keeper(world)
    world.clock.forward(seconds=SETTLED_S)
    last = keeping.look()
    assert last is not None
    assert last.why == "backup.same_place"
    assert not (world.data / "backups").exists()


def test_copy_under_way_is_cut_when_the_program_ends(world: World) -> None:
    for _ in range(20):
        world.receive()
    set_daily_folder(world.store, world.folder / "stick")
    world.clock.forward(seconds=SETTLED_S)
    begun = threading.Event()
    told: list[LastBackup] = []

    def rest(_: float) -> None:
        begun.set()
        time.sleep(0.01)

    keeping = BackupKeeper(world.store, None, told.append, free=lambda _: 10**12, rest=rest)
    keeping.wish()
    keeping.start()
    assert begun.wait(20)
    keeping.stop()
    assert told == []
    assert [path for path in (world.folder / "stick").rglob("*") if path.is_file()] == []
    world.receive()
    assert keeper(world) is not None


def test_keeper_moves_the_wal_into_the_database_where_no_copy_is_due(world: World) -> None:
    with world.store.database.write() as transaction:
        put(transaction, "large", "x" * 4096 * EASED)
    look = world.store.database.connection().cursor()
    keeping, until = keeper(world), time.monotonic() + 20
    keeping.start()
    written, moved = EASED, 0
    while moved < written and time.monotonic() < until:
        _, written, moved = look.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    keeping.stop()
    assert moved == written > EASED


def test_place_that_hangs_keeps_nobody_from_closing(world: World) -> None:
    for _ in range(20):
        world.receive()
    set_daily_folder(world.store, world.folder / "stick")
    begun, goes_on = threading.Event(), threading.Event()

    def hang(_: float) -> None:
        begun.set()
        goes_on.wait(20)

    keeping = BackupKeeper(world.store, None, [].append, free=lambda _: 10**12, rest=hang)
    keeping.wish()
    keeping.start()
    assert begun.wait(20)
    keeping.stop(grace=0.05)
    closing = threading.Thread(target=world.store.close, daemon=True)
    closing.start()
    closing.join(5)
    closed = not closing.is_alive()
    goes_on.set()
    assert closed
    assert keeping._thread is not None
    keeping._thread.join(20)
    world.open()
    assert world.receive().code.endswith("-0021")


def test_stopped_keeper_raises_nothing_into_the_store(world: World) -> None:
    world.receive()
    set_daily_folder(world.store, world.folder / "stick")
    keeping = keeper(world)
    keeping.stop()
    keeping.wish()
    with pytest.raises(Stopped):
        keeping.look()
    assert last_backup(world.store) is None
