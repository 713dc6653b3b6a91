"""PostgreSQL as the operations page sets it up: two roles, tables divided by centre, and the server at work on that."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path

import psycopg
import pytest
import requests
from sqlalchemy import inspect

from counter.server.database import Database
from counter.server.tables import metadata
from counter.server.verify import verify_province
from counter.wire.enrolment import EnrolReply
from counter.wire.reply import Standing
from tests.made.device import Device, slots
from tests.made.logs import reception
from tests.made.postgres import empty_database, own_log, tool
from tests.made.served import Served
from tests.server.test_schema import SMALL, shape

pytestmark = pytest.mark.xdist_group("postgres")
SCRIPTS = Path(__file__).parents[2] / "installer" / "province"
EVIDENCE = ("inbox", "checkpoint", "quarantine", "assigned")


def psql(url: str, script: str, *more: str) -> None:
    done = subprocess.run(
        [tool("psql"), "-X", "-q", *more, "-d", url, "-f", str(SCRIPTS / script)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def as_role(url: str, role: str) -> str:
    return url.replace("postgres:@", f"{role}:@")


def made_by_scripts(folder: Path) -> tuple[str, str]:
    """The URLs of owner and server of a database made by the scripts alone."""
    url, script = empty_database(), (SCRIPTS / "roles.sql").read_text(encoding="utf-8")
    with psycopg.connect(url) as c:
        made = c.execute("SELECT FROM pg_roles WHERE rolname = 'counter_api'").fetchone() is not None
    if made:  # roles are the whole cluster's
        script = "\n".join(row for row in script.splitlines() if not row.startswith("CREATE ROLE"))
    (folder / "roles.sql").write_text(script, encoding="utf-8")
    psql(url, str(folder / "roles.sql"))
    owner, server = as_role(url, "counter_owner"), as_role(url, "counter_api")
    assert Served(folder / "owner", owner).deed("migrate")[0]["was"] is None
    psql(owner, "rights.sql")
    return owner, server


def answer_of(served: Served) -> object:
    def answer(message: bytes) -> bytes:
        got = requests.post(served.url + "/v1/sync", data=message, timeout=20)
        assert got.status_code == 200, got.text
        return got.content

    return answer


def enrol(served: Served, seed: int, agency: str = "H49.22", unit: str = "06652") -> Device:
    def enrolling(asked: object) -> EnrolReply:
        got = requests.post(served.url + "/v1/enrol", data=asked.encode(), timeout=20)  # type: ignore[attr-defined]
        assert got.status_code == 200, got.text
        return EnrolReply.decode(got.content)

    return Device.enrol(enrolling, served.own_token(agency, unit), seed)


def everything(served: Served) -> list[Device]:
    """A working day in small: receptions, a provisional reference, a clone, a new epoch, a device out of service."""
    answer = answer_of(served)
    one, two, far = enrol(served, 1), enrol(served, 2), enrol(served, 3, "H49.30", "07192")
    for device in (one, two, far):
        device.receive(4)
        device.push_all(answer)  # type: ignore[arg-type]
    far.log.add(reception(f"TAM-{far.log.epoch}-261123-0001", far.log.rng, agency="H49.30", provisional=True))
    far.log.add(b"no body at all")
    far.push_all(answer)  # type: ignore[arg-type]
    twin = Device(one.key, one.granted, one.log.copy(7), acked=one.acked, cursor=one.cursor, spent=one.spent)
    twin.shelf.put(*one.log.entries, *one.pulled.values())
    one.receive(2)
    one.push_all(answer)  # type: ignore[arg-type]
    twin.receive(2)
    assert twin.exchange(answer).standing is Standing.FORK  # type: ignore[arg-type]
    reply = one.exchange(answer, epoch_ask=random.Random(4).randbytes(8))  # type: ignore[arg-type]
    assert reply.grant is not None
    assert served.deed("revoke", "--device", two.log.device.hex())[0]["revoked"] is True
    two.receive(3)
    assert two.exchange(answer).standing is Standing.REVOKED  # type: ignore[arg-type]
    rows = served.deed("export")
    assert slots(rows) >= {
        (e.envelope.epoch, e.envelope.seq, e.hash.hex()) for d in (one, two, far, twin) for e in d.log.entries
    }
    assert "waiting" not in {row.get("outcome") for row in rows}
    return [one, two, far]


def demand_only_added_to(c: psycopg.Connection[tuple[object, ...]], table: str) -> None:
    for statement in (f"UPDATE {table} SET centre = centre", f"DELETE FROM {table}", f"TRUNCATE {table}",
                      f"DROP TABLE {table}", f"ALTER TABLE {table} ADD COLUMN more integer"):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            c.execute(statement)


@pytest.mark.slow
def test_server_works_with_no_right_to_change_what_was_received(tmp_path: Path) -> None:
    _, server = made_by_scripts(tmp_path)
    with Served(tmp_path / "p", server) as served:
        everything(served)
        assert served.deed("status")[0]["apart"] == 5
    assert verify_province(tmp_path / "p", server)[1] == []
    with psycopg.connect(server, autocommit=True) as c:
        for table in EVIDENCE:
            count = c.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count != (0,), table
            demand_only_added_to(c, table)
        for statement in ("CREATE TABLE mine (n integer)", "UPDATE schema_revision SET version_num = '0'"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                c.execute(statement)


def failing(url: str, name: str) -> None:
    """A statement whose row breaks a rule, and one that takes too long."""
    with psycopg.connect(url, autocommit=True) as c:
        with pytest.raises(psycopg.errors.NotNullViolation):
            c.execute("INSERT INTO dossier (centre, position, applicant) VALUES (1, 99999, %s)", [name])
        c.execute("SET statement_timeout = 1")
        with pytest.raises(psycopg.errors.QueryCanceled):
            c.execute("SELECT pg_sleep(1), %s::text", [name])


@pytest.mark.slow
def test_postgresqls_own_log_holds_nothing_of_a_person_though_it_is_told_to_write_down_every_statement(
    tmp_path: Path,
) -> None:
    _, server_url = made_by_scripts(tmp_path)
    log, administrator = own_log(), server_url.replace("counter_api:@", "postgres:@")
    with psycopg.connect(administrator, autocommit=True) as c:
        database = c.info.dbname
        c.execute(f'ALTER DATABASE "{database}" SET log_min_duration_statement = 0')
        c.execute(f'ALTER DATABASE "{database}" SET log_parameter_max_length_on_error = -1')
    begun = log.stat().st_size
    with Served(tmp_path / "p", server_url) as served:
        device = enrol(served, 61)
        device.receive(3)
        device.push_all(answer_of(served))  # type: ignore[arg-type]
        rows = served.deed("export")
    bodies = [json.loads(entry.body) for entry in device.log.entries]
    people = {body["applicant"][part] for body in bodies for part in ("name", "number")}
    assert {body["applicant"]["name"] for body in bodies} <= {str(row.get("applicant")) for row in rows}
    failing(server_url, bodies[0]["applicant"]["name"])

    def written(since: int) -> str:
        return log.read_bytes()[since:].decode("utf-8", "replace")

    def found(text: str) -> set[str]:
        return {one for one in people if one in text or one.encode().hex() in text}

    said = written(begun)
    assert "INSERT INTO dossier" in said  # it was written down, and its values were not
    assert found(said) == set()
    begun = log.stat().st_size
    failing(administrator, bodies[0]["applicant"]["name"])  # nobody holds it back there
    assert found(written(begun)) == {bodies[0]["applicant"]["name"]}


@pytest.mark.slow
def test_every_growing_table_divided_by_centre_serves_as_before(tmp_path: Path) -> None:
    """The rights too: a part of a table is a table, and what the server may not do to the whole it may not do to a part."""
    owner, url = made_by_scripts(tmp_path)
    with Served(tmp_path / "p", url) as served:
        answer = answer_of(served)
        centres = [enrol(served, n, f"H49.{n}", "06652") for n in range(20, 23)]
        for device in centres:
            device.receive(3)
            device.push_all(answer)  # type: ignore[arg-type]
    before = Database(tmp_path / "p", url, prepared=False)
    names = set(metadata.tables) - SMALL
    shapes = {name: one for name, one in shape(inspect(before.engine)).items() if name in names}
    before.close()
    psql(owner, "partitions.sql", "-v", "partitions=3")
    psql(owner, "rights.sql")
    with psycopg.connect(url) as c:
        kinds = dict(
            c.execute("SELECT relname::text, relkind::text FROM pg_class WHERE relname = ANY(%s)", [list(names)])
        )  # type: ignore[arg-type]
        assert kinds == dict.fromkeys(names, "p")
        spread = c.execute("SELECT count(DISTINCT tableoid) FROM inbox").fetchone()
        assert spread != (1,)
    with psycopg.connect(url, autocommit=True) as c:
        for table in EVIDENCE:
            for part in (table, *(f"{table}_{number}" for number in range(3))):
                demand_only_added_to(c, part)
    after = Database(tmp_path / "p", url)
    assert {name: one for name, one in shape(inspect(after.engine)).items() if name in names} == shapes
    after.close()
    with Served(tmp_path / "p", url) as served:
        answer = answer_of(served)
        for device in centres:
            device.receive(2)
            device.push_all(answer)  # type: ignore[arg-type]
        everything(served)
        rows = served.deed("export")
        wanted = {(e.envelope.epoch, e.envelope.seq, e.hash.hex()) for d in centres for e in d.log.entries}
        assert slots(rows) >= wanted
        fresh = enrol(served, 99, "H49.20", "06652")
        fresh.push_all(answer)  # type: ignore[arg-type]
        assert {e.hash for e in fresh.pulled.values()} == {e.hash for e in centres[0].log.entries}
    assert verify_province(tmp_path / "p", url)[1] == []
