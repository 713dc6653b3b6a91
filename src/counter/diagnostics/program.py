"""Which program this is: its version, and those of what it is built on."""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
from importlib import metadata
from typing import Any

from counter import __version__
from counter.diagnostics.sources import Sources
from counter.store.local_store import PROGRAM_DATE

PARTS = (
    "PySide6-Essentials", "shiboken6", "SQLAlchemy", "alembic", "sqlcipher3", "reportlab", "pypdf", "pypdfium2", "requests",
    "truststore", "argon2-cffi", "cryptography", "backports.zstd", "pyserial", "fastapi", "uvicorn", "psycopg",
)  # fmt: skip
_VERSION = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,5}){0,3}(?:[a-z]{1,4}[0-9]{0,3})?(?:\+[a-z0-9]{1,12})?")


def program_facts(sources: Sources) -> dict[str, Any]:
    """Versions, and how the program was put here."""
    return {
        "counter": __version__, "program_month": f"{PROGRAM_DATE:%Y-%m}", "python": platform.python_version(),
        "python_bits": sys.maxsize.bit_length() + 1, "implementation": sys.implementation.name,
        "sqlite_of_python": sqlite3.sqlite_version, "isolated": bool(sys.flags.isolated or sys.flags.ignore_environment),
        "encoding": sys.getfilesystemencoding(), "parts": {name: version_of(name) for name in PARTS},
        "qt": dict(sources.qt) if sources.qt is not None else "the command line does not load it",
    }  # fmt: skip


def version_of(part: str) -> str | None:
    """The version of a part by its number; None when it is not there, or does not say."""
    try:
        version = metadata.version(part)
    except metadata.PackageNotFoundError:
        return None
    return version if _VERSION.fullmatch(version) else "other"
