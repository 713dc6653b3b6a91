"""Signing in, the lock, and the first run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from counter.gui.parts.key_button import KeyButton
from counter.gui.parts.scroll_column import ScrollColumn
from counter.gui.sign_in_page import SignInPage
from counter.gui.theme import Theme
from tests.gui.geometry import settle
from tests.gui.hands import show_with_keys
from tests.gui.scenes import SCENES

Key = Qt.Key
ACCOUNTS = [("ha", "Phạm Thu Hà"), ("minh", "Nguyễn Quang Minh")]


@pytest.fixture
def page(qtbot) -> SignInPage:
    made = SignInPage()
    show_with_keys(qtbot, made, 1366, 736)
    made.show_sign_in(ACCOUNTS, "minh")
    made.arrive()
    return made


def texts(page: SignInPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def typed(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def test_the_last_account_is_chosen_and_the_cursor_waits_in_the_secret(page: SignInPage, qtbot) -> None:
    typed("Mat khau 1 ")
    with qtbot.waitSignal(page.sign_in_requested) as asked:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert asked.args == ["minh", "Mat khau 1 "]


def test_a_second_enter_asks_nothing_until_the_answer(page: SignInPage, qtbot) -> None:
    asked = []
    page.sign_in_requested.connect(lambda *_: asked.append(1))
    typed("x")
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert asked == [1]
    page.show_refusal("Chưa đúng.")
    typed("y")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Enter)
    assert asked == [1, 1]


def test_an_empty_secret_asks_nothing(page: SignInPage, qtbot) -> None:
    with qtbot.assertNotEmitted(page.sign_in_requested):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)


def test_a_refusal_empties_the_secret_and_says_why(page: SignInPage) -> None:
    typed("sai")
    page.show_refusal("Tài khoản hoặc mật khẩu chưa đúng.")
    assert page._ui.secret.value() == ""
    assert "Tài khoản hoặc mật khẩu chưa đúng." in texts(page)
    assert QApplication.focusWidget() is page._ui.secret.line
    typed("d")
    assert "Tài khoản hoặc mật khẩu chưa đúng." not in texts(page)


def test_after_three_wrong_pins_only_the_password_is_asked_for(page: SignInPage) -> None:
    assert "Mật khẩu hoặc mã PIN" in texts(page)
    page.show_refusal("Mã PIN đã sai ba lần.", only_password=True)
    assert "Mật khẩu hoặc mã PIN" not in texts(page)
    page.show_sign_in(ACCOUNTS, "ha")
    assert "Mật khẩu hoặc mã PIN" in texts(page)


def test_the_lock_says_whose_work_is_kept_and_opens_by_the_secret(page: SignInPage, qtbot) -> None:
    page.show_locked("Phạm Thu Hà", "10:57")
    page.arrive()
    assert "Phạm Thu Hà" in texts(page)
    assert "10:57" in texts(page)
    assert "giữ nguyên" in texts(page)
    assert not page._ui.account.isVisible()
    typed("123456")
    with qtbot.waitSignal(page.unlock_requested) as asked:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert asked.args == ["123456"]
    with qtbot.waitSignal(page.sign_out_requested):
        page._ui.other.click()


def test_without_an_account_it_says_what_to_do_and_looks_again(page: SignInPage, qtbot) -> None:
    page.show_sign_in([])
    page.arrive()
    assert "counter account add" in texts(page)
    assert not page._ui.secret.isVisible()
    with qtbot.waitSignal(page.accounts_requested):
        QTest.keyClick(page, Key.Key_Return)


def test_the_secret_is_hidden_until_it_is_to_be_shown_and_hidden_again_for_the_next(page: SignInPage) -> None:
    line = page._ui.secret.line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    page._ui.reveal.click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    page.show_locked("Phạm Thu Hà")
    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_a_secret_never_comes_back_by_undo_however_it_was_left(page: SignInPage) -> None:
    for leave in (
        lambda: page.show_locked("Phạm Thu Hà", "10:57"),
        lambda: page.show_refusal("Chưa đúng."),
        lambda: page.show_sign_in(ACCOUNTS, "ha"),
        page.show_opened,
    ):
        page._ui.secret.setFocus()
        typed("quay-mot-cua")
        leave()
        page._ui.reveal.setChecked(True)
        page._ui.secret.line.undo()
        assert page._ui.secret.line.text() == ""


def test_caps_lock_is_noticed_from_what_is_typed(page: SignInPage) -> None:
    line = page._ui.secret.line
    QTest.keyClicks(line, "A")  # a capital that came without Shift
    assert "Caps Lock" in texts(page)
    QTest.keyClick(line, Key.Key_B, Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock" not in texts(page)


def test_accents_in_a_secret_point_at_the_input_method(page: SignInPage) -> None:
    page._ui.secret.line.insert("mậtkhẩu")
    assert "bộ gõ" in texts(page)
    page._ui.secret.line.clear()
    assert "bộ gõ tiếng Việt" not in texts(page)


def test_a_trouble_is_told_and_enter_works_again(page: SignInPage, qtbot) -> None:
    typed("x")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    page.show_trouble("Ổ đĩa không đọc được. Hãy báo bộ phận kỹ thuật.")
    assert "Ổ đĩa không đọc được" in texts(page)
    with qtbot.waitSignal(page.sign_in_requested):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)


def test_the_act_is_in_sight_in_a_low_window_with_large_letters_also_after_a_refusal(qapp: QApplication) -> None:
    Theme("light", 200).apply(qapp)
    window = SCENES["sign-in"]()  # refused
    window.resize(1366, 768)
    window.show()
    settle(qapp)
    column, enter = window.findChild(ScrollColumn), window.findChild(KeyButton, "enter")
    below = enter.mapTo(column.viewport(), QPoint(0, enter.height())).y()
    assert below <= column.viewport().height()
    Theme("light", 100).apply(qapp)
    settle(qapp)
    assert window.findChild(QLabel, "sentence").isVisible()
