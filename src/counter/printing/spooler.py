"""Looking after a job in the queue of the operating system: a printer that took it has not printed it yet."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Literal, Protocol

from counter.printing.printer import Outcome, printed, unknown

PATIENCE = 60.0
"""Seconds that a job may take before its end is called unknown."""
_PAUSE = 0.5


JobState = Literal["waiting", "stuck", "deleted"]
"""waiting: in the queue or on its way; stuck: no paper, off, jammed; deleted: someone took it out of the queue."""


class Spooler(Protocol):
    """The queue of the operating system."""

    def open_jobs(self, printer: str, document: str) -> Mapping[str, JobState]:
        """The jobs that are not done, by their id.

        Jobs of another document may be among them where the system does not tell. Raises OSError when the queue does
        not answer."""
        ...


def watch(
    spooler: Spooler,
    printer: str,
    document: str,
    before: Mapping[str, JobState],
    *,
    sleep: Callable[[float], None],
    patience: float = PATIENCE,
) -> Outcome:
    """How the jobs end that were not yet there `before`: printed when they left the queue, unknown when they did not
    within `patience` seconds, were deleted, or the queue fell silent. Never failed: a stuck job prints when there is
    paper again, and half of a deleted one may be in the tray."""
    for _ in range(int(patience / _PAUSE) + 1):
        try:
            jobs = spooler.open_jobs(printer, document)
        except OSError:
            return unknown()
        ours = [state for job, state in jobs.items() if job not in before]
        if not ours:
            return printed()
        if "deleted" in ours:
            return unknown()
        sleep(_PAUSE)
    if "stuck" in ours:
        return unknown("printing.waiting", name=printer)
    return unknown()


def the_spooler() -> Spooler | None:
    """The queue of this system; None where there is none to ask, and then no print is ever called done."""
    if sys.platform == "win32":
        from counter.printing.windows_spooler import WindowsSpooler

        return WindowsSpooler()
    command = shutil.which("lpstat")
    return CupsSpooler(command) if command else None


class CupsSpooler:
    """CUPS, asked through `lpstat`."""

    def __init__(self, command: str) -> None:
        self._command = command

    def open_jobs(self, printer: str, document: str) -> dict[str, JobState]:  # noqa: ARG002  # the port's shape
        """CUPS does not name the documents here: every open job of the printer counts."""
        jobs = self._ask("-W", "not-completed", "-o", printer)
        ids = [line.split()[0] for line in jobs.splitlines() if line.strip()]
        if not ids:
            return {}
        state = self._ask("-p", printer)
        stopped = any(word in state for word in ("disabled", "stopped", "Unable"))
        return dict.fromkeys(ids, "stuck" if stopped else "waiting")

    def _ask(self, *arguments: str) -> str:
        try:
            answer = subprocess.run(
                [self._command, *arguments],
                capture_output=True,
                text=True,
                timeout=10,
                check=False,
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            )
        except subprocess.TimeoutExpired as error:
            raise OSError("the print queue does not answer") from error
        if answer.returncode != 0:
            raise OSError("the print queue does not answer")
        return answer.stdout
