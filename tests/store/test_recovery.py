"""The wrapped key beside the database: always there, always to the province's own key, never to anybody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter.journal.checkpoint import new_key
from counter.server.province import Province
from counter.store.backup import back_up
from counter.store.recovery import NAME, StoreRecovery
from counter.wire.recovery import Secret, WrappedKey, wrap_key
from counter.wire.recovery_key import RecoveryKey, write_recovery_key
from counter.wire.request import Forged
from counter.wire.sealing import NotOpened, new_sealing_key, public_sealing_key
from tests.made.counter_pair import Counter, new_province
from tests.made.world import HandClock

FIRST, SECOND = new_sealing_key(), new_sealing_key()


@pytest.fixture
def recovery_key() -> bytes:
    return FIRST


@pytest.fixture
def counter(tmp_path: Path, clock: HandClock, province: Province) -> Iterator[Counter]:
    made = Counter(tmp_path / "one", clock)
    made.enrol(province)
    yield made
    made.close()


@pytest.fixture
def recovery(counter: Counter, province: Province) -> StoreRecovery:
    """A counter that was told."""
    recovery = StoreRecovery(counter.store)
    recovery.told(province.recovery_key())
    return recovery


def wrapped(counter: Counter) -> WrappedKey:
    return WrappedKey.decode((counter.store.folder / NAME).read_bytes())


def test_key_is_wrapped_when_the_province_tells_its_own(counter: Counter, recovery: StoreRecovery) -> None:
    secret = wrapped(counter).open(FIRST)
    assert secret.key == counter.store.database.key
    assert (secret.agency, secret.counter) == ("H49.22", "03")
    assert (counter.store.folder / NAME).stat().st_mode & 0o077 == 0
    assert recovery.state()[0] == "kept"


def test_file_is_left_when_nothing_is_new(counter: Counter, recovery: StoreRecovery, province: Province) -> None:
    before = wrapped(counter)
    assert not recovery.told(province.recovery_key())
    assert not recovery.tend()
    assert wrapped(counter) == before


def _thiefs(counter: Counter) -> bytes:
    """Sealed to somebody who may write into the folder and hopes for the next backup."""
    return wrap_key(Secret(bytes(32), bytes(16), "H49.22", "03"), public_sealing_key(SECOND)).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda counter, path: path.unlink(),
        lambda counter, path: path.write_bytes(b""),
        lambda counter, path: path.write_bytes(bytes(5000)),
        lambda counter, path: path.write_bytes(_thiefs(counter)),
    ],
    ids=["gone", "empty", "large", "another's"],
)
def test_file_that_is_not_ours_is_written_anew(
    counter: Counter, recovery: StoreRecovery, province: Province, spoil: Callable[[Counter, Path], object]
) -> None:
    spoil(counter, counter.store.folder / NAME)
    assert recovery.state()[0] == "no_file"
    recovery.told(province.recovery_key())
    assert wrapped(counter).open(FIRST).key == counter.store.database.key
    assert recovery.state()[0] == "kept"


def test_copy_carries_our_own_wrapping_whatever_lay_there(
    counter: Counter, recovery: StoreRecovery, tmp_path: Path
) -> None:
    (counter.store.folder / NAME).write_bytes(_thiefs(counter))
    copy = back_up(counter.store, tmp_path / "usb").file.with_name(NAME)
    assert WrappedKey.decode(copy.read_bytes()).open(FIRST).key == counter.store.database.key


def test_new_recovery_key_takes_the_place_of_the_old_one(
    counter: Counter, recovery: StoreRecovery, province: Province
) -> None:
    province.set_recovery_key(public_sealing_key(SECOND))
    assert recovery.told(province.recovery_key())
    assert wrapped(counter).open(SECOND).key == counter.store.database.key
    with pytest.raises(NotOpened):
        wrapped(counter).open(FIRST)


def test_older_answer_heard_again_changes_nothing(
    counter: Counter, recovery: StoreRecovery, province: Province
) -> None:
    old = province.recovery_key()
    province.set_recovery_key(public_sealing_key(SECOND))
    recovery.told(province.recovery_key())
    assert not recovery.told(old)
    assert wrapped(counter).open(SECOND)


def test_key_of_somebody_else_is_never_taken(counter: Counter, recovery: StoreRecovery) -> None:
    before = wrapped(counter)
    later = RecoveryKey(2**45, public_sealing_key(SECOND))
    with pytest.raises(Forged):
        recovery.told(write_recovery_key(later, new_key()))
    assert wrapped(counter) == before
    key = recovery.state()[1]
    assert key is not None
    assert key.public == public_sealing_key(FIRST)


def test_same_key_set_again_is_no_other(province: Province, clock: HandClock) -> None:
    before = province.recovery_key()
    clock.forward(days=1)
    province.set_recovery_key(public_sealing_key(FIRST))
    assert province.recovery_key() == before


def test_later_key_counts_though_the_servers_clock_went_back(
    counter: Counter, recovery: StoreRecovery, province: Province, clock: HandClock
) -> None:
    clock.forward(days=-400)
    province.set_recovery_key(public_sealing_key(SECOND))
    assert recovery.told(province.recovery_key())


def test_province_without_a_key_changes_nothing(counter: Counter, recovery: StoreRecovery) -> None:
    before = wrapped(counter)
    assert not recovery.told(None)
    assert wrapped(counter) == before


def test_another_province_gets_its_own_wrapping_or_none(
    counter: Counter, recovery: StoreRecovery, tmp_path: Path, clock: HandClock
) -> None:
    other = new_province(tmp_path / "other", clock)
    try:
        counter.enrol(other)
        assert not (counter.store.folder / NAME).exists()
        assert recovery.state()[0] == "no_key"
        other.set_recovery_key(public_sealing_key(SECOND))
        assert recovery.told(other.recovery_key())
        assert wrapped(counter).open(SECOND).key == counter.store.database.key
    finally:
        other.close()


def test_province_is_asked_once_a_day_and_after_a_clock_that_went_back(
    counter: Counter, recovery: StoreRecovery, clock: HandClock
) -> None:
    assert not recovery.due()
    clock.forward(hours=23, minutes=59)
    assert not recovery.due()
    clock.forward(minutes=1)
    assert recovery.due()
    recovery.told(None)
    assert not recovery.due()
    clock.forward(days=-3)
    assert recovery.due()


def test_disk_that_refuses_is_tried_again_and_stops_nothing(
    counter: Counter, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counter.store import small_file

    def full(_: int) -> None:
        raise OSError(28, "no")

    recovery = StoreRecovery(counter.store)
    with monkeypatch.context() as disk:
        disk.setattr(small_file.os, "fsync", full)
        recovery.told(province.recovery_key())
    assert recovery.state()[0] == "no_file"
    assert not (counter.store.folder / NAME).exists()
    assert recovery.tend()
    assert recovery.state()[0] == "kept"
