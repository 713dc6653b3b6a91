"""The recovery key over the line: told at enrolment and once a day, believed with the province's signature only."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter.journal.checkpoint import new_key
from counter.server.province import Place, Province
from counter.server.serving import InThread
from counter.store.clock import SystemClock
from counter.store.recovery import ASKED, NAME, StoreRecovery
from counter.store.settings_table import put
from counter.sync.answer import Answered, NoAnswer
from counter.sync.line import enrol_store, open_exchange, open_transport
from counter.sync.loop import SyncLoop
from counter.sync.recovery import ask_recovery_key
from counter.sync.why import Failure
from counter.wire.enrolment import EnrolReply, EnrolRequest
from counter.wire.frame import CONTENT_TYPE
from counter.wire.recovery import WrappedKey
from counter.wire.recovery_key import PATH, RecoveryKey, write_recovery_key
from counter.wire.sealing import new_sealing_key, public_sealing_key
from tests.made.counter_pair import Counter

RECOVERY = new_sealing_key()


@pytest.fixture
def clock() -> SystemClock:
    """Real lines take real time."""
    return SystemClock()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path / "one", SystemClock())  # type: ignore[arg-type]
    yield made
    made.close()


def enrol(counter: Counter, province: Province, url: str) -> StoreRecovery:
    enrol_store(counter.store, url, province.token("H49.22", "06652").text, ca=None, counter="03")
    return StoreRecovery(counter.store)


def ask(counter: Counter, recovery: StoreRecovery) -> None:
    """As if a day had passed."""
    with counter.store.database.write() as t:
        put(t, ASKED, 0)
    transport = open_transport(counter.store)
    try:
        ask_recovery_key(recovery, transport)
    finally:
        transport.close()


def opens(counter: Counter, private: bytes = RECOVERY) -> bool:
    wrapped = WrappedKey.decode((counter.store.folder / NAME).read_bytes())
    return wrapped.open(private).key == counter.store.database.key


def test_key_comes_with_the_enrolment(counter: Counter, province: Province, url: str) -> None:
    province.set_recovery_key(public_sealing_key(RECOVERY))
    recovery = enrol(counter, province, url)
    assert opens(counter)
    assert not recovery.due()


def test_key_that_is_set_later_comes_with_the_next_day(counter: Counter, province: Province, url: str) -> None:
    recovery = enrol(counter, province, url)
    assert recovery.state()[0] == "no_key"
    ask(counter, recovery)
    assert (recovery.state()[0], recovery.due()) == ("no_key", False)
    province.set_recovery_key(public_sealing_key(RECOVERY))
    ask(counter, recovery)
    assert opens(counter)
    renewed = new_sealing_key()
    province.set_recovery_key(public_sealing_key(renewed))
    ask(counter, recovery)
    assert opens(counter, renewed)


def test_loop_asks_by_itself_when_everything_is_exchanged(counter: Counter, province: Province, url: str) -> None:
    recovery, told = enrol(counter, province, url), threading.Event()
    province.set_recovery_key(public_sealing_key(RECOVERY))
    with counter.store.database.write() as t:
        put(t, ASKED, None)

    class Telling(StoreRecovery):
        def told(self, message: bytes | None) -> bool:
            done = super().told(message)
            told.set()
            return done

    loop = SyncLoop(
        open_exchange(counter.store), lambda: open_transport(counter.store), counter.store.clock, random.Random(1),
        lambda *_: None, recovery=Telling(counter.store),
    )  # fmt: skip
    loop.start()
    try:
        assert told.wait(20)
    finally:
        loop.stop()
    assert opens(counter)
    assert not recovery.due()


class Stranger:
    """A line on which somebody else answers."""

    def __init__(self, answer: Answered | None) -> None:
        self.answer, self.paths = answer, list[str]()

    def get(self, path: str) -> Answered:
        self.paths.append(path)
        if self.answer is None:
            raise NoAnswer(Failure.TIMEOUT)
        return self.answer


FORGED = write_recovery_key(RecoveryKey(2**45, public_sealing_key(new_sealing_key())), new_key())


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (None, True),
        (Answered(200, "text/html", b"<html>Wi-Fi</html>"), True),
        (Answered(200, CONTENT_TYPE, b""), False),
        (Answered(200, CONTENT_TYPE, FORGED), False),
        (Answered(404, "text/html", b"not here"), True),
        (Answered(404, "application/json", b'{"reason":"address"}'), False),
        (Answered(503, "application/json", b'{"reason":"busy"}'), True),
    ],
    ids=["nobody", "login page", "nothing", "forged", "proxy", "server of before", "busy"],
)
def test_what_is_not_the_provinces_answer_changes_nothing(
    counter: Counter, province: Province, url: str, answer: Answered | None, again: bool
) -> None:
    province.set_recovery_key(public_sealing_key(RECOVERY))
    recovery = enrol(counter, province, url)
    before = (counter.store.folder / NAME).read_bytes()
    with counter.store.database.write() as t:
        put(t, ASKED, 0)
    line = Stranger(answer)
    ask_recovery_key(recovery, line)  # type: ignore[arg-type]
    assert line.paths == [PATH]
    assert (counter.store.folder / NAME).read_bytes() == before
    assert recovery.due() is again
    ask_recovery_key(recovery, line)  # type: ignore[arg-type]
    assert len(line.paths) == 1 + again


def test_forged_key_at_enrolment_is_left_out_and_the_machine_is_enrolled(counter: Counter, tmp_path: Path) -> None:
    class Forging(Province):
        def enrol(self, asked: EnrolRequest) -> EnrolReply:
            return replace(super().enrol(asked), recovery_key=FORGED)

    province = Forging(Place(tmp_path / "forging"))
    with InThread(province) as url:
        recovery = enrol(counter, province, url)
    province.close()
    assert counter.store.identity is not None
    assert recovery.state()[0] == "no_key"


def test_counter_that_belongs_nowhere_asks_nobody(counter: Counter) -> None:
    line = Stranger(None)
    ask_recovery_key(StoreRecovery(counter.store), line)  # type: ignore[arg-type]
    assert line.paths == []
