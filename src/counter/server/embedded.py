"""A province on this machine, as its own process: for the demonstration, which switches it off and on again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from counter.journal.clock import Clock
from counter.server.province import Place, Province
from counter.server.tokens import Token


class EmbeddedProvince:
    """`counter server` over a folder. Its own process: it takes no time from a window, and can be killed like a machine.

    Stopped and started again it has the same data and the same address."""

    def __init__(
        self, folder: Path, *, host: str = "127.0.0.1", port: int = 0, database_url: str | None = None,
        clock: Clock | None = None,
    ) -> None:  # fmt: skip
        """`clock`: of a drill; the process is started at what it says then, and runs on from there."""
        self._clock = clock
        self.place = Place(folder, database_url)
        self._host, self._port = host, port
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self) -> str:
        """Start and wait until it answers; its address. Raises RuntimeError when it does not come up."""
        if self.running:
            return self.url
        command = [sys.executable, "-m", "counter", "server", "--data", str(self.place.folder), "--host", self._host,
                   "--port", str(self._port)]  # fmt: skip
        if self.place.database_url is not None:
            command += ["--database-url", self.place.database_url]
        if self._clock is not None:
            command += ["--clock", self._clock.now().isoformat()]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, encoding="utf-8"
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._process.wait()
            self._process.stdout.close()
            raise RuntimeError(f"the province ended with {self._process.returncode}")
        self.url = json.loads(line)["url"]
        self._port = int(self.url.rsplit(":", 1)[1])
        return self.url

    def stop(self, *, kill: bool = False) -> int:
        """End it, with `kill` at once as a power cut would; its exit code, 0 when it was not running."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        if kill:
            process.kill()
        else:
            process.terminate()
        try:
            code = process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        if process.stdout is not None:
            process.stdout.close()
        return code

    @property
    def running(self) -> bool:
        """Whether its process lives."""
        return self._process is not None and self._process.poll() is None

    def token(self, agency: str, unit: str, uses: int = 1) -> Token:
        """A one-time token, whether it runs or not."""
        province = Province(self.place, self._clock)
        try:
            return province.token(agency, unit, uses)
        finally:
            province.close()
