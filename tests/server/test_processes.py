"""Several processes behind one address: exact together, and one that is killed is started again."""

from __future__ import annotations

import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
import requests

from counter.server.processes import _listen
from counter.server.province import Place, Province
from counter.server.serving import Door
from counter.server.verify import verify_province
from counter.wire.enrolment import EnrolReply
from tests.made.device import Device, slots
from tests.made.postgres import new_database
from tests.made.served import Served
from tests.server.conftest import BOTH

COUNT = 2


@pytest.fixture(params=BOTH)
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    url = None if request.param == "sqlite" else new_database()
    with Served(tmp_path / "p", url, "--processes", str(COUNT)) as running:
        yield running


def workers(served: Served) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(served.pid).children():
        try:
            if any("spawn_main" in word for word in child.cmdline()):
                found.append(child)
        except psutil.Error:
            pass  # it ended while we looked
    return found


def gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def until(said: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < end
        time.sleep(0.05)


def post(url: str, message: bytes) -> bytes:
    """Sent until it is answered, as a counter does."""
    for _ in range(200):
        try:
            got = requests.post(url, data=message, timeout=20)
            if got.status_code == 200:
                return got.content
            assert got.status_code in (429, 503), got.text
        except requests.ConnectionError:
            pass  # the process that had this connection was killed
        time.sleep(0.05)
    raise AssertionError("never answered")


def enrol(served: Served, count: int) -> list[Device]:
    token = served.own_token(uses=count)
    return [
        Device.enrol(lambda asked: EnrolReply.decode(post(served.url + "/v1/enrol", asked.encode())), token, seed)
        for seed in range(1, count + 1)
    ]


def test_counters_that_push_at_once_are_held_exactly_though_processes_are_killed(
    served: Served,
) -> None:
    devices = enrol(served, 4)
    failed: list[BaseException] = []

    def push(device: Device) -> None:
        try:
            for _ in range(4):
                device.receive(6)
                device.push_all(lambda message: post(served.url + "/v1/sync", message), 3)
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=push, args=(device,)) for device in devices]
    for thread in threads:
        thread.start()
    killed = set()
    for _ in range(1 if served.database_url is None else 2):
        victim = workers(served)[0]
        victim.send_signal(signal.SIGKILL)
        killed.add(victim.pid)
        until(lambda: len(workers(served)) == COUNT and victim.pid not in {one.pid for one in workers(served)})  # noqa: B023
    for thread in threads:
        thread.join(120)
    assert not failed
    assert killed
    assert not killed & {one.pid for one in workers(served)}
    rows = served.deed("export")
    assert slots(rows) == {(e.envelope.epoch, e.envelope.seq, e.hash.hex()) for d in devices for e in d.log.entries}
    assert {row["outcome"] for row in rows if row["type"] == "entry"} == {"applied"}
    assert verify_province(served.folder, served.database_url) == (4 * 24, [])
    family = workers(served)
    assert len(family) == COUNT
    if served.database_url is None:
        served.kill()
    else:
        assert served.stop() == 0
    until(lambda: all(map(gone, family)))
    served.start()  # the port is free again
    assert requests.get(served.url + "/v1/status", timeout=10).status_code == 200


def test_shared_door_keeps_tcp_from_waiting() -> None:
    """asyncio switches TCP_NODELAY on only where the socket says that it is TCP: else 40 ms an answer on a kept line."""
    with _listen(Door()) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def test_broken_place_ends_all_of_it(tmp_path: Path) -> None:
    import subprocess
    import sys

    folder = tmp_path / "p"
    Province(Place(folder)).close()
    (folder / "province.key").write_text("00" * 32)
    command = [sys.executable, "-m", "counter", "server", "--data", str(folder), "--port", "0", "--processes", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
