"""A backup put back on other hardware, where no witness is left: it never goes on in an epoch that is in use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from counter.server.province import Province
from counter.store.backup import back_up
from counter.store.key import read_or_make_key
from counter.store.restore import restore
from counter.store.settings_table import get, put
from counter.store.spare_key import keep_key
from tests.made.counter_pair import Counter, Line


def backed_up(counter: Counter, place: Path) -> Path:
    return back_up(counter.store, place, free=lambda _: 10**12).file


def elsewhere(counter: Counter, file: Path, folder: Path) -> Counter:
    """Another PC, on which the copy is put back."""
    key = read_or_make_key(counter.folder / "data")
    restore(file, folder / "data", [key], keep_key, counter.clock.now())
    found = Counter(folder, counter.clock, seed=9)
    found._requests = 500
    return found


def test_both_machines_go_on_in_epochs_of_their_own(
    counter: Callable[..., Counter], line: Line, tmp_path: Path
) -> None:
    one = counter()
    one.receive(3)
    one.sync(line)
    file = backed_up(one, tmp_path / "stick")
    later = [done.code for done in one.receive(2)]
    one.sync(line)
    new = elsewhere(one, file, tmp_path / "new")
    assert new.store.needs_epoch == "restored_copy"
    new.sync(line)
    assert new.store.needs_epoch is None
    fresh = [done.code for done in new.receive(3)]
    new.sync(line)
    assert not set(fresh) & set(later)
    assert set(later) <= set(new.codes())  # what the province had comes back
    one.receive(1)  # the PC that was thought dead
    one.sync(line)
    assert one.problems() == new.problems() == []
    new.close()


def test_epoch_that_was_asked_for_before_the_copy_was_made_is_not_taken_again(
    counter: Callable[..., Counter], line: Line, tmp_path: Path, province: Province
) -> None:
    one = counter()
    one.receive(2)
    one.sync(line)
    one.store.demand_epoch("retired")
    line.fate = lambda: "reply lost"  # it is granted, and nobody hears of it
    line.step(one.engine)
    line.fate = lambda: ""
    with one.store.database.read() as t:
        asked = get(t, "epoch_ask")
    assert asked is not None
    file = backed_up(one, tmp_path / "stick")
    one.sync(line)
    assert one.store.needs_epoch is None
    codes = [done.code for done in one.receive(3)]
    epoch = one.exchange.facts().epoch
    new = elsewhere(one, file, tmp_path / "new")
    with new.store.database.read() as t:
        assert get(t, "epoch_ask") is None
    image = elsewhere(one, file, tmp_path / "image")
    with image.store.database.write() as t:
        put(t, "epoch_ask", asked)  # as in an image of the disk, which no restore has marked
    spent = set(codes)
    for copy in (new, image):
        copy.sync(line)
        assert copy.exchange.facts().epoch > epoch
        received = {done.code for done in copy.receive(3)}
        assert not received & spent
        spent |= received
        copy.close()


@pytest.mark.parametrize("reason", ["fork", "retired"])
def test_copy_of_a_machine_that_waits_for_an_epoch_waits_too(
    counter: Callable[..., Counter], tmp_path: Path, reason: str
) -> None:
    one = counter()
    one.store.demand_epoch(reason)
    new = elsewhere(one, backed_up(one, tmp_path / "stick"), tmp_path / "new")
    assert new.store.needs_epoch == reason
    new.close()
