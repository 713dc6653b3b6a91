"""The province's database as each earlier program left it, full of dossiers, brought to today's schema by opening it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, inspect, select, text, update

from counter.domain.attachment import Attached
from counter.journal.entry import Envelope
from counter.journal.kinds import FILE_ATTACHED, FILE_MISTAKEN, RESOLVED, WITHDRAWN
from counter.server.database import Database
from counter.server.export import export
from counter.server.judging import FLAGGED, UNKNOWN
from counter.server.migrate import STEPS
from counter.server.province import Place, Province
from counter.server.tables import REVISION, dossier, inbox, metadata, outcome
from counter.server.verify import verify_province
from tests.made.device import Device
from tests.made.logs import reception
from tests.made.postgres import empty_database
from tests.made.two_counters import withdrawn
from tests.made.world import HandClock

Enrol = Callable[..., Device]
# The kinds that a program of that schema did not know: it kept them, and could not read them.
LATER = {"0001": {FILE_ATTACHED, FILE_MISTAKEN, WITHDRAWN, RESOLVED}, "0002": {WITHDRAWN, RESOLVED}}


def a_life(province: Province, enrolled: Enrol) -> Device:
    """Receptions, a provisional reference, a scan, one taken back, a dossier withdrawn, poison; a second centre."""
    device, far = enrolled(), enrolled("H49.30", "07192")
    first, second = device.receive(2)
    code = f"TAM-{device.log.epoch}-261123-0001"
    device.log.add(reception(code, device.log.rng, provisional=True))
    about = {"subject": first.envelope.subject, "parent": first.hash}
    scan = device.log.add(Attached(bytes(32), 77, "image/png", 1, None, "Tờ khai").body(), kind=FILE_ATTACHED, **about)
    device.log.add({"attached": scan.hash.hex(), "reason": None}, kind=FILE_MISTAKEN, **about)
    device.log.add(withdrawn(), kind=WITHDRAWN, subject=second.envelope.subject, parent=second.hash)
    device.log.add(b"no body at all")
    far.receive(2, agency="H49.30", deciding_agency="H49.30")
    for one in (device, far):
        one.push_all(province.exchange.answer)
    province.interpreter.catch_up()
    return device


def told(province: Province) -> list[dict[str, Any]]:
    return sorted(export(province), key=lambda row: sorted((k, str(v)) for k, v in row.items()))


def as_it_was(place: Place, at: str, now: Province) -> None:
    """A database made by the steps up to that one, with everything that a program of that time would have written."""
    old = Database(place.folder, place.database_url, prepared=False)
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    with old.write() as c, now.database.read() as today:
        config.attributes["connection"] = c
        command.upgrade(config, at)
        c.execute(text("DELETE FROM epoch_series"))
        held = set(inspect(c).get_table_names())
        later = {
            (row.centre, row.position)
            for row in today.execute(select(inbox))
            if Envelope.decode(row.envelope).kind in LATER[at]
        }
        for table in metadata.sorted_tables:
            rows = [dict(row._mapping) for row in today.execute(select(table))]
            if table.name in held and rows:
                c.execute(insert(table), rows)
        for centre, position in later:
            here = (outcome.c.centre == centre, outcome.c.position == position)
            c.execute(update(outcome).where(*here).values(outcome=FLAGGED, reason=UNKNOWN))
        c.execute(update(dossier).values(status="received"))
        if old.postgresql:
            c.execute(text("SELECT setval(pg_get_serial_sequence('centre', 'id'), (SELECT max(id) FROM centre))"))
    old.close()


@pytest.mark.parametrize("at", sorted(LATER))
def test_what_every_earlier_program_left_is_whole_and_interpreted_after_the_upgrade(
    province: Province, enrolled: Enrol, place: Place, clock: HandClock, at: str
) -> None:
    assert [*LATER, REVISION] == [
        f"{number:04d}" for number in range(1, int(REVISION) + 1)
    ]  # one more step: one more case
    device = a_life(province, enrolled)
    before = told(province)
    with province.database.read() as c:
        raw = {tuple(row) for row in c.execute(select(inbox))}
    then = Place(place.folder.with_name("then"), place.database_url and empty_database())
    then.folder.mkdir()
    shutil.copy(place.folder / "province.key", then.folder)
    as_it_was(then, at, province)
    upgraded = Province(then, clock)
    assert upgraded.interpreter.rejudge() == len([e for e in device.log.entries if e.envelope.kind in LATER[at]])
    assert told(upgraded) == before
    with upgraded.database.read() as c:
        assert {tuple(row) for row in c.execute(select(inbox))} == raw
    assert verify_province(then.folder, then.database_url)[1] == []
    device.receive(1)
    device.push_all(upgraded.exchange.answer)
    fresh = Device.enrol(upgraded.enrol, upgraded.token("H49.51", "06658").text, 9)
    fresh.receive(1, agency="H49.51", deciding_agency="H49.51")
    fresh.push_all(upgraded.exchange.answer)
    assert len(told(upgraded)) == len(before) + 4
    assert verify_province(then.folder, then.database_url)[1] == []
    upgraded.close()
