"""The panel of the sync light at work: reads how things stand, sends, asks for the statement, prints the slip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot

from counter.domain.sentence import Language, Sentence, say
from counter.gui.background import Background, Failure
from counter.gui.changes import Changes
from counter.gui.main_window import MainWindow
from counter.gui.sync_desk import SyncDesk
from counter.gui.sync_panel import SyncPanel, SyncPanelView
from counter.journal.clock import Clock
from counter.store.local_store import LocalStore
from counter.store.standpoint import Lack, SyncFacts
from counter.store.statement import Slip
from counter.sync.forecast import Forecast
from counter.sync.light import light
from counter.sync.statement_words import sums_of, words_of
from counter.usecases.print_statement import ask_statement_print
from counter.usecases.sign_in import Session

LOOK_MS = 2_000
_NAMED = 3


@dataclass(frozen=True, slots=True)
class SyncStanding:
    """What the panel shows, read at one moment. `files`: how many wait, and their bytes; `look`: what needs a person."""

    facts: SyncFacts
    files: tuple[int, int]
    left: Forecast
    slip: Slip | None
    look: int


class SyncPanelDesk(QObject):
    """One panel at a time. `look_requested`: to the page of what needs a person; `usb_requested`: a bundle is wished."""

    look_requested = Signal()
    usb_requested = Signal()

    def __init__(
        self, window: MainWindow, sync: SyncDesk, store: LocalStore, clock: Clock, background: Background, changes: Changes,
        read: Callable[[], SyncStanding], parent: QObject | None = None, *, can_look: bool = False, can_usb: bool = False,
    ) -> None:  # fmt: skip
        """`read` is done on the store's thread."""
        super().__init__(parent)
        self._window, self._sync, self._store, self._clock = window, sync, store, clock
        self._background, self._changes, self._read = background, changes, read
        self._can_look, self._can_usb = can_look, can_usb
        self._session: Session | None = None
        self._language: Language = "vi"
        self._panel: SyncPanel | None = None
        self._answer: str | None = None
        self._slip: Slip | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        sync.stated.connect(self._stated)

    def begin(self, session: Session) -> None:
        """Somebody is here who may print."""
        self._session = session

    def end(self) -> None:
        """Signed out, or behind the lock."""
        self._session = None
        if self._panel is not None:
            self._panel.reject()

    def speak(self, language: Language) -> None:
        self._language = language
        if self._panel is not None:
            self._panel.reject()

    @Slot()
    def open(self) -> None:
        """Show the panel; it is filled as soon as the store has answered."""
        if self._panel is not None or self._session is None:
            return
        panel = self._panel = SyncPanel(self._window, can_look=self._can_look, can_usb=self._can_usb)
        self._answer = None
        panel.send_requested.connect(self._send)
        panel.statement_requested.connect(self._ask)
        panel.print_requested.connect(self._print)
        panel.look_requested.connect(self._see)
        panel.usb_requested.connect(self._usb)
        panel.finished.connect(self._closed)
        self._look()
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        self._background.run(self._read, self._show, self._not_seen)

    @Slot(object)
    def _show(self, standing: SyncStanding) -> None:
        panel = self._panel
        if panel is None:
            return
        self._slip = standing.slip
        panel.show_view(self._view(standing))
        if self._answer is not None:
            panel.show_answer(self._answer)
        if not panel.isVisible():
            panel.open()
            panel.stand_above(self._window.sync_label())

    @Slot(object)
    def _not_seen(self, _failure: Failure) -> None:
        """The disk's trouble is said where work is saved."""
        if self._panel is not None and not self._panel.isVisible():
            self._panel.reject()

    @Slot(int)
    def _closed(self, _result: int) -> None:
        self._timer.stop()
        self._panel = None
        self._window.activateWindow()

    # words

    def _view(self, standing: SyncStanding) -> SyncPanelView:
        facts, now = standing.facts, self._clock.now()
        shown = self._sync.light if self._sync.light is not None else light(facts, now)
        contact = self.tr("not yet") if facts.last_contact is None else _when(facts.last_contact, now)
        slip = standing.slip
        return SyncPanelView(
            say(shown.words, self._language), "" if facts.why is None else say(Sentence(facts.why), self._language),
            contact, self._waiting(facts.waiting, standing.files), self._sync.left_words(standing.left), standing.look,
            self.tr("Not asked yet.") if slip is None else self._slip_words(slip, facts.lacks, now),
            slip is not None, self._next_try(now),
        )  # fmt: skip

    def _waiting(self, facts: int, files: tuple[int, int]) -> str:
        count, size = files
        parts = [self.tr("%n fact(s)", "", facts)] if facts else []
        if count:
            parts.append(self.tr("%n file(s)", "", count) + f" ({_size(size)})")
        return " · ".join(parts) or self.tr("nothing")

    def _next_try(self, now: datetime) -> str:
        at = self._sync.next_try
        if at is None:
            return ""
        return self.tr("in less than a minute") if at - now < timedelta(minutes=1) else _when(at, now)

    def _slip_words(self, slip: Slip, lacks: tuple[Lack, ...], now: datetime) -> str:
        said = [say(sentence, self._language) for sentence in words_of(slip, lacks[:_NAMED])]
        sums = sums_of(slip)
        at, day = datetime.fromisoformat(slip.at), date.fromisoformat(slip.day)
        # What is signed the morning after a day without a line is still that day's.
        of = "" if at.date() == day else self.tr("For {0}").format(f"{day.day}/{day.month}") + " · "
        return f"{of}{_when(at, now)} · " + " ".join(said) + ("" if sums is None else "\n" + say(sums, self._language))

    # acts

    @Slot()
    def _send(self) -> None:
        self._sync.wake()

    @Slot()
    def _ask(self) -> None:
        self._answer = None
        self._sync.ask_statement()

    @Slot(object)
    def _stated(self, came: Slip | Sentence) -> None:
        if self._panel is None:
            return
        if isinstance(came, Sentence):
            self._answer = say(came, self._language)
            self._panel.show_answer(self._answer)
        else:
            self._answer = None
            self._panel.show_answer(self._slip_words(came, (), self._clock.now()) if came.equal else "")
            self._look()

    @Slot()
    def _print(self) -> None:
        session, slip = self._session, self._slip
        if session is not None and slip is not None:
            self._background.run(
                lambda: ask_statement_print(self._store, slip.day, session.actor.account), self._asked, self._not_seen
            )

    @Slot(object)
    def _asked(self, _job: tuple[int, int]) -> None:
        self._changes.tell(prints=True)

    @Slot()
    def _see(self) -> None:
        if self._panel is not None:
            self._panel.reject()
        self.look_requested.emit()

    @Slot()
    def _usb(self) -> None:
        if self._panel is not None:
            self._panel.reject()
        self.usb_requested.emit()


def _when(moment: datetime, now: datetime) -> str:
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%H:%M} {moment.day}/{moment.month}"


def _size(count: int) -> str:
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
