"""Somebody locks the screen or signs out in the middle of something: nothing of it is seen, and nothing acts by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter.gui.receipt_preview import ReceiptPreview
from tests.made.counter_window import CARD, PASSWORD, CounterWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def lock(counter: CounterWindow) -> None:
    counter.desk.lock()
    counter.settle()


def sign_out(counter: CounterWindow) -> None:
    counter.desk.sign_in.sign_out()
    counter.settle()


def previews() -> list[ReceiptPreview]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, ReceiptPreview) and w.isVisible()]


@pytest.mark.parametrize("leave", [lock, sign_out])
def test_paper_that_is_looked_at_goes_when_the_clerk_does(
    counter: CounterWindow, leave: Callable[[CounterWindow], None]
) -> None:
    counter.sign_in()
    counter.desk.work.open_code(counter.one_reception(CARD))
    story = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: story.view() is not None, "the story")
    story._ui.preview.click()
    counter.settle()
    assert previews()
    leave(counter)
    assert previews() == []
    assert counter.desk.sign_in_page.isVisible()
    counter.back()
    counter.press(Key.Key_F8)
    counter.settle()
    assert len(counter.prints()) == 1


def test_second_paper_takes_the_place_of_the_first(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.desk.work.open_code(counter.one_reception(CARD))
    story = counter.desk.work.dossiers_page._ui.story
    counter.until(lambda: story.view() is not None, "the story")
    for _ in range(3):
        story._ui.preview.click()
        counter.settle()
    assert len(counter.window.findChildren(ReceiptPreview)) <= 2  # the last may still be on its way out
    assert len(previews()) == 1


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_menu_that_is_open_goes_with_the_lock(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.press(Key.Key_F10)
    assert counter.window.frame.menu.isVisible()
    lock(counter)
    assert not counter.window.frame.menu.isVisible()


def test_whoever_signs_out_while_the_lock_opens_stays_out(counter: CounterWindow) -> None:
    counter.sign_in()
    lock(counter)
    with counter.slow_disk():
        counter.type(PASSWORD)
        counter.press(Key.Key_Return)
        counter.desk.sign_in_page._ui.other.setFocus()
        counter.press(Key.Key_Space)
    assert counter.desk.sign_in.session is None
    assert counter.desk.sign_in_page.isVisible()
    counter.sign_in("minh")
    assert counter.desk.sign_in.session is not None
    assert counter.desk.sign_in.session.account == "minh"


def test_secret_that_was_right_is_nowhere_while_somebody_works(counter: CounterWindow) -> None:
    counter.sign_in()
    secret = counter.desk.sign_in_page._ui.secret
    assert secret.line.text() == ""
    lock(counter)
    counter.desk.sign_in_page._ui.reveal.setChecked(True)
    secret.line.undo()
    assert secret.line.text() == ""


def test_draft_that_is_brought_back_behind_the_lock_names_nobody_there(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    sign_out(counter)
    with counter.slow_disk():
        counter.type(PASSWORD)
        counter.press(Key.Key_Return)
    counter.settle()
    sign_out(counter)
    counter.type(PASSWORD)
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.desk.sign_in.session is not None, "the session")
    counter.desk.lock()  # before the draft was read
    counter.settle()
    assert counter.notices() == {}
    assert not counter.draft().is_empty()


def test_dossier_that_was_looked_up_is_not_shown_to_the_next_clerk(counter: CounterWindow) -> None:
    counter.sign_in()
    code = counter.one_reception(CARD)
    with counter.slow_disk():
        counter.beep(code)
        counter.desk.sign_in.sign_out()
    page = counter.desk.work.dossiers_page
    assert page.chosen() is None
    assert page._ui.story.view() is None


def test_what_was_searched_for_does_not_come_back_by_undo(counter: CounterWindow) -> None:
    counter.sign_in()
    search = counter.window.frame.top_bar.search
    search.setFocus()
    counter.type("ngoc an")
    sign_out(counter)
    counter.sign_in("minh")
    search.undo()
    assert search.text() == ""


def test_note_that_was_taken_away_again_does_not_come_back_for_the_next_person(counter: CounterWindow) -> None:
    counter.sign_in()
    receipt = counter.page._ui.receipt
    receipt._note_pressed()
    counter.type("Ba Tam")
    for _ in "Ba Tam":
        counter.press(Key.Key_Backspace)
    counter.one_reception(CARD)
    receipt._note_pressed()
    receipt._ui.note.text.undo()
    assert receipt._ui.note.value() == ""
