"""The web door: a handful of addresses. Whatever comes in, the answer is never the server's own failure."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TypeVar

import anyio
import anyio.to_thread
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter.server.enrolment import NotEnrolled
from counter.server.exchange import Unknown
from counter.server.gate import Busy, Gate
from counter.server.openapi import ENROLMENT, SIGNED_MESSAGE, TOKEN_ONLY
from counter.server.province import Province
from counter.server.tus import add_files
from counter.wire import enrolment
from counter.wire.binary import BadMessage
from counter.wire.enrolment import CentreRequest, EnrolRequest
from counter.wire.frame import CONTENT_TYPE, VERSION, OtherVersion
from counter.wire.limits import MESSAGE
from counter.wire.recovery_key import PATH as RECOVERY_KEY
from counter.wire.reply_format import send_whole
from counter.wire.request import named_device

PATIENCE = 300  # seconds for one request to come in: half a megabyte at 14 kbit/s
HELD = 128 * 1024 * 1024  # bytes of bodies in one process
LONGEST_WAIT = 0.5  # seconds: whoever would wait longer for his turn is better told when to come again
NOBODY = b""
T = TypeVar("T")
_log = logging.getLogger(__name__)


class _TooLarge(Exception):
    pass


class Turns:
    """Requests are worked on a few at a time, in the order in which they came; when too many wait, the next is sent away."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._turns: anyio.CapacityLimiter | None = None
        self._usual = 0.5  # seconds that one takes, of late; a guess until the first ones are done

    async def work(self, deed: Callable[..., T], *arguments: object) -> T:
        """What the deed gives, from a thread. Raises Busy."""
        if self._turns is None:  # it belongs to the loop that serves
            self._turns = anyio.CapacityLimiter(self._gate.limits.at_once)
        limits, waiting = self._gate.limits, self._turns.statistics().tasks_waiting
        long = waiting >= limits.waiting or waiting * self._usual > LONGEST_WAIT * limits.at_once
        if long and not self._turns.available_tokens:
            raise self._gate.full()
        return await anyio.to_thread.run_sync(self._timed, partial(deed, *arguments), limiter=self._turns)

    def _timed(self, deed: Callable[[], T]) -> T:
        began = time.monotonic()
        try:
            return deed()
        finally:
            self._usual += 0.1 * (time.monotonic() - began - self._usual)


class Bodies:
    """What is being read, or waits for its turn, of all requests together: a crowd of slow senders must not fill the memory."""

    def __init__(self, gate: Gate, most: int = HELD) -> None:
        self._gate, self._most, self._held = gate, most, 0

    @contextmanager
    def room(self) -> Iterator[Callable[[int], None]]:
        """What to call with so many more bytes, before they are kept. That raises Busy."""
        mine = 0

        def take(count: int) -> None:
            nonlocal mine
            if self._held + count > self._most:
                raise self._gate.full()
            mine, self._held = mine + count, self._held + count

        try:
            yield take
        finally:
            self._held -= mine


