"""Diagnostics at work: gathered on a thread of their own, shown whole, kept where a person says. Nothing is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from counter import __version__
from counter.diagnostics.bundle import Bundle, Stopped, bundle_of
from counter.diagnostics.gathering import gather
from counter.diagnostics.sources import ScreenSeen, Sources
from counter.diagnostics.writing import write_whole
from counter.domain.check import Finding
from counter.domain.sentence import Language, say
from counter.gui.background import Background, Bug, Failure
from counter.gui.diagnostics_dialog import DiagnosticsDialog

translate = QCoreApplication.translate


def screens_seen() -> list[ScreenSeen]:
    """The screens of this machine; to be asked in the thread of the window."""
    return [
        ScreenSeen(s.geometry().width(), s.geometry().height(), s.logicalDotsPerInch(), s.devicePixelRatio())
        for s in QGuiApplication.screens()
    ]


def qt_seen() -> dict[str, str]:
    """Which Qt this is, and what it draws on."""
    app = QApplication.instance()
    style = app.style().name() if isinstance(app, QApplication) else ""
    return {"version": qVersion(), "platform": QGuiApplication.platformName(), "style": style}


class DiagnosticsDesk(QObject):
    """`open` gathers and shows. `sources(screens, qt, findings)` gives where to look, with what the window saw."""

    def __init__(
        self,
        window: QWidget,
        sources: Callable[[list[ScreenSeen], dict[str, str], Sequence[Finding]], Sources],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._sources = window, sources
        self._language: Language = "vi"
        self._worker = Background(self)
        self._stop = threading.Event()
        self._dialog: DiagnosticsDialog | None = None
        self._bundle: Bundle | None = None

    def speak(self, language: Language) -> None:
        self._language = language

    @property
    def dialog(self) -> DiagnosticsDialog | None:
        """The one that is open."""
        return self._dialog

    @Slot()
    def open(self, findings: Sequence[Finding] = ()) -> None:
        """Gather, and show. `findings`: of the self-check, if there was one."""
        if self._dialog is not None or self._worker.waiting:
            return
        self._stop.clear()
        self._bundle = None
        dialog = self._dialog = DiagnosticsDialog(self._window)
        dialog.save_asked.connect(self._ask_place)
        dialog.stop_asked.connect(self._stop.set)
        dialog.finished.connect(self._gone)
        dialog.open()
        sources, language = self._sources(screens_seen(), qt_seen(), findings), self._language
        self._worker.run(lambda: self._gather(sources, language), self._gathered, self._failed)

    def leave(self) -> None:
        """The screen is locked, or somebody else comes."""
        if self._dialog is not None:
            self._dialog.done(0)

    def close(self) -> None:
        """Stop, and wait for it."""
        self._stop.set()
        self._worker.close()

    def _gather(self, sources: Sources, language: Language) -> Bundle | None:
        def told(_count: int) -> None:
            if self._stop.is_set():
                raise Stopped

        try:
            return bundle_of(gather(sources), __version__, language, told=told)
        except Stopped:
            return None

    @Slot(object)
    def _gathered(self, bundle: Bundle | None) -> None:
        self._bundle = bundle
        if self._dialog is not None and bundle is not None:
            self._dialog.show_bundle(bundle)

    @Slot()
    def _ask_place(self) -> None:
        if self._dialog is None or self._bundle is None:
            return
        picker = QFileDialog(self._dialog, self._dialog.windowTitle())
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setDefaultSuffix("zip")
        picker.setNameFilter(translate("DiagnosticsDesk", "Zip files (*.zip)"))
        picker.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation))
        picker.selectFile(translate("DiagnosticsDesk", "counter-diagnostics.zip"))
        picker.fileSelected.connect(self._chosen)
        picker.open()

    @Slot(str)
    def _chosen(self, name: str) -> None:
        self.keep(Path(name))

    def keep(self, out: Path) -> None:
        """Write what is shown, byte for byte, to that file."""
        bundle = self._bundle
        if self._dialog is None or bundle is None or self._dialog.works:
            return
        self._worker.run(lambda: self._write(out, bundle), self._kept, self._failed)

    @staticmethod
    def _write(out: Path, bundle: Bundle) -> str:
        write_whole(out, bundle.zipped())
        return out.name

    @Slot(object)
    def _kept(self, name: str) -> None:
        if self._dialog is not None:
            words = translate("DiagnosticsDesk", "{0} was saved. Give it to IT by any way: it holds no personal data.")
            self._dialog.show_end(words.format(name), well=True)

    @Slot(object)
    def _failed(self, failure: Failure) -> None:
        if self._dialog is None:
            return
        if isinstance(failure, Bug):
            words = translate(
                "DiagnosticsDesk", "The program made a mistake. What is saved is safe. Please tell IT: {0}"
            )
            self._dialog.show_end(words.format(failure.where), well=False)
        else:
            self._dialog.show_end(say(failure.sentence, self._language), well=False)

    @Slot(int)
    def _gone(self, _result: int) -> None:
        self._stop.set()
        self._dialog = None
        self._bundle = None
