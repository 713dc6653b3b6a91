"""What needs a person: contradicted dossiers, what was settled, and what an older program could not read."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = (
    # Dossiers whose status two facts contradict, with the hashes of those facts, sorted, one after the other.
    "CREATE TABLE conflict (dossier INTEGER PRIMARY KEY, rivals BLOB NOT NULL)",
    # Facts that a supervisor has settled or taken note of, and by which entry; two who did the same are two rows.
    """CREATE TABLE resolution (
    target BLOB NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (target, entry)) WITHOUT ROWID""",
    # Entries of a kind or version that this program does not know yet: folded as soon as one does.
    "CREATE TABLE unread (entry INTEGER PRIMARY KEY)",
    "CREATE INDEX print_job_unknown ON print_job (id) WHERE state = 'unknown'",
    "CREATE INDEX outcome_open ON outcome (source, seq) WHERE outcome <> 'applied'",
)
# What the programs before this step may have kept without reading it; whatever is read already is not folded twice.
FIRST_KINDS = ("dossier_received", "code_assigned", "duty_closed", "day_opened")


def upgrade() -> None:
    for statement in TABLES:
        op.get_bind().exec_driver_sql(statement)
    op.get_bind().exec_driver_sql(
        "INSERT INTO unread (entry) SELECT id FROM log WHERE kind NOT IN (?, ?, ?, ?) OR version > 1", FIRST_KINDS
    )
