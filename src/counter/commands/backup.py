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
from counter.domain.sentence import Language, Sentence, Trouble, say
from counter.policy.machine import read_machine
from counter.store.backup import back_up, demand_apart, same_disk
from counter.store.copy_database import Pace
from counter.store.file_folder import Stopped
from counter.store.last_backup import daily_folder, note_made, set_daily_folder
from counter.store.local_store import LocalStore


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("backup", help="a checked copy of this machine's data at a second place")
    add_data(parser)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--to", type=data_folder, metavar="DIR", help="the second place: a stick, another disk, a share")
    where.add_argument("--daily", metavar="DIR", help="from now on a copy goes there each day by itself; none: no more")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    folder = demand_data(args.data)
    store = open_store(folder)
    try:
        if args.to is None:
            return _daily(store, args.daily, args.lang)
        with _stopped_by_signals() as stop:
            done = back_up(store, args.to, Pace(stopped=stop.is_set))
        _warn(store.folder, args.to, args.lang)
        # One at another place than the daily ones puts none of those off; where none are made it is the only one there is.
        if daily_folder(store, read_machine().backup_folder) in (None, args.to):
            note_made(store, done)
    except Stopped:
        raise Trouble(Sentence("backup.stopped")) from None
    finally:
        store.close()
    print(json.dumps({
        "file": str(done.file), "entries": done.entries, "verified": True, "files": done.files, "unread": done.unread,
    }, ensure_ascii=False), flush=True)  # fmt: skip
    return 0


def _daily(store: LocalStore, text: str, language: Language) -> int:
    """Set where copies go each day; the open window, if there is one, finds it within half a minute."""
    place = None if text == "none" else data_folder(text)
    if place is not None:
        demand_apart(place, store.folder)
        _warn(store.folder, place, language)
    set_daily_folder(store, place)
    print(json.dumps({"daily": None if place is None else str(place)}, ensure_ascii=False), flush=True)
    return 0


def _warn(folder: Path, place: Path, language: Language) -> None:
    if same_disk(folder, place):
        print(say(Sentence("backup.same_disk"), language), file=sys.stderr)


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
