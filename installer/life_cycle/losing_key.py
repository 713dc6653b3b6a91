"""The key of the database: wrapped by Windows, lost, and got back with the province, by the product's own commands."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

from installer.life_cycle.program import FOLDER, Program, first
from installer.life_cycle.province import Province
from installer.life_cycle.report import Report

_PASSPHRASE = {"COUNTER_PASSPHRASE": "nam tu chon ngau nhien"}
_REQUEST = r"C:\users\Public\yêu cầu.txt"
_AT_MOST_S = 120
# Run by the installed interpreter: what the product's own modules say of this Windows.
_PROBE = r"""
import os, pathlib, tempfile, threading, time
from counter.store import machine_guard
from counter.store.held_file import is_held, move
from counter.store.key import key_form, read_or_make_key, write_key
from counter.store.local_disk import on_network

def refused(wrapped):
    try:
        guard.unwrap(wrapped)
    except machine_guard.OtherMachine:
        return True
    return False

guard, secret = machine_guard.system_guard(), bytes(range(32))
wrapped = guard.wrap(secret)
assert guard.unwrap(wrapped) == secret and secret not in wrapped, "round trip"
assert refused(wrapped[:-1] + bytes([wrapped[-1] ^ 1])) and refused(b"noise"), "changed"
ours, machine_guard._ENTROPY = machine_guard._ENTROPY, b"another program"
assert refused(wrapped), "entropy"
machine_guard._ENTROPY = ours
data = pathlib.Path(r"C:\ProgramData\Counter")
key = read_or_make_key(data, guard)
write_key(data, key, None)
assert key_form(data) == "plain" and read_or_make_key(data, guard) == key and key_form(data) == "wrapped", "an old one"
assert on_network(pathlib.Path(r"\\server\share\data")) and not on_network(data), "network"
folder = pathlib.Path(tempfile.mkdtemp())
(folder / "new").write_text("new")
(folder / "old").write_text("old")
held = (folder / "old").open("rb")
try:
    os.replace(folder / "new", folder / "old")
    raise SystemExit("nothing is held here")
except OSError as error:
    assert is_held(error), error
threading.Timer(0.5, held.close).start()
began = time.monotonic()
move(folder / "new", folder / "old")
assert (folder / "old").read_text() == "new" and time.monotonic() - began > 0.3, "held"
print("all is so")
"""


def guard(province: Province, folder: Path) -> None:
    """Give the province a recovery key, whose private half stays in `folder`. Raises RuntimeError."""
    for name in ("recovery.pem", "recovery.pub"):
        (folder / name).unlink(missing_ok=True)
    _said("server", "recovery-key", "new", "--to", str(folder / "recovery.pem"))
    _said("server", "recovery-key", "set", "--data", str(province.folder), str(folder / "recovery.pub"))


def probe(report: Report, program: Program) -> None:
    """DPAPI, an old plain key, drives and held files, by the installed interpreter."""
    done = program.machine.run(rf"{FOLDER}\python.exe", "-c", _PROBE, at_most=_AT_MOST_S)
    report.check(
        "Windows wraps and unwraps the key; an old plain one is wrapped; a held file is waited for",
        done.code == 0 and "all is so" in done.out,
        done.told(),
    )


def lose(report: Report, program: Program, folder: Path) -> None:
    """As if Windows had been installed anew under the data: neither key opens, and the province gives it back."""
    wrapped = (program.data / "database.recovery").is_file()
    if not report.check("the key lies beside the database, wrapped for the province", wrapped):
        return
    other = "machine-key 1 " + base64.b64encode(os.urandom(178)).decode()
    for key in (program.data / "database.key", *program.data.with_name("CounterState").glob("keys/*/database.key")):
        key.write_text(other, "ascii")
    said = program.cli("status")
    report.check(
        "a key of another Windows is told in a sentence", said.code == 1 and "recover" in said.err, said.told()
    )
    asked = program.cli("recover", "ask", "--to", _REQUEST)
    request = program.machine.path(_REQUEST)
    if not report.check(
        "counter-cli recover ask writes the request", asked.code == 0 and request.is_file(), asked.told()
    ):
        return
    number = str(first(asked)["number"])
    code = _said("server", "recover", str(request), "--key", str(folder / "recovery.pem"), "--number", number)
    used = program.cli("recover", "open", "--code", str(code["code"]))
    report.check("counter-cli recover open takes the answer", first(used).get("opens") == "data", used.told())
    told = first(program.cli("status"))
    report.check("the data opens and issues nothing yet", told.get("needs_epoch") == "restored_copy", told)
    held = (program.data / "database.key").read_text("ascii")
    report.check("the key is wrapped for this Windows again", held.startswith("machine-key 1 ") and held != other)
    program.cli("sync", "--once")
    told = first(program.cli("status"))
    report.check("the province gives it a new epoch after that", told.get("needs_epoch") is None, told)


def _said(*arguments: str) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "counter", *arguments], capture_output=True, check=False, timeout=_AT_MOST_S,
        stdin=subprocess.DEVNULL, env={**os.environ, **_PASSPHRASE},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    answer: dict[str, object] = json.loads(done.stdout)
    return answer
