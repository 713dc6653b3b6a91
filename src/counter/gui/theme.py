"""The look: colour tokens, one scale for every length, and the style sheet filled from both."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from counter import settings
from counter.gui import typeface
from counter.gui.application import FUSION
from counter.gui.fit import fit

ThemeName = Literal["light", "dark", "contrast"]
THEMES: tuple[ThemeName, ...] = ("light", "dark", "contrast")
SCALES = (100, 125, 150, 175, 200)

_BLANK = re.compile(r"@([a-z-]+)|font-size:\s*([\d.]+)px|(?<![\w#.])(\d+)px")
_POINTS_PER_PIXEL = 0.75  # Qt lays out at 96 dots an inch; points keep the half pixels that pixel sizes would lose


@cache
def tokens() -> dict[str, dict[str, str | int | bool]]:
    """All token sets, by theme name, as `resources/style/tokens.json` holds them."""
    text = settings.resource("style", "tokens.json").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, str | int | bool]]", json.loads(text))


@cache
def _template() -> str:
    return settings.resource("style", "counter.qss").read_text(encoding="utf-8")


class Theme:
    """One look: a token set (`light`, `dark`, `contrast`) at a scale in per cent (100 to 200)."""

    def __init__(self, name: ThemeName = "light", scale: int = 100) -> None:
        self.name: ThemeName = name
        self.scale = max(100, min(200, scale))
        self._tokens = tokens()[name]

    def color(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for a token that the file does not have."""
        return QColor(str(self._tokens[token]))

    @property
    def is_dark(self) -> bool:
        """Whether text is light on dark."""
        return bool(self._tokens["dark"])

    @property
    def line_width(self) -> int:
        """The width of a hairline in pixels: 1, or 2 in high contrast."""
        return max(1, round(int(self._tokens["line-width"]) * self.scale / 133))

    def px(self, length: float) -> int:
        """A length of the drawings in pixels of this scale; never below 1 for a positive length."""
        return max(1, round(length * self.scale / 100)) if length > 0 else 0

    def font(self, size: float = 13.5, weight: int = 400) -> QFont:
        """Be Vietnam Pro in `size` pixels of the drawings; weight 400, 500 or 600."""
        font = QFont(typeface.FAMILY)
        font.setPointSizeF(size * self.scale / 100 * _POINTS_PER_PIXEL)
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def style_sheet(self) -> str:
        """The style sheet of this look: tokens put in, every length scaled."""
        factor = self.scale / 100

        def filled(match: re.Match[str]) -> str:
            token, font_size, length = match.groups()
            if token is not None:
                return str(self._tokens[token])
            if font_size is not None:
                return f"font-size: {float(font_size) * factor * _POINTS_PER_PIXEL:.3f}pt"
            return f"{self.line_width if length == '1' else self.px(int(length))}px"

        return _BLANK.sub(filled, _template())

    def palette(self) -> QPalette:
        """The palette for what the style sheet does not reach (links, placeholder text, selections)."""
        palette = QPalette()
        role = QPalette.ColorRole
        for roles, token in (
            ((role.Window, role.AlternateBase), "background"),
            ((role.Base, role.Button, role.ToolTipBase), "surface"),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), "text"),
            ((role.PlaceholderText,), "muted"),
            ((role.Highlight, role.Link, role.Accent), "accent"),
            ((role.HighlightedText,), "on-accent"),
            ((role.Mid, role.Dark, role.Midlight, role.Light), "line"),
        ):
            for one in roles:
                palette.setColor(one, self.color(token))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.color("muted"))
        return palette

    def apply(self, app: QApplication) -> None:
        """Put this look on every window, now and live. Registers the typeface the first time."""
        global _current
        typeface.register()
        _current = self
        if not app.property(FUSION):
            app.setStyle("fusion")
            app.setProperty(FUSION, True)
        app.setFont(self.font())
        app.setPalette(self.palette())
        app.setStyleSheet(self.style_sheet())
        for window in QApplication.topLevelWidgets():
            fit(window, self.scale)


_current: Theme | None = None


def current() -> Theme:
    """The look that was applied last; light at 100 % before that."""
    return _current if _current is not None else Theme()


def repolish(widget: QWidget) -> None:
    """Have the style sheet read again for one widget, after a property that it selects on has changed."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it was never read: it will be, when the widget is first shown
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
