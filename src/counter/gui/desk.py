"""The window of one counter, put together: the sign-in at once, the pages behind it, the lock in front of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from counter.gui.front import Front
from counter.gui.look_desk import LookDesk
from counter.gui.main_window import MainWindow
from counter.gui.sign_in_desk import SignInDesk
from counter.gui.sign_in_page import SignInPage
from counter.gui.workplace import DOSSIERS, RECEPTION, Workplace
from counter.store.unit_name import unit_name

if TYPE_CHECKING:
    from datetime import datetime

    from counter.domain.sentence import Language
    from counter.gui.doctor_desk import DoctorDesk
    from counter.gui.first_start_desk import FirstStartDesk
    from counter.gui.idle import IdleWatch
    from counter.gui.page import Page
    from counter.gui.pin_desk import PinDesk
    from counter.gui.services import Behind
    from counter.usecases.sign_in import Session

__all__ = ["DOSSIERS", "RECEPTION", "Desk"]

LOCK_MS, WARNING_MS = 15 * 60_000, 5 * 60_000  # ASVS 7.3.1; a warning five minutes before
AFTER_PAINT_MS = 30
HELP = "help"  # the act in the rail

translate = QCoreApplication.translate


class Desk(QObject):
    """One window and what stands behind it. `close` ends it; closing is always safe. `built`: everything is there.

    The sign-in is painted first; the workplace behind it is built in the moments after, or when somebody is quicker."""

    built = Signal()
    closed = Signal()

    def __init__(
        self,
        app: QApplication,
        front: Front,
        behind: Behind,
        *,
        training: bool = False,
        lock_ms: int = LOCK_MS,
        warning_ms: int = WARNING_MS,
    ) -> None:
        super().__init__()
        self._app, self._front, self._times = app, front, (lock_ms, warning_ms)
        self.look = LookDesk(app, front, self)
        self.window = MainWindow()
        self.window.show_training(training)
        self.sign_in_page = SignInPage(self.window.shelf)
        self.sign_in = SignInDesk(self.sign_in_page, front, self)
        self.work = Workplace(self.window, behind, self.look, self)
        self._steps = self.work.build()
        self._built = False
        self.first_start: FirstStartDesk | None = None
        self._idle: IdleWatch | None = None
        self._pin: PinDesk | None = None
        self._doctor: DoctorDesk | None = None
        self._before_doctor: Page | None = None
        self.window.lock_requested.connect(self.lock)
        self.window.sign_out_requested.connect(self.sign_in.sign_out)
        self.window.pin_requested.connect(self._ask_pin)
        self.window.look_chosen.connect(self.look.choose)
        self._doctor_key = QShortcut(QKeySequence("F12"), self.window, self.check_machine)
        self._help_key = QShortcut(QKeySequence("F1"), self.window, self.show_help)
        self.window.act_requested.connect(self.show_help)
        self.window.doctor_requested.connect(self.check_machine)
        self.sign_in_page.doctor_requested.connect(self.check_machine)
        self.look.changed.connect(self._speak)
        self.sign_in.opened.connect(self._opened)
        self.sign_in.closed.connect(self._signed_out)
        self._clock = QTimer(self)
        self._clock.setInterval(20_000)
        self._clock.timeout.connect(self._say_place)

    # coming to be

    def show(self) -> None:
        """Open the window at the sign-in; on a machine that is not enrolled or has no account, at the first start."""
        self.sign_in.speak(self.look.language)
        self.sign_in_page.show_place(self._place())
        known = self.sign_in.ask_at_once()
        if known and (self._front.store.identity is None or not self.sign_in.has_accounts):
            self._begin_first_start()
        else:
            self.window.show_gate(self.sign_in_page)
        self.window.show()
        QTimer.singleShot(0, self._after_first_paint)

    @Slot()
    def _after_first_paint(self) -> None:
        """The event loop has come round once: what was asked for is on the screen."""
        QTimer.singleShot(AFTER_PAINT_MS, self._build_on)

    @Slot()
    def _build_on(self) -> None:
        if not self._built and next(self._steps, "done") is None:
            QTimer.singleShot(0, self._build_on)
        else:
            self.build()

    def build(self) -> None:
        """The rest of the workplace, at once. Later calls do nothing."""
        if self._built:
            return
        self._built = True
        for _ in self._steps:
            pass
        from counter.gui.autostart_desk import AutostartDesk
        from counter.gui.idle import IdleWatch
        from counter.gui.rail import RailEntry

        self.window.add_act(RailEntry(HELP, "help", translate("Desk", "Help"), "F1", at_foot=True, act=True))

        self._idle = IdleWatch(*self._times, self)
        self._idle.warned.connect(self._idle_warned)
        self._idle.returned.connect(self._idle_returned)
        self._idle.lock_due.connect(self.lock)
        if self.first_start is not None:
            self.work.scans.sheet_read.connect(self.first_start.scanned)
        self.work.day.judged.connect(self._say_place)
        self.window.show_look(self.look.name, self.look.scale, self.look.language)
        if self.look.language_is_fixed:
            self.window.fix_language()
        if self._front.source is not None:  # a trial window is no program to open by itself
            AutostartDesk(self.window, self._front, self).look()
        self._say_place()
        self._clock.start()
        self.built.emit()

    # the first start

    def _begin_first_start(self) -> None:
        from counter.gui.first_start_desk import FirstStartDesk
        from counter.gui.first_start_page import FirstStartPage
        from counter.policy.machine import system_source

        page = FirstStartPage(self.window.shelf)
        self.first_start = FirstStartDesk(page, self._front, self._front.source or system_source(), self)
        self.first_start.done.connect(self._first_start_done)
        self.first_start.left.connect(self._end_first_start)
        page.doctor_requested.connect(self.check_machine)
        self.first_start.speak(self.look.language)
        self.window.show_gate(page)
        self.first_start.begin()

    @Slot()
    def _first_start_done(self) -> None:
        self._say_place()
        if self._built:
            self.work.joined()
        self.sign_in.ask()
        self._end_first_start()

    @Slot()
    def _end_first_start(self) -> None:
        """To the sign-in; the page goes, and the password that was typed into it."""
        ended, self.first_start = self.first_start, None
        if self._doctor is not None and self._doctor.is_open:
            self._before_doctor = self.sign_in_page
        else:
            self.window.show_gate(self.sign_in_page)
        if ended is not None:
            ended.page.deleteLater()
            ended.deleteLater()

    # coming and going

    @Slot(object)
    def _opened(self, session: Session) -> None:
        self.build()
        self.sign_in_page.show_opened()
        self.window.show_clerk(session.display)
        self.window.leave_gate()
        self.work.begin(session)
        self._watch(True)

    @Slot()
    def lock(self) -> None:
        """Nobody is at the counter: the work stays as it is, behind the lock."""
        self.window.clear_notice("idle")
        self._leave_pin()
        if self.sign_in.lock(f"{self._front.clock.now():%H:%M}"):
            self._leave_doctor()
            self.work.lock()
            self._watch(False)
            self.window.show_gate(self.sign_in_page)

    @Slot()
    def _signed_out(self) -> None:
        self.work.end()
        self._leave_pin()
        self._leave_doctor()
        self._watch(False)
        self.window.clear_notice("idle")
        self.window.show_gate(self.sign_in_page)

    @Slot()
    def keep(self) -> None:
        """Windows is about to end the session, and may yet think better of it: what is under way is written, work goes on."""
        if self._built:
            self.work.save()
            self._front.background.flush()

    def close(self) -> None:
        """Save the draft, let the print under way end, give back the store's thread."""
        self._clock.stop()
        self._steps.close()
        if self._built:
            self._watch(False)
            self._leave_doctor()
            self.keep()
            self.work.close()
        self._front.background.close()
        self.window.close()
        self.closed.emit()

    def _watch(self, on: bool) -> None:
        """Only while somebody works: every event of the program passes through the watch."""
        if self._idle is None:
            return
        if on:
            self._app.installEventFilter(self._idle)
            self._idle.start()
        else:
            self._idle.stop()
            self._app.removeEventFilter(self._idle)

    @Slot()
    def _ask_pin(self) -> None:
        from counter.gui.pin_desk import PinDesk

        session = self.sign_in.session
        if session is None:
            return
        if self._pin is None:
            self._pin = PinDesk(self.window, self._front, self)
            self._pin.said.connect(self.window.show_draft_state)
        self._pin.ask(session, self.look.language)

    def _leave_pin(self) -> None:
        if self._pin is not None:
            self._pin.leave()

    # the machine itself

    @Slot()
    def check_machine(self) -> None:
        """In front of whatever is shown, the sign-in and the lock too: nobody needs to be signed in."""
        self.build()
        if self._doctor is None:
            self._doctor = self.work.make_doctor()
            self._doctor.left.connect(self._doctor_left)
            self._doctor.speak(self.look.language)
        if not self._doctor.is_open:
            self._before_doctor = self.window.gate()
            self._doctor.open()

    def _leave_doctor(self) -> None:
        if self._doctor is not None:
            self._doctor.leave()

    @Slot()
    def _doctor_left(self) -> None:
        """Back to where it was opened from."""
        if self._before_doctor is None:
            self.window.leave_gate()
        else:
            self.window.show_gate(self._before_doctor)

    @Slot()
    def show_help(self) -> None:
        """For the page in front, the sign-in and the lock too."""
        from counter.gui.help_desk import open_help

        page = self.window.shown_page()
        if page is not None:
            open_help(self.window, page, behind_gate=self.window.gate() is not None)

    # words of the frame

    @Slot()
    def _speak(self) -> None:
        self.sign_in.speak(self.look.language)
        if self.first_start is not None:
            self.first_start.speak(self.look.language)
        if self._built:
            self.work.speak()
            self.window.show_word(HELP, translate("Desk", "Help"))
            if self._doctor is not None:
                self._doctor.speak(self.look.language)
            self.window.show_look(self.look.name, self.look.scale, self.look.language)
        self._say_place()

    def _place(self) -> str:
        identity = self._front.store.identity
        if identity is None:
            return ""
        place = unit_name(identity.unit) or identity.agency
        counter = translate("Desk", "Counter {0}").format(identity.counter)
        return f"{place} · {counter}"

    @Slot()
    def _say_place(self) -> None:
        place = self._place()
        self.sign_in_page.show_place(place)
        if self._built:
            day = _day_words(self.work.day.moment(), self.look.language)
            self.window.show_place(f"{place} · {day}" if place else day)

    @Slot()
    def _idle_warned(self) -> None:
        words = translate("Desk", "The screen locks in five minutes. The draft is kept.")
        self.window.show_notice("idle", words, "", "neutral")

    @Slot()
    def _idle_returned(self) -> None:
        self.window.clear_notice("idle")


def _day_words(moment: datetime, language: Language) -> str:
    from counter.domain.sentence import Sentence, say  # all words of the program, and the sign-in needs none of them

    written = f"{moment:%d/%m/%Y}"
    words = say(Sentence(f"due.day.{moment.isoweekday()}", {"vi": written, "en": written}), language)
    return words[0].upper() + words[1:]
