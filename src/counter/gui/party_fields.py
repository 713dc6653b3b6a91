"""The fields of one party: an applicant, or an owner who is a person or an organisation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from counter.gui.parts.date_field import DateField
from counter.gui.parts.labelled_field import ChoiceField, LabelledField, LineField, TextField
from counter.gui.reception_draft import PartyDraft
from counter.gui.typed_time import date_words

if TYPE_CHECKING:
    from counter.domain.card.card import Card

PartyKind = Literal["applicant", "person", "organisation"]
_FROM_CARD = ("number", "name", "birth_date", "sex", "address")
_SHOWN: dict[PartyKind, tuple[str, ...]] = {
    "applicant": ("number", "name", "birth_date", "sex", "address", "phone", "email"),
    "person": ("number", "name", "birth_date", "sex", "address", "phone"),
    "organisation": ("number", "name", "address", "phone", "email"),
}


class PartyFields(QWidget):
    """`edited` is sent when a person changed something, `doubt_settled` when Enter confirmed a doubtful field.
    Field names are those of `PartyDraft`."""

    edited = Signal()
    doubt_settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: PartyKind = "applicant"
        self._behind = PartyDraft()  # what has no field of its own: the old number and the date of issue of a card
        self._doubts: set[str] = set()  # until a person has looked, whatever else is said beside the field meanwhile
        self.fields: dict[str, LabelledField] = {
            "number": LineField(self),
            "name": LineField(self),
            "birth_date": DateField(self),
            "sex": ChoiceField(self),
            "address": TextField(self),
            "phone": LineField(self),
            "email": LineField(self),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for name, (row, column, span) in {
            "number": (0, 0, 2),
            "name": (1, 0, 2),
            "birth_date": (2, 0, 1),
            "sex": (2, 1, 1),
            "address": (3, 0, 2),
            "phone": (4, 0, 1),
            "email": (4, 1, 1),
        }.items():
            # At the top: a neighbour with a sentence below must not pull this field apart.
            grid.addWidget(self.fields[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            self.fields[name].edited.connect(self._edited)
            self.fields[name].entered.connect(self._entered)
        self._words()
        self.set_kind("applicant")

    def set_kind(self, kind: PartyKind) -> None:
        """Which fields there are and how they are called."""
        self._kind = kind
        for name, field in self.fields.items():
            field.setVisible(name in _SHOWN[kind])
        self._words()

    def draft(self) -> PartyDraft:
        """What stands in the fields that are shown."""
        shown = _SHOWN[self._kind]
        values: dict[str, Any] = {name: field.value() for name, field in self.fields.items() if name in shown}
        values["doubtful"] = tuple(n for n in _FROM_CARD if n in shown and n in self._doubts)
        return replace(self._behind, **values)

    def show_draft(self, draft: PartyDraft) -> None:
        """Show a party; scanned fields come back locked, doubtful ones doubtful."""
        self._behind = replace(
            PartyDraft(), old_number=draft.old_number, issue_date=draft.issue_date, scanned=draft.scanned
        )
        self._doubts = set(draft.doubtful)
        for name, field in self.fields.items():
            field.set_value(getattr(draft, name))
            if name in draft.doubtful:
                field.show_state("doubtful", self._doubt())
            elif draft.scanned and name in _FROM_CARD and getattr(draft, name):
                field.show_state("locked")
            else:
                field.show_state("normal")

    def show_card(self, card: Card) -> None:
        """Fill in what a card says and lock it; a new card empties the phone and e-mail of the person before."""
        same = bool(card.number) and card.number == self.fields["number"].value()
        kept = self.draft() if same or not self._behind.scanned else PartyDraft()
        self.show_draft(
            PartyDraft(
                number=card.number or "",
                name=card.name or "",
                birth_date=date_words(card.birth_date) if card.birth_date else "",
                sex=card.sex or "",
                address=card.address or "",
                phone=kept.phone,
                email=kept.email,
                old_number=card.old_number or "",
                issue_date=date_words(card.issue_date) if card.issue_date else "",
                scanned=True,
                doubtful=tuple(name for name in _FROM_CARD if name in card.doubtful),
            )
        )
        for doubt in card.doubts:
            if doubt.field in _FROM_CARD:
                self.fields[doubt.field].show_state("doubtful", self._doubt(doubt.why))

    def forget_card(self) -> None:
        """Empty and unlock what came from a card; what was typed stays."""
        draft = self.draft()
        self.show_draft(PartyDraft(phone=draft.phone, email=draft.email))

    def is_scanned(self) -> bool:
        """Whether a card filled the fields."""
        return self._behind.scanned

    def first_to_check(self) -> LabelledField | None:
        """The first doubtful field, None when nothing is in doubt."""
        return next((f for n, f in self.fields.items() if n in _SHOWN[self._kind] and n in self._doubts), None)

    def show_refusal(self, name: str, sentence: str) -> bool:
        """Say beside a field why it was refused and put the cursor there; False when there is no such field here."""
        field = self.fields.get({"paper": "number", "tax_code": "number"}.get(name, name))
        if field is None or field.isHidden():
            return False
        field.show_state("refused", sentence)
        field.setFocus()
        return True

    def _doubt(self, why: str = "") -> str:
        what = {
            "lost": self.tr("The scanner lost a letter."),
            "unusual": self.tr("There is an unusual word here."),
            "ambiguous": self.tr("This can be read in two ways."),
            "impossible": self.tr("There is no such date or number."),
            "disagrees": self.tr("This does not fit the personal number."),
            "cut": self.tr("The scan ended too early."),
        }.get(why, self.tr("The scanner was not sure here."))
        return self.tr("{0} Compare with the card; Enter when it is right.").format(what)

    def _edited(self) -> None:
        """Whoever changes a field has looked at it."""
        self._doubts.discard(self._sent_by())
        self.edited.emit()

    def _entered(self) -> None:
        """Enter in a doubtful field says that a person has compared it with the card."""
        name = self._sent_by()
        if name in self._doubts:
            self._doubts.discard(name)
            self.fields[name].show_state("normal")
            self.edited.emit()
            self.doubt_settled.emit()

    def _sent_by(self) -> str:
        return next((name for name, field in self.fields.items() if field is self.sender()), "")

    def _words(self) -> None:
        organisation = self._kind == "organisation"
        words = {
            "number": self.tr("Tax code") if organisation else self.tr("Personal number or passport"),
            "name": self.tr("Name of the organisation") if organisation else self.tr("Full name"),
            "birth_date": self.tr("Date of birth"),
            "sex": self.tr("Sex"),
            "address": self.tr("Head office") if organisation else self.tr("Place of residence"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
        }
        for name, label in words.items():
            self.fields[name].setLabel(label)
        for name in ("phone", "email"):
            field = self.fields[name]
            if isinstance(field, LineField):
                field.setPlaceholder(self.tr("Not required"))
        sex = self.fields["sex"]
        if isinstance(sex, ChoiceField):
            sex.set_choices([("", "–"), ("male", self.tr("Male")), ("female", self.tr("Female"))])
        birth = self.fields["birth_date"]
        if isinstance(birth, LineField):
            birth.setPlaceholder(self.tr("dd/mm/yyyy"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._words()
