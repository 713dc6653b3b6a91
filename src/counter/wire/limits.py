"""The limits both sides keep. What exceeds them is refused before it is worked on."""

from __future__ import annotations

ENTRIES = 1000  # in one batch, either way: receptions fold to some fifty bytes, so it is the round trips that cost
BATCH = 2 * 1024 * 1024  # bytes of envelopes and bodies of one batch, unfolded
BODY = 256 * 1024  # the log allows 64 KiB; what a faulty program made larger is taken, and put aside by who reads it
PACKED = BATCH + 64 * 1024  # what a packed section may unfold to: the batch and its columns
MESSAGE = 512 * 1024  # bytes of one message on the wire; a batch that does not fold to less is halved
CATALOGUE = 8 * 1024 * 1024  # unfolded
AGENCIES = 32  # bodies one request may ask lanes for
LANES = 256  # in one reply
NOTICES = 200  # outcomes told in one reply
BUNDLE = 64 * 1024 * 1024  # bytes of a bundle's file: some million facts, and what a stick may make us read
RECORDS = 20_000  # in one bundle
