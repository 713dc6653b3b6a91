"""`counter attach`: a scanned paper goes into a dossier. Only read; its name goes nowhere."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from counter.app import open_office
from counter.commands.arguments import whole
from counter.commands.password import add_account, add_data, ask_password, demand_data
from counter.usecases.attach_scan import attach_by_code
from counter.usecases.sign_in import Accounts


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("attach", help="attach a scanned paper to a dossier")
    parser.add_argument("code")
    parser.add_argument("file", type=Path, help="PDF, JPEG or PNG")
    add_data(parser)
    add_account(parser)
    parser.add_argument(
        "--paper", type=whole(1, 999), metavar="N", help="line of the dossier's papers (default: another paper)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    office = open_office(demand_data(args.data))
    try:
        session = Accounts(office.store).sign_in(args.account, ask_password(args.lang))
        done = attach_by_code(office.store, args.code, args.file, session.actor, paper=args.paper)
    finally:
        office.close()
    print(json.dumps({
        "entry": done.entry, "sha256": done.sha256, "size": done.size, "media": done.media, "pages": done.pages,
        "paper": args.paper, "title": done.title, "again": done.again,
    }, ensure_ascii=False), flush=True)  # fmt: skip
    return 0
