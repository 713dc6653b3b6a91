"""Requests that no honest program sends, by the thousand, to a real server: none may be its failure.

Real messages are changed byte by byte; what a signature would stop at the door is signed anew, so that it gets in; whole
requests are made with fields that nobody would choose; entries carry every body that has ever broken a server."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import random
import struct
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from counter.journal.checkpoint import SIGNATURE, Checkpoint, new_key, public_key, sign
from counter.journal.entry import Entry
from counter.journal.leaves import Span
from counter.wire.batch_reader import read_batch
from counter.wire.binary import BadMessage, Reader
from counter.wire.columns import Home, Missing
from counter.wire.enrolment import EnrolReply, EnrolRequest
from counter.wire.files import FileAsk, write_metadata
from counter.wire.frame import Type, frame, unframe
from counter.wire.limits import PACKED
from counter.wire.packing import unpack
from counter.wire.reply_format import wants_whole
from counter.wire.request import read_request, write_request
from counter.wire.statement import Part, StatementRequest, write_statement_request
from tests.made.device import Device
from tests.made.logs import MadeLog, body_bytes, reception
from tests.made.served import Served

POISON: dict[str, bytes] = {
    "NUL": b'{"code":"H49.22-261123-0001","note":"\\u0000"}',
    "raw NUL": b'{"code":"\x00"}',
    "lone surrogate": b'{"code":"\\ud800"}',
    "bytes of a lone surrogate": b'{"code":"\xed\xa0\x80"}',
    "NaN": b'{"code":NaN,"vnd":Infinity}',
    "64 KiB + 1": b'{"code":"' + b"x" * (64 * 1024 + 1 - 11) + b'"}',
    "depth 60,000": b"[" * 60_000,
    "depth 100,000": b'{"a":' * 25_000 + b"[" * 75_000,
    "a number of 60,000 digits": b'{"code":' + b"9" * 60_000 + b"}",
    "nothing": b"",
    "not an object": b"[1,2]",
}
_TEXTS = (
    "\0",
    "\u202e",
    "H49.22",
    "x" * 200,
    "' OR 1=1 --",
    "%00",
    "../../etc/passwd",
    "\ufeff",
    "e\u0301",
    "",
    "9" * 64,
)
_NUMBERS = (0, 1, 2, 127, 128, 2**31 - 1, 2**31, 2**53 - 1, 2**53, 2**63 - 1, 2**63, 2**64 - 1)
_PATHS = (
    "/v1/sync",
    "/v1/enrol",
    "/v1/statement",
    "/v1/files",
    "/v1/status",
    "/v1/catalogue",
    "/v1/recovery-key",
    "/v1/",
    "/",
    "/openapi.json",
)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE")


@dataclass(slots=True)
class Fuzzed:
    """What came back. `failures`: what the server answered with a status of its own failure, and to what."""

    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    taken: int = 0


class Fuzz:
    """One run against one server, from one seed."""

    def __init__(self, served: Served, seed: int) -> None:
        self._rng = random.Random(seed)
        where = urlsplit(served.url)
        assert where.hostname
        self._line = http.client.HTTPConnection(where.hostname, where.port or 80, timeout=30)
        self.done = Fuzzed()
        self._tokens = [served.own_token(uses=1000), served.own_token("H49.30", "07192", uses=1000)]
        self._devices = [self._enrol(token) for token in (self._tokens[0], self._tokens[0], self._tokens[1])]
        for device in self._devices:
            device.receive(4)
            self._honest(device)

    def run(self, count: int) -> Fuzzed:
        """So many requests."""
        kinds: tuple[tuple[int, Callable[[], None]], ...] = (
            (30, self._changed), (20, self._changed_and_signed), (18, self._odd_request), (10, self._odd_entries),
            (6, self._odd_statement), (8, self._odd_enrolment), (5, self._odd_file), (3, self._odd_http),
        )  # fmt: skip
        weights, deeds = [weight for weight, _ in kinds], [deed for _, deed in kinds]
        while sum(self.done.statuses.values()) < count:
            self._rng.choices(deeds, weights)[0]()
        self._line.close()
        return self.done

    def _send(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        for again in (False, True):
            try:
                self._line.request(method, path, body, headers or {})
                got = self._line.getresponse()
                status, answer = got.status, got.read()
                break
            except (http.client.HTTPException, OSError):  # it hung up on what is no HTTP: its right, once
                self._line.close()
                if again:
                    self.done.failures.append(f"no answer to {method} {path} {body[:2000].hex()}")
                    self.done.statuses[0] += 1
                    return 0, b""
        self.done.statuses[status] += 1
        if status >= 500:
            self.done.failures.append(f"{status} to {method} {path} {headers} {body[:4000].hex()}")
        return status, answer

    def _enrol(self, token: str) -> Device:
        def asking(asked: EnrolRequest) -> EnrolReply:
            return EnrolReply.decode(self._send("POST", "/v1/enrol", asked.encode())[1])

        return Device.enrol(asking, token, self._rng.randrange(10**9))

    def _honest(self, device: Device) -> None:
        """One exchange that should be understood; a device that the noise brought into a mess is replaced."""
        request = device.request(whole=True)
        status, answer = self._send("POST", "/v1/sync", device.message(request))
        try:
            assert status == 200
            assert not wants_whole(answer)
            device.read(request, answer)
            self.done.taken += len(request.entries)
        except (AssertionError, BadMessage, Missing):
            self._devices[self._devices.index(device)] = self._enrol(self._tokens[device is self._devices[-1]])

    def _device(self) -> Device:
        return self._rng.choice(self._devices)

    def _real(self) -> bytes:
        """A message as an honest device would send it."""
        device, rng = self._device(), self._rng
        more: dict[str, object] = {"whole": rng.random() < 0.5}
        if rng.random() < 0.3:
            more["wants"] = (("H49.22", rng.randrange(5)), ("G09", 1))
        if rng.random() < 0.2:
            more["epoch_ask"] = rng.randbytes(8)
        acked = device.acked
        if rng.random() < 0.5:
            device.acked = rng.randrange(acked + 1)
        message = device.message(device.request(rng.randrange(12), **more))
        device.acked = acked
        return message

    def _mutated(self, data: bytes) -> bytes:
        rng, changed = self._rng, bytearray(data)
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(changed) + 1)
            match rng.randrange(6):
                case 0 if changed:
                    changed[at % len(changed)] ^= 1 << rng.randrange(8)
                case 1:
                    changed[at:at] = rng.randbytes(rng.randrange(1, 9))
                case 2:
                    del changed[at : at + rng.randrange(1, 30)]
                case 3:
                    changed[at : at + 4] = rng.choice((b"\xff" * 10, b"\0" * 4, b"\x80\x80\x80\x80\x01", b"\x7f"))
                case 4:
                    del changed[at:]
                case _:
                    other = rng.randrange(len(changed) + 1)
                    changed[at:at] = changed[min(at, other) : max(at, other)][:500]
        return bytes(changed)

    def _changed(self) -> None:
        self._send(
            "POST",
            self._rng.choice(("/v1/sync", "/v1/sync", "/v1/statement", "/v1/enrol")),
            self._mutated(self._real()),
        )

    def _changed_and_signed(self) -> None:
        """The signature fits what was changed: the server's own reading says what it must cover."""
        device = self._device()
        message = device.message(device.request(whole=True))
        content = unframe(message, Type.SYNC_REQUEST)[1][:-SIGNATURE]
        begun = 0 if self._rng.random() < 0.1 else 17  # mostly the same device
        content = content[:begun] + self._mutated(content[begun:])
        self._send("POST", "/v1/sync", signed_anew(content, device))

    def _number(self, most: int = 2**53 - 1) -> int:
        number = self._rng.choice(_NUMBERS) if self._rng.random() < 0.7 else self._rng.randrange(2000)
        return min(number, most)

    def _odd_request(self) -> None:
        device, rng = self._device(), self._rng
        request = device.request(whole=rng.random() < 0.7)
        odd: dict[str, object] = {
            "epoch": self._number(), "base": self._number(), "base_hash": rng.randbytes(32), "ahead": self._number(),
            "wall_ms": self._number(), "cursor": self._number(), "generation": rng.choice((b"", rng.randbytes(4))),
            "catalogue": rng.choice((b"", rng.randbytes(4))), "lanes": self._number(), "notices": self._number(),
            "wants": tuple((rng.choice(_TEXTS)[:30], rng.randrange(9)) for _ in range(rng.randrange(5))),
            "epoch_ask": rng.randbytes(8), "page": rng.randrange(1, 1001),
        }  # fmt: skip
        chosen = {name: odd[name] for name in rng.sample(sorted(odd), rng.randrange(1, 5))}
        with contextlib.suppress(ValueError, OverflowError):
            message = write_request(replace(request, **chosen), device.key, device.shelf.held, device.shelf.locate)  # type: ignore[arg-type]
            self._send("POST", "/v1/sync", message)

    def _odd_entries(self) -> None:
        device, rng = self._device(), self._rng
        for _ in range(rng.randrange(1, 6)):
            self._odd_entry(device.log)
        self._honest(device)

    def _odd_entry(self, log: MadeLog) -> None:
        rng = self._rng
        match rng.randrange(4):
            case 0:
                light = [body for body in POISON.values() if len(body) < 1000 or rng.random() < 0.1]
                body: bytes = rng.choice(light)
            case 1:
                body = self._mutated(body_bytes(reception("H49.22-261123-0001", rng)))
            case 2:
                odd = rng.choice((None, [], {}, True, 2**60, -1, *_TEXTS))
                made = reception(f"H49.22-261123-{rng.randrange(9999):04d}", rng)
                made[rng.choice(sorted(made))] = odd
                body = json.dumps(made).encode()
            case _:
                body = rng.randbytes(rng.randrange(300))
        kind = rng.choice(("dossier_received", "dossier_received", "code_assigned", "day_opened", "file_attached",
                           "dossier_withdrawn", "dossier_sold", "\0", "x" * 60))  # fmt: skip
        entry = log.add(body, kind=kind, version=rng.choice((0, 1, 1, 1, 2, 2**16 - 1)))
        changes: dict[str, object] = {
            "actor": rng.choice(_TEXTS), "day": rng.choice((date.min, date.max, date(1970, 1, 1), date(2026, 2, 28))),
            "subject": rng.choice((bytes(16), b"\xff" * 16, rng.randbytes(16))),
            "parent": rng.choice((bytes(32), entry.envelope.prev)),
            "offset": rng.choice((-840, 0, 840, 2**15)), "wall_ms": rng.choice((0, -1, 2**52, log.wall_ms)),
        }  # fmt: skip
        chosen = {name: changes[name] for name in rng.sample(sorted(changes), rng.randrange(3))}
        try:
            log.entries[-1] = Entry.seal(replace(entry.envelope, **chosen), entry.salt, entry.body)  # type: ignore[arg-type]
        except (ValueError, OverflowError, struct.error):  # no envelope can say that
            log.entries[-1] = entry

    def _odd_statement(self) -> None:
        device, rng = self._device(), self._rng
        parts = tuple(
            Part(
                rng.choice((device.log.epoch, self._number())),
                self._span(),
                rng.choice((1, 2, 16)),
                rng.choice((b"", rng.randbytes(32))),
            )
            for _ in range(rng.randrange(3))
        )
        with contextlib.suppress(ValueError, OverflowError, TypeError):
            asked = StatementRequest(device.log.device, rng.randbytes(16), self._number(), date(2026, 11, 23), parts)
            message = write_statement_request(asked, device.key)
            self._send("POST", "/v1/statement", message if rng.random() < 0.5 else self._mutated(message))

    def _span(self) -> Span:
        first = self._number(2**40)
        return Span(first, first + self._number(2**40))

    def _odd_enrolment(self) -> None:
        rng, key = self._rng, new_key()
        token = rng.choice((*self._tokens, "x" * 32, "A" * 22))
        device = rng.choice((None, None, self._device().log.device, rng.randbytes(16)))
        asked = EnrolRequest.make(token, key, public_key(key), device, rng.randbytes(8))
        found = json.loads(asked.encode())
        if rng.random() < 0.8:
            odd: tuple[object, ...] = (None, 0, -1, 2**70, True, [], {}, [[]], "00", "zz" * 16, *_TEXTS)
            found[rng.choice(sorted(found))] = rng.choice(odd)
        raw = json.dumps(found).encode()
        if rng.random() < 0.4:
            raw = self._mutated(raw)
        if rng.random() < 0.05:
            raw = rng.choice((b"[" * 10_000, b'{"a":' * 2000, b"9" * 5000, b'{"v":1e999}', b"\xff", b"null"))
        self._send("POST", "/v1/enrol", raw)

    def _odd_file(self) -> None:
        device, rng = self._device(), self._rng
        sha, size = rng.randbytes(32), rng.choice((0, 1, 10, 2**20, 2**40))
        now = int(time.time() * 1000) if rng.random() < 0.8 else self._number(2**42)
        method = rng.choice(("POST", "HEAD", "PATCH", "OPTIONS"))
        body = rng.randbytes(rng.randrange(20)) if method in ("POST", "PATCH") else b""
        ask = FileAsk(device.log.device, method, sha, 0, len(body), size, now)
        headers = {
            "Tus-Resumable": rng.choice(("1.0.0", "1.0.0", "0.9", "")), "Upload-Length": str(size),
            "Upload-Offset": rng.choice(("0", "-1", "9" * 30)), "Content-Type": "application/offset+octet-stream",
            "Upload-Metadata": rng.choice((write_metadata(sha), write_metadata(sha), "", "x" * 300)),
        }  # fmt: skip
        with contextlib.suppress(ValueError, OverflowError):
            headers["Authorization"] = ask.authorization(device.key)
        if rng.random() < 0.3:
            headers["Authorization"] = rng.choice(("", "Counter", "Basic eDp5", "Counter " + "A" * 200))
        path = (
            "/v1/files"
            if method in ("POST", "OPTIONS")
            else f"/v1/files/{rng.choice((sha.hex(), 'x', '..', '0' * 64))}"
        )
        self._send(method, path, body, headers)

    def _odd_http(self) -> None:
        rng = self._rng
        path = rng.choice(_PATHS) + rng.choice(("", "?a=%00", "?" + "x" * 3000, "/%2e%2e/%2e%2e", "//", "%ff", ";"))
        headers = {
            "X-Forwarded-For": rng.choice(("1.2.3.4", "::1", "x" * 500, "1.2.3.4, [::", "")),
            "Content-Encoding": rng.choice(("gzip", "zstd", "identity")), "Accept": rng.choice(("*/*", "x", "a/b;q=9")),
            "If-None-Match": rng.choice(('"', "*", "x" * 200)), "Content-Type": rng.choice(("text/html", "application/json", "")),
        }  # fmt: skip
        self._send(rng.choice(_METHODS), path, rng.randbytes(rng.choice((0, 0, 5, 2000))), headers)


def signed_anew(content: bytes, device: Device) -> bytes:
    """A message with that content and, where it can be read at all, the signature that belongs to it."""
    bare = frame(Type.SYNC_REQUEST, content + bytes(SIGNATURE))
    signature = bytes(SIGNATURE)
    with contextlib.suppress(BadMessage, Missing, ValueError, OverflowError):
        signature = sign(device.key, _covered(bare, device))
    return frame(Type.SYNC_REQUEST, content + signature)


def _covered(message: bytes, device: Device) -> bytes:
    """What the server will have the signature checked over: the head of what it reads there, and the message's digest."""
    incoming = read_request(message)
    asked, head = incoming.asked, incoming.asked.base_hash
    count = 0
    if incoming._entries is not None:
        plain, folded = incoming._entries
        home = Home(asked.device, asked.epoch)
        entries = read_batch(Reader(plain), unpack(folded, PACKED), home, device.shelf.held)  # type: ignore[arg-type]
        head, count = entries[-1].hash if entries else head, len(entries)
    point = Checkpoint(asked.device, asked.epoch, asked.base + count, head, asked.wall_ms)
    return point.message() + hashlib.sha256(unframe(message, Type.SYNC_REQUEST)[1][:-SIGNATURE]).digest()
