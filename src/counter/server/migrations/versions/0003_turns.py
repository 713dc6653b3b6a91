"""Changes of a dossier's status, and the decisions about them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "turn",
        sa.Column("centre", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("subject", sa.LargeBinary(16), nullable=False),
        sa.Column("after", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("choice", sa.LargeBinary(32)),
    )
    op.create_index("turn_subject", "turn", ["centre", "subject"])
