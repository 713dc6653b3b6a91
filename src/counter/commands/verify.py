"""`counter verify`: whether a data folder (or a province's folder) is whole. Exit 1 when it is not."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys

from counter.app import open_store
from counter.commands.password import data_folder, has_data
from counter.domain.sentence import Trouble, say
from counter.store.database import holds_data
from counter.store.uploads import StoreUploads
from counter.store.verify import Report, verify

NO_DATABASE = "no database in this folder"


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("verify", help="check that everything held is whole")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--data", type=data_folder, metavar="D", help="data folder (default: the platform's)")
    where.add_argument("--server", type=data_folder, metavar="S", help="a province's folder")
    parser.add_argument(
        "--database-url", metavar="URL", help="with --server: the province's database when it is not in the folder"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    report = _server(args) if args.server is not None else _local(args)
    print(
        json.dumps({"ok": not report.problems, "entries": report.entries, "problems": list(report.problems)}),
        flush=True,
    )
    return 1 if report.problems else 0


def _local(args: argparse.Namespace) -> Report:
    if not has_data(args.data):
        return Report(0, (NO_DATABASE,))
    try:
        store = open_store(args.data)
    except Trouble as trouble:
        print(say(trouble.sentence, args.lang), file=sys.stderr)
        return Report(0, (say(trouble.sentence, "en"),))
    try:
        report = verify(store.database)
        with contextlib.suppress(Trouble):  # a database that cannot be read is a problem already
            return Report(report.entries, (*report.problems, *StoreUploads(store).damaged()))
        return report
    finally:
        store.close()


def _server(args: argparse.Namespace) -> Report:
    from counter.server.database import NAME as PROVINCE_DATABASE
    from counter.server.verify import verify_province

    if args.database_url is None and not holds_data(args.server / PROVINCE_DATABASE):
        return Report(0, (f"{NO_DATABASE}; one in PostgreSQL needs --database-url",))
    entries, problems = verify_province(args.server, args.database_url)
    return Report(entries, tuple(problems))
