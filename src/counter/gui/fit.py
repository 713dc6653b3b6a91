"""Scales the margins and gaps of layouts, which no style sheet reaches."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QGridLayout, QLayout, QWidget

_BASE = "lengths at 100 %"


def _lengths(layout: QLayout) -> tuple[int, ...]:
    margins = layout.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    if isinstance(layout, QGridLayout | QFormLayout):
        return (*sides, layout.horizontalSpacing(), layout.verticalSpacing())
    return (*sides, layout.spacing())


def _fit_layout(layout: QLayout, scale: int) -> None:
    base = layout.property(_BASE)
    if base is None:
        base = list(_lengths(layout))
        layout.setProperty(_BASE, base)
    left, top, right, bottom, *gaps = (round(int(n) * scale / 100) if int(n) > 0 else int(n) for n in base)
    layout.setContentsMargins(left, top, right, bottom)
    if isinstance(layout, QGridLayout | QFormLayout):
        layout.setHorizontalSpacing(gaps[0])
        layout.setVerticalSpacing(gaps[1])
    else:
        layout.setSpacing(gaps[0])


_all_as_drawn = True


def fit(widget: QWidget, scale: int) -> None:
    """Set every margin and gap below `widget` to its length at 100 % times `scale` per cent.

    The length at 100 % is what the layout held when it was fitted for the first time. While nothing has had another scale
    there is nothing to set, and the widgets need not be gone through: at start that would cost as much as showing them."""
    global _all_as_drawn
    if scale == 100 and _all_as_drawn:
        return
    _all_as_drawn = False
    for layout in widget.findChildren(QLayout):
        _fit_layout(layout, scale)
