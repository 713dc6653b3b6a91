"""Scanned papers in the nothing-lost statement: one that the province lost is told, named on its dossier and sent again."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from counter.journal.clock import VIETNAM
from counter.server.file_shelf import FileName
from counter.server.province import Province
from counter.store.attachments import scans_of
from counter.store.clock import SystemClock
from counter.store.statement import Slip, StoreStatements
from counter.sync.engine import Idle
from counter.sync.inquiry import Inquiry
from counter.sync.statement_words import words_of
from counter.sync.stating import Stating
from counter.sync.transport import Transport
from counter.sync.uploader import Uploader
from counter.wire.frame import CONTENT_TYPE
from tests.made.papers import PaperCounter
from tests.made.world import HandClock

SIZE = 20_000


@pytest.fixture
def clock() -> SystemClock:
    """Real lines take real time."""
    return SystemClock()


@pytest.fixture
def counter(tmp_path: Path, province: Province, url: str) -> Iterator[PaperCounter]:
    made = PaperCounter(tmp_path / "one").join(url, province.token("H49.22", "06652").text)
    yield made
    made.close()


def state(one: PaperCounter, province: Province, meanwhile: Callable[[], object] = lambda: None) -> Slip:
    """A statement; `meanwhile`: what happens while it is on its way back."""
    province.interpreter.catch_up()
    inquiry = Inquiry(one.exchange, StoreStatements(one.store), one.clock, os.urandom)
    ask = inquiry.ask()
    assert ask is not None
    assert ask.body is not None
    reply = province.statements.answer(ask.body)
    meanwhile()
    slip = inquiry.answered(200, CONTENT_TYPE, reply)
    assert slip is not None
    return slip


def seen(one: PaperCounter, dossier: int) -> list[tuple[str, str | None]]:
    with one.store.database.read() as t:
        return [(scan.state, scan.trouble) for scan in scans_of(t, dossier)]


def queue(one: PaperCounter) -> list[bool]:
    with one.store.database.read() as t:
        return [bool(held) for (held,) in t.rows("SELECT generation IS NOT NULL FROM file_queue ORDER BY id")]


def on_disk(province: Province, sha256: str) -> Path:
    return province.files.shelf.place(FileName(1, bytes.fromhex(sha256)))


def with_files(one: PaperCounter, url: str, count: int) -> tuple[int, list[str]]:
    dossier = one.receive_one()
    files = [one.attach_sized(dossier, SIZE, seed).sha256 for seed in range(1, count + 1)]
    one.facts(url)
    one.send_files(url)
    return dossier, files


@pytest.mark.parametrize("row_too", [True, False])
def test_paper_that_the_province_lost_is_told_named_on_its_dossier_and_sent_again(
    province: Province, counter: PaperCounter, url: str, row_too: bool
) -> None:
    dossier, files = with_files(counter, url, 3)
    slip = state(counter, province)
    assert (slip.equal, slip.files, slip.files_waiting, slip.files_lost) == (True, 3, 0, 0)
    on_disk(province, files[1]).unlink()
    if row_too:
        with province.database.write() as c:
            c.exec_driver_sql("DELETE FROM file WHERE sha256 = ?", (bytes.fromhex(files[1]),))
    slip = state(counter, province)
    assert (slip.equal, slip.files, slip.files_waiting, slip.files_lost) == (True, 2, 0, 1)
    assert [s.key for s in words_of(slip, ())] == ["sync.statement.equal", "sync.statement.files_lost"]
    told: list[list[tuple[str, str | None]]] = []
    transport = Transport(url)
    uploader = Uploader(
        counter.uploads, counter.clock, random.Random(1), told=lambda _: told.append(seen(counter, dossier))
    )
    while not isinstance(uploader.step(transport), Idle):
        pass
    transport.close()
    # While it is on its way, its dossier says which one it is.
    assert {at for now in told for at, one in enumerate(now) if one == ("waiting", "scan.gone_there")} == {1}
    assert seen(counter, dossier) == [("received", None)] * 3
    assert on_disk(province, files[1]).exists()
    slip = state(counter, province)
    assert (slip.files, slip.files_waiting, slip.files_lost) == (3, 0, 0)


def test_slip_of_the_evening_is_asked_for_again_when_the_papers_have_come_after_their_facts(
    province: Province, counter: PaperCounter, url: str
) -> None:
    evening = HandClock(datetime.now(VIETNAM).replace(hour=17))
    dossier = counter.receive_one()
    counter.attach_sized(dossier, SIZE, 1)
    counter.facts(url)
    statements = StoreStatements(counter.store)
    stating = Stating(counter.exchange, statements, evening, os.urandom, lambda _: None)
    transport = Transport(url)
    assert stating.due(counter.exchange.facts())
    stating.ask(transport)
    evening.forward(minutes=31)
    assert not stating.due(counter.exchange.facts())  # nothing is new
    counter.send_files(url)
    province.interpreter.catch_up()
    assert stating.due(counter.exchange.facts())
    stating.ask(transport)
    transport.close()
    slip = statements.last()
    assert slip is not None
    assert (slip.entries, slip.files, slip.files_waiting) == (2, 1, 0)
    evening.forward(minutes=31)
    assert not stating.due(counter.exchange.facts())


def test_as_many_papers_but_other_ones_are_not_taken_for_ours(
    province: Province, counter: PaperCounter, url: str
) -> None:
    """One is lost there, and one that we do not know to have arrived is there: the sum of the hashes tells."""
    dossier, files = with_files(counter, url, 2)
    counter.attach_sized(dossier, SIZE, 9)
    counter.facts(url)
    counter.send_files(url)
    with counter.store.database.write() as t:  # the receipt of the third was lost on the way
        t.run("UPDATE file_queue SET generation = NULL WHERE id = 3")
    on_disk(province, files[0]).unlink()
    slip = state(counter, province)
    assert (slip.files, slip.files_lost) == (2, 1)
    assert queue(counter) == [False] * 3


def test_paper_that_arrives_while_the_province_answers_is_no_loss(
    province: Province, counter: PaperCounter, url: str
) -> None:
    dossier, _ = with_files(counter, url, 2)
    counter.attach_sized(dossier, SIZE, 9)
    counter.facts(url)
    slip = state(counter, province, lambda: counter.send_files(url))
    assert (slip.files, slip.files_waiting, slip.files_lost) == (2, 1, 0)
    assert queue(counter) == [True] * 3  # not one of them is asked for again
