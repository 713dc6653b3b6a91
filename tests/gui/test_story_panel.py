"""One dossier beside the list: what is shown, copied, told and printed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter.gui import language
from counter.gui.dossier_view import OwedView, Step, StoryView
from counter.gui.parts.empty_state import EmptyState
from counter.gui.parts.story_head import StoryHead
from counter.gui.parts.timeline import Timeline
from counter.gui.story_panel import StoryPanel
from counter.gui.theme import SCALES, Theme
from tests.gui.dossier_scenes import told
from tests.gui.hands import show_with_keys
from tests.made.dossiers import fresh_story, long_story


def panel_of(qtbot, view: StoryView | None, width: int = 396, height: int = 660) -> StoryPanel:
    panel = StoryPanel()
    show_with_keys(qtbot, panel, width, height)
    if view is not None:
        panel.show_story(view)
    QApplication.processEvents()
    return panel


def head_of(panel: StoryPanel) -> StoryHead:
    head = panel.findChild(StoryHead)
    assert head is not None
    return head


def test_nothing_chosen_says_how_to_choose(qtbot) -> None:
    panel = panel_of(qtbot, None)
    empty = panel.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert "Enter" in empty._sentence.text()
    assert not panel._ui.reprint.isVisible()


def test_code_is_copied_whole_and_the_button_says_so(qtbot) -> None:
    panel = panel_of(qtbot, told(fresh_story()))
    copy = head_of(panel).copy
    assert copy.accessibleName() == "Chép mã"
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "H49.22-261123-0317"
    assert copy.accessibleName() == "Đã chép"
    qtbot.waitUntil(lambda: copy.accessibleName() == "Chép mã", timeout=4000)


def test_provisional_reference_is_called_so_until_it_has_its_code(qtbot) -> None:
    view = told(long_story())
    panel = panel_of(qtbot, replace(view, official=""))
    pills = head_of(panel)._pills
    assert [pill.text() for pill in pills if pill.isVisible()] == ["Được tiếp nhận", "Mã tạm"]
    assert not panel._ui.officialBox.isVisible()
    panel.show_story(view)
    assert [pill.text() for pill in pills if pill.isVisible()] == ["Được tiếp nhận"]
    assert panel._ui.official.text() == "H49.22-261106-0044"
    assert panel._ui.officialLabel.text() == "Mã chính thức"


STATUS = ("Được tiếp nhận", "Yêu cầu thực hiện nghĩa vụ tài chính")
CODES = ("H49.22-261123-0317", "TAM-03-261117-0007", "000.00.12.H49-20261123-0092637")


@pytest.mark.parametrize("scale", SCALES)
def test_code_and_pills_stay_inside_and_apart(qtbot, qapp: QApplication, scale: int) -> None:
    Theme("light", scale).apply(qapp)
    for width, code, status in product((330, 396, 600), CODES, STATUS):
        head_stays_whole(qtbot, width, scale, code, status)


def head_stays_whole(qtbot, width: int, scale: int, code: str, status: str) -> None:
    head = StoryHead()
    qtbot.addWidget(head)
    head.resize(width * scale // 100 - 32, 100)
    head.show_code(code, status, "accent", provisional=True)
    head.resize(head.width(), head.heightForWidth(head.width()))
    head.show()
    parts = [head._code, head.copy, *head._pills]
    for at, one in enumerate(parts):
        assert head.rect().contains(one.geometry()), one.text()
        assert not any(one.geometry().intersects(other.geometry()) for other in parts[at + 1 :])
    for pill in head._pills:
        assert pill.width() >= min(pill.sizeHint().width(), head.width())
    assert head._code.height() >= head._code.heightForWidth(head._code.width())


def test_unknown_print_is_told_by_a_person(qtbot) -> None:
    panel = panel_of(qtbot, told(long_story()))
    told_: list[tuple[object, bool]] = []
    panel.print_told.connect(lambda job, printed: told_.append((job, printed)))
    for button in (panel._ui.printed, panel._ui.notPrinted):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    assert told_ == [(2, True), (2, False)]
    assert panel.first_focus() is panel._ui.printed


def test_question_goes_when_it_has_been_answered(qtbot) -> None:
    view = told(long_story())
    panel = panel_of(qtbot, view)
    assert panel._ui.ask.isVisible()
    panel.show_story(replace(view, asked_print=None))
    assert not panel._ui.ask.isVisible()
    assert panel.first_focus() is panel._ui.reprint


def test_f8_asks_for_paper_of_the_dossier_that_is_shown(qtbot) -> None:
    panel = panel_of(qtbot, told(fresh_story()))
    reprints: list[object] = []
    previews: list[object] = []
    panel.reprint_requested.connect(reprints.append)
    panel.preview_requested.connect(previews.append)
    QTest.keyClick(panel, Qt.Key.Key_F8)
    QTest.mouseClick(panel._ui.preview, Qt.MouseButton.LeftButton)
    panel.show_story(told(long_story()))
    QTest.keyClick(panel, Qt.Key.Key_F8)
    assert (reprints, previews) == ([317, 3], [317])


def test_second_press_on_an_answered_question_does_nothing(qtbot) -> None:
    view = told(long_story())
    panel = panel_of(qtbot, view)
    asked: list[object] = []
    panel.print_told.connect(lambda job, printed: asked.append((job, printed)))
    for act in (panel.reprint_requested, panel.preview_requested, panel.withdraw_requested, panel.attach_requested):
        act.connect(asked.append)
    panel._ui.printed.setFocus()
    QTest.keyClick(panel._ui.printed, Qt.Key.Key_Space)
    panel.show_story(replace(view, asked_print=None))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked == [(2, True)]


def owing(*kinds: str) -> tuple[OwedView, ...]:
    return tuple(OwedView(kind, kind, "", False, True) for kind in kinds)


def test_cursor_leaves_the_duties_when_somebody_else_has_done_the_one_it_was_on(qtbot) -> None:
    view = replace(told(fresh_story()), owed=owing("account_check", "store_lookup", "scan_sign"))
    panel = panel_of(qtbot, view)
    done: list[str] = []
    panel.duty_done.connect(lambda _dossier, kind: done.append(kind))
    panel._ui.duties.buttons()[1].setFocus()
    panel.show_story(replace(view, owed=owing("account_check", "scan_sign")))
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)  # meant for the one that is gone
    assert done == []


def test_duty_is_done_once_however_often_its_key_is_pressed_and_the_next_one_follows(qtbot) -> None:
    view = replace(told(fresh_story()), owed=owing("account_check", "store_lookup", "scan_sign"))
    panel = panel_of(qtbot, view)
    done: list[str] = []
    panel.duty_done.connect(lambda _dossier, kind: done.append(kind))
    panel._ui.duties.buttons()[0].setFocus()
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert done == ["account_check"]
    panel.show_story(replace(view, owed=owing("store_lookup", "scan_sign")))
    assert QApplication.focusWidget() is panel._ui.duties.buttons()[0]
    panel.show_story(replace(view, owed=owing("store_lookup", "scan_sign")))  # somebody was quicker; it is still owed
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert done == ["account_check", "store_lookup"]


def test_nothing_is_printed_that_this_program_cannot_print(qtbot) -> None:
    panel = panel_of(qtbot, replace(told(fresh_story()), printable=False))
    reprints: list[object] = []
    panel.reprint_requested.connect(reprints.append)
    QTest.keyClick(panel, Qt.Key.Key_F8)
    assert not panel._ui.preview.isEnabled()
    assert reprints == []
    assert panel.first_focus() is panel._ui.timeline


def test_trouble_takes_the_story_away(qtbot) -> None:
    panel = panel_of(qtbot, told(fresh_story()))
    reprints: list[object] = []
    panel.reprint_requested.connect(reprints.append)
    panel.show_trouble("Ổ đĩa đang bận.")
    QTest.keyClick(panel, Qt.Key.Key_F8)
    assert reprints == []
    assert panel.view() is None


def test_due_is_explained_in_full_where_the_short_reason_is_not_all(qtbot) -> None:
    view = told(fresh_story())
    panel = panel_of(qtbot, view)
    assert panel._ui.why.text() == "Nhận 09:42, trước 15:00: trả trong ngày."
    assert panel._ui.why.toolTip() == view.why_in_full != view.why


def test_same_dossier_keeps_the_place_and_another_starts_at_its_top(qtbot) -> None:
    panel = panel_of(qtbot, told(long_story()), height=420)
    bar = panel._ui.scroll.verticalScrollBar()
    bar.setValue(120)
    panel.show_story(told(long_story()))
    assert bar.value() == 120
    panel.show_story(told(fresh_story()))
    assert bar.value() == 0


def test_story_speaks_the_other_language_when_it_is_told_again(qtbot) -> None:
    panel = panel_of(qtbot, told(fresh_story()))
    language.install("en")
    QApplication.processEvents()
    assert panel._ui.reprint.words() == "Print again"
    assert head_of(panel).copy.accessibleName() == "Copy the code"


# the timeline


def timeline_of(qtbot, steps: tuple[Step, ...], width: int = 340) -> Timeline:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(width, 50)
    timeline.show()
    timeline.show_steps(steps)
    QApplication.processEvents()
    return timeline


@pytest.mark.parametrize("width", [200, 340, 700])
@pytest.mark.parametrize("scale", SCALES)
def test_timeline_is_as_high_as_its_words_need(qtbot, qapp: QApplication, scale: int, width: int) -> None:
    Theme("light", scale).apply(qapp)
    steps = told(long_story()).steps
    timeline = timeline_of(qtbot, steps, width * scale // 100)
    boxes = [timeline.visualRect(timeline.model().index(at, 0)) for at in range(len(steps))]
    assert boxes[-1].bottom() + 1 == timeline.height()
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(boxes))
    assert timeline.verticalScrollBar().maximum() == 0


def test_every_kind_of_step_is_painted_differently(qtbot) -> None:
    pictures = []
    for mark in ("done", "waiting", "attention", "late", "unread"):
        timeline = timeline_of(qtbot, (Step("Bước", "09:42", mark),))  # type: ignore[arg-type]
        pictures.append(timeline.grab().toImage())
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[at + 1 :])


def test_arrows_read_the_story_step_by_step(qtbot) -> None:
    timeline = timeline_of(qtbot, told(fresh_story()).steps)
    timeline.activateWindow()
    qtbot.waitUntil(timeline.isActiveWindow)
    timeline.setFocus()
    assert timeline.currentIndex().row() == 0
    before = timeline.grab().toImage()
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.currentIndex().row() == 1
    assert timeline.grab().toImage() != before
    interface = QAccessible.queryAccessibleInterface(timeline)
    assert interface is not None
    said = [interface.child(at).text(QAccessible.Text.Name) for at in range(interface.childCount())]
    assert said[1] == "In giấy tiếp nhận. 09:42 · 2 liên · HP M404 · đã in"
