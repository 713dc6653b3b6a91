"""The disk fills up or fails: the deed fails whole and in words, everything promised stays, and work goes on after."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from counter.domain.sentence import Refused, Trouble, say
from counter.store.accounts import add_account, set_pin
from counter.store.catalogue import load_catalogue
from counter.store.dossiers import rows_of
from counter.store.local_store import LocalStore
from counter.store.room import NAME as BALLAST
from counter.store.search import find
from counter.store.settings_table import put
from counter.usecases.print_receipt import ask_print
from counter.usecases.sign_in import Accounts
from tests.faults.checker import problems_of, promises_of
from tests.faults.disk_faults import SYNC, WRITE, cases, try_cases
from tests.faults.power_cuts import memory_folder
from tests.faults.work import SESSION, open_enrolled, requests, serve
from tests.made.cheap_secrets import Cheap
from tests.made.small_disk import small_disk
from tests.made.world import HandClock

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("disk_faults")]


def test_deed_fails_whole_and_in_words_when_any_call_to_the_disk_fails() -> None:
    root = memory_folder()
    try:
        told = try_cases(root, cases(60))
    finally:
        shutil.rmtree(root)
    assert [(one.case, one.problems) for one in told if one.problems] == []
    for calls in (WRITE, SYNC):
        assert sum(one.fired and bool(one.refusals) for one in told if one.case.calls == calls) > 5
    assert all("đã lưu" in refusal for one in told for refusal in one.refusals)


def answers(store: LocalStore, asked: list[bytes]) -> list[dict[str, Any]]:
    out = io.StringIO()
    serve(store, load_catalogue(), asked, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def print_until_refused(store: LocalStore, dossier: int) -> None:
    for _ in range(1000):
        ask_print(store, dossier, SESSION.actor)


def write_until_refused(store: LocalStore) -> None:
    """Until not even one more page goes on the disk."""
    for number in range(10_000):
        with store.database.write() as transaction:
            put(transaction, "number", number)


def test_old_dossiers_are_read_and_new_ones_refused_in_words_when_the_disk_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 3_000_000):
        store = open_enrolled(tmp_path / "disk")
        said = answers(store, requests(3, 80))
        good = [one for one in said if one["ok"]]
        refused = [one for one in said if not one["ok"]]
        assert good
        assert refused
        assert {one["field"] for one in refused} == {"disk"}
        assert all("đã lưu" in one["reason"] for one in refused)
        with store.database.read() as transaction:
            rows = rows_of(transaction, find(transaction, good[0]["code"]))
        assert [row.code for row in rows] == [good[0]["code"]]
        with pytest.raises(Trouble) as trouble:
            print_until_refused(store, rows[0].id)
        assert "đã lưu" in say(trouble.value.sentence)
        store.close()
        shutil.copytree(tmp_path / "disk", tmp_path / "larger")
    lines = [json.dumps(one).encode() for one in good]
    assert problems_of(tmp_path / "larger", promises_of(lines), deep=True) == []
    store = open_enrolled(tmp_path / "larger")
    again = answers(store, requests(3, 80))
    assert all(one["ok"] for one in again)
    assert [one["code"] for one in again if one["again"]] == [one["code"] for one in good]
    store.close()


def test_clerk_signs_in_by_password_and_reads_when_the_disk_is_full(tmp_path: Path) -> None:
    cheap = Cheap()
    with small_disk(tmp_path / "disk", 3_000_000):
        store = open_enrolled(tmp_path / "disk")
        with store.database.write() as transaction:
            add_account(transaction, "lan", "Lan", "clerk", cheap.hash("mot hai ba bon"), "2026-11-23")
            set_pin(transaction, "lan", cheap.hash("481516"))
        answers(store, requests(3, 80))
        with pytest.raises(Trouble):
            write_until_refused(store)
        accounts = Accounts(store)
        assert accounts.sign_in("lan", "mot hai ba bon").account == "lan"
        for secret in ("sai", "481516"):  # what cannot be counted must not be guessed
            with pytest.raises(Refused):
                accounts.sign_in("lan", secret)
        with store.database.read() as transaction:
            assert find(transaction, "")
        store.close()


def fill(place: Path) -> None:
    """Until nothing goes on that disk any more, as other programs would."""
    with (place / "fill").open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def test_start_on_a_disk_without_any_room_gives_up_the_ballast_or_says_that_it_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 3_000_000) as real:
        if not real:  # nothing else can fill it
            return
        disk, clock = tmp_path / "disk", HandClock()
        open_enrolled(disk).close()
        (disk / "data" / BALLAST).write_bytes(bytes(500_000))
        fill(disk)
        store = LocalStore(disk / "data", clock, state_folder=disk / "state")
        assert store.room.look() == "no_intake"
        with store.database.read() as transaction:
            assert find(transaction, "") == []
        store.close()
        fill(disk)
        with pytest.raises(Trouble) as trouble:
            LocalStore(disk / "data", clock, state_folder=disk / "state")
        assert trouble.value.sentence.key == "store.no_room_to_open"


def test_start_is_refused_in_words_when_there_is_no_room_for_a_key(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(Trouble) as trouble:
            LocalStore(folder, HandClock(), state_folder=tmp_path / "state")
        assert "đã lưu" in say(trouble.value.sentence)


def test_start_is_refused_in_words_when_the_key_is_not_one(tmp_path: Path) -> None:
    open_enrolled(tmp_path).close()
    key = tmp_path / "data" / "database.key"
    whole = key.read_text()
    for broken in ("", "zz", whole[:-2], "00" * 32):
        key.write_text(broken)
        with pytest.raises(Trouble) as trouble:
            LocalStore(tmp_path / "data", HandClock(), state_folder=tmp_path / "state")
        assert trouble.value.sentence.key == "store.wrong_key"
    key.write_text(whole)
    assert problems_of(tmp_path, [], deep=True) == []


def test_bytes_that_rot_are_found(tmp_path: Path) -> None:
    """One flipped byte anywhere in the file: found by the page's HMAC, never read as if it were right."""
    store = open_enrolled(tmp_path)
    answers(store, requests(4, 5))
    store.close()
    path = tmp_path / "data" / "counter.db"
    whole = path.read_bytes()
    for at in range(100, len(whole), max(1, len(whole) // 60)):
        rotten = bytearray(whole)
        rotten[at] ^= 0x10
        path.write_bytes(rotten)
        for beside in ("counter.db-wal", "counter.db-shm"):
            (tmp_path / "data" / beside).unlink(missing_ok=True)
        assert problems_of(tmp_path, [], deep=True) != []
    path.write_bytes(whole)
    for beside in ("counter.db-wal", "counter.db-shm"):
        (tmp_path / "data" / beside).unlink(missing_ok=True)
    assert problems_of(tmp_path, [], deep=True) == []
    assert os.path.getsize(path) >= len(whole)
