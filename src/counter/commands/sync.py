"""`counter sync --once`: exchange with the province until nothing is left. Exit 1 when it could not be reached."""

from __future__ import annotations

import argparse
import json
import random
import sys
from dataclasses import dataclass

from counter.app import open_store
from counter.commands.password import add_data, has_data
from counter.domain.sentence import Sentence, Trouble, say
from counter.store.local_store import LocalStore
from counter.store.pace import keep_pace, pace_of
from counter.store.recovery import StoreRecovery
from counter.store.uploads import StoreUploads
from counter.sync.engine import Attention, Later, Step
from counter.sync.forecast import Meter
from counter.sync.light import light
from counter.sync.line import open_exchange, open_file_transport, open_transport
from counter.sync.recovery import ask_recovery_key
from counter.sync.round import run_round
from counter.sync.upload_round import send_all
from counter.sync.uploader import Uploader


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("sync", help="exchange with the province")
    add_data(parser)
    parser.add_argument("--once", action="store_true", required=True, help="until nothing is left to send or fetch")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if not has_data(args.data):
        raise Trouble(Sentence("store.not_enrolled"))
    store = open_store(args.data)
    try:
        exchange, transport = open_exchange(store), open_transport(store)
        try:
            with store.database.read() as t:
                meter = Meter(pace_of(t), lambda pace: keep_pace(store, pace))
            done = run_round(exchange, transport, store.clock, random.Random(), meter=meter)
            if done is not None and done.complete:
                ask_recovery_key(StoreRecovery(store), transport)
        finally:
            transport.close()
        files = (
            _send_files(store) if done is not None and done.complete else _Files(0, *StoreUploads(store).waiting(), 0)
        )
        shown = light(exchange.facts(), store.clock.now())
    finally:
        store.close()
    if done is None:
        raise Trouble(Sentence("store.newer" if store.newer else "store.not_enrolled"))
    print(json.dumps({
        "pushed": done.pushed, "pulled": done.pulled, "acknowledged": done.acknowledged, "waiting": done.waiting,
        "requests": done.requests, "bytes_up": done.bytes_up, "bytes_down": done.bytes_down,
        "files_sent": files.sent, "files_waiting": files.waiting, "file_bytes_waiting": files.bytes_waiting,
        "file_bytes_up": files.bytes_up,
    }), flush=True)  # fmt: skip
    if isinstance(done.end, Attention | Later):
        print(say(done.end.sentence, args.lang), file=sys.stderr)
    elif isinstance(files.end, Attention | Later):
        print(say(files.end.sentence, args.lang), file=sys.stderr)
    elif shown.state == "attention":  # all was said and heard, and a person must look: a fork, a doubtful code
        print(say(shown.words, args.lang), file=sys.stderr)
    return 0 if done.complete and not isinstance(files.end, Attention | Later) else 1


@dataclass(frozen=True, slots=True)
class _Files:
    """What became of the files, which go after the facts and are counted apart from them."""

    sent: int
    waiting: int
    bytes_waiting: int
    bytes_up: int
    end: Step | None = None


def _send_files(store: LocalStore) -> _Files:
    uploads = StoreUploads(store)
    uploads.gather()
    if not uploads.waiting()[0]:
        return _Files(0, 0, 0, 0)
    uploader = Uploader(uploads, store.clock, random.Random())
    transport = open_file_transport(store)
    try:
        end = send_all(uploader, transport)
        return _Files(uploader.finished, *uploads.waiting(), transport.traffic.bytes_up, end)
    finally:
        transport.close()
