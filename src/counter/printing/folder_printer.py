"""A printer that puts the PDF into a folder: for centres that print from a shared folder, and for trying things out."""

from __future__ import annotations

import errno
import os
import re
import secrets
from itertools import count
from pathlib import Path

from counter.printing.printer import Outcome, failed, printed
from counter.store.held_file import move, remove
from counter.store.small_file import move_to_free

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names that Windows keeps for devices, with whatever ending.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_LONGEST = 80
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS)


class FolderPrinter:
    """Writes each job as `<code>.pdf`; a second print of a code gets a number behind it and replaces nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def name(self) -> str:
        """The folder's own name, without the way to it."""
        return self.folder.name

    def send(self, pdf: bytes, job_name: str) -> Outcome:
        """The file appears whole or not at all."""
        stem = safe_name(job_name)
        draft = self.folder / f".{stem}.{secrets.token_hex(8)}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            _name(draft, self.folder, stem)
        except OSError:
            _forget(draft)
            return failed("printing.folder_closed")
        return printed("printing.filed")


def safe_name(code: str) -> str:
    """A file name that every system takes: letters, digits, dot, hyphen and underline, and no device's name."""
    name = _UNSAFE.sub("_", code)[:_LONGEST].strip("._ ") or "giay"
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def _name(draft: Path, folder: Path, stem: str) -> None:
    """The first of its names that nothing has: the window and a command may print one code at the same moment."""
    names = (folder / (f"{stem}.pdf" if n == 1 else f"{stem} ({n}).pdf") for n in count(1))
    for path in (path for path in names if not path.exists()):
        try:
            if move_to_free(draft, path):
                return
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            move(draft, path)  # as well as a share or a stick lets it that knows no second name of a file
            return


def _forget(draft: Path) -> None:
    try:
        remove(draft)
    except OSError:
        return
