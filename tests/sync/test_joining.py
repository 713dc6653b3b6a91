"""Joining the province by a code that was laid down or typed: looked at first, used once, erased, cut off anywhere."""

from __future__ import annotations

import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from counter.domain.enrolment_code import grouped, new_token
from counter.domain.sentence import Refused, Trouble
from counter.journal.clock import VIETNAM
from counter.policy.files import FileSource
from counter.policy.machine import read_machine
from counter.server.embedded import EmbeddedProvince
from counter.server.tokens import hash_of
from counter.store.local_store import LocalStore
from counter.sync.joining import CLOCK_OFF, Joining, checked_counter
from tests.made.world import HandClock

STRANGE = new_token(random.Random(9).randrange)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedProvince]:
    made = EmbeddedProvince(tmp_path_factory.mktemp("province"))
    made.start()
    yield made
    made.stop()


class Pc:
    """One machine and what was laid down for it."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.etc, self.folder, self.clock = folder / "etc", folder, clock
        self.etc.mkdir(parents=True)
        self.store = self.open()

    def open(self) -> LocalStore:
        self.store = LocalStore(self.folder / "data", self.clock, state_folder=self.folder / "state")
        return self.store

    def lay_down(self, **values: str) -> None:
        """A token in its own file, the rest in the machine's."""
        token = values.pop("EnrolmentToken", None)
        if token is not None:
            (self.etc / "enrolment.toml").write_text(f'EnrolmentToken = "{token}"\n')
        if values:
            (self.etc / "counter.toml").write_text("".join(f'{k} = "{v}"\n' for k, v in values.items()))

    def joining(self) -> Joining:
        """As the next start finds it."""
        self.store.close()
        source = FileSource(self.etc)
        return Joining(self.open(), read_machine(source), source)

    def laid_down(self) -> str:
        return "".join(path.read_text() for path in self.etc.iterdir())


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    made = Pc(tmp_path / "pc", HandClock(datetime.now(VIETNAM)))
    yield made
    made.store.close()


@pytest.fixture
def token(province: EmbeddedProvince) -> Callable[..., str]:
    return lambda agency="H49.22", unit="06652": province.token(agency, unit).text


def key_of(no: pytest.ExceptionInfo[Refused] | pytest.ExceptionInfo[Trouble]) -> str:
    return no.value.sentence.key


# looking


def test_looking_says_whose_the_code_is_and_spends_nothing(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str]
) -> None:
    code, joining = token(), pc.joining()
    for _ in range(3):
        offer = joining.look(province.url + "/", grouped(code))
        assert (offer.agency, offer.unit, offer.clock_off) == ("H49.22", "06652", None)
        assert offer.expires is not None
    assert code not in repr(offer)
    assert joining.begun() is None
    joining.join(offer.server, offer.token, counter="3")
    identity = pc.store.identity
    assert identity is not None
    assert (identity.agency, identity.unit, identity.counter, identity.server) == (
        "H49.22", "06652", "03", province.url,
    )  # fmt: skip


def test_a_clock_that_is_wrong_is_told_and_refuses_nothing(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str]
) -> None:
    code = token()
    for off in (timedelta(days=-3), timedelta(hours=2)):
        pc.clock.at += off
        told = pc.joining().look(province.url, code).clock_off
        pc.clock.at -= off
        assert told is not None
        assert abs(told - off) < CLOCK_OFF
    assert pc.joining().look(province.url, code).clock_off is None


def test_each_reason_for_which_a_code_is_worth_nothing_has_its_sentence(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str], tmp_path: Path
) -> None:
    used, old = token(), token()
    other = Pc(tmp_path / "other", pc.clock)
    other.joining().join(province.url, used)
    other.store.close()
    with sqlite3.connect(province.place.folder / "province.db") as database:
        database.execute("UPDATE token SET expires_ms = 1 WHERE hash = ?", (hash_of(old),))
    database.close()
    for code, key in ((used, "sync.token_used"), (old, "sync.token_expired"), (STRANGE, "sync.token_refused")):
        for act in (pc.joining().look, pc.joining().join):
            with pytest.raises(Refused) as no:
                act(province.url, code)
            assert (no.value.field, key_of(no)) == ("token", key)
    assert pc.store.identity is None


def test_a_code_of_another_centre_than_was_laid_down_is_not_used(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str]
) -> None:
    code = token("H49.30", "07192")
    pc.lay_down(CentreCode="H49.22", EnrolmentToken=code)
    with pytest.raises(Refused) as no:
        pc.joining().look(province.url, code)
    assert key_of(no) == "enrol.other_centre"
    assert code in pc.laid_down()
    for mine in ("H49.30", "07192"):
        pc.lay_down(CentreCode=mine)
        assert pc.joining().look(province.url, code).agency == "H49.30"


@pytest.mark.parametrize(("typed", "kept"), [("3", "03"), (" 03 ", "03"), ("12", "12"), ("a1", "A1"), ("1234", "1234")])
def test_the_number_of_a_counter_is_kept_as_it_is_printed(typed: str, kept: str) -> None:
    assert checked_counter(typed) == kept


@pytest.mark.parametrize("typed", ["", "12345", "đ1", "1-2", "quầy 3"])
def test_what_is_no_number_of_a_counter_is_refused_before_anything_is_asked(pc: Pc, typed: str) -> None:
    with pytest.raises(Refused) as no:
        pc.joining().join("http://127.0.0.1:9", STRANGE, counter=typed)
    assert no.value.field == "counter"
    assert pc.joining().begun() is None


