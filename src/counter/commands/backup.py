"""`counter backup`: a checked copy of this machine's data at a second place, made while the window may be open."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counter.app import open_store
from counter.commands.password import add_data, data_folder, demand_data
from counter.domain.sentence import Refused, Sentence, Trouble, say
from counter.store.backup import back_up, same_disk
from counter.store.copy_database import Pace
from counter.store.file_folder import Stopped


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("backup", help="a checked copy of this machine's data at a second place")
    add_data(parser)
    parser.add_argument(
        "--to", type=data_folder, required=True, metavar="DIR", help="the second place: a stick, another disk, a share"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    folder = demand_data(args.data)
    store = open_store(folder)
    try:
        if _within(args.to, store.folder):
            raise Refused("to", Sentence("backup.same_place"))
        with _stopped_by_signals() as stop:
            done = back_up(store, args.to, Pace(stopped=stop.is_set))
        if same_disk(store.folder, args.to):
            print(say(Sentence("backup.same_disk"), args.lang), file=sys.stderr)
    except Stopped:
        raise Trouble(Sentence("backup.stopped")) from None
    finally:
        store.close()
    print(json.dumps({
        "file": str(done.file), "entries": done.entries, "verified": True, "files": done.files, "unread": done.unread,
    }, ensure_ascii=False), flush=True)  # fmt: skip
    return 0


def _within(place: Path, folder: Path) -> bool:
    return place.resolve().is_relative_to(folder.resolve())


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """Whoever presses Ctrl+C or ends the program leaves nothing half done behind."""
    stop = threading.Event()
    names = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(name, lambda *_: stop.set()) for name in names]
    try:
        yield stop
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)
