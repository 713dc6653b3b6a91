"""A backup: a copy of this machine's data at a second place. It counts only when it was opened again and read to its end.

`TO/counter-UNIT-NUMBER-ID/YYYYMMDD-HHMMSS/counter.db`. What was being written bears the ending `.part` until it is whole; a
copy that has its name is whole. In it stands that it is a copy: whoever opens it issues no number before a new epoch, on
whatever machine, whether a witness is left there or not."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import sqlcipher3.dbapi2 as cipher

from counter import __version__
from counter.domain.sentence import Refused, Sentence, Trouble
from counter.journal.clock import VIETNAM
from counter.store.as_is_copy import keep_as_is
from counter.store.copy_check import ABOUT, About, NotWhole, check_copy
from counter.store.copy_database import HURRY, Pace, copy_into, to_disk
from counter.store.copy_rotation import NAME_FORM
from counter.store.database import NAME, Transaction
from counter.store.file_cipher import Damaged
from counter.store.file_folder import FileFolder
from counter.store.folder_access import PRIVATE
from counter.store.held_file import move, remove
from counter.store.identity import Identity, demand_identity
from counter.store.local_store import LocalStore
from counter.store.log import verify_logs
from counter.store.recovery import StoreRecovery
from counter.store.room import free_bytes
from counter.store.settings_table import get, put
from counter.store.spare_key import keep_spare

PART = ".part"
CARRIED = ("catalogue.json", "database.recovery")  # what a machine needs beside its database
SPARE = 16 * 1024 * 1024  # that must be left at the second place beside the copy
FORGOTTEN_AFTER = timedelta(days=1)
_PIECE = 1 << 20
_log = logging.getLogger(__name__)
_WAITING = """SELECT DISTINCT q.sha256 FROM file_queue q JOIN attachment a ON a.sha256 = q.sha256
WHERE q.generation IS NOT ? AND a.mistaken IS NULL ORDER BY q.sha256"""


@dataclass(frozen=True, slots=True)
class Steps:
    """The guards of a backup, one by one; the tests' mutants leave one out."""

    verify: bool = True
    sync: bool = True
    rename: bool = True
    mark: bool = True


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was found whole. `entries`: in its log; `files`: scanned papers that the province did not have yet;
    `unread`: how many of those are gone or spoilt here and could not be copied; `size`: of the database, in bytes."""

    file: Path
    entries: int
    files: int
    unread: int
    size: int
    made: datetime


def machine_folder(to: Path, identity: Identity) -> Path:
    """Where the copies of this machine lie at that place: many machines may share one."""
    return to / f"counter-{identity.unit}-{identity.counter}-{identity.device.hex()[:8]}"


def back_up(
    store: LocalStore, to: Path, pace: Pace = HURRY, *, free: Callable[[Path], int] = free_bytes, steps: Steps = Steps()
) -> Backup:
    """Make one, beside a program that goes on working. Raises Stopped, Refused (a place inside the data folder),
    Trouble; nothing but a `.part` is left then, and that is removed by and by. Where the journal here is what does not fit
    together there is no backup to be had: its copy is kept as it is, under another name (`as_is_copy`)."""
    with store.database.read() as t:
        identity = demand_identity(t)
        before = _heads(t)
    demand_apart(to, store.folder)
    machine = machine_folder(to, identity)
    part: Path | None = None
    keep_spare(store.folder, store.state_folder.parent)
    StoreRecovery(store).tend()  # what is carried must be ours
    try:
        machine.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        _forget_parts(machine, store.clock.now())
        _demand_room(store.database.path, machine, free)
        part = machine / (_name(store.clock.now()) + PART)
        if not steps.rename:
            part = part.with_suffix("")
        part.mkdir(mode=PRIVATE)
        made = _write(store, part, identity, pace, steps)
        try:
            done = _verified(store, part, before, made, pace) if steps.verify else made
        except NotWhole:
            _demand_whole_journal(store, part, pace)
            raise
        if steps.sync:
            to_disk(part)
        place = part.with_suffix("")
        move(part, place)
        if steps.sync:
            to_disk(machine)
        return replace(done, file=place / NAME)
    except NotWhole:
        _log.warning("a copy was not whole when it was read back")
        raise Trouble(Sentence("backup.not_whole")) from None
    except (OSError, cipher.DatabaseError) as error:
        raise _trouble(error) from error
    finally:
        if part is not None and part.suffix == PART:
            shutil.rmtree(part, ignore_errors=True)


def _write(store: LocalStore, part: Path, identity: Identity, pace: Pace, steps: Steps) -> Backup:
    # A connection of its own: the store may be closed while a place hangs, and this thread with it.
    source = store.database.sibling(store.database.path, "look")
    try:
        copy_into(source, part / NAME, pace)
    finally:
        source.close()
    alone = store.database.sibling(part / NAME, "alone")
    try:
        with alone.write() as t:
            if steps.mark:
                mark(t)
            waiting = [row[0] for row in t.rows(_WAITING, (bytes.fromhex(get(t, "generation", "")),))]
            schema = str((t.row("SELECT revision FROM schema_revision") or ("",))[0])
            entries = int((t.row("SELECT count(*) FROM log") or (0,))[0])
    except Trouble as trouble:  # of the second place, whose disk this is
        raise Trouble(
            Sentence("backup.full" if trouble.sentence.key == "store.disk_full" else "backup.place")
        ) from trouble
    finally:
        alone.close()
    (part / NAME).chmod(0o600)
    there = store.files.beside(part.parent)
    held = tuple(sha256 for sha256 in waiting if _bring(store.files, there, sha256, pace))
    now = store.clock.now()
    about = About(now, __version__, schema, identity.unit, identity.counter, entries, held)
    (part / ABOUT).write_text(about.text(), encoding="utf-8")
    for name in CARRIED:
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(store.folder / name, part / name)
    if steps.sync:
        for path in sorted(part.iterdir()):
            to_disk(path)
    size = (part / NAME).stat().st_size
    return Backup(part / NAME, entries, len(held), len(waiting) - len(held), size, now)


def mark(t: Transaction) -> None:
    """This is a copy: it issues nothing before a new epoch, and takes none that was asked for before it was made: the
    machine it was made of may have got that one."""
    if get(t, "needs_epoch") is None:
        put(t, "needs_epoch", "restored_copy")
    for name in ("epoch_ask", "enrol_ask"):
        put(t, name, None)


def _verified(store: LocalStore, part: Path, before: dict[int, tuple[int, bytes]], made: Backup, pace: Pace) -> Backup:
    """Opened with the key and read to its end; and it is a copy of this database, not older than when it was begun."""
    copy = store.database.sibling(part / NAME, "still")
    try:
        check_copy(part, copy, store.files.beside(part.parent), pace)
        with copy.read() as t:
            found = _heads(t)
        with store.database.read() as t:
            for source, (seq, head) in found.items():
                if (
                    seq
                    and t.row("SELECT 1 FROM log WHERE source = ? AND seq = ? AND hash = ?", (source, seq, head))
                    is None
                ):
                    raise NotWhole("other_log")
        for source, (seq, _) in before.items():
            if found.get(source, (-1, b""))[0] < seq:
                raise NotWhole("missing")
    finally:
        copy.close()
    return made


def _demand_whole_journal(store: LocalStore, part: Path, pace: Pace) -> None:
    """Whether it was the copy that went wrong, or what was copied: the second place is not blamed for a journal that does
    not verify. Raises Trouble."""
    here = store.database.sibling(store.database.path, "look")
    try:
        with pace.over(here), here.read() as t:
            problems = verify_logs(t, pace.go_on)[1]
    finally:
        here.close()
    if problems:
        _log.error("the journal does not fit together in %d places; a copy is kept as it is", len(problems))
        to_disk(part)
        keep_as_is(part)
        raise Trouble(Sentence("backup.journal"))


def _heads(t: Transaction) -> dict[int, tuple[int, bytes]]:
    return {source: (seq, head) for source, seq, head in t.rows("SELECT id, seq, head FROM source WHERE own = 1")}


def _bring(source: FileFolder, target: FileFolder, sha256: bytes, pace: Pace) -> bool:
    """Whether the paper is at the second place now. It is copied as it lies, encrypted. Raises OSError, Stopped."""
    place = target.place(sha256)
    try:
        with target.open(sha256) as file:
            file.check(sha256)
        return True
    except (FileNotFoundError, Damaged):
        pass
    try:
        with source.open(sha256) as file:
            file.check(sha256)
    except (FileNotFoundError, Damaged):
        return False
    place.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    part = place.with_name(secrets.token_hex(8) + PART)
    try:
        with source.place(sha256).open("rb") as reading, part.open("xb") as writing:
            while piece := reading.read(_PIECE):
                pace.go_on()
                writing.write(piece)
            writing.flush()
            os.fsync(writing.fileno())
        move(part, place)
        to_disk(place.parent)
    finally:
        remove(part)
    return True


def _name(now: datetime) -> str:
    """Of the moment, and never that of another copy."""
    return f"{now.astimezone(VIETNAM):{NAME_FORM}}-{secrets.token_hex(2)}"


def _demand_room(database: Path, machine: Path, free: Callable[[Path], int]) -> None:
    with contextlib.suppress(OSError):  # a place that cannot tell may still have room
        if free(machine) < database.stat().st_size + SPARE:
            raise Trouble(Sentence("backup.full"))


def _forget_parts(machine: Path, now: datetime) -> None:
    """What a power cut left half done. Not what another program is writing at this moment."""
    for path in machine.glob(f"*{PART}"):
        with contextlib.suppress(OSError):
            if now - datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) > FORGOTTEN_AFTER:
                shutil.rmtree(path, ignore_errors=True)


def _trouble(error: Exception) -> Trouble:
    """What to say of the second place; of this machine's own disk the sentences of the store speak."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (cipher.SQLITE_CORRUPT, cipher.SQLITE_NOTADB):
        return Trouble(Sentence("store.damaged"))
    if code == cipher.SQLITE_FULL or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Trouble(Sentence("backup.full"))
    return Trouble(Sentence("backup.place"))


def demand_apart(place: Path, folder: Path) -> None:
    """Raises Refused (field "to") for a second place inside the first one: whatever takes the data takes it too."""
    try:
        inside = place.resolve().is_relative_to(folder.resolve())
    except OSError:  # a place that does not answer is told when it is written to
        return
    if inside:
        raise Refused("to", Sentence("backup.same_place"))


def same_disk(one: Path, other: Path) -> bool:
    """Whether a disk that fails takes both."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
