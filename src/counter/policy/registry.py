r"""Laid-down values in the Windows registry.

`HKLM\SOFTWARE\Policies\Counter` is written by group policy, `HKLM\SOFTWARE\Counter` by the installer; nobody but an
administrator may write either. The one-time token lies in a key of its own, `HKLM\SOFTWARE\Counter\Enrolment`, in which
the installer lets users delete and set values: the program runs as an ordinary user and must be able to erase it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Protocol

from counter.policy.source import NAMES, TOKEN, Found, Layer

KEYS: Mapping[Layer, str] = {"policy": r"SOFTWARE\Policies\Counter", "machine": r"SOFTWARE\Counter"}
TOKEN_KEY = KEYS["machine"] + r"\Enrolment"
TOKEN_KEY_RIGHTS = "D:PAI(A;OICI;KA;;;SY)(A;OICI;KA;;;BA)(A;OICI;0x2001b;;;BU)"  # noqa: S105
"""What the installer puts on that key (SDDL): users may read it and set or delete its values, and nothing else."""


class Registry(Protocol):
    """As much of HKEY_LOCAL_MACHINE as is needed, in the 64-bit view."""

    def values(self, key: str) -> Mapping[str, object] | None:
        """The values of a key; None when there is no such key. Raises OSError when it cannot be read."""
        ...

    def delete(self, key: str, name: str) -> None:
        """Delete a value; one that is not there is no matter. Raises OSError when that is not allowed."""
        ...


class RegistrySource:
    """A `Source` over the registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def read(self, layer: Layer) -> Found:
        keys = (KEYS[layer], TOKEN_KEY) if layer == "machine" else (KEYS[layer],)
        values: dict[str, object] = {}
        readable = True
        for key in keys:
            try:
                held = self._registry.values(key) or {}
            except OSError:
                readable = False
                continue
            wanted = NAMES if key != TOKEN_KEY else (TOKEN,)
            lower = {name.lower(): value for name, value in held.items()}  # the registry does not tell cases apart
            values.update({name: lower[name.lower()] for name in wanted if lower.get(name.lower()) not in (None, "")})
        return Found(values, readable)

    def erase_token(self) -> bool:
        erased = True
        for key in (TOKEN_KEY, KEYS["machine"]):
            try:
                held = self._registry.values(key) or {}
                if any(name.lower() == TOKEN.lower() and value not in (None, "") for name, value in held.items()):
                    self._registry.delete(key, TOKEN)
            except OSError:
                erased = False
        return erased


class WindowsRegistry:
    """The registry of this machine. Only on Windows."""

    def values(self, key: str) -> Mapping[str, object] | None:
        if sys.platform != "win32":
            raise OSError("no registry")
        import winreg

        try:
            opened = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)
        except FileNotFoundError:
            return None
        found: dict[str, object] = {}
        with opened:
            for at in range(winreg.QueryInfoKey(opened)[1]):
                name, value, kind = winreg.EnumValue(opened, at)
                found[name] = winreg.ExpandEnvironmentStrings(value) if kind == winreg.REG_EXPAND_SZ else value
        return found

    def delete(self, key: str, name: str) -> None:
        if sys.platform != "win32":
            raise OSError("no registry")
        import winreg

        access = winreg.KEY_SET_VALUE | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, access) as opened:
                winreg.DeleteValue(opened, name)
        except FileNotFoundError:
            return
