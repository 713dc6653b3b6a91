"""The province's server on the host, as the tests of the program know it: a real process behind loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from installer.life_cycle.machine import DIES_WITH_US, end

_AT_MOST_S = 120


class Province:
    """Close it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server = subprocess.Popen(
            [*DIES_WITH_US, sys.executable, "-m", "counter", "server", "--data", str(folder), "--port", "0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        watch = threading.Timer(_AT_MOST_S, self._server.kill)
        watch.start()
        try:
            assert self._server.stdout is not None
            first = self._server.stdout.readline()
        finally:
            watch.cancel()
        if not first:
            raise RuntimeError("the province's server does not start")
        self.url: str = json.loads(first)["url"]

    def token(self, agency: str, unit: str) -> str:
        """A one-time token for a counter of that centre."""
        told = self._tell("token", "--agency", agency, "--unit", unit)
        return str(told[0]["token"])

    def export(self) -> list[dict[str, Any]]:
        """Every entry and dossier that the province holds."""
        return self._tell("export")

    def verified(self) -> dict[str, Any]:
        """What `verify` says of the province's database."""
        return self._lines("verify", "--server", str(self.folder))[0]

    def close(self) -> None:
        end(self._server, patience=15)

    def _tell(self, deed: str, *arguments: str) -> list[dict[str, Any]]:
        return self._lines("server", deed, "--data", str(self.folder), *arguments)

    @staticmethod
    def _lines(*arguments: str) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, "-m", "counter", *arguments],
            capture_output=True, check=False, timeout=_AT_MOST_S, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return [json.loads(line) for line in done.stdout.splitlines()]
