"""What holds on this machine, out of both layers: each value checked, the bad ones ignored and named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from counter.domain.sentence import Refused, Sentence
from counter.policy.source import LAYERS, TOKEN, Layer, Source

if TYPE_CHECKING:
    from counter.domain.sentence import Language

ROLES = ("desk", "kiosk", "board", "hub")
LANGUAGES = ("vi", "en")
_ON, _OFF = ("1", "true", "on", "yes"), ("0", "false", "off", "no")
_LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Ignored:
    """A value that was laid down and cannot be used. Its content is never repeated: it may be a token in a wrong place."""

    name: str
    layer: Layer

    @property
    def sentence(self) -> Sentence:
        """What to tell whoever looks after the machine."""
        return Sentence(f"policy.ignored.{self.layer}", {"name": self.name})


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """Values that were laid down, checked; None where nothing was. What is laid down cannot be changed on this machine.

    `server_ca`: the file of the authority that the server's certificate is believed of, and of no other; it is read at
    enrolment. `token` is a secret until it is spent; it stands in no representation of this object."""

    server_url: str | None = None
    server_ca: Path | None = None
    centre_code: str | None = None
    token: str | None = field(default=None, repr=False)
    language: Language | None = None
    role: str | None = None
    autostart: bool | None = None
    backup_folder: Path | None = None
    printer: str | None = None
    by: Mapping[str, Layer] = field(default_factory=dict)
    ignored: tuple[Ignored, ...] = ()
    unreadable: tuple[Layer, ...] = ()

    def sentences(self) -> list[Sentence]:
        """What is wrong with what was laid down, for the administrator; empty when nothing is."""
        return [
            *(Sentence(f"policy.unreadable.{layer}") for layer in self.unreadable),
            *(one.sentence for one in self.ignored),
        ]


NOTHING = MachineSettings()
"""Nothing was laid down."""


def read_machine(source: Source | None = None) -> MachineSettings:
    """What holds on this machine now. Never raises: what cannot be read or used is as if it were not there, and told."""
    source = source or system_source()
    values: dict[str, Any] = {}
    by: dict[str, Layer] = {}
    ignored: list[Ignored] = []
    unreadable: list[Layer] = []
    for layer in LAYERS:
        found = source.read(layer)
        if not found.readable:
            unreadable.append(layer)
        for name, given in found.values.items():
            field_name, check = _CHECKS[name]
            try:
                value = check(given)
            except (ValueError, Refused):
                ignored.append(Ignored(name, layer))
                continue
            if field_name not in values:
                values[field_name], by[name] = value, layer
    return MachineSettings(**values, by=by, ignored=tuple(ignored), unreadable=tuple(unreadable))


def system_source() -> Source:
    """The one of this platform."""
    if sys.platform == "win32":
        from counter.policy.registry import RegistrySource, WindowsRegistry

        return RegistrySource(WindowsRegistry())
    from counter.policy.files import FileSource

    return FileSource()


def _text(given: object) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST:
        raise ValueError
    text = given.strip()
    if not text or not text.isprintable():
        raise ValueError
    return text


def _server(given: object) -> str:
    from counter.domain.server_address import checked_server

    return checked_server(_text(given))


def _centre(given: object) -> str:
    """An agency's code, or the 5 digits of a unit."""
    text = _text(given)
    if text.isascii() and text.isdigit() and len(text) == 5:
        return text
    from counter.domain.dossier_code import check_agency

    return check_agency(text)


def _token(given: object) -> str:
    from counter.domain.enrolment_code import tidy_token

    return tidy_token(_text(given))


def _one_of(*choices: str) -> Callable[[object], str]:
    def check(given: object) -> str:
        text = _text(given).lower()
        if text not in choices:
            raise ValueError
        return text

    return check


def _switch(given: object) -> bool:
    """0 or 1 as group policy writes it; true or false as TOML does; the words for them."""
    text = str(int(given)) if isinstance(given, bool | int) else _text(given).lower()
    if text not in _ON + _OFF:
        raise ValueError
    return text in _ON


def _path(given: object) -> Path:
    """An absolute path, also on another machine of the network."""
    text = _text(given)
    pure = PureWindowsPath(text) if sys.platform == "win32" else PurePosixPath(text)
    if not pure.is_absolute() or ".." in pure.parts:
        raise ValueError
    return Path(text)


def _printer(given: object) -> str:
    """As the settings have it; a bare name is one of the system's printers."""
    text = _text(given)
    return text if text == "none" or text.startswith(("system:", "folder:")) else f"system:{text}"


_CHECKS: Mapping[str, tuple[str, Callable[[object], Any]]] = {
    "ServerUrl": ("server_url", _server),
    "ServerCa": ("server_ca", _path),
    "CentreCode": ("centre_code", _centre),
    TOKEN: ("token", _token),
    "Language": ("language", _one_of(*LANGUAGES)),
    "Role": ("role", _one_of(*ROLES)),
    "Autostart": ("autostart", _switch),
    "BackupFolder": ("backup_folder", _path),
    "Printer": ("printer", _printer),
}
