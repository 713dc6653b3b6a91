"""`counter receipt`: the receipt of one dossier as a PDF file. Recorded as a print, like any other."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from counter.app import open_office
from counter.commands.password import ask_password, data_folder
from counter.domain.sentence import Sentence, Trouble
from counter.printing.printer import failed, printed
from counter.printing.receipt_maker import ReceiptMaker
from counter.printing.store_log import StorePrintLog
from counter.usecases.print_receipt import ask_print_by_code
from counter.usecases.sign_in import Accounts


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("receipt", help="write the receipt of a dossier as PDF")
    parser.add_argument("code")
    parser.add_argument("--data", type=data_folder)
    parser.add_argument("--as", dest="account", required=True, metavar="NAME")
    parser.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    parser.add_argument("--paper", choices=("A5", "A4"), default="A5")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    office = open_office(args.data)
    try:
        session = Accounts(office.store).sign_in(args.account, ask_password(args.lang))
        asked = ask_print_by_code(office.store, args.code, session.actor, paper=args.paper, begun_by="pdf")
        log = StorePrintLog(office.store)
        job = log.job(asked.job)
        assert job is not None
        try:
            pdf = ReceiptMaker(office.catalogue)(job)
            args.out.write_bytes(pdf)
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
