"""Enrolment, once in the life of a device: plain JSON, since it happens before anything is shared."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from counter.journal.checkpoint import sign, verified
from counter.journal.lane import Lane
from counter.wire.binary import BadMessage
from counter.wire.limits import LANES
from counter.wire.recovery_key import LIMIT as RECOVERY_MESSAGE
from counter.wire.sealing import SEALING_KEY

LIMIT = 16 * 1024  # bytes of either message
ASK = 8
Why = Literal["unknown", "used", "expired"]
"""Why a token is worth nothing: there is none like it, its uses are spent, its days are over."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,128}", re.ASCII)  # thirty digits, or what another server gives


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """`token`: one-time, from a supervisor. `device` names a device enrolled before, or None for a new one. `ask`: 8 random
    bytes, kept until the answer is: the same token, key and ask get the same answer, so a lost reply costs nothing, and
    a restored copy of an answered machine gets none.

    The signature proves that the private key is on this machine."""

    token: str
    public_key: bytes
    device: bytes | None
    ask: bytes
    signature: bytes

    @classmethod
    def make(cls, token: str, private_key: bytes, public_key: bytes, device: bytes | None, ask: bytes) -> EnrolRequest:
        """A signed request."""
        return cls(token, public_key, device, ask, sign(private_key, _signed(token, public_key, device, ask)))

    def holds(self) -> bool:
        """Whether the key's owner asks."""
        return verified(self.public_key, _signed(self.token, self.public_key, self.device, self.ask), self.signature)

    def encode(self) -> bytes:
        """As JSON."""
        return _json({
            "v": 1, "token": self.token, "public_key": self.public_key.hex(),
            "device": self.device and self.device.hex(), "ask": self.ask.hex(), "signature": self.signature.hex(),
        })  # fmt: skip

    @classmethod
    def decode(cls, raw: bytes) -> EnrolRequest:
        """Raises BadMessage."""
        found = _object(raw)
        token = _token(found)
        device = None if found.get("device") is None else _hex(found, "device", 16)
        return cls(token, _hex(found, "public_key", 32), device, _hex(found, "ask", ASK), _hex(found, "signature", 64))


@dataclass(frozen=True, slots=True)
class CentreRequest:
    """Whose a token is, before it is used: whoever types one sees what he is about to do. Nothing is spent by asking."""

    token: str

    def encode(self) -> bytes:
        """As JSON."""
        return _json({"v": 1, "token": self.token})

    @classmethod
    def decode(cls, raw: bytes) -> CentreRequest:
        """Raises BadMessage."""
        return cls(_token(_object(raw)))


@dataclass(frozen=True, slots=True)
class CentreReply:
    """The centre of a token, until when it can be used, and the server's time."""

    agency: str
    unit: str
    expires: datetime
    time: datetime

    def encode(self) -> bytes:
        """As JSON."""
        return _json({
            "v": 1, "agency": self.agency, "unit": self.unit, "expires": self.expires.isoformat(timespec="seconds"),
            "time": self.time.isoformat(timespec="seconds"),
        })  # fmt: skip

    @classmethod
    def decode(cls, raw: bytes) -> CentreReply:
        """Raises BadMessage."""
        found = _object(raw)
        return cls(_text(found, "agency"), _text(found, "unit"), _moment(found, "expires"), _moment(found, "time"))


def why_refused(raw: bytes) -> Why:
    """Out of the body of a refusal; a server of before does not say."""
    try:
        found = json.loads(raw.decode())
    except (ValueError, RecursionError):
        return "unknown"
    why = found.get("why") if isinstance(found, dict) else None
    return cast(Why, why) if why in ("used", "expired") else "unknown"


