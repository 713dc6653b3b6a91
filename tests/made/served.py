"""`counter server` as a real process for tests, over SQLite or PostgreSQL."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

from tests.made import program


class Served:
    """Starts on a free port; started again it takes the same one. `kill` ends it as a power cut would.

    `anew`: an interpreter of its own, for what is measured."""

    def __init__(self, folder: Path, database_url: str | None = None, *more: str, anew: bool = False) -> None:
        self.folder, self.database_url, self._more, self._anew = folder, database_url, more, anew
        self._process: subprocess.Popen[bytes] | program.Running | None = None
        self._out: IO[bytes] | None = None
        self.port, self.url, self.first = 0, "", {}

    def __enter__(self) -> Served:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, *more: str) -> Served:
        words = ["server", *self.place, "--port", str(self.port), *self._more, *more]
        env = {**os.environ, "PYTHONUTF8": "1"}
        if self._anew or "--processes" in words:
            self._process = subprocess.Popen([sys.executable, "-m", "counter", *words], stdout=subprocess.PIPE, env=env)
            self._out = self._process.stdout
        else:
            self._process, self._out = program.start(words, env=env, folder=Path.cwd())
        assert self._out is not None
        self.first = json.loads(self._out.readline())
        self.url = self.first["url"]
        self.port = int(self.url.rsplit(":", 1)[1])
        return self

    def stop(self) -> int:
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        return self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> int:
        if self._process is None:
            return 0
        process, self._process = self._process, None
        process.send_signal(number)
        code = process.wait(30)
        assert self._out is not None
        self._out.close()
        return code

    @property
    def pid(self) -> int:
        """Of the process that was started."""
        assert self._process is not None
        return self._process.pid

    @property
    def place(self) -> list[str]:
        url = [] if self.database_url is None else ["--database-url", self.database_url]
        return ["--data", str(self.folder), *url]

    def deed(self, name: str, *arguments: str) -> list[dict[str, object]]:
        """`counter server NAME …` beside the running one; its lines."""
        env = {**os.environ, "PYTHONUTF8": "1"}
        done = program.run(["server", name, *self.place, *arguments], env=env, folder=Path.cwd())
        if done.code:
            raise subprocess.CalledProcessError(done.code, name, done.out, done.err)
        return [json.loads(line) for line in done.out.decode().splitlines()]

    def token(self, agency: str = "H49.22", unit: str = "06652", uses: int = 1) -> str:
        (row,) = self.deed("token", "--agency", agency, "--unit", unit, "--uses", str(uses))
        return str(row["token"])

    def own_token(self, agency: str = "H49.22", unit: str = "06652", uses: int = 1) -> str:
        """The same without a process of its own: for tests that are about something else."""
        from counter.server.province import Place, Province

        province = Province(Place(self.folder, self.database_url))
        try:
            return province.token(agency, unit, uses).text
        finally:
            province.close()
