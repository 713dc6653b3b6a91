"""`counter server` as IT runs it: first line, free port, deeds beside it, a clean end, and a kill that loses nothing."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from counter.domain.sentence import Trouble
from counter.server.embedded import EmbeddedProvince
from counter.server.province import Place, open_province
from counter.server.verify import verify_province
from counter.wire.enrolment import EnrolReply, EnrolRequest
from tests.made.device import Device, slots
from tests.made.postgres import new_database
from tests.made.served import Served

Enrolling = Callable[[EnrolRequest], EnrolReply]


def over_http(url: str, path: str, data: bytes) -> bytes:
    got = requests.post(url + path, data=data, timeout=20)
    got.raise_for_status()
    return got.content


def enrol_at(served: Served, seed: int) -> Device:
    return Device.enrol(
        lambda asked: EnrolReply.decode(over_http(served.url, "/v1/enrol", asked.encode())), served.token(), seed
    )


def test_it_says_where_it_answers_and_ends_cleanly(tmp_path: Path) -> None:
    served = Served(tmp_path / "p").start()
    assert set(served.first) == {"url", "generation"}
    assert requests.get(served.url + "/v1/status", timeout=10).json()["generation"] == served.first["generation"]
    port = served.port
    assert served.stop() == 0
    served.start()
    assert served.port == port
    assert served.stop() == 0


def test_key_and_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    with Served(tmp_path / "p") as served:
        assert served.deed("export") == []
    assert stat.S_IMODE((tmp_path / "p").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "p" / "province.key").stat().st_mode) == 0o600


def test_second_server_on_the_same_port_says_so_and_ends(tmp_path: Path) -> None:
    with Served(tmp_path / "p") as served:
        command = [sys.executable, "-m", "counter", "server", "--data", str(tmp_path / "q"), "--port", str(served.port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode != 0
    assert done.stdout == ""


def test_key_of_another_province_opens_nothing(tmp_path: Path) -> None:
    open_province(Place(tmp_path / "p")).close()
    open_province(Place(tmp_path / "q")).close()
    (tmp_path / "p" / "province.key").write_text((tmp_path / "q" / "province.key").read_text())
    with pytest.raises(Trouble):
        open_province(Place(tmp_path / "p"))


def test_revoke_is_a_deed_beside_the_running_server(tmp_path: Path) -> None:
    with Served(tmp_path / "p") as served:
        device = enrol_at(served, 1)
        assert served.deed("revoke", "--device", device.log.device.hex()) == [
            {"device": device.log.device.hex(), "revoked": True}
        ]
        device.receive(1)
        assert device.exchange(lambda m: over_http(served.url, "/v1/sync", m)).standing.name == "REVOKED"
    command = [sys.executable, "-m", "counter", "server", "revoke", *served.place, "--device", "zz"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))])
def test_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, kind: str) -> None:
    served = Served(tmp_path / "p", None if kind == "sqlite" else new_database()).start()
    devices = [enrol_at(served, seed) for seed in (1, 2)]
    for turn in range(3):
        for device in devices:
            device.receive(20)
            while device.acked < len(device.log.entries):
                device.exchange(lambda m: over_http(served.url, "/v1/sync", m), 7)
        served.kill()
        if turn % 2:
            assert verify_province(tmp_path / "p", served.database_url)[1] == []
        served.start()
    rows = served.deed("export")
    assert slots(rows) == {(e.envelope.epoch, e.envelope.seq, e.hash.hex()) for d in devices for e in d.log.entries}
    assert served.stop() == 0
    assert verify_province(tmp_path / "p", served.database_url) == (120, [])


def test_embedded_province_goes_off_and_on_at_the_same_address(tmp_path: Path) -> None:
    province = EmbeddedProvince(tmp_path / "p")
    url = province.start()
    assert province.running
    assert province.start() == url
    token = province.token("H49.22", "06652")
    assert province.stop() == 0
    assert not province.running
    assert len(province.token("H49.22", "06652").text) == len(token.text)
    assert province.start() == url
    assert requests.get(url + "/v1/status", timeout=10).ok
    assert province.stop(kill=True) != 0


def test_json_of_the_deeds_is_one_object_a_line(tmp_path: Path) -> None:
    with Served(tmp_path / "p") as served:
        (token,) = served.deed("token", "--agency", "H49.22", "--unit", "06652", "--uses", "3")
        assert set(token) == {"token", "expires", "code"}
    command = [sys.executable, "-m", "counter", "server", "token", *served.place, "--agency", "x/y", "--unit", "1"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert json.dumps(refused.stderr) != '""'
