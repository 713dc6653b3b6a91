"""The wire of files spoken by hand: every header as it should be unless a test says otherwise."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

import requests

from counter.wire.files import CONTENT_TYPE, PATH, RECEIPT, TUS, FileAsk, read_receipt, write_metadata
from tests.made.device import Device


def digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


@dataclass
class FileSender:
    """One device at one web door. `now_ms`: the time that its requests are signed for, None for this machine's."""

    url: str
    device: Device
    session: requests.Session
    now_ms: int | None = None

    def ask(
        self, method: str, sha256: bytes, *, body: bytes = b"", offset: int = 0, size: int = 0, path: str | None = None,
        signed_offset: int | None = None, **headers: str | None,
    ) -> requests.Response:  # fmt: skip
        now = int(datetime.now(UTC).timestamp() * 1000) if self.now_ms is None else self.now_ms
        at = offset if signed_offset is None else signed_offset
        ask = FileAsk(self.device.granted.device, method, sha256, at, len(body), size, now)
        said: dict[str, str | None] = {"Tus-Resumable": TUS, "Authorization": ask.authorization(self.device.key)}
        if method == "POST":
            said |= {"Upload-Length": str(size), "Upload-Metadata": write_metadata(sha256)}
        if method == "PATCH":
            said |= {"Upload-Offset": str(offset)}
        if method == "PATCH" or body:
            said["Content-Type"] = CONTENT_TYPE
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        address = path or (PATH if method == "POST" else f"{PATH}/{sha256.hex()}")
        return self.session.request(
            method, self.url + address, data=body if method in ("POST", "PATCH") else None,
            headers={name: value for name, value in said.items() if value is not None}, timeout=30,
        )  # fmt: skip

    def head(self, sha256: bytes) -> requests.Response:
        return self.ask("HEAD", sha256)

    def post(self, content: bytes, *, body: bytes = b"", **more: str | None) -> requests.Response:
        return self.ask("POST", digest(content), size=len(content), body=body, **more)

    def patch(self, content: bytes, offset: int, most: int | None = None, **more: str | None) -> requests.Response:
        end = None if most is None else offset + most
        return self.ask("PATCH", digest(content), offset=offset, body=content[offset:end], **more)

    def receipt(self, got: requests.Response, content: bytes) -> bytes:
        """The generation of a genuine receipt."""
        granted = self.device.granted
        return read_receipt(got.headers[RECEIPT], granted.province_key, granted.device, digest(content), len(content))
