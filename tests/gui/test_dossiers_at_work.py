"""The page over a real store: typed, found, read, told; counting waits until nobody types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from counter.domain.person import Parties
from counter.gui.background import Background
from counter.gui.changes import Changes
from counter.gui.dossiers_desk import DossiersDesk
from counter.gui.dossiers_page import DossiersPage
from counter.gui.parts.chip import Chip
from counter.gui.parts.dossier_table import DossierTable
from counter.gui.services import Services
from counter.gui.story_panel import StoryPanel
from counter.printing.receipt_maker import ReceiptMaker
from counter.printing.store_log import StorePrintLog
from counter.store.prints import begin_print, end_print
from counter.usecases.sign_in import Session
from tests.made.world import HA, World


class Desk:
    """One clerk at one page over one store; deeds are done inside the key press that asks for them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.page = DossiersPage()
        services = Services(
            store=world.store, catalogue=world.catalogue, clock=world.clock, receive=world.receive_deed,
            print_log=StorePrintLog(world.store), receipt_maker=ReceiptMaker(world.catalogue),
            background=Background(at_once=True),
        )  # fmt: skip
        self.desk = DossiersDesk(self.page, services, Changes())
        self.desk.begin(Session("ha", "Phạm Thu Hà", "clerk", world.actor.session), "vi")
        self.page.resize(1282, 680)
        self.page.show()
        self.page.arrive()
        self.table, self.story = self.page.findChild(DossierTable), self.page.findChild(StoryPanel)
        self.line = self.page.findChild(QLineEdit)

    def names(self) -> list[str]:
        return [view.name for view in self.table.rows()]

    def chips(self) -> list[str]:
        return [chip.words() for chip in self.page.findChildren(Chip)]


@pytest.fixture
def desk(tmp_path: Path, qtbot) -> Iterator[Desk]:
    world = World(tmp_path)
    for name in ("Nguyễn Văn An", "Nguyễn Thị Ngọc Ẩn", "Đặng Thị Dung"):
        person = HA.__class__(name, HA.number, HA.birth_date, HA.sex, HA.address, HA.phone)
        world.receive(world.request("1.001193", parties=Parties(person), copies=1))
        world.clock.forward(minutes=1)
    made = Desk(world)
    qtbot.addWidget(made.page)
    yield made
    made.desk.end()
    world.close()


def test_what_is_typed_is_found_and_marked(desk: Desk) -> None:
    assert desk.names() == ["Đặng Thị Dung", "Nguyễn Thị Ngọc Ẩn", "Nguyễn Văn An"]
    QTest.keyClicks(desk.line, "dang")
    assert desk.names() == ["Đặng Thị Dung"]
    assert desk.table.rows()[0].name_marks == ((0, 4),)
    desk.line.clear()
    QTest.keyClicks(desk.line, "nguyen an")
    assert set(desk.names()) == {"Nguyễn Thị Ngọc Ẩn", "Nguyễn Văn An"}


def test_unknown_print_is_asked_about_and_settled_by_what_the_clerk_saw(desk: Desk) -> None:
    with desk.world.store.database.write() as transaction:
        begin_print(transaction, 1, "HP M404", "2026-11-23T09:43:00+07:00")
        end_print(transaction, 1, "unknown", None, "2026-11-23T09:44:00+07:00")
    QTest.keyClicks(desk.line, "van an")
    QTest.keyClick(desk.line, Qt.Key.Key_Return)
    view = desk.story.view()
    assert view is not None
    assert view.asked_print == 1
    QTest.mouseClick(desk.story._ui.notPrinted, Qt.MouseButton.LeftButton)
    view = desk.story.view()
    assert view is not None
    assert view.asked_print is None
    assert any(step.detail.endswith("chưa in được") for step in view.steps)


def test_f8_records_one_more_paper_and_the_story_tells_it(desk: Desk) -> None:
    QTest.keyClicks(desk.line, "dung")
    QTest.keyClick(desk.line, Qt.Key.Key_Return)
    QTest.keyClick(desk.page, Qt.Key.Key_F8)
    view = desk.story.view()
    assert view is not None
    assert [step.title for step in view.steps][1:3] == ["In giấy tiếp nhận", "In lại giấy tiếp nhận, bản sao lần 1"]


def test_filters_are_counted_when_the_hands_rest(desk: Desk, qtbot) -> None:
    desk.world.clock.forward(days=1)
    QTest.keyClicks(desk.line, "a")
    assert "Quá hạn" in desk.chips()
    qtbot.waitUntil(lambda: "Quá hạn · 3" in desk.chips(), timeout=4000)


def test_nothing_is_counted_after_signing_out(desk: Desk, qtbot) -> None:
    desk.world.clock.forward(days=1)
    QTest.keyClicks(desk.line, "a")
    desk.desk.end()
    qtbot.wait(900)
    assert "Quá hạn" in desk.chips()
    assert desk.names() == []
    QApplication.processEvents()
