"""The second step: every entry gets one outcome, a bad one delays nobody, and a stop at any moment loses nothing."""

from __future__ import annotations

import itertools
import json
import os
import signal
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from counter.domain.dossier_code import ProvisionalPattern
from counter.journal.kinds import CODE_ASSIGNED
from counter.server.export import export
from counter.server.judging import APPLIED, FLAGGED, QUARANTINED, Circumstances, judge
from counter.server.province import Province
from counter.server.verify import verify_province
from tests.made.device import Device, facts
from tests.made.logs import made_log, reception
from tests.made.world import HandClock

Enrol = Callable[..., Device]
PATTERN = ProvisionalPattern()


def outcomes(province: Province) -> list[tuple[str, str]]:
    return [(r["outcome"], r["reason"]) for r in export(province) if r["type"] == "entry"]


def provisional(device: Device, number: int = 1, **more: object) -> dict[str, Any]:
    return reception(f"TAM-{device.log.epoch}-261123-{number:04d}", device.log.rng, provisional=True, **more)


BAD_BODIES: list[bytes] = [
    b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"code":"\\u0000"}', b'{"code":"\\ud800"}', b'{"code":NaN}', b'{"code":1.5}',
    b'{"a":' * 5000, b"[" * 60_000, b"\xff\xfe", b'{"code":' + b"9" * 400 + b"}", '{"code":"A\u0301"}'.encode(),
    b'{"code":"' + b"x" * 60_000 + b'"}', b'{"procedure":[],"applicant":0,"code":{},"provisional":1}',
]  # fmt: skip


def test_bad_bodies_are_quarantined_and_delay_nobody(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    for body in BAD_BODIES:
        device.receive(1)
        device.log.add(body)
    device.receive(1)
    device.push_all(province.exchange.answer)
    found = outcomes(province)
    assert [outcome for outcome, _ in found] == [APPLIED, QUARANTINED] * len(BAD_BODIES) + [APPLIED]
    assert {reason for _, reason in found} == {"", "sync.outcome.body_rules", "sync.outcome.body_broken"}
    notices = device.exchange(province.exchange.answer).notices
    assert [notice.seq for notice in notices] == [2 * n + 2 for n in range(len(BAD_BODIES))]


BROKEN: list[dict[str, object]] = [
    {"code": "H49.22-261123-1"}, {"code": "' OR 1=1 --"}, {"code": "H49.23-261123-0001"}, {"code": "H49.22-261399-0001"},
    {"provisional": True}, {"provisional": "no"}, {"deciding_agency": "h49"}, {"agency": ""}, {"agency": "x" * 400},
    {"procedure": {"code": 5}}, {"procedure": None}, {"applicant": {"name": ""}}, {"applicant": {"name": ["x"]}},
    {"applicant": {"name": "x" * 501}}, {"received_at": "yesterday"}, {"received_at": "2026-11-23T08:15:00"}, {"due": 5},
    {"due": "2026-99-01T00:00:00+07:00"},
]  # fmt: skip


@pytest.mark.parametrize("change", BROKEN)
def test_reception_without_what_it_must_have_is_quarantined(change: dict[str, object]) -> None:
    log = made_log(1)
    entry = log.add(reception("H49.22-261123-0001", log.rng) | change)
    known = Circumstances("H49.22", False, False, ())
    assert judge(entry, known, PATTERN).outcome == QUARANTINED


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3), max_leaves=6,
)  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(sorted(reception("x", made_log(2).rng))), json_values, max_size=6), st.booleans()
)
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_judging_any_body_raises_nothing(change: dict[str, Any], whole: bool) -> None:
    log = made_log(3)
    body = {**reception("H49.22-261123-0001", log.rng), **change} if whole else change
    entry = log.add(json.dumps(body).encode())
    assert judge(entry, Circumstances("H49.22", False, False, ()), PATTERN).outcome in (APPLIED, FLAGGED, QUARANTINED)


