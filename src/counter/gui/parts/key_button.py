"""A button that says its act and shows its key; pressing the key presses the button."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counter.gui import icons, theme
from counter.gui.parts.key_cap import cap_size, draw_key_cap

Variant = Literal["primary", "secondary", "quiet", "danger"]
_GAP, _ICON = 8, 18


class KeyButton(QPushButton):
    """`primary` is the one act of a page (52 high), `secondary` any other, `quiet` an act without a frame,
    `danger` what loses or refuses something. Colours come from the theme."""

    def __init__(
        self, parent: QWidget | None = None, text: str = "", key: str = "", variant: Variant = "secondary"
    ) -> None:
        super().__init__(parent)
        self._variant: Variant = variant
        self._key = ""
        self._bound = True
        self._icon_name = ""
        self._shortcut = QShortcut(self)  # a button's own shortcut would press it only 100 ms later
        self._shortcut.setAutoRepeat(False)
        self._shortcut.activated.connect(self.click)
        self.setText(text)
        self.setKeyText(key)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """The act in the clerk's words. An ampersand is an ampersand: there are no Alt keys here."""
        super().setText(text.replace("&", "&&"))
        self._bind()
        self.updateGeometry()

    def words(self) -> str:
        """The act as it is shown."""
        return self.text().replace("&&", "&")

    def setKeyText(self, key: str, bind: bool = True) -> None:
        """The key that presses this button, as it stands on it ("F9", "Esc"); empty for none.

        With `bind` off it is only shown: the page listens to the key itself."""
        self._key = key
        self._bound = bind
        self._bind()
        self.updateGeometry()

    def setVariant(self, variant: Variant) -> None:
        """Another rank of act."""
        self._variant = variant
        self.updateGeometry()
        self.update()

    def setIconName(self, name: str) -> None:
        """An icon before the words, by its file name; empty for none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def _bind(self) -> None:
        self._shortcut.setKey(QKeySequence(self._key if self._bound else ""))
        self.setAccessibleName(f"{self.words()} ({self._key})" if self._key else self.words())

    def _font(self) -> QFont:
        return theme.current().font(15, 600) if self._variant == "primary" else theme.current().font(13.5, 500)

    def _content_width(self) -> float:
        look = theme.current()
        parts = [QFontMetricsF(self._font()).horizontalAdvance(self.words())] if self.words() else []
        if self._icon_name:
            parts.append(look.px(_ICON))
        if self._key:
            parts.append(cap_size(self._key).width() + look.px(2))
        return sum(parts) + look.px(_GAP) * max(0, len(parts) - 1)

    def sizeHint(self) -> QSize:
        look = theme.current()
        padding = look.px({"primary": 24, "quiet": 4}.get(self._variant, 14))
        return QSize(
            round(self._content_width()) + 2 * padding, look.px({"primary": 52, "quiet": 28}.get(self._variant, 36))
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._content_width()) + 2 * theme.current().px(6), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Ground, edge and ink; None where nothing is drawn."""
        color = theme.current().color
        pressed_or_hover = self.underMouse() or self.isDown()
        if not self.isEnabled():
            drawn = self._variant != "quiet"
            return color("sunk") if drawn else None, color("line") if drawn else None, color("muted")
        if self._variant == "primary":
            return color("accent-deep" if pressed_or_hover else "accent"), None, color("on-accent")
        ground = color("hover") if pressed_or_hover else None
        if self._variant == "quiet":
            return ground, None, color("muted")
        return ground or color("surface"), color("edge"), color("danger" if self._variant == "danger" else "text")

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink = self._colors()
        corner = look.px(9 if self._variant == "primary" else 7)
        line = look.line_width
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        if ground is not None or edge is not None:
            painter.setPen(QPen(edge, line) if edge is not None else Qt.PenStyle.NoPen)
            painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, corner, corner)
        if self.hasFocus():
            self._draw_focus(painter, corner)
        self._draw_content(painter, ink)

    def _draw_focus(self, painter: QPainter, corner: int) -> None:
        look = theme.current()
        inset = look.px(3) if self._variant == "primary" else look.px(1)
        token = "on-accent" if self._variant == "primary" and self.isEnabled() else "accent"
        painter.setPen(QPen(look.color(token), look.px(2)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), corner - inset / 2, corner - inset / 2
        )

    def _draw_content(self, painter: QPainter, ink: QColor) -> None:
        look = theme.current()
        gap = look.px(_GAP)
        left = look.px(4) if self._variant == "quiet" else (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon_name:
            token = {"primary": "on-accent", "quiet": "muted", "danger": "danger"}.get(self._variant, "text")
            picture = icons.pixmap(
                self._icon_name, token if self.isEnabled() else "muted", _ICON, self.devicePixelRatioF()
            )
            painter.drawPixmap(round(left), round(middle - look.px(_ICON) / 2), picture)
            left += look.px(_ICON) + gap
        painter.setFont(self._font())
        painter.setPen(ink)
        width = QFontMetricsF(self._font()).horizontalAdvance(self.words())
        painter.drawText(QRectF(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.words())
        if self._key:
            primary = self._variant == "primary"
            edge = QColor(ink)
            edge.setAlphaF(0.75 if primary else 0.35)
            key_ink = ink if primary else look.color("muted")
            draw_key_cap(painter, left + width + gap + look.px(2), middle, self._key, key_ink, edge)
