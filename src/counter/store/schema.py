"""The tables of the local database as they stand today. What the migrations build must equal this (tested)."""

from __future__ import annotations

REVISION = "0003"

# Every table that the log can rebuild (I9), besides the index of words.
PROJECTIONS = ("unread", "resolution", "conflict", "attachment", "duty", "dossier_code", "dossier")

TABLES = (
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE account (
    name TEXT PRIMARY KEY, display TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, pin TEXT,
    wrong INTEGER NOT NULL DEFAULT 0, last_wrong INTEGER, created TEXT NOT NULL) WITHOUT ROWID""",
    # One row for each (device, epoch): its head, and for our own what the province has acknowledged.
    """CREATE TABLE source (
    id INTEGER PRIMARY KEY, device BLOB NOT NULL, epoch INTEGER NOT NULL, own INTEGER NOT NULL,
    seq INTEGER NOT NULL, head BLOB NOT NULL, acked INTEGER NOT NULL DEFAULT 0, acked_head BLOB,
    safe INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'open', wall_ms INTEGER, day TEXT, UNIQUE (device, epoch))""",
    """CREATE TABLE log (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, seq INTEGER NOT NULL, hash BLOB NOT NULL,
    kind TEXT NOT NULL, version INTEGER NOT NULL, subject BLOB NOT NULL, position INTEGER,
    envelope BLOB NOT NULL, salt BLOB, body BLOB, digest BLOB, UNIQUE (source, seq))""",
    "CREATE INDEX log_subject ON log (subject)",
    """CREATE TRIGGER log_never_deleted BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is never deleted from'); END""",
    # The one update there is: a body erased by law, whose digest keeps the chain whole.
    """CREATE TRIGGER log_never_changed BEFORE UPDATE ON log
    WHEN NOT (NEW.id IS OLD.id AND NEW.source IS OLD.source AND NEW.seq IS OLD.seq AND NEW.hash IS OLD.hash
    AND NEW.kind IS OLD.kind AND NEW.version IS OLD.version AND NEW.subject IS OLD.subject
    AND NEW.envelope IS OLD.envelope AND NEW.position IS OLD.position
    AND NEW.body IS NULL AND NEW.salt IS NULL AND NEW.digest IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END""",
    """CREATE TABLE lane (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, agency TEXT NOT NULL, start INTEGER NOT NULL,
    length INTEGER NOT NULL, until TEXT NOT NULL, day TEXT, last INTEGER, UNIQUE (source, agency, start))""",
    """CREATE TABLE dossier (
    id INTEGER PRIMARY KEY, subject BLOB NOT NULL, source INTEGER NOT NULL, seq INTEGER NOT NULL,
    entry BLOB NOT NULL, code TEXT NOT NULL, provisional INTEGER NOT NULL, agency TEXT NOT NULL,
    deciding TEXT NOT NULL, procedure TEXT NOT NULL, procedure_name TEXT NOT NULL, sector TEXT NOT NULL,
    applicant TEXT NOT NULL, number TEXT, phone TEXT, owner TEXT, received TEXT NOT NULL, day TEXT NOT NULL,
    due TEXT, due_expected INTEGER NOT NULL, status INTEGER NOT NULL, late INTEGER NOT NULL,
    request TEXT UNIQUE, last INTEGER NOT NULL)""",
    # `holder` is 0 for codes this device spent, so that the key forbids spending one twice; a code that arrives with
    # another's fact is never refused and is held by its dossier.
    """CREATE TABLE dossier_code (
    code TEXT NOT NULL, holder INTEGER NOT NULL, dossier INTEGER NOT NULL, origin TEXT NOT NULL,
    PRIMARY KEY (code, holder)) WITHOUT ROWID""",
    "CREATE INDEX dossier_code_alias ON dossier_code (dossier) WHERE origin = 'province'",
    """CREATE TABLE duty (
    dossier INTEGER NOT NULL, kind TEXT NOT NULL, by TEXT, closed INTEGER, PRIMARY KEY (dossier, kind)) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE dossier_words USING fts5 (words, content='', columnsize=0, detail=none,
    tokenize="unicode61 remove_diacritics 0", prefix='1 2 3 4 5')""",
    # A leaf of the index with SQLCipher's reserve fits one page; the default would spill over into a second.
    "INSERT INTO dossier_words (dossier_words, rank) VALUES ('pgsz', 3900)",
    "CREATE VIRTUAL TABLE dossier_words_terms USING fts5vocab (dossier_words, instance)",
    """CREATE TABLE print_job (
    id INTEGER PRIMARY KEY, dossier INTEGER NOT NULL, form TEXT NOT NULL, copies INTEGER NOT NULL, paper TEXT NOT NULL,
    copy_number INTEGER NOT NULL, state TEXT NOT NULL, actor TEXT NOT NULL, printer TEXT, detail TEXT,
    created TEXT NOT NULL, began TEXT, ended TEXT)""",
    "CREATE INDEX print_job_dossier ON print_job (dossier)",
    "CREATE INDEX print_job_open ON print_job (id) WHERE state IN ('saved', 'printing')",
    "CREATE TABLE draft (account TEXT PRIMARY KEY, content TEXT NOT NULL, saved TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE outcome (
    source INTEGER NOT NULL, seq INTEGER NOT NULL, outcome TEXT NOT NULL, reason TEXT, seen INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, seq)) WITHOUT ROWID""",
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
