"""Clocks that lie, jump and change their zone while a counter works: nothing is refused, lost, doubled or reordered (I20)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter.journal.clock import VIETNAM
from counter.journal.entry import Envelope
from counter.server.export import export
from counter.sync.engine import Idle
from tests.made.counter_pair import Counter, Line, new_province
from tests.made.device import slots
from tests.made.world import MONDAY, HandClock

pytestmark = pytest.mark.faults

# What the clock is set to, one after the other; between two settings people are received and the line is used.
SCENARIOS = {
    "1970, the battery is empty": ["1970-01-01T00:00:07"],
    "1970, and right again": ["1970-01-01T00:00:07", "2026-11-23T10:30:00"],
    "2038, one second before its end of time": ["2038-01-19T10:14:07"],
    "2038 and one second after": ["2038-01-19T10:14:07", "2038-01-19T10:14:08"],
    "9999": ["9999-12-30T23:59:59"],
    "9999, and right again": ["9999-12-30T23:59:59", "2026-11-23T11:00:00"],
    "2000, a board without a battery": ["2000-01-01T00:00:00"],
    "twelve years ahead": ["2038-11-23T10:00:00"],
    "four hundred days back": ["2025-10-19T10:00:00"],
    "four hundred days back and forth": ["2025-10-19T10:00:00", "2026-11-23T12:00:00", "2025-10-19T10:00:00"],
    "one hour back": ["2026-11-23T08:42:00"],
    "one minute back": ["2026-11-23T09:41:00"],
    "a day ahead": ["2026-11-24T09:42:00"],
    "a day ahead, and right again": ["2026-11-24T09:42:00", "2026-11-23T13:00:00"],
    "a month ahead": ["2026-12-23T09:42:00"],
    "thirty-six days ahead": ["2026-12-29T09:42:00"],
    "the next year": ["2027-01-02T09:42:00"],
    "midnight": ["2026-11-23T23:58:59", "2026-11-24T00:00:00"],
    "a leap day": ["2028-02-29T10:00:00"],
    "back and forth without an end": ["1970-01-01T07:00:00", "2038-01-19T10:14:08", "2026-11-23T10:00:00"],
}
ZONES = ("Asia/Ho_Chi_Minh", "UTC", "America/New_York", "Pacific/Kiritimati")


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def work(folder: Path, settings: list[str]) -> tuple[list[str], list[dict[str, object]], Counter]:
    """Receive, set the clock, receive, start anew, receive, exchange; for each setting. The province's clock is right."""
    clock, right = HandClock(), HandClock()
    province = new_province(folder / "province", right)
    line, one = Line(province), Counter(folder / "one", clock)
    one.enrol(province)
    codes = [r.code for r in one.receive(2)]
    one.sync(line)
    for number, setting in enumerate(settings):
        clock.at = datetime.fromisoformat(setting).replace(tzinfo=VIETNAM)
        codes += [r.code for r in one.receive(2)]
        if number % 2 == 0:
            one.sync(line)
        one.close()
        one.open()
        codes += [r.code for r in one.receive(1)]
    right.at = MONDAY + timedelta(hours=5)
    assert isinstance(one.sync(line), Idle)
    rows = list(export(province))
    province.close()
    return codes, rows, one


def judged(rows: list[dict[str, object]], one: Counter, codes: list[str], count: int) -> None:
    """Everything made is in the province, once and in its order, and no code twice."""
    assert len(codes) == len(set(codes)) == count
    assert slots(rows) == one.log()
    facts = one.exchange.facts()
    assert (facts.waiting, facts.proved, facts.entries) == (0, True, count)
    assert one.problems() == []
    with one.store.database.read() as t:
        envelopes = [Envelope.decode(raw) for (raw,) in t.rows("SELECT envelope FROM log ORDER BY seq")]
    assert [e.seq for e in envelopes] == list(range(1, count + 1))
    days = [e.day for e in envelopes]
    assert days == sorted(days)


@pytest.mark.parametrize("scenario", list(SCENARIOS))
def test_nothing_is_refused_lost_doubled_or_reordered_when_the_clock_is_wrong(tmp_path: Path, scenario: str) -> None:
    settings = SCENARIOS[scenario]
    codes, rows, one = work(tmp_path, settings)
    judged(rows, one, codes, 2 + 3 * len(settings))
    one.close()


def test_clock_far_from_the_truth_is_written_into_each_fact(tmp_path: Path) -> None:
    _, _, one = work(tmp_path, ["1970-01-01T00:00:07"])
    with one.store.database.read() as t:
        doubted = [row[0] for row in t.rows("SELECT instr(body, 'clock_doubt') > 0 FROM log ORDER BY seq")]
    assert doubted == [0, 0, 1, 1, 1]
    one.close()


def test_zone_of_the_machine_changes_nothing(tmp_path: Path, zone: str) -> None:
    codes, rows, one = work(tmp_path, ["2026-11-23T23:40:00", "2026-11-24T00:00:01"])
    judged(rows, one, codes, 8)
    assert [code[7:13] for code in codes] == ["261123"] * 5 + ["261124"] * 3
    one.close()
