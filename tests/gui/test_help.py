"""F1: the keys of the page one is on, over whatever is under way, and back to where the cursor was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from counter.gui import language
from counter.gui.help_dialog import HelpDialog
from counter.gui.help_topics import everywhere, help_topic
from counter.gui.parts.key_button import KeyButton
from counter.gui.theme import Theme
from tests.gui.geometry import clipped, settle
from tests.made.counter_window import CARD, CounterWindow

Key = Qt.Key
MARK = "Việc kiểm tra không thay đổi công việc"


def helping(counter: CounterWindow) -> HelpDialog | None:
    return next((one for one in counter.window.findChildren(HelpDialog) if one.isVisible()), None)


def words(dialog: HelpDialog | None) -> str:
    assert dialog is not None
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def ask(counter: CounterWindow) -> str:
    """F1, what it says, and Esc."""
    counter.press(Key.Key_F1)
    said = words(helping(counter))
    counter.press(Key.Key_Escape)
    assert helping(counter) is None
    return said


def test_cursor_and_words_are_where_they_were_after_help(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.type("khai")
    field = counter.focused()
    counter.press(Key.Key_F1)
    dialog = helping(counter)
    assert dialog is not None
    assert counter.page.title() in dialog.windowTitle()
    counter.press(Key.Key_F9, Key.Key_A, Key.Key_Down)  # nothing of the page is reached through it
    counter.press(Key.Key_F1)  # the same key closes it
    assert helping(counter) is None
    counter.back()
    assert counter.focused() is field
    assert counter.page._ui.procedure.search.text() == "khai"
    counter.press(Key.Key_F1, Key.Key_Return)
    assert helping(counter) is None
    counter.back()
    assert (counter.focused(), counter.codes()) == (field, [])


def test_help_speaks_of_the_page_that_is_in_front(counter: CounterWindow) -> None:
    at_gate = ask(counter)
    counter.back()
    counter.sign_in()
    said = {"": at_gate}
    for key in (Key.Key_F2, Key.Key_F4, Key.Key_F7, Key.Key_F12):
        counter.press(key)
        said[counter.window.shown_page().topic] = ask(counter)
        counter.back()
    assert set(said) == {"", "reception", "dossiers", "matters", "doctor"}
    assert len(set(said.values())) == len(said)
    assert [topic for topic, told in said.items() if MARK in told] == ["doctor"]
    assert "Khóa màn hình" in said["reception"]
    assert "Khóa màn hình" not in at_gate  # nobody is signed in: that key does nothing there


def test_a_secret_that_was_begun_stays_and_the_lock_shuts_help(counter: CounterWindow) -> None:
    counter.type("Mat")
    assert "Mat" not in ask(counter)
    counter.back()
    assert counter.desk.sign_in_page._ui.secret.value() == "Mat"
    counter.press(Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace)
    counter.sign_in()
    counter.press(Key.Key_F1)
    counter.desk.lock()
    assert helping(counter) is None


def test_a_scan_shuts_help_and_is_used(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.press(Key.Key_F4, Key.Key_F1)
    assert helping(counter) is not None
    counter.scan(CARD)
    counter.until(lambda: counter.page.isVisible() and counter.draft().applicant.number, "the card on the page")
    assert helping(counter) is None
    assert counter.notices() == {}


def test_rail_opens_help_and_stays_on_its_page(counter: CounterWindow) -> None:
    counter.sign_in()
    button = counter.window.frame.rail.button("help")
    assert button.accessibleName() == "Trợ giúp (F1)"
    button.click()
    assert helping(counter) is not None
    assert not button.isChecked()
    assert counter.window.open_page() == "reception"


def test_every_key_that_stands_on_a_page_is_in_its_help(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(counter.one_reception())
    counter.until(lambda: counter.desk.work.dossiers_page._ui.story.view(), "the story")
    for key in (Key.Key_F2, Key.Key_F4, Key.Key_F7, Key.Key_F12):
        counter.press(key)
        counter.settle()
        page = counter.window.shown_page()
        shown = {b._key for b in page.findChildren(KeyButton) if b.isVisibleTo(page) and b._key}
        assert page.topic != "dossiers" or {"F6", "F8"} <= shown
        told = {name for rows in (help_topic(page.topic).here, everywhere(behind_gate=False)) for name, _ in rows}
        assert shown <= told, page.topic


@pytest.mark.parametrize("topic", ["reception", "dossiers", "matters", "sign_in", "first_start", "doctor"])
def test_nothing_of_help_is_cut_off_and_arrows_reach_its_end(qapp: QApplication, topic: str) -> None:
    for scale in (100, 200):
        Theme("light", scale).apply(qapp)
        window = QWidget()
        window.resize(1366, 768)
        for tongue in ("vi", "en"):
            language.install(tongue)  # type: ignore[arg-type]
            dialog = HelpDialog(window, "Tiếp nhận hồ sơ", help_topic(topic), everywhere(behind_gate=False))
            dialog.show()
            settle(qapp)
            assert clipped(dialog) == []
            bar = dialog._ui.scroll.verticalScrollBar()
            assert (dialog.height() <= 768, scale == 200 or bar.maximum() == 0) == (True, True), (topic, tongue, scale)
            for _ in range(4):
                QTest.keyClick(dialog.focusWidget(), Key.Key_PageDown)
            assert bar.value() == bar.maximum()
            dialog.close()
