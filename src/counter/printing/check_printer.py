"""Of the self-check: whether the printer that is chosen is there and ready, as far as the system tells."""

from __future__ import annotations

import contextlib
import os
import secrets
from io import FileIO
from pathlib import Path

from counter.domain.check import Finding, broken, look, well
from counter.domain.sentence import Trouble
from counter.printing.choose_printer import FOLDER, NONE, SYSTEM
from counter.printing.fonts import the_fonts
from counter.printing.printer_board import PrinterBoard
from counter.store.held_file import remove

_TO_FILES = ("Microsoft Print to PDF", "Microsoft XPS", "Fax", "OneNote")


def check_printer(setting: str, board: PrinterBoard | None) -> Finding:
    """The printer of a setting (see `choose_printer`). `board`: None where the system has no print service."""
    word = setting.strip()
    try:
        the_fonts()
    except Trouble:
        return broken("printer", "no_font")
    if word == NONE:
        return look("printer", "not_chosen")
    if word.startswith(FOLDER):
        return _check_folder(Path(word.removeprefix(FOLDER)))
    if board is None:
        return broken("printer", "none")
    name = word.removeprefix(SYSTEM).strip()
    try:
        standings = board.standings()
        chosen = name or board.default()
    except OSError:
        return broken("printer", "silent")
    if not standings and not name:
        return broken("printer", "none")
    if not chosen:
        return broken("printer", "no_default")
    if chosen not in standings:
        return broken("printer", "not_found", name=chosen)
    if standings[chosen] != "ready":
        return broken("printer", standings[chosen], name=chosen)
    if chosen.startswith(_TO_FILES):
        return look("printer", "to_file", name=chosen)
    return well("printer", name=chosen)


def _check_folder(folder: Path) -> Finding:
    trial = folder / f".{secrets.token_hex(4)}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileIO(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(b"%PDF")
            os.fsync(file.fileno())
    except OSError:
        return broken("printer", "folder", name=folder.name)
    finally:
        with contextlib.suppress(OSError):
            remove(trial)
    return well("printer", "folder_well", name=folder.name)
