"""Bundles at work: written to the stick and read from it on a thread of their own, so that receiving goes on meanwhile."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from counter.devices.stick import Stick, find_stick
from counter.domain.sentence import Language, Refused, Sentence, say
from counter.gui.background import Background, Bug, Failure
from counter.gui.bundle_dialog import BundleDialog, Way
from counter.gui.changes import Changes
from counter.gui.main_window import MainWindow
from counter.gui.services import Services
from counter.store.bundles import KeptBundles
from counter.sync.asker import Asker
from counter.sync.bundle_in import StoppedBetween, TakenIn, take_bundle
from counter.sync.bundle_out import Stopped, Written, write_bundle
from counter.sync.line import open_exchange
from counter.wire.bundle_records import RETURN_NAME, place_word

LOOK_EVERY_MS = 1_500  # for a stick that is plugged in now
MOST_FILES = 10_000  # of a stick's folder are looked at
_QUIET = {"bundle.older", "bundle.other_reader"}  # beside another that was taken these say nothing new

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came of the files, one by one. `stopped`: not all of them were read; `between`: in the middle of one, of which
    the beginning was taken."""

    done: tuple[TakenIn, ...]
    refused: tuple[Sentence, ...]
    stopped: bool = False
    between: bool = False


class BundleDesk(QObject):
    """`send` and `take` open the dialog. `said(words)`: the end of what was still at work when the dialog had gone."""

    said = Signal(str)
    _went = Signal(int, int)

    def __init__(self, window: MainWindow, services: Services, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._services, self._changes = window, services, changes
        self._language: Language = "vi"
        self._worker = Background(self)
        self.find_stick: Callable[[], Stick | None] = find_stick  # another one only in tests: there is no stick in them
        self._stop = threading.Event()
        self._dialog: BundleDialog | None = None
        self._at_work = False
        self._stick: Stick | None = None
        self._went.connect(self._show_progress)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_for_stick)

    def speak(self, language: Language) -> None:
        self._language = language

    @Slot()
    def send(self) -> None:
        """What waits, to a stick."""
        self._open("out")

    @Slot()
    def take(self) -> None:
        """The province's answer, from a stick."""
        self._open("in")

    def leave(self) -> None:
        """The screen is locked, or somebody else comes: an open question is given up; what is at work goes on."""
        if self._dialog is not None:
            self._dialog.done(0)

    def close(self) -> None:
        """Stop what is at work, and wait for it; not for a stick that does not even say that it is there."""
        self._look.stop()
        self._stop.set()
        if self._at_work or not self._worker.waiting:
            self._worker.close()

    def _open(self, way: Way) -> None:
        if self._at_work:  # begun before the screen was locked
            self.said.emit(
                translate("BundleDesk", "A bundle is still being written or read. Its end will be told here.")
            )
        if self._at_work or self._dialog is not None:
            return
        dialog = self._dialog = BundleDialog(way, self._window)
        dialog.go_asked.connect(self._go)
        dialog.other_asked.connect(self._choose)
        dialog.stop_asked.connect(self._stop.set)
        dialog.take_asked.connect(self._take_first)
        dialog.finished.connect(self._gone)
        dialog.open()
        self._look_for_stick()
        self._look.start()

    # where

    @Slot()
    def _look_for_stick(self) -> None:
        if not self._worker.waiting:
            self._worker.run(self._find, self._show_stick, self._not_seen)

    def _find(self) -> tuple[Stick | None, bool]:
        """The stick, and whether an answer lies on it that would be news here."""
        stick = self.find_stick()
        if stick is None:
            return None, False
        awaited = KeptBundles(self._services.store).awaited()
        named = (RETURN_NAME.fullmatch(file.name) for file in self._own_files(stick.folder))
        return stick, any(match is not None and match[3] in awaited for match in named)

    @Slot(object)
    def _show_stick(self, found: tuple[Stick | None, bool]) -> None:
        stick, news = found
        if self._dialog is not None and not self._dialog.works and stick != self._stick:
            self._stick = stick
            self._dialog.show_stick("" if stick is None else stick.label, news=news)

    @Slot(object)
    def _not_seen(self, _failure: Failure) -> None:
        """A person chooses then."""

    @Slot()
    def _choose(self) -> None:
        if self._dialog is None:
            return
        picker = QFileDialog(self._dialog, self._dialog.windowTitle())
        if self._stick is not None:
            picker.setDirectory(str(self._stick.folder))
        if self._dialog.way == "out":
            picker.setFileMode(QFileDialog.FileMode.Directory)
            picker.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            picker.setFileMode(QFileDialog.FileMode.ExistingFiles)
            picker.setNameFilter(translate("BundleDesk", "Bundles of the province (*-return.bundle *.bundle)"))
        picker.filesSelected.connect(self._chosen)
        picker.open()

    @Slot(list)
    def _chosen(self, names: list[str]) -> None:
        self.begin([Path(name) for name in names])

    @Slot()
    def _take_first(self) -> None:
        """What came back with the stick, before anything is written to it."""
        stick = self._stick
        if self._dialog is not None and stick is not None:
            self._dialog.done(0)
            self._open("in")
            self._stick = stick
            self._dialog.show_stick(stick.label)
            self.begin([stick.folder])

    @Slot()
    def _go(self) -> None:
        if self._stick is not None:
            self.begin([self._stick.folder])

    # at work

    def begin(self, places: list[Path]) -> None:
        """Write to the folder, or read those files; of a folder the files that are for this counter."""
        if self._dialog is None or not places:
            return
        self._look.stop()
        self._stop.clear()
        self._at_work = True
        self._dialog.show_progress(0, 0)
        if self._dialog.way == "out":
            self._worker.run(lambda: self._write(places[0]), self._written, self._failed)
        else:
            self._worker.run(lambda: self._read(places), self._read_all, self._failed)

    def _told(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise Stopped
        self._went.emit(done * 100 // max(1, of), 100)

    def _write(self, folder: Path) -> Written | None:
        store = self._services.store
        exchange = open_exchange(store)
        try:
            asker = Asker(exchange, store.clock, random.SystemRandom())
            return write_bundle(exchange, asker, KeptBundles(store), folder, told=self._told)
        except Stopped:
            return None

    def _read(self, places: list[Path]) -> _Taken:
        store = self._services.store
        files = [file for place in places for file in (self._own_files(place) if place.is_dir() else [place])]
        if not files:
            raise Refused("file", Sentence("bundle.none_here"))
        exchange, kept = open_exchange(store), KeptBundles(store)
        done: list[TakenIn] = []
        refused: list[Sentence] = []
        for file in files:
            try:
                done.append(take_bundle(exchange, kept, file, told=self._told))
            except Refused as no:
                refused.append(no.sentence)
            except Stopped as stopped:
                return _Taken(tuple(done), tuple(refused), stopped=True, between=isinstance(stopped, StoppedBetween))
        return _Taken(tuple(done), tuple(refused))

    def _own_files(self, folder: Path) -> list[Path]:
        identity = self._services.store.identity
        if identity is None:
            return []
        own = (place_word(identity.unit), place_word(identity.counter))
        found = ((RETURN_NAME.fullmatch(file.name), file) for file in islice(folder.iterdir(), MOST_FILES))
        return sorted(file for match, file in found if match and (match[1], match[2]) == own)

    # what came of it

    @Slot(int, int)
    def _show_progress(self, done: int, of: int) -> None:
        if self._dialog is not None and self._dialog.works:
            self._dialog.show_progress(done, of)

    @Slot(object)
    def _written(self, done: Written | None) -> None:
        if done is None:
            self._stopped()
            return
        key = "bundle.written_part" if done.left else "bundle.written" if done.entries else "bundle.written_nothing"
        words = {"count": done.entries, "left": done.left, "name": done.file.name}
        self._end(say(Sentence(key, words), self._language), well=True)

    @Slot(object)
    def _read_all(self, taken: _Taken) -> None:
        if taken.done or taken.between:
            self._changes.tell(dossiers=True)
        if taken.stopped and not taken.done and not taken.between:
            self._stopped()
            return
        new = [one for one in taken.done if not one.again]
        said = [one for one in taken.refused if not (taken.done and one.key in _QUIET)]
        sentences = list(dict.fromkeys(say(one, self._language) for one in said))
        if taken.done:
            words: dict[str, object] = {
                "acknowledged": sum(one.acknowledged for one in new), "pulled": sum(one.pulled for one in new),
                "waiting": taken.done[-1].waiting,
            }  # fmt: skip
            waits = "bundle.taken" if taken.done[-1].waiting else "bundle.taken_all"
            key = waits if new else "bundle.taken_again"
            sentences.insert(0, say(Sentence(key, words), self._language))
        if taken.stopped:
            stop_words = translate(
                "BundleDesk", "Stopped. What was read so far stays, and nothing is lost. Read it again for the rest."
            )
            sentences.append(stop_words)
        self._end("\n".join(sentences), well=bool(taken.done) and not taken.stopped)

    @Slot(object)
    def _failed(self, failure: Failure) -> None:
        self._changes.tell(dossiers=True)  # something of a file may have been taken before this
        if isinstance(failure, Bug):
            words = translate("BundleDesk", "This did not work. Saved dossiers are safe. Please tell IT: {0}")
            self._end(words.format(failure.where), well=False)
        else:
            self._end(say(failure.sentence, self._language), well=False)

    def _stopped(self) -> None:
        self._at_work = False
        if self._dialog is not None:
            self._dialog.show_stopped()

    def _end(self, words: str, *, well: bool) -> None:
        self._at_work = False
        if self._dialog is not None:
            self._dialog.show_end(words, well=well)
        else:
            self.said.emit(words)

    @Slot(int)
    def _gone(self, _result: int) -> None:
        self._dialog = self._stick = None
        self._look.stop()
