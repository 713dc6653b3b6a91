"""The program as a stranger meets it: one simulated PC, one province, and nothing but their command lines."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from counter.cli import main
from tests.made import program
from tests.made.cheap_secrets import cheap_secrets

PASSWORD = "mật khẩu của Hà 2026"
PROGRAM = (sys.executable, "-m", "counter")
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "XDG_RUNTIME_DIR")


@dataclass(frozen=True, slots=True)
class Said:
    """What one run of the program answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The results: one JSON object a line, nothing else on standard output."""
        return [json.loads(line, parse_constant=_no_constant) for line in self.out.split("\n")[:-1]]

    @property
    def line(self) -> dict[str, Any]:
        [only] = self.lines
        return only


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is not JSON")


def environment(home: Path, password: str | None = PASSWORD, **more: str) -> dict[str, str]:
    """Everything a PC tells the program: a home of its own and a plain locale."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    homes = {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "APPDATA": str(home / "roaming"),
        "LOCALAPPDATA": str(home / "local"),
    }
    secret = {} if password is None else {"COUNTER_PASSWORD": password}
    return {**kept, **homes, "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **secret, **more}


def run(*words: object, home: Path, given: str | bytes = b"", password: str | None = PASSWORD, timeout: float = 120,
        env: Mapping[str, str] | None = None) -> Said:  # fmt: skip
    """Run the program to its end, in a process of its own. No run, whatever it is given, may answer with a traceback."""
    said = (_run_anew if _loads_otherwise(words, env or {}) else _run_forked)(
        [str(word) for word in words], environment(home, password, **(env or {})), home,
        given.encode() if isinstance(given, str) else given, timeout,
    )  # fmt: skip
    assert "Traceback" not in said.err, said.err
    assert said.code in (0, 1, 2), said.err  # 70 would be a fault of the program
    return said


def _loads_otherwise(words: Sequence[object], env: Mapping[str, str]) -> bool:
    """Whether what it is told makes a difference before the program's own first line."""
    return "demo" in words or "desk" in words or any(name.startswith(("LC_", "PYTHON", "TZ")) for name in env)


def _run_forked(words: list[str], env: Mapping[str, str], home: Path, given: bytes, timeout: float) -> Said:
    done = program.run(words, env=env, folder=home, given=given, timeout=timeout)
    return Said(done.code, done.out.decode(), done.err.decode())


def _run_anew(words: list[str], env: Mapping[str, str], home: Path, given: bytes, timeout: float) -> Said:
    done = subprocess.run(
        [*PROGRAM, *words], input=given, capture_output=True, env=env, timeout=timeout, cwd=home, check=False
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_here(*words: object, home: Path, password: str | None = PASSWORD, env: Mapping[str, str] | None = None) -> Said:
    """The same program without a process of its own, for tests that ask many small things."""
    out, err, kept = io.StringIO(), io.StringIO(), dict(os.environ)
    try:
        os.environ.clear()
        os.environ.update(environment(home, password, **(env or {})))
        with redirect_stdout(out), redirect_stderr(err), cheap_secrets():
            try:
                code = main([str(word) for word in words])
            except SystemExit as end:
                code = int(end.code or 0)
    finally:
        os.environ.clear()
        os.environ.update(kept)
    assert code in (0, 1, 2), err.getvalue()
    return Said(code, out.getvalue(), err.getvalue())


@dataclass(slots=True)
class Machine:
    """One PC: a home folder, a data folder in it, and a person who types commands."""

    home: Path
    data: Path = field(init=False)

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.data = self.home / "quầy 03"

    def run(self, *words: object, **how: Any) -> Said:
        return run(*words, home=self.home, **how)

    def on(self, verb: str, *words: object, **how: Any) -> Said:
        """A verb that works on the data folder."""
        return self.run(verb, "--data", self.data, *words, **how)

    def enrol(self, province: Province, token: str | None = None, **how: Any) -> Said:
        return self.on("enrol", "--server", province.url, "--token", token or province.token(), **how)

    def add_account(self, name: str = "ha", role: str = "clerk", **how: Any) -> Said:
        return self.run("account", "add", "--data", self.data, name, "--role", role, **how)

    def receive(self, *applications: Mapping[str, Any], name: str = "ha", **how: Any) -> list[dict[str, Any]]:
        """Give applications to the batch door; what it said of each."""
        said = self.on("receive", "--as", name, given=json_lines(applications), **how)
        assert said.code == 0, said.err
        return said.lines

    def sync(self, **how: Any) -> Said:
        return self.on("sync", "--once", **how)

    def status(self) -> dict[str, Any]:
        said = self.on("status", password=None)
        assert said.code == 0, said.err
        return said.line


def json_lines(values: Iterable[Any]) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


class Province:
    """A province's server in its own process, started and stopped as a service would be."""

    def __init__(self, home: Path, *, database: str | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self.where = ["--data", str(home / "province"), *(["--database-url", database] if database else [])]
        self.url = ""
        self.generation = ""
        self._process: program.Running | None = None

    def start(self, *words: str, port: int = 0) -> Self:
        self._log = (self.home / "server.log").open("ab")
        self._process, self._out = program.start(
            ["server", *self.where, "--port", str(port), *words], env=environment(self.home), folder=self.home,
            errors=self._log.fileno(),
        )  # fmt: skip
        first = self._out.readline()
        assert first, (self.home / "server.log").read_text()
        said = json.loads(first)
        self.url, self.generation = said["url"], said["generation"]
        return self

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(30)
        assert self._out.read() == b"", "only the first line is a result"
        self._out.close()
        self._log.close()
        self._process = None
        return code

    def close(self) -> None:
        if self._process is not None:
            self.stop()

    def run(self, deed: str, *words: str, **how: Any) -> Said:
        return run("server", deed, *self.where, *words, home=self.home, **how)

    def token(self, *words: str, agency: str = "H49.22", unit: str = "06652") -> str:
        said = self.run("token", "--agency", agency, "--unit", unit, *words)
        assert said.code == 0, said.err
        token: str = said.line["token"]
        return token

    def export(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Entries and dossiers, as they stand at the province."""
        said = self.run("export")
        assert said.code == 0, said.err
        lines = said.lines
        return [one for one in lines if one["type"] == "entry"], [one for one in lines if one["type"] == "dossier"]
