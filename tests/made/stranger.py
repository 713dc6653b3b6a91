"""A counter of another make: written from docs/protocol.md alone, so it takes nothing from the program it talks to."""

from __future__ import annotations

import base64
import http.client
import json
import os
import struct
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tests.made.stranger_batch import Fact, Walk, first_prev, own_subject, read_batch, sha, varint, write_batch

HERE = timezone(timedelta(hours=7))
SEND_WHOLE = b"\xc7\x01\x03"


class Stranger:
    """One enrolled machine."""

    def __init__(self, url: str, token: str) -> None:
        self._server = urlsplit(url)
        self._key = Ed25519PrivateKey.generate()
        self.log: list[Fact] = []
        self.feed: list[Fact] = []
        self.acked = self.cursor = self.notice = 0
        self.notices: list[tuple[int, int, int, str]] = []
        self._session, self._boot = os.urandom(8), os.urandom(8)
        self._enrol(token.replace(" ", ""))

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection(self._server.hostname, self._server.port)
        line.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        told = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        line.close()
        return told

    def _enrol(self, token: str) -> None:
        public, ask = self._key.public_key().public_bytes_raw(), os.urandom(8)
        signature = self._key.sign(b"counter enrolment 1" + sha(token.encode()) + public + bytes(16) + ask)
        asked = {
            "v": 1, "token": token, "public_key": public.hex(), "device": None, "ask": ask.hex(), "signature": signature.hex()
        }  # fmt: skip
        status, _, body = self.ask("POST", "/v1/enrol", json.dumps(asked).encode())
        assert status == 200, body
        told = json.loads(body)
        self.device, self.epoch, self.agency = bytes.fromhex(told["device"]), told["epoch"], told["agency"]
        self.generation, self.lanes = bytes.fromhex(told["generation"]), told["lanes"]
        self._lanes_version = told["lanes_version"]
        self._province = Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["province_key"]))

    def hash_at(self, seq: int) -> bytes:
        return self.log[seq - 1].hash if seq else first_prev(self.device, self.epoch)

    # facts

    def add(self, kind: str, body: dict, about: Fact | None = None) -> Fact:
        """One more fact; `about`: the one whose dossier it belongs to and that it goes on from."""
        now, seq = datetime.now(UTC), len(self.log) + 1
        made = Fact(
            self.device, self.epoch, seq, self.hash_at(seq - 1), kind, 1,
            own_subject(self.device, self.epoch, seq) if about is None else about.subject,
            None if about is None else about.hash, "khách", self._session, int(now.timestamp() * 1000), 420, 1000 * seq,
            self._boot, now.astimezone(HERE).toordinal(), os.urandom(8), json.dumps(body, ensure_ascii=False).encode(),
        )  # fmt: skip
        self.log.append(made)
        return made

    def receive(self) -> Fact:
        """A reception under the next number of the centre's own lane."""
        now = datetime.now(HERE).replace(microsecond=0)
        lane = next(lane for lane in self.lanes if lane["agency"] == self.agency)
        return self.add("dossier_received", {
            "code": f"{self.agency}-{now:%y%m%d}-{lane['start'] + len(self.log):04d}", "provisional": False,
            "agency": self.agency, "deciding_agency": self.agency, "procedure": {"code": "1.001193"},
            "applicant": {"name": "Đỗ Thị Ngọc Ánh"}, "received_at": now.isoformat(), "due": None, "settled_at_once": False,
        })  # fmt: skip

    # the exchange

    def sync(self, *, whole: bool = False, page: int = 1000, checked: bool = True) -> bool:
        """One exchange; whether the feed has more. Everything that is believed was verified."""
        waiting, now = self.log[self.acked :], int(datetime.now(UTC).timestamp() * 1000)
        content = (
            self.device + varint(self.epoch) + varint(whole | bool(waiting) * 4 | checked * 16) + varint(self.acked)
        )
        if self.acked:
            content += self.hash_at(self.acked)[: 32 if whole else 4]
        for number in (0, now, self.cursor, self._lanes_version, self.notice, 1000 - page):
            content += varint(number)
        content += varint(4) + self.generation[:4] + varint(0) + varint(0)
        if waiting:
            before = self.log[self.acked - 1] if self.acked and not whole else None
            content += write_batch(waiting, whole=whole, last=before)
        head = struct.pack(">QQ", self.epoch, len(self.log)) + self.hash_at(len(self.log)) + struct.pack(">q", now)
        signature = self._key.sign(b"counter checkpoint 1" + self.device + head + sha(content))
        status, told, answer = self.ask("POST", "/v1/sync", b"\xc7\x01\x01" + content + signature)
        assert (status, told["content-type"]) == (200, "application/x-counter"), answer
        assert answer != SEND_WHOLE
        return self._take(answer)

    def _take(self, answer: bytes) -> bool:
        assert answer[:3] == b"\xc7\x01\x02"
        content, walk = answer[3:-64], Walk(answer[3:-64])
        flags, acked, unsafe, received, cursor = walk.numbers(5)
        assert not flags & (1 | 32 | 128 | 256), "nothing of this is expected here"
        if flags & 16:
            walk.raw(4)
        if flags & 8:
            self._lanes_version, count = walk.numbers(2)
            self.lanes = [
                dict(zip(("agency", "start", "length"), (walk.text(), *walk.numbers(3)), strict=False))
                for _ in range(count)
            ]
        if flags & 64:
            for _ in range(walk.number()):
                self.notice, _epoch, seq, outcome = walk.numbers(4)
                self.notices.append((self.notice, seq, outcome, walk.text()))
        held = struct.pack(">QQ", self.epoch, acked) + self.hash_at(acked) + self.generation
        signed = b"counter acknowledgement 1" + self.device + held + struct.pack(">Qq", acked - unsafe, received)
        self._province.verify(answer[-64:], signed + sha(content))
        if flags & 2:
            count, _before = walk.numbers(2)
            walk.numbers(count)
            check = walk.raw(8) if flags & 1024 else None
            known = {(one.epoch, one.seq): one for one in (*self.log, *self.feed)}
            came = read_batch(walk, known)
            assert len(came) == count
            assert check in (None, sha(b"".join(one.hash for one in came))[:8])
            self.feed += came
        self.acked, self.cursor = acked, cursor
        return bool(flags & 4)

    # what the province holds

    def statement(self) -> tuple[int, int, bytes, bytes, int]:
        """Of the whole log: how many, the last seq, its hash, the digest, how many files."""
        content = self.device + os.urandom(16) + varint(self.log[-1].wall) + varint(self.log[-1].day)
        for number in (1, self.epoch, 0, 1, len(self.log), 1):
            content += varint(number)
        signature = self._key.sign(b"counter statement request 1" + sha(content))
        status, _, answer = self.ask("POST", "/v1/statement", b"\xc7\x01\x05" + content + signature)
        assert (status, answer[:3]) == (200, b"\xc7\x01\x06")
        self._province.verify(answer[-64:], b"counter statement 1" + sha(content) + sha(answer[3:-64]))
        walk = Walk(answer[3:-64])
        walk.number()
        assert walk.raw(16) == self.generation
        count, last = walk.numbers(2)
        return count, last, walk.raw(32), walk.raw(32), walk.number()

    # files

    def send(self, content: bytes, cut: int) -> None:
        """A scan in two pieces, up to the province's receipt."""
        name, address, size = sha(content), f"/v1/files/{sha(content).hex()}", len(content)
        metadata = base64.b64encode(name.hex().encode()).decode()
        kind = {"Content_Type": "application/offset+octet-stream", "Tus_Resumable": "1.0.0"}
        begun = self._word("POST", name, 0, cut, size)
        status, told, _ = self.ask(
            "POST", "/v1/files", content[:cut], Authorization=begun, Upload_Length=str(size),
            Upload_Metadata=f"sha256 {metadata}", **kind,
        )  # fmt: skip
        assert status == 201
        asked = self._word("HEAD", name, 0, 0)
        status, told, _ = self.ask("HEAD", address, Authorization=asked, Tus_Resumable="1.0.0")
        assert (status, told["upload-offset"]) == (200, str(cut))
        rest = self._word("PATCH", name, cut, size - cut)
        status, told, _ = self.ask("PATCH", address, content[cut:], Authorization=rest, Upload_Offset=str(cut), **kind)
        assert status == 204
        receipt = base64.urlsafe_b64decode(told["counter-receipt"])
        signed = self.device + name + struct.pack(">Q", size) + receipt[:16]
        self._province.verify(receipt[16:], b"counter file receipt 1" + signed)

    def _word(self, method: str, name: bytes, offset: int, length: int, size: int = 0) -> str:
        now = struct.pack(">q", int(datetime.now(UTC).timestamp() * 1000))
        asked = self.device + now + name + struct.pack(">QQQ", offset, length, size) + method.encode()
        signature = self._key.sign(b"counter file request 1" + asked)
        return "Counter " + base64.urlsafe_b64encode(self.device + now + signature).decode()
