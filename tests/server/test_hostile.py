"""Poison and bombs: one bad entry delays no other, and what unfolds without end is refused at its limit."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import requests

from counter.journal.checkpoint import SIGNATURE
from counter.server.export import export
from counter.server.judging import APPLIED, FLAGGED, QUARANTINED
from counter.server.province import Province
from counter.wire.binary import Writer
from counter.wire.enrolment import LIMIT, EnrolReply
from counter.wire.frame import Type, frame
from counter.wire.limits import BODY, MESSAGE
from tests.faults.fuzz import POISON
from tests.made.counter_pair import Counter, Line
from tests.made.device import Device
from tests.made.served import Served
from tests.made.world import HandClock

Enrol = Callable[..., Device]
BLOCK = 128 * 1024
MAGIC = b"\x28\xb5\x2f\xfd"


@pytest.mark.parametrize(
    "name", [*POISON, "unknown kind", "unknown version", "a name with a NUL", "a body at the wire's limit"]
)
def test_one_poison_entry_delays_no_other(province: Province, enrolled: Enrol, name: str) -> None:
    """I18. The entries around it, in the same batch, and a neighbour's are applied; it is acknowledged and put aside."""
    device, neighbour = enrolled(), enrolled()
    device.receive(3)
    if name == "unknown kind":
        device.log.add({}, kind="dossier_sold")
    elif name == "unknown version":
        device.log.add({}, version=9)
    elif name == "a name with a NUL":
        device.log.actor = "hoa\0"
        device.log.add(b"{}")
        device.log.actor = "hoa"
    elif name == "a body at the wire's limit":
        device.log.add(random.Random(1).randbytes(BODY))
    else:
        device.log.add(POISON[name])
    device.receive(3)
    neighbour.receive(2)
    for counter in (device, neighbour, device, neighbour):
        counter.push_all(province.exchange.answer)
    assert (device.acked, neighbour.acked) == (7, 2)
    result = {(r["epoch"], r["seq"]): r["outcome"] for r in export(province) if r["type"] == "entry"}
    aside = result.pop((device.log.epoch, 4))
    assert aside == (FLAGGED if name.startswith("unknown") else QUARANTINED)
    assert set(result.values()) == {APPLIED}
    assert {e.hash for e in neighbour.pulled.values()} == {e.hash for e in device.log.entries}
    assert [n.seq for n in device.exchange(province.exchange.answer, notices=0).notices] == [4]


def test_poison_of_a_neighbour_stands_in_no_counters_way(
    tmp_path: Path, clock: HandClock, province: Province, enrolled: Enrol
) -> None:
    """The same with a real store at the other end of the feed."""
    device, counter = enrolled(), Counter(tmp_path / "c", clock, 3)
    counter.enrol(province)
    for body in POISON.values():
        device.receive(1)
        device.log.add(body)
    device.receive(1)
    device.push_all(province.exchange.answer)
    counter.receive(2)
    counter.sync(Line(province))
    own = {(e.envelope.epoch, e.envelope.seq, e.hash.hex()) for e in device.log.entries}
    assert counter.log() >= own
    assert len(counter.codes()) == len(POISON) + 1 + 2
    assert counter.problems() == []
    counter.close()


def bomb(size: int) -> bytes:
    """A zstd frame that unfolds to so many zeros: blocks of four bytes that say "the same byte 131,072 times"."""
    blocks, rest = divmod(size, BLOCK)
    assert rest == 0
    one = (1 << 1 | BLOCK << 3).to_bytes(3, "little") + b"\0"
    last = (1 | 1 << 1 | BLOCK << 3).to_bytes(3, "little") + b"\0"
    return bytes((0x00, (22 - 10) << 3)) + one * (blocks - 1) + last  # no content size, a window of 4 MiB


