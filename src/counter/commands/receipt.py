"""`counter receipt`: the receipt of one dossier as a PDF file. Recorded as a print, like any other."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from counter.app import open_office
from counter.commands.out_file import place_for
from counter.commands.password import add_account, add_data, ask_password, demand_data
from counter.domain.sentence import Sentence, Trouble
from counter.printing.printer import failed, printed
from counter.printing.receipt_maker import ReceiptMaker
from counter.printing.store_log import StorePrintLog
from counter.store.held_file import move
from counter.usecases.print_receipt import ask_print_by_code
from counter.usecases.sign_in import Accounts


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("receipt", help="write the receipt of a dossier as PDF")
    parser.add_argument("code")
    add_data(parser)
    add_account(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    parser.add_argument("--paper", choices=("A5", "A4"), default="A5")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    office = open_office(demand_data(args.data))
    try:
        session = Accounts(office.store).sign_in(args.account, ask_password(args.lang))
        with place_for(args.out) as file:  # before the print is recorded: where nothing can be written, none is made
            asked = ask_print_by_code(office.store, args.code, session.actor, paper=args.paper, begun_by="pdf")
            log = StorePrintLog(office.store)
            job = log.job(asked.job)
            assert job is not None
            try:
                pdf = ReceiptMaker(office.catalogue)(job)
                file.write(pdf)
                file.close()
                move(Path(file.name), args.out)
            except (OSError, Trouble) as error:
                log.ended(job, failed("printing.folder_closed"))
                raise error if isinstance(error, Trouble) else Trouble(Sentence("printing.folder_closed")) from error
            log.ended(job, printed("printing.filed"))
    finally:
        office.close()
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(pdf))
    print(json.dumps({"out": str(args.out), "pages": pages, "copy": asked.copy_number}, ensure_ascii=False), flush=True)
    return 0
