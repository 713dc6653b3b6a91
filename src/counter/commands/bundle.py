"""`counter bundle out` and `in`: the exchange with the province as a file on a stick, for where there is no line."""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import asdict
from pathlib import Path

from counter.app import open_store
from counter.commands.arguments import shown_name
from counter.commands.password import add_data, demand_data
from counter.domain.sentence import Refused, say
from counter.store.bundles import KeptBundles
from counter.store.local_store import LocalStore
from counter.sync.asker import Asker
from counter.sync.bundle_in import TakenIn, take_bundle
from counter.sync.bundle_out import write_bundle
from counter.sync.line import open_exchange
from counter.wire.columns import Slot


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("bundle", help="exchange with the province by a stick")
    deeds = parser.add_subparsers(metavar="DEED", required=True)
    out = deeds.add_parser("out", help="write what the province has not confirmed")
    add_data(out)
    out.add_argument("--to", type=Path, required=True, metavar="DIR", help="the stick's folder")
    out.set_defaults(run=_out)
    taken = deeds.add_parser("in", help="take what the province sent back")
    add_data(taken)
    taken.add_argument("files", type=Path, nargs="+", metavar="FILE")
    taken.set_defaults(run=_in)


def _out(args: argparse.Namespace) -> int:
    store = _open(args)
    try:
        exchange = open_exchange(store)
        asker = Asker(exchange, store.clock, random.SystemRandom())
        done = write_bundle(exchange, asker, KeptBundles(store), args.to)
    finally:
        store.close()
    print(json.dumps({
        "file": str(done.file), "entries": done.entries, "bytes": done.bytes, "from": _slot(done.first),
        "to": _slot(done.last), "left": done.left,
    }), flush=True)  # fmt: skip
    return 0


def _in(args: argparse.Namespace) -> int:
    store = _open(args)
    refused = 0
    try:
        exchange, kept = open_exchange(store), KeptBundles(store)
        for file in args.files:
            try:
                print(json.dumps(_row(take_bundle(exchange, kept, file))), flush=True)
            except Refused as no:
                refused += 1
                print(json.dumps({"file": str(file), "refused": no.sentence.key}), flush=True)
                print(f"{shown_name(file)}: {say(no.sentence, args.lang)}", file=sys.stderr)
    finally:
        store.close()
    return 1 if refused else 0


def _open(args: argparse.Namespace) -> LocalStore:
    return open_store(demand_data(args.data))


def _slot(slot: Slot | None) -> dict[str, int] | None:
    return None if slot is None else {"epoch": slot[0], "seq": slot[1]}


def _row(done: TakenIn) -> dict[str, object]:
    receipt = done.receipt
    return {
        "file": str(done.file), "acknowledged": done.acknowledged, "pulled": done.pulled, "waiting": done.waiting,
        "again": done.again,
        "receipt": {
            "id": receipt.id.hex(), "bundle": receipt.bundle.hex(), "made": receipt.made.isoformat(timespec="seconds"),
            "logs": [asdict(log) | {"head": log.head.hex()} for log in receipt.logs], "epoch": receipt.epoch,
        },
    }  # fmt: skip
