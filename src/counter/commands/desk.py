"""`counter desk`: the window of this counter."""

from __future__ import annotations

import argparse

from counter.commands.password import add_data


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("desk", help="open the window")
    add_data(parser)
    parser.add_argument("--printer", help="folder:PATH, system:NAME, none (default: the one in the settings)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from counter.app import open_desk, open_office
    from counter.gui.application import open_application

    app = open_application()
    office = open_office(args.data)
    try:
        desk = open_desk(office, app, printer=args.printer)
        app.aboutToQuit.connect(desk.close)
        desk.show()
        return app.exec()
    finally:
        office.close()
