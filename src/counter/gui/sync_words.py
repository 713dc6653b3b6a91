"""What is left to send, in words: bytes and minutes at this line's speed, as the panel and the light's tooltip say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

if TYPE_CHECKING:
    from counter.sync.forecast import Forecast

translate = QCoreApplication.translate


def left_words(left: Forecast) -> str:
    """ "" when nothing is left."""
    if not left.bytes:
        return ""
    size = size_words(left.bytes)
    if left.minutes is None:
        return translate("SyncPanelDesk", "{0}; how long is not known yet").format(size)
    if left.minutes < 1:
        return translate("SyncPanelDesk", "{0}, less than a minute").format(size)
    return translate("SyncPanelDesk", "{0}, about %n minute(s), facts first", "", round(left.minutes)).format(size)


def tip_words(left: Forecast) -> str:
    """The same as one sentence by itself."""
    return translate("SyncPanelDesk", "Still to be sent: {0}").format(left_words(left)) if left.bytes else ""


def size_words(count: int) -> str:
    """Bytes as people read them."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
