"""Files by tus 1.0 (core, creation, creation with upload, expiration) at /v1/files. Bodies go to the disk as they come."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from email.utils import formatdate

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from counter.server.exchange import Unknown
from counter.server.file_shelf import EXPIRE_AFTER, FileName, Moved, OtherContent
from counter.server.files import Files, NoRoom, OtherTime, Revoked, Standing
from counter.server.gate import Busy, Gate
from counter.server.unnamed import TooEarly
from counter.wire.binary import BadMessage
from counter.wire.files import (
    CONTENT_TYPE,
    EXTENSIONS,
    LARGEST,
    PATH,
    RECEIPT,
    TUS,
    FileAsk,
    read_authorization,
    read_metadata,
    read_name,
)

PIECE = 16 * 1024  # written as soon as so much has come: what was not written when the line was cut is sent again
IDLE = 60.0  # seconds without a byte
AT_ONCE = 64  # uploads in one process
OTHER_CONTENT = 460  # tus: checksum mismatch
TOO_EARLY = 425  # RFC 8470; here: before its fact
_log = logging.getLogger(__name__)


class _No(Exception):
    """An answer that ends the request."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        super().__init__(reason)
        self.answer = JSONResponse({"reason": reason}, status_code=status, headers=_said(headers))


def add_files(app: FastAPI, files: Files, gate: Gate) -> None:
    """Give the application the addresses of files. What fails is charged to its address at `gate`, what a device signs to
    the device, out of a bucket that facts have no part in."""
    door = _Door(files, gate)
    app.add_api_route(PATH, door.options, methods=["OPTIONS"], response_class=Response)
    app.add_api_route(PATH, door.post, methods=["POST"], response_class=Response)
    app.add_api_route(PATH + "/{name}", door.head, methods=["HEAD"], response_class=Response)
    app.add_api_route(PATH + "/{name}", door.patch, methods=["PATCH"], response_class=Response)
    app.add_exception_handler(_No, _answer)


async def _answer(request: Request, no: Exception) -> Response:
    assert isinstance(no, _No)
    if request.method in ("POST", "PATCH"):  # or the rest of the body would still be sent, for nothing
        no.answer.headers["connection"] = "close"
    return no.answer


