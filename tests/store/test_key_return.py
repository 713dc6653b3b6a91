"""Getting a database's key back: asked for on one machine, answered once, and never so that numbers are given twice."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter.domain.sentence import Refused, Trouble
from counter.server.province import Province
from counter.store.key import NAME as KEY_FILE
from counter.store.key import key_form
from counter.store.key_return import FOLDER, KeyReturn
from counter.store.local_store import LocalStore
from counter.store.machine_guard import Guard
from counter.store.recovery import NAME, StoreRecovery
from counter.store.settings_table import get, put
from counter.store.spare_key import keys_at_hand
from counter.wire.sealing import new_sealing_key
from tests.made.counter_pair import Counter
from tests.made.guards import MachineGuard
from tests.made.world import HandClock

RECOVERY = new_sealing_key()


class Pc:
    """A machine with a guard of its own, and what lies on it."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.data, self.state, self.clock, self.guard = folder / "data", folder / "state", clock, MachineGuard()

    def system(self) -> Guard:
        return self.guard

    def back(self, place: Path | None = None) -> KeyReturn:
        return KeyReturn(place or self.data, self.data, self.state, system=self.system)

    def open(self) -> LocalStore:
        return LocalStore(self.data, self.clock, state_folder=self.state / "witness", guard=self.system)


@pytest.fixture
def recovery_key() -> bytes:
    return RECOVERY


@pytest.fixture
def pc(tmp_path: Path, clock: HandClock, province: Province) -> Pc:
    """A new PC onto which the data of a dead one was copied."""
    dead = Counter(tmp_path / "dead", clock)
    dead.enrol(province)
    StoreRecovery(dead.store).told(province.recovery_key())
    dead.receive(2)
    with dead.store.database.write() as t:
        put(t, "epoch_ask", "00" * 8)
    dead.close()
    pc = Pc(tmp_path / "new", clock)
    shutil.copytree(tmp_path / "dead" / "data", pc.data)
    (pc.data / KEY_FILE).write_text("machine-key 1 b2Ygb3RoZXIgbWFjaGluZQ==")
    return pc


def test_data_opens_on_the_new_machine_and_issues_nothing_before_a_new_epoch(pc: Pc) -> None:
    with pytest.raises(Trouble) as trouble:
        pc.open()
    assert trouble.value.sentence.key == "store.other_machine"
    request = pc.back().ask()
    assert pc.back().take(request.answer(RECOVERY)[1], pc.clock.now())
    assert key_form(pc.data) == "wrapped"
    store = pc.open()
    assert store.needs_epoch == "restored_copy"
    with store.database.read() as t:
        assert get(t, "epoch_ask") is None  # what its machine had asked for, that machine may have got
    store.close()
    assert [path.read_text() for path in pc.data.glob(f"{KEY_FILE}.before-*")] == [
        "machine-key 1 b2Ygb3RoZXIgbWFjaGluZQ=="
    ]
    assert not list((pc.state / FOLDER).iterdir())
    assert len(keys_at_hand(pc.data / "nowhere", pc.state, pc.system)) == 1


def test_request_stays_the_same_until_it_is_answered_and_its_key_is_guarded(pc: Pc) -> None:
    request = pc.back().ask()
    assert pc.back().ask() == request
    (note,) = (pc.state / FOLDER).iterdir()
    assert request.ask not in note.read_bytes()
    assert note.stat().st_mode & 0o077 == 0
    pc.guard = MachineGuard()  # carried to yet another machine, the note is worth nothing
    with pytest.raises(Refused) as refused:
        pc.back().take(request.answer(RECOVERY)[1], pc.clock.now())
    assert refused.value.sentence.key == "recovery.no_request"
    assert pc.back().ask() != request


def test_wrong_answer_changes_nothing_and_the_right_one_still_works(pc: Pc) -> None:
    request = pc.back().ask()
    before = (pc.data / KEY_FILE).read_bytes()
    answer = request.answer(RECOVERY)[1]
    for wrong in (bytes(32), bytes((answer[0] ^ 1, *answer[1:]))):
        with pytest.raises(Refused) as refused:
            pc.back().take(wrong, pc.clock.now())
        assert refused.value.sentence.key == "recovery.other_answer"
    assert (pc.data / KEY_FILE).read_bytes() == before
    assert pc.back().take(answer, pc.clock.now())


def test_wrapped_key_of_another_database_is_found_out(
    pc: Pc, tmp_path: Path, clock: HandClock, province: Province
) -> None:
    other = Counter(tmp_path / "other", clock, seed=9)
    other.enrol(province)
    StoreRecovery(other.store).told(province.recovery_key())
    other.close()
    shutil.copy2(tmp_path / "other" / "data" / NAME, pc.data / NAME)
    request = pc.back().ask()
    with pytest.raises(Refused) as refused:
        pc.back().take(request.answer(RECOVERY)[1], clock.now())
    assert refused.value.sentence.key == "recovery.other_database"
    assert keys_at_hand(pc.data, pc.state, pc.system) == []


class PowerCut(BaseException):
    """The machine is off: from here on nothing reaches the disk any more."""


class Power:
    """Goes off at the n-th time that a file is synced, renamed or removed."""

    def __init__(self, cut: int) -> None:
        self.left, self.off = cut, False

    def over(self, deed: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.left -= 1
            self.off = self.off or self.left < 0
            if self.off:
                raise PowerCut
            return deed(*arguments, **named)

        return call


def test_power_cut_at_any_step_leaves_data_that_numbers_nothing_or_does_not_open(
    pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark is in the database before any key opens it: the other way round, a cut in between gives numbers twice."""
    answer = pc.back().ask().answer(RECOVERY)[1]
    opened = []
    for cut in range(100):
        power = Power(cut)
        with monkeypatch.context() as plug:
            for of, name in ((os, "fsync"), (os, "link"), (Path, "replace"), (Path, "unlink")):
                plug.setattr(of, name, power.over(getattr(of, name)))
            with contextlib.suppress(PowerCut):
                pc.back().take(answer, pc.clock.now())
        if not power.off:
            break
        try:
            store = pc.open()
        except Trouble:
            opened.append(False)
            continue
        opened.append(True)
        assert store.needs_epoch == "restored_copy", cut
        store.close()
    assert cut > 5
    assert (opened[0], opened[-1]) == (False, True)


@pytest.mark.parametrize(("spoil", "key"), [
    (lambda data: (data / "counter.db").unlink(), "no_database"),
    (lambda data: (data / NAME).unlink(), "no_way"),
    (lambda data: (data / NAME).write_bytes(b"noise"), "way_damaged"),
])  # fmt: skip
def test_what_is_missing_is_said(pc: Pc, spoil: object, key: str) -> None:
    spoil(pc.data)  # type: ignore[operator]
    with pytest.raises(Refused) as refused:
        pc.back().ask()
    assert refused.value.sentence.key == f"recovery.{key}"


def test_machine_that_has_the_key_needs_nobody(pc: Pc) -> None:
    pc.back().take(pc.back().ask().answer(RECOVERY)[1], pc.clock.now())
    with pytest.raises(Refused) as refused:
        pc.back().ask()
    assert refused.value.sentence.key == "recovery.not_needed"
