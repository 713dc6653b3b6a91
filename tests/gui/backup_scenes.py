"""Pictures of what is said of backups, and of a newer program's data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from counter.domain.sentence import Sentence, say
from tests.gui import scenes


def good() -> QWidget:
    """A copy of today."""
    frame, _ = scenes.reception()
    frame.show_backup_state("Đã sao lưu 16:42", "Bản sao gần nhất lúc 16:42, đã đọc lại.", False)
    return frame


def old() -> QWidget:
    """None for days, and the longest light beside it."""
    frame, _ = scenes.reception()
    frame.show_backup_state("Sao lưu gần nhất 19/11", "Bản sao nguyên vẹn gần nhất lúc 16:42 19/11/2026.", True)
    return frame


def newer() -> QWidget:
    """A newer program's data: looked at only."""
    frame, _ = scenes.reception()
    frame.show_notice("newer", say(Sentence("store.newer")), "", "danger")
    return frame


PICTURES: dict[str, Callable[[], QWidget]] = {"backup-good": good, "backup-old": old, "data-newer": newer}
