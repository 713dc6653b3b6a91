"""Every text of the screens has its Vietnamese, and the collected file matches the sources."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from counter import settings
from counter.domain.sentence import Language
from counter.gui import language

FILES = sorted(settings.resource("i18n").glob("*.ts"))
PLACE = re.compile(r"\{\d\}|%n")


def test_every_text_is_translated_and_none_is_stale() -> None:
    update = settings.resource("i18n", "update.py")
    done = subprocess.run([sys.executable, str(update), "--check"], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""
    assert done.returncode == 0


def _messages(path: Path) -> list[tuple[str, str, str]]:
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            for form in translation.findall("numerusform") or [translation]:
                words = "".join(form.itertext()).strip()
                found.append((context.findtext("name") or "", message.findtext("source") or "", words))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_translation_keeps_the_places_of_its_source(path: Path) -> None:
    for context, source, translation in _messages(path):
        assert sorted(PLACE.findall(source)) == sorted(PLACE.findall(translation)), (context, source)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_words_are_calm(path: Path) -> None:
    for context, source, translation in _messages(path):
        assert "!" not in translation, (context, source)
        assert "&" not in translation, (context, source)
        assert not re.search(r"\blỗi\b", translation, re.IGNORECASE), (context, source)


@pytest.mark.parametrize(("tongue", "one", "many"), [("en", "1 dossier", "12 dossiers"), ("vi", "1 hồ sơ", "12 hồ sơ")])
def test_what_is_counted_is_counted_as_the_language_does(qapp, tongue: Language, one: str, many: str) -> None:
    language.install(tongue)
    counted = [QCoreApplication.translate("DossierList", "%n dossier(s)", "", n) for n in (1, 12)]
    assert counted == [one, many]
