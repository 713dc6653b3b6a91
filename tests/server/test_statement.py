"""The province's statement and its lost rows, on both databases."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import delete

from counter.server.province import Place, Province
from counter.server.tables import attachment, dossier, inbox, outcome
from counter.server.verify import verify_province
from counter.store.statement import Slip, StoreStatements
from counter.sync.inquiry import Inquiry
from counter.wire.frame import CONTENT_TYPE
from tests.made.counter_pair import Counter, Line
from tests.made.world import HandClock


def state(one: Counter, province: Province) -> Slip:
    inquiry = Inquiry(one.exchange, StoreStatements(one.store), one.clock, os.urandom)
    while True:
        ask = inquiry.ask()
        assert ask is not None
        assert ask.body is not None
        slip = inquiry.answered(200, CONTENT_TYPE, province.statements.answer(ask.body))
        if slip is not None:
            return slip


def test_rows_lost_with_all_that_was_made_of_them_are_named_and_put_back(
    open_province: Callable[..., Province], place: Place, clock: HandClock, tmp_path: Path
) -> None:
    province = open_province()
    line = Line(province)
    one, other = (Counter(tmp_path / name, clock, seed) for seed, name in enumerate(("one", "two"), 1))
    for here in (one, other):
        here.enrol(province)
    received = []
    for _ in range(3):
        received += one.receive(2) + one.receive(1, deciding_agency="G09")
        other.receive(2)
        for here in (one, other):
            here.sync(line)
        province.interpreter.catch_up()
    assert state(one, province).equal
    with province.database.write() as c:
        for table in (inbox, outcome, dossier, attachment):
            c.execute(delete(table).where(table.c.centre == 1, table.c.position.between(2, 7)))
    slip = state(one, province)
    assert not slip.equal
    named = [lack.code for lack in one.exchange.facts().lacks]
    assert named == [r.code for r in received if r.code in named]
    for here in (one, other, one):
        state(here, province)
        here.sync(line)
    province.interpreter.catch_up()
    assert all(state(here, province).equal for here in (one, other))
    # What the province itself had written lies in no counter's log, but comes back from nowhere else either.
    left = [p for p in verify_province(place.folder, place.database_url)[1] if "epoch 1" in p or "epoch 2" in p]
    assert left == []
    for here in (one, other):
        here.close()
