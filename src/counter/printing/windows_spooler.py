"""The print queue of Windows, through winspool.drv."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from counter.printing.spooler import JobState

# JOB_STATUS_* of winspool.h
_ERROR, _OFFLINE, _PAPEROUT, _BLOCKED, _INTERVENTION = 0x2, 0x20, 0x40, 0x200, 0x400
_STUCK = _ERROR | _OFFLINE | _PAPEROUT | _BLOCKED | _INTERVENTION
_DONE = 0x80 | 0x1000  # printed, complete
_DELETED = 0x4 | 0x100  # deleting, deleted
_MOST_JOBS = 1000
_ROOM_WANTED = 122  # ERROR_INSUFFICIENT_BUFFER


class JobInfo(ctypes.Structure):
    """JOB_INFO_1W of winspool.h."""

    _fields_ = (
        ("JobId", ctypes.c_uint32),
        ("pPrinterName", ctypes.c_wchar_p),
        ("pMachineName", ctypes.c_wchar_p),
        ("pUserName", ctypes.c_wchar_p),
        ("pDocument", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
        ("pStatus", ctypes.c_wchar_p),
        ("Status", ctypes.c_uint32),
        ("Priority", ctypes.c_uint32),
        ("Position", ctypes.c_uint32),
        ("TotalPages", ctypes.c_uint32),
        ("PagesPrinted", ctypes.c_uint32),
        ("Submitted", ctypes.c_uint16 * 8),
    )


def jobs_of(entries: list[JobInfo], document: str) -> dict[str, JobState]:
    """The entries that belong to `document` and are not done, by their id."""
    return {
        str(entry.JobId): _state(entry.Status)
        for entry in entries
        if (entry.pDocument or "") == document and not entry.Status & _DONE
    }


def _state(status: int) -> JobState:
    if status & _DELETED:
        return "deleted"
    return "stuck" if status & _STUCK else "waiting"


if sys.platform == "win32":

    class WindowsSpooler:
        """Asks the spooler of this machine, or of the one the printer is shared from."""

        def __init__(self) -> None:
            self._winspool = ctypes.WinDLL("winspool.drv", use_last_error=True)

        def open_jobs(self, printer: str, document: str) -> dict[str, JobState]:
            """The jobs of `document`. Raises OSError when the spooler does not answer."""
            handle = wintypes.HANDLE()
            if not self._winspool.OpenPrinterW(printer, ctypes.byref(handle), None):
                raise ctypes.WinError(ctypes.get_last_error())
            try:
                return jobs_of(self._entries(handle), document)
            finally:
                self._winspool.ClosePrinter(handle)

        def _entries(self, handle: wintypes.HANDLE) -> list[JobInfo]:
            needed, returned = wintypes.DWORD(), wintypes.DWORD()
            ask = self._winspool.EnumJobsW
            if ask(handle, 0, _MOST_JOBS, 1, None, 0, ctypes.byref(needed), ctypes.byref(returned)):
                return []  # nothing waits, so nothing wanted room
            if ctypes.get_last_error() != _ROOM_WANTED:
                raise ctypes.WinError(ctypes.get_last_error())
            room = ctypes.create_string_buffer(needed.value + 4096)  # the queue may grow between the two questions
            if not ask(handle, 0, _MOST_JOBS, 1, room, len(room), ctypes.byref(needed), ctypes.byref(returned)):
                raise ctypes.WinError(ctypes.get_last_error())
            return list((JobInfo * returned.value).from_buffer(room))