def make_app(province: Province) -> FastAPI:
    """The application over one province. Requests and replies are the messages of `counter.wire`."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        province.worker.start()
        yield
        await run_in_threadpool(province.worker.stop)

    gate, turns = province.gate, Turns(province.gate)
    bodies = Bodies(gate)
    app = FastAPI(
        title="Counter, province", version=str(VERSION), lifespan=life, docs_url=None, redoc_url=None, openapi_url=None,
        redirect_slashes=False,  # to whatever host the asker names
    )  # fmt: skip

    def unsigned(request: Request) -> None:
        """A question that anybody may ask is charged to his address, or a stranger could ask it for ever."""
        gate.demand_address(_address(request))
        gate.failed(_address(request))

    async def signed(request: Request, deed: Callable[[bytes], bytes]) -> Response:
        """The answer to a message that a device says it has signed; only what held its signature is charged to it."""
        address = _address(request)
        gate.demand_address(address)
        with bodies.room() as room:
            message = await _read(request, MESSAGE, room)
            device = named_device(message)
            gate.demand_address(address, device)
            gate.demand_device(device)
            answer = await turns.work(deed, message)
        if answer == send_whole():  # told to anybody, for nobody's signature was looked at
            gate.failed(address)
        else:
            gate.knew(address, device)
            gate.spend(device)
        return Response(answer, media_type=CONTENT_TYPE)

    @app.post("/v1/sync", response_class=Response, openapi_extra=SIGNED_MESSAGE)
    async def sync(request: Request) -> Response:
        """One exchange, both ways."""
        return await signed(request, province.exchange.answer)

    @app.post("/v1/statement", response_class=Response, openapi_extra=SIGNED_MESSAGE)
    async def statement(request: Request) -> Response:
        """What is held of the asker, signed."""
        return await signed(request, province.statements.answer)

    @app.post("/v1/enrol", response_class=Response, openapi_extra=ENROLMENT)
    async def enrol(request: Request) -> Response:
        """A token and a key become a device."""
        gate.demand_address(_address(request), NOBODY)
        with bodies.room() as room:
            asked = EnrolRequest.decode(await _read(request, enrolment.LIMIT, room))
        reply = await turns.work(province.enrol, asked)
        return Response(reply.encode(), media_type="application/json")

    @app.post("/v1/enrol/centre", response_class=Response, openapi_extra=TOKEN_ONLY)
    async def centre(request: Request) -> Response:
        """Whose a token is, before it is used."""
        gate.demand_address(_address(request), NOBODY)
        with bodies.room() as room:
            asked = CentreRequest.decode(await _read(request, enrolment.LIMIT, room))
        reply = await turns.work(province.centre_of_token, asked)
        return Response(reply.encode(), media_type="application/json")

    @app.get("/v1/catalogue", response_class=Response)
    def catalogue(request: Request) -> Response:
        """The signed catalogue, unless the asker has it."""
        unsigned(request)
        etag = f'"{province.catalogue.tag.hex()}"'
        headers = {"etag": etag, "counter-catalogue": province.catalogue.version}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(province.catalogue.message, media_type=CONTENT_TYPE, headers=headers)

    @app.get(RECOVERY_KEY, response_class=Response)
    async def recovery_key(request: Request) -> Response:
        """The signed recovery key, with which counters wrap the keys of their databases."""
        unsigned(request)
        message = await turns.work(province.recovery_key)
        if message is None:
            return JSONResponse({"reason": "none"}, status_code=404)
        return Response(message, media_type=CONTENT_TYPE)

    @app.get("/v1/status")
    async def status(request: Request) -> JSONResponse:
        """That it answers, its database too, and as whom. Nothing about centres or people."""
        unsigned(request)
        await turns.work(province.database.ask)
        return JSONResponse({
            "generation": province.authority.generation.hex(), "protocol": VERSION,
            "time": province.clock.now().isoformat(timespec="seconds"), "catalogue": province.catalogue.version,
        })  # fmt: skip

    @app.get("/openapi.json", include_in_schema=False)
    def description(request: Request) -> JSONResponse:
        """What is spoken here."""
        unsigned(request)
        return JSONResponse(app.openapi())

    add_files(app, province.files, gate)
    _answer_errors(app, gate)
    app.add_middleware(_NoTraces)
    return app


class _NoTraces:
    """The last resort: a mistake of ours is logged by kind and place, never with what it happened to hold."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 (this is the place where everything ends)
            frame = traceback.extract_tb(error.__traceback__)[-1]
            _log.error("bug: %s in %s, line %s", type(error).__name__, frame.name, frame.lineno)
            if scope["type"] == "http" and not begun:
                await JSONResponse({"reason": "bug"}, status_code=500)(scope, receive, send)


async def _read(request: Request, most: int, room: Callable[[int], None]) -> bytes:
    """The body, given up as soon as it is too large or takes too long: before it is parsed, and before all has come."""
    told = request.headers.get("content-length", "0")
    if len(told) > 12 or (told.isdecimal() and int(told) > most):
        raise _TooLarge
    body = bytearray()
    async with asyncio.timeout(PATIENCE):
        async for piece in request.stream():
            if len(body) + len(piece) > most:
                raise _TooLarge
            room(len(piece))
            body += piece
    return bytes(body)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _answer_errors(app: FastAPI, gate: Gate) -> None:
    def told(status: int, reason: str, **headers: str) -> Response:
        return JSONResponse({"reason": reason}, status_code=status, headers=headers)

    def not_enrolled(request: Request, error: Exception) -> Response:
        assert isinstance(error, NotEnrolled)
        gate.failed(_address(request))
        return JSONResponse({"reason": "token", "why": error.why}, status_code=403)

    worthless: dict[type[Exception], Callable[[], Response]] = {
        OtherVersion: lambda: told(400, "protocol"),
        BadMessage: lambda: told(400, "message"),
        Unknown: lambda: told(401, "unknown"),
        _TooLarge: lambda: told(413, "size"),
    }
    honest: dict[type[Exception], Callable[[], Response]] = {
        TimeoutError: lambda: told(408, "slow"),
        ClientDisconnect: lambda: told(400, "cut"),
    }

    def answer(make: Callable[[], Response], *, charged: bool) -> Callable[[Request, Exception], Response]:
        def handler(request: Request, _: Exception) -> Response:
            if charged:
                gate.failed(_address(request))
            return make()

        return handler

    for error, make in worthless.items():
        app.add_exception_handler(error, answer(make, charged=True))
    for error, make in honest.items():
        app.add_exception_handler(error, answer(make, charged=False))

    def busy(_: Request, error: Exception) -> Response:
        assert isinstance(error, Busy)
        return told(429 if error.mine else 503, "busy", **{"retry-after": str(error.retry_after)})

    def database(request: Request, error: Exception) -> Response:
        _log.warning("the database cannot just now: %s", type(error).__name__)
        return busy(request, gate.full())

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        gate.failed(_address(request))
        return told(error.status_code, "address")

    app.add_exception_handler(NotEnrolled, not_enrolled)
    app.add_exception_handler(Busy, busy)
    app.add_exception_handler(SQLAlchemyError, database)
    app.add_exception_handler(HTTPException, http)
