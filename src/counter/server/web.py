"""The web door: five addresses. Whatever comes in, the answer is never the server's own failure."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter.server.enrolment import NotEnrolled
from counter.server.exchange import Unknown
from counter.server.province import Province
from counter.server.tus import add_files
from counter.wire import enrolment
from counter.wire.binary import BadMessage
from counter.wire.enrolment import EnrolRequest
from counter.wire.frame import CONTENT_TYPE, VERSION, OtherVersion
from counter.wire.limits import MESSAGE

PATIENCE = 300  # seconds for one request to come in: half a megabyte at 14 kbit/s
_log = logging.getLogger(__name__)


class _TooLarge(Exception):
    pass


def make_app(province: Province) -> FastAPI:
    """The application over one province. Requests and replies are the messages of `counter.wire`."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        province.worker.start()
        yield
        await run_in_threadpool(province.worker.stop)

    app = FastAPI(title="Counter, province", version=str(VERSION), lifespan=life, docs_url=None, redoc_url=None)

    @app.post("/v1/sync", response_class=Response)
    async def sync(request: Request) -> Response:
        """One exchange, both ways."""
        message = await _read(request, MESSAGE)
        return Response(await run_in_threadpool(province.exchange.answer, message), media_type=CONTENT_TYPE)

    @app.post("/v1/statement", response_class=Response)
    async def statement(request: Request) -> Response:
        """What is held of the asker, signed."""
        message = await _read(request, MESSAGE)
        return Response(await run_in_threadpool(province.statements.answer, message), media_type=CONTENT_TYPE)

    @app.post("/v1/enrol", response_class=Response)
    async def enrol(request: Request) -> Response:
        """A token and a key become a device."""
        asked = EnrolRequest.decode(await _read(request, enrolment.LIMIT))
        reply = await run_in_threadpool(province.enrol, asked)
        return Response(reply.encode(), media_type="application/json")

    @app.get("/v1/catalogue", response_class=Response)
    def catalogue(request: Request) -> Response:
        """The signed catalogue, unless the asker has it."""
        etag = f'"{province.catalogue.tag.hex()}"'
        headers = {"etag": etag, "counter-catalogue": province.catalogue.version}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=headers)
        return Response(province.catalogue.message, media_type=CONTENT_TYPE, headers=headers)

    @app.get("/v1/status")
    def status() -> JSONResponse:
        """That it answers, and as whom. Nothing about centres or people."""
        return JSONResponse({
            "generation": province.authority.generation.hex(), "protocol": VERSION,
            "time": province.clock.now().isoformat(timespec="seconds"), "catalogue": province.catalogue.version,
        })  # fmt: skip

    add_files(app, province.files)
    _answer_errors(app)
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


async def _read(request: Request, most: int) -> bytes:
    """The body, given up as soon as it is too large or takes too long: before it is parsed, and before all has come."""
    told = request.headers.get("content-length", "0")
    if len(told) > 12 or (told.isdecimal() and int(told) > most):
        raise _TooLarge
    body = bytearray()
    async with asyncio.timeout(PATIENCE):
        async for piece in request.stream():
            body += piece
            if len(body) > most:
                raise _TooLarge
    return bytes(body)


def _answer_errors(app: FastAPI) -> None:
    def told(status: int, reason: str, **headers: str) -> Response:
        return JSONResponse({"reason": reason}, status_code=status, headers=headers)

    answers: dict[type[Exception], Callable[[], Response]] = {
        OtherVersion: lambda: told(400, "protocol"),
        BadMessage: lambda: told(400, "message"),
        Unknown: lambda: told(401, "unknown"),
        NotEnrolled: lambda: told(403, "token"),
        _TooLarge: lambda: told(413, "size"),
        TimeoutError: lambda: told(408, "slow"),
        ClientDisconnect: lambda: told(400, "cut"),
        SQLAlchemyError: lambda: told(503, "busy", **{"retry-after": "5"}),
    }

    def answer(make: Callable[[], Response]) -> Callable[[Request, Exception], Response]:
        def handler(_: Request, error: Exception) -> Response:
            if isinstance(error, SQLAlchemyError):
                _log.warning("the database cannot just now: %s", type(error).__name__)
            return make()

        return handler

    for error, make in answers.items():
        app.add_exception_handler(error, answer(make))

    def http(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return told(error.status_code, "address")

    app.add_exception_handler(HTTPException, http)