def carrying(device: Device, packed: bytes) -> bytes:
    """A request of that device with this in the place of its folded entries. No signature can be made for it."""
    head = Writer()
    head.raw(device.log.device)
    head.varints((device.log.epoch, 5, 0, 0, device.log.wall_ms, 0, 0, 0, 0))
    head.counted(b"")
    head.counted(b"")
    head.varint(0)
    plain = Writer()
    plain.varints((1, 1))
    head.counted(plain.done())
    head.raw(packed)
    return frame(Type.SYNC_REQUEST, head.done() + bytes(SIGNATURE))


def peak(pid: int) -> int:
    """The most memory that process ever had, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process(pid).memory_info().peak_wset)
    return int(Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1].split()[0]) * 1024


def test_bombs_are_refused_within_a_second_and_a_hundred_megabytes(tmp_path: Path) -> None:
    from backports.zstd import ZstdDecompressor

    assert len(ZstdDecompressor().decompress(MAGIC + bomb(8 * BLOCK))) == 8 * BLOCK  # it is a frame indeed
    four = bomb(4 << 30)
    small = bomb(42_000 // 4 * BLOCK)
    assert len(small) < 42 * 1024 < len(four) < MESSAGE
    with Served(tmp_path / "p", None, "--rate", "0") as served, requests.Session() as line:
        device = Device.enrol(
            lambda asked: EnrolReply.decode(line.post(served.url + "/v1/enrol", data=asked.encode()).content),
            served.own_token(),
        )
        device.receive(50)
        device.push_all(lambda message: line.post(served.url + "/v1/sync", data=message).content)
        before, took = peak(served.pid), []
        for packed in (small, four) * 3:
            begun = time.perf_counter()
            got = line.post(served.url + "/v1/sync", data=carrying(device, packed))
            took.append(time.perf_counter() - begun)
            assert (got.status_code, got.json()) == (400, {"reason": "message"})
        for deep in (b"[" * (LIMIT - 1), b'{"a":' * (LIMIT // 5)):
            assert line.post(served.url + "/v1/enrol", data=deep).status_code == 400
        assert line.post(served.url + "/v1/sync", data=bytes(MESSAGE + 1)).status_code == 413
        assert min(took) < 1.0
        assert peak(served.pid) - before < 100 << 20
        device.receive(1)
        device.push_all(lambda message: line.post(served.url + "/v1/sync", data=message).content)


def test_measure_would_see_a_bomb_that_unfolds(tmp_path: Path) -> None:
    """The mutant: whoever unfolds without a limit shows in the same measure."""
    (tmp_path / "bomb").write_bytes(MAGIC + bomb(256 << 20))
    naive = (
        "import sys, pathlib; from backports.zstd import ZstdDecompressor; sys.stdout.write('x\\n'); sys.stdout.flush()\n"
        "sys.stdin.readline(); held = ZstdDecompressor().decompress(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "sys.stdout.write('x\\n'); sys.stdout.flush(); sys.stdin.readline()"
    )
    command = [sys.executable, "-c", naive, str(tmp_path / "bomb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdin is not None
        running.stdout.readline()
        before = peak(running.pid)
        for _ in range(2):
            running.stdin.write("\n")
            running.stdin.flush()
            if _ == 0:
                running.stdout.readline()
                assert peak(running.pid) - before > 100 << 20


def test_feed_page_of_large_bodies_stays_within_a_batch(province: Province, enrolled: Enrol) -> None:
    """Bodies as large as may be, and many: a page is cut by its bytes before it is fetched, and everything comes."""
    device, neighbour = enrolled(), enrolled()
    rng = random.Random(3)
    for _ in range(40):
        device.log.add(b'"' + rng.choice((b"a", b"b")) * (BODY - 3) + b'"')
        device.log.add(b"{}")
    device.push_all(province.exchange.answer, 7)
    pages = []
    while (reply := neighbour.exchange(province.exchange.answer)).entries or reply.more:
        pages.append(sum(len(e.body) for e in reply.entries))
    assert {e.hash for e in neighbour.pulled.values()} == {e.hash for e in device.log.entries}
    assert max(pages) <= 2 << 20
    assert reply.cursor == 80
