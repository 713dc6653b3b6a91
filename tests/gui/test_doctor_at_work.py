"""The self-check as a clerk meets it: from the sign-in and from the menu, by keys and by scans, with a real slip."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counter.app import open_doctor, open_store, seen_diagnosis
from counter.domain.check import CHECKS
from counter.domain.sentence import Trouble, say
from counter.gui.doctor_page import DoctorPage
from counter.gui.parts.finding_rows import FindingRow
from counter.gui.sign_in_page import SignInPage
from counter.gui.stopped import stopped
from counter.store.database import NAME
from counter.store.settings_table import get
from tests.made.counter_window import CARD, CounterWindow
from tests.made.paper import pictures
from tests.made.world import World

CTRL = Qt.KeyboardModifier.ControlModifier


def page_of(counter: CounterWindow) -> DoctorPage:
    page = counter.window.findChild(DoctorPage)
    assert page is not None
    return page


def open_first(counter: CounterWindow) -> DoctorPage:
    """By its key, before anybody has signed in."""
    counter.settle()
    counter.press(Qt.Key.Key_F12)
    counter.until(lambda: counter.window.findChild(DoctorPage), "the page")
    page = page_of(counter)
    counter.until(page.isVisible, "the page in front")
    return page


def rows(page: DoctorPage) -> dict[str, FindingRow]:
    return {row.view.check: row for row in page._ui.rows.rows()}


def wait_for_all(counter: CounterWindow, page: DoctorPage) -> None:
    counter.until(lambda: all(row.view.state is not None for row in rows(page).values()), "every check")


def verdict(page: DoctorPage) -> str:
    return page._ui.verdict.words() if page._ui.verdict.isVisible() else ""


def shown_code(counter: CounterWindow) -> str:
    doctor = counter.desk._doctor
    assert doctor is not None
    return doctor._shown.bars


def test_checks_are_told_before_anybody_signs_in_worked_by_keys_and_without_anything_of_a_person(
    counter: CounterWindow,
) -> None:
    counter.world.receive()
    page = open_first(counter)
    wait_for_all(counter, page)
    found = {name: row.view for name, row in rows(page).items()}
    assert list(found) == list(CHECKS)
    assert (found["server"].state, found["server"].code) == ("broken", "M-13")
    assert (
        found["printer"].state == found["database"].state == found["enrolment"].state == found["window"].state == "well"
    )
    assert (found["backup"].code, found["scanner"].code) == ("M-85", "M-50")
    assert "mục cần người xem" in page._ui.summary.text()
    words = counter.words()
    for secret in ("Phạm Thu Hà", "Nguyễn Quang Minh", "Ngọc Ẩn", "022190004512", "(ha)"):
        assert secret not in words
    assert rows(page)["server"].hasFocus()
    counter.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert rows(page)["time_zone"].hasFocus()
    counter.press(Qt.Key.Key_End)
    assert rows(page)["window"].hasFocus()
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: rows(page)["window"].view.state == "well", "that check again")
    counter.press(Qt.Key.Key_C, modifier=CTRL)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 1 + len(CHECKS)
    assert copied[0] == "Kiểm tra máy · 09:42 23/11/2026"
    assert copied[1].startswith("Máy chủ: Tới được 127.0.0.1")
    assert copied[1].endswith("[M-13]")
    counter.press(Qt.Key.Key_F5)
    wait_for_all(counter, page)
    counter.press(Qt.Key.Key_Escape)
    counter.until(counter.desk.sign_in_page.isVisible, "the sign-in")
    assert isinstance(counter.window._gate, SignInPage)
    counter.sign_in()  # the way in is as it was


def test_scan_of_the_code_on_the_screen_is_judged_typed_or_caught_and_any_other_is_not_shown(
    counter: CounterWindow,
) -> None:
    page = open_first(counter)
    wait_for_all(counter, page)
    code = shown_code(counter)
    for came, said, stays in (
        (code, "Đúng mã đang hiện trên màn hình", code),
        (code.replace("toois", "tối"), "UniKey (kiểu Telex)", code.replace("toois", "tối")),
        (code.replace("d9a6y", "đây"), "UniKey (kiểu VNI)", code.replace("d9a6y", "đây")),
        (code.swapcase(), "Caps Lock", code.swapcase()),
        (CARD, "không phải mã thử", ""),
    ):
        counter.scan(came)
        counter.until(lambda said=said: said in verdict(page), said)  # type: ignore[misc]
        assert page._ui.field.line.text() == stays
    assert "022190004512" not in counter.words()
    counter.settle()
    counter.until(lambda: rows(page)["scanner"].view.code == "M-55", "the last trial in its line")
    with counter.world.store.database.read() as transaction:
        kept = get(transaction, "scanner_trial")
    assert kept == {"trace": "caps_lock", "layout": "", "at": "2026-11-23T09:42:00+07:00"}
    page._ui.field.setFocus()
    counter.type(shown_code(counter).replace("toois", "tois"))
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: "(M-63)" in verdict(page), "what is wrong with it")
    page._ui.field.set_value("")
    counter.type("Nguyễn Văn A 022190004512")
    counter.until(lambda: "(M-64)" in verdict(page), "what it is not")
    assert page._ui.field.line.text() == ""
    counter.press(Qt.Key.Key_Escape)
    counter.until(counter.desk.sign_in_page.isVisible, "the sign-in")
    counter.sign_in()
    counter.scan(CARD)  # scans go where they always go
    counter.until(lambda: counter.draft().applicant.number == "022190004512", "the card on the reception page")


def test_menu_opens_the_page_over_the_work_and_a_slip_is_printed_and_its_code_scanned_back(
    counter: CounterWindow, tmp_path: Path
) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.until(lambda: counter.draft().applicant.number, "the card")
    menu = counter.window.frame.menu
    next(action for action in menu.actions() if action.text() == "Kiểm tra máy").trigger()
    page = page_of(counter)
    wait_for_all(counter, page)
    counter.press(Qt.Key.Key_Escape)
    counter.until(counter.page.isVisible, "the work as it was left")
    assert counter.draft().applicant.number == "022190004512"
    counter.press(Qt.Key.Key_F12)
    wait_for_all(counter, page)
    counter.press(Qt.Key.Key_F8)
    counter.until(lambda: "quét mã trên phiếu" in page._ui.printed.words(), "the slip")
    (pdf,) = counter.paper.glob("kiem-tra-may*.pdf")
    (paper,) = pictures(pdf.read_bytes(), 300, tmp_path)
    read = {found.format.name: found.text for found in zxingcpp.read_barcodes(paper)}
    assert read["Code128"] != shown_code(counter)
    counter.scan(read["Code128"])
    counter.until(lambda: "Đúng mã vừa in trên phiếu thử" in verdict(page), "the very code")
    counter.press(Qt.Key.Key_L, modifier=CTRL)
    assert isinstance(counter.window._gate, SignInPage)
    assert not page.isVisible()
    for key in (Qt.Key.Key_F12, Qt.Key.Key_L, Qt.Key.Key_F12, Qt.Key.Key_Escape):  # from the lock, and back to it
        counter.press(key, modifier=CTRL if key == Qt.Key.Key_L else Qt.KeyboardModifier.NoModifier)
    assert isinstance(counter.window._gate, SignInPage)
    assert counter.desk.work.scans._diverted is None
    counter.sign_in()
    assert counter.page.isVisible()


def test_machine_whose_data_does_not_open_is_checked_from_the_window_that_says_so(
    qapp: QApplication, tmp_path: Path, qtbot
) -> None:
    world = World(tmp_path)
    world.close()
    (world.data / NAME).write_bytes(os.urandom(8192))
    with pytest.raises(Trouble) as raised:
        open_store(world.data, state=tmp_path / "state")
    sources = partial(seen_diagnosis, world.data)
    window = stopped(qapp, say(raised.value.sentence), "vi", sources, can_check=True)
    doctor = open_doctor(world.data, raised.value, window)
    window.check_requested.connect(doctor.open)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F12)
    page = window.findChild(DoctorPage)
    assert page is not None
    qtbot.waitUntil(lambda: all(row.view.state is not None for row in page._ui.rows.rows()), timeout=20_000)
    found = {row.view.check: row.view for row in page._ui.rows.rows()}
    assert (found["database"].code, found["enrolment"].code, found["disk"].state) == ("M-76", "M-87", "well")
    assert page.isVisible()
    QTest.keyClick(page.window(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.isVisible())
    assert window.isVisible()
    assert not doctor.is_open
