"""What the one sync light says: a state, and words that tell the truth."""

from __future__ import annotations

from typing import Literal, NamedTuple

SyncState = Literal["offline", "sending", "waiting", "attention", "received"]

TOKENS: dict[SyncState, str] = {
    "offline": "offline",
    "sending": "info",
    "waiting": "warning",
    "attention": "danger",
    "received": "good",
}
ICONS: dict[SyncState, str] = {
    "offline": "cloud-off",
    "sending": "sync",
    "waiting": "clock",
    "attention": "alert-triangle",
    "received": "cloud-check",
}


class SyncLight(NamedTuple):
    """`received` only when the server has acknowledged everything; `offline` is grey, since it is not an error. `more`: what
    is left to send and for how long, "" when nothing is."""

    state: SyncState
    words: str
    more: str = ""
