"""`counter desk`: the window of this counter."""

from __future__ import annotations

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from counter.commands.password import data_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from counter.app import Office
    from counter.gui.desk import Desk


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("desk", help="open the window")
    parser.add_argument("--data", type=data_folder)
    parser.add_argument("--printer", help="folder:PATH, system:NAME, none (default: the one in the settings)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    app, office, desk = open_window(args.data, printer=args.printer)
    try:
        app.aboutToQuit.connect(desk.close)
        desk.show()
        return app.exec()
    finally:
        office.close()


def open_window(
    data: Path | None, *, state: Path | None = None, printer: str | None = None
) -> tuple[QApplication, Office, Desk]:
    """Everything that stands before the first paint. Raises Trouble when the store cannot be opened."""
    gc.disable()  # what is made at start stays: looking through it again and again would be for nothing
    from counter.app import open_desk, open_office
    from counter.gui.application import open_application

    app = open_application()
    office = open_office(data, state=state)
    desk = open_desk(office, app, printer=printer)
    desk.built.connect(_collect_again)
    return app, office, desk


def _collect_again() -> None:
    gc.freeze()
    gc.enable()
