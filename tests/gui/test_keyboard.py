"""Everything can be reached by Tab, has a name for screen readers, and no key means two things."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

import counter.gui
from counter.gui.main_window import MainWindow
from counter.gui.parts.chip import Chip
from counter.gui.parts.choice_cards import ChoiceCard
from counter.gui.parts.segments import Segments
from tests.gui.hands import show_with_keys
from tests.gui.scenes import SCENES

INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton, QAbstractItemView, QAbstractSpinBox, Segments)
NAMES = [name for name in SCENES if name not in ("reception-received", "reception-searching")]


def shown(name: str, qtbot) -> MainWindow:
    window = SCENES[name]()
    show_with_keys(qtbot, window, 1366, 768)
    return window


def inputs(window: QWidget) -> set[QWidget]:
    return {
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, INPUTS)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.objectName() != "results"
        and not isinstance(widget, QHeaderView)
        and not (
            isinstance(widget, Chip | ChoiceCard) and widget.autoExclusive() and not widget.isChecked()
        )  # by arrows
        and not isinstance(widget.parent(), QComboBox)
        and "QComboBoxPrivate" not in type(widget.parent()).__name__
    }


@pytest.mark.parametrize("scene", NAMES)
def test_tab_reaches_every_input_and_comes_back(scene: str, qtbot) -> None:
    window = shown(scene, qtbot)
    wanted = inputs(window)
    reached: list[QWidget] = []
    for _ in range(200):
        focused = QApplication.focusWidget()
        assert focused is not None
        if reached and focused is reached[0]:
            break
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    else:
        pytest.fail("Tab never comes back")
    missed = [(type(w).__name__, w.objectName(), w.accessibleName()) for w in wanted - set(reached)]
    assert missed == []


@pytest.mark.parametrize("scene", NAMES)
def test_every_input_has_a_name_for_screen_readers(scene: str, qtbot) -> None:
    window = shown(scene, qtbot)
    nameless = {w for w in inputs(window) if not w.accessibleName() and not getattr(w, "text", str)()}
    assert [(type(w).__name__, w.objectName()) for w in nameless] == []


@pytest.mark.parametrize("scene", NAMES)
def test_the_focus_can_be_seen_wherever_it_is(scene: str, qtbot) -> None:
    window = shown(scene, qtbot)
    every = list(inputs(window))
    for widget in every if len(every) > 1 else ():  # the only one there is has the focus always
        next(w for w in every if w is not widget).setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert widget.grab().toImage() != before, (type(widget).__name__, widget.objectName())


@pytest.mark.parametrize("scene", NAMES)
def test_no_key_has_two_meanings_and_none_collides_with_the_input_method(scene: str, qtbot) -> None:
    window = shown(scene, qtbot)
    keys = [
        s.key().toString() for s in window.findChildren(QShortcut) if s.parent().isVisible() and not s.key().isEmpty()
    ]  # type: ignore[attr-defined]
    keys += [a.shortcut().toString() for a in window.actions() if not a.shortcut().isEmpty()]
    keys += [b.shortcut().toString() for b in window.findChildren(QAbstractButton) if not b.shortcut().isEmpty()]
    assert len(keys) == len(set(keys)), keys
    for key in keys:
        assert "Ctrl+Shift" not in key
        assert "Alt" not in key


def test_no_text_hides_an_alt_key() -> None:
    root = Path(counter.gui.__file__).resolve().parents[3]
    for form in (root / "ui").glob("*.ui"):
        assert "&amp;" not in form.read_text(encoding="utf-8"), form.name


def test_function_keys_are_what_the_clerks_were_taught(qtbot) -> None:
    window = shown("reception-ready", qtbot)
    keys = {s.key().toString() for s in window.findChildren(QShortcut) if s.parent().isVisible()}  # type: ignore[attr-defined]
    assert {"F2", "F4", "F8", "F9", "F10"} <= keys
    assert QKeySequence("Ctrl+L") in [action.shortcut() for action in window.actions()]
