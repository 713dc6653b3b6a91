"""`counter find`: dossiers by name, code, phone or number, best first."""

from __future__ import annotations

import argparse
import json

from counter.app import open_store
from counter.commands.arguments import whole
from counter.commands.password import add_account, add_data, ask_password, demand_data
from counter.domain.status import Status
from counter.store.dossiers import rows_of
from counter.store.search import find
from counter.usecases.sign_in import Accounts

MOST = 200_000  # rows one look can rank


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("find", help="find dossiers")
    parser.add_argument("query")
    add_data(parser)
    add_account(parser)
    parser.add_argument("--limit", type=whole(0, 1_000_000_000), default=5, metavar="N", help="at most so many")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    store = open_store(demand_data(args.data))
    try:
        Accounts(store).sign_in(args.account, ask_password(args.lang))
        with store.database.read() as transaction:
            rows = rows_of(transaction, find(transaction, args.query, min(args.limit, MOST)))
        for row in rows:
            print(json.dumps({
                "code": row.code, "applicant": row.applicant, "procedure": row.procedure, "received_at": row.received,
                "status": Status(row.status).name.lower(), "official": row.official, "due": row.due,
            }, ensure_ascii=False), flush=True)  # fmt: skip
    finally:
        store.close()
    return 0
