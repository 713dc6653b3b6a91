"""The pieces every page is built from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from counter.gui import theme
from counter.gui.parts.banner import Banner
from counter.gui.parts.choice_box import ChoiceBox
from counter.gui.parts.clamped_label import ClampedLabel
from counter.gui.parts.elided_label import ElidedLabel
from counter.gui.parts.empty_state import EmptyState
from counter.gui.parts.flow_row import FlowRow
from counter.gui.parts.key_button import KeyButton
from counter.gui.parts.labelled_field import LineField, TextField
from counter.gui.parts.number_input import MoneyInput, NumberInput
from counter.gui.parts.pill import Pill
from counter.gui.parts.scroll_column import ScrollColumn
from counter.gui.parts.segments import Segments
from counter.gui.parts.tabular import TabularLabel, tabular_width
from tests.gui.hands import show_with_keys

Key = Qt.Key


@pytest.fixture
def host(qtbot) -> Iterator[QWidget]:
    window = QMainWindow()
    inner = QWidget()
    QVBoxLayout(inner)
    window.setCentralWidget(inner)
    show_with_keys(qtbot, window, 500, 400)
    yield inner  # noqa: PT022 (the window must live as long as the test)


def put(host: QWidget, widget: QWidget) -> None:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.show()
    QApplication.processEvents()


def test_numbers_of_one_length_are_of_one_width(qapp) -> None:
    font = theme.current().font()
    assert tabular_width("111.111.111", font) == tabular_width("808.909.606", font)
    assert tabular_width("H49.22-261123-0317", font) == tabular_width("H49.22-261120-0288", font)
    plain, tabular = TabularLabel(text="11:11").sizeHint(), TabularLabel(text="20:58").sizeHint()
    assert plain == tabular


def test_a_name_of_nine_hundred_letters_takes_two_lines(host) -> None:
    label = ClampedLabel(text="Thủ tục hành chính có tên rất dài " * 27)
    put(host, label)
    lines = label.shown_lines(label.width())
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert label.toolTip() == label.text()
    label.setText("Đăng ký khai sinh")
    assert label.shown_lines(label.width()) == ["Đăng ký khai sinh"]


def test_an_elided_label_keeps_its_words_for_the_pointer_and_the_reader(host) -> None:
    label = ElidedLabel(text="Đặc khu Cô Tô · Quầy 03 · Thứ Hai, 23/11/2026")
    put(host, label)
    label.setFixedWidth(90)
    QApplication.processEvents()
    assert label.shown().endswith("…")
    assert label.toolTip() == label.accessibleName() == label.text()
    label.setFixedWidth(480)
    QApplication.processEvents()
    assert label.shown() == label.text()
    assert label.toolTip() == ""


def test_a_key_presses_its_button_at_once_and_once(host) -> None:
    pressed = []
    button = KeyButton(text="Tiếp nhận và in", key="F9", variant="primary")
    button.clicked.connect(lambda: pressed.append(1))
    put(host, button)
    QTest.keyClick(host, Key.Key_F9)
    assert pressed == [1]
    assert button.accessibleName() == "Tiếp nhận và in (F9)"
    button.setText("Tiếp nhận")
    QTest.keyClick(host, Key.Key_F9)
    assert pressed == [1, 1]
    button.setEnabled(False)
    QTest.keyClick(host, Key.Key_F9)
    button.setEnabled(True)
    button.hide()
    QTest.keyClick(host, Key.Key_F9)
    assert pressed == [1, 1]


def test_an_ampersand_is_no_alt_key(host) -> None:
    button = KeyButton(text="Phí & lệ phí")
    put(host, button)
    assert button.words() == "Phí & lệ phí"
    assert button.shortcut().isEmpty()


def test_a_key_that_is_only_shown_is_not_listened_to(host) -> None:
    pressed = []
    button = KeyButton(text="Xóa")
    button.setKeyText("Esc", bind=False)
    button.clicked.connect(lambda: pressed.append(1))
    put(host, button)
    QTest.keyClick(host, Key.Key_Escape)
    assert pressed == []


def test_segments_are_chosen_by_arrows_and_by_the_mouse(host, qtbot) -> None:
    segments = Segments()
    segments.set_choices([("unpaid", "Chưa nộp"), ("paid", "Đã nộp")])
    segments.set_name("Lệ phí")
    put(host, segments)
    segments.setFocus()
    with qtbot.waitSignal(segments.chosen) as chosen:
        QTest.keyClick(segments, Key.Key_Right)
    assert chosen.args == ["paid"]
    assert segments.accessibleName() == "Lệ phí: Đã nộp"
    with qtbot.assertNotEmitted(segments.chosen):
        QTest.keyClick(segments, Key.Key_Right)
        segments.choose("unpaid")
        segments.choose("paid")
    with qtbot.waitSignal(segments.chosen):
        QTest.mouseClick(segments, Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    assert segments.key() == "unpaid"


def test_the_wheel_changes_no_choice_and_f4_is_left_to_the_search(host) -> None:
    box = ChoiceBox()
    box.set_choices([("a", "Một"), ("b", "Hai")])
    put(host, box)
    box.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    QTest.keyClick(box, Key.Key_F4)
    assert box.key() == "a"
    assert not box.view().isVisible()
    QTest.keyClick(box, Key.Key_Down)
    assert box.key() == "b"
    box.set_choices([("b", "Two"), ("c", "Three")])
    assert box.key() == "b"
    box.choose("gone")
    assert box.key() == "b"


def test_a_number_is_stepped_and_stays_in_its_range(host) -> None:
    number = NumberInput(least=1, most=99)
    put(host, number)
    QTest.keyClick(number, Key.Key_Up)
    assert number.number() == 2
    QTest.keyClick(number, Key.Key_Down)
    QTest.keyClick(number, Key.Key_Down)
    assert number.number() == 1
    number.selectAll()
    QTest.keyClicks(number, "1a2b3")
    assert number.number() == 12
    number.clear()
    assert number.number() == 1


def test_money_is_grouped_while_it_is_typed_and_the_cursor_stays(host) -> None:
    money = MoneyInput()
    put(host, money)
    QTest.keyClicks(money, "1250000")
    assert money.text() == "1.250.000"
    money.setCursorPosition(1)
    QTest.keyClicks(money, "9")
    assert money.text() == "19.250.000"
    assert money.cursorPosition() == 2
    assert money.digits() == "19250000"
    money.set_digits("")
    assert money.text() == ""


def test_a_field_says_its_state_to_eyes_and_readers(host, qtbot) -> None:
    field = LineField()
    field.setLabel("Họ và tên")
    put(host, field)
    field.set_value("  Nguyễn   An ")
    assert field.value() == "Nguyễn An"
    field.show_state("doubtful", "Xem lại trên thẻ.")
    assert field.line.accessibleName() == "Họ và tên"
    assert field.line.accessibleDescription() == "Xem lại trên thẻ."
    with qtbot.waitSignal(field.edited):
        QTest.keyClicks(field.line, "h")
    assert (field.state(), field.note()) == ("normal", "")
    field.show_state("locked")
    with qtbot.assertNotEmitted(field.edited):
        QTest.keyClicks(field.line, "x")


def test_decomposed_letters_become_whole(host) -> None:
    field = TextField()
    put(host, field)
    field.text.setPlainText("Tho\u0302n Nam Đo\u0302\u0300ng\nCô Tô")
    assert field.value() == "Thôn Nam Đồng Cô Tô"


def test_enter_and_tab_leave_a_text_of_two_lines(host, qtbot) -> None:
    field = TextField()
    put(host, field)
    put(host, LineField())
    field.text.setFocus()
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field.text, Key.Key_Return)
    QTest.keyClick(field.text, Key.Key_Tab)
    assert field.text.toPlainText() == ""


def test_pills_go_on_to_the_next_line(host) -> None:
    row = FlowRow()
    put(host, row)
    row.show_items([Pill(None, f"Lĩnh vực {n}") for n in range(9)])
    tops = {item.y() for item in row.items()}
    assert len(tops) > 1
    assert all(item.geometry().right() <= row.width() for item in row.items())
    assert row.heightForWidth(2000) < row.heightForWidth(300)


def test_a_banner_and_an_empty_state_offer_one_act(host, qtbot) -> None:
    banner, empty = Banner(), EmptyState()
    put(host, banner)
    put(host, empty)
    banner.show_words("warning", "alert-triangle", "Giờ của máy lệch.", "Mở ngày")
    empty.show_words("inbox", "Chưa có hồ sơ", "Quét căn cước để bắt đầu.", "Tiếp nhận")
    for widget in (banner, empty):
        button = widget.findChild(KeyButton)
        assert button is not None
        with qtbot.waitSignal(widget.act_requested):
            button.click()
    banner.show_words("accent", "scan-line", "Đã đọc thẻ")
    assert not banner.findChild(KeyButton).isVisible()


def test_a_column_follows_the_cursor(host) -> None:
    column, inner = ScrollColumn(), QWidget()
    layout = QVBoxLayout(inner)
    fields = [LineField() for _ in range(20)]
    for field in fields:
        layout.addWidget(field)
    column.setWidget(inner)
    put(host, column)
    fields[0].setFocus()
    QApplication.processEvents()
    assert column.verticalScrollBar().value() == 0
    fields[-1].show_state("refused", "Số này thiếu chữ số.")
    fields[-1].setFocus()
    QTest.qWait(20)
    bottom = fields[-1].mapTo(column.viewport(), QPoint(0, fields[-1].height())).y()
    assert bottom <= column.viewport().height()
