"""Who is in front of the clerk: the applicant, filled by one scan, and the owner when somebody acts for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counter.gui import theme
from counter.gui.forms.applicant_card import Ui_ApplicantCard
from counter.gui.parts.card_panel import CardPanel
from counter.gui.parts.key_button import KeyButton
from counter.gui.party_fields import PartyFields
from counter.gui.reception_draft import PartyDraft, ReceptionDraft

if TYPE_CHECKING:
    from counter.domain.card.card import Card

_ROOMY = 860  # from this height on, both parties stay open; below, the one not worked on is folded to two lines


class ApplicantCard(CardPanel):
    """`edited` is sent when a person changed something, `doubt_settled` when a doubtful field was confirmed by Enter,
    `start_over_requested` when everything is to be emptied, `undo_requested` when that was not meant."""

    edited = Signal()
    doubt_settled = Signal()
    start_over_requested = Signal()
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ui = Ui_ApplicantCard()
        self._ui.setupUi(self)
        self._open = "applicant"
        self._start_over = KeyButton(self, variant="quiet")
        self._start_over.setIconName("x")
        self._start_over.clicked.connect(self.start_over_requested)
        self._ui.title.add_right(self._start_over)
        self._ui.ownerKind.set_small()
        self._ui.ownerTitle.add_right(self._ui.ownerKind)
        self._ui.scanBanner.act_requested.connect(self.clear_scan)
        self._ui.applicant.edited.connect(self._edited)
        self._ui.owner.edited.connect(self._edited)
        self._ui.applicant.doubt_settled.connect(self.doubt_settled)
        self._ui.owner.doubt_settled.connect(self.doubt_settled)
        self._ui.capacity.edited.connect(self.edited)
        self._ui.forOther.clicked.connect(self._for_other_clicked)
        self._ui.ownerKind.chosen.connect(self._owner_kind_chosen)
        self._ui.applicantSummary.clicked.connect(self._open_applicant)
        self._ui.ownerSummary.clicked.connect(self._open_owner)
        self._ui.clearedBanner.act_requested.connect(self.undo_requested)
        self._ui.clearedBanner.hide()
        self._ui.scanBanner.hide()
        self._words()
        self._fold()

    # data in and out

    def put_into(self, values: dict[str, object]) -> None:
        """Add what stands here to the values of a `ReceptionDraft`."""
        values["applicant"] = self._ui.applicant.draft()
        values["for_other"] = self._ui.forOther.isChecked()
        values["owner_kind"] = self._ui.ownerKind.key()
        values["capacity"] = self._ui.capacity.value()
        values["owner"] = self._ui.owner.draft() if self._ui.forOther.isChecked() else PartyDraft()

    def show_draft(self, draft: ReceptionDraft) -> None:
        """Show the parties of a draft."""
        self._ui.applicant.show_draft(draft.applicant)
        self._ui.forOther.setChecked(draft.for_other)
        self._ui.ownerKind.choose(draft.owner_kind)
        self._ui.owner.set_kind("organisation" if draft.owner_kind == "organisation" else "person")
        self._ui.owner.show_draft(draft.owner)
        self._ui.capacity.set_value(draft.capacity)
        self._open = "owner" if draft.for_other and not draft.applicant.doubtful else "applicant"
        self._ui.scanBanner.hide()
        if draft.applicant.scanned:
            self._say_scanned("", repaired=False)
        self._fold()

    def show_card(self, card: Card, at: str) -> None:
        """Fill the party that is being worked on: the owner once the applicant is filled in and folded."""
        to_owner = (
            self._ui.forOther.isChecked() and self._open == "owner" and self._ui.ownerKind.key() == "person"
        ) and not self._ui.applicant.draft().is_empty()
        party = self._ui.owner if to_owner else self._ui.applicant
        party.show_card(card)
        if not to_owner:
            self._say_scanned(at, repaired=bool(card.repaired))
        self._open = "owner" if to_owner else "applicant"
        if party.first_to_check() is None and self._ui.forOther.isChecked():
            self._open = "owner"
        self._fold()

    def offer_undo(self, offered: bool) -> None:
        """Say that the page was emptied and can be brought back."""
        self._ui.clearedBanner.setVisible(offered)
        if offered:
            words = self.tr("Everything on the page was cleared.")
            self._ui.clearedBanner.show_words("neutral", "info", words, self.tr("Bring back"))

    def first_to_check(self) -> QWidget | None:
        """The first doubtful field of the party that is open, None when nothing is in doubt."""
        return self._party(self._open).first_to_check()

    def set_stacked(self, stacked: bool) -> None:
        """Above the procedure instead of beside it: the page scrolls, the card does not."""
        self._ui.scroll.set_unrolled(stacked)

    def is_scanned(self) -> bool:
        """Whether the applicant came from a card."""
        return self._ui.applicant.is_scanned()

    def clear_scan(self) -> None:
        """Empty and unlock what the card filled, as Esc does."""
        self._ui.applicant.forget_card()
        self._ui.scanBanner.hide()
        self._open = "applicant"
        self._fold()
        self._ui.applicant.fields["number"].setFocus()
        self.edited.emit()

    def show_refusal(self, field: str, sentence: str) -> bool:
        """Say why a field ("applicant.phone", "owner.name", "capacity") was refused; False when it is none of ours."""
        party, _, name = field.partition(".")
        if party == "capacity":
            self._ui.capacity.show_state("refused", sentence)
            self._ui.capacity.setFocus()
            return True
        if party not in ("applicant", "owner") or not name:
            return False
        if party == "owner" and not self._ui.forOther.isChecked():
            return False
        self._open = party
        self._fold()
        return self._party(party).show_refusal(name, sentence)

    def _party(self, name: str) -> PartyFields:
        return self._ui.owner if name == "owner" else self._ui.applicant

    # what a person does

    def _edited(self) -> None:
        self._say_summaries()
        self.edited.emit()

    def _for_other_clicked(self) -> None:
        on = self._ui.forOther.isChecked()
        self._open = "owner" if on and self._ui.applicant.first_to_check() is None else "applicant"
        self._fold()
        if on:
            self._ui.ownerKind.setFocus()
        self.edited.emit()

    def _owner_kind_chosen(self, kind: str) -> None:
        self._ui.owner.set_kind("organisation" if kind == "organisation" else "person")
        self.edited.emit()

    def _open_applicant(self) -> None:
        self._open = "applicant"
        self._fold()
        self._ui.applicant.fields["number"].setFocus()

    def _open_owner(self) -> None:
        self._open = "owner"
        self._fold()
        self._ui.owner.fields["number"].setFocus()

    # what is seen

    def _fold(self) -> None:
        both = self._ui.forOther.isChecked()
        roomy = self.height() >= theme.current().px(_ROOMY)
        applicant_folded = both and self._open == "owner" and not roomy and not self._ui.applicant.draft().is_empty()
        owner_folded = both and self._open == "applicant" and not roomy
        self._ui.applicant.setVisible(not applicant_folded)
        self._ui.applicantSummary.setVisible(applicant_folded)
        self._ui.ownerBox.setVisible(both)
        self._ui.ownerParts.setVisible(both and not owner_folded)
        self._ui.ownerSummary.setVisible(owner_folded)
        self._say_summaries()

    def _say_summaries(self) -> None:
        for name, button, nobody in (
            ("applicant", self._ui.applicantSummary, self.tr("Applicant")),
            ("owner", self._ui.ownerSummary, self.tr("Owner: not entered yet")),
        ):
            draft = self._party(name).draft()
            rest = " · ".join(part for part in (draft.number, draft.birth_date, draft.phone) if part)
            button.show_lines(draft.name or nobody, rest or self.tr("Press to fill in"))

    def _say_scanned(self, at: str, repaired: bool) -> None:
        words = self.tr("Card read at {0}").format(at) if at else self.tr("Filled in from the card")
        if repaired:
            words = self.tr("{0} · accents put right").format(words)
        self._ui.scanBanner.show_words("accent", "scan-line", words, self.tr("Clear"), key="Esc")

    def _words(self) -> None:
        self._start_over.setText(self.tr("Start over"))
        self._ui.ownerKind.set_choices([("person", self.tr("Person")), ("organisation", self.tr("Organisation"))])
        self._ui.ownerKind.set_name(self.tr("The owner is"))
        self._ui.capacity.set_choices(
            [("authorised", self.tr("Authorised by the owner")), ("representative", self.tr("Legal representative"))]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ui.forOther.isChecked():
            self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._ui.retranslateUi(self)
            self._words()
            self._say_summaries()
            if not self._ui.scanBanner.isHidden():
                self._say_scanned("", repaired=False)
