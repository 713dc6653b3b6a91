"""What this machine keeps of its bundles: the private halves that open the answers, and which answer was taken last."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from counter.domain.sentence import Refused, Sentence
from counter.store.identity import demand_identity
from counter.store.local_store import LocalStore
from counter.store.settings_table import get, put
from counter.wire.bundle_records import ID, OutHead, ReturnHead, place_word
from counter.wire.sealing import key_name, new_sealing_key, public_sealing_key

KEPT = 16  # bundles whose answers can still be opened


@dataclass(frozen=True, slots=True)
class LastReturn:
    """The newest answer that was taken. `made_ms`: by the province's clock."""

    id: bytes
    number: int
    made_ms: int


class KeptBundles:
    """Over one local store. Every method is one transaction and may raise Trouble."""

    def __init__(self, store: LocalStore) -> None:
        self._database, self._clock = store.database, store.clock

    def begin(self) -> OutHead:
        """The head of a new bundle, its private half kept. To be called after what goes into the bundle was read: so a
        copy of this database that has the key also has what the answer speaks of."""
        private = new_sealing_key()
        with self._database.write() as t:
            identity = demand_identity(t)
            number = int(get(t, "bundle_number", 0)) + 1
            head = OutHead(
                secrets.token_bytes(ID), number, int(self._clock.now().timestamp() * 1000), identity.device,
                public_sealing_key(private), place_word(identity.unit), place_word(identity.counter),
            )  # fmt: skip
            kept: list[dict[str, Any]] = get(t, "bundles", [])
            name = key_name(head.return_key)
            kept.append({"id": head.id.hex(), "number": number, "name": name.hex(), "key": private.hex()})
            put(t, "bundles", kept[-KEPT:])
            put(t, "bundle_number", number)
        return head

    def private_key(self, name: bytes) -> bytes | None:
        """The private half of that name; None when it is not ours, or of long ago."""
        with self._database.read() as t:
            kept: list[dict[str, Any]] = get(t, "bundles", [])
        return next((bytes.fromhex(one["key"]) for one in kept if one["name"] == name.hex()), None)

    def awaited(self) -> frozenset[str]:
        """Beginnings of the ids, as files are named, of bundles whose answers would still be news."""
        last = self.last()
        with self._database.read() as t:
            kept: list[dict[str, Any]] = get(t, "bundles", [])
        return frozenset(one["id"][:8] for one in kept if last is None or one["number"] > last.number)

    def judge(self, head: ReturnHead) -> bool:
        """Whether this very answer was taken before. Raises Refused for one that is older than the last one taken."""
        last = self.last()
        if last is None or head.id == last.id:
            return last is not None
        if (head.number, head.made_ms) < (last.number, last.made_ms):
            raise Refused("file", Sentence("bundle.older"))
        return False

    def took(self, head: ReturnHead) -> None:
        """That answer was taken whole."""
        with self._database.write() as t:
            put(t, "bundle_return", {"id": head.id.hex(), "number": head.number, "made_ms": head.made_ms})

    def last(self) -> LastReturn | None:
        """The newest answer that was taken."""
        with self._database.read() as t:
            held = get(t, "bundle_return")
        return None if held is None else LastReturn(bytes.fromhex(held["id"]), held["number"], held["made_ms"])
