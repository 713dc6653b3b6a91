"""From a scan's text to the signal that pages hear."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from counter.devices.scan_kinds import CodeScan, Unread, is_known, kind_of
from counter.devices.scan_reader import REPEAT_MS, ScanReader
from counter.domain.card import Card
from counter.domain.dossier_code import ProvisionalPattern
from counter.domain.sentence import Sentence

CARD = "022185001234|123456789|Nguyễn Thị Hà Mai|01021985|Nữ|Tổ 5, phường Hà Tu, Quảng Ninh|15092021"
PATTERN = ProvisionalPattern()


class Page(QObject):
    def __init__(self, reader: ScanReader) -> None:
        super().__init__()
        self.heard: list[object] = []
        reader.card_scanned.connect(self.take)
        reader.card_unreadable.connect(self.take)
        reader.code_scanned.connect(self.code)
        reader.unknown_scanned.connect(self.unknown)

    @Slot(object)
    def take(self, scan: object) -> None:
        self.heard.append(scan)

    @Slot(str, str)
    def code(self, code: str, check: str) -> None:
        self.heard.append((code, check))

    @Slot(str)
    def unknown(self, text: str) -> None:
        self.heard.append(text)


@pytest.mark.parametrize(
    ("text", "code", "check"),
    [
        ("H49.22-261123-0317", "H49.22-261123-0317", ""),
        ("H49.22-261123-0317 1A2B3C4D", "H49.22-261123-0317", "1a2b3c4d"),
        ("h49.22-261123-0317\r", "H49.22-261123-0317", ""),
        ("G09.20-20261123-0092637", "G09.20-20261123-0092637", ""),
        ("TAM-03-261123-0007 00FF00FF", "TAM-03-261123-0007", "00ff00ff"),
    ],
)
def test_codes_of_ours_are_told_from_their_check(text: str, code: str, check: str) -> None:
    assert kind_of(text, PATTERN) == CodeScan(code, check)
    assert is_known(text, PATTERN)


def test_card_is_told_even_when_it_is_damaged() -> None:
    assert isinstance(kind_of(CARD, PATTERN), Card)
    assert is_known(CARD.encode().decode("latin-1"), PATTERN)


@pytest.mark.parametrize("text", ["", "8934563138165", "https://example.org/x", "X" * 5000, "H49.22-261123-0317 1A2B"])
def test_anything_else_is_not_known(text: str) -> None:
    assert isinstance(kind_of(text, PATTERN), Unread)
    assert not is_known(text, PATTERN) or len(text) > 4096


def test_each_scan_is_heard_as_what_it_is(qtbot: QtBot) -> None:
    reader = ScanReader(lambda: 0)
    page = Page(reader)
    for text in (CARD, "H49.22-261123-0317 1A2B3C4D", "022185001234|", "8934563138165"):
        reader.take(text)
    card, code, unreadable, unknown = page.heard
    assert isinstance(card, Card)
    assert code == ("H49.22-261123-0317", "1a2b3c4d")
    assert unreadable == Sentence("card.cut_short")
    assert unknown == "8934563138165"
    assert reader.knows(CARD)


def test_scan_sent_twice_is_heard_once_and_a_later_one_again(qtbot: QtBot) -> None:
    now = [0]
    reader = ScanReader(lambda: now[0])
    page = Page(reader)
    reader.take(CARD)
    now[0] += REPEAT_MS
    reader.take(CARD)
    assert len(page.heard) == 1
    now[0] += REPEAT_MS + 1
    reader.take(CARD)
    assert len(page.heard) == 2
