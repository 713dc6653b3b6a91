"""`counter demo`: the main job on a sample centre, in a window or, without a display, played by a scripted clerk."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from counter.domain.sentence import Language, Sentence, say


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("demo", help="try the program on a sample centre")
    parser.add_argument("--headless", action="store_true", help="play a day without a display")
    parser.add_argument("--out", type=Path, default=Path("counter-demo"), metavar="DIR")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return _headless(args.out, args.lang) if args.headless else _window(args.out, args.lang)


def _tell(key: str, language: Language, **values: object) -> None:
    print(say(Sentence(key, values), language), file=sys.stderr, flush=True)


def _headless(out: Path, language: Language) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from counter.app import open_desk
    from counter.commands.demo_clerk import MORNING, ScriptedClerk
    from counter.commands.sample_centre import open_sample_centre
    from counter.gui.application import open_application
    from counter.store.clock import DrillClock

    app = open_application()
    clock = DrillClock(MORNING)
    centre = open_sample_centre(out, clock)
    try:
        centre.province.stop()
        _tell("demo.begun", language)
        desk = open_desk(centre.office, app, printer=f"folder:{centre.receipts}")
        try:
            desk.window.resize(1366, 768)
            desk.show()
            outcome = ScriptedClerk(app, desk, centre, clock).play(lambda key: _tell(key, language))
        finally:
            desk.close()
        held = centre.province_holds()
        receipts = sorted(str(path) for path in centre.receipts.glob("*.pdf"))
    finally:
        centre.close()
    _tell("demo.ended", language, held=held, expected=outcome.received)
    _tell("demo.where", language, receipts=centre.receipts, screens=centre.screens)
    print(json.dumps({
        "received": outcome.received, "refused": outcome.refused, "receipts": receipts,
        "screens": [str(path) for path in outcome.screens],
        "province": {"expected": outcome.received, "held": held},
    }, ensure_ascii=False), flush=True)  # fmt: skip
    return 0 if held == outcome.received and len(receipts) == outcome.received else 1


def _window(out: Path, language: Language) -> int:
    from counter.app import open_desk
    from counter.commands.sample_centre import ACCOUNT, PASSWORD, open_sample_centre, receive_some
    from counter.gui.application import open_application

    app = open_application()
    centre = open_sample_centre(out)
    try:
        received = receive_some(centre)
        _tell("demo.window", language, account=ACCOUNT, password=PASSWORD, url=centre.province.url)
        desk = open_desk(centre.office, app, printer=f"folder:{centre.receipts}")
        app.aboutToQuit.connect(desk.close)
        desk.show()
        app.exec()
        held = centre.province_holds()
        expected = centre.receptions()
    finally:
        centre.close()
    _tell("demo.where", language, receipts=centre.receipts, screens=centre.screens)
    print(json.dumps({
        "received": expected, "refused": 0, "receipts": sorted(str(p) for p in centre.receipts.glob("*.pdf")),
        "screens": [], "province": {"expected": expected, "held": held}, "sample": received,
    }, ensure_ascii=False), flush=True)  # fmt: skip
    return 0 if held == expected else 1
