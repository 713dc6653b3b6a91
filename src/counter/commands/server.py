"""`counter server`: the province; with `token`, `backup`, `status` and others for whoever looks after it, while it runs."""

from __future__ import annotations

import argparse
import json
import socket
import ssl
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter.commands.arguments import whole
from counter.commands.password import data_folder
from counter.commands.server_bundle import add_deed as add_bundle
from counter.commands.server_recovery import add_deeds as add_recovery
from counter.commands.token_sheet import add_sheet, checked_sheet, give_sheet
from counter.domain.enrolment_code import grouped
from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.clock import VIETNAM, Clock
from counter.log.crash import CrashWatch, left_behind
from counter.log.folder import FOLDER as LOGS
from counter.settings import default_data_folder
from counter.store.clock import DrillClock, SystemClock
from counter.store.database import holds_data

if TYPE_CHECKING:
    from counter.server.gate import Limits
    from counter.server.province import Place, Province

PROVINCE = "province"  # within the platform's data folder


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = verbs.add_parser("server", help="the province's server")
    _place(parser, required=False)
    parser.add_argument("--host", default="127.0.0.1", metavar="H")
    parser.add_argument("--port", type=whole(0, 65535), default=8443, metavar="P", help="0 picks a free one")
    parser.add_argument("--tls-certificate", type=Path, metavar="PEM")
    parser.add_argument("--tls-key", type=Path, metavar="PEM")
    parser.add_argument(
        "--processes",
        type=whole(1, 64),
        default=1,
        metavar="N",
        help="so many processes side by side behind one address",
    )
    parser.add_argument(
        "--rate", type=whole(0, 1_000_000), default=20, metavar="R",
        help="exchanges a second that one device may go on with (default 20; 0: no limit on devices and addresses)",
    )  # fmt: skip
    parser.add_argument(
        "--restored", action="store_true", help="the database was put back from a backup: begin a new generation"
    )
    parser.add_argument(
        "--clock", metavar="TIME", help="for drills: the server's clock starts there (ISO 8601 with offset)"
    )
    parser.set_defaults(run=_serve, within=PROVINCE)
    deeds = parser.add_subparsers(metavar="DEED")
    token = deeds.add_parser("token", help="a one-time token to enrol a counter")
    _place(token)
    token.add_argument("--agency", required=True, metavar="H49.22")
    token.add_argument("--unit", required=True, metavar="06652")
    token.add_argument("--uses", type=whole(1, 1_000_000), default=1, metavar="N")
    add_sheet(token)
    token.set_defaults(run=_token)
    exported = deeds.add_parser("export", help="every entry and dossier as JSON lines")
    _place(exported)
    exported.set_defaults(run=_export)
    backup = deeds.add_parser("backup", help="a checked copy; what it holds is told safe to the counters")
    _place(backup)
    backup.add_argument("--to", type=Path, metavar="DIR", help="where the copy goes; with PostgreSQL the files alone")
    backup.add_argument(
        "--copy-url", metavar="URL", help="with PostgreSQL: where a copy made by its own tools was put back"
    )
    backup.set_defaults(run=_backup)
    overview = deeds.add_parser("status", help="figures for monitoring")
    _place(overview)
    overview.set_defaults(run=_status)
    migrate = deeds.add_parser("migrate", help="bring the database to this program's schema")
    _place(migrate)
    migrate.set_defaults(run=_migrate)
    revoked = deeds.add_parser("revoke", help="take a device out of service")
    _place(revoked)
    revoked.add_argument("--device", required=True, metavar="HEX")
    revoked.set_defaults(run=_revoke)
    add_bundle(deeds, _place, _open)
    add_recovery(deeds, _place, _open)


