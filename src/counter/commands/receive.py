"""`counter receive`: the batch door. One JSON line in, one out, after it is durable, flushed line by line."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from counter.app import open_office
from counter.commands.arguments import whole
from counter.commands.password import add_account, add_data, ask_password, demand_data
from counter.commands.reception_line import read_line, request_of
from counter.domain.sentence import Language, Refused, Sentence, Trouble, say
from counter.usecases.receive import Receive, Received
from counter.usecases.sign_in import Accounts, Session

# A body has at most 64 KiB; with every character escaped and some air between, a line that can hold one is shorter.
_LINE_LIMIT = 1024 * 1024


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("receive", help="receive applications from JSON lines")
    add_data(parser)
    add_account(parser)
    parser.add_argument("--file", type=Path, metavar="F", help="JSON lines (default: standard input)")
    parser.add_argument(
        "--print", dest="copies", type=whole(0, 9), default=0, metavar="N", help="leave a print job of so many copies"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    office = open_office(demand_data(args.data))
    try:
        session = Accounts(office.store).sign_in(args.account, ask_password(args.lang))
        receive = Receive(office.store, office.catalogue)
        with _lines(args.file) as lines:
            serve_lines(receive, session, lines, sys.stdout, copies=args.copies, language=args.lang)
    finally:
        office.close()
    return 0


def serve_lines(
    receive: Receive,
    session: Session,
    lines: Iterable[bytes],
    out: IO[str],
    *,
    copies: int = 0,
    language: Language = "vi",
) -> None:
    """Answer every line that is not blank, in order; an answer goes out at once, and only after its fact is durable."""
    for raw in lines:
        line = raw.strip().removeprefix(b"\xef\xbb\xbf")
        if line:
            answer = _answer(receive, session, line, copies, language)
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            out.flush()


@contextlib.contextmanager
def _lines(file: Path | None) -> Iterator[Iterator[bytes]]:
    if file is None:
        yield _bounded(sys.stdin.buffer)
        return
    try:
        opened = file.open("rb")
    except OSError:
        raise Refused("file", Sentence("command.no_file")) from None
    with opened:
        yield _bounded(opened)


def _bounded(source: IO[bytes]) -> Iterator[bytes]:
    """The lines, each up to _LINE_LIMIT: of a longer one the rest is passed over, which leaves no JSON."""
    while line := source.readline(_LINE_LIMIT):
        yield line
        while line and not line.endswith(b"\n"):
            line = source.readline(_LINE_LIMIT)


def _answer(receive: Receive, session: Session, line: bytes, copies: int, language: Language) -> dict[str, Any]:
    """The line that answers a line: whatever happens to one, the next is still read."""
    request_id: object = None
    try:
        held = read_line(line)
        request_id = _named(held.get("id"))
        received = receive(request_of(held, copies=copies), session.actor, clerk=session.display)
    except Refused as refused:
        return {"ok": False, "id": request_id, "field": refused.field, "reason": say(refused.sentence, language)}
    except Trouble as trouble:
        return {"ok": False, "id": request_id, "field": "disk", "reason": say(trouble.sentence, language)}
    return _said(received)


def _named(key: object) -> object:
    """The sender's key as it can be told back; None for what is no key, which JSON might not even be able to write."""
    return key if isinstance(key, str) or type(key) is int else None


def _said(received: Received) -> dict[str, Any]:
    return {
        "ok": True, "id": received.request, "code": received.code, "provisional": received.provisional,
        "entry": received.entry, "due": None if received.due is None else received.due.isoformat(), "again": received.again,
    }  # fmt: skip
