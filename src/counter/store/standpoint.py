"""What sync and its light need to know of the local store, as plain data read at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class OwnLog:
    """One log of this device. `acked`: held by the province, proved by its signature over our hash there. `apart`: up to
    there it lies in the province's quarantine, because another machine filled the same slots. `device` is another than
    ours now when this machine was enrolled anew under another id."""

    device: bytes
    epoch: int
    seq: int
    acked: int
    apart: int
    current: bool

    @property
    def sent(self) -> int:
        """Up to where the province has it, in one place or the other."""
        return max(self.acked, self.apart)

    @property
    def waiting(self) -> int:
        """How many entries the province has nowhere."""
        return max(0, self.seq - self.sent)


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Everything a request is made of, read at one moment. `logs`: own logs, oldest epoch first.

    `generation`: the province's, b"" when it is not known. `epoch_ask`: the 8 bytes under which a new epoch is being
    asked for; `needs_epoch`: why one is needed, or None. `wants`: deciding bodies for which a lane is short.
    `sealing_key`: what a bundle to the province is sealed with, None until it has told."""

    device: bytes
    private_key: bytes
    province_key: bytes
    generation: bytes
    logs: tuple[OwnLog, ...]
    cursor: int
    notices: int
    lanes_version: int
    catalogue: bytes
    wants: tuple[tuple[str, int], ...]
    needs_epoch: str | None
    epoch_ask: bytes | None
    revoked: bool
    sealing_key: bytes | None = None


@dataclass(frozen=True, slots=True)
class Took:
    """What a reply brought: how many of our entries are newly acknowledged, how many of others' are new here.

    `newest`: nothing that was heard before is younger."""

    acknowledged: int
    pulled: int
    new_epoch: bool = False
    newest: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """What the request said that a carried reply answers: our log up to `seq` and no further, everything up to `cursor`
    read, notices heard up to `notices`. The store may have moved on since."""

    seq: int
    cursor: int
    notices: int


Difference = Literal["missing", "changed", "gone_here", "changed_here"]
HERE: frozenset[Difference] = frozenset({"gone_here", "changed_here"})


@dataclass(frozen=True, slots=True)
class Lack:
    """An own entry that a statement of the province proved it does not hold as we do. `what`: the province does not hold it,
    or holds another; *here*: it is this machine that lost it, or whose own copy no longer is what it was when it was written.
    `code`: of its dossier, None for an entry that is about none; `at`: when it was made, of a lost one what is known of it."""

    epoch: int
    seq: int
    what: Difference
    code: str | None
    at: datetime

    @property
    def here(self) -> bool:
        """Whether it is this machine's copy that a person must look at."""
        return self.what in HERE


@dataclass(frozen=True, slots=True)
class SyncFacts:
    """What the light and `counter status` are made of. Counts are of own entries over all epochs.

    `proved`: every own entry is acknowledged and the acknowledged hash is ours, but for branches of forks of which a
    supervisor has taken note. `apart`: in the province's quarantine, and nobody has taken note. `flagged`: outcomes that
    nobody has settled yet. `oldest_waiting`: when the oldest waiting entry was made. `why`: the key of the last failure's
    sentence, None when the last answer was the province's. `lacks`: what its last statement did not hold as we do,
    `lacking` how many they are."""

    enrolled: bool
    device: bytes
    epoch: int
    head: bytes
    entries: int
    acknowledged: int
    waiting: int
    apart: int
    proved: bool
    flagged: int
    oldest_waiting: datetime | None
    last_contact: datetime | None
    offline_since: datetime | None
    needs_epoch: str | None
    trouble: str | None
    why: str | None = None
    lacks: tuple[Lack, ...] = ()
    lacking: int = 0
