"""Looking after a job in the queue of the operating system: a printer that took it has not printed it yet."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from counter.printing.printer import Outcome, printed, unknown

PATIENCE = 60.0
"""Seconds that a job may take before its end is called unknown."""
_PAUSE = 0.5


class Spooler(Protocol):
    """The queue of the operating system."""

    def open_jobs(self, printer: str, document: str) -> Mapping[str, bool]:
        """The jobs that wait or run: id → whether the printer is stuck (no paper, off, jammed).

        Jobs of another document may be among them where the system does not tell. Raises OSError when the queue does
        not answer."""
        ...


def watch(
    spooler: Spooler,
    printer: str,
    document: str,
    before: Mapping[str, bool],
    *,
    sleep: Callable[[float], None],
    patience: float = PATIENCE,
) -> Outcome:
    """How the jobs end that were not yet there `before`: printed when they left the queue, unknown when they did not
    within `patience` seconds or the queue fell silent. Never failed: a stuck job prints when there is paper again."""
    for _ in range(int(patience / _PAUSE) + 1):
        try:
            jobs = spooler.open_jobs(printer, document)
        except OSError:
            return unknown()
        ours = jobs.keys() - before.keys()
        if not ours:
            return printed()
        sleep(_PAUSE)
    if any(jobs[job] for job in ours):
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

    def open_jobs(self, printer: str, document: str) -> dict[str, bool]:  # noqa: ARG002  # the port's shape
        """CUPS does not name the documents here: every open job of the printer counts."""
        jobs = self._ask("-W", "not-completed", "-o", printer)
        ids = [line.split()[0] for line in jobs.splitlines() if line.strip()]
        if not ids:
            return {}
        state = self._ask("-p", printer)
        stuck = "disabled" in state or "stopped" in state or "Unable" in state
        return dict.fromkeys(ids, stuck)

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
