"""`counter set`: what IT sets on one machine and nobody changes in the window. Without an option it only shows."""

from __future__ import annotations

import argparse
import json
import re
from typing import Any
from urllib.parse import urlsplit

from counter.app import open_store
from counter.commands.password import add_data, has_data
from counter.domain.spelling import clean
from counter.store.settings_table import get_some, put

NOTHING = "none"
_SETTINGS = {"proxy": "proxies", "scanner_port": "scanner_port", "hotline": "hotline"}  # option → name in the store
_WINDOWS_PORT = re.compile(r"COM[1-9][0-9]{0,2}", re.IGNORECASE)
_OTHER_PORT = re.compile(r"/dev/[A-Za-z0-9/_-]{1,60}")
_TELEPHONE = re.compile(r"[0-9+][0-9 .()+/-]{1,38}[0-9]")


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("set", help="what IT sets on this machine; without an option: show it")
    add_data(parser)
    parser.add_argument("--proxy", type=_proxy, metavar="URL", help="the way out, http://HOST:PORT; none: straight")
    parser.add_argument(
        "--scanner-port", type=_port, metavar="PORT", help="serial port of the scanner, say COM3; none: it types"
    )
    parser.add_argument(
        "--hotline", type=_telephone, metavar="NUMBER", help="telephone number on receipts; none: no number"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    given = {option: getattr(args, option) for option in _SETTINGS if getattr(args, option) is not None}
    held: list[Any] = [None] * len(_SETTINGS)
    if given or has_data(args.data):
        store = open_store(args.data)
        try:
            with store.database.write() as transaction:
                for option, value in given.items():
                    put(transaction, _SETTINGS[option], value.kept)
            with store.database.read() as transaction:
                held = get_some(transaction, *_SETTINGS.values())
        finally:
            store.close()
    proxies, port, hotline = held
    told = {"proxy": proxies and proxies.get("https"), "scanner_port": port, "hotline": hotline or None}
    print(json.dumps(told, ensure_ascii=False), flush=True)
    return 0


class _Given:
    """A value as it is kept; one that was taken back is kept too."""

    def __init__(self, kept: Any) -> None:
        self.kept = kept


def _proxy(text: str) -> _Given:
    """For the province alone, which is always https. One that asks for a password is not for us:
    the server's name is to be let through.

    Raises ValueError."""
    if text == NOTHING:
        return _Given(None)
    parts = urlsplit(text.strip().rstrip("/"))
    if parts.scheme != "http" or not parts.hostname or parts.port is None:
        raise ValueError
    if parts.path or parts.query or parts.fragment or parts.username is not None:
        raise ValueError
    return _Given({"https": parts.geturl()})


def _port(text: str) -> _Given:
    """Raises ValueError."""
    if text == NOTHING:
        return _Given(None)
    if _WINDOWS_PORT.fullmatch(text):
        return _Given(text.upper())
    if not _OTHER_PORT.fullmatch(text):
        raise ValueError
    return _Given(text)


def _telephone(text: str) -> _Given:
    """Raises ValueError."""
    number = clean(text)
    if number == NOTHING:
        return _Given("")
    if not _TELEPHONE.fullmatch(number):
        raise ValueError
    return _Given(number)
