"""The background loop in its thread: it sends what is saved, tells the light, survives an absence, and stops."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter.domain.sentence import say
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.store.clock import SystemClock
from counter.store.enrolment import Granted, keep_enrolment
from counter.store.settings_table import put
from counter.sync.light import Light
from counter.sync.line import enrol_store, open_exchange, open_transport
from counter.sync.loop import REST, SyncLoop
from counter.sync.transport import Transport
from tests.made.counter_pair import Counter


class Watcher:
    """What the loop told, and waiting for a state."""

    def __init__(self) -> None:
        self.told: list[tuple[Light, bool]] = []
        self._changed = threading.Condition()

    def __call__(self, light: Light, pulled: bool) -> None:
        with self._changed:
            self.told.append((light, pulled))
            self._changed.notify_all()

    def wait(self, wanted: Callable[[], bool]) -> None:
        assert self.comes(wanted, 20), [light.state for light, _ in self.told]

    def comes(self, wanted: Callable[[], bool], seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(wanted, seconds)

    @property
    def state(self) -> str:
        return self.told[-1][0].state if self.told else ""


@pytest.fixture
def clock() -> SystemClock:
    """Real lines take real time."""
    return SystemClock()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path / "one", SystemClock())  # type: ignore[arg-type]
    yield made
    made.close()


def receive(counter: Counter, number: int) -> None:
    from counter.domain.person import Parties
    from counter.domain.reception import ReceptionRequest
    from counter.store.log import Actor
    from tests.made.world import HA

    request = ReceptionRequest(f"loop-{number}", "1.001193", Parties(HA), copies=0)
    counter.receive_deed(request, Actor("ha", b"session1"), clerk="Phạm Thu Hà")


def loop_of(counter: Counter, watcher: Watcher, *, rest: float = REST) -> SyncLoop:
    return SyncLoop(
        open_exchange(counter.store), lambda: open_transport(counter.store), SystemClock(), random.Random(1), watcher,
        rest=rest,
    )  # fmt: skip


def test_each_saved_fact_is_sent_and_the_light_ends_green(province: Province, counter: Counter) -> None:
    watcher = Watcher()
    with InThread(province) as url:
        enrol_store(counter.store, url, province.token("H49.22", "06652").text, ca=None, counter="03")
        loop = loop_of(counter, watcher)
        loop.start()
        for number in range(3):
            receive(counter, number)
            loop.wake()
            watcher.wait(
                lambda done=number + 1: watcher.state == "received" and counter.exchange.facts().acknowledged == done
            )
        loop.stop()
    assert {light.state for light, _ in watcher.told} <= {"waiting", "sending", "received"}
    assert any(light.state == "sending" for light, _ in watcher.told)


def test_without_a_line_it_says_so_and_recovers_by_itself(province: Province, counter: Counter) -> None:
    watcher = Watcher()
    with InThread(province) as url:
        enrol_store(counter.store, url, province.token("H49.22", "06652").text, ca=None, counter="03")
    loop = loop_of(counter, watcher, rest=0.1)
    receive(counter, 1)
    loop.start()
    watcher.wait(lambda: watcher.state == "offline")
    from counter.server.serving import Door

    with InThread(province, Door(port=int(url.rsplit(":", 1)[1]))):
        loop.wake()
        watcher.wait(lambda: watcher.state == "received")
        loop.stop()
    assert counter.exchange.facts().waiting == 0


def test_it_tells_when_others_facts_came_in(province: Province, counter: Counter) -> None:
    from tests.made.device import Device

    other = Device.enrol(province.enrol, province.token("H49.22", "06652").text)
    other.receive(2)
    other.push_all(province.exchange.answer)
    watcher = Watcher()
    with InThread(province) as url:
        enrol_store(counter.store, url, province.token("H49.22", "06652").text, ca=None, counter="03")
        loop = loop_of(counter, watcher)
        loop.start()
        watcher.wait(lambda: any(pulled for _, pulled in watcher.told))
        loop.stop()
    assert len(counter.codes()) == 2


def test_it_waits_before_enrolment_and_stops_at_once(counter: Counter) -> None:
    watcher = Watcher()
    loop = loop_of(counter, watcher)
    loop.start()
    time.sleep(0.05)
    began = time.monotonic()
    loop.stop()
    assert time.monotonic() - began < 3
    assert watcher.told == []


def test_settings_of_the_proxy_are_taken(counter: Counter) -> None:
    keep_enrolment(counter.store, bytes(32), Granted(
        b"d" * 16, 1, "H49.22", "06652", 0, (), b"p" * 32, b"g" * 16, "http://127.0.0.1:9", None, "01",
    ))  # fmt: skip
    with counter.store.database.write() as t:
        put(t, "proxies", {"http": "http://127.0.0.1:3128"})
    transport = open_transport(counter.store)
    assert transport._session.proxies == {"http": "http://127.0.0.1:3128"}
    transport.close()


def test_catalogue_of_the_province_is_kept_for_the_next_start(tmp_path: Path, counter: Counter) -> None:
    import json
    import shutil

    from counter.settings import resource
    from tests.made.counter_pair import Line

    place = tmp_path / "other"
    shutil.copytree(resource("catalogue"), place / "catalogue")
    file = place / "catalogue" / "procedures.json"
    changed = json.loads(file.read_text())
    changed["version"] = "2027-01-01"
    file.write_text(json.dumps(changed))
    province = Province(Place(place))
    counter.enrol(province)
    assert counter.catalogue.version != "2027-01-01"
    line = Line(province)
    counter.clock.forward = lambda **_: None  # type: ignore[method-assign]
    counter.sync(line)
    counter.close()
    counter.open()
    assert counter.catalogue.version == "2027-01-01"
    counter.sync(line)
    assert counter.exchange.standpoint().catalogue == province.catalogue.tag  # type: ignore[union-attr]
    (counter.store.folder / "catalogue.json").write_text("{")
    counter.close()
    counter.open()
    assert len(counter.catalogue) > 100
    province.close()


class Ends:
    """Runs the loop's thread without time: after so many rests it is told to stop."""

    def __init__(self, loop: SyncLoop, rests: int) -> None:
        self._loop, self._left = loop, rests

    def run(self) -> None:
        def rest(_seconds: float) -> bool:
            self._left -= 1
            if not self._left:
                self._loop._stop.set()
            return True

        stop = self._loop._stop
        stop.wait = rest  # type: ignore[method-assign, assignment]
        self._loop._wake.wait = rest  # type: ignore[method-assign, assignment]
        self._loop._run()


