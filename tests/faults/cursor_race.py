"""Readers and writers of one feed on PostgreSQL, interleaved at random between any two statements: nothing is skipped.

Two transactions may draw their positions in one order and commit in the other. A reader that then passes the later one
has lost the earlier for ever, unless positions are given under a lock that is held to the commit."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event

from counter.server.inbox import Inbox
from counter.server.province import Place, Province
from tests.made.device import Device
from tests.made.postgres import new_database
from tests.made.world import HandClock

WRITERS = 2


@dataclass
class Raced:
    """What the readers saw. `interleavings`: exchanges of a writer while the other was at work."""

    interleavings: int = 0
    problems: list[str] = field(default_factory=list)


def race(folder: Path, seed: int, exchanges: int, inbox: type[Inbox] = Inbox) -> Raced:
    """So many exchanges of each writer at once, while one reader follows."""
    province = Province(Place(folder, new_database()), HandClock(), inbox=inbox)
    raced, rng = Raced(), random.Random(seed)
    token = province.token("H49.22", "06652", WRITERS + 1).text
    writers = [Device.enrol(province.enrol, token, seed * 10 + n) for n in range(WRITERS)]
    reader = Device.enrol(province.enrol, token, seed * 10 + 9)
    for writer in writers:
        for _ in range(exchanges * 2):
            writer.log.add(kind="day_opened", body={"day": "2026-11-23", "n": writer.log.rng.randrange(10**9)})

    def hesitate(*_: Any) -> None:
        if rng.random() < 0.4:
            time.sleep(rng.random() * 0.002)

    event.listen(province.database.engine, "before_cursor_execute", hesitate)
    event.listen(province.database.engine, "commit", hesitate)
    done = threading.Event()
    threads = [threading.Thread(target=_write, args=(province, writer, raced), daemon=True) for writer in writers]
    following = threading.Thread(target=_follow, args=(province, reader, done, raced), daemon=True)
    for thread in (*threads, following):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    following.join()
    if not raced.problems:
        _look(province, reader, raced)
        made = {e.hash for writer in writers for e in writer.log.entries}
        if reader.seen != made:
            raced.problems.append(f"the reader has {len(reader.seen)} of {len(made)}")
        if sorted(reader.pulled) != list(range(1, len(made) + 1)):
            raced.problems.append("the positions have a gap")
    province.close()
    return raced


def _write(province: Province, writer: Device, raced: Raced) -> None:
    try:
        while writer.acked < len(writer.log.entries):
            writer.exchange(province.exchange.answer, 2, page=1)
            raced.interleavings += 1
    except Exception as error:
        raced.problems.append(f"a writer failed: {type(error).__name__}")


def _follow(province: Province, reader: Device, done: threading.Event, raced: Raced) -> None:
    while not done.is_set() and not raced.problems:
        _look(province, reader, raced)


def _look(province: Province, reader: Device, raced: Raced) -> None:
    before = reader.cursor
    try:
        while reader.exchange(province.exchange.answer, page=20).more:
            pass
    except AssertionError:
        raced.problems.append("one position held two entries")
        return
    missing = [at for at in range(before + 1, reader.cursor + 1) if at not in reader.pulled]
    if missing:
        raced.problems.append(f"position {missing[0]} was skipped, the cursor is at {reader.cursor}")
