"""`counter due`: when a result is due and why, counted over the working calendar. Needs no data folder."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

from counter.domain.deadline import due
from counter.domain.dossier_code import check_agency
from counter.domain.procedure import TimeLimit
from counter.domain.sentence import Refused, Sentence, say
from counter.store.catalogue import load_calendar, load_catalogue


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb `due`.

    Without a data folder the centre's own code is not known. So `--agency` alone takes T as the moment at which that
    body receives, from which its clock runs by law (Decree 309/2026 art. 8); with `--at`, the centre where T happened,
    another deciding body makes the result an expected one, counted from an assumed arrival a working day later."""
    parser = subparsers.add_parser("due", help="when a result is due, and why")
    parser.add_argument("--received", required=True, metavar="T", help="ISO 8601 with offset")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--procedure", metavar="CODE")
    what.add_argument("--working-days", type=int, metavar="N")
    what.add_argument("--calendar-days", type=int, metavar="N")
    parser.add_argument("--variant", metavar="KEY", help="case of the procedure (default: plain)")
    parser.add_argument(
        "--agency", metavar="A", help="deciding body; T is when it receives, unless --at says otherwise"
    )
    parser.add_argument(
        "--at", metavar="B", help="receiving centre; another deciding body makes the time an expected one"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the due time and its reason as one JSON object. Raises Refused for what cannot be counted."""
    received = _moment(args.received)
    deciding = check_agency(args.agency) if args.agency else None
    receiving = check_agency(args.at) if args.at else None
    elsewhere = deciding is not None and receiving is not None and deciding != receiving
    if args.procedure is not None:
        catalogue = load_catalogue()
        calendar = catalogue.calendar
        procedure = catalogue.procedure(args.procedure, received.date())
        variant = procedure.variant(args.variant)
        if variant is None:
            known = ", ".join(v.key for v in procedure.variants)
            raise Refused("variant", Sentence("due.variant_unknown", {"known": known}))
        limit = variant.limit
    else:
        calendar = load_calendar()
        working = args.working_days is not None
        limit = (
            TimeLimit("working_days", args.working_days) if working else TimeLimit("calendar_days", args.calendar_days)
        )
    made = due(limit, received, calendar, out_of_boundary=elsewhere)
    answer = {
        "due": None if made.at is None else made.at.isoformat(),
        "why": say(made.why, args.lang),
        "expected": made.expected,
        "calendar": calendar.version,
    }
    print(json.dumps(answer, ensure_ascii=False))
    return 0


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("received", Sentence("due.received_form")) from None
    if moment.tzinfo is None:
        raise Refused("received", Sentence("due.received_form"))
    if not 2000 <= moment.year <= 2100:
        raise Refused("received", Sentence("due.received_range"))
    return moment
