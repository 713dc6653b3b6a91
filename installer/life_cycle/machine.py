"""One Windows machine: a wine prefix of its own, with a time limit on everything that is started in it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# wine starts with neither .NET nor a browser; its menu builder would write into the host's own menus; mscms and icuuc are
# taken from the stand-ins where those were laid.
OVERRIDES = "mscoree=;mshtml=;winemenubuilder.exe=d;mscms,icuuc,bcryptprimitives=n,b"
DIES_WITH_US = ("setpriv", "--pdeathsig", "KILL")
"""Before a command: what was started so does not outlive a run that was killed."""
_AT_MOST_S = 180.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a started program ended. Of its exit code a Unix shows the last eight bits: 1603 is 67."""

    code: int
    out: str
    err: str
    late: bool = False

    def told(self) -> str:
        """What to show of it where it did wrong."""
        return f"{'killed after its time' if self.late else f'exit {self.code}'}\n{self.out[-900:]}\n{self.err[-500:]}"


class Machine:
    """Close it: nothing that was started in it goes on, and nothing of another prefix is touched."""

    def __init__(self, folder: Path, display: str, *, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.drive = folder / "drive_c"
        home = folder.parent / "home"
        home.mkdir(parents=True, exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "USER", "LOGNAME") if name in os.environ}
        self.environment = {
            **kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8", "DISPLAY": display,
            "WINEPREFIX": str(folder), "WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": OVERRIDES,
            **(environment or {}),
        }  # fmt: skip
        home.chmod(0o700)

    def make(self) -> None:
        """A fresh Windows 10. Raises RuntimeError when wine cannot make one."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for arguments in (("wineboot", "-i"), ("wine", "winecfg", "-v", "win10")):
            done = self._run(arguments, at_most=_AT_MOST_S)
            if done.code or done.late:
                raise RuntimeError(f"{' '.join(arguments)}: {done.told()}")
        self.settle()

    def copy(self, folder: Path) -> Machine:
        """Another machine, the same as this one now."""
        self.settle()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder, symlinks=True, ignore=shutil.ignore_patterns("windows"))
        # Windows' own files are never written in place here, and they are most of it.
        shutil.copytree(self.drive / "windows", folder / "drive_c" / "windows", symlinks=True, copy_function=os.link)
        return Machine(folder, self.environment["DISPLAY"])

    def run(
        self, *arguments: str, at_most: float = _AT_MOST_S, sent: bytes | None = None, **environment: str
    ) -> Outcome:
        """A Windows program and its end."""
        return self._run(("wine", *arguments), at_most=at_most, sent=sent, environment=environment)

    def has(self, program: str) -> bool:
        """Whether a program of that file name runs on this machine."""
        ours = f"WINEPREFIX={self.folder}".encode()
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                started = (process / "cmdline").read_bytes().split(b"\0")[0].decode("utf-8", "replace")
                if started.endswith(f"\\{program}") and ours in (process / "environ").read_bytes().split(b"\0"):
                    return True
        return False

    def path(self, windows: str) -> Path:
        r"""Where a file such as `C:\ProgramData\Counter` lies on the host."""
        return self.drive.joinpath(*windows.removeprefix("C:\\").split("\\"))

    def settle(self) -> None:
        """Let everything end that ends by itself; the registry is on the disk then."""
        if not self._server("-w"):
            self.close()

    def close(self) -> None:
        """Everything of this prefix ends."""
        for word in ("-k", "-k9"):
            if self._server(word) and self._server("-w"):
                return

    def _server(self, word: str) -> bool:
        try:
            subprocess.run(
                ["wineserver", word], env=self.environment, timeout=30, check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return False
        return True

    def _run(
        self,
        arguments: tuple[str, ...],
        *,
        at_most: float,
        sent: bytes | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        # Pipes, always: Python under wine 8 does not start when a standard stream is a file.
        process = subprocess.Popen(
            arguments, env={**self.environment, **(environment or {})}, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        out, err = _Heard(process.stdout), _Heard(process.stderr)
        threading.Thread(target=_send, args=(process.stdin, sent), daemon=True).start()
        late = False
        try:
            process.wait(at_most)
        except subprocess.TimeoutExpired:
            late = True
            if not end(process):
                self.close()
        return Outcome(-1 if late else process.returncode, out.text(3), err.text(0.2), late=late)


def end(process: subprocess.Popen[bytes], *, patience: float = 5.0) -> bool:
    """End a process that was started here with the children that stayed in its session; whether it is gone."""
    for word in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, word)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return True
    return False


def wait_for(true: Callable[[], object], *, at_most: float, every: float = 0.2) -> bool:
    """Ask until it is so, or the time is over."""
    until = time.monotonic() + at_most
    while not true():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True


class _Heard:
    """What comes out of a pipe. What wine left behind may hold it open for a while: that is not waited for."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        self._pieces: list[bytes] = []
        self._pipe = pipe
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def text(self, patience: float) -> str:
        """All that came until the other end is closed, or the patience is at its end; lines ended the Unix way."""
        self._thread.join(patience)
        return b"".join(self._pieces).decode("utf-8", "backslashreplace").replace("\r\n", "\n")

    def _listen(self) -> None:
        assert self._pipe is not None
        with self._pipe:
            while piece := os.read(self._pipe.fileno(), 65536):
                self._pieces.append(piece)


def _send(pipe: IO[bytes] | None, sent: bytes | None) -> None:
    assert pipe is not None
    with contextlib.suppress(BrokenPipeError), pipe:
        pipe.write(sent or b"")