# the code that was laid down


def test_a_laid_down_code_is_erased_once_it_is_used(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str]
) -> None:
    code = token()
    pc.lay_down(ServerUrl=province.url, EnrolmentToken=grouped(code))
    joining = pc.joining()
    assert joining.laid_down == code
    joining.join(province.url, code)
    assert joining.tidy()
    assert code[:5] not in pc.laid_down()
    assert province.url in pc.laid_down()
    assert pc.joining().laid_down is None


def test_a_laid_down_code_is_kept_while_there_is_no_line_or_the_province_does_not_know_it(
    pc: Pc, province: EmbeddedProvince
) -> None:
    pc.lay_down(EnrolmentToken=STRANGE)
    with pytest.raises(Trouble):
        pc.joining().join("http://127.0.0.1:9", STRANGE)
    with pytest.raises(Refused):
        pc.joining().join(province.url, STRANGE)  # it may be another province's
    assert STRANGE in pc.laid_down()
    assert pc.joining().laid_down == STRANGE


def test_a_laid_down_code_that_another_machine_has_used_is_erased_and_not_tried_again(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str], tmp_path: Path
) -> None:
    code = token()
    other = Pc(tmp_path / "other", pc.clock)
    other.joining().join(province.url, code)
    other.store.close()
    pc.lay_down(EnrolmentToken=code)
    with pytest.raises(Refused):
        pc.joining().look(province.url, code)
    assert code not in pc.laid_down()
    pc.lay_down(EnrolmentToken=code)  # a policy that is applied again every hour
    assert pc.joining().laid_down is None


def test_a_code_in_a_policy_cannot_be_erased_and_is_known_to_be_spent(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str]
) -> None:
    code = token()
    (pc.etc / "policy.toml").write_text(f'EnrolmentToken = "{code}"\n')
    joining = pc.joining()
    joining.join(province.url, code)
    assert not joining.tidy()
    again = pc.joining()
    assert again.laid_down is None
    assert not again.tidy()
    assert code in pc.laid_down()


# power cuts


DYING = """
import os, signal, sys
from pathlib import Path
from counter.policy.files import FileSource
from counter.policy.machine import read_machine
from counter.store.clock import SystemClock
from counter.store.local_store import LocalStore
from counter.sync.joining import Joining

class Dying(FileSource):
    def erase_token(self):
        os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
source = Dying(folder / "etc")
store = LocalStore(folder / "data", SystemClock(), state_folder=folder / "state")
joining = Joining(store, read_machine(source), source)
joining.join(sys.argv[2], joining.laid_down)
"""


def test_power_lost_between_the_use_of_the_code_and_its_erasing(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str]
) -> None:
    code = token()
    pc.lay_down(EnrolmentToken=code)
    pc.store.close()
    died = subprocess.run([sys.executable, "-c", DYING, str(pc.folder), province.url], check=False, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert code in pc.laid_down()
    again = pc.joining()
    assert pc.store.identity is not None
    assert again.laid_down is None  # known to be spent: it is not asked for again
    assert again.tidy()
    assert code not in pc.laid_down()


@contextmanager
def deaf(url: str) -> Iterator[str]:
    """A line that carries the question and loses the answer, as a power cut at that moment does."""
    listening = socket.create_server(("127.0.0.1", 0))
    upstream = ("127.0.0.1", int(url.rsplit(":", 1)[1]))

    def carry() -> None:
        client, _ = listening.accept()
        with client, socket.create_connection(upstream, 10) as server:
            server.sendall(client.recv(65536))
            client.settimeout(0.3)
            with suppress(TimeoutError):
                while piece := client.recv(65536):
                    server.sendall(piece)
            server.recv(65536)

    thread = threading.Thread(target=carry, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread.join(10)
    listening.close()


def test_power_lost_between_the_answer_and_its_keeping_gives_the_same_device(
    pc: Pc, province: EmbeddedProvince, token: Callable[..., str]
) -> None:
    code = token()
    with deaf(province.url) as url, pytest.raises(Trouble):
        pc.joining().join(url, code, counter="7")
    again = pc.joining()
    assert pc.store.identity is None
    begun = again.begun()
    assert begun is not None
    assert (begun.token, begun.counter) == (code, "07")
    assert code not in repr(begun)
    offer = again.look(province.url, begun.token)  # the province says it is used, and it was by us
    granted = again.join(offer.server, offer.token, counter=begun.counter)
    with sqlite3.connect(province.place.folder / "province.db") as database:
        (uses,) = database.execute("SELECT uses FROM token WHERE hash = ?", (hash_of(code),)).fetchone()
        devices = database.execute("SELECT count(*) FROM token_use WHERE hash = ?", (hash_of(code),)).fetchone()
    database.close()
    assert (uses, devices) == (0, (1,))
    assert pc.store.identity is not None
    assert (pc.store.identity.device, again.begun()) == (granted.device, None)


def test_what_was_begun_is_forgotten_when_the_province_says_no(pc: Pc, province: EmbeddedProvince) -> None:
    with pytest.raises(Trouble):
        pc.joining().join("http://127.0.0.1:9", STRANGE)
    assert pc.joining().begun() is not None
    with pytest.raises(Refused):
        pc.joining().join(province.url, STRANGE)
    assert pc.joining().begun() is None
