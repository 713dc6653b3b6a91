"""The papers of a dossier as a check list: ticked when handed in, with originals and copies, and others added by hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter.gui.parts.check_rows import CheckRow
from counter.gui.parts.check_table import CheckTable
from counter.gui.parts.key_button import KeyButton
from counter.gui.parts.line_input import LineInput
from counter.gui.reception_draft import PaperDraft


class PaperTable(QWidget):
    """`edited` is sent when a person changed the papers."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers: list[PaperDraft] = []
        self.table = CheckTable(self)
        self.table.rows_changed.connect(self._ticked)
        self.table.removal_requested.connect(self._remove)
        self._add = KeyButton(self, variant="quiet")
        self._add.setIconName("plus")
        self._add.clicked.connect(self._begin_line)
        self._line = LineInput(self)
        self._line.hide()
        self._line.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.table, 1000)
        column.addWidget(self._line)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setFocusProxy(self.table)
        self._words()

    def papers(self) -> tuple[PaperDraft, ...]:
        """The papers as they stand."""
        return tuple(
            replace(paper, ticked=row.ticked, originals=row.numbers[0], copies=row.numbers[1])
            for paper, row in zip(self._papers, self.table.rows(), strict=True)
        )

    def show_papers(self, papers: tuple[PaperDraft, ...]) -> None:
        """Show these papers."""
        self._papers = list(papers)
        self._line.hide()
        self._add.show()
        self._show()

    def counted(self) -> tuple[int, int]:
        """How many are ticked, of how many."""
        rows = self.table.rows()
        return sum(row.ticked for row in rows), len(rows)

    def _show(self) -> None:
        present = self.tr("(to be shown only)")
        # A number still being typed is committed when its row goes: it belongs to papers that are no longer here.
        quiet = QSignalBlocker(self.table)
        self.table.setVisible(bool(self._papers))
        self.table.show_rows(
            [
                CheckRow(
                    paper.name,
                    (paper.originals, paper.copies),
                    paper.ticked,
                    present if paper.kind == "present" else "",
                )
                for paper in self._papers
            ]
        )
        quiet.unblock()

    def _ticked(self) -> None:
        self._papers = list(self.papers())
        self.edited.emit()

    def _remove(self, at: int) -> None:
        """Only what was added by hand can be taken away; what the law asks for stays and is left unticked."""
        if self._papers[at].extra:
            del self._papers[at]
            self._show()
            self.edited.emit()

    def _begin_line(self) -> None:
        self._add.hide()
        self._line.setText("")
        self._line.show()
        self._line.setFocus()

    def _end_line(self) -> None:
        name = self._line.value()
        self._line.hide()
        self._add.show()
        if name:
            self._papers.append(PaperDraft(name, ticked=True, extra=True))
            self._show()
            self.table.go_to_last()
            self.table.setFocus()
            self.edited.emit()
        else:
            self._add.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._end_line()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._line.setText("")
                self._end_line()
                return True
        return False

    def _words(self) -> None:
        self.table.set_heads(self.tr("Paper"), self.tr("Originals"), self.tr("Copies"))
        self.table.setAccessibleName(self.tr("Papers handed in"))
        self._add.setText(self.tr("Add another paper"))
        self._line.setPlaceholderText(self.tr("Name of the paper, then Enter"))
        self._line.setAccessibleName(self.tr("Name of another paper"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._words()
            self._show()
