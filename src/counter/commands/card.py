"""`counter card`: one raw scan a line in, one JSON line out. Whatever a line holds, the next one is still read."""

from __future__ import annotations

import argparse
import json
import sys
from typing import IO, Any

from counter.domain.card import Card, read_card
from counter.domain.sentence import Language, Refused, Sentence, say

# Longer than any scan, even as JSON with every character escaped; the rest of such a line is passed over unread.
_LINE_LIMIT = 64 * 1024


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("card", help="read scans of identity cards")
    parser.add_argument("--json-in", action="store_true", help="each line is a JSON string (for NUL and line ends)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read scans to the end of standard input. 0: every line was read, whatever it held."""
    source = sys.stdin.buffer
    while line := source.readline(_LINE_LIMIT):
        if not line.endswith(b"\n"):
            _pass_over(source)
        answer = _answer(line, json_in=args.json_in, language=args.lang)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    return 0


def _pass_over(source: IO[bytes]) -> None:
    while (rest := source.readline(_LINE_LIMIT)) and not rest.endswith(b"\n"):
        pass


def _answer(line: bytes, *, json_in: bool, language: Language) -> dict[str, Any]:
    try:
        return _said(read_card(_scan(line) if json_in else line.removesuffix(b"\n")))
    except Refused as refused:
        return {"ok": False, "reason": say(refused.sentence, language)}


def _scan(line: bytes) -> str:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        raw = None
    if not isinstance(raw, str):
        raise Refused("card", Sentence("card.not_json"))
    return raw


def _said(card: Card) -> dict[str, Any]:
    return {
        "ok": True, "number": card.number, "old_number": card.old_number, "name": card.name,
        "birth_date": None if card.birth_date is None else card.birth_date.isoformat(),
        "sex": card.sex, "address": card.address,
        "issue_date": None if card.issue_date is None else card.issue_date.isoformat(),
        "doubtful": list(card.doubtful), "repaired": list(card.repaired),
    }  # fmt: skip
