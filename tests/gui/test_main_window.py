"""The frame: rail, bars, bands, gate, and its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout

from counter.gui import theme
from counter.gui.clerk_menu import ClerkMenu
from counter.gui.main_window import MainWindow
from counter.gui.page import Page
from counter.gui.parts.key_button import KeyButton
from counter.gui.rail import RailButton, RailEntry
from counter.gui.sync_light import ICONS, TOKENS, SyncLight
from tests.gui.hands import show_with_keys

Key = Qt.Key


class Leaf(Page):
    """A page with one line."""

    def __init__(self, name: str, own_search: bool = False) -> None:
        super().__init__()
        self._name = name
        self.own_search = own_search
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def title(self) -> str:
        return self._name

    def arrive(self) -> None:
        self.line.setFocus()


@pytest.fixture
def window(qtbot) -> MainWindow:
    made = MainWindow()
    made.add_page(Leaf("Tiếp nhận hồ sơ"), RailEntry("reception", "file-plus", "Tiếp nhận", "F2"))
    made.add_page(Leaf("Hồ sơ", own_search=True), RailEntry("dossiers", "folder-search", "Hồ sơ", "F4"))
    made.add_page(Leaf("Quản trị"), RailEntry("admin", "settings", "Quản trị", at_foot=True))
    show_with_keys(qtbot, made)
    return made


def test_the_first_page_is_open_and_keys_change_pages(window: MainWindow, qtbot) -> None:
    assert window.open_page() == "reception"
    with qtbot.waitSignal(window.page_shown) as shown:
        QTest.keyClick(window, Key.Key_F4)
    assert shown.args == ["dossiers"]
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    assert isinstance(focused.parent(), Leaf)
    QTest.keyClick(focused, Key.Key_F2)
    assert window.open_page() == "reception"


def test_the_open_page_is_marked_and_named(window: MainWindow) -> None:
    window.show_page("dossiers")
    checked = [button.entry.page for button in window.findChildren(RailButton) if button.isChecked()]
    assert checked == ["dossiers"]
    assert "Hồ sơ" in [label.text() for label in window.frame.top_bar.findChildren(QLabel)]


def test_the_search_field_is_away_where_the_page_has_its_own(window: MainWindow) -> None:
    assert window.frame.top_bar.search.isVisible()
    window.show_page("dossiers")
    assert not window.frame.top_bar.search.isVisible()


def test_enter_in_the_search_field_asks_for_a_dossier(window: MainWindow, qtbot) -> None:
    search = window.frame.top_bar.search
    search.setFocus()
    QTest.keyClicks(search, " nguyen  an ")
    with qtbot.waitSignal(window.search_requested) as asked:
        QTest.keyClick(search, Key.Key_Return)
    assert asked.args == ["nguyen an"]


def test_a_count_stands_beside_the_icon_and_in_the_accessible_name(window: MainWindow) -> None:
    window.show_count("dossiers", 3)
    assert window.frame.rail.button("dossiers").count_words() == "3"
    assert window.frame.rail.button("dossiers").accessibleName() == "Hồ sơ · 3 (F4)"
    window.show_count("dossiers", 250)
    assert window.frame.rail.button("dossiers").count_words() == "99+"
    window.show_count("dossiers", 0)
    assert window.frame.rail.button("dossiers").count_words() == ""
    assert window.frame.rail.button("dossiers").accessibleName() == "Hồ sơ (F4)"


@pytest.mark.parametrize("state", list(TOKENS))
def test_the_sync_light_says_its_state_in_words_icon_and_colour(window: MainWindow, state, qtbot) -> None:
    light = SyncLight(state, "17 hồ sơ chờ gửi", "Còn phải gửi: 38,2 MB, khoảng 25 phút, hồ sơ gửi trước")
    window.show_sync(light)
    label = window._ui.statusLine.sync_label()
    assert label.light() == light
    assert label.accessibleName() == "17 hồ sơ chờ gửi"
    assert label.toolTip() == label.accessibleDescription() == light.more
    QApplication.processEvents()
    drawn = label.grab().toImage()
    ink = theme.current().color(TOKENS[state]).name()
    pixels = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())}
    assert ink in pixels
    with qtbot.waitSignal(window.sync_list_requested):
        label.click()


def test_no_two_states_look_alike() -> None:
    assert len(set(ICONS.values())) == len(ICONS) == len(TOKENS)
    assert TOKENS["offline"] == "offline"
    assert theme.Theme().color("offline") == theme.Theme().color("muted")


def test_the_light_is_never_cut_however_narrow_the_window(window: MainWindow, qapp) -> None:
    theme.Theme("light", 200).apply(qapp)
    window.show_draft_state("Bản nháp đã lưu 09:42:07")
    window.show_sync(SyncLight("offline", "Mất mạng từ 08:15 · vẫn làm việc bình thường · 17 hồ sơ chờ gửi"))
    window.resize(1366, 768)
    qapp.processEvents()
    label = window._ui.statusLine.sync_label()
    assert label.width() >= label.sizeHint().width()
    assert label.mapTo(window, label.rect().topRight()).x() <= 1366


def test_training_and_notices_stand_as_bands(window: MainWindow, qtbot) -> None:
    bands = window._ui.bands
    assert bands.height() == 0 or not bands.isVisible()
    window.show_training(True)
    window.show_notice("clock", "Giờ của máy lệch 12 phút.", "Mở ngày làm việc")
    window.show_notice("clock", "Giờ của máy lệch 13 phút.", "Mở ngày làm việc")
    assert bands.notices() == {"clock": "Giờ của máy lệch 13 phút."}
    button = next(b for b in bands.findChildren(KeyButton) if b.words() == "Mở ngày làm việc")
    with qtbot.waitSignal(window.notice_act_requested) as asked:
        button.click()
    assert asked.args == ["clock"]
    window.clear_notice("clock")
    window.clear_notice("never was there")
    assert bands.notices() == {}


def test_the_gate_hides_everything_and_gives_it_back(window: MainWindow) -> None:
    window.show_page("dossiers")
    line = QApplication.focusWidget()
    line.insert("đang gõ")
    gate = Leaf("khóa")
    window.show_gate(gate)
    assert QApplication.focusWidget() is gate.line
    QTest.keyClick(gate.line, Key.Key_F2)
    assert window.open_page() == "dossiers"
    assert not window.frame.rail.isVisible()
    window.leave_gate()
    assert window.open_page() == "dossiers"
    assert QApplication.focusWidget() is line
    assert line.text() == "đang gõ"


def test_the_clerks_menu_locks_signs_out_and_changes_the_look(window: MainWindow, qtbot) -> None:
    window.show_look("light", 100, "vi")
    menu = window.findChild(ClerkMenu)
    assert menu is not None
    actions = {
        action.text(): action for sub in [menu, *menu.findChildren(type(menu).__base__)] for action in sub.actions()
    }
    for text, signal in (("Khóa màn hình", window.lock_requested), ("Đăng xuất", window.sign_out_requested)):
        with qtbot.waitSignal(signal):
            actions[text].trigger()
    for text, wanted in (
        ("Tối", ["dark", 100, "vi"]),
        ("150 %", ["light", 150, "vi"]),
        ("English", ["light", 100, "en"]),
        ("Tương phản cao", ["contrast", 100, "vi"]),
    ):
        with qtbot.waitSignal(window.look_chosen) as chosen:
            actions[text].trigger()
        assert chosen.args == wanted


def test_ctrl_l_locks_from_anywhere(window: MainWindow, qtbot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_low_windows_get_low_rail_entries(window: MainWindow, qapp) -> None:
    theme.Theme("light", 200).apply(qapp)
    for number in range(6):
        window.add_page(Leaf(str(number)), RailEntry(f"p{number}", "inbox", "Trực tuyến", f"F{number + 5}"))
    window.resize(1366, 768)
    qapp.processEvents()
    last = window.frame.rail.button("admin")
    assert last.mapTo(window, last.rect().bottomLeft()).y() <= 768
