"""A printer and its queue that lie the way real ones do: off, out of paper, failing after the print, spooler dead."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from counter.printing.printer import Outcome, printed
from counter.printing.spooler import JobState, watch

Trick = Literal[
    "honest",
    "off",
    "no_paper",
    "no_paper_then_refilled",
    "error_after_print",
    "spooler_dies",
    "spooler_dead",
    "driver_crash",
]
TRICKS: tuple[Trick, ...] = (
    "honest",
    "off",
    "no_paper",
    "no_paper_then_refilled",
    "error_after_print",
    "spooler_dies",
    "spooler_dead",
    "driver_crash",
)


@dataclass
class LyingPrinter:
    """Hardware on a desk. `paper` is what really came out, one entry a job; nobody but the test looks into the tray.

    It is driven as the system printer drives a driver: hand over, then watch the queue with the product's own eyes."""

    rng: random.Random
    trick: Trick = "honest"
    paper: list[str] = field(default_factory=list)
    sends: list[str] = field(default_factory=list)
    name: str = "HP LaserJet"

    def send(self, pdf: bytes, job_name: str) -> Outcome:
        assert pdf.startswith(b"%PDF")
        self.sends.append(job_name)
        if self.trick == "spooler_dead":
            raise OSError("RPC server is unavailable")
        queue = LyingQueue(self, job_name)
        before = queue.open_jobs(self.name, job_name)
        queue.take()
        if self.trick == "driver_crash":
            if self.rng.random() < 0.5:
                self.paper.append(job_name)
            raise RuntimeError("driver fell over")
        return watch(queue, self.name, job_name, before, sleep=queue.sleep, patience=10)


@dataclass
class LyingQueue:
    """The system's queue before that printer, in time that only `sleep` moves."""

    printer: LyingPrinter
    job: str
    now: float = 0.0
    waiting: bool = False
    old: dict[str, JobState] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rng = self.printer.rng
        self.done_at = rng.uniform(0, 4)
        self.refilled_at = rng.uniform(5, 30)
        self.dies_at = rng.uniform(0, 3)
        if rng.random() < 0.3:  # someone else's stuck job has stood in the queue since morning
            self.old = {"7": "stuck"}

    def take(self) -> None:
        self.waiting = True

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def open_jobs(self, printer: str, document: str) -> dict[str, JobState]:
        assert (printer, document) == (self.printer.name, self.job)
        trick = self.printer.trick
        if trick == "spooler_dies" and self.waiting and self.now >= self.dies_at:
            if self.printer.rng.random() < 0.5:
                self._print()
            raise OSError("spooler gone")
        if not self.waiting:
            return dict(self.old)
        stuck = trick in ("off", "no_paper") or (trick == "no_paper_then_refilled" and self.now < self.refilled_at)
        if trick == "error_after_print":
            self._print()
            return {**self.old, "8": "stuck"}  # paper is out, and still it says error
        if not stuck and self.now >= self.done_at:
            self._print()
            self.waiting = False
            return dict(self.old)
        return {**self.old, "8": "stuck" if stuck else "waiting"}

    def _print(self) -> None:
        if self.job not in self.printer.paper or self.printer.trick == "honest":
            self.printer.paper.append(self.job)


class PlainPrinter:
    """Always works; remembers what it was given."""

    name = "plain"

    def __init__(self) -> None:
        self.sent: list[tuple[str, bytes]] = []

    def send(self, pdf: bytes, job_name: str) -> Outcome:
        self.sent.append((job_name, pdf))
        return printed()
