"""The key of the local database: 32 random bytes of this machine, never derived from a PIN.

On Windows the file holds it wrapped for the machine; elsewhere it holds the key itself and only its owner reads it."""

from __future__ import annotations

import base64
import binascii
import logging
import secrets
from pathlib import Path
from typing import Literal

from counter.domain.sentence import Sentence, Trouble
from counter.store.held_file import patiently
from counter.store.machine_guard import Guard, OtherMachine
from counter.store.small_file import write_small

NAME = "database.key"
KEY = 32
_WRAPPED = "machine-key 1 "  # before what the guard wrapped, in base 64; without it the file is the key in hexadecimal
_log = logging.getLogger(__name__)


def read_or_make_key(folder: Path, guard: Guard | None = None, *, may_make: bool = True) -> bytes:
    """The key of that data folder, made on first use. One that lies there plain is wrapped now, where there is a `guard`.

    `may_make`: False where there is a database already: a new key would only hide it. Raises ValueError when the file is
    there but does not hold a key, Trouble when this machine cannot open it or it is missing, OSError."""
    path = folder / NAME
    if not path.exists():
        if not may_make:
            raise Trouble(Sentence("store.no_key"))
        write_key(folder, secrets.token_bytes(KEY), guard, new=True)
    text = patiently(path.read_bytes).decode("ascii").strip()
    if text.startswith(_WRAPPED):
        return _unwrapped(text.removeprefix(_WRAPPED), guard)
    key = _checked(bytes.fromhex(text))
    if guard is not None:
        _wrap_from_now_on(folder, key, guard)
    return key


def write_key(folder: Path, key: bytes, guard: Guard | None, *, new: bool = False) -> None:
    """Keep that key. `new`: unless another start of the program was quicker. Raises OSError."""
    text = key.hex() if guard is None else _WRAPPED + base64.b64encode(guard.wrap(key)).decode()
    write_small(folder / NAME, text.encode(), new=new)


def key_form(folder: Path) -> Literal["none", "plain", "wrapped"]:
    """How the key lies there. Raises OSError."""
    try:
        text = patiently((folder / NAME).read_bytes)
    except FileNotFoundError:
        return "none"
    return "wrapped" if text.startswith(_WRAPPED.encode()) else "plain"


def _unwrapped(text: str, guard: Guard | None) -> bytes:
    try:
        wrapped = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(f"{NAME} was cut or changed") from error
    if guard is None:  # of a Windows machine
        raise Trouble(Sentence("store.other_machine"))
    try:
        return _checked(guard.unwrap(wrapped))
    except OtherMachine as error:
        raise Trouble(Sentence("store.other_machine")) from error
    except OSError as error:
        raise Trouble(Sentence("store.key_service")) from error


def _checked(key: bytes) -> bytes:
    if len(key) != KEY:
        raise ValueError(f"{NAME} does not hold {KEY} bytes")
    return key


def _wrap_from_now_on(folder: Path, key: bytes, guard: Guard) -> None:
    """An earlier version left it plain. A guard that does not give back what it took is not trusted with it, and a
    system that cannot just now is asked again at the next start: reception never stops for it."""
    try:
        if guard.unwrap(guard.wrap(key)) == key:
            write_key(folder, key, guard)
            return
    except (OSError, OtherMachine):
        pass
    _log.warning("the database's key could not be wrapped for this machine; it stays as it is")
