"""A scanner on a serial port, by way of a pair of pseudo-terminals: lines, silence, unplugging, and who runs where."""

from __future__ import annotations

import os
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from counter.devices.line_splitter import LIMIT, LineSplitter, text_of
from counter.devices.null_scanner import NullScanner
from counter.devices.scanner import Scanner
from counter.devices.serial_scanner import SerialScanner

CARD = "022185001234|123456789|Nguyễn Thị Hà Mai|01021985|Nữ|Tổ 5, phường Hà Tu, Quảng Ninh|15092021"


class Heard(QObject):
    """What was scanned, and in which thread it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.states: list[bool] = []
        self.threads: set[QThread] = set()

    @Slot(str)
    def scan(self, text: str) -> None:
        self.scans.append(text)
        self.threads.add(QThread.currentThread())

    @Slot(bool)
    def state(self, is_open: bool) -> None:
        self.states.append(is_open)


class Cable:
    """Our end of the line; the scanner's end has a name that can be unplugged and plugged in again."""

    def __init__(self, name: Path) -> None:
        self.name = name
        self.plug()

    def plug(self) -> None:
        self.ours, self.theirs = os.openpty()
        tty.setraw(self.theirs)
        self.name.symlink_to(os.ttyname(self.theirs))

    def send(self, held: bytes) -> None:
        os.write(self.ours, held)

    def unplug(self) -> None:
        self.name.unlink(missing_ok=True)
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    cable = Cable(tmp_path / "scanner")
    yield cable
    cable.unplug()


@pytest.fixture
def heard(qtbot: QtBot, cable: Cable) -> Iterator[Heard]:
    heard = Heard()
    scanner = SerialScanner(str(cable.name))
    scanner.scanned.connect(heard.scan)
    scanner.connected.connect(heard.state)
    scanner.start()
    scanner.start()
    qtbot.waitUntil(lambda: heard.states == [True])
    yield heard
    scanner.stop()
    scanner.stop()


def test_scans_arrive_in_the_gui_thread_when_they_end_with_a_line_end(qtbot: QtBot, cable: Cable, heard: Heard) -> None:
    for piece in (CARD.encode()[:40], CARD.encode()[40:] + b"\r\n" + b"second\r", b"third\n"):
        cable.send(piece)
    qtbot.waitUntil(lambda: len(heard.scans) == 3)
    assert heard.scans == [CARD, "second", "third"]
    assert heard.threads == {QThread.currentThread()}


def test_scan_arrives_after_a_silence_when_no_line_end_comes(qtbot: QtBot, cable: Cable, heard: Heard) -> None:
    cable.send(CARD.encode())
    qtbot.waitUntil(lambda: heard.scans == [CARD])


def test_scanner_is_found_again_when_it_was_unplugged(qtbot: QtBot, cable: Cable, heard: Heard) -> None:
    cable.unplug()
    qtbot.waitUntil(lambda: heard.states == [True, False])
    cable.plug()
    qtbot.waitUntil(lambda: heard.states == [True, False, True])
    cable.send(b"again\r")
    qtbot.waitUntil(lambda: heard.scans == ["again"])


def test_missing_port_is_waited_for_and_stopping_is_quick(qtbot: QtBot, tmp_path: Path) -> None:
    scanner = SerialScanner(str(tmp_path / "none"))
    scanner.start()
    qtbot.wait(30)
    scanner.stop()
    scanner.start()
    scanner.stop()


def test_absent_scanner_can_be_started_and_stopped(qtbot: QtBot) -> None:
    scanner: Scanner = NullScanner()
    scanner.start()
    scanner.stop()


def test_line_longer_than_any_scan_is_thrown_away_to_its_end() -> None:
    splitter = LineSplitter()
    assert splitter.feed(b"x" * (LIMIT + 1)) == []
    assert splitter.feed(b"rest\rgood\r") == [b"good"]
    assert splitter.feed(b"x" * (LIMIT + 1)) == []
    assert splitter.flush() == []
    assert splitter.feed(b"x" * (LIMIT + 1) + b"\rgood\r") == [b"good"]


@given(
    st.lists(
        st.binary(min_size=1, max_size=30).filter(lambda b: not {10, 13} & set(b) and b.strip(b"\0 \t")), max_size=8
    ),
    st.data(),
)
def test_lines_are_the_same_however_they_are_cut(lines: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(line + data.draw(st.sampled_from([b"\r", b"\n", b"\r\n"])) for line in lines)
    splitter = LineSplitter()
    got: list[bytes] = []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        got += splitter.feed(stream[:size])
        stream = stream[size:]
    assert got == lines
    assert splitter.flush() == []


def test_bytes_that_are_no_utf8_become_letters_that_can_be_undone() -> None:
    assert text_of("Nữ".encode()) == "Nữ"
    assert text_of(b"N\xe1\xbb").encode("latin-1") == b"N\xe1\xbb"
