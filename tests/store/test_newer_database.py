"""A database that a newer program wrote: searched, shown and printed from, never changed, and nothing is received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter.domain.sentence import Refused, Trouble, say
from counter.store.dossiers import rows_of
from counter.store.prints import prints_of
from counter.store.search import find
from counter.store.uploads import StoreUploads
from counter.store.verify import verify
from counter.sync.line import open_exchange
from counter.usecases.print_receipt import ask_print_by_code
from counter.usecases.sign_in import Accounts
from tests.made.cheap_secrets import Cheap
from tests.made.world import World

NEWER = (
    "UPDATE schema_revision SET revision = '9999'",
    "CREATE TABLE what_is_to_come (a, b)",
    "ALTER TABLE dossier ADD COLUMN something_new TEXT",
)


def accounts_of(world: World) -> Accounts:
    return Accounts(world.store, hasher=Cheap)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    accounts_of(world).add("ha", "Phạm Thu Hà", "clerk", "mot hai ba bon")
    world.codes = [world.receive().code for _ in range(3)]  # type: ignore[attr-defined]
    world.store.database.script(NEWER)
    world.store.close()
    world.before = (world.data / "counter.db").read_bytes()  # type: ignore[attr-defined]
    world.open()
    yield world
    world.close()
    assert (world.data / "counter.db").read_bytes() == world.before  # type: ignore[attr-defined]


def test_old_dossiers_are_found_shown_and_printed(world: World) -> None:
    assert world.store.newer
    session = accounts_of(world).sign_in("ha", "mot hai ba bon")
    with world.store.database.read() as t:
        rows = rows_of(t, find(t, "ngoc an"))
    assert [row.code for row in rows] == world.codes[::-1]  # type: ignore[attr-defined]
    asked = ask_print_by_code(world.store, rows[0].code, session.actor)
    assert asked.copy_number == 1
    assert ask_print_by_code(world.store, rows[0].code, session.actor).copy_number == 2
    with world.store.database.read() as t:
        assert len(prints_of(t, asked.dossier)) == 3
    assert verify(world.store.database).problems == ()
    assert verify(world.store.database).entries == 3


def test_nothing_is_received_and_the_reason_is_plain(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.receive()
    assert refused.value.field == "code"
    vi, en = say(refused.value.sentence, "vi"), say(refused.value.sentence, "en")
    assert "phiên bản mới hơn" in vi
    assert "giữ nguyên" in vi
    assert "newer version" in en
    with pytest.raises(Trouble), world.store.database.write() as t:
        t.run("DELETE FROM dossier")


def test_wrong_passwords_are_still_counted(world: World) -> None:
    accounts = accounts_of(world)
    for _ in range(20):
        with pytest.raises(Refused):
            accounts.sign_in("ha", "wrong")
    with pytest.raises(Refused) as refused:
        accounts.sign_in("ha", "mot hai ba bon")
    assert refused.value.sentence.key == "account.wait"


def test_sync_and_files_rest(world: World) -> None:
    assert open_exchange(world.store).standpoint() is None
    uploads = StoreUploads(world.store)
    assert uploads.sender() is None
    uploads.gather()
    assert uploads.tidy(datetime(2030, 1, 1, tzinfo=UTC)) == 0


def test_threads_see_the_same_and_do_not_meet(world: World) -> None:
    import threading

    found: list[int] = []

    def work() -> None:
        for _ in range(20):
            found.append(ask_print_by_code(world.store, world.codes[0], world.actor).copy_number)  # type: ignore[attr-defined]

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 61))


def test_database_that_lost_what_this_program_reads_is_refused_and_left_untouched(world: World) -> None:
    from counter.store.database import Database
    from counter.store.key import read_or_make_key

    world.store.close()
    database = Database(world.data / "counter.db", read_or_make_key(world.data))
    database.script(("ALTER TABLE dossier RENAME COLUMN sector TO field",))
    database.close()
    world.before = (world.data / "counter.db").read_bytes()  # type: ignore[attr-defined]
    with pytest.raises(Trouble) as trouble:
        world.open()
    assert trouble.value.sentence.key == "store.too_new"
    assert "giữ nguyên" in say(trouble.value.sentence)
