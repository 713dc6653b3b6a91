"""A file that another program holds for a moment: borne by whatever the product writes, for a bounded time."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter.commands.out_file import place_for
from counter.domain.sentence import Trouble
from counter.printing.folder_printer import FolderPrinter
from counter.server.file_shelf import FileName, FileShelf
from counter.store import held_file
from counter.store.catalogue import read_catalogue
from counter.store.file_folder import FileFolder
from counter.store.held_file import WAITS, move, patiently, remove
from counter.store.kept_catalogue import keep_catalogue
from counter.store.key import read_or_make_key
from counter.store.small_file import write_small
from counter.store.whole_file import written_whole
from counter.wire.catalogue import catalogue_content
from tests.made.world import World

SOURCES = Path(held_file.__file__).parents[1]


def violation(number: int = 32) -> PermissionError:
    """What Windows raises for a file that somebody else has open."""
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = number  # type: ignore[attr-defined]
    return error


class Held:
    """A deed that meets a held file so many times."""

    def __init__(self, times: int, error: Callable[[], OSError] = violation) -> None:
        self.times, self.error, self.calls = times, error, 0
        self.slept: list[float] = []

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.times:
            raise self.error()
        return "done"

    def tried(self, **how: Any) -> str:
        return patiently(self, sleep=self.slept.append, **how)


@pytest.mark.parametrize("number", [5, 32, 33, 303, 1224])
def test_deed_is_done_when_the_file_is_given_free_in_time(number: int) -> None:
    held = Held(len(WAITS), lambda: violation(number))
    assert held.tried() == "done"
    assert all(wait / 2 <= slept <= wait for slept, wait in zip(held.slept, WAITS, strict=True))


def test_refusal_stands_when_the_file_is_never_given_free() -> None:
    held = Held(1000)
    with pytest.raises(PermissionError):
        held.tried()
    assert held.calls == len(WAITS) + 1
    assert sum(held.slept) <= sum(WAITS) < 3


def test_waits_are_uneven_and_never_shorter_than_half() -> None:
    short, long = Held(8), Held(8)
    short.tried(chance=lambda: 0.0)
    long.tried(chance=lambda: 1.0)
    assert short.slept == [wait / 2 for wait in WAITS]
    assert long.slept == list(WAITS)


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(errno.EACCES, "no"),
        FileNotFoundError(errno.ENOENT, "no"),
        OSError(errno.ENOSPC, "no"),
        violation(2),
    ],
    ids=["forbidden", "missing", "full", "windows says missing"],
)
def test_nothing_is_tried_again_when_nobody_holds_the_file(error: OSError) -> None:
    held = Held(1, lambda: error)
    with pytest.raises(OSError, match=r"no|in use"):
        held.tried()
    assert (held.calls, held.slept) == (1, [])


@pytest.mark.parametrize("waits", [None, ()], ids=["as it is", "mutant without patience"])
def test_file_that_really_is_held_is_opened_once_its_holder_ends(
    tmp_path: Path, waits: tuple[float, ...] | None
) -> None:
    """A program that runs cannot be opened for writing on Linux, as a file that is scanned cannot be on Windows."""
    program = tmp_path / "program"
    shutil.copy2(shutil.which("sleep") or "", program)
    holder = subprocess.Popen([program, "0.3"])
    try:
        if waits is None:
            patiently(lambda: program.open("r+b")).close()
            assert holder.poll() == 0
        else:
            with pytest.raises(OSError) as refused:
                patiently(lambda: program.open("r+b"), waits=waits)
            assert refused.value.errno == errno.ETXTBSY
    finally:
        holder.wait()


_HOLDER = """
import sys, time
import sqlcipher3.dbapi2 as cipher
raw = cipher.connect(sys.argv[1], isolation_level=None)
raw.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(0.4)
raw.execute("ROLLBACK")
"""


@pytest.mark.parametrize("patient", [True, False], ids=["as it is", "mutant without patience"])
def test_database_that_another_program_writes_to_is_waited_for(tmp_path: Path, patient: bool) -> None:
    """SQLite waits by itself (`busy_timeout`, read back on every connection), and on Windows for antivirus too."""
    world = World(tmp_path)
    words = (sys.executable, "-c", _HOLDER, world.data / "counter.db", world.store.database.key.hex())
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        if patient:
            assert world.receive().code.endswith("-0001")
        else:
            world.store.database.connection().execute("PRAGMA busy_timeout = 0").fetchall()
            with pytest.raises(Trouble) as trouble:
                world.receive()
            assert trouble.value.sentence.key == "store.busy"
    world.close()


def _small(folder: Path) -> None:
    write_small(folder / "small", b"one")
    write_small(folder / "small", b"two")
    assert (folder / "small").read_bytes() == b"two"


def _stick(folder: Path) -> None:
    with written_whole(folder, "bundle") as file:
        file.write(b"all")
    assert (folder / "bundle").read_bytes() == b"all"


def _scan(folder: Path) -> None:
    files = FileFolder(folder, bytes(32))
    with files.open(files.keep(b"scan")) as file:
        assert file.read_at(0, 10) == b"scan"


def _printed(folder: Path) -> None:
    assert FolderPrinter(folder).send(b"%PDF", "H49.22-261123-0001").state == "printed"
    assert len(list(folder.iterdir())) == 1


def _catalogue(folder: Path) -> None:
    keep_catalogue(folder, catalogue_content(read_catalogue()))


def _key(folder: Path) -> None:
    assert read_or_make_key(folder) == read_or_make_key(folder)


def _shelf(folder: Path) -> None:
    shelf = FileShelf(folder)
    name = FileName(1, bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
    shelf.empty(name)
    shelf.finish(name, 0)
    assert shelf.verified(name)


def _pdf(folder: Path) -> None:
    with place_for(folder / "receipt.pdf") as file:
        file.write(b"%PDF")
        file.close()
        move(Path(file.name), folder / "receipt.pdf")
    assert [path.name for path in folder.iterdir()] == ["receipt.pdf"]


def _clean(write: Callable[[Path], None], folder: Path) -> None:
    """It works, and leaves nothing half done under another name."""
    write(folder)
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert not [
        name for name in names if name.endswith((".part", ".new")) or name.startswith((".", "small.", "database.key."))
    ]


WRITERS = [_small, _stick, _scan, _printed, _catalogue, _key, _shelf, _pdf]


def scanner(monkeypatch: pytest.MonkeyPatch, holds: int = 2) -> list[str]:
    """An antivirus program: so many first calls on each file to rename, replace or delete it meet it. Waiting for it takes
    no time."""
    told: list[str] = []
    seen: dict[tuple[str, str], int] = {}

    def held(name: str) -> Any:
        real = getattr(Path, name)

        def call(self: Path, *arguments: Any, **named: Any) -> Any:
            times = seen[name, str(self)] = seen.get((name, str(self)), 0) + 1
            if times <= holds and self.exists():
                told.append(name)
                raise violation(5 if times == 1 else 32)
            return real(self, *arguments, **named)

        return call

    for name in ("replace", "rename", "unlink"):
        monkeypatch.setattr(Path, name, held(name))
    monkeypatch.setattr(time, "sleep", lambda _: None)
    return told


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__.strip("_"))
def test_what_the_product_writes_bears_a_scanner(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned = scanner(monkeypatch)
    _clean(write, tmp_path)
    assert scanned


@pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__.strip("_"))
def test_scanner_that_holds_longer_than_anybody_waits_is_told_of(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without that patience two holds would be too long already: each writer has it, and no more."""
    scanner(monkeypatch, holds=len(WAITS) + 1)
    with pytest.raises((OSError, Trouble, AssertionError)):
        _clean(write, tmp_path)


def test_gone_file_is_no_trouble(tmp_path: Path) -> None:
    remove(tmp_path / "never was")


def test_nothing_else_renames_or_deletes_files() -> None:
    """One place waits for held files; a rename or delete beside it would not."""
    found = [
        f"{path.relative_to(SOURCES)}: {line.strip()}"
        for path in SOURCES.rglob("*.py")
        if path.name not in ("held_file.py", "small_file.py")
        and path.parent.name not in ("log", "policy")  # below the store
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"\.unlink\(|\.rename\(|os\.(replace|remove|rename|unlink)\(", line) and "patiently" not in line
    ]
    assert found == []
