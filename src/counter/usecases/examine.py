"""Examining the machine: every check on a thread of its own with its own patience, told as soon as it is known."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import SimpleQueue

from counter.domain.check import CheckName, Finding, GivenUp, Looking
from counter.domain.sentence import Sentence, Trouble
from counter.log.place import place_of

_log = logging.getLogger(__name__)
_GRACE = 2.0  # seconds: a look that watches its time ends by itself, and says more than that it took too long


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. `deed` looks and never changes anything that matters, and may raise Trouble where the store does
    not say what it needs; `seconds`: how long it may take."""

    name: CheckName
    seconds: float
    deed: Callable[[Looking], Finding]


class _Look:
    """One run of one check. Only the first to say what came of it is heard."""

    def __init__(
        self, check: Check, found: Callable[[Finding], None], went: Callable[[CheckName, int, int], None]
    ) -> None:
        self.check = check
        self._found, self._went = found, went
        self._over = threading.Event()
        self._told = threading.Lock()
        self._timer = threading.Timer(check.seconds, self._over.set)
        self._last = threading.Timer(check.seconds + _GRACE, self._too_long)
        self._timer.daemon = self._last.daemon = True

    def start(self) -> None:
        self._timer.start()
        self._last.start()
        threading.Thread(target=self._work, name=f"check {self.check.name}", daemon=True).start()

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._told.acquire(blocking=False)
        self._over.set()
        self._end()

    def go_on(self, done: int = 0, of: int = 0) -> None:
        if self._over.is_set():
            raise GivenUp
        if of:
            self._went(self.check.name, done, of)

    def _work(self) -> None:
        name = self.check.name
        try:
            finding = self.check.deed(self)
        except GivenUp:
            finding = _too_long(self.check)
        except Trouble:  # the database's own check says why
            finding = Finding(name, "unknown", Sentence("check.not_seen"))
        except Exception as error:  # noqa: BLE001 (a mistake in one check must not keep the others from being told)
            place = place_of(error)
            _log.error("bug: %s", place)
            finding = Finding(name, "broken", Sentence("check.bug", {"where": place.split(" < ")[0]}))
        self._say(finding)

    def _too_long(self) -> None:
        self._say(_too_long(self.check))

    def _say(self, finding: Finding) -> None:
        if self._told.acquire(blocking=False):
            self._end()
            self._found(finding)

    def _end(self) -> None:
        self._timer.cancel()
        self._last.cancel()


def _too_long(check: Check) -> Finding:
    return Finding(check.name, "look", Sentence("check.too_long", {"seconds": round(check.seconds)}))


class Examination:
    """`found(finding)` and `went(name, done, of)` are called on the threads of the checks."""

    def __init__(
        self,
        checks: Sequence[Check],
        found: Callable[[Finding], None],
        went: Callable[[CheckName, int, int], None] = lambda *_: None,
    ) -> None:
        self._checks = {check.name: check for check in checks}
        self._found, self._went = found, went
        self._looks: dict[CheckName, _Look] = {}

    @property
    def names(self) -> tuple[CheckName, ...]:
        """The checks there are, in their order."""
        return tuple(self._checks)

    def start(self, *names: CheckName) -> None:
        """Begin these checks, or all of them; one that is under way is left and begun anew."""
        for name in names or self.names:
            if name in self._looks:
                self._looks[name].stop()
            look = self._looks[name] = _Look(self._checks[name], self._found, self._went)
            look.start()

    def stop(self) -> None:
        """End what is under way; nothing of it is told."""
        for look in self._looks.values():
            look.stop()
        self._looks.clear()


def examine(checks: Sequence[Check]) -> Iterator[Finding]:
    """All checks side by side; what they found, in the order of the checks, each as soon as those before it are known."""
    come: SimpleQueue[Finding] = SimpleQueue()
    Examination(checks, come.put).start()
    found: dict[CheckName, Finding] = {}
    for check in checks:
        while check.name not in found:
            finding = come.get()
            found[finding.check] = finding
        yield found[check.name]
