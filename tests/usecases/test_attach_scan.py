"""Attaching: the file is safe before the journal speaks of it, and nothing of a refused one stays."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter.domain.attachment import OTHER, SIZE
from counter.domain.sentence import Refused, say
from counter.store.attachments import scans_of
from counter.store.dossiers import story_of
from counter.store.settings_table import put
from counter.store.uploads import StoreUploads
from counter.store.verify import verify
from counter.usecases.attach_scan import attach_by_code, attach_scan, mark_mistaken, papers_of
from tests.made import scans
from tests.made.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def source(world: World, content: bytes, name: str = "scan.bin") -> Path:
    path = world.folder / name
    path.write_bytes(content)
    return path


def held(world: World, dossier: int) -> list[tuple[int | None, str, str]]:
    with world.store.database.read() as t:
        return [(scan.paper, scan.title, scan.state) for scan in scans_of(t, dossier)]


def files(world: World) -> list[str]:
    return sorted(path.name for path in (world.data / "files").rglob("*") if path.is_file())


def test_scan_is_attached_to_the_paper_that_was_chosen(world: World) -> None:
    received = world.receive()
    papers = papers_of(world.store, received.dossier)
    assert len(papers) > 1
    done = attach_scan(world.store, received.dossier, source(world, scans.pdf()), world.actor, paper=2)
    assert (done.title, done.media, done.pages, done.again) == (papers[1], "application/pdf", 2, False)
    other = attach_by_code(world.store, received.code.lower(), source(world, scans.png()), world.actor)
    assert other.title == OTHER
    assert held(world, received.dossier) == [(2, papers[1], "waiting"), (None, OTHER, "waiting")]
    assert files(world) == sorted((done.sha256, other.sha256))
    assert StoreUploads(world.store).waiting() == (2, done.size + other.size)
    assert verify(world.store.database).problems == ()
    with world.store.database.read() as t:
        story = story_of(t, received.dossier)
    assert story is not None
    assert [fact.kind for fact in story.facts] == ["dossier_received", "file_attached", "file_attached"]
    assert story.facts[1].body is not None
    assert set(story.facts[1].body) == {"sha256", "size", "media", "pages", "paper", "title"}


def test_second_press_attaches_nothing_and_equal_files_of_two_papers_are_one_blob(world: World) -> None:
    dossier, path = world.receive().dossier, source(world, scans.jpeg())
    first = attach_scan(world.store, dossier, path, world.actor, paper=1)
    again = attach_scan(world.store, dossier, path, world.actor, paper=1)
    assert (again.again, again.entry) == (True, first.entry)
    second = attach_scan(world.store, dossier, path, world.actor, paper=2)
    assert second.sha256 == first.sha256
    assert not second.again
    assert [paper for paper, _, _ in held(world, dossier)] == [1, 2]
    assert files(world) == [first.sha256]
    assert StoreUploads(world.store).waiting() == (1, first.size)


def test_mistaken_scan_is_taken_back_by_a_fact_of_its_own(world: World) -> None:
    dossier, path = world.receive().dossier, source(world, scans.jpeg())
    attach_scan(world.store, dossier, path, world.actor, paper=1)
    with world.store.database.read() as t:
        (scan,) = scans_of(t, dossier)
    mark_mistaken(world.store, scan.id, world.actor, unicodedata.normalize("NFD", "giấy của người khác"))
    assert [state for _, _, state in held(world, dossier)] == ["mistaken"]
    assert StoreUploads(world.store).waiting() == (0, 0)  # somebody else's paper does not leave this machine
    with pytest.raises(Refused, match=r"scan\.not_there"):
        mark_mistaken(world.store, scan.id, world.actor)
    assert not attach_scan(world.store, dossier, path, world.actor, paper=1).again
    assert StoreUploads(world.store).waiting()[0] == 1
    assert verify(world.store.database).problems == ()


@pytest.mark.parametrize(
    ("content", "paper", "field", "why"),
    [
        (b"MZ", 1, "file", "kind"),
        (bytes(SIZE + 1), 1, "file", "size"),
        (scans.pdf_with("encrypted"), 1, "file", "encrypted"),
        (scans.jpeg(), 99, "paper", "paper"),
        (scans.jpeg(), 0, "paper", "paper"),
        (None, 1, "file", "unreadable"),
        (b"", 1, "file", "broken"),
        (b"\0\0\0\x18ftypheic" + bytes(99), 1, "file", "heic"),
    ],
)
def test_refused_file_leaves_nothing_anywhere(
    world: World, content: bytes | None, paper: int, field: str, why: str
) -> None:
    dossier = world.receive().dossier
    path = world.folder / "missing" if content is None else source(world, content, "Trần Thị Bí Mật.pdf")
    with pytest.raises(Refused) as no:
        attach_scan(world.store, dossier, path, world.actor, paper=paper)
    assert (no.value.field, no.value.sentence.key) == (field, f"scan.{why}")
    assert "Bí Mật" not in say(no.value.sentence)
    assert held(world, dossier) == []
    assert files(world) == []


def test_what_is_no_file_or_still_being_written_is_refused(world: World) -> None:
    dossier = world.receive().dossier
    with pytest.raises(Refused, match=r"scan\.folder"):
        attach_scan(world.store, dossier, world.folder, world.actor)
    if hasattr(os, "mkfifo"):
        os.mkfifo(world.folder / "pipe")  # nobody will ever write into it
        with pytest.raises(Refused, match=r"scan\.unreadable"):
            attach_scan(world.store, dossier, world.folder / "pipe", world.actor)
    growing = source(world, scans.jpeg())

    def scanner_goes_on() -> bool:
        if growing.stat().st_size < 2 * len(scans.jpeg()):
            with growing.open("ab") as file:
                file.write(bytes(len(scans.jpeg())))
        return False

    with pytest.raises(Refused, match=r"scan\.broken"):
        attach_scan(world.store, dossier, growing, world.actor, stopped=scanner_goes_on)
    assert held(world, dossier) == []


def test_stopped_by_the_clerk_at_any_step_leaves_the_dossier_as_it_was(world: World) -> None:
    dossier, path = world.receive().dossier, source(world, scans.scan_of(300_000))
    for steps in range(40):
        left = iter([False] * steps)
        try:
            attach_scan(world.store, dossier, path, world.actor, paper=1, stopped=lambda left=left: next(left, True))
        except Refused as no:
            assert no.sentence.key == "scan.cancelled"  # noqa: PT017 (after some steps it is through)
            assert held(world, dossier) == []
            assert files(world) == []
        else:
            break
    assert steps > 3
    assert len(held(world, dossier)) == 1


def test_nothing_is_attached_when_this_may_be_a_copied_back_database(world: World) -> None:
    dossier = world.receive().dossier
    with world.store.database.write() as t:
        put(t, "needs_epoch", "restored_copy")
    with pytest.raises(Refused) as no:
        attach_scan(world.store, dossier, source(world, scans.jpeg()), world.actor)
    assert no.value.sentence.key == "journal.restored_copy"
    assert held(world, dossier) == []


def test_scan_of_a_dossier_that_is_not_here_is_refused(world: World) -> None:
    world.receive()
    with pytest.raises(Refused) as no:
        attach_by_code(world.store, "H49.22-261123-0999", source(world, scans.jpeg()), world.actor)
    assert (no.value.field, no.value.sentence.key) == ("code", "reception.unknown_code")
