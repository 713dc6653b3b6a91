"""The log in the database: chained, never changed, and every tampering named by where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as cipher

from counter.journal.body import BadBody
from counter.journal.chain import Head
from counter.journal.entry import Entry, body_digest, subject_of
from counter.store.database import Transaction
from counter.store.foreign import keep_and_fold
from counter.store.log import entries_after, head_of, verify_logs
from counter.store.verify import verify
from counter.usecases.close_duty import close_duty
from counter.usecases.open_day import open_day
from tests.made.tampering import tamper
from tests.made.world import DEVICE, MONDAY, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def own_entries(world: World) -> list[Entry]:
    assert world.store.identity is not None
    with world.store.database.read() as transaction:
        return entries_after(transaction, world.store.identity.source, 0, 1000)


def problems(world: World) -> tuple[str, ...]:
    return verify(world.store.database).problems


def test_entries_are_chained_and_carry_who_when_and_what_came_before(world: World) -> None:
    first = world.receive(deciding_agency="H49.05")
    close_duty(world.store, first.dossier, "official_code", world.actor)
    open_day(world.store, MONDAY.date(), world.actor)
    one, two, three = own_entries(world)
    assert [e.envelope.seq for e in (one, two, three)] == [1, 2, 3]
    assert one.envelope.prev == Head.empty(DEVICE, 1).hash
    assert (two.envelope.prev, three.envelope.prev) == (one.hash, two.hash)
    assert one.envelope.subject == two.envelope.subject == subject_of(DEVICE, 1, 1)
    assert (one.envelope.parent, two.envelope.parent, three.envelope.parent) == (None, one.hash, None)
    assert three.envelope.subject == subject_of(DEVICE, 1, 3)
    assert (one.envelope.actor, one.envelope.session) == ("ha", b"session1")
    assert (one.envelope.offset, one.envelope.boot, one.envelope.day) == (420, b"testboot", MONDAY.date())
    assert one.envelope.wall_ms == int(MONDAY.timestamp() * 1000)


def test_salts_differ_so_that_equal_bodies_have_different_hashes(world: World) -> None:
    for _ in range(3):
        world.receive()
    assert len({entry.salt for entry in own_entries(world)}) == 3


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM log",
        "DELETE FROM log WHERE id = 1",
        "UPDATE log SET body = x'7b7d'",
        "UPDATE log SET hash = x'00'",
        "UPDATE log SET seq = 9",
        "UPDATE log SET body = NULL",
        "UPDATE log SET salt = NULL, digest = x'00'",
        "UPDATE log SET body = NULL, salt = NULL, digest = x'00', envelope = x'00'",
        "REPLACE INTO log (id, source, seq, hash, kind, version, subject, envelope) "
        "SELECT id, source, seq, hash, kind, version, subject, x'00' FROM log",
    ],
)
def test_log_refuses_when_somebody_would_change_or_delete(world: World, sql: str) -> None:
    world.receive()
    with pytest.raises(cipher.IntegrityError, match="the log is never"), world.store.database.write() as transaction:
        transaction.run(sql)
    assert problems(world) == ()


def test_body_can_be_erased_by_law_and_the_chain_still_verifies(world: World) -> None:
    for _ in range(3):
        world.receive()
    erased = own_entries(world)[1]
    with world.store.database.write() as transaction:
        digest = body_digest(erased.salt, erased.body)
        transaction.run("UPDATE log SET body = NULL, salt = NULL, digest = ? WHERE seq = 2", (digest,))
    with world.store.database.read() as transaction:
        assert verify_logs(transaction) == (3, [])
    assert [entry.envelope.seq for entry in own_entries(world)] == [
        1
    ]  # what follows an erased body is not sent blindly


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE log SET body = replace(body, 'female', 'male') WHERE seq = 2", "epoch 1 seq 2: bytes do not give"),
        ("UPDATE log SET salt = x'0000000000000000' WHERE seq = 2", "epoch 1 seq 2: bytes do not give"),
        ("UPDATE log SET hash = zeroblob(32) WHERE seq = 2", "epoch 1 seq 2: bytes do not give"),
        ("UPDATE log SET envelope = zeroblob(150) WHERE seq = 2", "epoch 1 seq 2: envelope unreadable"),
        ("DELETE FROM log WHERE seq = 2", "epoch 1 seq 2: found seq 3 instead"),
        ("DELETE FROM log WHERE seq = 3", "epoch 1: the head kept is seq 3, the log ends at 2"),
        ("DELETE FROM log WHERE seq = 1", "epoch 1 seq 1: found seq 2 instead"),
        ("UPDATE source SET head = zeroblob(32)", "epoch 1: the head kept is seq 3, the log ends at 3"),
    ],
)
def test_tampering_is_named_by_where_it_is(world: World, sql: str, named: str) -> None:
    for _ in range(3):
        world.receive()
    if "replace(body" in sql:
        sql = sql.replace(
            "replace(body, 'female', 'male')", "CAST(replace(CAST(body AS TEXT), 'female', 'male') AS BLOB)"
        )
    tamper(world, sql)
    assert any(problem.startswith(named) for problem in problems(world)), problems(world)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dossier SET applicant = 'Ai Đó'",
        "UPDATE dossier SET code = 'H49.22-261123-0099'",
        "UPDATE dossier SET due = NULL",
        "DELETE FROM dossier_code",
        "INSERT INTO duty (dossier, kind) VALUES (1, 'scan_sign')",
        "INSERT INTO dossier_words (rowid, words) VALUES (1, 'ai')",
        "DELETE FROM dossier",
    ],
)
def test_tables_that_differ_from_the_log_are_found_and_left_as_they_are(world: World, sql: str) -> None:
    world.receive()
    with world.store.database.write() as transaction:
        transaction.run(sql)
    assert "tables differ from what the log gives" in problems(world)
    assert "tables differ from what the log gives" in problems(world)


def test_bad_body_leaves_nothing_behind(world: World) -> None:
    with pytest.raises(BadBody), world.store.deed(world.actor) as deed:
        deed.add("duty_closed", {"kind": 1.5})
    assert own_entries(world) == []
    assert world.receive().code.endswith("-0001")


def foreign(entry: Entry, body: bytes | None = None, **changes: object) -> Entry:
    envelope = replace(entry.envelope, device=bytes(16), **changes)
    return Entry.seal(envelope, entry.salt, entry.body if body is None else body)


def kept(world: World, entry: Entry, position: int) -> bool:
    with world.store.database.write() as transaction:
        return keep_and_fold(transaction, entry, position)


def test_foreign_entry_is_kept_once_and_byte_for_byte(world: World) -> None:
    world.receive()
    odd = b' {"b": 1.50, "a": 2,\r\n "a": "e\xcc\x81 \xff"}\0\n'  # nothing that this program would write or read
    entry = foreign(own_entries(world)[0], odd, kind="kind_of_2031", version=7, seq=5)
    assert kept(world, entry, 1)
    assert not kept(world, entry, 2)
    with world.store.database.read() as transaction:
        row = transaction.row("SELECT envelope, salt, body, hash, position FROM log WHERE position IS NOT NULL")
    assert row == (entry.raw, entry.salt, entry.body, entry.hash, 1)
    assert problems(world) == ()


def test_gap_in_anothers_log_is_no_problem_but_a_changed_entry_is(world: World) -> None:
    world.receive()
    for seq in (3, 9):
        assert kept(world, foreign(own_entries(world)[0], seq=seq, kind="kind_of_2031"), seq)
    assert problems(world) == ()
    tamper(world, "UPDATE log SET envelope = x'07' WHERE position = 3")
    assert "foreign entry unreadable (envelope form 7)" in problems(world)
    tamper(world, "UPDATE log SET body = x'7b7d' WHERE position = 9")
    assert [p for p in problems(world) if p.startswith("foreign epoch 1 seq 9: bytes do not give")]


def test_log_of_another_epoch_is_walked_too(world: World) -> None:
    world.receive()
    world.enrol(2, ())
    world.receive()
    assert verify(world.store.database).entries == 2
    tamper(world, "UPDATE log SET hash = zeroblob(32) WHERE source = (SELECT id FROM source WHERE epoch = 1)")
    assert any(p.startswith("epoch 1 seq 1") for p in problems(world))


def test_head_is_that_of_the_last_entry(world: World) -> None:
    assert world.store.identity is not None
    source = world.store.identity.source

    def head(transaction: Transaction) -> Head:
        return head_of(transaction, source)

    with world.store.database.read() as transaction:
        assert head(transaction) == Head.empty(DEVICE, 1)
    world.receive()
    last = own_entries(world)[-1]
    with world.store.database.read() as transaction:
        assert head(transaction) == Head(DEVICE, 1, 1, last.hash)
