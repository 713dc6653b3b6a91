"""`counter status`: what this machine has and what of it the province has. No sign-in, no personal data."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime

from counter.app import open_store
from counter.commands.password import add_data, has_data
from counter.domain.sentence import say
from counter.journal.clock import VIETNAM
from counter.store.matters import needs_look
from counter.store.pace import Pace, pace_of
from counter.store.recovery import StoreRecovery
from counter.store.standpoint import SyncFacts
from counter.store.uploads import StoreUploads
from counter.sync.forecast import forecast
from counter.sync.light import light
from counter.sync.line import open_exchange

# A machine on which nothing was ever kept; looking makes no folder.
NOTHING = SyncFacts(
    enrolled=False, device=b"", epoch=0, head=b"", entries=0, acknowledged=0, waiting=0, apart=0, proved=False, flagged=0,
    oldest_waiting=None, last_contact=None, offline_since=None, needs_epoch=None, trouble=None,
)  # fmt: skip


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("status", help="what is here and what the province has of it")
    add_data(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if has_data(args.data):
        store = open_store(args.data)
        try:
            facts, now, look = open_exchange(store).facts(), store.clock.now(), len(needs_look(store))
            files, recovery = StoreUploads(store).waiting(), StoreRecovery(store).state()
            with store.database.read() as t:
                pace = pace_of(t)
        finally:
            store.close()
    else:
        facts, now, look, files, recovery = NOTHING, datetime.now(VIETNAM), 0, (0, 0), ("no_key", None)
        pace = Pace()
    shown = light(facts, now)
    left = forecast(facts.waiting, files[1], pace, online=facts.offline_since is None)
    print(json.dumps({
        "device": facts.device.hex() if facts.enrolled else None, "epoch": facts.epoch if facts.enrolled else None,
        "entries": facts.entries, "acknowledged": facts.acknowledged, "waiting": facts.waiting,
        "oldest_waiting": _said(facts.oldest_waiting), "head": facts.head.hex() or None,
        "last_contact": _said(facts.last_contact),
        "light": shown.state, "apart": facts.apart, "flagged": facts.flagged, "needs_epoch": facts.needs_epoch,
        "needs_look": look,
        "files_waiting": files[0], "file_bytes_waiting": files[1],
        "bytes_waiting": left.bytes, "minutes_left": None if left.minutes is None else round(left.minutes, 1),
        "lacking": facts.lacking, "recovery": recovery[0], "recovery_key": recovery[1] and recovery[1].fingerprint,
    }), flush=True)  # fmt: skip
    print(say(shown.words, args.lang), file=sys.stderr)
    return 0


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
