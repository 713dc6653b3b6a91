"""Children of the program, quickly: this process has loaded all of it, waits, and forks for every run that is asked for.

`python -m tests.made.nursery FD`: each message on that socket is one run (`words`, `env`, `folder`) with its three streams
and a pipe, to which the child's number is told and, when it has ended, its exit code. A child is a process like any other:
its own memory, environment, folder and streams; it ends and is killed as one. Only the loading is not done anew."""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import threading
import traceback
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from tests.made import cheap_secrets

LARGEST = 1 << 20  # bytes of one message
LOADED = ("commands", "domain", "journal", "log", "policy", "printing", "server", "store", "sync", "usecases", "wire")
LEFT = ("counter.commands.desk", "counter.commands.demo")  # they are for a window
BORROWED = (  # what the program loads only where it needs it
    "alembic.command", "cryptography.hazmat.primitives.asymmetric.ed25519", "h11", "psycopg", "pypdfium2",
    "reportlab.pdfbase.ttfonts", "requests", "sqlalchemy.dialects.postgresql.psycopg", "sqlalchemy.dialects.sqlite",
    "sqlite3", "truststore", "uvicorn", "uvicorn.loops.asyncio", "uvicorn.protocols.http.h11_impl", "uvicorn.lifespan.on",
)  # fmt: skip


def load() -> None:
    """Everything that a run of the program may load, but what only a window needs."""
    import counter
    import counter.cli

    (root,) = counter.__path__
    for name in LOADED:
        found = pkgutil.walk_packages([str(Path(root) / name)], f"counter.{name}.")
        for module in (f"counter.{name}", *(one.name for one in found)):
            if module not in LEFT and ".migrations" not in module and "windows" not in module:
                import_module(module)
    for name in BORROWED:
        import_module(name)
    cheap_secrets.from_now_on()
    gc.collect()
    gc.freeze()  # what all children share is written by none of them


def tend(control: socket.socket) -> dict[str, object] | None:
    """Fork for every message and tell how each child ended; returns in every child with its run, here when nobody asks any
    more."""
    ending, told = os.pipe()
    os.set_blocking(told, False)
    os.set_blocking(ending, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(told)
    alive: dict[int, int] = {}  # child → where its end is told
    while True:
        ready, _, _ = select.select([control, ending], [], [])
        if ending in ready:
            os.read(ending, 4096)
            _tell_ended(alive)
        if control in ready:
            message, descriptors, _, _ = socket.recv_fds(control, LARGEST, 4)
            if not message:
                return None
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                control.detach()
                _take_streams(descriptors[:3])
                wanted: dict[str, object] = json.loads(message)
                return wanted
            alive[pid] = descriptors[3]
            os.write(descriptors[3], f"{pid}\n".encode())
            for stream in descriptors[:3]:
                os.close(stream)


def _tell_ended(alive: dict[int, int]) -> None:
    for pid in list(alive):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            told = alive.pop(pid)
            try:
                os.write(told, f"{os.waitstatus_to_exitcode(status)}\n".encode())
            except BrokenPipeError:
                pass  # nobody waits for it
            finally:
                os.close(told)


def _take_streams(descriptors: list[int]) -> None:
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
    os.closerange(3, max(descriptors) + 64)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (for as long as it runs)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115


def become(wanted: dict[str, object]) -> int:
    """From here on this is the program, started with those words in that folder and environment; its exit code."""
    from counter.cli import main

    words, env, folder = wanted["words"], wanted["env"], wanted["folder"]
    assert isinstance(words, list)
    assert isinstance(env, dict)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(str(folder))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["counter", *words]
    try:
        return main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1


def end(code: int) -> NoReturn:
    """As an interpreter ends, but for taking apart every module: that would copy all the memory that children share."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks for runs is interrupted, and then nobody asks any more
    load()
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        run = tend(asked)
    if run is not None:
        end(become(run))
