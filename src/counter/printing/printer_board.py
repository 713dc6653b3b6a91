"""What the system knows of its printers: which there are, which is the default one, and whether each can print."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Literal, Protocol

Standing = Literal["ready", "offline", "no_paper", "stopped"]


class PrinterBoard(Protocol):
    """The printers of this machine. Both may take as long as a print server does, and raise OSError when it is silent."""

    def default(self) -> str:
        """The name of the default printer; empty where none is chosen."""
        ...

    def standings(self) -> Mapping[str, Standing]:
        """Every printer by its name, as far as the system tells."""
        ...


def the_board() -> PrinterBoard | None:
    """That of this system; None where nothing can be asked, and then there is nothing to print on either."""
    if sys.platform == "win32":
        from counter.printing.windows_board import WindowsBoard

        return WindowsBoard()
    command = shutil.which("lpstat")
    return CupsBoard(command) if command else None


class CupsBoard:
    """CUPS, asked through `lpstat`."""

    def __init__(self, command: str) -> None:
        self._command = command

    def default(self) -> str:
        answer = self._ask("-d")
        return answer.partition("destination:")[2].strip() if "destination:" in answer else ""

    def standings(self) -> dict[str, Standing]:
        found: dict[str, Standing] = {}
        name = ""
        for line in self._ask("-l", "-p").splitlines():
            words = line.split()
            if line.startswith("printer ") and len(words) > 1:
                name = words[1]
                found[name] = "stopped" if "disabled" in words else "ready"
            elif name and words[:1] == ["Alerts:"]:
                found[name] = _alerted(words[1:], found[name])
        return found

    def _ask(self, *arguments: str) -> str:
        try:
            answer = subprocess.run(
                [self._command, *arguments], capture_output=True, text=True, timeout=10, check=False,
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise OSError("the print service does not answer") from error
        if answer.returncode != 0 and "No destinations" not in answer.stderr:
            raise OSError("the print service does not answer")
        return answer.stdout


def _alerted(alerts: list[str], before: Standing) -> Standing:
    """IPP's printer-state-reasons; those that only warn end in -warning or -report."""
    said = [alert for alert in alerts if not alert.endswith("-warning")]
    if any(alert.startswith(("media-empty", "media-needed")) for alert in said):
        return "no_paper"
    if any(alert.startswith(("offline", "connecting-to-device", "timed-out")) for alert in said):
        return "offline"
    if any(alert.endswith("-error") or alert.startswith("paused") for alert in said):
        return "stopped"
    return before
