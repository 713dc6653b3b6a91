"""Boats, the line and put-back copies in any order: what was acknowledged is held, what was read is here, and each mutant
of the rules that see to it is caught."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.journal.checkpoint import new_key
from counter.server.export import export
from counter.store.bundles import KeptBundles
from counter.store.exchange import StoreExchange
from counter.store.settings_table import put
from counter.store.standpoint import Told, Took
from counter.wire.bundle import BundleWriter, Record, Way
from counter.wire.bundle_records import CarriedReply, ReturnHead
from counter.wire.reply import SyncReply
from counter.wire.reply_format import write_reply
from tests.made.boat import Islands, at_province, taken, write_out
from tests.made.boat_play import DEEDS, Deed, play
from tests.made.counter_pair import Line, new_province
from tests.made.device import slots
from tests.made.world import HandClock

SOME = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1), st.integers(0, 999)), min_size=5, max_size=25)


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(SOME)
def test_boats_and_the_line_in_any_order_lose_nothing_and_end_alike(deeds: list[Deed]) -> None:
    with TemporaryDirectory() as folder:
        assert play(Path(folder), deeds) == []


# The mutants: each drops one rule of how a carried reply is believed, and a short week finds it.

OLD_BUNDLE: list[Deed] = [  # written, then more is sent over the line, then the boat arrives and comes back
    ("receive", 0, 2), ("out", 0, 0), ("receive", 0, 1), ("sync", 0, 3), ("arrive", 0, 0), ("take", 0, 0),
]  # fmt: skip
TWO_LOGS: list[Deed] = [  # what waits in a log of before is acknowledged by a reply that brings no news
    ("receive", 1, 2), ("sync", 1, 3), ("receive", 0, 2), ("enrol", 0, 0), ("receive", 0, 0), ("out", 0, 0),
    ("arrive", 0, 1), ("take", 0, 0),
]  # fmt: skip


def believing(change: Callable[[SyncReply, Told], tuple[SyncReply, Told]]) -> type[StoreExchange]:
    """A store that takes a carried reply for another one."""

    class Believing(StoreExchange):
        def take_carried(self, epoch: int, reply: SyncReply, told: Told) -> Took:
            return super().take_carried(epoch, *change(reply, told))

    return Believing


@pytest.mark.parametrize("deeds", [OLD_BUNDLE, TWO_LOGS])
def test_short_weeks_are_well_without_a_mutant(tmp_path: Path, deeds: list[Deed]) -> None:
    assert play(tmp_path, deeds) == []


@pytest.mark.parametrize(
    ("deeds", "change", "harm"),
    [
        (TWO_LOGS, lambda reply, told: (reply, replace(told, cursor=0)), "has not position"),
        (OLD_BUNDLE, lambda reply, told: (reply, replace(told, seq=2**40)), "went back"),
        (OLD_BUNDLE, lambda reply, told: (replace(reply, held=2**40), told), "may not number"),
    ],
    ids=["cursor moved without data", "silence taken for a loss", "restored whatever it holds"],
)  # fmt: skip
def test_mutant_is_caught(
    tmp_path: Path, deeds: list[Deed], change: Callable[[SyncReply, Told], tuple[SyncReply, Told]], harm: str
) -> None:
    assert harm in " ".join(play(tmp_path, deeds, exchange=believing(change)))


def put_back_province(folder: Path, exchange: type[StoreExchange] = StoreExchange) -> tuple[bool, bool]:
    """The province's backup is put back and nobody said so: whether boats alone bring back what it lost; and whether an
    answer of before another restore, which was told, changes anything."""
    clock = HandClock()
    world = Islands(folder / "world", clock, 1, exchange)
    (one,) = world.counters
    one.receive(2)
    world.round_trip(0)
    old = write_out(one, world.stick()).file
    (late,), _ = at_province(world.province, [old], world.stick("late"))
    world.province.close()
    shutil.copytree(folder / "world" / "province", folder / "backup")
    world.province = new_province(folder / "world" / "province", clock)
    one.receive(2)
    clock.forward(minutes=1)
    world.round_trip(0)
    for restored in (False, True):
        world.province.close()
        shutil.rmtree(folder / "world" / "province")
        shutil.copytree(folder / "backup", folder / "world" / "province")
        world.province = new_province(folder / "world" / "province", clock, restored=restored)
        if not restored:
            for _ in range(2):  # one boat brings the bad news, the next one what was lost
                clock.forward(minutes=1)
                world.round_trip(0)
            whole = one.log() == slots(list(export(world.province)))
    one.sync(Line(world.province))
    with one.store.database.write() as t:  # the last answer is not what this is about
        put(t, "bundle_return", None)
    before = one.exchange.standpoint()
    taken(one, late.file)
    changed = one.exchange.standpoint() != before
    world.close()
    return whole, changed


def test_province_put_back_gets_everything_by_boat_and_old_answers_change_nothing(tmp_path: Path) -> None:
    assert put_back_province(tmp_path) == (True, False)


def test_mutant_that_never_hears_of_a_loss_is_caught(tmp_path: Path) -> None:
    assert put_back_province(tmp_path, believing(lambda reply, told: (reply, replace(told, seq=0))))[0] is False


def test_mutant_that_believes_what_is_old_is_caught(tmp_path: Path) -> None:
    assert (
        put_back_province(tmp_path, believing(lambda reply, told: (replace(reply, received_ms=2**45), told)))[1] is True
    )


def forged_answer(folder: Path, *true: str) -> int:
    """Somebody who knows the key for the answer says that everything was received; how much of it is believed. `true`: what
    of it bears the province's own signature, the "reply" and the "bundle" that carries it."""
    world = Islands(folder, HandClock(), 1)
    (one,) = world.counters
    one.receive(3)
    facts, standpoint = one.exchange.facts(), one.exchange.standpoint()
    assert standpoint is not None
    province = world.province.authority.private_key
    signs = {part: province if part in true else new_key() for part in ("reply", "bundle")}
    reply = write_reply(
        SyncReply(3, 0, 2**42, standpoint.generation, 0), signs["reply"], device=facts.device, epoch=facts.epoch, head=facts.head,
        generation_known=True, whole=True, held=lambda *_: None, locate=lambda _: None,
    )  # fmt: skip
    head = KeptBundles(one.store).begin()
    made = bytearray()
    writer = BundleWriter(made.extend, Way.RETURN, head.return_key, signs["bundle"])
    writer.add(
        Record.HEAD, ReturnHead(bytes(16), head.id, head.number, 2**42, facts.device, standpoint.generation).encode()
    )
    writer.add(Record.REPLY, CarriedReply(facts.epoch, 3, 0, 0, reply).encode())
    writer.done()
    (folder / "forged").write_bytes(made)
    taken(one, folder / "forged")
    believed = one.exchange.facts().acknowledged
    world.close()
    return believed


def test_acknowledgement_without_the_provinces_signature_is_not_believed(tmp_path: Path) -> None:
    assert forged_answer(tmp_path) == 0


@pytest.mark.parametrize("true", ["reply", "bundle"])
def test_one_signature_that_is_the_provinces_does_not_make_up_for_the_other(tmp_path: Path, true: str) -> None:
    assert forged_answer(tmp_path, true) == 0


def test_same_answer_with_both_signatures_is_believed(tmp_path: Path) -> None:
    """So that nothing else than the signatures is what the others were refused for."""
    assert forged_answer(tmp_path, "reply", "bundle") == 3
