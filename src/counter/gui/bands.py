"""The bands above the top bar: training mode, a restored copy, a doubtful clock. Each says what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter.gui import theme
from counter.gui.fit import fit
from counter.gui.parts.banner import Banner, BannerTone

_ICONS: dict[BannerTone, str] = {"warning": "alert-triangle", "danger": "alert-triangle", "training": "pencil"}


class Bands(QWidget):
    """One band a notice, by its key, in the order in which they came; training is always first.
    `act_requested(key)` is sent when the act of a notice is pressed."""

    act_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bands: dict[str, Banner] = {}
        self._training = Banner(self, wide=True)
        self._training.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._training)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_training(self, on: bool) -> None:
        """The yellow band of training mode."""
        if on:
            words = self.tr("Training mode · nothing here is a real dossier, and nothing is sent to the province")
            self._training.show_words("training", _ICONS["training"], words)
        else:
            self._training.hide()

    def show_notice(self, key: str, words: str, act: str = "", tone: BannerTone = "warning") -> None:
        """Show a notice, or put other words into the one with this key."""
        band = self._bands.get(key)
        if band is None:
            band = self._bands[key] = Banner(self, wide=True)
            band.setObjectName(key)
            band.act_requested.connect(self._pressed)
            self._column.addWidget(band)
            fit(band, theme.current().scale)
        band.show_words(tone, _ICONS.get(tone, "info"), words, act)

    def clear_notice(self, key: str) -> None:
        """Take a notice away; nothing happens when it is not there."""
        band = self._bands.pop(key, None)
        if band is not None:
            self._column.removeWidget(band)
            band.deleteLater()

    def notices(self) -> dict[str, str]:
        """The words of the notices by key."""
        return {key: band.words() for key, band in self._bands.items()}

    def _pressed(self) -> None:
        band = self.sender()
        if isinstance(band, Banner):
            self.act_requested.emit(band.objectName())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and not self._training.isHidden():
            self.show_training(True)
