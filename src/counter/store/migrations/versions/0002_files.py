"""Scanned papers: the attachments of dossiers, and the files on their way to the province."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    # The scanned papers of dossiers, own and others', folded from the log; `mistaken` names the entry that took one back.
    """CREATE TABLE attachment (
    id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL, entry BLOB NOT NULL, sha256 BLOB NOT NULL, size INTEGER NOT NULL,
    media TEXT NOT NULL, pages INTEGER NOT NULL, paper INTEGER, title TEXT NOT NULL, mistaken INTEGER)""",
    "CREATE INDEX attachment_dossier ON attachment (dossier)",
    "CREATE INDEX attachment_file ON attachment (sha256)",
    # Files of this machine on their way to the province, oldest first; no projection. `sent`: what the province said it
    # has; `generation`: of its database when it said that it has all, NULL before; `trouble`: a wording, why it rests.
    """CREATE TABLE file_queue (
    id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
    restarts INTEGER NOT NULL DEFAULT 0, generation BLOB, trouble TEXT)""",
)


def upgrade() -> None:
    for statement in TABLES:
        op.get_bind().exec_driver_sql(statement)
