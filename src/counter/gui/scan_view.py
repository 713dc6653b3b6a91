"""The scanned papers of a dossier in the clerk's words: what each is, and how far on its way to the province."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from counter.domain.sentence import Language, Sentence, say
from counter.gui.dossier_view import Ink
from counter.store.attachments import Scan

translate = QCoreApplication.translate
_KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


@dataclass(frozen=True, slots=True)
class ScanView:
    """One scan, worded. `icon`: name of the drawing that stands for the state. `trouble`: why it does not go on and what to
    do, or empty. `takeable`: it may be taken back."""

    id: int
    title: str
    state: str
    icon: str
    ink: Ink
    detail: str
    trouble: str = ""
    takeable: bool = True


def scan_views(scans: Sequence[Scan], sending: Mapping[bytes, int], language: Language) -> tuple[ScanView, ...]:
    """The scans as they stand. `sending`: percent of the files that are under way at this moment."""
    views = []
    for scan in scans:
        state, icon, ink = _state(scan, sending.get(scan.sha256))
        trouble = "" if scan.trouble is None else say(Sentence(scan.trouble), language)
        views.append(
            ScanView(scan.id, scan.title, state, icon, ink, _detail(scan, language), trouble, scan.state != "mistaken")
        )
    return tuple(views)


def _state(scan: Scan, percent: int | None) -> tuple[str, str, Ink]:
    if scan.state == "mistaken":
        return translate("ScanView", "attached by mistake"), "minus", "muted"
    if scan.state == "elsewhere":
        return translate("ScanView", "sent by another counter"), "file-text", "muted"
    if scan.state == "received":
        return translate("ScanView", "the province has it"), "cloud-check", "good"
    if percent is not None:
        return translate("ScanView", "being sent, {0} %").format(percent), "upload", "text"
    if scan.trouble is not None:
        return translate("ScanView", "not sent yet"), "alert-triangle", "warning"
    return translate("ScanView", "waits to be sent"), "clock", "muted"


def _detail(scan: Scan, language: Language) -> str:
    parts = [_KINDS.get(scan.media, scan.media)]
    if scan.pages > 1:
        parts.append(translate("ScanView", "{0} pages").format(scan.pages))
    parts.append(size_words(scan.size, language))
    return ", ".join(parts)


def size_words(size: int, language: Language) -> str:
    """A size in bytes as people say it: in kB, from a million bytes on in MB with one decimal."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    words = f"{size / 1_000_000:.1f} MB"
    return words.replace(".", ",") if language == "vi" else words
