"""Bundles both ways: the same exchange by boat, lost, doubled, shuffled, tampered with and mixed with the line."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from counter.domain.sentence import Refused, Trouble
from counter.server.bundles import interpret, take_in
from counter.server.export import export
from counter.server.province import Province
from counter.settings import resource
from counter.store.kept_catalogue import catalogue_of
from counter.store.settings_table import get, put
from counter.sync.bundle_out import Stopped
from counter.sync.engine import Idle
from counter.sync.light import light
from tests.made.boat import Islands, at_province, held, shown, take, taken, two_worlds, write_out
from tests.made.counter_pair import Counter, Line, new_province
from tests.made.device import slots
from tests.made.world import HA, HandClock

Make = Callable[..., Counter]


def there_and_back(one: Counter, province: Province, tmp_path: Path, **more: int) -> Path:
    written = write_out(one, tmp_path / "stick", **more)
    (done,), refused = at_province(province, [written.file], tmp_path / "back")
    assert refused == []
    return done.file


def test_facts_reach_the_province_and_the_receipt_comes_back_when_there_is_no_line(
    counter: Make, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one, other = counter("one"), counter("two")
    one.receive(3)
    other.receive(2, deciding_agency="G09")
    files = [write_out(here, tmp_path / "stick") for here in (one, other)]
    assert [(f.entries, f.first and f.first[1], f.last and f.last[1], f.left) for f in files] == [
        (3, 1, 3, 0),
        (2, 1, 2, 0),
    ]
    answers, refused = at_province(province, [f.file for f in files], tmp_path / "back")
    assert refused == []
    got = [take(here, done.file) for here, done in zip((one, other), answers, strict=True)]
    # Two facts of the other and their two official codes; three of the first.
    assert [(g.acknowledged, g.pulled, g.waiting, g.again) for g in got] == [(3, 4, 0, False), (2, 5, 0, False)]
    assert [(r.seq, r.head) for g in got for r in g.receipt.logs] == [
        (here.exchange.facts().entries, here.exchange.facts().head) for here in (one, other)
    ]
    assert one.log() == other.log() == slots(list(export(province)))
    assert one.codes() == other.codes()
    assert one.exchange.facts().proved
    clock.forward(days=1)  # the light is as old as what the boat brought
    shown = light(one.exchange.facts(), clock.now())
    assert (shown.state, shown.words.args) == ("received", {"time": f"{clock.now() - timedelta(days=1):%H:%M} 23/11"})
    assert one.problems() == other.problems() == []


def test_bundle_holds_an_earlier_lost_one(counter: Make, province: Province, tmp_path: Path) -> None:
    one = counter()
    one.receive(2)
    write_out(one, tmp_path / "lost")
    one.receive(1)
    there_and_back(one, province, tmp_path)
    assert len(list(export(province))) == 6


def test_nothing_waiting_still_asks_for_news(counter: Make, line: Line, province: Province, tmp_path: Path) -> None:
    one, other = counter("one"), counter("two")
    other.receive(2)
    other.sync(line)
    written = write_out(one, tmp_path / "stick")
    assert (written.entries, written.first) == (0, None)
    (done,), _ = at_province(province, [written.file], tmp_path / "back")
    assert take(one, done.file).pulled == 2


def test_many_facts_go_in_several_requests_and_others_come_in_several_replies(
    counter: Make, line: Line, province: Province, tmp_path: Path
) -> None:
    one, other = counter("one"), counter("two")
    other.receive(25)
    other.sync(line)
    province.interpreter.catch_up()
    one.receive(23)
    done = take(one, there_and_back(one, province, tmp_path, at_once=7))
    assert (done.acknowledged, done.pulled) == (23, 25)
    assert one.log() == slots(list(export(province)))
    assert one.sync(line) is not None
    assert one.exchange.facts().proved


def test_answer_that_is_cut_at_its_size_says_what_is_left_and_the_next_one_goes_on(
    counter: Make, line: Line, province: Province, tmp_path: Path
) -> None:
    from counter.server.bundles import answer, take_in

    one, other = counter("one"), counter("two")
    other.receive(12)
    other.sync(line)
    one.receive(1)
    (tmp_path / "back").mkdir()
    pulled = []
    for _ in range(4):
        arrived = take_in(province, write_out(one, tmp_path / "stick", at_once=5).file)
        done = answer(province, arrived, tmp_path / "back", most=1)
        pulled.append((take(one, done.file).pulled, done.left))
    assert pulled == [(5, True), (5, True), (2, False), (0, False)]


def test_bundle_has_a_size_and_the_next_one_brings_the_rest(counter: Make, province: Province, tmp_path: Path) -> None:
    one = counter()
    one.receive(40)
    whole = write_out(one, tmp_path / "whole", at_once=10)
    part = write_out(one, tmp_path / "part", at_once=10, most=whole.bytes // 2 + 1024)
    assert 0 < part.entries < 40
    assert part.left == 40 - part.entries
    (done,), _ = at_province(province, [part.file], tmp_path / "back")
    assert take(one, done.file).waiting == part.left
    take(one, there_and_back(one, province, tmp_path))
    assert one.exchange.facts().proved


def test_five_bundles_lost_doubled_shuffled_and_one_tampered_end_as_online_sync_does(tmp_path: Path) -> None:
    online, boat = two_worlds(tmp_path, HandClock)
    rng = random.Random(5)
    for world in (online, boat):
        files: list[list[Path]] = [[], []]
        for trip in range(5):
            for number, one in enumerate(world.counters):
                one.receive(1 + trip)
                if (trip, number) == (0, 0):
                    one.receive(1, deciding_agency="G09")
                if world is online:
                    world.sync(number)
                else:
                    files[number].append(write_out(one, world.stick()).file)
            if world is online:
                world.province.interpreter.catch_up()
        if world is boat:
            for number in (0, 1):
                _deliver(world, number, files[number], rng)
        for number in (1, 0, 1):  # everybody hears of everybody
            if world is online:
                world.province.interpreter.catch_up()
                world.sync(number)
            else:
                world.round_trip(number)
    assert held(online.province) == held(boat.province)
    for here, there in zip(online.counters, boat.counters, strict=True):
        assert shown(here) == shown(there)
        assert here.exchange.facts().waiting == there.exchange.facts().waiting == 0
        assert there.exchange.facts().proved
        assert there.problems() == []
    for world in (online, boat):
        world.close()


def _deliver(world: Islands, number: int, files: list[Path], rng: random.Random) -> None:
    """One lost, one tampered with, the rest twice and in any order; the answers too."""
    tampered = files[1].read_bytes()
    files[1].write_bytes(tampered[:-40] + bytes((tampered[-40] ^ 1,)) + tampered[-39:])
    carried = [files[1], *files[2:], *files[2:]]
    rng.shuffle(carried)
    answers: list[Path] = []
    for at, file in enumerate(carried):
        done, refused = at_province(world.province, [file], world.stick(f"back {number} {at}"))
        assert refused == ([(file, "bundle.damaged")] if file is files[1] else [])
        answers += [one.file for one in done]
    rng.shuffle(answers)
    for file in answers * 2:
        assert taken(world.counters[number], file)[1] in (None, "bundle.older")


# What is not taken


def state(province: Province) -> object:
    with province.database.read() as c:
        return held(province), list(c.exec_driver_sql("SELECT agency, start, epoch, until FROM lane ORDER BY 1, 2, 3"))


def here_is(one: Counter) -> object:
    screens = shown(one)
    with one.store.database.read() as t:
        return screens, t.rows("SELECT name, value FROM setting ORDER BY 1"), t.rows("SELECT * FROM source")


def refusal(deed: Callable[[], object]) -> str:
    with pytest.raises(Refused) as no:
        deed()
    return no.value.sentence.key


def test_every_changed_byte_is_refused_and_changes_nothing(counter: Make, province: Province, tmp_path: Path) -> None:
    one = counter()
    one.receive(4)
    out = write_out(one, tmp_path / "stick").file
    before = state(province)
    seen = _flip(out, lambda file: at_province(province, [file], tmp_path / "none")[1][0][1])
    assert state(province) == before
    assert list((tmp_path / "none").iterdir()) == []
    (done,), _ = at_province(province, [out], tmp_path / "back")
    as_it_was = here_is(one)
    seen |= _flip(done.file, lambda file: refusal(lambda: take(one, file)))
    assert here_is(one) == as_it_was
    assert seen == {
        "bundle.no_bundle", "bundle.other_version", "bundle.other_way", "bundle.other_reader", "bundle.damaged",
    }  # fmt: skip
    assert take(one, done.file).acknowledged == 4


def _flip(file: Path, deed: Callable[[Path], str]) -> set[str]:
    """Every byte of what stands in the clear, and many of the rest."""
    whole = file.read_bytes()
    bad = file.with_name("changed")
    places = [*range(100), *range(100, len(whole), max(1, (len(whole) - 100) // 60)), len(whole) - 1]
    seen = set()
    for place in places:
        for bit in (1, 2) if place == 2 else (1 << place % 8,):
            bad.write_bytes(whole[:place] + bytes((whole[place] ^ bit,)) + whole[place + 1 :])
            seen.add(deed(bad))
    return seen


def test_file_that_was_cut_or_lengthened_or_is_none_is_refused(
    counter: Make, province: Province, tmp_path: Path
) -> None:
    one = counter()
    one.receive(30)
    (done,), _ = at_province(province, [write_out(one, tmp_path / "stick").file], tmp_path / "back")
    whole = done.file.read_bytes()
    bad = tmp_path / "bad"
    before = here_is(one)
    for length in (0, 1, 2, 10, 11, 50, 90, 91, len(whole) // 2, len(whole) - 17, len(whole) - 1):
        bad.write_bytes(whole[:length])
        assert refusal(lambda: take(one, bad)) in ("bundle.no_bundle", "bundle.damaged")
    bad.write_bytes(whole + b"\0")
    assert refusal(lambda: take(one, bad)) == "bundle.damaged"
    bad.write_bytes(b"MZ" + whole)
    assert refusal(lambda: take(one, bad)) == "bundle.no_bundle"
    assert refusal(lambda: take(one, tmp_path)) == "bundle.no_file"
    assert refusal(lambda: take(one, tmp_path / "nowhere")) == "bundle.no_file"
    assert here_is(one) == before


def test_bundle_of_another_counter_or_for_another_province_is_refused(
    counter: Make, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one, two = counter("one"), counter("two")
    other_province = new_province(tmp_path / "elsewhere", clock)
    stranger = Counter(tmp_path / "stranger", clock, seed=9)
    stranger.enrol(other_province)
    for here in (one, two, stranger):
        here.receive(2)
    out = write_out(stranger, tmp_path / "stick").file
    before = state(province)
    _, refused = at_province(province, [out], tmp_path / "back")
    assert refused == [(out, "bundle.other_reader")]
    assert state(province) == before
    (of_two,), _ = at_province(province, [write_out(two, tmp_path / "stick").file], tmp_path / "back")
    (of_stranger,), _ = at_province(other_province, [out], tmp_path / "back")
    before = here_is(one)
    for file in (of_two.file, of_stranger.file):
        assert refusal(lambda: take(one, file)) == "bundle.other_reader"  # noqa: B023
    assert refusal(lambda: take(one, write_out(one, tmp_path / "stick").file)) == "bundle.other_way"
    assert at_province(province, [of_two.file], tmp_path / "none")[1][0][1] == "bundle.other_way"
    after = here_is(one)
    assert before[0] == after[0]  # type: ignore[index]
    stranger.close()
    other_province.close()


def test_device_that_the_province_does_not_know_is_refused(
    counter: Make, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one = counter()
    one.receive(1)
    with province.database.write() as c:
        c.exec_driver_sql("DELETE FROM device")
    out = write_out(one, tmp_path / "stick").file
    assert at_province(province, [out], tmp_path / "back") == ([], [(out, "bundle.other_maker")])


def test_answer_made_by_somebody_who_is_not_the_province_is_refused(
    counter: Make, province: Province, tmp_path: Path
) -> None:
    """A thief of the stick knows nothing secret; but even who knew the key for the answer could not sign one."""
    import secrets

    from counter.journal.checkpoint import new_key
    from counter.store.bundles import KeptBundles
    from counter.wire.bundle import BundleWriter, Record, Way
    from counter.wire.bundle_records import ReturnHead

    one = counter()
    one.receive(2)
    head = KeptBundles(one.store).begin()
    made = bytearray()
    writer = BundleWriter(made.extend, Way.RETURN, head.return_key, new_key())
    forged = ReturnHead(secrets.token_bytes(16), head.id, head.number, 2**42, head.device, bytes(16))
    writer.add(Record.HEAD, forged.encode())
    writer.done()
    (tmp_path / "forged").write_bytes(made)
    before = here_is(one)
    assert refusal(lambda: take(one, tmp_path / "forged")) == "bundle.damaged"
    assert here_is(one) == before


def test_old_answer_is_refused_and_the_same_one_again_changes_nothing(
    counter: Make, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one = counter()
    one.receive(2)
    first = there_and_back(one, province, tmp_path)
    one.receive(2)
    clock.forward(hours=3)
    second = there_and_back(one, province, tmp_path)
    assert take(one, second).acknowledged == 4
    before = here_is(one)
    again = take(one, second)
    assert (again.again, again.acknowledged, again.pulled) == (True, 0, 0)
    assert refusal(lambda: take(one, first)) == "bundle.older"
    assert here_is(one) == before


def test_file_beyond_the_limit_is_refused_unread(counter: Make, province: Province, tmp_path: Path) -> None:
    one = counter()
    file = write_out(one, tmp_path / "stick").file
    with file.open("r+b") as bomb:
        bomb.truncate(64 * 1024 * 1024 + 1)  # a hole: it takes no room on the stick
    assert at_province(province, [file], tmp_path / "back")[1] == [(file, "bundle.too_large")]


def test_province_that_is_busy_between_two_steps_is_told_as_busy_and_the_stick_is_simply_brought_again(
    counter: Make, province: Province, tmp_path: Path
) -> None:
    one = counter()
    one.receive(2)
    file = write_out(one, tmp_path / "stick").file
    take_in(province, file)
    with province.database.read() as c:  # the connection that is used next waits but a moment
        c.exec_driver_sql("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(tmp_path / "province" / "province.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Trouble) as busy:
        interpret(province)
    other.execute("ROLLBACK")
    other.close()
    assert busy.value.sentence.key == "bundle.province_busy"
    (done,), _ = at_province(province, [file], tmp_path / "back")
    assert take(one, done.file).acknowledged == 2


# Mixed with the line


def test_old_bundle_after_online_sync_is_no_restored_copy_and_takes_nothing_back(
    counter: Make, line: Line, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one = counter()
    one.receive(3)
    out = write_out(one, tmp_path / "stick").file
    one.receive(4)
    assert isinstance(one.sync(line), Idle)
    clock.forward(hours=1)
    (done,), _ = at_province(province, [out], tmp_path / "back")
    got = take(one, done.file)
    assert (got.acknowledged, got.waiting) == (0, 0)
    assert one.store.needs_epoch is None
    assert one.exchange.facts().proved
    assert one.problems() == []


def test_answer_in_between_moves_no_cursor_over_what_was_not_read(
    counter: Make, line: Line, province: Province, tmp_path: Path
) -> None:
    """A copy put back from before has read less than the answer begins with."""
    one, other = counter("one"), counter("two")
    other.receive(3)
    other.sync(line)
    one.sync(line)
    other.receive(2)
    other.sync(line)
    file = there_and_back(one, province, tmp_path)
    with one.store.database.write() as t:
        kept = get(t, "cursor")
        put(t, "cursor", 1)
    assert kept == 3
    take(one, file)
    with one.store.database.read() as t:
        assert get(t, "cursor") == 1
    one.sync(line)
    assert one.log() == other.log()


def test_province_put_back_from_a_backup_says_so_by_boat_and_gets_everything_again(
    clock: HandClock, tmp_path: Path
) -> None:
    world = Islands(tmp_path / "world", clock, 1)
    (one,) = world.counters
    one.receive(2)
    world.round_trip(0)
    world.province.close()
    shutil.copytree(tmp_path / "world" / "province", tmp_path / "backup")
    for restored in (True, False):
        world.province = new_province(tmp_path / "world" / "province", clock)
        world.line.province = world.province
        one.receive(3)
        clock.forward(minutes=1)
        world.round_trip(0)
        assert one.exchange.facts().proved
        world.province.close()
        shutil.rmtree(tmp_path / "world" / "province")
        shutil.copytree(tmp_path / "backup", tmp_path / "world" / "province")
        world.province = new_province(tmp_path / "world" / "province", clock, restored=restored)
        for _ in range(2):  # the first boat brings the bad news, the second one what was lost
            clock.forward(minutes=1)
            world.round_trip(0)
        assert one.log() == slots(list(export(world.province)))
        assert one.exchange.facts().proved
        world.province.close()
    one.close()


def test_answer_of_before_the_provinces_restore_is_refused_after_it(
    counter: Make, clock: HandClock, tmp_path: Path
) -> None:
    folder = tmp_path / "restored province"
    first = new_province(folder, clock)
    one = Counter(tmp_path / "here", clock, seed=4)
    one.enrol(first)
    one.receive(2)
    old = there_and_back(one, first, tmp_path)
    first.close()
    clock.forward(days=1)
    second = new_province(folder, clock, restored=True)
    assert isinstance(one.sync(Line(second)), Idle)
    before = here_is(one)
    assert refusal(lambda: take(one, old)) == "bundle.older"
    assert here_is(one) == before
    one.close()
    second.close()


def other_catalogue(province: Province, clock: HandClock, version: str) -> None:
    """The province's office has edited it."""
    own = province.catalogue._own
    if not own.is_dir():
        shutil.copytree(resource("catalogue"), own)
    file = own / "procedures.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(found | {"version": version}, ensure_ascii=False), encoding="utf-8")
    clock.forward(minutes=1)  # it is looked at now and then


