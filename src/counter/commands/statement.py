"""`counter statement`: what the province holds of this counter, signed. Exit 0 only when it holds everything."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import sys
from datetime import date
from pathlib import Path
from typing import IO, Any

from counter.app import Office, open_office
from counter.commands.out_file import place_for
from counter.commands.password import add_data, has_data
from counter.domain.sentence import Refused, Sentence, Trouble, say
from counter.store.held_file import move
from counter.store.standpoint import Lack
from counter.store.statement import Slip, StoreStatements, slip_of
from counter.sync.engine import Attention, Later
from counter.sync.inquiry import inquire
from counter.sync.line import open_exchange, open_transport
from counter.sync.round import run_round
from counter.sync.statement_words import words_of
from counter.usecases.print_statement import ask_statement_print

_NAMED = 20  # in words; the JSON has them all


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("statement", help="what the province holds of this counter, signed")
    add_data(parser)
    parser.add_argument("--out", type=Path, metavar="F.pdf", help="write the slip as PDF; recorded as a print")
    parser.add_argument("--paper", choices=("A5", "A4"), default="A5")
    parser.add_argument(
        "--day",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="the slip of that day as it is kept; nobody is asked",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if not has_data(args.data):
        raise Trouble(Sentence("store.not_enrolled"))
    office = open_office(args.data)
    try:
        with contextlib.ExitStack() as stack:
            file = None if args.out is None else stack.enter_context(place_for(args.out))
            slip, lacks, again = _ask(office) if args.day is None else _kept(office, args.day)
            if file is not None:
                _write(office, slip, file, args.out, args.paper)
    finally:
        office.close()
    out = None if args.out is None else str(args.out)
    print(json.dumps(_told(slip, lacks) | {"sent_again": again, "out": out}, ensure_ascii=False), flush=True)
    for sentence in words_of(slip, lacks[:_NAMED]):
        print(say(sentence, args.lang), file=sys.stderr)
    return 0 if slip.equal and not slip.waiting and not slip.files_lost else 1


def _ask(office: Office) -> tuple[Slip, tuple[Lack, ...], int]:
    """Send what waits, ask, and send again what the province has lost."""
    store = office.store
    exchange, transport = open_exchange(store), open_transport(store)
    try:
        done = run_round(exchange, transport, store.clock, random.Random())
        if done is not None and isinstance(done.end, Later | Attention):
            raise Trouble(done.end.sentence)
        slip = inquire(exchange, StoreStatements(store), transport, store.clock, os.urandom)
        if slip is not None and slip.day < StoreStatements(store).today().isoformat():  # one of before was owed
            slip = inquire(exchange, StoreStatements(store), transport, store.clock, os.urandom)
        if slip is None:
            raise Trouble(Sentence("store.not_enrolled"))
        lacks = exchange.facts().lacks
        more = None if slip.equal else run_round(exchange, transport, store.clock, random.Random())
        return slip, lacks, 0 if more is None else more.pushed
    finally:
        transport.close()


def _kept(office: Office, day: date) -> tuple[Slip, tuple[Lack, ...], int]:
    """That day's slip with what it named then."""
    with office.store.database.read() as t:
        slip = slip_of(t, day.isoformat())
    if slip is None:
        raise Refused("day", Sentence("sync.statement_none", {"day": f"{day.day}/{day.month}/{day.year}"}))
    return slip, slip.lacks(), 0


def _write(office: Office, slip: Slip, file: IO[bytes], out: Path, paper: str) -> None:
    """The slip through the print log, as every paper."""
    from counter.printing.printer import failed, printed
    from counter.printing.receipt_maker import ReceiptMaker
    from counter.printing.store_log import StorePrintLog

    job_id, _ = ask_statement_print(office.store, slip.day, "", paper=paper, begun_by="pdf")
    log = StorePrintLog(office.store)
    job = log.job(job_id)
    assert job is not None
    try:
        file.write(ReceiptMaker(office.catalogue)(job))
        file.close()
        move(Path(file.name), out)
    except (OSError, Trouble) as error:
        log.ended(job, failed("printing.folder_closed"))
        raise error if isinstance(error, Trouble) else Trouble(Sentence("printing.folder_closed")) from error
    log.ended(job, printed("printing.filed"))


def _told(slip: Slip, lacks: tuple[Lack, ...]) -> dict[str, Any]:
    named = [
        {"code": lack.code, "at": lack.at.isoformat(timespec="seconds"), "what": lack.what, "epoch": lack.epoch,
         "seq": lack.seq}
        for lack in lacks
    ]  # fmt: skip
    return slip.body() | {"lacks": named}
