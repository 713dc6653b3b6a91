"""Of the self-check: what the sync light says."""

from __future__ import annotations

from counter.domain.check import Finding, look, unknown, well
from counter.store.local_store import LocalStore
from counter.sync.light import light
from counter.sync.line import open_exchange


def check_sync(store: LocalStore) -> Finding:
    """The light in words. A line that is away for a while is nobody's mistake. Raises Trouble when the store does not say."""
    shown = light(open_exchange(store).facts(), store.clock.now())
    if shown.state == "attention":
        return look("sync", "attention", words=shown.words)
    if shown.state == "offline":
        return unknown("sync", "offline", words=shown.words)
    return well("sync", words=shown.words)
