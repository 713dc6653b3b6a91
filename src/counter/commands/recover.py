"""`counter recover`: get back into a database whose key this machine cannot open, with the province's help."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from counter.commands.password import add_data, data_folder
from counter.domain.sentence import Refused, Sentence, Trouble, say
from counter.settings import default_data_folder, state_folder
from counter.store.clock import SystemClock
from counter.store.database import NAME
from counter.store.held_file import patiently
from counter.store.key_return import KeyReturn
from counter.store.small_file import write_small
from counter.wire.recovery_key import fingerprint
from counter.wire.recovery_text import request_text
from counter.wire.spoken import Misheard, heard

_AT_MOST = 4096  # bytes of an answer's file


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("recover", help="open a database whose key is lost, with the province's help")
    deeds = parser.add_subparsers(required=True, metavar="DEED")
    ask = deeds.add_parser("ask", help="write the request for the province")
    _where(ask)
    ask.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="the request, as text; nothing in it is secret"
    )
    ask.set_defaults(run=_ask)
    answer = deeds.add_parser("open", help="use the province's answer")
    _where(answer)
    given = answer.add_mutually_exclusive_group(required=True)
    given.add_argument("--code", metavar="CODE", help="13 groups, as they were read out; in quotes")
    given.add_argument("--answer", type=Path, metavar="FILE", help="the same as a file")
    answer.set_defaults(run=_open)


def _where(parser: argparse.ArgumentParser) -> None:
    add_data(parser)
    parser.add_argument(
        "--from", dest="file", type=data_folder, metavar="FILE",
        help="a copy (its counter.db or folder) that is to be restored; default: the data folder itself",
    )  # fmt: skip


def _return(args: argparse.Namespace) -> KeyReturn:
    data = args.data or default_data_folder()
    place: Path = args.file or data
    return KeyReturn(place.parent if place.name == NAME else place, data, state_folder())


def _ask(args: argparse.Namespace) -> int:
    request = _return(args).ask()
    number, recovery = request.number(), fingerprint(request.wrapped.recovery)
    words = say(Sentence("recovery.request", {"number": number, "recovery": recovery}), args.lang)
    try:
        write_small(args.to, request_text(request, words).encode())
    except OSError:
        raise Trouble(Sentence("command.no_out")) from None
    print(json.dumps({"to": str(args.to), "number": number, "recovery_key": recovery}, ensure_ascii=False), flush=True)
    print(say(Sentence("recovery.asked", {"number": number}), args.lang), file=sys.stderr)
    return 0


def _open(args: argparse.Namespace) -> int:
    own = _return(args).take(_answer(args), SystemClock().now())
    print(json.dumps({"opens": "data" if own else "copy", "needs_epoch": True}), flush=True)
    print(say(Sentence("recovery.opened" if own else "recovery.copy_opens"), args.lang), file=sys.stderr)
    return 0


def _answer(args: argparse.Namespace) -> bytes:
    text: str = args.code or ""
    if args.answer is not None:
        try:
            text = patiently(args.answer.read_bytes)[:_AT_MOST].decode("ascii", "replace")
        except OSError:
            raise Refused("answer", Sentence("recovery.answer_file")) from None
    try:
        return heard(text)
    except Misheard as slip:
        if not slip.groups:
            raise Refused("answer", Sentence("recovery.code_form")) from None
        groups = ", ".join(map(str, slip.groups))
        raise Refused("answer", Sentence("recovery.groups", {"groups": groups})) from None
