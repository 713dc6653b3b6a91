"""What was typed and is no fact yet: kept within a second, brought back after a crash, seen by nobody else."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter.gui.draft_keeper import SAVE_EVERY_MS
from counter.store.drafts import draft_of, save_draft
from tests.made.counter_window import CARD, OTHER_CARD, CounterWindow
from tests.made.world import World

Key = Qt.Key
NAME = "Nguyễn Thị Ngọc Ẩn"


def kept(counter: CounterWindow, account: str = "ha") -> dict | None:
    with counter.world.store.database.read() as transaction:
        held = draft_of(transaction, account)
    return None if held is None else held[0]


def test_a_draft_is_kept_within_a_second_while_somebody_types_without_a_pause(counter: CounterWindow) -> None:
    assert SAVE_EVERY_MS < 1000
    counter.sign_in()
    counter.page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    began = time.monotonic()
    while kept(counter) is None:  # a key every 50 ms, and never a pause
        assert time.monotonic() - began < 10
        counter.type("0")
        counter.press(Key.Key_Backspace)
        counter.type("9")
        QTest.qWait(20)
    assert kept(counter)["applicant"]["phone"].startswith("9")


def test_the_last_key_is_on_the_disk_soon_after_it(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.page._ui.applicant._ui.applicant.fields["name"].setFocus()
    counter.type("Lê An")
    QTest.qWait(SAVE_EVERY_MS + 50)
    counter.settle()
    assert kept(counter)["applicant"]["name"] == "Lê An"
    assert counter.window._ui.statusLine._left.text().startswith("Bản nháp đã lưu 09:42")


def test_a_draft_comes_back_after_a_crash_with_its_procedure_papers_and_doubts(
    counter: CounterWindow, other: Callable[[World], CounterWindow]
) -> None:
    first = counter
    first.sign_in()
    first.scan("022085001177||Ph?m Văn H?u|03021985|Nam|Thôn Hải Tiến, Đặc khu Cô Tô, Quảng Ninh|15082022||||")
    first.page._ui.procedure.search.setFocus()
    first.choose("khai s")
    first.press(Key.Key_Space)
    first.until(lambda: (kept(first) or {}).get("procedure") == "1.001193", "the draft on the disk")
    QTest.qWait(SAVE_EVERY_MS + 50)
    first.settle()
    before = first.draft()
    again = other(first.crash())
    again.sign_in()
    draft = again.draft()
    assert replace(draft, printer=before.printer) == before
    assert "name" in draft.applicant.doubtful
    assert [paper.ticked for paper in draft.papers].count(True) == 1
    words = again.notices()["draft"]
    assert "09:42" in words
    assert "Ph?m Văn H?u" in words
    again.press(Key.Key_F9)
    again.settle()
    assert again.codes() == []  # doubt is doubt after a crash too


def test_nothing_is_offered_when_nothing_was_left(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.one_reception()
    QTest.qWait(SAVE_EVERY_MS + 50)
    counter.settle()
    assert kept(counter) is None
    counter.close()
    counter.open()
    counter.sign_in()
    assert "draft" not in counter.notices()
    assert counter.draft().is_empty()


def test_closing_the_window_keeps_what_was_typed_a_moment_ago(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.close()
    assert kept(counter)["applicant"]["name"] == NAME
    counter.open()
    counter.sign_in()
    assert counter.draft().applicant.name == NAME


def test_a_draft_belongs_to_its_account(counter: CounterWindow) -> None:
    counter.sign_in("ha")
    counter.scan(CARD)
    counter.desk.sign_in.sign_out()
    counter.settle()
    assert counter.page._ui.applicant._ui.clearedBanner.isHidden()
    counter.sign_in("minh")
    assert counter.draft().is_empty()
    assert "draft" not in counter.notices()
    counter.scan(OTHER_CARD)
    counter.desk.sign_in.sign_out()
    counter.sign_in("ha")
    assert counter.draft().applicant.name == NAME
    assert kept(counter, "minh")["applicant"]["name"] == "Đặng Thùy Dương"


def test_what_one_clerk_cleared_cannot_be_brought_back_by_another(counter: CounterWindow) -> None:
    counter.sign_in("ha")
    counter.scan(CARD)
    counter.page._start_over()
    assert not counter.page._ui.applicant._ui.clearedBanner.isHidden()
    counter.desk.sign_in.sign_out()
    counter.sign_in("minh")
    counter.page._undo()
    assert counter.draft().is_empty()


def test_the_lock_keeps_the_page_and_shows_no_name(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    QTest.qWait(SAVE_EVERY_MS + 50)
    counter.close()
    counter.open()
    counter.sign_in()
    assert NAME in counter.notices()["draft"]
    before = counter.draft()
    counter.press(Key.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    counter.settle()
    assert counter.desk.sign_in_page.isVisible()
    assert counter.notices() == {}
    assert kept(counter)["applicant"]["name"] == NAME
    assert NAME not in counter.words()
    counter.type("quay-mot-cua")
    counter.press(Key.Key_Return)
    counter.until(counter.page.isVisible, "the page behind the lock")
    assert counter.draft() == before


def test_a_crash_between_the_commit_and_the_cleared_page_makes_no_second_dossier(
    counter: CounterWindow,
) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    QTest.qWait(SAVE_EVERY_MS + 50)
    counter.settle()
    draft = counter.draft()
    code = counter.receive()
    # As if the reception had not been heard of: the page and the draft are as they were before it.
    with counter.world.store.database.write() as transaction:
        save_draft(transaction, "ha", draft.to_dict(), "2026-11-23T09:42:00+07:00")
    counter.close()
    counter.open()
    counter.sign_in()
    assert counter.draft() == draft
    again = counter.receive()
    assert again == code
    assert counter.codes() == [code]
    assert counter.page._confirmation._headline.text() == "Đã tiếp nhận trước đó"
    assert code in counter.notices()["again"]
    assert len(counter.prints()) == 1
    QTest.qWait(SAVE_EVERY_MS + 50)
    counter.settle()
    assert kept(counter) is None


def test_another_person_on_that_page_is_another_application(counter: CounterWindow) -> None:
    counter.sign_in()
    counter.scan(CARD)
    counter.choose()
    draft = counter.draft()
    first = counter.receive()
    counter.page.show_draft(draft, None)  # the page of an application that was received already
    counter.scan(OTHER_CARD)
    counter.choose()
    second = counter.receive()
    assert counter.codes() == [first, second]
    assert counter.rows("SELECT applicant FROM dossier ORDER BY id") == [(NAME,), ("Đặng Thùy Dương",)]


@pytest.mark.parametrize("name", ["ha", "minh"])
def test_a_draft_never_holds_a_secret(counter: CounterWindow, name: str) -> None:
    counter.sign_in(name)
    counter.scan(CARD)
    QTest.qWait(SAVE_EVERY_MS + 50)
    counter.settle()
    assert "quay-mot-cua" not in json.dumps(kept(counter, name))
