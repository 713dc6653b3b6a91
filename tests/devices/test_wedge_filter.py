"""Scans above real widgets: nothing lands in a field, nothing is pressed, and a person's keys come through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from counter.devices.wedge_filter import WedgeScanner

CARD = "022185001234|123456789|Nguyễn Thị Hà Mai|01021985|Nữ|Tổ 5, phường Hà Tu, Quảng Ninh|15092021"
CODE = "H49.22-261123-0317"
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Hand:
    """A clock moved by hand."""

    now = 1000

    def __call__(self) -> int:
        return self.now


class Heard(QObject):
    """What was scanned and what was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.presses = 0

    @Slot(str)
    def scan(self, text: str) -> None:
        self.scans.append(text)

    @Slot()
    def press(self) -> None:
        self.presses += 1


class Counter(QDialog):
    """A page with every kind of field, a default button and a function key."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self.line, self.note, self.rich, self.spin, self.date = (
            QLineEdit("đã có", self),
            QPlainTextEdit(self),
            QTextEdit(self),
            QSpinBox(self),
            QDateEdit(self),
        )
        self.choice, self.editable, self.rows = QComboBox(self), QComboBox(self), QListWidget(self)
        self.choice.addItems(["0 một", "Nguyễn", "Tổ 5"])
        self.editable.setEditable(True)
        self.rows.addItems(["0 một", "Nguyễn", "Tổ 5"])
        self.button = QPushButton("Xong", self)
        self.button.setDefault(True)
        layout = QVBoxLayout(self)
        self.fields: dict[str, QWidget] = {
            "line": self.line, "note": self.note, "rich": self.rich, "spin": self.spin, "date": self.date, "choice": self.choice,
            "editable": self.editable, "rows": self.rows, "button": self.button,
        }  # fmt: skip
        for field in self.fields.values():
            layout.addWidget(field)
        self.button.clicked.connect(heard.press)
        self.accepted.connect(heard.press)
        self.rejected.connect(heard.press)
        self.rows.itemActivated.connect(heard.press)
        QShortcut(QKeySequence(Qt.Key.Key_F9), self).activated.connect(heard.press)

    def said(self) -> tuple[object, ...]:
        return (
            self.line.text(), self.note.toPlainText(), self.rich.toPlainText(), self.spin.value(), self.date.date(),
            self.choice.currentIndex(), self.editable.currentText(), self.rows.currentRow(), self.isVisible(),
        )  # fmt: skip


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.clock, self.heard = qtbot, Hand(), Heard()
        self.page = Counter(self.heard)
        qtbot.addWidget(self.page)
        self.page.show()
        qtbot.waitExposed(self.page)
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is self.page.windowHandle())
        self.scanner = WedgeScanner(lambda text: text in (CARD, CODE), self.clock)
        self.scanner.scanned.connect(self.heard.scan)
        self.scanner.start()

    def focus(self, widget: QWidget) -> None:
        widget.setFocus()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is widget)

    def key(self, key: Qt.Key, text: str = "", gap: int = 2, *, direct: bool = False) -> None:
        self.clock.now += gap
        target = QGuiApplication.focusObject() if direct else QGuiApplication.focusWindow()
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(0 if direct else self.clock.now)
            QApplication.sendEvent(target, event)

    def command(self, key: Qt.Key) -> None:
        """A key with its chance to be a shortcut, as from the window system."""
        QTest.keyClick(QGuiApplication.focusWindow(), key)

    def keys(self, text: str, gap: int = 2, *, direct: bool = False) -> None:
        for letter in text:
            self.key(Qt.Key.Key_Space if letter == " " else Qt.Key.Key_A, letter, gap, direct=direct)

    def pause(self, ms: int) -> None:
        """Move the clock and let the timer look."""
        self.clock.now += ms
        QTest.qWait(60)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.scanner.stop()


FIELDS = ["line", "note", "rich", "spin", "date", "choice", "editable", "rows", "button"]


@pytest.mark.parametrize("end", [ENTER, TAB])
@pytest.mark.parametrize("field", FIELDS)
def test_scan_leaves_nothing_behind_when_the_focus_is_anywhere(desk: Desk, field: str, end: Qt.Key) -> None:
    desk.focus(desk.page.fields[field])
    before = desk.page.said()
    desk.keys(CARD)
    desk.key(end, "\r" if end == ENTER else "\t")
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CARD])
    desk.pause(200)
    assert desk.page.said() == before
    assert desk.heard.presses == 0
    assert QApplication.focusWidget() is desk.page.fields[field]


def test_scan_is_caught_when_keys_are_sent_to_the_widget_itself(desk: Desk) -> None:
    desk.focus(desk.page.note)
    desk.keys(CARD, direct=True)
    desk.key(ENTER, "\r", direct=True)
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CARD])
    assert desk.page.note.toPlainText() == ""


def test_scan_is_caught_in_a_dialog_that_opened_later(desk: Desk) -> None:
    dialog = QDialog(desk.page)
    edit, yes = QLineEdit(dialog), QPushButton("Có", dialog)
    QVBoxLayout(dialog).addWidget(edit)
    yes.setDefault(True)
    yes.clicked.connect(desk.heard.press)
    dialog.accepted.connect(desk.heard.press)
    dialog.open()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() in (edit, yes))
    desk.keys(CODE)
    desk.key(ENTER, "\r")
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CODE])
    assert (edit.text(), desk.heard.presses, dialog.isVisible()) == ("", 0, True)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_scan_is_caught_while_a_list_is_popped_up(desk: Desk) -> None:
    desk.focus(desk.page.choice)
    desk.page.choice.showPopup()
    desk.keys(CODE)
    desk.key(ENTER, "\r")
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CODE])
    assert desk.page.choice.currentIndex() == 0
    desk.page.choice.hidePopup()


@pytest.mark.parametrize("direct", [True, False])
def test_quick_typing_comes_through_letter_by_letter(desk: Desk, direct: bool) -> None:
    desk.focus(desk.page.note)
    for letter in "thủ tục":
        desk.keys(letter, gap=5, direct=direct)
        desk.pause(80)
    assert desk.page.note.toPlainText() == "thủ tục"
    desk.key(ENTER, "\r", gap=5, direct=direct)
    assert desk.page.note.toPlainText() == "thủ tục\n"
    assert desk.heard.scans == []


def test_letter_waits_only_as_long_as_a_scanner_would_need(desk: Desk) -> None:
    desk.focus(desk.page.note)
    desk.keys("a")
    assert desk.page.note.toPlainText() == ""
    desk.pause(40)
    assert desk.page.note.toPlainText() == "a"


def test_password_appears_as_it_is_typed(desk: Desk) -> None:
    desk.page.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.page.line.clear()
    desk.focus(desk.page.line)
    for count in (1, 2, 3):
        desk.keys("x", gap=40)
        desk.pause(40)
        assert len(desk.page.line.text()) == count


def test_space_and_enter_press_the_button_when_a_person_presses_them(desk: Desk) -> None:
    desk.focus(desk.page.button)
    desk.keys(" ")
    assert desk.heard.presses == 0
    desk.pause(95)
    assert desk.heard.presses == 1
    desk.key(ENTER, "\r", gap=200)
    assert desk.heard.presses >= 2


def test_two_letters_in_one_roll_of_the_hand_keep_their_order(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.page.line.clear()
    desk.keys("ab", gap=20)
    desk.key(Qt.Key.Key_Left, gap=20)
    desk.keys("c", gap=20)
    desk.pause(100)
    assert desk.page.line.text() == "acb"


def test_key_held_down_is_no_scan(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.page.line.clear()
    window = QGuiApplication.focusWindow()
    for n in range(12):
        desk.clock.now += 30
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", n > 0)
        QApplication.sendEvent(window, event)
    desk.key(ENTER, "\r", gap=30)
    desk.pause(100)
    assert desk.page.line.text() == "a" * 12
    assert desk.heard.scans == []


def test_paste_comes_at_once_and_after_what_was_typed(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.page.line.clear()
    QGuiApplication.clipboard().setText(CODE)
    desk.keys("x")
    QTest.keyClick(QGuiApplication.focusWindow(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.page.line.text() == "x" + CODE


def test_function_key_within_a_scan_presses_nothing_and_outside_it_does(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.keys(CODE[:8])
    desk.command(Qt.Key.Key_F9)
    desk.command(Qt.Key.Key_Escape)
    desk.keys(CODE[8:])
    desk.key(ENTER, "\r")
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CODE])
    assert (desk.heard.presses, desk.page.isVisible()) == (0, True)
    desk.pause(500)
    desk.command(Qt.Key.Key_F9)
    assert desk.heard.presses == 1


def test_line_feed_after_the_scan_presses_nothing(desk: Desk) -> None:
    desk.focus(desk.page.button)
    desk.keys(CODE)
    desk.key(ENTER, "\r")
    desk.key(Qt.Key.Key_J, "\n")
    desk.key(ENTER, "\r")
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CODE])
    assert desk.heard.presses == 0


def test_scan_without_ending_is_taken_after_a_silence(desk: Desk) -> None:
    desk.focus(desk.page.note)
    desk.keys(CARD)
    desk.pause(110)
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CARD])
    assert desk.page.note.toPlainText() == ""


def test_fast_text_that_is_no_scan_is_typed_after_a_silence(desk: Desk) -> None:
    desk.focus(desk.page.note)
    desk.keys("Quảng Ninh")
    desk.pause(110)
    desk.qtbot.waitUntil(lambda: desk.page.note.toPlainText() == "Quảng Ninh")
    assert desk.heard.scans == []


@pytest.mark.parametrize("field", ["line", "note", "rich", "editable"])
def test_slow_scan_is_taken_out_of_the_field_again(desk: Desk, field: str) -> None:
    widget = desk.page.fields[field]
    desk.focus(widget)
    desk.keys("tên", gap=5)
    desk.pause(300)
    before = desk.page.said()
    for letter in CODE:
        desk.keys(letter, gap=5)
        desk.pause(40)
    assert desk.page.said() != before
    desk.key(ENTER, "\r", gap=5)
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CODE])
    assert desk.page.said() == before


def test_selection_and_cursor_are_given_back_after_a_slow_scan(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.page.line.setSelection(3, 2)
    for letter in CODE:
        desk.keys(letter, gap=5)
        desk.pause(40)
    desk.key(ENTER, "\r", gap=5)
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CODE])
    assert (desk.page.line.text(), desk.page.line.selectedText()) == ("đã có", "có")


def test_slow_scan_presses_no_button(desk: Desk) -> None:
    desk.focus(desk.page.button)
    for letter in CARD:
        desk.keys(letter, gap=60)
    desk.key(ENTER, "\r", gap=60)
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CARD])
    assert desk.heard.presses == 0


def test_letters_of_an_input_method_are_caught_with_the_scan(desk: Desk) -> None:
    desk.focus(desk.page.note)
    for letter in CARD:
        desk.clock.now += 2
        if letter.isascii():
            desk.keys(letter, gap=0)
        else:
            event = QInputMethodEvent("", [])
            event.setCommitString(letter)
            QApplication.sendEvent(QGuiApplication.focusObject(), event)
    desk.key(ENTER, "\r")
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CARD])
    assert desk.page.note.toPlainText() == ""


def test_word_of_an_input_method_is_typed_when_a_person_types_it(desk: Desk) -> None:
    desk.focus(desk.page.note)
    for commit, composing in [("", "n"), ("", "nă"), ("năm", "")]:
        event = QInputMethodEvent(composing, [])
        event.setCommitString(commit)
        QApplication.sendEvent(QGuiApplication.focusObject(), event)
        desk.pause(150)
    assert desk.page.note.toPlainText() == "năm"


def test_held_letter_is_delivered_before_the_focus_moves(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.page.line.clear()
    desk.keys("a")
    desk.focus(desk.page.note)
    desk.pause(100)
    assert (desk.page.line.text(), desk.page.note.toPlainText()) == ("a", "")


def test_held_letter_is_delivered_before_the_mouse_acts(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.page.line.clear()
    desk.keys("a")
    QTest.mouseClick(
        desk.page.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        desk.page.note.geometry().center(),
    )
    assert desk.page.line.text() == "a"


def test_letter_for_a_field_that_is_gone_is_forgotten(desk: Desk) -> None:
    desk.focus(desk.page.line)
    desk.keys("a", direct=True)
    desk.page.line.deleteLater()
    desk.pause(100)
    desk.keys("b")
    desk.pause(100)


def test_button_is_not_left_down_when_a_release_of_the_scan_went_elsewhere(desk: Desk) -> None:
    desk.focus(desk.page.button)
    desk.keys(CODE)
    desk.clock.now += 2
    press = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
    press.setTimestamp(desk.clock.now)
    QApplication.sendEvent(QGuiApplication.focusWindow(), press)
    desk.key(ENTER, "\r")
    desk.pause(500)
    assert (len(desk.heard.scans), desk.heard.presses) == (1, 0)
    desk.keys(" ")
    desk.pause(95)
    assert desk.heard.presses == 1
    assert not desk.page.button.isDown()


def test_two_scans_one_after_the_other_are_two(desk: Desk) -> None:
    desk.focus(desk.page.note)
    for text in (CODE, CARD):
        desk.keys(text)
        desk.key(ENTER, "\r")
    desk.qtbot.waitUntil(lambda: desk.heard.scans == [CODE, CARD])
    assert desk.page.note.toPlainText() == ""


def test_nothing_is_held_once_the_scanner_is_stopped(desk: Desk) -> None:
    desk.focus(desk.page.note)
    desk.keys("a")
    desk.scanner.stop()
    desk.keys("b")
    assert desk.page.note.toPlainText() == "ab"
    desk.scanner.start()
    desk.scanner.start()
    desk.keys("c")
    assert desk.page.note.toPlainText() == "ab"
    desk.scanner.settle()
    assert desk.page.note.toPlainText() == "abc"
