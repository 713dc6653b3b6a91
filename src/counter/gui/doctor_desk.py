"""The self-check at work: checks side by side behind the page, scans judged, the slip printed; nothing waits for any of it."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from counter.devices.check_scanner import finding_of, kept_trial
from counter.domain.check import CheckName, Finding
from counter.domain.probe import Probe, judge, new_probe
from counter.domain.sentence import Language, Sentence, Trouble, say
from counter.gui.doctor_page import DoctorPage
from counter.gui.parts.finding_rows import FindingView
from counter.journal.clock import Clock
from counter.printing.printer import Outcome, Printer
from counter.usecases.examine import Check, Examination

SLIP = "kiem-tra-may"  # as the job and the file are called


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the self-check works with. `show`: puts the page in front of whoever sits there; `divert`: sends every scan
    somewhere, None as usual again; `keep`: remembers how a trial of the scanner ended, then calls its argument;
    `printer`: the one that is chosen now; `machine`: what IT calls this machine, for the slip."""

    clock: Clock
    show: Callable[[DoctorPage], None]
    divert: Callable[[Callable[[str], None] | None], None]
    keep: Callable[[dict[str, str], Callable[[object], None]], None]
    printer: Callable[[], Printer]
    machine: Callable[[], str]


class DoctorDesk(QObject):
    """`open` puts the page in front of everything; `left` when somebody goes back. `leave` takes it away, as for the lock."""

    left = Signal()
    diagnostics_requested = Signal()
    _found = Signal(object)
    _went = Signal(str, int, int)
    _printed = Signal(object)

    def __init__(self, checks: Sequence[Check], around: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.page = DoctorPage()
        self._names = [check.name for check in checks]
        self._examination = Examination(checks, self._found.emit, self._went.emit)
        self._findings: dict[CheckName, Finding] = {}
        self._steps: dict[str, tuple[int, int]] = {}
        self._random = random.SystemRandom()
        self._shown, self._slip = new_probe(self._random), new_probe(self._random)
        self._language: Language = "vi"
        self._open = False
        self._found.connect(self._take)
        self._went.connect(self._go_on)
        self._printed.connect(self._tell_printed)
        page = self.page
        page.all_requested.connect(self.check_all)
        page.again_requested.connect(self._check_again)
        page.print_requested.connect(self._print)
        page.copy_requested.connect(self._copy)
        page.back_requested.connect(self._back)
        page.typed.connect(self._typed)
        page.diagnostics_requested.connect(self.diagnostics_requested)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks have come to so far, in their order."""
        return tuple(self._findings[name] for name in self._names if name in self._findings)

    @property
    def is_open(self) -> bool:
        """Whether the page is in front."""
        return self._open

    def open(self) -> None:
        """In front of everything, with every check begun anew and a code that was never shown before."""
        self._shown = new_probe(self._random)
        self.page.show_probe(self._shown.bars, self._shown.qr)
        self._open = True
        self._around.divert(self._scanned)
        self._around.show(self.page)
        self.check_all()
        self.page.arrive()

    def leave(self) -> None:
        """The lock comes, or the end: what is under way is left."""
        if self._open:
            self._open = False
            self._examination.stop()
            self._around.divert(None)
            self.page.forget()

    def close(self) -> None:
        self.leave()

    def speak(self, language: Language) -> None:
        self._language = language
        self._show()

    # checks

    @Slot()
    def check_all(self) -> None:
        """Begin every check anew."""
        self._findings.clear()
        self._steps.clear()
        self._examination.start()
        self._show()

    @Slot(str)
    def _check_again(self, name: str) -> None:
        check = next(one for one in self._names if one == name)
        self._findings.pop(check, None)
        self._steps.pop(check, None)
        self._examination.start(check)
        self._show()

    @Slot(object)
    def _take(self, finding: Finding) -> None:
        self._findings[finding.check] = finding
        self._show()

    @Slot(str, int, int)
    def _go_on(self, name: str, done: int, of: int) -> None:
        self._steps[name] = (done, of)
        self._show()

    def _show(self) -> None:
        self.page.show_findings([self._view(name) for name in self._names], self._summary())

    def _view(self, name: CheckName) -> FindingView:
        called = say(Sentence(f"check.name.{name}"), self._language)
        found = self._findings.get(name)
        if found is not None:
            return FindingView(name, called, say(found.sentence, self._language), found.state, found.code)
        words = self.tr("Checking …")
        if name in self._steps:
            done, of = self._steps[name]
            words = self.tr("Checking … {0} %").format(done * 100 // max(1, of))
        return FindingView(name, called, words)

    def _summary(self) -> str:
        waiting = len(self._names) - len(self._findings)
        if waiting:
            return self.tr("%n check(s) under way", "", waiting)
        wrong = sum(not found.ok for found in self._findings.values())
        if not wrong:
            return self.tr("Nothing wrong was found.")
        return self.tr("%n line(s) need somebody: read the code out to IT.", "", wrong)

    @Slot()
    def _copy(self) -> None:
        """All lines, for a message to IT."""
        now = self._around.clock.now()
        lines = [f"{self.page.title()} · {now:%H:%M} {now.day}/{now.month}/{now.year}"]
        for view in (self._view(name) for name in self._names):
            lines.append(f"{view.name}: {view.words}" + (f" [{view.code}]" if view.code else ""))
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.page.show_printed("well", self.tr("Copied. It can be pasted into a message to IT."))

    # scanner

    @Slot(str)
    def _scanned(self, text: str) -> None:
        judged = judge(text, [self._shown, self._slip])
        self._tell(finding_of(judged, printed=judged.probe == self._slip), text if judged.trace != "not_ours" else "")
        if judged.trace not in ("not_ours", "other_code"):
            self._around.keep(kept_trial(judged, self._around.clock.now()), self._kept)

    @Slot(str)
    def _typed(self, text: str) -> None:
        """What fell into the field: right or not, the reader was not taken for one."""
        judged = judge(text, [self._shown, self._slip])
        if judged.trace == "same":
            self._tell(Finding("scanner", "look", Sentence("check.scanner.as_typing")), text)
        else:
            self._tell(finding_of(judged), text if judged.trace != "not_ours" else "")

    def _tell(self, finding: Finding, came: str) -> None:
        words = say(finding.sentence, self._language)
        self.page.show_verdict(finding.state, f"{words} ({finding.code})" if finding.code else words, came)

    @Slot(object)
    def _kept(self, _nothing: object) -> None:
        if self._open:
            self._check_again("scanner")

    # slip

    @Slot()
    def _print(self) -> None:
        self._slip = new_probe(self._random)
        self.page.show_printed(None, self.tr("The slip is being printed."))
        threading.Thread(target=self._print_slip, args=(self._slip,), name="test slip", daemon=True).start()

    def _print_slip(self, probe: Probe) -> None:
        from counter.printing.probe_slip import render_probe_slip

        try:
            pdf = render_probe_slip(probe, at=self._around.clock.now(), machine=self._around.machine())
            outcome = self._around.printer().send(pdf, SLIP)
        except Trouble as trouble:
            outcome = Outcome("failed", trouble.sentence)
        with contextlib.suppress(RuntimeError):  # the window is gone: nobody is left to tell
            self._printed.emit(outcome)

    @Slot(object)
    def _tell_printed(self, outcome: Outcome) -> None:
        if not self._open:
            return
        words = say(outcome.sentence, self._language)
        if outcome.state == "printed":
            words += " " + self.tr("Now scan its code.")
        self.page.show_printed({"printed": "well", "failed": "broken", "unknown": "look"}[outcome.state], words)  # type: ignore[arg-type]

    @Slot()
    def _back(self) -> None:
        self.leave()
        self.left.emit()
