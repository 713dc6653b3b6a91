"""The line between machines and province: what becomes of a request and of its answer is drawn from the seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counter.sync.engine import Failure, Step
from tests.faults.simulator.machine import Machine
from tests.faults.simulator.province import Answer, Killed, ProvinceNode
from tests.faults.simulator.timeline import Timeline

PATIENCE = 60_000  # ms that a machine waits for an answer
Answered = Callable[[Machine, Callable[[], Step]], None]


@dataclass
class Weather:
    """How often what happens to a request, each between 0 and 1; the rest arrives and is answered."""

    request_lost: float = 0.04
    reply_lost: float = 0.08
    doubled: float = 0.03
    late: float = 0.02
    reply_cut: float = 0.02
    garbled: float = 0.01
    portal: float = 0.01
    busy: float = 0.01
    too_large: float = 0.01

    def fate(self, timeline: Timeline) -> str:
        at = timeline.random.random()
        for name, share in vars(self).items():
            at -= share
            if at < 0:
                return str(name)
        return "answered"


CALM = Weather(*[0.0] * 9)


class Network:
    """Carries one request of a machine at a time. `look` is called after the province did something."""

    def __init__(
        self, timeline: Timeline, node: ProvinceNode, answered: Answered, look: Callable[[], None],
        fell: Callable[[], None],
    ) -> None:  # fmt: skip
        self._timeline, self._node, self._answered, self._look, self._fell = timeline, node, answered, look, fell
        self.weather = Weather()

    def send(self, m: Machine, path: str, body: bytes | None) -> None:
        """A request has left the machine."""
        t = self._timeline
        fate = self.weather.fate(t) if m.line_up and self._node.up else "request_lost"
        m.waiting = True
        t.note("request sent", m.name)
        way = t.random.randrange(20, 900)
        if fate == "request_lost":
            timeout = t.random.random() < 0.5
            failure = Failure.TIMEOUT if timeout else Failure.UNREACHABLE
            t.after(PATIENCE if timeout else way, self._failing(m, failure, "request lost"))
        elif fate == "portal":
            t.after(way, self._telling(m, (200, "text/html", b"<html>Wi-Fi</html>"), "login page of the network"))
        elif fate == "busy":
            status = t.random.choice((429, 503))
            t.after(way, self._telling(m, (status, "application/json", b'{"reason":"busy"}'), "busy"))
        elif fate == "too_large":
            t.after(way, self._telling(m, (413, "application/json", b'{"reason":"size"}'), "too large"))
        else:
            late = fate == "late"
            if late:
                t.after(PATIENCE, self._failing(m, Failure.TIMEOUT, "given up"))
            if fate == "doubled":
                t.after(way + t.random.randrange(0, 30_000), self._arriving(m, path, body, "doubled", None))
            t.after(way + (t.random.randrange(PATIENCE, 30 * PATIENCE) if late else 0),
                    self._arriving(m, path, body, "late" if late else "delivered", None if late else fate))  # fmt: skip

    def _arriving(self, m: Machine, path: str, body: bytes | None, event: str, fate: str | None) -> Callable[[], None]:
        """At the province; `fate` of the answer, None when nobody waits for it any more."""
        run = m.run

        def arrive() -> None:
            t = self._timeline
            t.note(event, m.name)
            way = t.random.randrange(20, 900)
            answer: Answer | None = None
            if self._node.up:
                try:
                    answer = self._node.answer(path, body)
                except Killed:
                    t.note("province killed")
                    self._fell()
                self._look()
            if fate is None or run != m.run:
                return
            if answer is None or fate in ("reply_lost", "reply_cut"):
                cut = fate == "reply_cut" or answer is None
                t.after(way if cut else PATIENCE, self._failing(
                    m, Failure.UNREACHABLE if cut else Failure.TIMEOUT, "reply cut" if cut else "reply lost"
                ))  # fmt: skip
            elif fate == "garbled":
                status, kind, content = answer
                wrong = bytearray(content)
                wrong[t.random.randrange(len(wrong))] ^= 1 << t.random.randrange(8)
                t.after(way, self._telling(m, (status, kind, bytes(wrong)), "reply garbled"))
            else:
                t.after(way, self._telling(m, answer, "reply"))

        return arrive

    def _telling(self, m: Machine, answer: Answer, event: str) -> Callable[[], None]:
        run = m.run

        def tell() -> None:
            if run != m.run or not m.waiting or m.engine is None:
                return
            self._timeline.note(event, m.name)
            engine, (status, kind, body) = m.engine, answer
            self._answered(m, lambda: engine.answered(status, kind, body, 30.0 if status in (429, 503) else 0.0))

        return tell

    def _failing(self, m: Machine, failure: Failure, event: str) -> Callable[[], None]:
        run = m.run

        def fail() -> None:
            if run != m.run or not m.waiting or m.engine is None:
                return
            self._timeline.note(event, m.name)
            engine = m.engine
            self._answered(m, lambda: engine.failed(failure))

        return fail
