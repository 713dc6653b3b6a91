"""The province's tables. Whatever grows with the dossiers has the centre as the first part of its key.

So PostgreSQL can partition or distribute them by centre; the few tables without it are small and the same everywhere.
Bytes that devices sent are never updated or deleted; what is interpreted from them can be made again.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

REVISION = "0003"  # of the last step in migrations/versions, which makes exactly these tables

metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", String, nullable=False))

# One row: epochs are issued from one increasing series for the whole province, since an epoch is the tag of provisional
# references and names the device on the wire.
epoch_series = Table(
    "epoch_series", metadata, Column("id", Integer, primary_key=True), Column("last", BigInteger, nullable=False)
)

centre = Table(
    "centre", metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("last_position", BigInteger, nullable=False, default=0),
    Column("interpreted", BigInteger, nullable=False, default=0),
    # Positions up to here are the same in every generation of this database; None: there was only one.
    Column("floor", BigInteger),
    UniqueConstraint("agency", "unit"),
)  # fmt: skip

device = Table(
    "device", metadata,
    Column("device", LargeBinary(16), primary_key=True),
    Column("centre", Integer, nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Column("enrolled_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger),
    Column("seen_ms", BigInteger, nullable=False, default=0),
)  # fmt: skip

epoch = Table(
    "epoch", metadata,
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("centre", Integer, nullable=False),
    Column("device", LargeBinary(16), nullable=False),
    Column("state", String, nullable=False),  # open · closed (a newer one was asked for) · forked
    Column("ask", LargeBinary(8)),  # under which it was asked for; None once its device has spoken in it
    Column("lanes_version", Integer, nullable=False, default=0),
    Column("issued_ms", BigInteger, nullable=False),
    Column("closed_ms", BigInteger),
    Index("epoch_device", "device"),
)  # fmt: skip

token = Table(
    "token", metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("centre", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
)  # fmt: skip

# Which key used which token and became what: the same key asking again under the same `ask` gets the same answer.
token_use = Table(
    "token_use", metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    Column("public_key", LargeBinary(32), primary_key=True),
    Column("ask", LargeBinary(8), primary_key=True),
    Column("device", LargeBinary(16), nullable=False),
    Column("epoch", BigInteger, nullable=False),
)  # fmt: skip

lane = Table(
    "lane", metadata,
    Column("agency", String, primary_key=True),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("length", BigInteger, nullable=False),
    Column("since", String, nullable=False),  # ISO dates, both inclusive
    Column("until", String, nullable=False),
    Column("retired", Integer, nullable=False, default=0),
    Index("lane_epoch", "epoch"),
)  # fmt: skip

# Ranges that the province takes for itself on one day, when those it keeps in reserve are used up.
day_lane = Table(
    "day_lane", metadata,
    Column("agency", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("length", BigInteger, nullable=False),
)  # fmt: skip

# The last serial the province itself gave that day to a dossier received under a provisional reference.
serial = Table(
    "serial", metadata,
    Column("agency", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("last", BigInteger, nullable=False),
)  # fmt: skip


inbox = Table(
    "inbox", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("device", LargeBinary(16), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("salt", LargeBinary(8), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    UniqueConstraint("centre", "epoch", "seq"),
)  # fmt: skip

head = Table(
    "head", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("device", LargeBinary(16), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("safe", BigInteger, nullable=False, default=0),
)  # fmt: skip

checkpoint = Table(
    "checkpoint", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("wall_ms", BigInteger, nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
)  # fmt: skip

quarantine = Table(
    "quarantine", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("epoch", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), primary_key=True),
    Column("device", LargeBinary(16), nullable=False),
    Column("envelope", LargeBinary, nullable=False),
    Column("salt", LargeBinary(8), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("reason", String, nullable=False),  # fork · revoked
)  # fmt: skip

outcome = Table(
    "outcome", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("outcome", String, nullable=False),
    Column("reason", String, nullable=False),
)  # fmt: skip

# What a device is told of its own entries, once, by growing numbers.
notice = Table(
    "notice", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("device", LargeBinary(16), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("epoch", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", String, nullable=False),
)  # fmt: skip

dossier = Table(
    "dossier", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", LargeBinary(32), nullable=False),
    Column("subject", LargeBinary(16), nullable=False),
    Column("code", String, nullable=False),
    Column("agency", String, nullable=False),
    Column("procedure", String, nullable=False),
    Column("applicant", String, nullable=False),
    Column("received_at", String, nullable=False),
    Column("due", String),
    Column("status", String, nullable=False),
    Index("dossier_subject", "centre", "subject"),
)  # fmt: skip

# Every code and provisional reference ever used and by which dossier: found by code over all centres.
code_use = Table(
    "code_use", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("code", String, primary_key=True),
    Column("origin", String, nullable=False),  # printed · province
    Index("code_use_code", "code"),
)  # fmt: skip

# Codes the province gave: kept apart from what is interpreted, so that interpreting again never gives a second one.
assigned = Table(
    "assigned", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("code", String, nullable=False),
)  # fmt: skip

# The scanned papers of dossiers, as the centre's entries tell of them. Whether the file is here says `file`.
attachment = Table(
    "attachment", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", LargeBinary(32), nullable=False),
    Column("subject", LargeBinary(16), nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("paper", Integer),
    Column("title", String, nullable=False),
    Column("mistaken", BigInteger),  # position of the entry that took it back
    Index("attachment_subject", "centre", "subject"),
    Index("attachment_file", "centre", "sha256"),
)  # fmt: skip

# The files themselves, which lie in the province's folder under their hash.
file = Table(
    "file", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("device", LargeBinary(16), nullable=False),
    Column("begun_ms", BigInteger, nullable=False),
    Column("complete_ms", BigInteger),  # when it was whole, checked by its hash and durable; None before
    Column("restarts", Integer, nullable=False),
)  # fmt: skip

# The changes of a dossier's status and the decisions about them: each names those it goes on from.
turn = Table(
    "turn", metadata,
    Column("centre", Integer, primary_key=True, autoincrement=False),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("subject", LargeBinary(16), nullable=False),
    Column("after", LargeBinary, nullable=False),  # hashes of 32 bytes, one after the other
    Column("status", Integer),  # None: a decision
    Column("choice", LargeBinary(32)),
    Index("turn_subject", "centre", "subject"),
)  # fmt: skip
