"""Putting a copy in the place of a machine's data: what was there is moved aside whole, and nothing half done is opened.

The copy is brought into the data folder and checked there first; then a note is left, the old data go aside, the new ones
take their place, and the note is removed. A machine that stops in between does not open its data until the restore was
run again: it is carried to its end by the note. The folder itself stays, with the rights that were given to it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.clock import VIETNAM
from counter.log.folder import FOLDER as LOGS
from counter.store.backup import CARRIED, mark
from counter.store.copy_check import About, NotWhole, check_copy, check_database, read_about
from counter.store.copy_database import HURRY, Pace, to_disk
from counter.store.database import NAME, Database
from counter.store.disk_trouble import trouble_of
from counter.store.file_folder import NAME as FILES
from counter.store.file_folder import FileFolder
from counter.store.folder_access import PRIVATE
from counter.store.held_file import move as move_patiently
from counter.store.held_file import remove
from counter.store.in_use import in_use
from counter.store.left_behind import left_behind
from counter.store.local_disk import demand_local_disk
from counter.store.local_store import RESTORING
from counter.store.schema import REVISION
from counter.store.settings_table import get

NOTE, STAGE, ASIDE = RESTORING, "restore-", "before-restore-"
_PIECE = 1 << 20
Move = Callable[[Path, Path], object]  # gives a file or folder another name, in place of what had it


@dataclass(frozen=True, slots=True)
class Steps:
    """The guards of a restore, one by one; the tests' mutants leave one out."""

    verify: bool = True
    note: bool = True
    mark: bool = True


@dataclass(frozen=True, slots=True)
class Restored:
    """`entries`: in the log that is there now; `made`: when the copy was; `aside`: where what was there lies, if anything
    was; `files`: scanned papers that came with the copy; `left`: own entries that are in `aside` and nowhere else, None when
    that cannot be told."""

    data: Path
    entries: int
    made: datetime
    aside: Path | None
    files: int
    left: int | None


def restore(
    file: Path, data: Path, keys: Sequence[bytes], keep_key: Callable[[Path, bytes], None], now: datetime,
    pace: Pace = HURRY, *, steps: Steps = Steps(), move: Move = move_patiently,
) -> Restored:  # fmt: skip
    """Put the copy `file` (its `counter.db`, or its folder) in the place of `data`.

    `keys`: those that may open it, tried in order; `keep_key(folder, key)` keeps the right one for this machine. Nothing is
    changed unless all of it is there and whole. Raises Refused (field "from": no copy, not whole, of a newer program; field
    "data": a program works with the data), Trouble (no key opens it, the disk)."""
    folder = file.parent if file.name == NAME else file
    if not (folder / NAME).is_file():
        raise Refused("from", Sentence("backup.no_copy"))
    demand_local_disk(data)
    try:
        data.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        finish(data, move)
        about, key = _opened(folder, keys, pace, steps)
        _demand_nobody(data, keys)
        _forget_stages(data)
        stage = data / (STAGE + secrets.token_hex(4))
        stage.mkdir(mode=PRIVATE)
        try:
            entries = _bring(folder, about, stage, data, key, pace, steps)
            left = left_behind(data / NAME, stage / NAME, [key, *keys])
            keep_key(stage, key)
            for path in (*stage.iterdir(), stage):
                to_disk(path)
            _demand_nobody(data, keys)
            aside = data / f"{ASIDE}{now.astimezone(VIETNAM):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
            if steps.note:
                _leave_note(data, stage, aside, move)
        except BaseException:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        _change_places(data, stage, aside, {path.name for path in stage.iterdir()}, move)
        return Restored(data, entries, about.made, aside if aside.exists() else None, len(about.files), left)
    except NotWhole as wrong:
        raise Refused("from", Sentence("backup.copy_not_whole", {"what": wrong.what})) from None
    except OSError as error:
        raise trouble_of(error) from error


def finish(data: Path, move: Move = move_patiently) -> bool:
    """Carry a restore that was cut off to its end; whether there was one. Raises OSError."""
    try:
        note = json.loads((data / NOTE).read_text("utf-8"))
    except FileNotFoundError:
        return False
    _change_places(data, data / note["stage"], data / note["aside"], set(note["names"]), move)
    return True


