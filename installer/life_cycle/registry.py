"""What stands in the Windows registry, as `reg export` tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from installer.life_cycle.machine import Machine

SETTINGS = r"HKLM\Software\Counter"
POLICIES = r"HKLM\Software\Policies\Counter"
PROGRAMS = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"

_KEPT = r"C:\registry.reg"
_VALUE = re.compile(r'"(?P<name>(?:[^"\\]|\\.)*)"=(?:"(?P<text>(?:[^"\\]|\\.)*)"|dword:(?P<number>[0-9a-f]{8}))')


def values(machine: Machine, key: str = SETTINGS) -> dict[str, str]:
    """Texts and numbers under a key, by `Subkey\\Name`; empty when there is no such key."""
    file = machine.path(_KEPT)
    file.unlink(missing_ok=True)
    # Not `reg query`: it prints in a code page that lacks most Vietnamese letters.
    machine.run("reg", "export", key, _KEPT, "/y", "/reg:64", at_most=60)
    return dict(read(file.read_text("utf-16"), key.split("\\", 1)[1])) if file.is_file() else {}


def read(text: str, root: str) -> Iterator[tuple[str, str]]:
    """The values of an exported key whose path below its hive is `root`."""
    under = ""
    for line in text.splitlines():
        found = _VALUE.fullmatch(line)
        if found is not None:
            number = found["number"]
            value = re.sub(r"\\(.)", r"\1", found["text"]) if number is None else str(int(number, 16))
            yield f"{under}{found['name']}", value
        elif line.startswith("[HKEY"):
            below = line.strip("[]").split("\\", 1)[1][len(root) :].strip("\\")
            under = f"{below}\\" if below else ""


def write(machine: Machine, key: str, name: str, value: str) -> None:
    """Set a text value, as a policy does. Raises RuntimeError when it does not stand there then."""
    done = machine.run("reg", "add", key, "/v", name, "/t", "REG_SZ", "/d", value, "/f", "/reg:64", at_most=60)
    if values(machine, key).get(name) != value:
        raise RuntimeError(f"{key}: {name} cannot be written: {done.told()}")


def remove(machine: Machine, key: str) -> None:
    """Take a key away with all under it."""
    machine.run("reg", "delete", key, "/f", "/reg:64", at_most=60)
