"""The status of dossiers at the province: what two counters contradict is flagged on both sides until it is settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from counter.journal.entry import Entry
from counter.journal.kinds import RESOLVED, WITHDRAWN
from counter.server.export import export
from counter.server.judging import APPLIED, FLAGGED, QUARANTINED
from counter.server.province import Province
from counter.server.standing import TWICE
from tests.made.device import Device
from tests.made.two_counters import resolved, withdrawn

Enrol = Callable[..., Device]


def tell(device: Device, about: Entry, kind: str, body: Any, parent: Entry | None = None) -> Entry:
    return device.log.add(body, kind=kind, subject=about.envelope.subject, parent=(parent or about).hash)


def push(province: Province, *devices: Device) -> None:
    for device in devices:
        device.push_all(province.exchange.answer)
    province.interpreter.catch_up()


def outcomes(province: Province) -> list[tuple[str, str]]:
    return [(row["outcome"], row["reason"]) for row in export(province) if row["type"] == "entry"]


def statuses(province: Province) -> list[str]:
    return [row["status"] for row in export(province) if row["type"] == "dossier"]


@pytest.fixture
def pair(province: Province, enrolled: Enrol) -> tuple[Device, Device, Entry]:
    """Two counters of one centre that know of one dossier."""
    one, two = enrolled(), enrolled()
    (first,) = one.receive(1)
    push(province, one, two)
    return one, two, first


def test_withdrawn_dossier_is_withdrawn_at_the_province(province: Province, pair: tuple[Device, Device, Entry]) -> None:
    one, _, first = pair
    tell(one, first, WITHDRAWN, withdrawn())
    push(province, one)
    assert statuses(province) == ["withdrawn"]
    assert outcomes(province) == [(APPLIED, "")] * 2


def test_withdrawal_of_a_dossier_whose_own_row_was_lost_is_taken_and_holds_up_nobody(
    province: Province, pair: tuple[Device, Device, Entry]
) -> None:
    from sqlalchemy import delete

    from counter.server.tables import inbox

    one, two, first = pair
    with province.database.write() as c:
        c.execute(delete(inbox).where(inbox.c.position == 1))
    tell(one, first, WITHDRAWN, withdrawn())
    two.receive(1)
    push(province, one, two)
    assert outcomes(province) == [(APPLIED, "")] * 2
    assert statuses(province) == ["withdrawn", "received"]


@pytest.mark.parametrize("at_once", [True, False])
def test_two_withdrawals_are_flagged_on_both_sides_until_they_are_settled(
    province: Province, pair: tuple[Device, Device, Entry], at_once: bool
) -> None:
    one, two, first = pair
    mine = tell(one, first, WITHDRAWN, withdrawn())
    if not at_once:
        push(province, one)
        assert outcomes(province)[1] == (APPLIED, "")
    theirs = tell(two, first, WITHDRAWN, withdrawn(reason="Đổi ý"))
    push(province, one, two)
    assert outcomes(province) == [(APPLIED, ""), (FLAGGED, TWICE), (FLAGGED, TWICE)]
    told = [device.exchange(province.exchange.answer).notices for device in (one, two)]
    assert [[(n.seq, n.outcome, n.reason) for n in notices] for notices in told] == [
        [(2, FLAGGED, TWICE)], [(1, FLAGGED, TWICE)],
    ]  # fmt: skip
    tell(two, first, RESOLVED, resolved((mine.hash, theirs.hash), first.hash), theirs)
    push(province, two, one)
    assert statuses(province) == ["received"]
    assert [outcome for outcome, _ in outcomes(province)] == [APPLIED] * 4
    told = [device.exchange(province.exchange.answer).notices for device in (one, two)]
    assert [[(n.seq, n.outcome) for n in notices] for notices in told] == [[(2, APPLIED)], [(1, APPLIED)]]


def test_decisions_that_contradict_each_other_are_flagged(
    province: Province, pair: tuple[Device, Device, Entry]
) -> None:
    one, two, first = pair
    mine, theirs = tell(one, first, WITHDRAWN, withdrawn()), tell(two, first, WITHDRAWN, withdrawn(reason="Đổi ý"))
    push(province, one, two)
    tell(one, first, RESOLVED, resolved((mine.hash, theirs.hash), mine.hash), mine)
    tell(two, first, RESOLVED, resolved((mine.hash, theirs.hash), first.hash), theirs)
    push(province, one, two)
    assert outcomes(province)[1:] == [(APPLIED, ""), (APPLIED, ""), (FLAGGED, TWICE), (FLAGGED, TWICE)]
    assert statuses(province) == ["received"]


def test_only_a_supervisor_settles_and_nobody_is_refused(
    province: Province, pair: tuple[Device, Device, Entry]
) -> None:
    one, two, first = pair
    mine, theirs = tell(one, first, WITHDRAWN, withdrawn()), tell(two, first, WITHDRAWN, withdrawn(reason="Đổi ý"))
    push(province, one, two)
    tell(one, first, RESOLVED, resolved((mine.hash, theirs.hash), mine.hash, role="clerk"), mine)
    push(province, one)
    assert outcomes(province)[1:] == [
        (FLAGGED, TWICE), (FLAGGED, TWICE), (FLAGGED, "sync.outcome.not_supervisor"),
    ]  # fmt: skip


def test_noted_entry_is_applied_at_the_province(province: Province, pair: tuple[Device, Device, Entry]) -> None:
    one, two, first = pair
    odd = tell(one, first, "dossier_sold", {})
    push(province, one)
    assert outcomes(province)[1] == (FLAGGED, "sync.outcome.unknown_kind")
    tell(two, first, RESOLVED, resolved((odd.hash,), None, about="facts"), odd)
    push(province, two, one)
    assert outcomes(province) == [(APPLIED, "")] * 3


def test_step_that_cannot_be_is_flagged_and_done(province: Province, pair: tuple[Device, Device, Entry]) -> None:
    one, _, first = pair
    settled = one.receive(1, settled_at_once=True)[0]
    gone = tell(one, first, WITHDRAWN, withdrawn())
    tell(one, first, WITHDRAWN, withdrawn(), gone)
    tell(one, settled, WITHDRAWN, withdrawn())
    one.log.add(withdrawn(), kind=WITHDRAWN, subject=bytes(16), parent=bytes(32))
    push(province, one)
    assert [reason for _, reason in outcomes(province)[3:]] == [
        "sync.outcome.no_such_step", "sync.outcome.no_such_step", "sync.outcome.no_dossier",
    ]  # fmt: skip
    assert statuses(province) == ["withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (WITHDRAWN, {}), (WITHDRAWN, withdrawn(papers_back=1)), (WITHDRAWN, withdrawn(reason="")),
        (WITHDRAWN, withdrawn(agency="h49")), (WITHDRAWN, withdrawn(at="yesterday")), (RESOLVED, {}),
        (RESOLVED, {**resolved((bytes(32),), None), "settles": ["11"]}), (RESOLVED, resolved((bytes(32),), None, role=3)),
    ],
)  # fmt: skip
def test_turn_without_what_it_must_have_is_quarantined(
    province: Province, pair: tuple[Device, Device, Entry], kind: str, body: Any
) -> None:
    one, _, first = pair
    tell(one, first, kind, body)
    one.receive(1)
    push(province, one)
    assert [outcome for outcome, _ in outcomes(province)] == [APPLIED, QUARANTINED, APPLIED]
    assert statuses(province) == ["received", "received"]


def test_doubtful_facts_say_what_is_doubtful(province: Province, pair: tuple[Device, Device, Entry]) -> None:
    one, _, first = pair
    tell(one, first, WITHDRAWN, withdrawn(agency="H49.30"))
    one.receive(1, clock_doubt="far_ahead")
    push(province, one)
    assert outcomes(province)[1:] == [
        (FLAGGED, "sync.outcome.other_centre"), (FLAGGED, "sync.outcome.clock_suspect"),
    ]  # fmt: skip


def test_turn_that_came_before_its_dossier_counts_when_that_comes(province: Province, enrolled: Enrol) -> None:
    """As after a restore, when one counter sends again what the other has built on."""
    one, two = enrolled(), enrolled()
    (first,) = one.receive(1)
    tell(two, first, WITHDRAWN, withdrawn())
    push(province, two)
    assert outcomes(province) == [(FLAGGED, "sync.outcome.no_dossier")]
    push(province, one)
    assert statuses(province) == ["withdrawn"]
