"""What machine this is, as far as it matters to the program: system, memory, disks, clock, screens, printers.

Its name, its user and the folders of people are not asked for."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from counter.diagnostics.sources import Sources
from counter.log.folder import FOLDER as LOGS
from counter.store.diagnosis import OTHER, one_of

MB = 1024 * 1024
_RELEASE = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,5}){0,2}(?:-[0-9]{1,4})?")
_MAKES = (
    "HP", "Hewlett-Packard", "Canon", "Brother", "EPSON", "Epson", "Samsung", "Xerox", "FUJI", "Fuji", "FUJIFILM", "RICOH",
    "Ricoh", "KONICA", "Konica", "Kyocera", "KYOCERA", "Lexmark", "OKI", "Panasonic", "SHARP", "Sharp", "TOSHIBA", "Toshiba",
    "Pantum", "Dell", "Zebra", "Xprinter", "Star", "Citizen", "BIXOLON", "TSC", "Godex", "Microsoft", "Generic", "Adobe", "Foxit",
)  # fmt: skip
_MODEL = re.compile(r"[A-Za-z0-9 .,/()+_-]{1,80}")
_KNOWN = (
    "counter.db", "counter.db-wal", "counter.db-shm", "database.key", "ballast", "files", LOGS, "witness", "catalogue.json",
    "desk.lock", "database.recovery", "recovery", "restoring",
)  # fmt: skip
_KNOWN_FORM = re.compile(
    r"before-[0-9]{4}-counter\.db|before-restore-[0-9]{8}-[0-9]{6}(?:-[0-9a-f]{4})?|restore-[0-9a-f]{4,16}", re.ASCII
)


def machine_facts(sources: Sources) -> dict[str, Any]:
    """System, memory, processors, disk, what lies in the data folder."""
    return {
        "system": one_of(("Windows", "Linux", "Darwin"), platform.system()), "release": _first(_RELEASE, platform.release()),
        "version": _first(_RELEASE, platform.version()),
        "machine": one_of(("AMD64", "x86_64", "ARM64", "aarch64"), platform.machine()),
        "edition": _edition(), "processors": os.cpu_count(), "memory_mb": _memory_mb(),
        "data_folder": _folder_facts(sources.folder), "state_folder_there": sources.state.is_dir(),
        "disk": _disk(sources.folder), "known_files": _known_files(sources.folder),
    }  # fmt: skip


def clock_facts(sources: Sources) -> dict[str, Any]:
    """The clock and the zone of this PC, which the program does not go by. What the province's clock says stands with the
    exchange."""
    now = sources.clock.now()
    seconds = -time.altzone if time.localtime().tm_isdst > 0 else -time.timezone
    return {
        "now": now.isoformat(timespec="seconds"), "zone_of_pc_minutes": seconds // 60, "summer_time_in_zone": bool(time.daylight),
        "running_for_minutes": time.monotonic_ns() // 60_000_000_000,
    }  # fmt: skip


def paper_facts(sources: Sources) -> dict[str, Any]:
    """Printers by their drivers and screens by their sizes; both only as a window sees them."""
    if sources.qt is None:
        return {"looked_at": False}
    return {
        "looked_at": True,
        "screens": [
            {"width": s.width, "height": s.height, "dots": round(s.dots), "scale": round(s.scale, 2)}
            for s in sources.screens()
        ],
        "printers": [
            {"make": make_of(p.make), "default": p.default, "state": one_of(("idle", "active", "aborted", "error"), p.state)}
            for p in sources.printers()
        ],
    }  # fmt: skip


def make_of(name: str) -> str:
    """The name of a driver whose maker is known; any other may be a name that somebody gave."""
    word = name.split()[0] if name.split() else ""
    return name if word in _MAKES and _MODEL.fullmatch(name) else OTHER


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return None if found is None else found[0]


def _edition() -> str | None:
    with suppress(OSError, AttributeError, ValueError):
        if sys.platform == "win32":
            return _first(re.compile(r"[A-Za-z]{1,40}"), platform.win32_edition() or "")
        found = platform.freedesktop_os_release()
        return (
            f"{_first(re.compile('[a-z]{2,20}'), found.get('ID', ''))} {_first(_RELEASE, found.get('VERSION_ID', ''))}"
        )
    return None


def _memory_mb() -> int | None:
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = [
                ("length", ctypes.c_ulong), ("load", ctypes.c_ulong),
                *((name, ctypes.c_ulonglong) for name in ("all", "free", "pages", "pages_free", "room", "room_free", "more")),
            ]  # fmt: skip

        status = Status(length=ctypes.sizeof(Status))
        return status.all // MB if ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) else None
    with suppress(OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MB
    return None


def _folder_facts(folder: Path) -> dict[str, Any]:
    return {
        "there": folder.is_dir(), "may_write": folder.is_dir() and os.access(folder, os.W_OK),
        "network": str(folder).startswith(("\\\\", "//")), "in_onedrive": "onedrive" in str(folder).lower(),
    }  # fmt: skip


def _disk(folder: Path) -> dict[str, int] | None:
    with suppress(OSError):
        found = shutil.disk_usage(folder)
        return {"total_mb": found.total // MB, "free_mb": found.free // MB}
    return None


def _known_files(folder: Path) -> dict[str, Any]:
    """Sizes of what the program keeps there; of anything else only how many there are, for it may be called after anyone."""
    sizes: dict[str, Any] = {}
    others = 0
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.name in _KNOWN or _KNOWN_FORM.fullmatch(path.name):
                sizes[path.name] = "a folder" if path.is_dir() else path.stat().st_size // 1024
            else:
                others += 1
    return {"kilobytes": sizes, "others": others}