def test_doubtful_facts_are_applied_and_flagged_by_what_is_doubtful(province: Province, enrolled: Enrol) -> None:
    device, log = enrolled(), None
    log = device.log
    inside = device.lanes[0].start
    log.add(reception(f"H49.22-261123-{inside:04d}", log.rng, agency="H49.30"))
    log.add(reception(f"H49.22-261122-{inside:04d}", log.rng))
    log.add(reception("H49.22-261123-8000", log.rng))
    log.add(provisional(device) | {"code": f"TAM-{log.epoch + 1}-261123-0001"})
    log.add({}, kind="dossier_sold")
    log.add({}, kind="dossier_received", version=9)
    log.add({"code": "H49.22-261123-0007"}, kind=CODE_ASSIGNED)
    log.add({"day": "2026-11-23"}, kind="day_opened")
    device.push_all(province.exchange.answer)
    names = ["other_centre", "other_day", "outside_lanes", "outside_lanes", "unknown_kind", "unknown_kind", "not_yours"]
    expected = [(FLAGGED, f"sync.outcome.{name}") for name in names] + [(APPLIED, "")]
    assert outcomes(province)[:8] == expected
    assert sum(row["type"] == "dossier" for row in export(province)) == 4


def test_code_after_the_lease_is_flagged(province: Province, enrolled: Enrol, clock: HandClock) -> None:
    from dataclasses import replace
    from datetime import date

    from counter.journal.entry import Entry

    device = enrolled()
    late = date(2027, 3, 1)
    entry = device.log.add(reception(f"H49.22-270301-{device.lanes[0].start:04d}", device.log.rng))
    device.log.entries[0] = Entry.seal(replace(entry.envelope, day=late), entry.salt, entry.body)
    device.push_all(province.exchange.answer)
    assert outcomes(province) == [(FLAGGED, "sync.outcome.after_lease")]


def test_provisional_reference_gets_one_code_that_the_counter_pulls(province: Province, enrolled: Enrol) -> None:
    device, neighbour = enrolled(), enrolled()
    device.log.add(provisional(device, 1, deciding_agency="G09"))
    device.receive(1)
    device.log.add(provisional(device, 2, deciding_agency="G09"))
    device.push_all(province.exchange.answer)
    province.interpreter.catch_up()
    province.interpreter.catch_up()
    for counter in (device, neighbour):
        counter.push_all(province.exchange.answer)
    assigned = [e for e in device.pulled.values() if e.envelope.kind == CODE_ASSIGNED]
    assert [facts(e)["code"] for e in assigned] == ["G09-261123-9001", "G09-261123-9002"]
    assert [e.envelope.subject for e in assigned] == [device.log.entries[n].envelope.subject for n in (0, 2)]
    assert [e.envelope.parent for e in assigned] == [device.log.entries[n].hash for n in (0, 2)]
    assert [e for e in neighbour.pulled.values() if e.envelope.kind == CODE_ASSIGNED] == assigned
    dossiers = {r["code"]: r["aliases"] for r in export(province) if r["type"] == "dossier"}
    assert dossiers[f"TAM-{device.log.epoch}-261123-0001"] == ["G09-261123-9001"]
    assert dossiers[f"TAM-{device.log.epoch}-261123-0002"] == ["G09-261123-9002"]


@pytest.mark.slow
def test_codes_of_the_province_run_on_beyond_the_reserve_and_never_meet_a_lane(
    province: Province, enrolled: Enrol
) -> None:
    device = enrolled()
    for number in range(1250):
        device.log.add(provisional(device, number + 1))
    device.push_all(province.exchange.answer, 500)
    province.interpreter.catch_up()
    while device.exchange(province.exchange.answer).more:
        pass
    serials = [int(str(facts(e)["code"])[-4:]) for e in device.pulled.values()]
    assert len(set(serials)) == 1250
    lent = {s for lane in device.lanes for s in range(lane.start, lane.start + lane.length)}
    lent |= {s for lane in enrolled().lanes for s in range(lane.start, lane.start + lane.length)}
    assert not lent & set(serials)
    assert Counter(outcomes(province)) == {(APPLIED, ""): 2500}


def step_killed_at(province: Callable[[], Province], moment: int) -> str:
    """A process that interprets one step and is killed before its statement of that number."""
    child = os.fork()
    if child == 0:
        try:
            mine, count = province(), itertools.count(1)

            def maybe(*_: object) -> None:
                if next(count) == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

            for name in ("before_cursor_execute", "commit"):
                event.listen(mine.database.engine, name, maybe)
            os._exit(2 if mine.interpreter.step() else 3)
        finally:
            os._exit(1)
    return {signal.SIGKILL: "killed", 2 << 8: "done", 3 << 8: "nothing left"}[os.waitpid(child, 0)[1]]


