"""The look: every pair of colours is legible, every token exists, every length follows the scale."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from counter import settings
from counter.gui import theme
from counter.gui.theme import SCALES, THEMES, Theme, ThemeName, tokens

SOURCES = Path(theme.__file__).parent
GROUNDS = ("background", "surface", "sunk", "hover")
PAIRS = [
    *(
        (ink, ground)
        for ground in GROUNDS
        for ink in ("text", "muted", "danger", "warning", "good", "info", "accent", "offline")
    ),
    *((ink, "rail") for ink in ("rail-text", "rail-key", "on-rail")),
    *((ink, "rail-on") for ink in ("rail-text", "rail-key")),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("accent-soft-text", "accent-soft"),
    ("text", "accent-soft"),
    ("muted", "accent-soft"),
    ("accent", "accent-soft"),
    ("warning", "warning-ground"),
    ("text", "warning-ground"),
    ("muted", "warning-ground"),
    ("danger", "danger-ground"),
    ("text", "danger-ground"),
    ("good", "good-ground"),
    ("on-band", "band"),
]


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_legible_on_its_ground(name: ThemeName, ink: str, ground: str) -> None:
    look = Theme(name)
    least = 7.0 if name == "contrast" else 4.5
    assert contrast(look.color(ink), look.color(ground)) >= least


@pytest.mark.parametrize("name", THEMES)
def test_ticks_and_the_focus_ring_are_seen_against_what_is_around_them(name: ThemeName) -> None:
    look = Theme(name)
    for ground in ("surface", "background", "sunk"):
        assert contrast(look.color("mark-edge"), look.color(ground)) >= 3
        assert contrast(look.color("accent"), look.color(ground)) >= 3
    assert contrast(look.color("rail-focus"), look.color("rail")) >= 3


def test_the_token_sets_have_the_same_names() -> None:
    names = {name: set(found) for name, found in tokens().items()}
    assert names["light"] == names["dark"] == names["contrast"]
    assert set(names) == set(THEMES)


def test_every_token_that_is_used_exists_and_every_token_is_used() -> None:
    sheet = settings.resource("style", "counter.qss").read_text(encoding="utf-8")
    known = set(tokens()["light"])
    in_sheet = set(re.findall(r"@([a-z-]+)", sheet))
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py") if "forms" not in path.parts)
    assert in_sheet <= known
    unused = {token for token in known - in_sheet if f'"{token}"' not in code}
    assert unused == set()


def test_no_colour_is_written_outside_the_token_file() -> None:
    color = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|rgba?\(")
    sheet = settings.resource("style", "counter.qss").read_text(encoding="utf-8")
    assert color.findall(sheet) == []
    for path in SOURCES.rglob("*.py"):
        if "forms" not in path.parts:
            assert color.findall(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize("scale", SCALES)
def test_every_length_follows_the_scale(scale: int) -> None:
    sheet = Theme("light", scale).style_sheet()
    assert f"min-height: {round(32 * scale / 100)}px" in sheet
    assert f"font-size: {13.5 * scale / 100 * 0.75:.3f}pt" in sheet
    assert "@" not in sheet


def test_a_hairline_stays_a_hairline_and_is_bold_in_high_contrast() -> None:
    assert Theme("light", 100).line_width == 1
    assert Theme("light", 200).line_width == 2
    assert Theme("contrast", 100).line_width == 2
    assert "border: 2px solid #FFFFFF" in Theme("contrast").style_sheet()


def test_a_scale_outside_the_range_is_brought_back() -> None:
    assert Theme("light", 40).scale == 100
    assert Theme("light", 900).scale == 200


def test_windows_change_at_once_when_a_look_is_applied(qapp: QApplication, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.setContentsMargins(10, 4, 0, 7)
    row.setSpacing(8)
    label = QLabel("Hồ sơ")
    row.addWidget(label)
    window.show()
    Theme("light", 100).apply(qapp)
    before = label.sizeHint().width()
    Theme("dark", 200).apply(qapp)
    assert (row.contentsMargins().left(), row.contentsMargins().right(), row.spacing()) == (20, 0, 16)
    assert label.sizeHint().width() > 1.8 * before
    assert label.palette().color(QPalette.ColorRole.WindowText) == Theme("dark").color("text")
    Theme("light", 100).apply(qapp)
    assert (row.contentsMargins().left(), row.spacing()) == (10, 8)
    assert label.sizeHint().width() == before


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_each_weight_of_the_typeface_is_its_own_face(weight: int) -> None:
    info = QFontInfo(Theme().font(16, weight))
    assert info.family() == "Be Vietnam Pro"
    assert info.weight() == weight


def test_current_is_what_was_applied_last(qapp: QApplication) -> None:
    look = Theme("contrast", 125)
    look.apply(qapp)
    assert theme.current() is look
