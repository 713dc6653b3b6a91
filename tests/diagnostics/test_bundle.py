"""The bundle: the same bytes for the same items, never too large, ended at once when nobody wants it any more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.diagnostics.bundle import MOST, READ_ME, Bundle, Stopped, bundle_of
from counter.diagnostics.gathering import COLLECTORS, gather
from counter.diagnostics.item import MOST as MOST_OF_ONE
from counter.diagnostics.item import Item, facts_item, lines_item
from counter.diagnostics.sources import Sources
from counter.diagnostics.writing import write_whole
from counter.domain.sentence import Sentence, Trouble, say
from counter.log.folder import FOLDER as LOGS
from counter.policy.machine import MachineSettings
from tests.made.world import HandClock

LINE = "2026-11-23T09:42:00.123+07:00 ERROR MainThread counter.gui.background: closed"


def made(*items: Item) -> Bundle:
    return bundle_of(items, "0.1.0", "vi")


def empty(tmp_path: Path) -> Sources:
    return Sources(tmp_path / "data", tmp_path / "state", HandClock(), lambda: None, MachineSettings)


def test_the_same_items_make_the_same_bytes(tmp_path: Path) -> None:
    first, second = (bundle_of(gather(empty(tmp_path)), "0.1.0", "vi") for _ in range(2))
    alike = [
        (a, b) for a, b in zip(first.items, second.items, strict=True) if a.name not in ("machine.json", "clock.json")
    ]
    assert all(a == b for a, b in alike)
    items = [facts_item("a.json", {"b": 1}), lines_item("logs/c.log", [LINE], 0)]
    assert made(*items).zipped() == made(*items).zipped()


def test_the_first_page_names_every_other_with_its_bytes_and_what_was_left_out() -> None:
    bundle = made(facts_item("a.json", {"b": "người"}), lines_item("logs/c.log", [LINE], 41))
    first, *rest = bundle.items
    assert first.name == READ_ME
    for item in rest:
        assert f"{len(item.content):>9}  {item.name}\n" in first.text
    assert "42 dòng" in first.text
    assert bundle.size == sum(len(item.content) for item in bundle.items)


def test_what_is_shown_is_what_the_file_holds() -> None:
    bundle = made(facts_item("a.json", {"b": 1}), lines_item("logs/c.log", [LINE] * 3, 0))
    with zipfile.ZipFile(io.BytesIO(bundle.zipped())) as file:
        assert {name: file.read(name).decode() for name in file.namelist()} == {i.name: i.text for i in bundle.items}
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_of_a_long_log_the_newest_lines_are_kept() -> None:
    lines = [f"{LINE} {number}" for number in range(20_000)]
    item = lines_item("logs/c.log", lines, 3)
    kept = item.text.splitlines()
    assert len(item.content) <= MOST_OF_ONE
    assert kept == lines[-len(kept) :]
    assert item.dropped == 3 + 20_000 - len(kept)


def test_a_bundle_never_grows_beyond_its_size_and_says_what_had_no_room() -> None:
    bundle = made(*(Item(f"logs/{number}.log", "x" * 400_000) for number in range(20)))
    assert bundle.size <= MOST + 5_000
    assert bundle.cut == 20 - MOST // 400_000
    assert f"{bundle.cut} mục" in bundle.items[0].text


def test_the_newest_logs_have_room_before_the_oldest(tmp_path: Path) -> None:
    sources = empty(tmp_path)
    (sources.folder / LOGS).mkdir(parents=True)
    for day in range(10, 30):
        (sources.folder / LOGS / f"counter-202611{day}-080000-7-0000.log").write_text(
            (LINE + "\n") * 6_000, encoding="utf-8"
        )
    names = [item.name for item in bundle_of(gather(sources), "0.1.0", "vi").items if item.name.startswith(LOGS)]
    assert 5 <= len(names) < 20
    assert names[0] == f"{LOGS}/counter-20261129-080000-7-0000.log"
    assert f"{LOGS}/counter-20261110-080000-7-0000.log" not in names


def test_lines_that_end_as_windows_ends_them_are_the_same_lines(tmp_path: Path) -> None:
    sources = empty(tmp_path)
    (sources.folder / LOGS).mkdir(parents=True)
    (sources.folder / LOGS / "counter-20261123-080000-7-0000.log").write_bytes(f"{LINE}\r\n{LINE}\r\n".encode())
    (item,) = gather(sources, {"logs": COLLECTORS["logs"]})
    assert (item.text, item.dropped) == (f"{LINE}\n{LINE}\n", 0)


def test_whoever_stops_it_gets_nothing_and_no_further_collector_is_asked() -> None:
    asked = []

    def items() -> Iterator[Item]:
        for number in range(10):
            asked.append(number)
            yield Item(f"{number}.json", "{}")

    def told(count: int) -> None:
        if count == 3:
            raise Stopped

    with pytest.raises(Stopped):
        bundle_of(items(), "0.1.0", "vi", told=told)
    assert asked == [0, 1, 2]


def test_a_collector_that_fails_says_so_and_the_others_go_on(tmp_path: Path) -> None:
    def broken(_: Sources) -> Iterator[Item]:
        yield Item("half.json", "{}")
        raise KeyError("Trịu Thị Xuyếng")

    def trouble(_: Sources) -> Iterator[Item]:
        raise Trouble(Sentence("store.disk_full"))

    def good(_: Sources) -> Iterator[Item]:
        yield Item("good.json", "{}")

    items = list(gather(empty(tmp_path), {"broken": broken, "trouble": trouble, "good": good}))
    assert [item.name for item in items] == ["half.json", "broken-failed.json", "trouble-failed.json", "good.json"]
    assert "KeyError" in items[1].text
    assert "store.disk_full" in items[2].text
    assert "Xuy" not in "".join(item.text for item in items)


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "cho kỹ thuật.zip"
    write_whole(out, b"one")
    write_whole(out, b"two")
    assert out.read_bytes() == b"two"
    for bad in (tmp_path, tmp_path / "không có" / "x.zip"):
        with pytest.raises(Trouble) as no:
            write_whole(bad, b"three")
        assert "Dữ liệu trên máy không thay đổi" in say(no.value.sentence)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
