"""`counter desk`: the window of this counter."""

from __future__ import annotations

import argparse
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from counter import __version__
from counter.commands.password import data_folder
from counter.domain.sentence import Language, Refused, Sentence, Trouble, say
from counter.log.bug_watch import BugWatch
from counter.log.crash import CrashWatch, left_behind
from counter.log.file import logged
from counter.log.folder import FOLDER as LOGS
from counter.log.place import place_of
from counter.policy.machine import NOTHING, MachineSettings, read_machine, system_source
from counter.settings import default_data_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from counter.app import Office
    from counter.gui.desk import Desk
    from counter.policy.source import Source

_log = logging.getLogger(__name__)


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("desk", help="open the window")
    parser.add_argument("--data", type=data_folder)
    parser.add_argument("--printer", help="folder:PATH, system:NAME, none (default: the one in the settings)")
    parser.add_argument(
        "--autostart", action="store_true", help="started by itself at log-on: end at once where that is not wanted"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    source = system_source()
    machine = read_machine(source)
    if args.autostart and not _opens_by_itself(machine):
        return 0
    gc.disable()  # what is made at start stays: looking through it again and again would be for nothing (see Sweep)
    from counter.gui.application import open_application

    app = open_application()
    try:
        demand_desk(machine)
        office, desk = open_window(app, args.data, printer=args.printer, machine=machine, source=source)
    except (Refused, Trouble) as no:
        if args.autostart and no.sentence.key == "command.desk_open":
            return 0
        language = machine.language or args.lang
        _show_stopped(app, no, language, args.data)
        raise
    except Exception as error:
        with logged((args.data or default_data_folder()) / LOGS):
            _log.error("bug: %s", place_of(error))
        where = place_of(error).split(" < ")[0]
        bug = Trouble(Sentence("command.broken", {"where": where}))
        _show_stopped(app, bug, machine.language or args.lang, args.data)
        raise
    try:
        with watched(office.store.folder / LOGS, desk):
            app.commitDataRequest.connect(desk.keep)
            app.aboutToQuit.connect(desk.close)
            desk.show()
            return app.exec()
    finally:
        office.close()


def demand_desk(machine: MachineSettings) -> None:
    """Raises Trouble on a machine that was laid down for work which this version cannot do: it does not pretend."""
    if machine.role not in (None, "desk"):
        raise Trouble(Sentence(f"policy.role.{machine.role}"))


def _opens_by_itself(machine: MachineSettings) -> bool:
    from counter.policy.autostart import opens_by_itself, system_entry

    try:
        return opens_by_itself(machine, system_entry())
    except OSError:
        return True  # it was started, and nobody knows that it should not be


def open_window(
    app: QApplication, data: Path | None, *, state: Path | None = None, printer: str | None = None,
    machine: MachineSettings = NOTHING, source: Source | None = None,
) -> tuple[Office, Desk]:  # fmt: skip
    """Everything that stands before the first paint. Raises Trouble when the store cannot be opened, or is open in another
    window."""
    from counter.app import open_desk, open_office
    from counter.gui.one_window import hold

    office = open_office(data, state=state)
    try:
        lock = hold(office.store.folder)
    except Trouble:
        office.close()
        raise
    desk = open_desk(office, app, printer=printer, machine=machine, source=source)
    desk.closed.connect(lock.unlock)
    desk.built.connect(_leave_what_stands)
    return office, desk


@contextmanager
def watched(folder: Path, desk: Desk) -> Iterator[None]:
    """While the window is open: the log in `folder`, and mistakes of the program told in the window. If the process itself
    broke down the last time, that is told too."""
    from counter.gui.bugs import Bugs
    from counter.gui.qt_messages import log_qt_messages

    bugs = Bugs(desk.window)
    watch = BugWatch(bugs.tell)

    def look_back() -> None:
        if left_behind(folder):
            bugs.tell_of_crash()

    with logged(folder), CrashWatch(folder):
        watch.start()
        log_qt_messages()
        desk.built.connect(_say_open)
        desk.built.connect(look_back)
        try:
            yield
        finally:
            _log.info("closed")
            watch.stop()


def _show_stopped(app: QApplication, no: Refused | Trouble, language: Language, data: Path | None) -> None:
    """Why, with diagnostics, and where it is the data that does not open, the self-check to tell IT more."""
    from functools import partial

    from counter.app import seen_diagnosis
    from counter.gui.stopped import stopped

    can_check = isinstance(no, Trouble) and no.sentence.key.startswith("store.")
    sources = partial(seen_diagnosis, data)
    window = stopped(app, say(no.sentence, language), language, sources, can_check=can_check)
    if can_check and isinstance(no, Trouble):
        from counter.app import open_doctor

        doctor = open_doctor(data, no, window)
        doctor.speak(language)
        window.check_requested.connect(doctor.open)
        window.findings = lambda: doctor.findings
    window.show()
    app.exec()


def _say_open() -> None:
    _log.info("counter %s is open", __version__)


def _leave_what_stands() -> None:
    gc.freeze()  # no sweep need look through it
