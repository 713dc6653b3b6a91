"""What a copy says of itself, and whether it is whole: it counts only when it was opened again and read to its end.

A copy is a folder: `counter.db`, `about.json`, and what a machine needs beside its database. The scanned papers that the
province did not have yet lie in `files/` beside the copies of the same machine, once for all of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Sentence, Trouble, say
from counter.store.copy_database import HURRY, Pace
from counter.store.database import Database
from counter.store.file_cipher import Damaged
from counter.store.file_folder import FileFolder
from counter.store.log import verify_logs
from counter.store.settings_table import get

ABOUT, FORM = "about.json", 1


class NotWhole(Exception):
    """The copy is not what it should be. `what`: a sentence's part, without personal data; the text of it is the log's."""

    def __init__(self, wrong: str, **told: object) -> None:
        self.what = Sentence(f"backup.wrong.{wrong}", told)
        super().__init__(say(self.what, "en"))


@dataclass(frozen=True, slots=True)
class About:
    """What `about.json` says; nothing of a person. `schema`: of the database; `entries`: in its log; `files`: the contents
    of scanned papers that belong to the copy, by their hash."""

    made: datetime
    program: str
    schema: str
    unit: str
    counter: str
    entries: int
    files: tuple[bytes, ...]

    def text(self) -> str:
        """As it is written."""
        return json.dumps({
            "form": FORM, "made": self.made.isoformat(timespec="seconds"), "program": self.program,
            "schema": self.schema, "unit": self.unit, "counter": self.counter, "entries": self.entries,
            "files": [sha256.hex() for sha256 in self.files],
        }, indent=1)  # fmt: skip


def read_about(folder: Path) -> About:
    """Of the copy in that folder. Raises NotWhole, OSError."""
    try:
        held = json.loads((folder / ABOUT).read_bytes())
        if held["form"] != FORM:
            raise NotWhole("form")
        return About(
            datetime.fromisoformat(held["made"]), str(held["program"]), str(held["schema"]), str(held["unit"]),
            str(held["counter"]), int(held["entries"]), tuple(bytes.fromhex(one) for one in held["files"]),
        )  # fmt: skip
    except FileNotFoundError:
        raise NotWhole("about_missing") from None
    except (ValueError, KeyError, TypeError):
        raise NotWhole("about_unread") from None


def check_database(copy: Database, pace: Pace = HURRY) -> int:
    """Read every page (each bears a code that only the key's owner can make) and follow every chain; how many entries.

    Raises NotWhole, Stopped, Trouble("store.wrong_key") when it does not open with this key."""
    if not copy.encrypted():
        raise NotWhole("clear")
    try:
        with pace.over(copy), copy.read() as t:
            if t.rows("PRAGMA quick_check") != [("ok",)]:
                raise NotWhole("structure")
            count, problems = verify_logs(t, pace.go_on)
    except cipher.DatabaseError:
        raise NotWhole("database") from None
    except Trouble as trouble:
        if trouble.sentence.key in ("store.damaged", "store.disk"):
            raise NotWhole("page") from None
        raise
    if problems:
        raise NotWhole("log", place=problems[0].partition(":")[0])
    return count


def check_copy(folder: Path, copy: Database, files: FileFolder, pace: Pace = HURRY) -> About:
    """The copy in `folder`, whose database is `copy` and whose scanned papers lie in `files`, to its last byte.

    Raises NotWhole, Stopped, Trouble (wrong key), OSError."""
    about = read_about(folder)
    pace.go_on()
    entries = check_database(copy, pace)
    if entries != about.entries:
        raise NotWhole("entries", found=entries, told=about.entries)
    with copy.read() as t:
        if get(t, "needs_epoch") is None:
            raise NotWhole("no_copy")
    for sha256 in about.files:
        try:
            with files.open(sha256) as file:
                file.check(sha256)
        except (FileNotFoundError, Damaged):
            raise NotWhole("file", place=sha256.hex()[:16]) from None
        pace.go_on()
    return about
