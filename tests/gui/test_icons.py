"""The icons: one family, drawn in the colour of a token."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from counter import settings
from counter.gui import icons
from counter.gui.theme import Theme

FILES = sorted(settings.resource("icons").glob("*.svg"))
GUI = Path(icons.__file__).parent
FIRST = re.compile(r'(?:set_icon|setIconName|icons\.pixmap|icons\.icon)\("([a-z-]+)"')
SECOND = re.compile(r'_[bB]anner\.show_words\("[a-z]+", "([a-z-]+)"|trouble\.show_words\("[a-z]+", "([a-z-]+)"')


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_icon_belongs_to_the_family(path: Path) -> None:
    root = ET.parse(path).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke-width") == "1.75"
    assert root.get("stroke") == "currentColor"
    assert root.get("fill") == "none"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_icon_is_drawn_inside_its_square(path: Path, qapp: QApplication) -> None:
    image = icons.pixmap(path.stem, "text", 48).toImage()
    inked = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 40]
    assert len(inked) > 40
    assert all(0 < x < 47 and 0 < y < 47 for x, y in inked)


def test_every_icon_that_is_named_in_the_screens_exists() -> None:
    have = {path.stem for path in FILES}
    named = set()
    for path in GUI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(FIRST.findall(text)) | {one or other for one, other in SECOND.findall(text)}
    assert len(named) > 10
    assert named <= have


def test_an_icon_has_the_colour_of_its_token_and_follows_the_look(qapp: QApplication) -> None:
    for name in ("light", "dark"):
        look = Theme(name)
        look.apply(qapp)
        image = icons.pixmap("minus", "danger", 24).toImage()
        assert image.pixelColor(12, 12).name() == look.color("danger").name()


def test_an_icon_is_sharp_at_the_ratio_of_its_screen_and_scales_with_the_text(qapp: QApplication) -> None:
    Theme("light", 150).apply(qapp)
    picture = icons.pixmap("lock", "text", 20, 2.0)
    assert picture.width() == 60
    assert picture.devicePixelRatio() == 2.0


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    assert icons.pixmap("lock", "text", 20).cacheKey() == icons.pixmap("lock", "text", 20).cacheKey()


def test_an_unknown_icon_is_a_mistake_that_shows(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon")
