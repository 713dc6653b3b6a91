"""`counter enrol`: this machine becomes a device of the province by a one-time token."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from counter.app import open_store
from counter.commands.password import add_data
from counter.domain.sentence import Refused, Sentence
from counter.sync.line import enrol_store


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("enrol", help="enrol this machine with the province")
    add_data(parser)
    parser.add_argument("--server", required=True, metavar="URL")
    parser.add_argument("--token", required=True)
    parser.add_argument("--ca", type=Path, metavar="FILE", help="PEM of the only authority to trust for this server")
    parser.add_argument("--counter", default="01", metavar="NN", help="the desk's number, as printed")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    ca = None if args.ca is None else _pem(args.ca)
    store = open_store(args.data)
    try:
        granted = enrol_store(store, args.server, args.token, ca=ca, counter=args.counter)
    finally:
        store.close()
    print(json.dumps({
        "device": granted.device.hex(), "epoch": granted.epoch, "agency": granted.agency,
        "lanes": [
            {"agency": lane.agency, "start": lane.start, "length": lane.length, "until": lane.until.isoformat()}
            for lane in granted.lanes
        ],
        "unit": granted.unit,
    }), flush=True)  # fmt: skip
    return 0


def _pem(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise Refused("ca", Sentence("sync.ca_file")) from None
