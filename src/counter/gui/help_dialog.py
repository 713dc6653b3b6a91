"""Help for the page one is on: its keys, and what is good to know. Esc, Enter or F1 closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from counter.gui import theme
from counter.gui.forms.help_dialog import Ui_HelpDialog
from counter.gui.help_topics import HelpTopic, Rows
from counter.gui.parts.small_dialog import SmallDialog

_WIDTH = 760


class HelpDialog(SmallDialog):
    """It asks nothing: a scan closes it and is used."""

    gives_way = True

    def __init__(self, parent: QWidget, title: str, topic: HelpTopic, everywhere: Rows) -> None:
        """`title`: the page's own; `everywhere`: the keys that are not only this page's."""
        super().__init__(parent)
        ui = self._ui = Ui_HelpDialog()
        ui.setupUi(self)
        ui.headline.setText(self.tr("Help: {0}").format(title))
        ui.here.show_rows(topic.here)
        ui.everywhere.show_rows(everywhere)
        for note in topic.notes:
            label = QLabel(note, ui.inner)
            label.setWordWrap(True)
            ui.notes.addWidget(label)
        self.settle(ui.headline.text(), ui.leave, ui.leave)
        self._again = QShortcut(QKeySequence("F1"), self, self.reject)
        ui.scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows move what does not fit
        ui.scroll.setAccessibleName(" ".join(f"{keys}: {act}." for keys, act in topic.here))
        ui.scroll.setAccessibleDescription(" ".join(topic.notes))
        ui.scroll.setFocus()
        self._take_room(parent.window())

    def _take_room(self, window: QWidget) -> None:
        """As high as the words need at this width, and no larger than the window."""
        ui, look = self._ui, theme.current()
        width = min(look.px(_WIDTH), window.width() - look.px(16))
        sides = ui.column.contentsMargins()
        for layout in (ui.keyColumn, ui.notes, ui.noteColumn, ui.across):
            layout.invalidate()  # filled since they were last asked
        words = ui.across.totalHeightForWidth(width - sides.left() - sides.right())
        around = ui.headline.sizeHint().height() + ui.leave.sizeHint().height() + 2 * ui.column.spacing()
        wanted = words + around + sides.top() + sides.bottom()
        self.setFixedSize(width, min(wanted, window.height() - look.px(16)))
