"""Scanned papers: what entries tell of them, and the files."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry", sa.LargeBinary(32), nullable=False),
        sa.Column("subject", sa.LargeBinary(16), nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("media", sa.String, nullable=False),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("paper", sa.Integer),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("mistaken", sa.BigInteger),
    )
    op.create_index("attachment_subject", "attachment", ["centre", "subject"])
    op.create_index("attachment_file", "attachment", ["centre", "sha256"])
    op.create_table(
        "file",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.LargeBinary(32), primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("device", sa.LargeBinary(16), nullable=False),
        sa.Column("begun_ms", sa.BigInteger, nullable=False),
        sa.Column("complete_ms", sa.BigInteger),
        sa.Column("restarts", sa.Integer, nullable=False),
    )
