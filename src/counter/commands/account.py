"""`counter account add` and `counter account password`: a new account, and a new password where the old one is forgotten."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from counter.app import open_store
from counter.commands.password import add_data, ask_password, demand_data
from counter.domain.sentence import Refused, Sentence
from counter.usecases.sign_in import Accounts

if TYPE_CHECKING:
    from counter.store.accounts import Account


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("account", help="accounts of this machine")
    deeds = parser.add_subparsers(required=True, metavar="DEED")
    add = deeds.add_parser("add", help="make an account")
    add.add_argument("name")
    add.add_argument("--role", choices=("clerk", "supervisor", "admin"), default="clerk")
    add.add_argument("--display", default="", help="name printed on receipts (default: the account's name)")
    anew = deeds.add_parser("password", help="give an account a new password; its PIN goes")
    anew.add_argument("name")
    for deed, run in ((add, _add), (anew, _give_password)):
        add_data(deed)
        deed.add_argument(
            "--as", dest="account", metavar="ADMIN",
            help="administrator who makes it; asked for the password, or COUNTER_ADMIN_PASSWORD",
        )  # fmt: skip
        deed.set_defaults(run=run)


def _add(args: argparse.Namespace) -> int:
    return _do(args, lambda accounts, secret: accounts.add(args.name, args.display, args.role, secret))


def _give_password(args: argparse.Namespace) -> int:
    demand_data(args.data)
    return _do(args, lambda accounts, secret: accounts.give_password(args.name, secret))


def _do(args: argparse.Namespace, deed: Callable[[Accounts, str], Account]) -> int:
    store = open_store(args.data)
    try:
        accounts = Accounts(store)
        # Whoever may write this folder's key may add accounts: the machine's own rights are the guard, as for IT's
        # other commands. An administrator named with --as is checked first, where IT wants the act to bear a name.
        if args.account is not None:
            secret = ask_password(args.lang, "COUNTER_ADMIN_PASSWORD")
            if accounts.sign_in(args.account, secret).role != "admin":
                raise Refused("account", Sentence("account.not_allowed"))
        account = deed(accounts, ask_password(args.lang))
        print(json.dumps({"account": account.name, "role": account.role}, ensure_ascii=False), flush=True)
    finally:
        store.close()
    return 0
