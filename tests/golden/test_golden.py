"""What earlier releases left behind and said: their databases open today, and today's province answers them as theirs did.

Each folder was made by the code of its day (see `record`), and is never made anew."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from counter.journal.chain import Head
from counter.journal.entry import Entry, Envelope
from counter.server.province import Place, Province
from counter.server.verify import verify_province
from counter.store.database import Database
from counter.store.drafts import draft_of
from counter.store.key import read_or_make_key
from counter.store.schema import REVISION
from counter.store.settings_table import get
from counter.store.verify import verify
from counter.sync.engine import Idle
from counter.wire.columns import Known
from counter.wire.reply import SyncReply
from counter.wire.reply_format import read_reply
from tests.made.counter_pair import Counter, Line
from tests.made.world import HandClock

HERE = Path(__file__).parent
RELEASES = sorted(path.name for path in HERE.glob("schema-*"))


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> Path:
    return HERE / str(request.param)


def said(release: Path, name: str) -> Any:
    return json.loads((release / f"{name}.json").read_text("utf-8"))


def province_of(release: Path, folder: Path) -> Province:
    """The province as it stood when its two counters had just been enrolled, opened by today's server."""
    folder.mkdir()
    shutil.copy(release / "province.key", folder)
    (folder / "province.db").write_bytes(gzip.decompress((release / "province.db.gz").read_bytes()))
    return Province(Place(folder), HandClock())


def counter_of(release: Path, folder: Path) -> Counter:
    """The counter as it was left, opened by today's program."""
    (folder / "data").mkdir(parents=True)
    for name in ("counter.db", "database.key"):
        shutil.copy(release / name, folder / "data")
    counter = Counter(folder, HandClock(datetime.fromisoformat(said(release, "expected")["now"])))
    counter._requests = 100
    return counter


def reader(release: Path) -> tuple[Callable[[str, bytes, Province], SyncReply], Callable[[], None]]:
    """Reads replies as the counters of that release would have to, and gives back the files."""
    database = Database(release / "counter.db", read_or_make_key(release), manner="still")
    with database.read() as t:
        generation = bytes.fromhex(get(t, "generation"))
        devices = {own: (device, epoch) for own, device, epoch in t.rows("SELECT own, device, epoch FROM source")}

    def read(who: str, reply: bytes, province: Province) -> SyncReply:
        device, epoch = devices[int(who == "one")]
        with database.read() as t:
            hashes = dict(
                t.rows("SELECT l.seq, l.hash FROM log l JOIN source s ON s.id = l.source WHERE s.epoch = ?", (epoch,))
            )

            def held(epoch: int, seq: int) -> Known | None:
                row = t.row("SELECT envelope, hash FROM log WHERE seq = ? AND source IN (SELECT id FROM source WHERE epoch = ?)",
                            (seq, epoch))  # fmt: skip
                return None if row is None else Known(Envelope.decode(row[0]), row[1])

            return read_reply(
                reply, province.authority.public_key, device=device, epoch=epoch, generation=generation,
                hash_at=lambda seq: hashes.get(seq) if seq else Head.empty(device, epoch).hash, held=held,
            )  # fmt: skip

    return read, database.close


def meaning(reply: SyncReply) -> dict[str, Any]:
    """What a counter takes from it."""
    return {
        "acked": reply.acked, "standing": reply.standing, "cursor": reply.cursor, "more": reply.more,
        "entries": [_told(entry) for entry in reply.entries], "positions": reply.positions,
        "notices": reply.notices, "grant": reply.grant, "lanes": reply.lanes,
    }  # fmt: skip


def _told(entry: Entry) -> tuple[str, bytes]:
    """What the province itself adds is salted anew each time."""
    return entry.envelope.kind, entry.envelope.subject if entry.envelope.kind == "code_assigned" else entry.hash


def test_there_is_one_of_every_schema() -> None:
    assert [f"schema-{number:04d}" for number in range(1, int(REVISION) + 1)] == RELEASES


def test_province_of_today_answers_the_clients_of_that_release_as_theirs_did(release: Path, tmp_path: Path) -> None:
    conversation = said(release, "conversation")
    province, (read, close) = province_of(release, tmp_path / "province"), reader(release)
    for number, turn in enumerate(conversation):
        reply = province.exchange.answer(base64.b64decode(turn["request"]))
        now, then = (meaning(read(turn["who"], raw, province)) for raw in (reply, base64.b64decode(turn["reply"])))
        assert now == then, number
        if turn.get("then") == "interpreted":
            province.interpreter.catch_up()
            province.clock.forward(minutes=10)  # type: ignore[attr-defined]
    close()
    province.close()
    assert verify_province(tmp_path / "province", None)[1] == []


def test_database_of_that_release_is_brought_to_today_with_everything_in_it(release: Path, tmp_path: Path) -> None:
    expected, counter = said(release, "expected"), counter_of(release, tmp_path / "one")
    assert not counter.store.newer
    assert counter.problems() == []
    assert counter.log() == {(epoch, seq, hash_) for epoch, seq, hash_ in expected["log"]}
    assert counter.codes() == expected["codes"]
    with counter.store.database.read() as t:
        assert t.rows("SELECT revision FROM schema_revision") == [(REVISION,)]
        assert draft_of(t, "ha") == ({"note": "half a name"}, "2026-11-23T10:00:00+07:00")
        assert get(t, "printer") == "folder:/nowhere"
    before = tmp_path / "one" / "data" / f"before-{REVISION}-counter.db"
    assert before.exists() is (expected["revision"] != REVISION)
    if before.exists():  # the version before would go on with it
        database = Database(before, read_or_make_key(release), manner="still")
        with database.read() as t:
            assert t.rows("SELECT revision FROM schema_revision") == [(expected["revision"],)]
        database.close()
    after = counter.receive(1)[0].code
    assert after not in expected["codes"]
    counter.close()


def test_counter_of_that_release_goes_on_with_the_province_after_its_upgrade(release: Path, tmp_path: Path) -> None:
    province = province_of(release, tmp_path / "province")
    for turn in said(release, "conversation"):
        province.exchange.answer(base64.b64decode(turn["request"]))
    counter, line = counter_of(release, tmp_path / "one"), Line(province)
    assert counter.exchange.facts().waiting == len(said(release, "expected")["waiting"]) == 2
    counter.receive(1)
    assert isinstance(counter.sync(line), Idle)
    facts = counter.exchange.facts()
    assert (facts.waiting, facts.needs_epoch, facts.proved) == (0, None, True)
    assert verify(counter.store.database).problems == ()
    counter.close()
    province.close()
    assert verify_province(tmp_path / "province", None)[1] == []
