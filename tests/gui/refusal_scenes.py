"""Receptions that are refused: how each field of the page is spoilt and mended by hand, and what is said beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter.domain.sentence import Sentence, say
from counter.gui.parts.labelled_field import LabelledField
from tests.made.counter_window import CARD, CounterWindow

Key = Qt.Key
Hand = Callable[[CounterWindow], None]
DAMAGED = "022085001177||Ph?m Văn Hậu|03021985|Nam|Thôn Nam Đồng, Đặc khu Cô Tô, Quảng Ninh|15082022"
BIRTH, BY_PROVINCE, NO_LIMIT = "1.001193", "1.000080", "1.000080"


def party(counter: CounterWindow, name: str) -> LabelledField:
    """A field by its dotted name."""
    who, _, field = name.partition(".")
    cards = counter.page._ui.applicant._ui
    return (cards.owner if who == "owner" else cards.applicant).fields[field]


def write(name: str, text: str) -> Hand:
    """Put a text into a field of a party, in the place of what stands there."""

    def hand(counter: CounterWindow) -> None:
        party(counter, name).setFocus()
        counter.paste(text) if text else counter.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        if not text:
            counter.press(Key.Key_Delete)

    return hand


def write_into(find: Callable[[CounterWindow], QWidget], text: str) -> Hand:
    """The same for any other field."""

    def hand(counter: CounterWindow) -> None:
        find(counter).setFocus()
        counter.paste(text)

    return hand


def for_other(kind: str) -> Hand:
    """The applicant acts for somebody whose name is typed."""

    def hand(counter: CounterWindow) -> None:
        ui = counter.page._ui.applicant._ui
        ui.forOther.setFocus()
        counter.press(Key.Key_Space)
        if kind == "organisation":
            ui.ownerKind.setFocus()
            counter.press(Key.Key_Right)
        write("owner.name", "Công ty TNHH Sóng Xanh" if kind == "organisation" else "Trần Thị Bích")(counter)

    return hand


def late(received_at: str) -> Hand:
    """An entry from the paper book."""

    def hand(counter: CounterWindow) -> None:
        receipt = counter.page._ui.receipt._ui
        receipt.lateAct.setFocus()
        counter.press(Key.Key_Space)
        receipt.receivedAt.setFocus()
        if received_at:
            counter.paste(received_at)

    return hand


def other_body(code: str) -> Hand:
    """Another body decides, and its code is typed."""

    def hand(counter: CounterWindow) -> None:
        counter.page._ui.procedure._ui.agency.setFocus()
        counter.press(Key.Key_End)
        if code:
            counter.paste(code)

    return hand


def paper(name: str) -> Hand:
    """One more paper, typed."""

    def hand(counter: CounterWindow) -> None:
        papers = counter.page._ui.procedure.papers
        papers._add.setFocus()
        counter.press(Key.Key_Space)
        counter.paste(name)
        counter.press(Key.Key_Return)

    return hand


def no_paper(counter: CounterWindow) -> None:
    """The last paper goes again."""
    counter.page._ui.procedure.papers.table.setFocus()
    counter.press(Key.Key_End, Key.Key_Delete)


def note(text: str) -> Hand:
    """A note, typed."""

    def hand(counter: CounterWindow) -> None:
        receipt = counter.page._ui.receipt._ui
        if receipt.note.isHidden():
            receipt.noteAct.setFocus()
            counter.press(Key.Key_Space)
        receipt.note.setFocus()
        counter.paste(text)

    return hand


def pay(counter: CounterWindow) -> None:
    """The fee is paid, it says."""
    counter.page._ui.receipt._ui.fee.paid.setFocus()
    counter.press(Key.Key_Right)


def not_paid(counter: CounterWindow) -> None:
    counter.page._ui.receipt._ui.fee.paid.setFocus()
    counter.press(Key.Key_Left)


def amount(counter: CounterWindow) -> QWidget:
    return counter.page._ui.receipt._ui.fee.amount


def due_at(counter: CounterWindow) -> LabelledField:
    return counter.page._ui.receipt._ui.dueAt


def received_at(counter: CounterWindow) -> LabelledField:
    return counter.page._ui.receipt._ui.receivedAt


def note_field(counter: CounterWindow) -> LabelledField:
    return counter.page._ui.receipt._ui.note


def late_reason(counter: CounterWindow) -> LabelledField:
    return counter.page._ui.receipt._ui.lateReason


def other_agency(counter: CounterWindow) -> LabelledField:
    return counter.page._ui.procedure._ui.otherAgency


def papers_table(counter: CounterWindow) -> QWidget:
    return counter.page._ui.procedure.papers.table


def search(counter: CounterWindow) -> QWidget:
    return counter.page._ui.procedure.search


def nothing(_counter: CounterWindow) -> None:
    """No hand is moved."""


def compare_with_the_card(counter: CounterWindow) -> None:
    """What the reader lost is typed, what it was not sure of is confirmed."""
    write("applicant.name", "Phạm Văn Hậu")(counter)
    party(counter, "applicant.address").setFocus()
    counter.press(Key.Key_Return)


@dataclass(frozen=True)
class Scene:
    """`spoil` makes a good page bad, `mend` good again. `where`: the field that must have sentence and cursor."""

    sentence: str
    spoil: Hand
    mend: Hand
    where: Callable[[CounterWindow], QWidget] | None = None
    args: tuple[tuple[str, object], ...] = ()
    begin: Hand = nothing
    procedure: str = BIRTH
    card: str = CARD

    def words(self) -> str:
        return say(Sentence(self.sentence, dict(self.args)))


def of_party(
    name: str, sentence: str, bad: str, good: str, *, begin: Hand = nothing, **args: object
) -> tuple[str, Scene]:
    """A scene in one field of a party."""
    scene = Scene(
        sentence, write(name, bad), write(name, good), lambda c: party(c, name), tuple(args.items()), begin, card=""
    )
    return f"{name}-{sentence}", scene


PERSON, BODY = for_other("person"), for_other("organisation")
LONG = "Thôn Nam Đồng " * 25
SCENES: dict[str, Scene] = dict([
    of_party("applicant.name", "person.name_missing", "", "Lê Văn An"),
    of_party("applicant.name", "person.name_form", "Lê Văn 4n", "Lê Văn An"),
    of_party("applicant.number", "person.number_missing", "", "022085001177"),
    of_party("applicant.number", "person.number_old", "100123456", "022085001177"),
    of_party("applicant.number", "person.number_form", "02208500117", "022085001177"),
    of_party("applicant.number", "person.paper_form", "C#123", "C1234567"),
    of_party("applicant.birth_date", "reception.date_form", "31/02/1985", "03/02/1985"),
    of_party("applicant.birth_date", "person.birth_date", "03/02/1885", "03/02/1985"),
    of_party("applicant.address", "person.too_long", LONG, "Thôn Nam Đồng", limit=300),
    of_party("applicant.phone", "person.phone", "09123", "0912345678"),
    of_party("applicant.email", "person.email", "an@", "an@vi-du.vn"),
    of_party("owner.name", "person.name_missing", "", "Trần Thị Bích", begin=PERSON),
    of_party("owner.name", "person.name_form", "Trần Thị 81ch", "Trần Thị Bích", begin=PERSON),
    of_party("owner.number", "person.number_form", "0221", "022188001177", begin=PERSON),
    of_party("owner.number", "person.number_old", "100123456", "022188001177", begin=PERSON),
    of_party("owner.number", "person.paper_form", "B#1", "B7654321", begin=PERSON),
    of_party("owner.birth_date", "reception.date_form", "45/01/1990", "05/01/1990", begin=PERSON),
    of_party("owner.birth_date", "person.birth_date", "05/01/2890", "05/01/1990", begin=PERSON),
    of_party("owner.address", "person.too_long", LONG, "Khu 4", begin=PERSON, limit=300),
    of_party("owner.phone", "person.phone", "113", "0912345678", begin=PERSON),
    of_party("owner.name", "person.organisation_missing", "", "Công ty Sóng Xanh", begin=BODY),
    of_party("owner.name", "person.too_long", "Công ty Sóng Xanh " * 15, "Công ty Sóng Xanh", begin=BODY, limit=240),
    of_party("owner.number", "person.tax_code", "57001", "5700100200", begin=BODY),
    of_party("owner.email", "person.email", "song.xanh", "song@vi-du.vn", begin=BODY),
]) | {
    "doubtful": Scene("reception.doubtful", nothing, compare_with_the_card, lambda c: party(c, "applicant.name"),
                      card=DAMAGED),
    "procedure": Scene("reception.no_procedure", nothing, lambda c: c.choose(), search, procedure=""),
    "agency": Scene("code.agency_form", other_body("sở xây dựng"), write_into(other_agency, "H49.05"), other_agency),
    "agency-empty": Scene("code.agency_form", other_body(""), write_into(other_agency, "H49.05"), other_agency),
    "papers": Scene("reception.paper_name", paper("Giấy " * 101), no_paper, papers_table, (("limit", 500),)),
    "received_at-form": Scene("reception.moment_form", late(""), write_into(received_at, "9h 23/11"), received_at),
    "received_at-ahead": Scene("reception.time_ahead", late("15h 23/11"), write_into(received_at, "9h 23/11"), received_at),
    "received_at-back": Scene("reception.time_back", late("9h 3/3/2024"), write_into(received_at, "9h 23/11"), received_at),
    "late_reason": Scene("person.too_long", write_into(late_reason, "mất điện " * 120), write_into(late_reason, "mất điện"),
                         late_reason, (("limit", 1000),), late("9h 23/11")),
    "note": Scene("person.too_long", note("nộp thay " * 120), note("nộp thay"), note_field, (("limit", 1000),)),
    "fee-amount": Scene("fee.amount", write_into(amount, "99999999999"), write_into(amount, "15000"), amount,
                        (("highest", "10.000.000.000"),), procedure=BY_PROVINCE),
    "fee-paid": Scene("fee.paid_unknown", pay, write_into(amount, "15000"), amount, procedure=BY_PROVINCE),
    "due-form": Scene("reception.moment_form", write_into(due_at, "mai"), write_into(due_at, "16h 25/11"), due_at,
                      procedure=NO_LIMIT),
    "due-before": Scene("due.not_after_reception", write_into(due_at, "8h 23/11"), write_into(due_at, "16h 25/11"), due_at,
                        procedure=NO_LIMIT),
    "due-day-off": Scene("due.on_day_off", write_into(due_at, "9h 29/11"), write_into(due_at, "16h 25/11"), due_at,
                         (("date", "29/11/2026"),), procedure=NO_LIMIT),
}  # fmt: skip
