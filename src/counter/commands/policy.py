"""`counter policy`: what was laid down for this machine, by whom, and what of it cannot be used. No secret is shown."""

from __future__ import annotations

import argparse
import json
import sys

from counter.domain.sentence import say
from counter.policy.machine import read_machine, system_source
from counter.policy.source import NAMES, TOKEN, Source


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("policy", help="what was laid down for this machine")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return show(args, system_source())


def show(args: argparse.Namespace, source: Source) -> int:
    """One line for each value that counts, then one for each that does not. 1 when anything cannot be used."""
    machine = read_machine(source)
    held = {
        "ServerUrl": machine.server_url, "ServerCa": machine.server_ca and str(machine.server_ca),
        "CentreCode": machine.centre_code, TOKEN: machine.token is not None,
        "Language": machine.language, "Role": machine.role, "Autostart": machine.autostart,
        "BackupFolder": machine.backup_folder and str(machine.backup_folder), "Printer": machine.printer,
    }  # fmt: skip
    for name in NAMES:
        if name in machine.by:
            print(json.dumps({"setting": name, "value": held[name], "by": machine.by[name]}, ensure_ascii=False))
    for one in machine.ignored:
        print(json.dumps({"setting": one.name, "ignored": one.layer}))
    for sentence in machine.sentences():
        print(say(sentence, args.lang), file=sys.stderr)
    return 1 if machine.sentences() else 0
