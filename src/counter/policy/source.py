"""Where laid-down values lie: the port, and which names it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Layer = Literal["policy", "machine"]
"""`policy`: the organisation's, by group policy or its file. `machine`: the administrator's, given at installation."""

LAYERS: tuple[Layer, ...] = ("policy", "machine")  # the first one that has a good value decides
TOKEN = "EnrolmentToken"  # noqa: S105 (its name, not its value)
NAMES = ("ServerUrl", "ServerCa", "CentreCode", TOKEN, "Language", "Role", "Autostart", "BackupFolder", "Printer")


@dataclass(frozen=True, slots=True)
class Found:
    """What one layer holds, as it was written there. `readable`: False when something is there that could not be read."""

    values: Mapping[str, object] = field(default_factory=dict, repr=False)
    readable: bool = True


class Source(Protocol):
    """The registry on Windows, two files elsewhere."""

    def read(self, layer: Layer) -> Found:
        """The values of that layer; none where nothing was laid down. Never raises."""
        ...

    def erase_token(self) -> bool:
        """Take the enrolment token out of the machine's layer for good. True when none is left there.

        What stands in a policy is the organisation's to take out."""
        ...
