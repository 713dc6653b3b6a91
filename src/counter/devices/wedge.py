"""Telling a scanner that types like a keyboard from a person who types: a state machine over strokes and their times.

A scan is at least four characters, no more than 100 ms apart, ended by Enter or Tab or, when it says something known, by
silence. People reach 100 ms too, but not 35 ms four times in a row: that pace is a scanner's whatever it says, while a
slower one must say something known (a card, a code). Strokes are held back only as long as they may belong to a scan, so
that typing comes at most 35 ms late. There is no limit on the whole: a card has 200 characters, slow readers need seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

FAST_MS = 35
SLOW_MS = 100
END_MS = 50
LEAST = 4


class Verdict(Enum):
    """What is to be done with a stroke, or after a silence.

    PASS: deliver it. HOLD: keep it back. RELEASE_PASS, RELEASE_HOLD: deliver what is held, then this, or keep this back.
    TAKE: what is held is a scan; it and this stroke are dropped. TAKE_BACK: so is what was delivered of it already.
    DROP: this stroke is the rest of a scan that was taken."""

    PASS = auto()
    HOLD = auto()
    RELEASE_PASS = auto()
    RELEASE_HOLD = auto()
    TAKE = auto()
    TAKE_BACK = auto()
    DROP = auto()


@dataclass(slots=True)
class _Run:
    """Strokes that follow each other without a pause that only a person makes."""

    text: str = ""
    composing: str = ""
    strokes: int = 0
    last: int = 0
    fast: bool = True
    corrected: bool = False

    @property
    def whole(self) -> str:
        return self.text + self.composing


@dataclass(slots=True)
class Wedge:
    """Feed it every stroke with its time in milliseconds of one clock, and tell it of silence.

    `is_known` says whether a text is something that is scanned here; it is asked only where a run may have ended.
    `taken` is the text of the last scan; `runs` counts up when strokes begin to be looked at anew."""

    is_known: Callable[[str], bool]
    taken: str = ""
    runs: int = 0
    _run: _Run = field(default_factory=_Run)
    _held: int = 0
    _patience: int = FAST_MS
    _taken_at: int | None = None
    _corrected_at: int | None = None

    @property
    def is_holding(self) -> bool:
        """Whether strokes are kept back now."""
        return self._held > 0

    @property
    def is_running(self) -> bool:
        """Whether a run goes on: silence has still to be told."""
        return self._run.strokes > 0

    @property
    def is_scan(self) -> bool:
        """Whether what is held cannot have been typed by a person: then no key of it may act, whatever key it is."""
        return self._held > 0 and self._run.fast and self._run.strokes >= LEAST and not self._run.corrected

    def stroke(self, text: str, at: int, patience: int = FAST_MS) -> Verdict:
        """A key gave `text`. `patience`: how long it may be held, longer where no text is expected."""
        self._patience = max(patience, FAST_MS)

        def put(run: _Run) -> None:
            run.text += text

        return self._go_on(at, put)

    def compose(self, commit: str, composing: str, at: int) -> Verdict:
        """An input method gave `commit` and now shows `composing` in the place of what it showed."""
        self._patience = FAST_MS

        def put(run: _Run) -> None:
            run.text += commit
            run.composing = composing

        return self._go_on(at, put)

    def erase(self, at: int) -> Verdict:
        """Backspace. Input methods send it at a scanner's pace to put a toned letter in the place of a plain one."""
        if self._held and at - self._run.last <= FAST_MS:

            def cut(run: _Run) -> None:
                run.text = run.text[:-1]

            return self._go_on(at, cut)
        self._corrected_at = at
        return self._let_go()

    def pulse(self, at: int) -> Verdict:
        """A key without text that readers send between letters: Alt and the digits of a letter's number."""
        if not self._held:
            return Verdict.PASS
        self._run.last = max(self._run.last, at)
        return Verdict.HOLD

    def other(self, at: int) -> Verdict:
        """Any other key: arrow, function key, with Ctrl. Within a scan it is content, and dropped with it."""
        if self.is_scan and at - self._run.last <= SLOW_MS:
            self._run.last = max(self._run.last, at)
            return Verdict.HOLD
        return self._let_go()

    def end(self, at: int) -> Verdict:
        """Enter or Tab."""
        run = self._run
        gap = at - run.last
        if not run.strokes and self._taken_at is not None and at - self._taken_at <= END_MS:
            self._taken_at = at
            return Verdict.DROP  # the line feed after the carriage return
        if (self.is_scan and gap <= END_MS) or (gap <= SLOW_MS and self._is_known()):
            return self._take(at)
        if self._held and run.strokes < LEAST and gap <= FAST_MS:
            return self.stroke("\n", at, self._patience)
        return self._let_go()

    def after_silence(self, ms: int, at: int) -> Verdict:
        """Nothing came for `ms`. HOLD: wait on. RELEASE_PASS: deliver what is held. TAKE, TAKE_BACK: a scan without ending."""
        if ms > SLOW_MS:
            return self._take(at) if self._is_known() else self._let_go()
        if self._held and not self.is_scan and ms >= self._patience:
            self._held = 0  # the run may go on, slowly
            return Verdict.RELEASE_PASS
        return Verdict.HOLD if self._held else Verdict.PASS

    def give_up(self) -> bool:
        """Something else happened (mouse, other window): no scan goes on. True when held strokes are to be delivered."""
        return self._let_go() is Verdict.RELEASE_PASS

    def _go_on(self, at: int, change: Callable[[_Run], None]) -> Verdict:
        gap = at - self._run.last
        longest = SLOW_MS if self.is_scan or not self._held else self._patience
        released = False
        if self._run.strokes and gap > longest:
            released = self._held > 0
            self._held = 0
            if gap > SLOW_MS:
                self._run = _Run()
        run = self._run
        if not run.strokes:
            self.runs += 1
            run.corrected = self._corrected_at is not None and at - self._corrected_at <= FAST_MS
        elif gap > FAST_MS and not self.is_scan:
            run.fast = False
        run.strokes += 1
        run.last = max(run.last, at)
        change(run)
        self._held += 1
        return Verdict.RELEASE_HOLD if released else Verdict.HOLD

    def _is_known(self) -> bool:
        return self._run.strokes >= LEAST and self.is_known(self._run.whole)

    def _take(self, at: int) -> Verdict:
        delivered = self._held < self._run.strokes
        self.taken, self._taken_at = self._run.whole, at
        self._held, self._run = 0, _Run()
        return Verdict.TAKE_BACK if delivered else Verdict.TAKE

    def _let_go(self) -> Verdict:
        held, self._held = self._held, 0
        self._run = _Run()
        return Verdict.RELEASE_PASS if held else Verdict.PASS