def _opened(folder: Path, keys: Sequence[bytes], pace: Pace, steps: Steps) -> tuple[About, bytes]:
    about = read_about(folder)
    if about.schema > REVISION:
        raise Refused("from", Sentence("backup.copy_too_new"))
    for key in keys:
        copy = Database(folder / NAME, key, manner="still")
        try:
            with copy.read() as t:
                get(t, "identity")
            if steps.verify:
                check_copy(folder, copy, FileFolder(folder.parent, key), pace)
            return about, key
        except Trouble as trouble:
            if trouble.sentence.key != "store.wrong_key":
                raise NotWhole("page") from None
        except cipher.DatabaseError:
            raise NotWhole("database") from None
        finally:
            copy.close()
    raise Trouble(Sentence("backup.no_key"))


def _demand_nobody(data: Path, keys: Sequence[bytes]) -> None:
    if any(in_use(data, key) for key in keys):
        raise Refused("data", Sentence("store.in_use"))


def _bring(folder: Path, about: About, stage: Path, data: Path, key: bytes, pace: Pace, steps: Steps) -> int:
    """The copy into the data folder, under a name that nobody opens; how many entries it has."""
    for name in (NAME, *CARRIED):
        with contextlib.suppress(FileNotFoundError):
            _copy(folder / name, stage / name, pace)
    (stage / NAME).chmod(0o600)
    database = Database(stage / NAME, key, manner="alone")
    try:
        if steps.mark:
            with database.write() as t:
                mark(t)
        entries = check_database(database, pace) if steps.verify else about.entries
    finally:
        database.close()
    came, here = FileFolder(folder.parent, key), FileFolder(stage, key)
    for sha256 in about.files:
        _give(came.place(sha256), here.place(sha256), pace, link=False)
    for old in (data / FILES).glob("??/*"):  # what lies here is of the same key, or nothing that the copy names
        _give(old, stage / FILES / old.parent.name / old.name, pace, link=True)
    return entries


def _give(source: Path, target: Path, pace: Pace, *, link: bool) -> None:
    if target.exists() or source.suffix:
        return
    target.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    if link:
        try:
            os.link(source, target)  # a file of scanned papers is never changed
            return
        except OSError:
            pass
    _copy(source, target, pace)
    to_disk(target.parent)


def _copy(source: Path, target: Path, pace: Pace) -> None:
    with source.open("rb") as reading, target.open("xb") as writing:
        while piece := reading.read(_PIECE):
            pace.go_on()
            writing.write(piece)
        writing.flush()
        os.fsync(writing.fileno())


def _forget_stages(data: Path) -> None:
    for path in data.glob(f"{STAGE}*"):
        shutil.rmtree(path, ignore_errors=True)


def _leave_note(data: Path, stage: Path, aside: Path, move: Move) -> None:
    note, fresh = data / NOTE, data / f"{NOTE}.new"
    names = sorted(path.name for path in stage.iterdir())
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"stage": stage.name, "aside": aside.name, "names": names}, file)
        file.flush()
        os.fsync(file.fileno())
    move(fresh, note)
    to_disk(data)


def _change_places(data: Path, stage: Path, aside: Path, names: set[str], move: Move) -> None:
    """The old aside, the new in its place. May be cut off anywhere and begun again: a name that is in the stage no more is
    the new one's, any other is the old one's."""
    ours = {NOTE, f"{NOTE}.new", stage.name, LOGS}  # the log goes on, and this very program may have it open
    for path in sorted(data.iterdir()):
        new = path.name in names and not (stage / path.name).exists()
        if new or path.name in ours or path.name.startswith(ASIDE):
            continue
        aside.mkdir(mode=PRIVATE, exist_ok=True)
        move(path, aside / path.name)
    for folder in (aside, data):
        if folder.exists():
            to_disk(folder)
    for name in sorted(names):
        if (stage / name).exists():
            move(stage / name, data / name)
    to_disk(data)
    shutil.rmtree(stage, ignore_errors=True)
    remove(data / NOTE)
    to_disk(data)
