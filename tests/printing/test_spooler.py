"""The system's queue: what is watched, and what its answers are taken for."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from counter.printing.spooler import CupsSpooler, JobState, watch
from counter.printing.windows_spooler import JobInfo, jobs_of


class Queue:
    """Answers in turn; the last answer stays. None: it does not answer."""

    def __init__(self, *answers: dict[str, JobState] | None) -> None:
        self.answers = list(answers)
        self.asked = 0

    def open_jobs(self, printer: str, document: str) -> dict[str, JobState]:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if answer is None:
            raise OSError("silent")
        return answer


@pytest.mark.parametrize(
    ("answers", "before", "end", "key"),
    [
        (({},), {}, "printed", "printing.printed"),
        (({"8": "waiting"}, {"8": "waiting"}, {}), {}, "printed", "printing.printed"),
        (({"8": "stuck"}, {"8": "stuck"}, {}), {}, "printed", "printing.printed"),
        (({"8": "waiting"},), {}, "unknown", "printing.unknown"),
        (({"8": "stuck"},), {}, "unknown", "printing.waiting"),
        (({"7": "stuck"},), {"7": "stuck"}, "printed", "printing.printed"),
        (({"7": "stuck", "8": "waiting"},), {"7": "stuck"}, "unknown", "printing.unknown"),
        (({"8": "waiting"}, {"8": "deleted"}, {}), {}, "unknown", "printing.unknown"),
        ((None,), {}, "unknown", "printing.unknown"),
        (({"8": "waiting"}, None), {}, "unknown", "printing.unknown"),
    ],
)
def test_only_an_empty_queue_means_printed_when_a_job_is_watched(
    answers: tuple[dict[str, JobState] | None, ...], before: dict[str, JobState], end: str, key: str
) -> None:
    slept: list[float] = []
    outcome = watch(Queue(*answers), "HP", "H49", before, sleep=slept.append, patience=5)
    assert (outcome.state, outcome.sentence.key) == (end, key)
    assert sum(slept) <= 6


def test_cups_is_understood_when_it_answers(tmp_path: Path) -> None:
    spooler = CupsSpooler(
        _lpstat(tmp_path, jobs="HP-12  an  1024  Mon\nHP-13  an  2048  Mon\n", state="printer HP is idle.")
    )
    assert spooler.open_jobs("HP", "H49") == {"HP-12": "waiting", "HP-13": "waiting"}


def test_cups_is_understood_when_the_printer_is_stopped(tmp_path: Path) -> None:
    spooler = CupsSpooler(
        _lpstat(tmp_path, jobs="HP-12  an  1024  Mon\n", state="printer HP disabled since Mon -\n\tOut of paper")
    )
    assert spooler.open_jobs("HP", "H49") == {"HP-12": "stuck"}


def test_cups_is_understood_when_nothing_waits(tmp_path: Path) -> None:
    assert CupsSpooler(_lpstat(tmp_path, jobs="", state="")).open_jobs("HP", "H49") == {}


def test_cups_counts_as_silent_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="does not answer"):
        CupsSpooler(_lpstat(tmp_path, jobs="", state="", code=1)).open_jobs("HP", "H49")


def test_only_open_jobs_of_the_document_count_when_windows_answers() -> None:
    entries = [
        JobInfo(JobId=1, pDocument="H49", Status=0),
        JobInfo(JobId=2, pDocument="H49", Status=0x40),  # paper out
        JobInfo(JobId=3, pDocument="H49", Status=0x80),  # printed
        JobInfo(JobId=4, pDocument="H49", Status=0x100),  # deleted
        JobInfo(JobId=5, pDocument="letter.docx", Status=0),
        JobInfo(JobId=6, pDocument=None, Status=0),
        JobInfo(JobId=7, pDocument="H49", Status=0x10 | 0x20),  # printing, offline
    ]
    assert jobs_of(entries, "H49") == {"1": "waiting", "2": "stuck", "4": "deleted", "7": "stuck"}


def test_the_structure_has_the_layout_of_winspool_when_windows_fills_it() -> None:
    assert ctypes.sizeof(JobInfo) == 96  # JOB_INFO_1W on 64 bits
    assert (JobInfo.pDocument.offset, JobInfo.Status.offset, JobInfo.Submitted.offset) == (32, 56, 76)


def _lpstat(folder: Path, *, jobs: str, state: str, code: int = 0) -> str:
    """A stand-in for CUPS's command: what it prints for jobs and for the printer's state."""
    (folder / "jobs").write_text(jobs)
    (folder / "state").write_text(state)
    command = folder / "lpstat"
    command.write_text(f'#!/bin/sh\n[ "$1" = -p ] && cat {folder}/state || cat {folder}/jobs\nexit {code}\n')
    command.chmod(0o755)
    return str(command)
