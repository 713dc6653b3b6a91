"""What needs a person, made by what machines and people do: it is told truly, one act ends it, and it comes back by none."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from counter.server.export import export
from counter.server.province import Province
from counter.store.accounts import add_account
from counter.store.log import Actor
from counter.store.matters import CODE_TWICE, Matter, needs_look
from counter.sync.light import light
from counter.usecases.settle_matter import note_unrecovered, take_note
from tests.made.counter_pair import Counter, Line

CHIEF = Actor("chief", b"session2")
Maker = Callable[..., Counter]


def chief_at(machine: Counter) -> None:
    with machine.store.database.write() as transaction:
        add_account(transaction, "chief", "Trần Quang Minh", "supervisor", "x", "2026-11-23")


def meet(line: Line, *machines: Counter) -> None:
    for _ in range(3):
        for machine in machines:
            machine.sync(line)
        line.province.interpreter.catch_up()


def found(machine: Counter) -> list[Matter]:
    return needs_look(machine.store)


def state(machine: Counter) -> str:
    return light(machine.exchange.facts(), machine.clock.now()).state


def put_back(machine: Counter, place: Path, more: Callable[[], object]) -> None:
    """The data folder is copied, `more` happens, and the copy takes its place."""
    machine.close()
    shutil.copytree(machine.folder / "data", place)
    machine.open()
    more()
    machine.close()
    machine.folder.joinpath("data").rename(place.with_suffix(".lost"))
    shutil.copytree(place, machine.folder / "data")
    machine.open()


def test_what_a_copy_put_back_lacks_is_told_until_somebody_has_looked_for_it(
    province: Province, counter: Maker, line: Line, tmp_path: Path
) -> None:
    one, two = counter("one"), counter("two")
    chief_at(one)
    one.receive()
    meet(line, one, two)
    put_back(one, tmp_path / "copy", lambda: (one.receive(2), one.sync(line), one.receive(3)))
    [epoch] = found(one)
    assert (epoch.kind, epoch.reason, epoch.count) == ("epoch", "restored_copy", 5)
    assert epoch.codes == ("H49.22-261123-0006",)
    meet(line, one, two)
    assert state(one) == "received", "as far as anybody knows"
    one.close()
    one.open()
    [lost] = found(one)
    assert (lost.kind, lost.count, lost.codes) == ("unrecovered", 3, ("H49.22-261123-0006",))
    note_unrecovered(one.store, lost.base, CHIEF, clerk="Minh", note="Đã nhập lại ba giấy")
    meet(line, one, two)
    assert (found(one), found(two), state(one)) == ([], [], "received")
    assert {row["outcome"] for row in export(province) if row["type"] == "entry"} == {"applied"}
    assert one.problems() == []


def test_what_comes_back_of_itself_needs_nobody(counter: Maker, line: Line, tmp_path: Path) -> None:
    one = counter("one")
    one.receive()
    one.sync(line)
    put_back(one, tmp_path / "copy", lambda: (one.receive(3), one.sync(line)))
    assert [matter.count for matter in found(one)] == [3]
    meet(line, one)
    assert found(one) == []


def test_what_is_sent_from_the_old_data_after_all_is_missing_no_more(
    counter: Maker, line: Line, tmp_path: Path
) -> None:
    one = counter("one")
    one.receive()
    one.sync(line)
    put_back(one, tmp_path / "copy", lambda: one.receive(3))
    meet(line, one)
    assert [matter.kind for matter in found(one)] == ["unrecovered"]
    shutil.copytree(tmp_path / "copy.lost", tmp_path / "old" / "data")
    old = Counter(tmp_path / "old", one.clock, seed=7)
    meet(line, old, one)
    old.close()
    assert [matter.kind for matter in found(one)] == []


def test_code_that_two_machines_printed_shows_the_paper_that_is_here_and_each_is_noted_where_it_is(
    counter: Maker, line: Line, tmp_path: Path
) -> None:
    one = counter("one")
    chief_at(one)
    one.receive()
    one.sync(line)
    clone = one.cloned(tmp_path / "clone")
    one.receive()
    clone.receive()
    meet(line, one, clone)
    for machine in (one, clone):
        twice = next(matter for matter in found(machine) if matter.reason == CODE_TWICE)
        assert [side.hash for side in twice.sides] == [machine_hash(machine, twice.entries[0])]
        take_note(machine.store, twice.entries, CHIEF, clerk="Minh")
        assert CODE_TWICE not in [matter.reason for matter in found(machine)]
    clone.close()


def machine_hash(machine: Counter, entry: int) -> bytes:
    with machine.store.database.read() as transaction:
        row = transaction.row("SELECT hash FROM log WHERE id = ?", (entry,))
    assert row is not None
    return bytes(row[0])


def test_poison_is_noted_where_it_was_made_and_names_its_place_for_it(
    province: Province, counter: Maker, line: Line
) -> None:
    one, two = counter("one"), counter("two")
    chief_at(one)
    one.receive()
    with one.store.deed(CHIEF) as deed:
        poison = deed.add("dossier_withdrawn", {"nothing": 1})
    one.receive()
    meet(line, one, two)
    [matter] = found(one)
    epoch = poison.entry.envelope.epoch
    assert (matter.kind, matter.reason, matter.slots) == (
        "quarantined", "sync.outcome.body_broken", (f"{epoch}/2",)
    )  # fmt: skip
    take_note(one.store, matter.entries, CHIEF, clerk="Minh")
    meet(line, one, two)
    assert (found(one), found(two), state(one), state(two)) == ([], [], "received", "received")
    assert two.codes() == one.codes()


def test_branch_of_one_note_about_another_fact_is_told_for_nobody_else_reads_it(
    counter: Maker, line: Line, tmp_path: Path
) -> None:
    """Found by the simulator (seed 24): the light was green over it."""
    one = counter("one")
    chief_at(one)
    with one.store.deed(CHIEF) as deed:
        deed.add("dossier_withdrawn", {"nothing": 1})
    meet(line, one)
    twin = one.cloned(tmp_path / "twin")
    twin.receive()
    meet(line, twin)
    [poison] = found(one)
    take_note(one.store, poison.entries, CHIEF, clerk="Minh")
    meet(line, one)
    [apart] = found(one)
    assert (apart.kind, apart.reason, apart.count) == ("apart", "fork", 1)
    assert state(one) != "received"
    take_note(one.store, apart.entries, CHIEF, clerk="Minh")
    meet(line, one)
    assert (found(one), state(one)) == ([], "received")
    twin.close()


def test_branch_of_a_machine_out_of_service_is_told_as_what_it_is_and_noted_once(
    province: Province, counter: Maker, line: Line
) -> None:
    one = counter("one")
    chief_at(one)
    one.receive()
    one.sync(line)
    one.receive(3)
    standpoint = one.exchange.standpoint()
    assert standpoint is not None
    province.revoke(standpoint.device)
    meet(line, one)
    trouble, apart = found(one)
    assert (trouble.kind, trouble.reason) == ("trouble", "sync.revoked")
    assert (apart.kind, apart.reason, apart.count) == ("apart", "revoked", 3)
    assert apart.slots == (f"{standpoint.logs[-1].epoch}/4",)
    take_note(one.store, apart.entries, CHIEF, clerk="Minh")
    meet(line, one)
    assert [matter.kind for matter in found(one)] == ["trouble"], "the note lies apart too, and needs none itself"
    one.receive()
    meet(line, one)
    assert [(matter.kind, matter.count) for matter in found(one)] == [("trouble", 1), ("apart", 5)]
    [again] = found(one)[1:]
    take_note(one.store, again.entries, CHIEF, clerk="Minh")
    one.enrol(province)
    meet(line, one)
    assert (found(one), state(one)) == ([], "received")


def test_branch_of_a_revoked_machine_is_no_fork_after_it_was_enrolled_again(
    province: Province, counter: Maker, line: Line
) -> None:
    one = counter("one")
    one.receive()
    standpoint = one.exchange.standpoint()
    assert standpoint is not None
    province.revoke(standpoint.device)
    meet(line, one)
    one.enrol(province)
    meet(line, one)
    assert [(matter.kind, matter.reason) for matter in found(one)] == [("apart", "revoked")]
