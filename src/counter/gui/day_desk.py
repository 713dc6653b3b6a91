"""What a person must know of this machine: a copy that issues no numbers, a clock in doubt; and opening the day by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from counter.domain.sentence import Language, Sentence, say
from counter.gui.background import Bug, Failure
from counter.gui.changes import Change, Changes
from counter.gui.main_window import MainWindow
from counter.gui.services import Services
from counter.journal.business_day import DayJudgement
from counter.store.settings_table import get
from counter.usecases.open_day import open_day
from counter.usecases.sign_in import Session

if TYPE_CHECKING:
    from counter.gui.day_dialog import DayDialog

EPOCH, DAY = "journal", "journal.day"  # keys of the bands, and of their words
LOOK_EVERY_MS = 60_000  # a clock that is set while nobody receives anything

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Standing:
    epoch: str | None
    day: DayJudgement | None


class DayDesk(QObject):
    """Keeps the bands true. `judged` whenever it has looked again."""

    judged = Signal()

    def __init__(self, window: MainWindow, services: Services, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._services, self._changes = window, services, changes
        self._session: Session | None = None
        self._language: Language = "vi"
        self._standing = _Standing(None, None)
        self._dialog: DayDialog | None = None
        window.notice_act_requested.connect(self._act)
        changes.changed.connect(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def begin(self, session: Session) -> None:
        """Somebody is here who may open the day."""
        self._session = session
        self._say()

    def end(self) -> None:
        """Signed out, or behind the lock."""
        self._session = None
        if self._dialog is not None:
            self._dialog.reject()
        self._say()

    def speak(self, language: Language) -> None:
        self._language = language
        self._say()

    def moment(self) -> datetime:
        """Now as receipts say it: on the business day while the clock is in doubt."""
        now = self._services.clock.now()
        return now if self._standing.day is None else self._standing.day.moment(now)

    @Slot()
    def look(self) -> None:
        """Look again how this machine stands."""
        self._services.background.run(self._read, self._show, self._not_known)

    def _read(self) -> _Standing:
        store = self._services.store
        identity = store.identity
        with store.database.read() as transaction:
            epoch = get(transaction, "needs_epoch")
            return _Standing(epoch, None if identity is None else store.judge_day(transaction, identity))

    @Slot(object)
    def _show(self, standing: _Standing) -> None:
        self._standing = standing
        self._say()
        self.judged.emit()

    @Slot(object)
    def _not_known(self, _failure: Failure) -> None:
        """The disk's trouble is said where work is saved."""

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.sync or change.dossiers:
            self.look()

    def _say(self) -> None:
        doubt = self._standing.day.doubt if self._standing.day is not None else None
        here = self._session is not None
        act = translate("DayDesk", "Open the business day") if here else ""
        look = translate("DayDesk", "Needs a look (F7)") if here else ""
        for key, subject, its_act in ((EPOCH, self._standing.epoch, look), (DAY, doubt, act)):
            if subject is None:
                self._window.clear_notice(key)
            else:
                self._window.show_notice(key, say(Sentence(f"{key}.{subject}"), self._language), its_act)

    # opening the day

    @Slot(str)
    def _act(self, key: str) -> None:
        if key == DAY:
            self.ask()

    @Slot()
    def ask(self) -> None:
        """Ask whoever is here which day it is."""
        if self._session is not None and self._standing.day is not None:
            from counter.gui.day_dialog import DayDialog

            dialog = self._dialog = DayDialog(self._window)
            dialog.day_told.connect(self._open)
            dialog.ask(self._standing.day.day, self._services.clock.now())

    @Slot(object)
    def _open(self, day: date) -> None:
        session, store = self._session, self._services.store
        if session is not None:
            self._services.background.run(lambda: open_day(store, day, session.actor), self._opened, self._not_opened)

    @Slot(object)
    def _opened(self, _nothing: object) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._changes.tell(dossiers=True)

    @Slot(object)
    def _not_opened(self, failure: Failure) -> None:
        if self._dialog is None:
            return
        if isinstance(failure, Bug):
            words = translate("DayDesk", "The day was not opened. Saved dossiers are safe. Please tell IT: {0}")
            self._dialog.show_refusal(words.format(failure.where))
        else:
            self._dialog.show_refusal(say(failure.sentence, self._language))
