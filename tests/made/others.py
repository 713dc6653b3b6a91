"""What others of the centre tell a counter: facts of the province and of other machines, in the order of the feed."""

from __future__ import annotations

from counter.journal.body import encode_body
from counter.journal.entry import Entry, Envelope, subject_of
from counter.store.foreign import keep_and_fold
from tests.made.world import MONDAY, World

PROVINCE = bytes(range(50, 66))


class Others:
    """Facts of the province and of another counter, in the order of the centre's feed."""

    def __init__(self, world: World) -> None:
        self._world, self._seq = world, 0

    def tell(
        self, kind: str, body: bytes, subject: bytes | None = None, version: int = 1, device: bytes = PROVINCE,
        parent: bytes | None = None,
    ) -> bool:  # fmt: skip
        self._seq += 1
        envelope = Envelope(
            device, 1, self._seq, bytes(32), kind, version, subject or subject_of(device, 1, self._seq), parent, "p",
            bytes(8), int(MONDAY.timestamp() * 1000), 420, 1, b"province", MONDAY.date(),
        )  # fmt: skip
        with self._world.store.database.write() as transaction:
            return keep_and_fold(transaction, Entry.seal(envelope, bytes(8), body), self._seq)


def subject(world: World, dossier: int) -> bytes:
    """The id of a dossier in the journal."""
    with world.store.database.read() as transaction:
        row = transaction.row("SELECT subject FROM dossier WHERE id = ?", (dossier,))
    assert row is not None
    return bytes(row[0])


def assigned(code: str) -> bytes:
    """The body of a `code_assigned`."""
    return encode_body({"code": code, "provisional": "TAM-1-261123-0001"})