def test_kill_before_any_statement_loses_nothing_and_doubles_nothing(
    province: Province, enrolled: Enrol, open_province: Callable[..., Province], place: Any
) -> None:
    """Each of them goes on where the one before was killed, and none leaves half a step."""
    device = enrolled()
    device.receive(1)
    device.log.add(provisional(device))
    device.log.add({}, kind="dossier_sold")
    device.push_all(province.exchange.answer)
    province.close()  # nothing open is carried into another process
    kills, moment = 0, 1
    while (how := step_killed_at(open_province, moment)) != "nothing left":
        kills, moment = (kills + 1, moment + 1) if how == "killed" else (kills, 1)
    assert kills > 20
    second = open_province()
    rows = list(export(second))
    found = Counter(r["outcome"] for r in rows if r["type"] == "entry")
    assert found == {APPLIED: 3, FLAGGED: 1}  # with the code that the province gave, once
    assert sorted(len(r["aliases"]) for r in rows if r["type"] == "dossier") == [0, 1]
    assert [n.seq for n in device.exchange(second.exchange.answer).notices] == [3]
    assert verify_province(place.folder, place.database_url)[1] == []


def test_step_that_fails_puts_only_its_own_entry_aside(province: Province, enrolled: Enrol) -> None:
    from sqlalchemy import insert

    from counter.server.tables import code_use

    device = enrolled()
    device.receive(3)
    device.push_all(province.exchange.answer)
    with province.database.write() as c:  # something nobody thought of: the second entry's row is there already
        code = facts(device.log.entries[1])["code"]
        c.execute(insert(code_use).values(code=code, centre=1, position=2, origin="printed"))
    assert province.interpreter.catch_up() == 3
    assert outcomes(province) == [(APPLIED, ""), (QUARANTINED, "sync.outcome.not_understood"), (APPLIED, "")]


