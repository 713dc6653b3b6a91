"""The local database: encrypted, durable pragmas, one writer, and every refusal in words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as cipher

from counter.domain.person import Parties, Person
from counter.domain.sentence import Trouble, say
from counter.store.database import EASED, Database
from counter.store.key import NAME, read_or_make_key
from counter.store.local_store import LocalStore
from counter.store.migrate import verified_copy
from counter.store.settings_table import get, get_some, put
from tests.made.world import HandClock, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0), ("temp_store", 2)],
)
def test_pragma_holds_on_every_connection(world: World, pragma: str, value: object) -> None:
    found = []

    def look() -> None:
        with world.store.database.read() as transaction:
            found.append(transaction.row(f"PRAGMA {pragma}"))

    look()
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [(value,), (value,)]


def test_nothing_readable_lies_on_the_disk(world: World) -> None:
    world.receive(parties=Parties(Person("Kyparissia Zephyrine", "022190004512", phone="0987612345")))
    world.store.database.checkpoint(whole=True)
    world.receive(parties=Parties(Person("Kyparissia Zephyrine", "022190004512", phone="0987612345"), None))
    files = [path for path in world.folder.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".db", ".db-wal", ".witness"}
    for path in files:
        raw = path.read_bytes().lower()
        for planted in (b"kyparissia", b"zephyrine", b"022190004512", b"0987612345", b"sqlite format", b"create table"):
            assert planted not in raw, path.name
    assert world.store.database.encrypted()


def test_wal_starts_anew_when_whoever_has_time_has_moved_it_into_the_database(world: World) -> None:
    database = world.store.database
    wal = database.path.with_name(database.path.name + "-wal")
    assert not database.ease()  # so little is left to the next time
    with database.write() as transaction:
        put(transaction, "large", "x" * 4096 * EASED)
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.extend((database.ease(), database.ease())))
    size = wal.stat().st_size
    with database.write():  # a clerk's deed under way waits for nothing of it, nor it for the deed
        thread.start()
        thread.join()
    world.receive()
    assert found == [True, False]
    assert wal.stat().st_size == size
    with database.read() as transaction:
        assert len(get(transaction, "large")) == 4096 * EASED


def test_plain_sqlite_cannot_open_it(world: World) -> None:
    plain = sqlite3.connect(world.data / "counter.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_start_is_refused_and_nothing_changed_when_the_key_is_another(world: World) -> None:
    world.receive()
    world.store.close()
    before = (world.data / "counter.db").read_bytes()
    key = (world.data / NAME).read_text()
    (world.data / NAME).write_text("ab" * 32)
    with pytest.raises(Trouble) as trouble:
        world.open()
    assert trouble.value.sentence.key == "store.wrong_key"
    assert "không bị thay đổi" in say(trouble.value.sentence)
    assert (world.data / "counter.db").read_bytes() == before
    (world.data / NAME).write_text(key)
    world.open()
    assert world.receive().code.endswith("-0002")


def test_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    keys = []
    threads = [threading.Thread(target=lambda: keys.append(read_or_make_key(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert len(keys[0]) == 32
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


@pytest.mark.parametrize("path", ["//server/share/counter", r"\\server\share\counter"])
def test_start_is_refused_when_the_folder_is_on_the_network(tmp_path: Path, path: str) -> None:
    class Remote(type(tmp_path)):  # type: ignore[misc]
        def __str__(self) -> str:
            return path

    with pytest.raises(Trouble) as trouble:
        LocalStore(Remote(tmp_path / "x"), HandClock(), state_folder=tmp_path)
    assert trouble.value.sentence.key == "store.network_path"
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_a_transaction_raises(world: World) -> None:
    def half_way() -> None:
        with world.store.database.write() as transaction:
            put(transaction, "half", 1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half_way()
    with world.store.database.read() as transaction:
        assert get(transaction, "half") is None


def test_reader_sees_one_moment_while_another_writes(world: World) -> None:
    with world.store.database.read() as transaction:
        before = transaction.row("SELECT count(*) FROM log")
        thread = threading.Thread(target=world.receive)
        thread.start()
        thread.join()
        assert transaction.row("SELECT count(*) FROM log") == before == (0,)
    with world.store.database.read() as transaction:
        assert transaction.row("SELECT count(*) FROM log") == (1,)


def test_trouble_is_told_in_words_when_another_program_holds_the_database(world: World) -> None:
    other = Database(world.data / "counter.db", read_or_make_key(world.data))
    other.connection().execute("PRAGMA busy_timeout = 20")
    with world.store.database.write(), pytest.raises(Trouble) as trouble, other.write():
        pass
    assert trouble.value.sentence.key == "store.busy"
    with other.write() as transaction:
        put(transaction, "later", True)
    other.close()


def test_two_threads_and_two_programs_number_without_a_repeat(world: World) -> None:
    other = World(world.folder, seed=2)
    codes: list[str] = []

    def work(by: World, name: str) -> None:
        for number in range(15):
            codes.append(by.receive(by.request(request=f"{name}-{number}")).code)

    threads = [threading.Thread(target=work, args=(by, f"{at}")) for at, by in enumerate((world, other, world, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert sorted(code[-4:] for code in codes) == [f"{n:04d}" for n in range(1, 61)]
    assert world.store.needs_epoch is None


def test_machine_never_accuses_itself_when_it_is_opened_while_it_receives(world: World) -> None:
    with world.receiving():
        for _ in range(60):
            LocalStore(world.data, HandClock(), state_folder=world.folder / "state").close()
    assert world.store.needs_epoch is None


def test_programming_faults_are_not_called_trouble_of_the_disk(world: World) -> None:
    with pytest.raises(cipher.OperationalError), world.store.database.read() as transaction:
        transaction.rows("SELECT * FROM no_such_table")


def test_backup_is_whole_encrypted_and_opens_with_the_same_key(world: World) -> None:
    codes = [world.receive().code for _ in range(3)]
    target = verified_copy(world.store.database, world.folder / "backup.db")
    copy = Database(target, read_or_make_key(world.data))
    assert copy.encrypted()
    with copy.read() as transaction:
        assert [row[0] for row in transaction.rows("SELECT code FROM dossier ORDER BY id")] == codes
    copy.close()


def test_settings_come_back_and_none_is_a_value(world: World) -> None:
    with world.store.database.write() as transaction:
        put(transaction, "a", {"ộ": [1, None]})
        put(transaction, "a", {"ộ": [2, None]})
        put(transaction, "b", None)
        assert get(transaction, "a") == {"ộ": [2, None]}
        assert get(transaction, "b", 7) is None
        assert get(transaction, "c", 7) == 7
        assert get_some(transaction, "c", "a", "b") == [None, {"ộ": [2, None]}, None]
