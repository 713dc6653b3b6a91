"""`counter server`: the province; with `token`, `export` and `revoke` for whoever looks after it, while it runs."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter.commands.password import data_folder
from counter.domain.sentence import Refused, Sentence
from counter.journal.clock import VIETNAM, Clock
from counter.settings import default_data_folder
from counter.store.clock import DrillClock

if TYPE_CHECKING:
    from counter.server.province import Province


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("server", help="the province's server")
    _place(parser, required=False)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8443, help="0 picks a free one")
    parser.add_argument("--tls-certificate", type=Path, metavar="PEM")
    parser.add_argument("--tls-key", type=Path, metavar="PEM")
    parser.add_argument(
        "--restored", action="store_true", help="the database was put back from a backup: begin a new generation"
    )
    parser.add_argument(
        "--clock", metavar="TIME", help="for drills: the server's clock starts there (ISO 8601 with offset)"
    )
    parser.set_defaults(run=_serve)
    deeds = parser.add_subparsers(metavar="DEED")
    token = deeds.add_parser("token", help="a one-time token to enrol a counter")
    _place(token)
    token.add_argument("--agency", required=True, metavar="H49.22")
    token.add_argument("--unit", required=True, metavar="06652")
    token.add_argument("--uses", type=int, default=1)
    token.set_defaults(run=_token)
    exported = deeds.add_parser("export", help="every entry and dossier as JSON lines")
    _place(exported)
    exported.set_defaults(run=_export)
    revoked = deeds.add_parser("revoke", help="take a device out of service")
    _place(revoked)
    revoked.add_argument("--device", required=True, metavar="HEX")
    revoked.set_defaults(run=_revoke)


def _place(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    # A deed's own --data must not be overwritten by the default of the verb it stands under.
    default = None if not required else argparse.SUPPRESS
    parser.add_argument("--data", type=data_folder, metavar="S", default=default)
    parser.add_argument("--database-url", metavar="URL", default=default, help="PostgreSQL; without it SQLite in S")


def _serve(args: argparse.Namespace) -> int:
    from counter.server.serving import Door, serve

    province = _open(args, restored=args.restored, clock=_drill_clock(args.clock))

    def ready(url: str) -> None:
        print(json.dumps({"url": url, "generation": province.authority.generation.hex()}), flush=True)

    try:
        return serve(province, Door(args.host, args.port, args.tls_certificate, args.tls_key), ready)
    finally:
        province.close()


def _token(args: argparse.Namespace) -> int:
    province = _open(args)
    try:
        token = province.token(args.agency, args.unit, args.uses)
    except ValueError:
        raise Refused("uses", Sentence("sync.token_form")) from None
    finally:
        province.close()
    print(json.dumps({"token": token.text, "expires": token.expires.isoformat(timespec="seconds")}), flush=True)
    return 0


def _export(args: argparse.Namespace) -> int:
    from counter.server.export import export

    province = _open(args)
    try:
        for row in export(province):
            print(json.dumps(row, ensure_ascii=False))
    finally:
        province.close()
    return 0


def _revoke(args: argparse.Namespace) -> int:
    province = _open(args)
    try:
        known = province.revoke(bytes.fromhex(args.device))
    except ValueError:
        known = False
    finally:
        province.close()
    print(json.dumps({"device": args.device, "revoked": known}), flush=True)
    return 0 if known else 1


def _drill_clock(start: str | None) -> Clock | None:
    if start is None:
        return None
    try:
        return DrillClock(datetime.fromisoformat(start).astimezone(VIETNAM))
    except ValueError:
        raise Refused("clock", Sentence("reception.time_form")) from None


def _open(args: argparse.Namespace, *, restored: bool = False, clock: Clock | None = None) -> Province:
    from counter.server.province import Place, open_province

    folder = args.data if args.data is not None else default_data_folder() / "province"
    return open_province(Place(folder, args.database_url), restored=restored, clock=clock)
