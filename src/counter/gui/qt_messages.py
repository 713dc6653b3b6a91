"""What Qt has to complain of goes to the program's log, by the place it names and without its words."""

from __future__ import annotations

import logging
import re

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger(__name__)
_PLACE = r"Q\w+(?:::\w+)*"
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_qt_messages() -> None:
    """From now on, for the whole process. Debug and information of Qt are not kept."""
    qInstallMessageHandler(_take)


def _take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = _LEVELS.get(kind)
    if level is not None:
        place = re.match(_PLACE, message)
        category = getattr(context, "category", None) or "default"
        _log.log(level, "qt %s %s", category, place[0] if place else "")
