"""The feed: gapless positions in the order of commits, every page continues the last, no reader ever skips a row."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, func, select

from counter.server.database import Database
from counter.server.feed import read_page
from counter.server.inbox import Inbox
from counter.server.province import Place, Province
from counter.server.tables import inbox
from tests.made.device import Device
from tests.made.postgres import new_database
from tests.made.world import HandClock

Enrol = Callable[..., Device]


def test_pages_bring_every_entry_of_others_once_and_in_order(province: Province, enrolled: Enrol) -> None:
    writers, reader = [enrolled(), enrolled()], enrolled()
    for turn in range(6):
        writers[turn % 2].receive(7)
        writers[turn % 2].push_all(province.exchange.answer)
    reader.receive(2)
    reader.exchange(province.exchange.answer, page=1)
    while reader.exchange(province.exchange.answer, page=5).more:
        pass
    assert sorted(reader.pulled) == list(range(1, 43))
    assert sorted(e.hash for e in reader.pulled.values()) == sorted(e.hash for w in writers for e in w.log.entries)
    assert reader.cursor == 44


def test_other_centres_are_not_in_the_feed(province: Province, enrolled: Enrol) -> None:
    here, there = enrolled(), enrolled("H49.30", "07192")
    here.receive(3)
    here.push_all(province.exchange.answer)
    assert there.exchange(province.exchange.answer).entries == ()
    assert there.cursor == 0


def test_page_stops_before_it_is_too_heavy(province: Province, enrolled: Enrol) -> None:
    writer, reader = enrolled(), enrolled()
    for _ in range(40):
        writer.log.add(b'{"x":"' + b"\xc4\x91" * 30_000 + b'"}', kind="day_opened")
    writer.push_all(province.exchange.answer, 20)
    first = reader.exchange(province.exchange.answer)
    assert first.more
    assert 0 < len(first.entries) < 40
    while reader.exchange(province.exchange.answer).more:
        pass
    assert len(reader.pulled) == 40


def test_cursor_ahead_of_the_feed_is_brought_back(province: Province, enrolled: Enrol) -> None:
    reader = enrolled()
    reader.cursor = 500
    reader.exchange(province.exchange.answer)
    assert reader.cursor == 0


class UnlockedInbox(Inbox):
    """The mutant: positions from a counter that is committed at once, so that a later one can be seen first."""

    def hold(self, connection: Connection, centre: int) -> None:
        pass

    def reserve(self, connection: Connection, centre: int, count: int) -> int:
        with self._database.write() as other:
            return super().reserve(other, centre, count)


class Skipping(Exception):
    pass


def race(inbox_of: Callable[[Database], Inbox], url: str, tmp_path: object) -> None:
    """Two devices push at once, each commit held up in turn, while a third reads. Raises Skipping when it skips."""
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    province = Province(Place(tmp_path / "p", url), HandClock(), inbox=inbox_of)
    writers = [Device.enrol(province.enrol, province.token("H49.22", "06652").text, seed) for seed in (1, 2)]
    gate = threading.Barrier(2, timeout=10)
    after = threading.Event()

    class Slow(type(province.exchange._inbox)):  # type: ignore[misc]  # holds the first commit up until the second is through
        def append(self, connection: Connection, centre: int, entries: object, now_ms: int) -> int:
            first = super().append(connection, centre, entries, now_ms)
            if threading.current_thread().name == "held up":
                gate.wait()
                after.wait(20)
            return first

    province.exchange._inbox = Slow(province.database)
    for writer in writers:
        writer.receive(3)
    seen: set[int] = set()
    cursor = 0

    def read() -> int:
        with province.database.read() as c:
            page = read_page(c, 1, cursor, most=100, same_generation=True, own=None)
        seen.update(page.positions)
        return page.cursor

    held_up = threading.Thread(target=lambda: writers[0].exchange(province.exchange.answer), name="held up")
    held_up.start()
    gate.wait()
    other = threading.Thread(target=writers[1].exchange, args=(province.exchange.answer,))
    other.start()
    other.join(1.5)  # with the lock it waits for the first commit, however long
    cursor = read()
    after.set()
    held_up.join()
    other.join()
    cursor = read()
    with province.database.read() as c:
        count, last = c.execute(select(func.count(), func.max(inbox.c.position))).one()
    province.close()
    if seen != set(range(1, 7)):
        raise Skipping
    assert (count, last, cursor) == (6, 6, 6)


@pytest.mark.xdist_group("postgres")
def test_reader_skips_nothing_when_commits_overtake_each_other(tmp_path: object) -> None:
    race(Inbox, new_database(), tmp_path)


@pytest.mark.xdist_group("postgres")
def test_the_race_is_seen_when_positions_are_given_without_the_lock(tmp_path: object) -> None:
    with pytest.raises(Skipping):
        race(UnlockedInbox, new_database(), tmp_path)


@pytest.mark.xdist_group("postgres")
@pytest.mark.slow
def test_positions_are_gapless_when_many_push_at_once(tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    province = Province(Place(tmp_path / "p", new_database()), HandClock())
    token = province.token("H49.22", "06652", uses=8).text
    writers = [Device.enrol(province.enrol, token, seed) for seed in range(4)]
    for writer in writers:
        writer.receive(120)
    reader = Device.enrol(province.enrol, token, 99)
    threads = [threading.Thread(target=writer.push_all, args=(province.exchange.answer, 3)) for writer in writers]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        reader.exchange(province.exchange.answer)
    for thread in threads:
        thread.join()
    while reader.exchange(province.exchange.answer).more:
        pass
    assert sorted(reader.pulled) == list(range(1, 481))
    assert {e.hash for e in reader.pulled.values()} == {e.hash for w in writers for e in w.log.entries}
    province.close()
