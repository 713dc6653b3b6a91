"""`counter status`: what this machine has and what of it the province has. No sign-in, no personal data."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime

from counter.app import open_store
from counter.commands.password import data_folder
from counter.domain.sentence import say
from counter.sync.light import light
from counter.sync.line import open_exchange


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("status", help="what is here and what the province has of it")
    parser.add_argument("--data", type=data_folder)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    store = open_store(args.data)
    try:
        facts = open_exchange(store).facts()
        shown = light(facts, store.clock.now())
    finally:
        store.close()
    print(json.dumps({
        "device": facts.device.hex() if facts.enrolled else None, "epoch": facts.epoch if facts.enrolled else None,
        "entries": facts.entries, "acknowledged": facts.acknowledged, "waiting": facts.waiting,
        "oldest_waiting": _said(facts.oldest_waiting), "head": facts.head.hex(), "last_contact": _said(facts.last_contact),
        "light": shown.state, "apart": facts.apart, "flagged": facts.flagged, "needs_epoch": facts.needs_epoch,
    }), flush=True)  # fmt: skip
    print(say(shown.words, args.lang), file=sys.stderr)
    return 0


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
