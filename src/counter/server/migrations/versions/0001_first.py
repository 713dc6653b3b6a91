"""The first schema, frozen: later changes are later steps."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Everything of version 1."""
    _names_and_rights()
    _numbers()
    _evidence()
    _interpreted()


def _names_and_rights() -> None:
    op.create_table(
        "meta", sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String, nullable=False)
    )
    series = op.create_table(
        "epoch_series", sa.Column("id", sa.Integer, primary_key=True), sa.Column("last", sa.BigInteger, nullable=False)
    )
    op.bulk_insert(series, [{"id": 1, "last": 0}])
    op.create_table(
        "centre",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency", sa.String, nullable=False),
        sa.Column("unit", sa.String, nullable=False),
        sa.Column("last_position", sa.BigInteger, nullable=False),
        sa.Column("interpreted", sa.BigInteger, nullable=False),
        sa.Column("floor", sa.BigInteger),
        sa.UniqueConstraint("agency", "unit"),
    )
    op.create_table(
        "device",
        sa.Column("device", sa.LargeBinary(16), primary_key=True),
        sa.Column("centre", sa.Integer, nullable=False),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.Column("enrolled_ms", sa.BigInteger, nullable=False),
        sa.Column("revoked_ms", sa.BigInteger),
        sa.Column("seen_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "epoch",
        sa.Column("epoch", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("centre", sa.Integer, nullable=False),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("ask", sa.LargeBinary(8)),
        sa.Column("lanes_version", sa.Integer, nullable=False),
        sa.Column("issued_ms", sa.BigInteger, nullable=False),
        sa.Column("closed_ms", sa.BigInteger),
    )
    op.create_index("epoch_device", "epoch", ["device"])
    op.create_table(
        "token",
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("centre", sa.Integer, nullable=False),
        sa.Column("uses", sa.Integer, nullable=False),
        sa.Column("expires_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "token_use",
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("public_key", sa.LargeBinary(32), primary_key=True),
        sa.Column("ask", sa.LargeBinary(8), primary_key=True),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
    )


def _numbers() -> None:
    op.create_table(
        "lane",
        sa.Column("agency", sa.String, primary_key=True),
        sa.Column("start", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("length", sa.BigInteger, nullable=False),
        sa.Column("since", sa.String, nullable=False),
        sa.Column("until", sa.String, nullable=False),
        sa.Column("retired", sa.Integer, nullable=False),
    )
    op.create_index("lane_epoch", "lane", ["epoch"])
    op.create_table(
        "day_lane",
        sa.Column("agency", sa.String, primary_key=True),
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("start", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("length", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "serial",
        sa.Column("agency", sa.String, primary_key=True),
        sa.Column("day", sa.String, primary_key=True),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "assigned",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("code", sa.String, nullable=False),
    )


def _evidence() -> None:
    op.create_table(
        "inbox",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        sa.Column("salt", sa.LargeBinary(8), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("received_ms", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("centre", "epoch", "seq"),
    )
    op.create_table(
        "head",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("safe", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "checkpoint",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("wall_ms", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
    )
    op.create_table(
        "quarantine",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.LargeBinary(32), primary_key=True),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        sa.Column("salt", sa.LargeBinary(8), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("received_ms", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )


def _interpreted() -> None:
    op.create_table(
        "outcome",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    op.create_table(
        "notice",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("device", sa.LargeBinary(16), primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
    )
    op.create_table(
        "dossier",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry", sa.LargeBinary(32), nullable=False),
        sa.Column("subject", sa.LargeBinary(16), nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("agency", sa.String, nullable=False),
        sa.Column("procedure", sa.String, nullable=False),
        sa.Column("applicant", sa.String, nullable=False),
        sa.Column("received_at", sa.String, nullable=False),
        sa.Column("due", sa.String),
        sa.Column("status", sa.String, nullable=False),
    )
    op.create_index("dossier_subject", "dossier", ["centre", "subject"])
    op.create_table(
        "code_use",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("code", sa.String, primary_key=True),
        sa.Column("origin", sa.String, nullable=False),
    )
    op.create_index("code_use_code", "code_use", ["code"])