class _Door:
    def __init__(self, files: Files, gate: Gate) -> None:
        self._files, self._gate = files, gate
        self._uploads = 0

    async def options(self) -> Response:
        """What is spoken here."""
        return Response(status_code=204, headers=_said({
            "tus-version": TUS, "tus-extension": EXTENSIONS, "tus-max-size": str(LARGEST)
        }))  # fmt: skip

    async def head(self, request: Request, name: str) -> Response:
        """How far a file is."""
        file, device = await self._known(request, _name(name))
        return _headers(200, await self._standing(file, device), expires=False)  # after each cut: not a byte too many

    async def post(self, request: Request) -> Response:
        """Announce a file, and begin to send it."""
        try:
            sha256 = read_metadata(request.headers.get("upload-metadata", ""))
        except BadMessage:
            raise _No(400, "metadata") from None
        size, length = _number(request, "upload-length"), _number(request, "content-length", 0)
        if not 0 < size <= LARGEST or length > size:
            raise _No(413, "size")
        if length:
            _demand_content_type(request)
        file, device = await self._known(request, sha256, size=size)
        try:
            standing = await run_in_threadpool(self._files.announce, file, size, device)
        except (NoRoom, OSError):
            raise _No(507, "room", **{"retry-after": "600"}) from None
        except TooEarly:
            raise _No(TOO_EARLY, "unnamed", **{"retry-after": "600"}) from None
        if length and standing.receipt is None:
            if standing.offset != 0:
                raise _moved(standing.offset)
            standing = await self._take(request, file, device, standing, length)
        return _headers(201, standing, location=f"{PATH}/{sha256.hex()}")

    async def patch(self, request: Request, name: str) -> Response:
        """Go on sending a file."""
        sha256 = _name(name)
        _demand_content_type(request)
        offset, length = _number(request, "upload-offset"), _number(request, "content-length")
        if length > LARGEST:
            raise _No(413, "size")
        file, device = await self._known(request, sha256, offset=offset)
        standing = await self._standing(file, device)
        if standing.offset != offset:
            raise _moved(standing.offset)
        if standing.receipt is None:
            standing = await self._take(request, file, device, standing, length)
        return _headers(204, standing)

    async def _known(
        self, request: Request, sha256: bytes, *, offset: int = 0, size: int = 0
    ) -> tuple[FileName, bytes]:
        """The file of the sender's own centre, and the sender."""
        if request.headers.get("tus-resumable") != TUS:
            raise _No(412, "protocol", **{"tus-version": TUS})
        address = request.client.host if request.client else ""
        try:
            device, time_ms, signature = read_authorization(request.headers.get("authorization", ""))
            self._gate.demand_address(address, device)
            length = _number(request, "content-length", 0)
            self._gate.demand_file(device, begun=length > 0)
            ask = FileAsk(device, request.method, sha256, offset, length, size, time_ms)
            centre = await run_in_threadpool(self._files.centre_of, ask, signature)
        except Busy as busy:
            raise _No(429, "busy", **{"retry-after": str(busy.retry_after)}) from None
        except (BadMessage, Unknown):
            self._gate.failed(address)
            raise _No(401, "unknown") from None
        except Revoked:
            self._gate.spend_file(device)
            raise _No(403, "revoked") from None
        except OtherTime as other:
            self._gate.spend_file(device)
            raise _No(401, "time", **{"counter-time": str(other.now_ms)}) from None
        self._gate.knew(address, device)
        self._gate.spend_file(device)
        return FileName(centre, sha256), device

    async def _standing(self, file: FileName, device: bytes) -> Standing:
        standing = await run_in_threadpool(self._files.standing, file, device)
        if standing is None:
            raise _No(404, "address")
        return standing

    async def _take(self, request: Request, file: FileName, device: bytes, before: Standing, length: int) -> Standing:
        if before.offset + length > before.size:
            raise _No(413, "size")
        if self._uploads >= AT_ONCE:
            raise _No(503, "busy", **{"retry-after": "10"})
        self._uploads += 1
        try:
            offset = await self._stream(request, file, before.offset)
            if offset < before.size:
                return Standing(before.size, offset, None)
            receipt = await run_in_threadpool(self._files.finish, file, before.size, device)
        except Moved as moved:
            raise _moved(moved.offset) from None
        except OtherContent:
            raise _No(OTHER_CONTENT, "content", **{"upload-offset": "0"}) from None
        except OSError as error:
            _log.warning("a file cannot be written now: %s", type(error).__name__)
            raise _No(507, "room", **{"retry-after": "600"}) from None
        finally:
            self._uploads -= 1
        return Standing(before.size, offset, receipt)

    async def _stream(self, request: Request, file: FileName, offset: int) -> int:
        """Write what comes; where the file ends then. A line that is cut leaves everything that came."""
        held = bytearray()
        pieces = request.stream().__aiter__()
        with contextlib.suppress(StopAsyncIteration, ClientDisconnect):
            while True:
                try:
                    async with asyncio.timeout(IDLE):
                        held += await anext(pieces)
                except TimeoutError:
                    break
                if len(held) >= PIECE:
                    offset, held = (
                        await run_in_threadpool(self._files.shelf.add, file, offset, bytes(held)),
                        bytearray(),
                    )
        if held:
            offset = await run_in_threadpool(self._files.shelf.add, file, offset, bytes(held))
        return offset


def _name(text: str) -> bytes:
    try:
        return read_name(text)
    except BadMessage:
        raise _No(404, "address") from None


def _number(request: Request, header: str, default: int | None = None) -> int:
    told = request.headers.get(header)
    if told is None and default is not None:
        return default
    if told is None or not told.isascii() or not told.isdigit() or len(told) > 12:
        raise _No(400, "length")
    return int(told)


def _demand_content_type(request: Request) -> None:
    if request.headers.get("content-type") != CONTENT_TYPE:
        raise _No(415, "type")


def _moved(offset: int) -> _No:
    return _No(409, "offset", **{"upload-offset": str(offset)})


def _said(headers: dict[str, str]) -> dict[str, str]:
    return {"tus-resumable": TUS, "cache-control": "no-store", **headers}


def _headers(status: int, standing: Standing, *, expires: bool = True, **more: str) -> Response:
    headers = {"upload-offset": str(standing.offset), "upload-length": str(standing.size), **more}
    if standing.receipt is None and expires:
        headers["upload-expires"] = formatdate(time.time() + EXPIRE_AFTER, usegmt=True)
    elif standing.receipt is not None:
        headers[RECEIPT] = standing.receipt
    return Response(status_code=status, headers=_said(headers))
