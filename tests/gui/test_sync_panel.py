"""The panel of the sync light: opened by keys, true rows, acts that reach the desk, no link where there is no page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from counter.domain.sentence import Sentence
from counter.gui.changes import Changes
from counter.gui.main_window import MainWindow
from counter.gui.parts.key_button import KeyButton
from counter.gui.sync_desk import SyncDesk
from counter.gui.sync_panel import SyncPanel, SyncPanelView
from counter.store.statement import slip_of
from counter.sync.forecast import Forecast
from counter.sync.light import Light
from counter.sync.line import open_exchange
from tests.gui.geometry import clipped
from tests.gui.pictures import settle
from tests.made.counter_window import CounterWindow

VIEW = SyncPanelView(
    "Mạng đòi đăng nhập từ 08:15 · vẫn làm việc bình thường · 17 hồ sơ chờ gửi",
    "Mạng này đang đòi đăng nhập trước khi cho ra ngoài. Không có gì bị gửi đi hay bị mất.", "10:42",
    "17 việc · 3 tệp (38,2 MB)", "38,2 MB, khoảng 25 phút, hồ sơ gửi trước", 2,
    "17:02 22/11 · Tỉnh xác nhận đang giữ đủ 412 việc của quầy này", True, "10:47",
)  # fmt: skip


@pytest.fixture
def window(qtbot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def buttons(panel: SyncPanel) -> dict[str, KeyButton]:
    return {button.words(): button for button in panel.findChildren(KeyButton)}


@pytest.mark.parametrize(("scale", "name"), [(100, "light"), (150, "dark"), (200, "contrast")])
def test_every_row_is_shown_and_none_is_cut(qapp: QApplication, window: MainWindow, scale: int, name: str) -> None:
    from counter.gui.theme import Theme

    Theme(name, scale).apply(qapp)  # type: ignore[arg-type]
    panel = SyncPanel(window, can_look=True, can_usb=True)
    panel.show_view(VIEW)
    panel.open()
    settle(qapp)
    assert clipped(panel) == []
    shown = {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    assert {VIEW.headline, VIEW.reason, VIEW.contact, VIEW.waiting, VIEW.left, VIEW.next_try, "2", VIEW.slip} <= shown
    assert all(button.accessibleName() or button.words() for button in panel.findChildren(KeyButton))
    named = [label.accessibleName() for label in panel.findChildren(QLabel)]
    assert f"Còn chờ gửi: {VIEW.waiting}" in named


@pytest.mark.parametrize(
    ("words", "signal"),
    [("Gửi ngay", "send_requested"), ("Hỏi tỉnh ngay", "statement_requested"), ("In giấy xác nhận", "print_requested"),
     ("Xem", "look_requested"), ("Gửi bằng USB…", "usb_requested")],
)  # fmt: skip
def test_each_act_is_wished_by_its_button(window: MainWindow, qtbot, words: str, signal: str) -> None:
    panel = SyncPanel(window, can_look=True, can_usb=True)
    panel.show_view(VIEW)
    panel.open()
    with qtbot.waitSignal(getattr(panel, signal)):
        buttons(panel)[words].click()


def test_no_link_without_a_page_and_no_print_without_a_slip(window: MainWindow) -> None:
    from dataclasses import replace

    panel = SyncPanel(window)
    panel.show_view(replace(VIEW, has_slip=False, look=0, left="", reason="", next_try=""))
    panel.open()
    assert "Lần thử tiếp" not in {label.text() for label in panel.findChildren(QLabel) if label.isVisible()}
    visible = {words for words, button in buttons(panel).items() if button.isVisible()}
    assert visible == {"Gửi ngay", "Đóng", "Hỏi tỉnh ngay", "In giấy xác nhận"}
    assert not buttons(panel)["In giấy xác nhận"].isEnabled()
    panel.show_view(VIEW)
    assert not buttons(panel)["Xem"].isVisible()


def test_the_question_says_that_it_is_under_way_until_it_is_answered(window: MainWindow) -> None:
    panel = SyncPanel(window)
    panel.show_view(VIEW)
    panel.open()
    ask = buttons(panel)["Hỏi tỉnh ngay"]
    ask.click()
    assert not ask.isEnabled()
    assert "Đang hỏi tỉnh…" in {label.text() for label in panel.findChildren(QLabel)}
    panel.show_answer("Tỉnh xác nhận đang giữ đủ 5 việc của quầy này")
    assert ask.isEnabled()


def open_by(counter: CounterWindow, key: Qt.Key) -> SyncPanel:
    light: QWidget = counter.window.sync_label()
    light.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(light, key)
    found: list[SyncPanel] = []

    def come() -> bool:
        found[:] = [p for p in counter.window.findChildren(SyncPanel) if p.isVisible()]
        return bool(found)

    counter.until(come, "the panel")
    return found[0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_light_opens_it_by_keys_and_without_a_line_it_says_so(
    counter: CounterWindow, key: Qt.Key, other: Callable[..., CounterWindow]
) -> None:
    counter.sign_in()
    counter.one_reception()
    panel = open_by(counter, key)
    shown = {label.text() for label in panel.findChildren(QLabel)}
    assert "1 việc" in shown
    assert "Chưa hỏi lần nào." in shown
    if key is Qt.Key.Key_Return:
        buttons(panel)["Hỏi tỉnh ngay"].click()
        counter.until(
            lambda: any("Chưa liên lạc được" in label.text() for label in panel.findChildren(QLabel, "statement")),
            "the answer that there is none",
        )
        counter.desk.work.sync_panel._look()
        again = panel.findChild(QLabel, "nextTry")
        counter.until(lambda: again.text() == "trong chưa đầy một phút", "the time of the next try")
        tip = counter.window.sync_label().toolTip
        counter.until(lambda: tip().startswith("Còn phải gửi: ") and "byte" in tip(), "what is left to send")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    counter.settle()
    assert not [p for p in counter.window.findChildren(SyncPanel) if p.isVisible()]


def test_statement_of_a_real_province_is_shown_and_its_slip_printed(counter: CounterWindow, tmp_path: Path) -> None:
    from counter.server.province import Place, Province
    from counter.server.serving import InThread
    from counter.sync.line import enrol_store

    province = Province(Place(tmp_path / "province"), counter.world.clock)
    with InThread(province) as url:
        store = counter.world.store
        enrol_store(store, url, province.token("H49.22", "06652").text, ca=None, counter="03")
        counter.sign_in()
        counter.one_reception()
        panel = open_by(counter, Qt.Key.Key_Return)
        statement = panel.findChild(QLabel, "statement")
        buttons(panel)["Gửi ngay"].click()
        counter.until(lambda: open_exchange(store).facts().acknowledged == 1, "the province to have it")
        buttons(panel)["Hỏi tỉnh ngay"].click()
        counter.until(lambda: "đang giữ đủ 1 việc của quầy này" in statement.text(), "the statement")
        with store.database.read() as t:
            slip = slip_of(t)
        assert slip is not None
        sums = f"Tệp giấy tờ: 0 · số thứ tự cuối: 1 · tóm lược: {slip.logs[0].digest[:8]}"
        counter.until(lambda: statement.text().endswith(sums), "what may be compared with the paper")
        paper = buttons(panel)["In giấy xác nhận"]
        counter.until(paper.isEnabled, "a slip to print")
        paper.click()
        counter.until(lambda: list(counter.paper.glob("xac-nhan-*.pdf")), "the slip on paper")
        assert not list(counter.paper.glob("*Ẩn*"))
        panel.reject()
        counter.close()
        counter.open()
    province.close()


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (Forecast(0, 0.0), ""),
        (Forecast(700, 0.2), "700 byte, chưa đến một phút"),
        (Forecast(38_200_000, 25.4), "36,4 MB, khoảng 25 phút, hồ sơ gửi trước"),
        (Forecast(38_200_000, 9_000.0), "36,4 MB, khoảng 150 giờ, hồ sơ gửi trước"),
        (Forecast(38_200_000, None), "36,4 MB; chưa biết còn bao lâu"),
    ],
)
def test_what_is_left_is_said_in_a_unit_that_people_use(qapp: QApplication, left: Forecast, words: str) -> None:
    desk = SyncDesk(Changes(), lambda: (Light("received", Sentence("sync.light.received_nothing")), left), None)  # type: ignore[arg-type]
    assert desk.left_words(left) == words
