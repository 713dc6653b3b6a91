"""`counter desk`: the window of this counter."""

from __future__ import annotations

import argparse

from counter.commands.password import data_folder


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("desk", help="open the window")
    parser.add_argument("--data", type=data_folder)
    parser.add_argument("--printer", help="folder:PATH, system:NAME, none (default: the one in the settings)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from PySide6.QtWidgets import QApplication

    from counter.app import open_desk, open_office

    app = QApplication([])
    office = open_office(args.data)
    try:
        desk = open_desk(office, app, printer=args.printer)
        app.aboutToQuit.connect(desk.close)
        desk.show()
        return app.exec()
    finally:
        office.close()