def test_mistake_of_the_program_ends_neither_the_loop_nor_leaves_it_sending(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread used to end with the light as it was: "sending", until the program was started anew."""
    from tests.made.counter_pair import Line
    from tests.sync.test_stating import Direct

    told: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_type.__name__))
    counter.enrol(province)
    receive(counter, 1)
    watcher, lines = Watcher(), 0

    class Faulty(Direct):
        def post(self, path: str, body: bytes) -> object:  # type: ignore[override]
            raise KeyError(path)

    def opened() -> object:
        nonlocal lines
        lines += 1
        return (Faulty if lines == 1 else Direct)(Line(province))

    loop = SyncLoop(open_exchange(counter.store), opened, counter.clock, random.Random(1), watcher)  # type: ignore[arg-type]
    Ends(loop, 3).run()
    assert told == ["KeyError"]
    states = [light.state for light, _ in watcher.told]
    assert states[:2] == ["sending", "waiting"]
    assert states[-1] == "received"


def test_store_that_fails_while_something_is_sent_leaves_nothing_sending(counter: Counter, province: Province) -> None:
    from counter.domain.sentence import Sentence, Trouble
    from tests.made.counter_pair import Line
    from tests.sync.test_stating import Direct

    counter.enrol(province)
    receive(counter, 1)
    watcher, exchange = Watcher(), open_exchange(counter.store)

    class Full(Direct):
        def post(self, path: str, body: bytes) -> object:  # type: ignore[override]
            exchange.facts = refuse  # type: ignore[method-assign]
            raise Trouble(Sentence("store.disk"))

    def refuse() -> object:
        raise Trouble(Sentence("store.disk"))

    loop = SyncLoop(exchange, lambda: Full(Line(province)), counter.clock, random.Random(1), watcher)  # type: ignore[arg-type, return-value]
    Ends(loop, 4).run()
    assert [light.state for light, _ in watcher.told] == ["sending", "waiting"]


def test_light_says_what_was_received_before_the_province_is_asked_for_its_statement(
    counter: Counter, province: Province
) -> None:
    """A statement may take twelve requests of two minutes each; nothing is being sent meanwhile."""
    from tests.made.counter_pair import Line
    from tests.sync.test_stating import Desk

    counter.enrol(province)
    receive(counter, 1)
    desk = Desk(counter, Line(province), counter.clock)  # type: ignore[arg-type]
    seen: list[str] = []
    watcher = desk.loop._changed = Watcher()
    answer = desk.transport.post

    def post(path: str, body: bytes) -> object:
        if path == "/v1/statement":
            seen.append(watcher.state)
        return answer(path, body)

    desk.transport.post = post  # type: ignore[method-assign, assignment]
    desk.turn()
    assert desk.transport.statements == 1
    assert seen == ["received"]


def test_program_closes_at_once_while_the_province_does_not_answer(counter: Counter, province: Province) -> None:
    """The window stood still for a minute, until the request had run out of its time."""
    counter.enrol(province)
    receive(counter, 1)
    watcher = Watcher()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        loop = SyncLoop(open_exchange(counter.store), lambda: Transport(url), SystemClock(), random.Random(1), watcher)
        loop.start()
        watcher.wait(lambda: watcher.state == "sending")
        began = time.monotonic()
        loop.stop(0.05)
        assert time.monotonic() - began < 10
    assert watcher.state == "offline"
    assert counter.exchange.facts().waiting == 1


def test_light_counts_what_waits_and_not_all_that_was_ever_sent(counter: Counter, province: Province) -> None:
    """ "Sending 40,001 of 40,012" was said where eleven of twelve were still to go."""
    from tests.made.counter_pair import Line
    from tests.sync.test_stating import Direct

    counter.enrol(province)
    told: list[str] = []
    direct = Direct(Line(province))
    loop = SyncLoop(
        counter.exchange, lambda: direct, SystemClock(), random.Random(1),  # type: ignore[arg-type, return-value]
        lambda shown, _: told.append(say(shown.words)),
    )  # fmt: skip
    for number in range(40):
        receive(counter, number)
    loop._once(counter.engine, direct)  # type: ignore[arg-type]
    counter.engine._batch.limit = 4
    for number in range(40, 52):
        receive(counter, number)
    del told[:]
    for _ in range(2):
        counter.engine._batch.limit = 4
        loop._once(counter.engine, direct)  # type: ignore[arg-type]
    direct.on = False
    loop._once(counter.engine, direct)  # type: ignore[arg-type]
    assert [words for words in told if words.startswith("Đang")] == [
        "Đang gửi 1 trên 12", "Đang gửi 5 trên 12", "Đang gửi 9 trên 12"
    ]  # fmt: skip
    direct.on = True
    counter.engine._batch.limit = 100
    loop._once(counter.engine, direct)  # type: ignore[arg-type]
    receive(counter, 99)
    loop._once(counter.engine, direct)  # type: ignore[arg-type]
    assert told[-2] == "Đang gửi 1 trên 1"


class Pauses:
    """The waits of a loop on virtual time, while the network goes and comes as `ways` say, look by look."""

    def __init__(self, counter: Counter, ways: list[bool]) -> None:
        self._ways, self.waited, self.hung_up = ways, 0.0, 0
        self.loop = SyncLoop(
            counter.exchange, lambda: self, SystemClock(), random.Random(1), lambda *_: None,  # type: ignore[arg-type, return-value]
            way_out=self._way,
        )  # fmt: skip
        self.loop._line = self  # type: ignore[assignment]
        self.loop._wake.wait = self._wait  # type: ignore[method-assign, assignment]
        self.place = "127.0.0.1", 9

    def _way(self, to: object) -> bool:
        assert to == self.place
        return self._ways.pop(0) if len(self._ways) > 1 else self._ways[0]

    def _wait(self, seconds: float) -> bool:
        self.waited += seconds
        return False

    def close(self) -> None:
        self.hung_up += 1


@pytest.mark.parametrize(
    ("ways", "least", "most", "hung_up"),
    [
        ([True], 600, 600, 0),
        ([True, True, False], 0, 10, 1),  # green for minutes after the cable was pulled
        ([False, False, True], 0, 20, 0),  # grey for up to ten minutes after the line was back
        ([False], 600, 600, 0),
    ],
)
def test_network_that_goes_or_comes_is_noticed_within_seconds(
    counter: Counter, ways: list[bool], least: float, most: float, hung_up: int
) -> None:
    play = Pauses(counter, ways)
    play.loop._pause(600.0)
    assert least <= play.waited <= most
    assert play.hung_up == hung_up


def test_way_is_known_where_this_machine_is_and_nothing_is_sent() -> None:
    from counter.sync.way_out import has_way

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        there.bind(("127.0.0.1", 0))
        there.setblocking(False)
        assert has_way(there.getsockname())
        with pytest.raises(BlockingIOError):
            there.recv(1)
    assert has_way(("no address", 9))  # what is not known is taken for a way
