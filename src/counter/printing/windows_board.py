"""The printers of Windows, through winspool.drv."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

from counter.printing.printer_board import Standing

# PRINTER_STATUS_* and PRINTER_ATTRIBUTE_* of winspool.h
_PAPER_OUT, _PAPER_PROBLEM, _OFFLINE, _NOT_AVAILABLE, _SERVER_OFFLINE = 0x10, 0x40, 0x80, 0x1000, 0x2000000
_STOPPED = 0x1 | 0x2 | 0x8 | 0x800 | 0x40000 | 0x100000 | 0x400000  # paused, error, jam, bin full, toner, user, door
_WORK_OFFLINE = 0x400
_LOCAL, _CONNECTIONS = 0x2, 0x4
_ROOM_WANTED = 122  # ERROR_INSUFFICIENT_BUFFER
_NO_DEFAULT = 2  # ERROR_FILE_NOT_FOUND
_NAME_LENGTH = 512


class PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_2W of winspool.h."""

    _fields_ = (
        ("pServerName", ctypes.c_wchar_p),
        ("pPrinterName", ctypes.c_wchar_p),
        ("pShareName", ctypes.c_wchar_p),
        ("pPortName", ctypes.c_wchar_p),
        ("pDriverName", ctypes.c_wchar_p),
        ("pComment", ctypes.c_wchar_p),
        ("pLocation", ctypes.c_wchar_p),
        ("pDevMode", ctypes.c_void_p),
        ("pSepFile", ctypes.c_wchar_p),
        ("pPrintProcessor", ctypes.c_wchar_p),
        ("pDatatype", ctypes.c_wchar_p),
        ("pParameters", ctypes.c_wchar_p),
        ("pSecurityDescriptor", ctypes.c_void_p),
        ("Attributes", ctypes.c_uint32),
        ("Priority", ctypes.c_uint32),
        ("DefaultPriority", ctypes.c_uint32),
        ("StartTime", ctypes.c_uint32),
        ("UntilTime", ctypes.c_uint32),
        ("Status", ctypes.c_uint32),
        ("cJobs", ctypes.c_uint32),
        ("AveragePPM", ctypes.c_uint32),
    )


def standing_of(info: PrinterInfo) -> Standing:
    """What its flags come to."""
    if info.Attributes & _WORK_OFFLINE or info.Status & (_OFFLINE | _NOT_AVAILABLE | _SERVER_OFFLINE):
        return "offline"
    if info.Status & (_PAPER_OUT | _PAPER_PROBLEM):
        return "no_paper"
    return "stopped" if info.Status & _STOPPED else "ready"


if sys.platform == "win32":

    class WindowsBoard:
        """Asks the spooler of this machine, for its own printers and those it is connected to."""

        def __init__(self) -> None:
            self._winspool = ctypes.WinDLL("winspool.drv", use_last_error=True)

        def default(self) -> str:
            room, size = ctypes.create_unicode_buffer(_NAME_LENGTH), wintypes.DWORD(_NAME_LENGTH)
            if self._winspool.GetDefaultPrinterW(room, ctypes.byref(size)):
                return room.value
            if ctypes.get_last_error() == _NO_DEFAULT:
                return ""
            raise ctypes.WinError(ctypes.get_last_error())

        def standings(self) -> dict[str, Standing]:
            needed, returned = wintypes.DWORD(), wintypes.DWORD()
            ask, which = self._winspool.EnumPrintersW, _LOCAL | _CONNECTIONS
            if ask(which, None, 2, None, 0, ctypes.byref(needed), ctypes.byref(returned)):
                return {}  # there are none, so none wanted room
            if ctypes.get_last_error() != _ROOM_WANTED:
                raise ctypes.WinError(ctypes.get_last_error())
            room = ctypes.create_string_buffer(needed.value + 4096)
            if not ask(which, None, 2, room, len(room), ctypes.byref(needed), ctypes.byref(returned)):
                raise ctypes.WinError(ctypes.get_last_error())
            found = (PrinterInfo * returned.value).from_buffer(room)
            return {info.pPrinterName or "": standing_of(info) for info in found}
