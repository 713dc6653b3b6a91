"""Two counters send whole logs several times over a line that loses replies, while the province is killed now and then.

At the end the province must hold exactly what was made, field by field and once, and a reader that followed the feed
must have seen all of it."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

import requests

from counter.wire.binary import BadMessage
from counter.wire.columns import Missing
from counter.wire.enrolment import EnrolReply, EnrolRequest
from counter.wire.reply_format import wants_whole
from tests.faults.proxy import Chances, LossyProxy
from tests.made.device import Device, facts
from tests.made.served import Served


class Running(Protocol):
    """A province that can be killed and started again at the same address."""

    @property
    def url(self) -> str: ...
    def restart(self) -> None: ...
    def token(self) -> str: ...
    def export(self) -> list[dict[str, object]]: ...


@dataclass(frozen=True)
class Run:
    """What happened: `problems` are contradictions, empty when all is well."""

    problems: list[str]
    lost: int
    requests: int


class _Gone(Exception):
    pass


LOSSY = Chances(reply_lost=0.3, reply_cut=0.02, request_cut=0.02, twice=0.02)
PATIENCE = 60.0  # seconds to come as far as the next kill


def run(
    province: Running, *, facts_made: int, passes: int, seed: int, kills: int, batch: int = 25, chances: Chances = LOSSY
) -> Run:
    """Raises nothing for a contradiction: they are in the result. Kills come evenly, by what has been taken in."""
    where = urlsplit(province.url)
    token = province.token()
    with LossyProxy((str(where.hostname), int(where.port or 0)), seed, chances) as line:
        direct = _answering(province.url)
        devices = [Device.enrol(_enrolling(province.url), token, seed * 10 + n) for n in (1, 2)]
        reader = Device.enrol(_enrolling(province.url), token, seed * 10 + 3)
        for number, device in enumerate(devices):
            for _ in range(facts_made // 2 + number * (facts_made % 2)):
                device.log.add(kind="day_opened", body={"day": "2026-11-23", "n": device.log.rng.randrange(10**9)})
        done = threading.Event()
        seen = _Seen()
        workers = [
            threading.Thread(target=_send, args=(device, line.url, passes, batch, seed + n, seen), daemon=True)
            for n, device in enumerate(devices)
        ]
        following = threading.Thread(target=_follow, args=(reader, province.url, done, seen), daemon=True)
        for thread in (*workers, following):
            thread.start()
        for number in range(kills):
            goal, began = facts_made * passes * (number + 1) // (kills + 1), time.monotonic()
            while seen.taken < goal and time.monotonic() - began < PATIENCE and any(w.is_alive() for w in workers):
                workers[0].join(0.02)
            province.restart()
        for thread in workers:
            thread.join()
        done.set()
        following.join()
        if not seen.problems:
            for device in devices:
                device.push_all(direct, batch)
            reader.push_all(direct)
        return Run(
            seen.problems + _contradictions(province, devices, reader),
            line.happened.get("reply_lost", 0),
            seen.requests,
        )


def _contradictions(province: Running, devices: list[Device], reader: Device) -> list[str]:
    problems = []
    made = {e.hash.hex(): e.envelope for d in devices for e in d.log.entries}
    rows = [row for row in province.export() if row["type"] == "entry"]
    hashes = [str(row["hash"]) for row in rows]
    if len(set(hashes)) != len(hashes):
        problems.append(f"{len(hashes) - len(set(hashes))} entries are held more than once")
    if set(hashes) != set(made):
        problems.append(f"{len(set(made) - set(hashes))} lost, {len(set(hashes) - set(made))} never made")
    for row in rows:
        e = made.get(str(row["hash"]))
        if e is not None and (row["device"], row["epoch"], row["seq"], row["kind"]) != (
            e.device.hex(),
            e.epoch,
            e.seq,
            e.kind,
        ):
            problems.append(f"seq {row['seq']} is not what was made")
        if row["outcome"] != "applied":
            problems.append(f"seq {row['seq']} is {row['outcome']}")
    if sorted(reader.pulled) != list(range(1, len(made) + 1)):
        problems.append(f"the reader saw {len(reader.pulled)} of {len(made)} positions")
    pulled = {e.hash.hex(): facts(e) for e in reader.pulled.values()}
    if pulled != {e.hash.hex(): facts(e) for d in devices for e in d.log.entries}:
        problems.append("what the reader pulled is not what was made")
    return problems


@dataclass
class _Seen:
    """What the threads noticed."""

    requests: int = 0
    taken: int = 0
    problems: list[str] = field(default_factory=list)


def _send(device: Device, url: str, passes: int, batch: int, seed: int, seen: _Seen) -> None:
    """The whole log, from the beginning, `passes` times; every lost reply is asked for again."""
    rng = random.Random(seed)
    most = 20 * passes * (len(device.log.entries) // batch + 100)
    with requests.Session() as session:
        for _ in range(passes):
            device.acked = 0
            while device.acked < len(device.log.entries):
                seen.requests += 1
                most -= 1
                if most < 0:
                    seen.problems.append("it does not end")
                    return
                request = device.request(rng.randrange(1, 2 * batch), whole=device.acked > 0 and rng.random() < 0.02)
                try:
                    answer = _post(session, url, device.message(request))
                    if wants_whole(answer):
                        seen.problems.append("the province does not hold what it acknowledged")
                        return
                    before = device.acked
                    device.read(request, answer)
                    seen.taken += max(0, device.acked - before)
                except (_Gone, BadMessage):
                    time.sleep(0.01)
                    continue
                except (AssertionError, Missing):
                    seen.problems.append("one position held two entries, or none")
                    return


def _follow(reader: Device, url: str, done: threading.Event, seen: _Seen) -> None:
    with requests.Session() as session:
        while not done.is_set():
            request = reader.request(page=50)
            try:
                reader.read(request, _post(session, url, reader.message(request)))
            except (_Gone, BadMessage):
                done.wait(0.05)
            except (AssertionError, Missing):
                seen.problems.append("the feed skipped an entry, or one position held two")
                return


def _post(session: requests.Session, url: str, message: bytes) -> bytes:
    try:
        got = session.post(url + "/v1/sync", data=message, timeout=20)
    except requests.RequestException:
        raise _Gone from None
    if got.status_code != 200:
        raise _Gone
    return got.content


def _answering(url: str) -> Callable[[bytes], bytes]:
    def answer(message: bytes) -> bytes:
        for _ in range(400):
            try:
                return _post(requests.Session(), url, message)
            except _Gone:
                threading.Event().wait(0.05)
        raise AssertionError("the province does not come back")

    return answer


def _enrolling(url: str) -> Callable[[EnrolRequest], EnrolReply]:
    def enrol(asked: EnrolRequest) -> EnrolReply:
        got = requests.post(url + "/v1/enrol", data=asked.encode(), timeout=20)
        got.raise_for_status()
        return EnrolReply.decode(got.content)

    return enrol


class Process(Served):
    """A real server process that is killed as by a power cut and started again."""

    def restart(self) -> None:
        self.kill()
        self.start()

    def token(self, agency: str = "H49.22", unit: str = "06652", uses: int = 9) -> str:
        return super().token(agency, unit, uses)

    def export(self) -> list[dict[str, object]]:
        return self.deed("export")
