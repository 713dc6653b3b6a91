"""The run that tries the installer under wine: it must be able to fail, and say so when it could not run at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from installer.life_cycle import registry
from installer.life_cycle.picture import unlike
from installer.life_cycle.report import Report, Stopped

ROOT = Path(__file__).resolve().parents[2]

EXPORTED = """Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\Software\\Counter]
"ServerUrl"="https://province.example/"
"InstallFolder"="C:\\\\Program Files\\\\Counter\\\\"
"MenuShortcut"=dword:00000001
"Raw"=hex:01,02

[HKEY_LOCAL_MACHINE\\Software\\Counter\\Enrolment]
"Name"="Quầy \\"Một Cửa\\""
"""


def test_the_run_fails_when_one_check_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(tmp_path / "result.txt")
    report.check("first", True)
    report.check("second", False, "what there was")
    with pytest.raises(Stopped):
        report.check("third", False, vital=True)
    assert report.close() == 1
    assert capsys.readouterr().out == (tmp_path / "result.txt").read_text(encoding="utf-8")
    assert "FAIL  second\n      found: what there was\n" in (tmp_path / "result.txt").read_text(encoding="utf-8")


def test_the_run_fails_when_a_chapter_breaks_or_nothing_was_checked(tmp_path: Path) -> None:
    broken = Report(tmp_path / "broken.txt")
    broken.check("first", True)
    with broken.part("a chapter"):
        raise OSError("gone")
    assert broken.close() == 1
    with pytest.raises(Stopped), Report(tmp_path / "vital.txt").part("a chapter", vital=True):
        raise OSError("gone")
    assert Report(tmp_path / "empty.txt").close() == 1


def test_the_run_passes_when_every_check_held(tmp_path: Path) -> None:
    report = Report(tmp_path / "result.txt")
    report.check("first", True)
    assert report.close() == 0
    assert (tmp_path / "result.txt").read_text(encoding="utf-8").splitlines()[-1] == "1 passed, 0 failed"


def test_it_says_so_loudly_when_wine_cannot_be_had(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "installer.life_cycle", "--out", str(tmp_path)],
        cwd=ROOT, env={**os.environ, "PATH": str(tmp_path)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    assert "wine CANNOT BE HAD" in done.stderr
    assert (tmp_path / "result.txt").read_text(encoding="utf-8").startswith("NOT RUN: wine cannot be had here")


def test_registry_values_are_read_when_they_have_subkeys_and_quotes() -> None:
    assert dict(registry.read(EXPORTED, r"Software\Counter")) == {
        "ServerUrl": "https://province.example/",
        "InstallFolder": "C:\\Program Files\\Counter\\",
        "MenuShortcut": "1",
        r"Enrolment\Name": 'Quầy "Một Cửa"',
    }


def test_pictures_are_unlike_in_the_share_of_pixels_that_changed(tmp_path: Path) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(tmp_path / "one.png"))
    for row in range(5):
        for column in range(10):
            image.setPixelColor(column, row, QColor("black"))
    image.save(str(tmp_path / "other.png"))
    assert unlike(tmp_path / "one.png", tmp_path / "one.png") == 0
    assert unlike(tmp_path / "one.png", tmp_path / "other.png") == 0.5
