"""`counter status`, `counter sync --once` and `counter verify`: what they count, what they say, and when they end with 1."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.made.machine import Machine, Province
from tests.made.request_lines import OTHER, application

STATUS = {
    "device", "epoch", "entries", "acknowledged", "waiting", "oldest_waiting", "head", "last_contact", "light",
}  # fmt: skip
COUNTS = {"pushed", "pulled", "acknowledged", "waiting", "requests", "bytes_up", "bytes_down"}
HASH = re.compile("[0-9a-f]{64}")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Province]:
    """A province of this test's own, to switch off."""
    province = Province(tmp_path / "tinh").start()
    yield province
    province.close()


def test_status_before_enrolment_says_that_nothing_is_there_and_makes_nothing(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    said = machine.on("status", password=None)
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert set(said.line) >= STATUS
    assert [said.line[key] for key in ("device", "epoch", "entries", "head", "light")] == [
        None,
        None,
        0,
        None,
        "attention",
    ]
    assert not machine.data.exists()
    assert machine.add_account().code == 0
    assert machine.status()["light"] == "attention"


def test_day_without_a_line_and_the_line_back(own: Province, enrolled: Callable[..., Machine]) -> None:
    machine = enrolled(at=own)
    fresh = machine.status()
    assert (fresh["entries"], fresh["waiting"], fresh["oldest_waiting"]) == (0, 0, None)
    port, answers = own.port, machine.receive(*(application(str(n)) for n in range(5)))
    held = machine.status()
    assert set(held) >= STATUS
    assert [held[key] for key in ("entries", "acknowledged", "waiting", "light")] == [5, 0, 5, "waiting"]
    assert held["head"] == answers[-1]["entry"]
    assert HASH.fullmatch(held["head"])
    assert datetime.fromisoformat(held["oldest_waiting"]).utcoffset() is not None

    assert own.stop() == 0
    said = machine.sync(password=None)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert set(said.line) >= COUNTS
    assert [said.line[key] for key in ("pushed", "acknowledged", "waiting")] == [0, 0, 5]
    assert machine.status()["light"] == "offline"
    machine.receive(application("without a line"))

    own.start(port=port)
    said = machine.sync(password=None)
    assert (said.code, said.err) == (0, "")
    assert [said.line[key] for key in ("pushed", "acknowledged", "waiting")] == [6, 6, 0]
    assert said.line["requests"] >= 1
    assert 0 < said.line["bytes_up"] < 10_000
    assert 0 < said.line["bytes_down"] < 10_000
    done = machine.status()
    assert [done[key] for key in ("entries", "acknowledged", "waiting", "oldest_waiting", "light")] == [
        6, 6, 0, None, "received",
    ]  # fmt: skip
    assert datetime.fromisoformat(done["last_contact"]).utcoffset() is not None
    again = machine.sync().line
    assert (again["pushed"], again["pulled"], again["acknowledged"]) == (0, 0, 6)
    entries, dossiers = own.export()
    assert {e["hash"] for e in entries} >= {a["entry"] for a in answers}
    assert {e["outcome"] for e in entries} == {"applied"}
    assert [(d["code"], d["entry"]) for d in dossiers[:5]] == [(a["code"], a["entry"]) for a in answers]


def test_neighbour_hears_of_a_dossier_and_a_provisional_code_gets_its_official_one(
    own: Province, enrolled: Callable[..., Machine]
) -> None:
    left, right = enrolled("trái", own), enrolled("phải", own)
    [answer] = left.receive(application("a", deciding_agency=OTHER))
    assert answer["provisional"]
    assert left.sync().code == 0
    assert right.sync().line["pulled"] >= 1
    [found] = right.on("find", "--as", "ha", answer["code"]).lines
    assert found["applicant"] == "Nguyễn Văn Dũng"
    left.sync()
    [official] = own.export()[1][0]["aliases"]
    assert official.startswith(OTHER)
    for machine in (left, right):
        # The province interprets after it has answered: the code is there by the next exchange.
        assert machine.sync().code == 0
        assert machine.on("find", "--as", "ha", official).line["code"] == answer["code"]


def test_sync_of_a_machine_that_is_not_enrolled_ends_with_one_and_a_sentence(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    for _ in range(2):
        said = machine.sync(password=None)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        machine.add_account()


def test_status_and_sync_say_nothing_of_a_person(own: Province, enrolled: Callable[..., Machine]) -> None:
    machine = enrolled(at=own)
    machine.receive(application("a"), application("b", deciding_agency=OTHER))
    said = [machine.on("status"), machine.sync(), machine.on("status"), machine.on("verify")]
    said.append(machine.run("verify", "--server", own.home / "province"))
    text = " ".join(one.out + one.err for one in said) + (own.home / "server.log").read_text()
    for personal in ("Dũng", "Nguyễn", "022084001234", "Hồng Gai", "TAM-", '"ha"'):
        assert personal not in text


def test_changed_byte_of_a_machine_is_found(machine: Machine) -> None:
    machine.receive(*(application(str(n)) for n in range(3)))
    assert machine.on("verify").line == {"ok": True, "entries": 3, "problems": []}
    file = machine.data / "counter.db"
    whole, rng = file.read_bytes(), random.Random(5)
    for at in [5, 5000, *(rng.randrange(len(whole)) for _ in range(4))]:
        changed = bytearray(whole)
        changed[at] ^= 0x40
        file.write_bytes(changed)
        said = machine.on("verify")
        assert (said.code, said.line["ok"]) == (1, False), at
        assert said.line["problems"]
    for cut in (whole[:0], whole[:100], whole[: len(whole) // 2]):
        file.write_bytes(cut)
        said = machine.on("verify")
        assert (said.code, said.line["ok"], bool(said.line["problems"])) == (1, False, True)
    file.unlink()
    assert machine.on("verify").code == 1
    file.write_bytes(whole)
    assert machine.on("verify").code == 0


def test_changed_name_and_a_lost_row_of_a_province_are_found(own: Province, enrolled: Callable[..., Machine]) -> None:
    machine = enrolled(at=own)
    machine.receive(*(application(str(n)) for n in range(3)))
    machine.sync()
    own.export()
    own.stop()
    folder = own.home / "province"
    file = folder / "province.db"
    whole, name = file.read_bytes(), "Nguyễn Văn Dũng".encode()
    assert machine.run("verify", "--server", folder).line == {"ok": True, "entries": 3, "problems": []}
    places = [found.start() for found in re.finditer(re.escape(name), whole)]
    assert len(places) >= 6  # in what was sent and in what was read of it
    for at in (places[0], places[-1]):
        file.write_bytes(whole[:at] + b"X" + whole[at + 1 :])
        said = machine.run("verify", "--server", folder)
        assert (said.code, said.line["ok"]) == (1, False)
        assert said.line["problems"]
        assert "Dũng" not in said.out
    for damage in ("DELETE FROM inbox WHERE position = 2", "DELETE FROM dossier WHERE position = 2"):
        file.write_bytes(whole)
        with sqlite3.connect(file) as raw:
            raw.execute(damage)
        raw.close()
        assert machine.run("verify", "--server", folder).code == 1
    for cut in (b"", whole[:100], whole[: len(whole) // 2]):
        file.write_bytes(cut)
        assert machine.run("verify", "--server", folder).line["ok"] is False


def test_folder_without_data_is_not_whole_and_is_not_made(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "may")
    for words in (("--data", machine.data), ("--server", machine.data), ()):
        said = machine.run("verify", *words)
        assert (said.code, said.line["ok"], said.line["entries"]) == (1, False, 0)
    assert list(machine.home.iterdir()) == []