@dataclass(frozen=True, slots=True)
class EnrolReply:
    """Who the device is from now on. `province_key`: whose signatures it believes; `sealing_key`: what its bundles are
    sealed with, None from a province that takes none; `recovery_key`: the signed message of `recovery_key.py`, None
    from a province that has none."""

    device: bytes
    epoch: int
    agency: str
    unit: str
    lanes_version: int
    lanes: tuple[Lane, ...]
    province_key: bytes
    generation: bytes
    sealing_key: bytes | None = None
    recovery_key: bytes | None = None

    def encode(self) -> bytes:
        """As JSON."""
        return _json({
            "v": 1, "device": self.device.hex(), "epoch": self.epoch, "agency": self.agency, "unit": self.unit,
            "lanes_version": self.lanes_version,
            "lanes": [
                {"agency": lane.agency, "start": lane.start, "length": lane.length, "until": lane.until.isoformat()}
                for lane in self.lanes
            ],
            "province_key": self.province_key.hex(), "generation": self.generation.hex(),
            "sealing_key": self.sealing_key and self.sealing_key.hex(),
            "recovery_key": self.recovery_key and self.recovery_key.hex(),
        })  # fmt: skip

    @classmethod
    def decode(cls, raw: bytes) -> EnrolReply:
        """Raises BadMessage."""
        found = _object(raw)
        lanes = found.get("lanes")
        if not isinstance(lanes, list) or len(lanes) > LANES:
            raise BadMessage("no lanes")
        return cls(
            _hex(found, "device", 16), _number(found, "epoch"), _text(found, "agency"), _text(found, "unit"),
            _number(found, "lanes_version"), tuple(map(_lane, lanes)), _hex(found, "province_key", 32),
            _hex(found, "generation", 16),
            None if found.get("sealing_key") is None else _hex(found, "sealing_key", SEALING_KEY),
            None if found.get("recovery_key") is None else _up_to(found, "recovery_key", RECOVERY_MESSAGE),
        )  # fmt: skip


def _signed(token: str, public_key: bytes, device: bytes | None, ask: bytes) -> bytes:
    return b"counter enrolment 1" + hashlib.sha256(token.encode()).digest() + public_key + (device or bytes(16)) + ask


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()


def _refuse(_: str) -> float:
    raise BadMessage("a number that is not whole")


def _object(raw: bytes) -> dict[str, Any]:
    if len(raw) > LIMIT:
        raise BadMessage("a message beyond its limit")
    try:
        found = json.loads(raw.decode(), parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadMessage(f"not JSON: {type(error).__name__}") from None
    if not isinstance(found, dict) or found.get("v") != 1:
        raise BadMessage("not an enrolment of this version")
    return found


def _token(found: dict[str, Any]) -> str:
    token = found.get("token")
    if not isinstance(token, str) or _TOKEN.fullmatch(token) is None:
        raise BadMessage("no token")
    return token


def _moment(found: dict[str, Any], key: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(found, key))
    except ValueError:
        raise BadMessage(f"no {key}") from None
    if moment.tzinfo is None:
        raise BadMessage(f"no {key}")
    return moment


def _hex(found: dict[str, Any], key: str, length: int) -> bytes:
    value = found.get(key)
    if not isinstance(value, str) or re.fullmatch(r"[0-9a-f]*", value) is None or len(value) != 2 * length:
        raise BadMessage(f"no {key}")
    return bytes.fromhex(value)


def _up_to(found: dict[str, Any], key: str, most: int) -> bytes:
    value = found.get(key)
    if not isinstance(value, str) or len(value) > 2 * most or len(value) % 2 or not re.fullmatch(r"[0-9a-f]*", value):
        raise BadMessage(f"no {key}")
    return bytes.fromhex(value)


def _text(found: dict[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not 1 <= len(value) <= 64 or not value.isascii() or not value.isprintable():
        raise BadMessage(f"no {key}")
    return value


def _number(found: dict[str, Any], key: str) -> int:
    value = found.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**53:
        raise BadMessage(f"no {key}")
    return value


def _lane(found: object) -> Lane:
    if not isinstance(found, dict):
        raise BadMessage("no lane")
    try:
        until = date.fromisoformat(_text(found, "until"))
    except ValueError:
        raise BadMessage("no until") from None
    return Lane.lent(_text(found, "agency"), _number(found, "start"), _number(found, "length"), until)
