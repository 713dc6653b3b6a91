"""`counter enrol`: this machine becomes a device of the province by a one-time code, given here or laid down for it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from counter.app import open_store
from counter.commands.password import add_data
from counter.domain.sentence import Refused, Sentence, say
from counter.policy.machine import MachineSettings, read_machine, system_source
from counter.policy.source import Source
from counter.store.enrolment import held_lanes, set_ca, set_counter
from counter.store.local_store import LocalStore
from counter.sync.authority import read_ca
from counter.sync.joining import COUNTER, Joining, checked_counter


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("enrol", help="enrol this machine with the province")
    add_data(parser)
    parser.add_argument("--server", metavar="URL", help="the province's address (default: the one laid down)")
    parser.add_argument("--token", help="the one-time code (default: the one laid down)")
    parser.add_argument(
        "--ca",
        type=Path,
        metavar="FILE",
        help="certificate of the only authority to trust for this server; alone: another one from now on",
    )
    parser.add_argument("--counter", metavar="NN", help="the desk's number, as printed")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return enrol(args, system_source())


def enrol(args: argparse.Namespace, source: Source) -> int:
    """The command on a machine where `source` says what was laid down."""
    machine = read_machine(source)
    for sentence in machine.sentences():
        print(say(sentence, args.lang), file=sys.stderr)
    store = open_store(args.data)
    try:
        joining = Joining(store, machine, source)
        already = not join(store, joining, machine, args)
        if not joining.tidy():
            print(say(Sentence("enrol.token_stays"), args.lang), file=sys.stderr)
        print(json.dumps(_standing(store) | {"already": already}), flush=True)
    finally:
        store.close()
    return 0


def join(store: LocalStore, joining: Joining, machine: MachineSettings, args: argparse.Namespace) -> bool:
    """Whether a code was used. False: the machine is enrolled and there is no code to use. Raises Refused, Trouble."""
    begun = joining.begun() if args.token is None else None
    server = args.server or (begun.server if begun else machine.server_url)
    token = args.token if args.token is not None else (begun.token if begun else joining.laid_down)
    if token is None:
        if store.identity is not None and args.server is None:
            if args.ca is not None:
                set_ca(store, read_ca(args.ca))
            if args.counter is not None:
                set_counter(store, checked_counter(args.counter))
            return False
        raise Refused("token", Sentence("enrol.no_token"))
    if server is None:
        raise Refused("server", Sentence("enrol.no_server"))
    ca = read_ca(args.ca) if args.ca is not None else begun.ca if begun else None
    known = begun.counter if begun else store.identity.counter if store.identity else COUNTER
    joining.join(server, token, counter=args.counter or known, ca=ca)
    return True


def _standing(store: LocalStore) -> dict[str, object]:
    identity = store.identity
    assert identity is not None
    return {
        "device": identity.device.hex(), "epoch": identity.epoch, "agency": identity.agency,
        "lanes": [
            {"agency": lane.agency, "start": lane.start, "length": lane.length, "until": lane.until.isoformat()}
            for lane in held_lanes(store)
        ],
        "unit": identity.unit,
    }  # fmt: skip
