"""`counter diagnostics`: one file for whoever helps from afar, without personal data. No sign-in; it changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from counter import __version__
from counter.app import diagnostics_sources
from counter.commands.doctor import examined
from counter.commands.password import add_data
from counter.diagnostics.bundle import bundle_of
from counter.diagnostics.gathering import gather
from counter.diagnostics.writing import write_whole
from counter.domain.sentence import Refused, Sentence, say


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("diagnostics", help="one file for IT, without personal data")
    add_data(parser)
    parser.add_argument("--out", type=Path, metavar="FILE.zip", help="where it is written")
    parser.add_argument("--checks", action="store_true", help="run the self-check too: up to half a minute longer")
    parser.add_argument("--list", action="store_true", help="show every item with its text; nothing is written")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.out is None and not args.list:
        raise Refused("out", Sentence("command.missing", {"names": "--out"}))
    sources = diagnostics_sources(args.data, findings=lambda: examined(args.data) if args.checks else [])
    bundle = bundle_of(gather(sources), __version__, args.lang)
    for item in bundle.items:
        told = {"item": item.name, "bytes": len(item.content)}
        print(json.dumps(told | {"text": item.text} if args.list else told, ensure_ascii=False))
    if not args.list:
        write_whole(args.out, bundle.zipped())
    print(json.dumps({
        "out": None if args.list else str(args.out), "items": len(bundle.items), "bytes": bundle.size,
        "dropped": bundle.dropped, "cut": bundle.cut,
    }, ensure_ascii=False), flush=True)  # fmt: skip
    if not args.list:
        print(say(Sentence("diagnostics.written", {"items": len(bundle.items)}), args.lang), file=sys.stderr)
    return 0
