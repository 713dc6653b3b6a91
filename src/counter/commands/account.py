"""`counter account add`: a new account; the first one needs no sign-in."""

from __future__ import annotations

import argparse
import json

from counter.app import open_store
from counter.commands.password import ask_password, data_folder
from counter.domain.sentence import Refused, Sentence
from counter.usecases.sign_in import Accounts


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("account", help="accounts of this machine")
    deeds = parser.add_subparsers(required=True, metavar="DEED")
    add = deeds.add_parser("add", help="make an account")
    add.add_argument("name")
    add.add_argument("--role", choices=("clerk", "supervisor", "admin"), default="clerk")
    add.add_argument("--display", default="", help="name printed on receipts (default: the account's name)")
    add.add_argument("--data", type=data_folder)
    add.add_argument("--as", dest="account", help="administrator who makes it (once there is an account)")
    add.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    store = open_store(args.data)
    try:
        accounts = Accounts(store)
        # Whoever may write this folder's key may add accounts: the machine's own rights are the guard, as for IT's
        # other commands. An administrator named with --as is checked first, where IT wants the act to bear a name.
        password = ask_password(args.lang)
        if args.account is not None and accounts.sign_in(args.account, password).role != "admin":
            raise Refused("account", Sentence("account.not_allowed"))
        account = accounts.add(args.name, args.display, args.role, password)
        print(json.dumps({"account": account.name, "role": account.role}, ensure_ascii=False), flush=True)
    finally:
        store.close()
    return 0
