"""`counter server recovery-key` and `counter server recover`: the province's key for databases that their machine cannot open.

`new` and `recover` need no server and no network: they are meant for a PC that has neither."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from counter.domain.sentence import Refused, Sentence, Trouble, say

if TYPE_CHECKING:
    from counter.server.province import Province
    from counter.wire.recovery import Request

VARIABLE = "COUNTER_PASSPHRASE"
_AT_MOST = 64 * 1024  # bytes of any file that is read here
Place = Callable[[argparse.ArgumentParser], None]
Open = Callable[[argparse.Namespace], "Province"]


def add_deeds(deeds: argparse._SubParsersAction[argparse.ArgumentParser], place: Place, open_province: Open) -> None:
    """Add them to the deeds of `counter server`; `place` adds the options that say where the province is."""
    keys = deeds.add_parser("recovery-key", help="the key that opens databases whose machine is lost")
    kinds = keys.add_subparsers(required=True, metavar="DEED")
    new = kinds.add_parser("new", help="make one, offline: FILE.pem to keep, FILE.pub for the server")
    new.add_argument("--to", type=Path, required=True, metavar="FILE.pem")
    new.set_defaults(run=_new)
    put = kinds.add_parser("set", help="give the public half to the server; counters have it within a day")
    place(put)
    put.add_argument("file", type=Path, metavar="FILE.pub")
    put.set_defaults(run=lambda args: _set(args, open_province))
    show = kinds.add_parser("show", help="the one in use")
    place(show)
    show.set_defaults(run=lambda args: _show(args, open_province))
    recover = deeds.add_parser("recover", help="answer a counter that cannot open its database")
    recover.add_argument("file", type=Path, metavar="REQUEST")
    recover.add_argument("--key", type=Path, required=True, metavar="FILE.pem")
    recover.add_argument(
        "--number", required=True, metavar="N", help="the 16 digits that the centre reads out when you call it back"
    )
    recover.add_argument("--to", type=Path, metavar="FILE", help="write the code there too")
    recover.set_defaults(run=_recover)


def _new(args: argparse.Namespace) -> int:
    from counter.server.database import NAME
    from counter.server.offline_key import LEAST_PASSPHRASE, new_offline_key
    from counter.server.province_key import KEY_FILE
    from counter.wire.recovery_key import fingerprint

    private: Path = args.to
    public = private.with_suffix(".pub")
    if any((folder / name).exists() for folder in private.absolute().parents for name in (NAME, KEY_FILE)):
        raise Refused("to", Sentence("recovery.key_on_server"))
    for file in (private, public):
        if file.exists():
            raise Refused("to", Sentence("recovery.key_exists", {"name": file.name}))
    passphrase = _passphrase(args.lang, twice=True)
    if len(passphrase) < LEAST_PASSPHRASE:
        raise Refused("passphrase", Sentence("recovery.passphrase", {"least": LEAST_PASSPHRASE}))
    key = new_offline_key(passphrase)
    for file, text in ((private, key.private), (public, key.public)):
        _write(file, text)
    print(json.dumps({"private": str(private), "public": str(public), "fingerprint": fingerprint(key.raw_public)},
                     ensure_ascii=False), flush=True)  # fmt: skip
    print(
        say(Sentence("recovery.key_made", {"private": private.name, "public": public.name}), args.lang), file=sys.stderr
    )
    return 0


def _set(args: argparse.Namespace, open_province: Open) -> int:
    from counter.server.offline_key import NotTheKey, read_public

    try:
        public = read_public(_read(args.file, "recovery.not_public"))
    except NotTheKey:
        raise Refused("file", Sentence("recovery.not_public")) from None
    province = open_province(args)
    try:
        key = province.set_recovery_key(public)
    finally:
        province.close()
    print(json.dumps({"fingerprint": key.fingerprint, "set_ms": key.set_ms}), flush=True)
    return 0


def _show(args: argparse.Namespace, open_province: Open) -> int:
    from counter.wire.recovery_key import read_recovery_key

    province = open_province(args)
    try:
        message = province.recovery_key()
        key = None if message is None else read_recovery_key(message, province.authority.public_key)
    finally:
        province.close()
    print(json.dumps({"fingerprint": key and key.fingerprint, "set_ms": key and key.set_ms}), flush=True)
    return 0


def _recover(args: argparse.Namespace) -> int:
    from counter.server.offline_key import NotTheKey, read_private
    from counter.wire.recovery_key import fingerprint
    from counter.wire.sealing import NotOpened
    from counter.wire.spoken import spoken

    request = _request(args.file)
    if _digits(args.number) != _digits(request.number()):
        raise Refused("number", Sentence("recovery.other_number"))
    pem = _read(args.key, "recovery.not_opened")
    try:
        private = read_private(pem, _passphrase(args.lang))
    except NotTheKey:
        raise Refused("key", Sentence("recovery.not_opened")) from None
    try:
        secret, answer = request.answer(private)
    except NotOpened:
        wanted = fingerprint(request.wrapped.recovery)
        raise Refused("key", Sentence("recovery.other_key", {"wanted": wanted})) from None
    code = spoken(answer)
    if args.to is not None:
        _write(args.to, code + "\n")
    print(json.dumps({
        "agency": secret.agency, "counter": secret.counter, "device": secret.device.hex(), "code": code,
        "to": args.to and str(args.to),
    }, ensure_ascii=False), flush=True)  # fmt: skip
    words = Sentence("recovery.answered", {"agency": secret.agency, "counter": secret.counter})
    print(say(words, args.lang), file=sys.stderr)
    return 0


def _request(file: Path) -> Request:
    from counter.wire.binary import BadMessage
    from counter.wire.recovery_text import request_in

    try:
        return request_in(_read(file, "recovery.no_request_file").decode("utf-8", "replace"))
    except BadMessage:
        raise Refused("file", Sentence("recovery.no_request_file")) from None


def _read(file: Path, otherwise: str) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_AT_MOST)
    except OSError:
        raise Refused("file", Sentence(otherwise)) from None


def _write(file: Path, text: str) -> None:
    from counter.store.small_file import write_small

    try:
        written = write_small(file, text.encode(), new=True)
    except OSError:
        raise Trouble(Sentence("command.no_out")) from None
    if not written:
        raise Refused("to", Sentence("recovery.key_exists", {"name": file.name}))


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isascii() and letter.isdigit())


def _passphrase(language: str, *, twice: bool = False) -> str:
    """From the environment, else typed at the prompt; never from an argument."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refused("passphrase", Sentence("recovery.passphrase_missing"))
    words = ("Cụm mật khẩu: ", "Gõ lại: ") if language == "vi" else ("Passphrase: ", "Again: ")
    typed = getpass.getpass(words[0], stream=sys.stderr)
    if twice and getpass.getpass(words[1], stream=sys.stderr) != typed:
        raise Refused("passphrase", Sentence("recovery.passphrase_twice"))
    return typed
