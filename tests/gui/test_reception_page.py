"""The reception page, driven by keys as a clerk does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from counter.gui.main_window import MainWindow
from counter.gui.parts.confirmation import Confirmation
from counter.gui.parts.key_button import KeyButton
from counter.gui.reception_draft import OutlookView, PartyDraft, ReceivedView, ReceptionDraft
from counter.gui.reception_page import ReceptionPage
from tests.gui.hands import Hands, show_with_keys
from tests.gui.scenes import BIRTH, CARD, COPY, DOUBTFUL, OUTLOOK, PAPERS, RECENT, RESULTS, reception

Key = Qt.Key


@pytest.fixture
def desk(qtbot) -> tuple[MainWindow, ReceptionPage, Hands]:
    window, page = reception()
    show_with_keys(qtbot, window, 1366, 768)
    page.start("r1")
    return window, page, Hands(window)


def answering(page: ReceptionPage) -> None:
    """A presenter that answers at once: one procedure is found, and it is birth registration."""

    def found(query: str) -> None:
        page.show_procedures(RESULTS if query else [], query)

    def chosen(code: str) -> None:
        assert code == BIRTH.code
        page.show_procedure(BIRTH)
        page.show_outlook(OUTLOOK)

    page.procedure_query.connect(found)
    page.procedure_chosen.connect(chosen)


def focused_label() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()


def shown_texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_a_known_procedure_with_a_scan_takes_at_most_eight_presses(desk, qtbot) -> None:
    _, page, hands = desk
    answering(page)
    page.show_card(CARD, "09:41")
    hands.type("ksi")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.receive_requested):
        hands.press(Key.Key_F9)
    assert hands.presses <= 8
    draft = page.draft()
    assert draft.procedure == BIRTH.code
    assert draft.applicant.name == CARD.name
    assert all(paper.ticked for paper in draft.papers)


def test_a_scan_fills_locks_and_brings_the_cursor_to_the_search(desk) -> None:
    _, page, _ = desk
    page.show_card(CARD, "09:41")
    assert page.draft().applicant == PartyDraft(
        number="022190004512",
        name="Nguyễn Thị Ngọc Ẩn",
        birth_date="12/04/1990",
        sex="female",
        address="Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh",
        scanned=True,
    )
    assert "Đã đọc thẻ lúc 09:41" in shown_texts(page)
    assert focused_label() == "Tìm thủ tục"


def test_locked_fields_take_no_letters(desk) -> None:
    _, page, hands = desk
    page.show_card(CARD, "09:41")
    page._ui.applicant._ui.applicant.fields["name"].setFocus()
    hands.type("xyz")
    assert page.draft().applicant.name == CARD.name


def test_a_doubtful_field_gets_the_cursor_and_enter_confirms_it(desk) -> None:
    _, page, hands = desk
    page.show_card(DOUBTFUL, "09:41")
    assert focused_label() == "Họ và tên"
    assert page.draft().applicant.doubtful == ("name",)
    assert any("Xem lại trên thẻ" in text for text in shown_texts(page))
    hands.press(Key.Key_Return)
    assert page.draft().applicant.doubtful == ()
    assert focused_label() == "Tìm thủ tục"


def test_typing_in_a_doubtful_field_settles_the_doubt(desk) -> None:
    _, page, hands = desk
    page.show_card(DOUBTFUL, "09:41")
    hands.press(Key.Key_End)
    hands.type("h")
    assert page.draft().applicant.doubtful == ()
    assert page.draft().applicant.name == "Nguyễn Th? Ngọc Ẩnh"


def test_escape_clears_the_scan_and_keeps_the_phone(desk) -> None:
    _, page, hands = desk
    page.show_card(CARD, "09:41")
    page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    hands.type("0912345678")
    hands.press(Key.Key_Escape)
    assert page.draft().applicant == PartyDraft(phone="0912345678")
    assert focused_label() == "Số định danh hoặc hộ chiếu"


def test_the_next_card_takes_the_phone_of_the_person_before_away(desk) -> None:
    _, page, hands = desk
    page.show_card(CARD, "09:41")
    page._ui.applicant._ui.applicant.fields["phone"].setFocus()
    hands.type("0912345678")
    page.show_card(CARD, "09:42")
    assert page.draft().applicant.phone == "0912345678"
    page.show_card(replace(CARD, number="022190004999", name="Trần Văn Bình"), "09:43")
    assert page.draft().applicant.phone == ""


def test_enter_goes_from_field_to_field_and_only_arms_the_button(desk, qtbot) -> None:
    _, page, hands = desk
    page.show_procedure(replace(BIRTH, variants=()))
    page._ui.applicant._ui.applicant.fields["number"].setFocus()
    seen = []
    with qtbot.assertNotEmitted(page.receive_requested):
        for _ in range(30):
            seen.append(focused_label())
            if isinstance(QApplication.focusWidget(), KeyButton):
                break
            hands.press(Key.Key_Return)
        hands.press(Key.Key_Return, Key.Key_Enter)
    assert seen[:7] == [
        "Số định danh hoặc hộ chiếu",
        "Họ và tên",
        "Ngày sinh",
        "Giới tính",
        "Nơi thường trú",
        "Điện thoại",
        "Thư điện tử",
    ]
    assert seen[-1] == "Tiếp nhận và in (F9)"
    assert len(seen) == len(set(seen))
    with qtbot.waitSignal(page.receive_requested):
        hands.press(Key.Key_F9)


def test_the_button_is_off_until_the_answer(desk, qtbot) -> None:
    _, page, hands = desk
    asked = []
    page.receive_requested.connect(lambda: asked.append(1))
    hands.press(Key.Key_F9, Key.Key_F9, Key.Key_F9)
    assert asked == [1]
    page.show_refusal("applicant.name", "Hãy ghi họ và tên.")
    hands.press(Key.Key_F9)
    assert asked == [1, 1]
    page.show_trouble("Ổ đĩa đang đầy.")
    hands.press(Key.Key_F9)
    assert asked == [1, 1, 1]


def test_after_a_reception_the_page_is_ready_for_the_next_person(desk) -> None:
    window, page, hands = desk
    page.show_card(CARD, "09:41")
    page.show_procedure(BIRTH)
    page._ui.receipt._ui.copies.choose("1")
    hands.press(Key.Key_F9)
    page.show_received(ReceivedView("H49.22-261123-0318", "17:00 hôm nay"), "r2")
    assert page.draft() == ReceptionDraft(request="r2", copies=1, printer="a")
    assert focused_label() == "Tìm thủ tục"
    confirmation = page.findChild(Confirmation)
    assert confirmation is not None
    assert confirmation.isVisible()
    assert confirmation.code() == "H49.22-261123-0318"
    procedure = page._ui.procedure
    for width in (1366, 1640):
        window.resize(width, 768)
        QApplication.processEvents()
        middle = procedure.mapTo(page, procedure.rect().center()).x()
        assert abs(confirmation.geometry().center().x() - middle) <= 1
    hands.type("k")
    assert page._ui.procedure.search.text() == "k"


def test_the_confirmation_goes_by_itself_after_two_seconds(desk, qtbot) -> None:
    _, page, _ = desk
    confirmation = page.findChild(Confirmation)
    assert confirmation is not None
    assert confirmation._stay.interval() == 2000
    assert confirmation._fade.duration() == 120
    confirmation._stay.setInterval(20)
    page.show_received(ReceivedView("H49.22-261123-0318"), "r2")
    qtbot.waitUntil(confirmation.isHidden, timeout=2000)


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("applicant.name", "Họ và tên"),
        ("applicant.phone", "Điện thoại"),
        ("applicant.paper", "Số định danh hoặc hộ chiếu"),
        ("procedure", "Tìm thủ tục"),
        ("note", "Ghi chú"),
        ("received_at", "Giờ nhận thực tế"),
        ("late_reason", "Lý do nhập sau"),
        ("sets", "Số bộ"),
        ("papers", "Giấy tờ đã nộp"),
        ("deciding_agency", "Cơ quan giải quyết"),
    ],
)
def test_a_refusal_stands_beside_its_field_with_the_cursor_in_it(desk, field: str, label: str) -> None:
    _, page, _ = desk
    page.show_procedure(BIRTH)
    page.show_refusal(field, "Câu nói vì sao.")
    QApplication.processEvents()
    assert focused_label() == label
    assert "Câu nói vì sao." in shown_texts(page)


def test_a_refusal_without_a_field_stands_on_the_receipt(desk) -> None:
    _, page, _ = desk
    page.show_refusal("request", "Yêu cầu này không có mã.")
    QApplication.processEvents()
    assert "Yêu cầu này không có mã." in shown_texts(page._ui.receipt)


def test_a_refused_field_is_quiet_again_when_it_is_typed_in(desk) -> None:
    _, page, hands = desk
    page.show_refusal("applicant.name", "Hãy ghi họ và tên.")
    hands.type("A")
    assert "Hãy ghi họ và tên." not in shown_texts(page)


def test_an_owner_folds_the_applicant_and_takes_the_next_card(desk) -> None:
    _, page, hands = desk
    page.show_card(CARD, "09:41")
    tick = page._ui.applicant._ui.forOther
    tick.setFocus()
    hands.press(Key.Key_Space)
    other = replace(CARD, number="022060001234", name="Lê Minh Khôi")
    page.show_card(other, "09:42")
    draft = page.draft()
    assert (draft.applicant.name, draft.owner.name, draft.for_other) == (CARD.name, "Lê Minh Khôi", True)
    assert not page._ui.applicant._ui.applicant.isVisible()
    page.show_refusal("applicant.phone", "Số này thiếu chữ số.")
    assert focused_label() == "Điện thoại"
    assert page._ui.applicant._ui.applicant.isVisible()


def test_an_organisation_is_asked_for_its_tax_code(desk) -> None:
    _, page, hands = desk
    page._ui.applicant._ui.forOther.setFocus()
    hands.press(Key.Key_Space)
    assert focused_label() == "Chủ hồ sơ là: Cá nhân"
    hands.press(Key.Key_Right)
    assert page.draft().owner_kind == "organisation"
    page.show_refusal("owner.tax_code", "Mã số thuế có 10 hoặc 13 chữ số.")
    assert focused_label() == "Mã số thuế"
    hands.type("5700100201")
    assert page.draft().owner == PartyDraft(number="5700100201")


def test_what_is_taken_off_the_page_is_not_in_the_draft(desk) -> None:
    _, page, hands = desk
    page._ui.applicant._ui.forOther.setFocus()
    hands.press(Key.Key_Space)
    page._ui.applicant._ui.owner.fields["name"].set_value("Lê Minh Khôi")
    assert page.draft().owner.name == "Lê Minh Khôi"
    page._ui.applicant._ui.forOther.setFocus()
    hands.press(Key.Key_Space)
    assert page.draft().owner == PartyDraft()


def test_the_whole_page_comes_back_from_a_draft(desk) -> None:
    _, page, _ = desk
    draft = ReceptionDraft(
        request="r9",
        applicant=PartyDraft(
            number="022190004512", name="Ẩn", scanned=True, doubtful=("name",), old_number="100200300"
        ),
        for_other=True,
        owner_kind="organisation",
        capacity="representative",
        owner=PartyDraft(number="5700100201", name="Công ty Biển Xanh"),
        procedure=COPY.code,
        deciding_agency="H49.77",
        papers=(replace(PAPERS[0], copies=7), replace(PAPERS[1], ticked=False, extra=True)),
        sets=2,
        due_at="25/11/2026 10:00",
        fee_vnd="12000",
        fee_quantity=(("pages", 4), ("copies", 3)),
        fee_paid=True,
        return_by="post",
        settled_at_once=True,
        late=True,
        received_at="22/11/2026 09:40",
        late_reason="mất điện",
        note="gọi trước",
        copies=3,
        paper_size="A4",
        printer="b",
    )
    page.show_draft(draft, COPY)
    assert page.draft() == draft


def test_setters_tell_nobody_and_a_person_does(desk, qtbot) -> None:
    _, page, hands = desk
    with qtbot.assertNotEmitted(page.draft_changed):
        page.show_draft(ReceptionDraft(request="r", applicant=PartyDraft(name="An")), None)
        page.show_outlook(OUTLOOK)
        page.show_recent(RECENT)
    page._ui.applicant._ui.applicant.fields["name"].setFocus()
    with qtbot.waitSignal(page.draft_changed):
        hands.type("h")


@pytest.mark.parametrize(
    "act",
    [
        lambda page: page._ui.receipt._ui.lateAct,
        lambda page: page._ui.receipt._ui.noteAct,
        lambda page: page._ui.receipt._ui.settled,
        lambda page: page._ui.applicant._ui.forOther,
    ],
    ids=["late", "note", "settled", "for another"],
)
def test_every_small_act_is_saved(desk, qtbot, act: Callable[[ReceptionPage], QWidget]) -> None:
    _, page, hands = desk
    page.show_procedure(COPY)
    act(page).setFocus()
    with qtbot.waitSignal(page.draft_changed):
        hands.press(Key.Key_Space)


def test_a_date_is_put_into_its_spelling_or_explained(desk) -> None:
    _, page, hands = desk
    birth = page._ui.applicant._ui.applicant.fields["birth_date"]
    birth.setFocus()
    hands.type("12041990")
    hands.press(Key.Key_Return)
    assert page.draft().applicant.birth_date == "12/04/1990"
    birth.setFocus()
    birth.set_value("")
    hands.type("31/02/1990")
    hands.press(Key.Key_Return)
    assert birth.state() == "refused"
    assert "12/04/1990" in birth.note()


def test_a_paper_is_added_and_taken_away_by_keyboard(desk) -> None:
    _, page, hands = desk
    page.show_procedure(BIRTH)
    add = next(b for b in page._ui.procedure.papers.findChildren(KeyButton) if b.words() == "Thêm giấy tờ khác")
    add.setFocus()
    hands.press(Key.Key_Space)
    hands.type("Đơn xin")
    hands.press(Key.Key_Return)
    added = page.draft().papers[-1]
    assert (added.name, added.ticked, added.extra, added.originals) == ("Đơn xin", True, True, 1)
    assert page._ui.procedure.papers.table.hasFocus()
    hands.press(Key.Key_Delete)
    assert len(page.draft().papers) == len(PAPERS)
    hands.press(Key.Key_Delete)
    assert len(page.draft().papers) == len(PAPERS)


def test_escape_leaves_the_line_for_a_paper_and_not_the_scan(desk) -> None:
    _, page, hands = desk
    page.show_card(CARD, "09:41")
    page.show_procedure(BIRTH)
    page._ui.procedure.papers._begin_line()
    hands.type("Đơn")
    hands.press(Key.Key_Escape)
    assert len(page.draft().papers) == len(PAPERS)
    assert page.draft().applicant.name == CARD.name


def test_another_body_is_typed_by_its_code(desk) -> None:
    _, page, hands = desk
    page.show_procedure(BIRTH)
    agency = page._ui.procedure._ui.agency
    assert page.draft().deciding_agency == ""
    agency.setFocus()
    hands.press(Key.Key_Down)
    assert page.draft().deciding_agency == "H49.06"
    hands.press(Key.Key_End)
    assert focused_label() == "Mã cơ quan"
    hands.type("h49.99")
    assert page.draft().deciding_agency == "H49.99"


def test_the_fee_of_the_province_is_typed_and_grouped(desk) -> None:
    _, page, hands = desk
    page.show_procedure(COPY)
    fee = page._ui.receipt._ui.fee
    fee.amount.setFocus()
    hands.type("125000")
    assert fee.amount.text() == "125.000"
    assert page.draft().fee_vnd == "125000"
    fee.paid.setFocus()
    hands.press(Key.Key_Right)
    assert page.draft().fee_paid
    page.show_procedure(BIRTH)
    assert page.draft().fee_vnd == ""
    assert not page.draft().fee_paid


def test_a_fee_that_is_due_asks_whether_it_was_paid(desk) -> None:
    _, page, _ = desk
    page.show_procedure(BIRTH)
    page.show_outlook(OUTLOOK)
    assert not page._ui.receipt._ui.fee.paid.isVisible()
    page.show_outlook(OutlookView("17:00", fee="8.000 đ", fee_due=True))
    assert page._ui.receipt._ui.fee.paid.isVisible()


def test_f8_prints_the_chosen_reception_again(desk, qtbot) -> None:
    _, page, hands = desk
    with qtbot.waitSignal(page.reprint_requested) as latest:
        hands.press(Key.Key_F8)
    assert latest.args == [RECENT[0].code]
    page._ui.receipt._ui.recent._rows.setFocus()
    hands.press(Key.Key_Down)
    with qtbot.waitSignal(page.reprint_requested) as second:
        hands.press(Key.Key_F8)
    assert second.args == [RECENT[1].code]
    page.show_recent([])
    with qtbot.assertNotEmitted(page.reprint_requested):
        hands.press(Key.Key_F8)


def test_no_print_is_said_on_the_button(desk) -> None:
    _, page, hands = desk
    page._ui.receipt._ui.copies.setFocus()
    hands.press(Key.Key_End)
    assert page.draft().copies == 0
    assert page._ui.receipt.button.words() == "Tiếp nhận"


def test_starting_over_can_be_taken_back_until_the_next_work_begins(desk, qtbot) -> None:
    _, page, hands = desk
    page.start_over_requested.connect(lambda: page.start("r2"))
    page.show_card(CARD, "09:41")
    page.show_procedure(BIRTH)
    before = page.draft()
    page._ui.applicant._start_over.click()
    assert page.draft().is_empty()
    page._ui.applicant._ui.clearedBanner.act_requested.emit()
    assert page.draft() == replace(before, request="r2")
    page._ui.applicant._start_over.click()
    hands.type("k")
    page._ui.applicant._ui.applicant.fields["name"].setFocus()
    hands.type("B")
    assert not page._ui.applicant._ui.clearedBanner.isVisible()


def test_the_language_changes_at_once(desk) -> None:
    from counter.gui import language

    _, page, _ = desk
    page.show_procedure(BIRTH)
    language.install("en")
    QApplication.processEvents()
    assert page.title() == "Receive an application"
    assert page._ui.receipt.button.words() == "Receive and print"
    assert "Full name" in shown_texts(page)
    assert page._ui.procedure.papers.table.model().headerData(2, Qt.Orientation.Horizontal) == "Originals"
    language.install("vi")
    QApplication.processEvents()
    assert "Họ và tên" in shown_texts(page)
