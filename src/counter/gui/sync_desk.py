"""Sync at work: the loop runs in its own thread, the one light says what the province has received."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from counter.domain.sentence import Language, Sentence, say
from counter.gui.background import Background, Failure
from counter.gui.changes import Change, Changes
from counter.gui.sync_light import SyncLight
from counter.store.statement import Slip
from counter.sync.forecast import Forecast
from counter.sync.light import Light
from counter.sync.loop import SyncLoop
from counter.sync.stating import Stating

_IN_HOURS = 120  # minutes


class SyncDesk(QObject):
    """`light_changed(SyncLight)` for the status bar; `stated(Slip | Sentence)` what the province holds, or why it was not to be
    had. Give `told` to the loop and `told_statement` to its stating; they may be called from any thread."""

    light_changed = Signal(object)
    stated = Signal(object)
    _told = Signal(object, bool, object)

    def __init__(
        self, changes: Changes, look: Callable[[], tuple[Light, Forecast]], background: Background,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`look`: the light as the store stands now and what is left to send, without asking anybody; done on the store's
        thread."""
        super().__init__(parent)
        self._changes, self._look, self._background = changes, look, background
        self._language: Language = "vi"
        self._loop: SyncLoop | None = None
        self._stating: Stating | None = None
        self._light: Light | None = None
        self._left: Forecast | None = None
        self._begun = False
        self._told.connect(self._show)
        changes.changed.connect(self._changed)

    @property
    def light(self) -> Light | None:
        """What the light says now; None before the first exchange."""
        return self._light

    @property
    def next_try(self) -> datetime | None:
        """When the loop tries again by itself; None when nothing failed."""
        return None if self._loop is None else self._loop.next_try

    def told(self, light: Light, pulled: bool, left: Forecast | None = None) -> None:
        """What the loop calls in its own thread. `left`: what is left to send, None where nobody could say now."""
        self._told.emit(light, pulled, left)

    def told_statement(self, came: Slip | Sentence) -> None:
        """What the stating calls in the loop's thread."""
        self.stated.emit(came)

    def set_loop(self, loop: SyncLoop, stating: Stating | None = None) -> None:
        """The loop to run; it was given `told` and `stating`."""
        self._loop, self._stating = loop, stating

    def ask_statement(self) -> None:
        """Ask the province what it holds; `stated` is the answer."""
        if self._stating is not None:
            self._stating.wish()
        self.wake()

    def look(self) -> None:
        """Say how things stand, from what the store knows."""
        self._background.run(self._look, self._looked, self._not_seen)

    @Slot()
    def start(self) -> None:
        """Begin to exchange; later calls do nothing."""
        if self._loop is not None and not self._begun:
            self._begun = True
            self._loop.start()

    def speak(self, language: Language) -> None:
        self._language = language
        if self._light is not None:
            self._say(self._light)

    def wake(self) -> None:
        """Exchange now."""
        if self._loop is not None:
            self._loop.wake()

    def close(self) -> None:
        """Let the request under way end, then stop. What waits goes on at the next start."""
        if self._loop is not None and self._begun:
            self._loop.stop()
        self._loop = None

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.dossiers and not change.sync:
            # The line may be down for hours: what waits is counted when it is saved, not when somebody answers.
            self.look()
            self.wake()

    def left_words(self, left: Forecast) -> str:
        """What is left to send, in bytes and in minutes at this line's speed; "" when nothing is."""
        if not left.bytes:
            return ""
        size = QLocale().formattedDataSize(left.bytes, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
        if left.minutes is None:
            return self.tr("{0}; how long is not known yet").format(size)
        if left.minutes < 1:
            return self.tr("{0}, less than a minute").format(size)
        minutes = round(left.minutes)
        if minutes > _IN_HOURS:
            return self.tr("{0}, about %n hour(s), facts first", "", round(minutes / 60)).format(size)
        return self.tr("{0}, about %n minute(s), facts first", "", minutes).format(size)

    @Slot(object)
    def _looked(self, seen: tuple[Light, Forecast]) -> None:
        light, self._left = seen
        if self._light is None or self._light.state != "sending":
            self._light = light
            self._say(light)

    @Slot(object)
    def _not_seen(self, _failure: Failure) -> None:
        """The disk's trouble is said where work is saved."""

    @Slot(object, bool, object)
    def _show(self, light: Light, pulled: bool, left: Forecast | None) -> None:
        before, self._light = self._light, light
        self._left = left
        self._say(light)
        if pulled or before is None or before.state != light.state:
            self._changes.changed.emit(Change(dossiers=pulled, sync=True))

    def _say(self, light: Light) -> None:
        left = "" if self._left is None else self.left_words(self._left)
        more = self.tr("Still to be sent: {0}").format(left) if left else ""
        self.light_changed.emit(SyncLight(light.state, say(light.words, self._language), more))
