"""The clerk's menu: lock, sign out, the PIN, the exchange by stick, and how the screens look."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from counter.gui import icons, theme
from counter.gui.theme import SCALES, THEMES

LANGUAGES = ("vi", "en")


class ClerkMenu(QMenu):
    """`look_chosen(theme, scale, language)` carries the whole look whenever one part of it was chosen."""

    lock_requested = Signal()
    sign_out_requested = Signal()
    pin_requested = Signal()
    bundle_out_requested = Signal()
    bundle_in_requested = Signal()
    doctor_requested = Signal()
    look_chosen = Signal(str, int, str)
    autostart_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "vi"
        self._language_fixed = self._autostart_fixed = False
        self._lock = self.addAction("", QKeySequence("Ctrl+L"), self.lock_requested.emit)
        self._sign_out = self.addAction("", self.sign_out_requested.emit)
        self._pin = self.addAction("", self.pin_requested.emit)
        self.addSeparator()
        self._send = self.addAction("", self.bundle_out_requested.emit)
        self._take = self.addAction("", self.bundle_in_requested.emit)
        self._doctor = self.addAction("", self.doctor_requested.emit)
        self.addSeparator()
        self._look, self._themes = self._choices([(name, "theme") for name in THEMES])
        self._size, self._scales = self._choices([(str(scale), "scale") for scale in SCALES])
        self._tongue, self._languages = self._choices([(code, "language") for code in LANGUAGES])
        self._autostart = self.addAction("")
        self._autostart.setCheckable(True)
        self._autostart.setVisible(False)
        self._autostart.triggered.connect(self.autostart_chosen)
        self._words()

    def _choices(self, keys: list[tuple[str, str]]) -> tuple[QMenu, dict[str, QAction]]:
        menu = self.addMenu("")
        group = QActionGroup(self)
        actions: dict[str, QAction] = {}
        for key, kind in keys:
            action = menu.addAction("")
            action.setCheckable(True)
            action.setData((kind, key))
            group.addAction(action)
            actions[key] = action
        group.triggered.connect(self._chosen)
        return menu, actions

    def show_look(self, name: str, scale: int, language: str) -> None:
        """Mark what is in use."""
        self._language = language
        for actions, key in ((self._themes, name), (self._scales, str(scale)), (self._languages, language)):
            if key in actions:
                actions[key].setChecked(True)

    def fix_language(self) -> None:
        """The language was laid down: it is shown, and cannot be chosen."""
        self._language_fixed = True
        for action in self._languages.values():
            action.setEnabled(False)
        self._words()

    def show_autostart(self, on: bool, fixed: bool) -> None:
        """Whether the window opens by itself at log-on; `fixed`: that was laid down. Not in the menu before."""
        self._autostart_fixed = fixed
        self._autostart.setVisible(True)
        self._autostart.setChecked(on)
        self._autostart.setEnabled(not fixed)
        self._words()

    def _chosen(self, action: QAction) -> None:
        kind, key = action.data()
        look = theme.current()
        chosen = {"theme": look.name, "scale": str(look.scale), "language": self._language, kind: key}
        self.look_chosen.emit(chosen["theme"], int(chosen["scale"]), chosen["language"])

    def _fixed(self, words: str, fixed: bool) -> str:
        return self.tr("{0} (set by the organisation)").format(words) if fixed else words

    def _words(self) -> None:
        self._lock.setText(self.tr("Lock the screen"))
        self._sign_out.setText(self.tr("Sign out"))
        self._pin.setText(self.tr("Set a PIN …"))
        self._send.setText(self.tr("Send by USB …"))
        self._take.setText(self.tr("Take a bundle from USB …"))
        self._doctor.setText(self.tr("Check this machine"))
        self._look.setTitle(self.tr("Colours"))
        self._size.setTitle(self.tr("Size of text"))
        self._tongue.setTitle(self._fixed(self.tr("Language"), self._language_fixed))
        self._autostart.setText(self._fixed(self.tr("Open when I log on to this PC"), self._autostart_fixed))
        names = {"light": self.tr("Light"), "dark": self.tr("Dark"), "contrast": self.tr("High contrast")}
        for key, action in self._themes.items():
            action.setText(names[key])
        for key, action in self._scales.items():
            action.setText(f"{key} %")
        self._languages["vi"].setText("Tiếng Việt")
        self._languages["en"].setText("English")

    def _pictures(self) -> None:
        self._lock.setIcon(icons.icon("lock", "muted", 18))
        self._sign_out.setIcon(icons.icon("log-out", "muted", 18))
        self._pin.setIcon(icons.icon("user", "muted", 18))
        self._send.setIcon(icons.icon("upload", "muted", 18))
        self._take.setIcon(icons.icon("download", "muted", 18))
        self._doctor.setIcon(icons.icon("settings", "muted", 18))
        self._look.setIcon(icons.icon("sun-moon", "muted", 18))
        self._size.setIcon(icons.icon("type", "muted", 18))
        self._tongue.setIcon(icons.icon("globe", "muted", 18))
        self._autostart.setIcon(icons.icon("check" if self._autostart.isChecked() else "x", "muted", 18))
        for actions in (self._themes, self._scales, self._languages):
            for action in actions.values():
                action.setIcon(icons.icon("check", "accent" if action.isChecked() else "surface", 16))

    def showEvent(self, event: QShowEvent) -> None:
        self._pictures()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._words()