def test_entry_is_not_put_aside_for_what_only_hinders_the_database(
    province: Province, enrolled: Enrol, place: Any, tmp_path: Any
) -> None:
    """Somebody holds what the step needs for longer than it may wait: it is tried again later, and nothing is doubted."""
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    from counter.server.database import Database

    device = enrolled()
    device.receive(2)
    device.push_all(province.exchange.answer)
    url = place.database_url and place.database_url + "&options=-c%20lock_timeout%3D200ms"
    hurried = Province(type(place)(place.folder, url), HandClock())
    if url is None:
        with hurried.database.engine.connect() as c:
            c.exec_driver_sql("PRAGMA busy_timeout = 200")
    other = Database(place.folder, place.database_url)
    with other.write() as c:
        if other.postgresql:
            c.execute(text("LOCK TABLE outcome IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(SQLAlchemyError):
            hurried.interpreter.step()
    other.close()
    assert hurried.interpreter.catch_up() == 2
    hurried.close()
    assert outcomes(province) == [(APPLIED, "")] * 2


def test_two_that_catch_up_at_once_both_end_with_everything_done(
    province: Province, enrolled: Enrol, open_province: Callable[..., Province]
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    device, second = enrolled(), open_province()
    device.receive(300)
    device.push_all(province.exchange.answer)

    def export_of(one: Province) -> set[object]:
        return {row["outcome"] for row in export(one) if row["type"] == "entry"}

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(export_of, (province, second))) == [{APPLIED}] * 2
    assert Counter(outcomes(province)) == {(APPLIED, ""): 300}


def test_everything_interpreted_is_whole(province: Province, enrolled: Enrol, place: Any) -> None:
    device = enrolled()
    device.receive(3)
    device.log.add(provisional(device))
    device.push_all(province.exchange.answer)
    province.interpreter.catch_up()
    assert verify_province(place.folder, place.database_url) == (5, [])


def test_what_an_earlier_program_did_not_know_is_interpreted_by_one_that_does(
    province: Province, enrolled: Enrol, place: Any
) -> None:
    from sqlalchemy import delete, update

    from counter.server.tables import code_use, dossier, outcome

    device = enrolled()
    device.receive(2)
    device.log.add(provisional(device))
    device.log.add({"a": 1}, kind="dossier_sold")
    device.push_all(province.exchange.answer)
    assert outcomes(province)[3] == (FLAGGED, "sync.outcome.unknown_kind")
    with province.database.write() as c:  # as the earlier program left it
        c.execute(delete(dossier).where(dossier.c.position.in_((2, 3))))
        c.execute(delete(code_use).where(code_use.c.position.in_((2, 3)), code_use.c.origin == "printed"))
        known = outcome.c.position.in_((2, 3))
        c.execute(update(outcome).where(known).values(outcome=FLAGGED, reason="sync.outcome.unknown_kind"))
    assert province.interpreter.rejudge(lambda: False) == 0
    assert province.interpreter.rejudge() == 2
    assert province.interpreter.rejudge() == 0
    found = outcomes(province)
    assert found[:3] == [(APPLIED, "")] * 3
    assert found[3] == (FLAGGED, "sync.outcome.unknown_kind")
    rows = [row for row in export(province) if row["type"] == "dossier"]
    assert sorted(len(row["aliases"]) for row in rows) == [
        0,
        0,
        1,
    ]  # the code that it had been given, and no second one
    told = [(n.seq, n.outcome) for n in device.exchange(province.exchange.answer).notices]
    assert told[-2:] == [(2, APPLIED), (3, APPLIED)]
    assert verify_province(place.folder, place.database_url)[1] == []


def test_one_of_them_that_cannot_be_interpreted_holds_up_no_other(province: Province, enrolled: Enrol) -> None:
    from sqlalchemy import update

    from counter.server.tables import outcome

    device = enrolled()
    device.receive(3)
    device.push_all(province.exchange.answer)
    province.interpreter.catch_up()
    with province.database.write() as c:  # their rows are there already: something nobody thought of
        late = {"outcome": FLAGGED, "reason": "sync.outcome.unknown_kind"}
        c.execute(update(outcome).where(outcome.c.position == 2).values(**late))
    assert province.interpreter.rejudge() == 1
    assert province.interpreter.rejudge() == 0
    assert outcomes(province) == [(APPLIED, ""), (QUARANTINED, "sync.outcome.not_understood"), (APPLIED, "")]


def test_row_that_rotted_on_the_disk_is_put_aside_and_delays_nobody(province: Province, enrolled: Enrol) -> None:
    from sqlalchemy import update

    from counter.server.tables import inbox

    device, far = enrolled(), enrolled("H49.51", "06658")
    for one in (device, far):
        one.receive(3, agency=one.log.agency, deciding_agency=one.log.agency)
        one.push_all(province.exchange.answer)
    with province.database.write() as c:
        where = (inbox.c.centre == 1, inbox.c.position == 2)
        c.execute(update(inbox).where(*where).values(envelope=b"\x00"))
    while province.interpreter.step():
        pass
    from sqlalchemy import select

    from counter.server.tables import outcome

    with province.database.read() as c:
        found = [tuple(row) for row in c.execute(select(outcome).order_by(outcome.c.centre, outcome.c.position))]
    aside = (QUARANTINED, "sync.outcome.not_understood")
    assert [row[2:] for row in found] == [(APPLIED, ""), aside, (APPLIED, ""), *[(APPLIED, "")] * 3]


def test_rows_that_are_lost_before_they_were_interpreted_stop_no_centre_and_count_when_they_are_back(
    province: Province, enrolled: Enrol, place: Any
) -> None:
    """The last rows of a feed, deleted by hand: everything waited for them, and `export` for ever."""
    from sqlalchemy import delete

    from counter.server.tables import inbox

    device, far = enrolled(), enrolled("H49.51", "06658")
    for one in (device, far):
        one.receive(4, agency=one.log.agency, deciding_agency=one.log.agency)
        one.push_all(province.exchange.answer)
    with province.database.write() as c:
        c.execute(delete(inbox).where(inbox.c.centre == 1, inbox.c.position > 2))
    assert province.interpreter.catch_up() >= 2 + 4
    assert outcomes(province) == [(APPLIED, "")] * (2 + 4)
    device.acked = 2
    device.exchange(province.exchange.answer)
    province.interpreter.catch_up()
    assert outcomes(province) == [(APPLIED, "")] * (4 + 4)
    assert verify_province(place.folder, place.database_url)[1] == []


def test_centre_that_sends_without_end_keeps_no_other_waiting(province: Province, enrolled: Enrol) -> None:
    loud, calm = enrolled(), enrolled("H49.51", "06658")
    loud.receive(9)
    calm.receive(2)
    for one in (loud, calm):
        one.push_all(province.exchange.answer)
    for _ in range(4):
        province.interpreter.step(1)
    with province.database.read() as c:
        from sqlalchemy import select

        from counter.server.tables import centre

        assert [*c.execute(select(centre.c.interpreted).order_by(centre.c.id)).scalars()] == [2, 2]
