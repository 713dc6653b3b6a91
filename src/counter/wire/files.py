"""Files on the wire: tus 1.0 with each request signed by its device, and the province's receipt for a whole file.

The signature covers what a request asks for, never the content: that is checked by its hash when it is complete. A request
heard twice asks for the same thing and changes nothing, so its time need only be near; what is near is `NEAR_MS`."""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass

from counter.domain.attachment import SIZE
from counter.journal.checkpoint import SIGNATURE, sign, verified
from counter.wire.binary import BadMessage

PATH = "/v1/files"
TUS = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration"
CONTENT_TYPE = "application/offset+octet-stream"
LARGEST = SIZE
SCHEME = "Counter"
RECEIPT = "counter-receipt"
NEAR_MS = 10 * 60_000
HASH, GENERATION = 32, 16
_REQUEST = struct.Struct(">16sq")
_SIGNED = struct.Struct(">16sq32sQQ")
_RECEIPT = struct.Struct(">16s32sQ16s")


@dataclass(frozen=True, slots=True)
class FileAsk:
    """What one request asks for: `offset` from where it sends, `length` of what it sends; `size` of the whole file where one
    is begun (POST), else 0. `time_ms`: the province's clock, as the device knows it."""

    device: bytes
    method: str
    sha256: bytes
    offset: int
    length: int
    size: int
    time_ms: int

    def authorization(self, private_key: bytes) -> str:
        """The value of the Authorization header."""
        packed = _REQUEST.pack(self.device, self.time_ms) + sign(private_key, self._message())
        return f"{SCHEME} {base64.urlsafe_b64encode(packed).decode()}"

    def signed_by(self, public_key: bytes, signature: bytes) -> bool:
        """Whether the holder of that key asks this."""
        return verified(public_key, self._message(), signature)

    def _message(self) -> bytes:
        signed = _SIGNED.pack(self.device, self.time_ms, self.sha256, self.offset, self.length)
        return b"counter file request 1" + signed + struct.pack(">Q", self.size) + self.method.encode()


def read_authorization(header: str) -> tuple[bytes, int, bytes]:
    """Device, time and signature of an Authorization header. Raises BadMessage."""
    scheme, _, text = header.partition(" ")
    if scheme != SCHEME or len(text) > 200:
        raise BadMessage("no authorization of a device")
    raw = _decoded(text)
    if len(raw) != _REQUEST.size + SIGNATURE:
        raise BadMessage("no authorization of a device")
    device, time_ms = _REQUEST.unpack_from(raw)
    return device, time_ms, raw[_REQUEST.size :]


def write_receipt(private_key: bytes, device: bytes, sha256: bytes, size: int, generation: bytes) -> str:
    """The province's word that it holds this file, whole and checked: the value of the header `RECEIPT`."""
    message = b"counter file receipt 1" + _RECEIPT.pack(device, sha256, size, generation)
    return base64.urlsafe_b64encode(generation + sign(private_key, message)).decode()


def read_receipt(header: str, province_key: bytes, device: bytes, sha256: bytes, size: int) -> bytes:
    """The generation of the database that remembers the file. Raises BadMessage for what the province did not sign."""
    raw = _decoded(header) if len(header) <= 200 else b""
    generation, signature = raw[:GENERATION], raw[GENERATION:]
    if len(raw) != GENERATION + SIGNATURE:
        raise BadMessage("no receipt")
    message = b"counter file receipt 1" + _RECEIPT.pack(device, sha256, size, generation)
    if not verified(province_key, message, signature):
        raise BadMessage("a receipt that the province did not sign")
    return generation


def write_metadata(sha256: bytes) -> str:
    """The value of Upload-Metadata: what the file is called, which is its hash."""
    return f"sha256 {base64.b64encode(sha256.hex().encode()).decode()}"


def read_metadata(header: str) -> bytes:
    """The hash of an Upload-Metadata header. Raises BadMessage."""
    for pair in header.split(",")[:8]:
        name, _, value = pair.strip().partition(" ")
        if name == "sha256" and len(value) < 200:
            return read_name(_decoded(value, urlsafe=False).decode("ascii", "replace"))
    raise BadMessage("a file without its hash")


def read_name(text: str) -> bytes:
    """A file's hash as it stands in an address: 64 lower-case hexadecimal digits and nothing else. Raises BadMessage."""
    if len(text) != 2 * HASH or not set(text) <= set("0123456789abcdef"):
        raise BadMessage("no name of a file")
    return bytes.fromhex(text)


def _decoded(text: str, *, urlsafe: bool = True) -> bytes:
    try:
        return base64.b64decode(text, altchars=b"-_" if urlsafe else None, validate=True)
    except ValueError:
        raise BadMessage("not base64") from None
