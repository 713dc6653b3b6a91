"""The province's schema: made by its steps alone, equal to what the program believes, ready to be divided by centre."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Inspector, MetaData, create_engine, inspect, text
from sqlalchemy.engine import Engine

from counter.domain.sentence import Trouble
from counter.server.database import NAME, Database
from counter.server.migrate import STEPS, VERSION_TABLE
from counter.server.province import Place, open_province
from counter.server.tables import REVISION, metadata
from tests.made.postgres import empty_database
from tests.server.conftest import BOTH

# Small, and the same for every centre: whoever distributes the rest copies these to every node.
SMALL = {
    "meta", "epoch_series", "centre", "device", "epoch", "token", "token_use", "lane", "day_lane", "serial",
}  # fmt: skip


@pytest.fixture(params=BOTH)
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place with nothing in it, not even tables."""
    return Place(tmp_path / "p", None if request.param == "sqlite" else empty_database())


def opened(place: Place) -> Database:
    return Database(place.folder, place.database_url)


def shape(found: Inspector) -> dict[str, Any]:
    """Everything about the tables that a statement could notice."""
    return {
        name: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)],
            found.get_pk_constraint(name)["constrained_columns"],
            sorted(tuple(u["column_names"]) for u in found.get_unique_constraints(name)),
            sorted((i["name"], tuple(i["column_names"]), i["unique"]) for i in found.get_indexes(name)),
        )
        for name in found.get_table_names()
        if name != VERSION_TABLE
    }


def from_metadata(engine: Engine, tables: MetaData) -> dict[str, Any]:
    tables.create_all(engine)
    return shape(inspect(engine))


def test_steps_make_exactly_the_tables_that_the_program_believes(nowhere: Place, tmp_path: Path) -> None:
    made = opened(nowhere)
    if made.postgresql:
        other = Database(tmp_path / "other", empty_database(), prepared=False)
    else:
        other = Database(tmp_path / "other", prepared=False)
    assert shape(inspect(made.engine)) == from_metadata(other.engine, metadata)
    made.close()
    other.close()


def test_last_step_is_the_revision_that_the_program_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(STEPS))
    steps = ScriptDirectory.from_config(config)
    assert steps.get_heads() == [REVISION]
    assert [step.revision for step in steps.walk_revisions()] == [
        f"{number:04d}" for number in range(int(REVISION), 0, -1)
    ]


def test_every_growing_table_begins_its_keys_with_the_centre() -> None:
    for table in metadata.sorted_tables:
        if table.name in SMALL:
            continue
        keys = [
            list(found.columns)
            for found in table.constraints
            if type(found).__name__ in ("PrimaryKeyConstraint", "UniqueConstraint")
        ]
        assert keys, table.name
        keys += [list(index.columns) for index in table.indexes if index.unique]
        assert all(key[0].name == "centre" for key in keys), table.name


def test_prepared_database_is_left_as_it_is(nowhere: Place) -> None:
    opened(nowhere).close()
    again = opened(nowhere)
    with again.read() as c:
        assert c.execute(text("SELECT last FROM epoch_series")).scalars().all() == [0]
    again.close()


def test_database_of_a_newer_program_is_refused_and_left_alone(nowhere: Place) -> None:
    made = opened(nowhere)
    with made.write() as c:
        c.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
        before = shape(inspect(c))
    with pytest.raises(Trouble):
        open_province(nowhere)
    with made.read() as c:
        assert shape(inspect(c)) == before
    made.close()


def test_tables_that_no_step_made_are_refused(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    engine = create_engine(f"sqlite:///{tmp_path / 'p' / NAME}")
    metadata.tables["inbox"].create(engine)
    engine.dispose()
    with pytest.raises(Trouble):
        open_province(Place(tmp_path / "p"))


def test_step_that_fails_leaves_nothing_behind(nowhere: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of the middle of the first step is in the way, as if its transaction had been cut there."""
    in_the_way = Database(nowhere.folder, nowhere.database_url, prepared=False)
    with in_the_way.write() as c:
        c.execute(text("CREATE TABLE zone (centre INTEGER)"))
        c.execute(text("CREATE INDEX code_use_code ON zone (centre)"))  # the last thing that the step makes
    with pytest.raises(Trouble):
        open_province(nowhere)
    with in_the_way.read() as c:
        assert inspect(c).get_table_names() == ["zone"]
    with in_the_way.write() as c:
        c.execute(text("DROP TABLE zone"))
    in_the_way.close()
    open_province(nowhere).close()


def test_processes_that_start_at_once_make_it_once(nowhere: Place) -> None:
    url = [] if nowhere.database_url is None else ["--database-url", nowhere.database_url]
    command = [sys.executable, "-m", "counter", "server", "token", "--data", str(nowhere.folder), *url]
    command += ["--agency", "H49.22", "--unit", "06652"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    told = [one.communicate(timeout=60) for one in running]
    assert [one.returncode for one in running] == [0, 0], told
    database = opened(nowhere)
    with database.read() as c:
        assert c.execute(text("SELECT count(*) FROM token")).scalar() == 2
        assert c.execute(text("SELECT count(*) FROM centre")).scalar() == 1
        assert c.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all() == [REVISION]
    database.close()
