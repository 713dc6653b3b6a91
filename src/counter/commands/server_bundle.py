"""`counter server bundle`: what boats bring is taken in, and an answer is written for each counter."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from counter.commands.arguments import shown_name
from counter.domain.sentence import Language, Refused, Sentence, say
from counter.journal.clock import VIETNAM
from counter.wire.bundle_records import OUT_NAME

if TYPE_CHECKING:
    from counter.server.bundles import Answer, Arrived
    from counter.server.province import Province


def add_deed(
    deeds: argparse._SubParsersAction[argparse.ArgumentParser], place: Callable[[argparse.ArgumentParser], None],
    open_province: Callable[[argparse.Namespace], Province],
) -> None:  # fmt: skip
    """Add it to the deeds of `counter server`; `place` adds the options that say where the province is."""
    parser = deeds.add_parser("bundle", help="take in what came by stick, and answer it")
    place(parser)
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="a bundle, or a folder with those of counters"
    )
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="the stick's folder")
    parser.set_defaults(run=lambda args: _run(args, open_province))


def _run(args: argparse.Namespace, open_province: Callable[[argparse.Namespace], Province]) -> int:
    from counter.server.bundles import answer, interpret, newest, take_in

    province = open_province(args)
    arrived: list[Arrived] = []
    refused = 0

    def told(file: Path, no: Refused) -> None:
        nonlocal refused
        refused += 1
        print(json.dumps({"file": str(file), "refused": no.sentence.key}), flush=True)
        print(f"{shown_name(file)}: {say(no.sentence, args.lang)}", file=sys.stderr)

    try:
        for file in chain.from_iterable(map(_bundles, args.files)):
            try:
                arrived.append(take_in(province, file))
            except Refused as no:
                told(file, no)
                continue
            print(json.dumps({
                "file": str(file), "device": arrived[-1].head.device.hex(), "entries": arrived[-1].entries,
                "new": arrived[-1].new,
            }), flush=True)  # fmt: skip
        interpret(province)
        for one in newest(province, arrived):
            try:
                done = answer(province, one, args.to)
            except Refused as no:
                told(one.file, no)
                continue
            slip = _write_slip(done, one, args.lang)
            print(json.dumps({
                "return": str(done.file), "device": one.head.device.hex(), "entries": done.entries, "bytes": done.bytes,
                "acknowledged": [{"epoch": log.epoch, "seq": log.seq} for log in done.logs], "left": done.left,
                "slip": str(slip),
            }), flush=True)  # fmt: skip
    finally:
        province.close()
    return 1 if refused else 0


def _bundles(place: Path) -> list[Path]:
    """That file, or of a stick what counters have written: not the answers that went back with it before. A folder with
    nothing of theirs stands for itself, and is refused as no file."""
    from counter.store.whole_file import stick_trouble

    try:
        found = sorted(file for file in place.iterdir() if OUT_NAME.fullmatch(file.name)) if place.is_dir() else []
    except OSError as error:
        raise stick_trouble(error) from error
    return found or [place]


def _write_slip(done: Answer, arrived: Arrived, language: Language) -> Path:
    """A paper for the carrier: what arrived and how far each log is held, and nothing of any person."""
    from counter.store.whole_file import written_whole
    from counter.wire.reply import Standing

    made = datetime.fromtimestamp(done.head.made_ms / 1000, VIETNAM)
    apart = (Standing.FORK, Standing.REVOKED)
    logs = "".join(
        say(Sentence("bundle.slip_apart", {"epoch": log.epoch}), language) + "\n"
        if log.standing in apart
        else say(Sentence("bundle.slip_log", {"epoch": log.epoch, "seq": log.seq}), language) + "\n"
        for log in done.logs
    )
    words = say(Sentence("bundle.slip", {
        "name": arrived.head.file_name, "unit": done.unit, "counter": done.counter, "time": f"{made:%H:%M %d/%m/%Y}",
        "logs": logs, "back": done.file.name, "digest": hashlib.sha256(done.file.read_bytes()).hexdigest(),
    }), language)  # fmt: skip
    name = done.file.with_suffix(".txt").name
    with written_whole(done.file.parent, name) as file:
        file.write(words.encode())
    return done.file.with_suffix(".txt")
