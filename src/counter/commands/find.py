"""`counter find`: dossiers by name, code, phone or number, best first."""

from __future__ import annotations

import argparse
import json

from counter.app import open_store
from counter.commands.password import ask_password, data_folder
from counter.store.dossiers import rows_of
from counter.store.search import find
from counter.usecases.sign_in import Accounts


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("find", help="find dossiers")
    parser.add_argument("query")
    parser.add_argument("--data", type=data_folder)
    parser.add_argument("--as", dest="account", required=True, metavar="NAME")
    parser.add_argument("--limit", type=int, default=5)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    store = open_store(args.data)
    try:
        Accounts(store).sign_in(args.account, ask_password(args.lang))
        with store.database.read() as transaction:
            rows = rows_of(transaction, find(transaction, args.query, max(0, args.limit)))
        for row in rows:
            print(json.dumps({
                "code": row.code, "applicant": row.applicant, "procedure": row.procedure, "received_at": row.received,
                "status": row.status, "official": row.official, "due": row.due,
            }, ensure_ascii=False), flush=True)  # fmt: skip
    finally:
        store.close()
    return 0
