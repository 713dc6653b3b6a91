"""What is handed to whoever sets up a counter: the one-time code in groups, and its QR for the counter's scanner."""

from __future__ import annotations

import argparse
import io
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter.domain.enrolment_code import grouped, payload
from counter.domain.sentence import Language, Refused, Sentence, Trouble, say
from counter.domain.server_address import checked_server
from counter.journal.clock import VIETNAM
from counter.store.unit_name import unit_name

if TYPE_CHECKING:
    from segno import QRCode

_FORMS = (".png", ".svg")
_PIXELS = 8  # of one module: legible from a screen and at any printer's resolution


def add_sheet(parser: argparse.ArgumentParser) -> None:
    """The options of the sheet."""
    parser.add_argument("--address", metavar="URL", help="the server as the counters reach it; stands in the QR too")
    parser.add_argument("--qr", type=Path, metavar="FILE", help="write the QR as .png or .svg")
    parser.add_argument("--sheet", action="store_true", help="show code and QR for people, on standard error")


def checked_sheet(args: argparse.Namespace) -> str | None:
    """The address that goes on the sheet. Raises Refused (address, qr) before anything is issued."""
    if args.qr is not None and args.qr.suffix.lower() not in _FORMS:
        raise Refused("qr", Sentence("enrol.sheet_form"))
    if args.address is None:
        return None
    try:
        return checked_server(args.address)
    except Refused as refused:
        raise Refused("address", refused.sentence) from None


def give_sheet(args: argparse.Namespace, token: str, expires: datetime, address: str | None) -> None:
    """Write and show what was asked for. Raises Trouble when the file cannot be written; the code is good all the same."""
    if args.qr is None and not args.sheet:
        return
    import segno

    code: QRCode = segno.make(payload(token, address), error="m", micro=False)
    if args.sheet:
        print(_sheet(code, args, token, expires, address), file=sys.stderr)
    if args.qr is not None:
        try:
            code.save(str(args.qr), scale=_PIXELS, border=4)
        except OSError as error:
            raise Trouble(Sentence("enrol.sheet_not_written")) from error


def _sheet(code: QRCode, args: argparse.Namespace, token: str, expires: datetime, address: str | None) -> str:
    language: Language = args.lang
    picture = io.StringIO()
    code.terminal(picture, compact=True, border=4)
    centre = unit_name(args.unit) or args.unit
    told = [
        say(Sentence("enrol.sheet.centre", {"centre": centre, "agency": args.agency}), language),
        say(Sentence("enrol.sheet.code", {"code": grouped(token)}), language),
        say(Sentence("enrol.sheet.until", {"until": f"{expires.astimezone(VIETNAM):%H:%M %d/%m/%Y}"}), language),
    ]
    if address is not None:
        told.insert(1, say(Sentence("enrol.sheet.server", {"server": address}), language))
    told.append(say(Sentence("enrol.sheet.how"), language))
    return "\n".join(["", *told, "", picture.getvalue()])