def test_catalogue_comes_by_boat_and_an_old_answer_does_not_bring_back_an_old_one(
    counter: Make, line: Line, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one = counter()
    other_catalogue(province, clock, "2026-12-01")
    take(one, there_and_back(one, province, tmp_path))
    assert catalogue_of(one.store.folder).version == "2026-12-01"
    one.close()
    one.open()  # it is used from the next start on
    other_catalogue(province, clock, "2026-12-02")
    old = there_and_back(one, province, tmp_path)
    other_catalogue(province, clock, "2026-12-03")
    assert isinstance(one.sync(line), Idle)
    assert catalogue_of(one.store.folder).version == "2026-12-03"
    assert not take(one, old).again
    assert catalogue_of(one.store.folder).version == "2026-12-03"


# Copies and clones


def put_back(one: Counter, backup: Path) -> None:
    one.close()
    shutil.rmtree(one.folder / "data")
    shutil.copytree(backup, one.folder / "data")
    one.open()


def test_restored_copy_sends_what_it_has_and_gets_its_epoch_by_boat(
    counter: Make, line: Line, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one = counter()
    codes = [r.code for r in one.receive(2)]
    one.sync(line)
    codes += [r.code for r in one.receive(2)]
    one.close()
    shutil.copytree(one.folder / "data", tmp_path / "backup")
    one.open()
    codes += [r.code for r in one.receive(2)]
    put_back(one, tmp_path / "backup")
    assert one.store.needs_epoch == "restored_copy"
    done = take(one, there_and_back(one, province, tmp_path))
    assert done.receipt.epoch == one.exchange.facts().epoch > 1
    assert one.store.needs_epoch is None
    codes += [r.code for r in one.receive(3)]
    assert len(set(codes)) == len(codes)
    there_and_back(one, province, tmp_path)
    assert {row["outcome"] for row in export(province) if row["type"] == "entry"} == {"applied"}
    assert one.problems() == []


@pytest.mark.parametrize("hours", [5, -5])
def test_restored_copy_is_answered_though_bundles_of_before_with_higher_numbers_lie_on_the_stick(
    counter: Make, province: Province, clock: HandClock, tmp_path: Path, hours: int
) -> None:
    """Nobody takes them off it. Wherever the clock of the copy stands, the first boat brings its epoch, and the next one
    its answer."""
    one, stick = counter(), tmp_path / "stick"
    one.receive(2)
    one.close()
    shutil.copytree(one.folder / "data", tmp_path / "backup")
    one.open()
    for _ in range(3):
        one.receive(1)
        take(one, there_and_back(one, province, tmp_path))
    put_back(one, tmp_path / "backup")
    clock.forward(hours=hours)
    for _ in range(2):
        written = write_out(one, stick)
        answers, refused = at_province(province, sorted(stick.iterdir()), tmp_path / "back")
        assert refused == []
        (mine,) = [a.file for a in answers if a.head.answers[:4].hex() in written.file.name]
        assert take(one, mine).waiting == 0
        assert one.store.needs_epoch is None
        one.receive(1)
    write_out(one, stick)
    assert len(at_province(province, sorted(stick.iterdir()), tmp_path / "back")[0]) == (1 if hours > 0 else 2)


def test_old_answer_gives_a_restored_copy_no_epoch_a_second_time(
    counter: Make, line: Line, province: Province, tmp_path: Path
) -> None:
    """The copy was made when an epoch had been asked for; the machine it is of has printed numbers of that epoch since."""
    one = counter()
    one.receive(1)
    one.store.demand_epoch("restored_copy")
    file = there_and_back(one, province, tmp_path)
    one.close()
    shutil.copytree(one.folder / "data", tmp_path / "backup")
    one.open()
    take(one, file)
    codes = [r.code for r in one.receive(3)]
    epoch = one.exchange.facts().epoch
    put_back(one, tmp_path / "backup")
    take(one, file)
    assert one.store.needs_epoch == "restored_copy"
    with pytest.raises(Refused):
        one.receive(1)
    take(one, there_and_back(one, province, tmp_path))
    assert one.exchange.facts().epoch > epoch
    codes += [r.code for r in one.receive(3)]
    assert len(set(codes)) == 6


def test_clones_are_answered_each_and_nothing_of_either_is_lost(
    counter: Make, line: Line, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one = counter("one")
    one.receive(2)
    one.sync(line)
    two = one.cloned(tmp_path / "two")
    one.receive(3)
    two.receive(5)
    files = [write_out(here, tmp_path / name).file for here, name in ((one, "a"), (two, "b"))]
    answers, refused = at_province(province, files, tmp_path / "back")
    assert refused == []
    assert len(answers) == 2
    for here in (one, two):
        done = next(take(here, a.file) for a in answers if a.head.answers[:4].hex() in files[here is two].name)
        assert done.waiting == 0
        assert here.store.needs_epoch in ("fork", "retired")
    for here in (one, two):
        take(here, there_and_back(here, province, tmp_path))
        assert here.store.needs_epoch is None
    assert len({one.exchange.facts().epoch, two.exchange.facts().epoch, 1}) == 3
    assert slots(list(export(province))) == one.log() | two.log()
    two.close()


def test_revoked_device_is_told_by_boat_and_its_facts_are_kept_apart(
    counter: Make, province: Province, clock: HandClock, tmp_path: Path
) -> None:
    one = counter()
    one.receive(2)
    province.revoke(one.exchange.facts().device)
    done = take(one, there_and_back(one, province, tmp_path))
    assert (done.acknowledged, done.waiting) == (0, 0)
    assert light(one.exchange.facts(), clock.now()).words.key == "sync.revoked"
    assert [r["outcome"] for r in export(province) if r["type"] == "entry"] == ["quarantined"] * 2


# On the stick


def test_no_name_of_anybody_stands_in_a_file_or_its_name(counter: Make, province: Province, tmp_path: Path) -> None:
    one, other = counter("one"), counter("two")
    for here in (one, other):
        here.receive(3)
    files = [write_out(here, tmp_path / "stick").file for here in (one, other)]
    files += [a.file for a in at_province(province, files, tmp_path / "back")[0]]
    assert len(files) == 4
    for file in files:
        found = file.read_bytes()
        for word in (HA.name, HA.number, HA.phone, "Phạm Thu Hà", "H49.22", "dossier_received", "1.001193", "06652"):
            assert word is not None
            for kind in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(kind) not in found
        assert file.name.startswith("counter-06652-03-")


def test_stick_that_is_not_there_is_told_and_nothing_is_left_behind(counter: Make, tmp_path: Path) -> None:
    one = counter()
    one.receive(1)
    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(Trouble) as no:
        write_out_nowhere(one, stick / "not there")
    assert no.value.sentence.key == "bundle.stick"
    assert list(stick.iterdir()) == []


def write_out_nowhere(one: Counter, folder: Path) -> None:
    from counter.store.bundles import KeptBundles
    from counter.sync.asker import Asker
    from counter.sync.bundle_out import write_bundle

    write_bundle(one.exchange, Asker(one.exchange, one.clock, one.random), KeptBundles(one.store), folder)


def test_stopped_in_the_middle_it_is_as_if_it_had_not_begun(counter: Make, province: Province, tmp_path: Path) -> None:
    one = counter()
    one.receive(2)

    def stop(*_: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        write_out(one, tmp_path / "stick", told=stop)
    assert list((tmp_path / "stick").iterdir()) == []
    file = there_and_back(one, province, tmp_path)
    before = here_is(one)
    with pytest.raises(Stopped):
        take(one, file, told=stop)
    assert here_is(one) == before
    assert take(one, file).acknowledged == 2


def test_killed_after_the_first_reply_the_same_file_is_simply_taken_again(
    counter: Make, line: Line, province: Province, tmp_path: Path
) -> None:
    one, other = counter("one"), counter("two")
    other.receive(9)
    other.sync(line)
    one.receive(2)
    file = there_and_back(one, province, tmp_path, at_once=4)
    size = file.stat().st_size

    def dies(done: int, _of: int) -> None:
        if done > size:  # while it is taken, not while it is looked at
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(one, file, told=dies)
    one.close()
    one.open()
    done = take(one, file)
    assert not done.again
    assert done.pulled == 9 - 4
    assert one.log() == other.log() | {(e, s, h) for e, s, h in one.log() if e == one.exchange.facts().epoch}
    assert one.exchange.facts().proved


def test_reply_over_the_line_that_comes_after_the_boat_changes_nothing_in_the_end(
    counter: Make, line: Line, province: Province, tmp_path: Path
) -> None:
    one, other = counter("one"), counter("two")
    one.receive(3)
    ask = one.engine.ask()
    assert ask is not None
    assert ask.body is not None
    late = province.exchange.answer(ask.body)
    other.receive(3)
    other.sync(line)
    one.receive(2)
    assert take(one, there_and_back(one, province, tmp_path)).waiting == 0
    one.engine.answered(200, "application/x-counter", late)
    assert isinstance(one.sync(line), Idle)
    assert one.log() == slots(list(export(province)))
    assert one.exchange.facts().proved
    assert one.problems() == []


def test_counter_that_has_no_key_of_the_province_says_so_and_learns_it_online(
    counter: Make, line: Line, tmp_path: Path
) -> None:
    one = counter()
    with one.store.database.write() as t:
        put(t, "sealing_key", None)
    with pytest.raises(Trouble) as no:
        write_out(one, tmp_path / "stick")
    assert no.value.sentence.key == "bundle.no_key"
    one.sync(line)
    assert write_out(one, tmp_path / "stick").file.exists()
