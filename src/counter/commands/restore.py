"""`counter restore`: a copy takes the place of a machine's data; what was there is moved aside whole."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from counter.commands.password import data_folder
from counter.domain.sentence import Sentence, say
from counter.journal.clock import VIETNAM
from counter.settings import default_data_folder, state_folder
from counter.store.clock import SystemClock
from counter.store.restore import restore
from counter.store.spare_key import keep_key, keys_at_hand


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("restore", help="put a copy in the place of this machine's data")
    parser.add_argument(
        "--from",
        dest="file",
        type=data_folder,
        required=True,
        metavar="FILE",
        help="counter.db of the copy, or its folder",
    )
    parser.add_argument("--data", type=data_folder, metavar="D", help="data folder (default: the platform's)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    data: Path = args.data or default_data_folder()
    done = restore(args.file, data, keys_at_hand(data, state_folder()), keep_key, SystemClock().now())
    made = f"{done.made.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    print(say(Sentence("backup.restored", {"entries": done.entries, "made": made}), args.lang), file=sys.stderr)
    if done.aside is not None:
        print(say(Sentence("backup.aside", {"where": done.aside}), args.lang), file=sys.stderr)
    if done.left:
        print(
            say(Sentence("backup.left_behind", {"count": done.left, "where": done.aside}), args.lang), file=sys.stderr
        )
    print(json.dumps({
        "data": str(data), "entries": done.entries, "needs_epoch": True, "files": done.files,
        "aside": None if done.aside is None else str(done.aside), "left_behind": done.left,
    }, ensure_ascii=False), flush=True)  # fmt: skip
    return 0