def _place(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    # A deed's own --data must not be overwritten by the default of the verb it stands under.
    default = None if not required else argparse.SUPPRESS
    parser.add_argument("--data", type=data_folder, metavar="S", default=default, help="the province's folder")
    parser.add_argument("--database-url", metavar="URL", default=default, help="PostgreSQL; without it SQLite in S")


def _serve(args: argparse.Namespace) -> int:
    from counter.server.gate import at_rate
    from counter.server.serving import Door, serve

    _demand_door(args.host, args.port, args.tls_certificate, args.tls_key)
    limits, clock = at_rate(args.rate), _drill_clock(args.clock)
    province = _open(args, restored=args.restored, clock=clock, limits=limits)
    generation = province.authority.generation.hex()

    def ready(url: str) -> None:
        print(json.dumps({"url": url, "generation": generation}), flush=True)

    door = Door(args.host, args.port, args.tls_certificate, args.tls_key)
    left_behind(_folder(args) / LOGS)
    try:
        if args.processes == 1:
            with CrashWatch(_folder(args) / LOGS):
                return serve(province, door, ready)
    finally:
        province.close()
    from counter.server.processes import Processes

    return Processes(_place_of(args), door, args.processes, limits, clock).serve(ready)


def _token(args: argparse.Namespace) -> int:
    address = checked_sheet(args)
    province = _open(args)
    try:
        token = province.token(args.agency, args.unit, args.uses)
    except ValueError:
        raise Refused("uses", Sentence("sync.token_form")) from None
    finally:
        province.close()
    print(json.dumps({
        "token": token.text, "expires": token.expires.isoformat(timespec="seconds"), "code": grouped(token.text),
    }), flush=True)  # fmt: skip
    give_sheet(args, token.text, token.expires, address)
    return 0


def _export(args: argparse.Namespace) -> int:
    from counter.server.export import export

    _kept(args)
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


def _backup(args: argparse.Namespace) -> int:
    from counter.server.backup import NoBackup, back_up, check_copy

    place, now = _kept(args), SystemClock().now()
    if place.database_url is None and (args.to is None or args.copy_url is not None):
        raise Refused("to", Sentence("command.backup_to"))
    if place.database_url is not None and args.copy_url is None:
        raise Refused("copy_url", Sentence("command.backup_copy_url"))
    try:
        done = (
            check_copy(place, _postgresql(args.copy_url), args.to, now)
            if args.copy_url
            else back_up(place, args.to, now)
        )
    except NoBackup as error:
        raise Refused("copy_url", Sentence(f"command.backup_{error.reason}")) from None
    print(
        json.dumps({
            "file": done.file and str(done.file), "entries": done.entries, "files": done.files,
            "verified": not done.problems, "logs": done.logs, "problems": list(done.problems),
        }),
        flush=True,
    )  # fmt: skip
    return 1 if done.problems else 0


def _status(args: argparse.Namespace) -> int:
    from counter.server.overview import overview

    print(json.dumps(overview(_kept(args))), flush=True)
    return 0


def _migrate(args: argparse.Namespace) -> int:
    from counter.server.overview import migrate

    print(json.dumps(migrate(_place_of(args))), flush=True)
    return 0


def _kept(args: argparse.Namespace) -> Place:
    """The place, where something is. Raises Refused."""
    from counter.server.database import NAME

    if args.database_url is None and not holds_data(_folder(args) / NAME):
        raise Refused("data", Sentence("command.no_data"))
    return _place_of(args)


def _drill_clock(start: str | None) -> DrillClock | None:
    if start is None:
        return None
    try:
        return DrillClock(datetime.fromisoformat(start).astimezone(VIETNAM))
    except ValueError:
        raise Refused("clock", Sentence("reception.time_form")) from None


def _demand_door(host: str, port: int, certificate: Path | None, key: Path | None) -> None:
    """What would stop the server at its door, told in a sentence before anything is begun. Raises Refused, Trouble."""
    try:
        if certificate is not None:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except OSError:
        raise Refused("tls_certificate", Sentence("sync.ca_file")) from None
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError:
        raise Trouble(Sentence("command.port", {"host": host, "port": port})) from None


def _folder(args: argparse.Namespace) -> Path:
    folder: Path | None = args.data
    return folder if folder is not None else default_data_folder() / PROVINCE


def _open(
    args: argparse.Namespace, *, restored: bool = False, clock: Clock | None = None, limits: Limits | None = None
) -> Province:
    from counter.server.gate import UNLIMITED
    from counter.server.province import open_province

    return open_province(_place_of(args), restored=restored, clock=clock, limits=limits or UNLIMITED)


def _place_of(args: argparse.Namespace) -> Place:
    from counter.server.province import Place

    return Place(_folder(args), None if args.database_url is None else _postgresql(args.database_url))


def _postgresql(url: str) -> str:
    if not url.startswith(("postgresql:", "postgres:")):
        raise Refused("database_url", Sentence("command.database_url"))
    return url
