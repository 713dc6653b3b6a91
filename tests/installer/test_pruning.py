"""What of the libraries is installed: all that the program imports, and no more than it needs."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

from installer.msi.product import ROOT
from installer.msi.pruning import QT_MODULES, kept
from installer.msi.wheels import LOCK

SOURCES = ROOT / "src" / "counter"
OF_THE_DEMO = {"scripted_hands.py"}  # the demo plays a whole province, whose server is not installed either


@cache
def _imports() -> tuple[tuple[Path, str], ...]:
    return tuple(
        (path, one or other)
        for path in SOURCES.rglob("*.py")
        for one, other in re.findall(
            r"^ *(?:from ([\w.]+) import |import ([\w.]+))", path.read_text(encoding="utf-8"), re.MULTILINE
        )
    )


def test_each_part_of_qt_that_the_program_imports_is_installed() -> None:
    used = {
        name.split(".")[1] for path, name in _imports() if name.startswith("PySide6.") and path.name not in OF_THE_DEMO
    }
    assert used == {f"Qt{module}" for module in QT_MODULES}


def test_each_library_that_the_desk_imports_is_in_the_lock_for_windows() -> None:
    names = {"PySide6": "pyside6-essentials", "alembic": "alembic", "argon2": "argon2-cffi", "backports": "backports-zstd",
             "barcode": "python-barcode", "cryptography": "cryptography", "platformdirs": "platformdirs", "pypdf": "pypdf",
             "pypdfium2": "pypdfium2", "reportlab": "reportlab", "requests": "requests", "segno": "segno", "serial": "pyserial",
             "shiboken6": "shiboken6", "sqlalchemy": "sqlalchemy", "sqlcipher3": "sqlcipher3", "truststore": "truststore",
             "urllib3": "urllib3"}  # fmt: skip
    server = {SOURCES / "server"}
    used = {
        name.split(".")[0]
        for path, name in _imports()
        if not server & set(path.parents) and path.name not in OF_THE_DEMO
    }
    foreign = used - set(sys.stdlib_module_names) - {"counter"}
    locked = set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    assert foreign <= names.keys(), "name its distribution here"
    assert {names[name] for name in foreign} <= locked


def test_the_faces_that_screens_and_forms_use_are_installed() -> None:
    from counter.gui.typeface import _WEIGHTS

    for face in {*_WEIGHTS, "Regular", "Bold", "Italic", "BoldItalic"}:
        assert kept(f"fontpkg_be_vietnam_pro/files/BeVietnamPro-{face}.ttf"), face
    assert not kept("fontpkg_be_vietnam_pro/files/BeVietnamPro-ExtraLightItalic.ttf")


def test_files_are_kept_when_the_desk_needs_them() -> None:
    for name in (
        "PySide6/Qt6Core.dll", "PySide6/QtSvg.pyd", "PySide6/plugins/platforms/qwindows.dll", "PySide6/msvcp140.dll",
        "shiboken6/Shiboken.pyd", "counter/_data/resources/i18n/counter_vi.qm", "counter/gui/forms/reception_page.py",
        "counter/_data/resources/catalogue/procedures.json", "counter/store/migrations/versions/0001_first.py",
        "_cffi_backend.cp311-win_amd64.pyd", "certifi/cacert.pem", "PIL/_imaging.cp311-win_amd64.pyd",
        "pyside6_essentials-6.11.3.dist-info/licenses/LICENSES/LGPL-3.0-only.txt", "requests-2.34.2.dist-info/METADATA",
    ):  # fmt: skip
        assert kept(name), name


def test_files_are_left_out_when_nothing_of_the_desk_needs_them() -> None:
    for name in (
        "PySide6/Qt6Qml.dll", "PySide6/opengl32sw.dll", "PySide6/designer.exe", "PySide6/plugins/imageformats/qtiff.dll",
        "PySide6/QtCore.pyi", "PIL/_avif.cp311-win_amd64.pyd", "counter/_data/resources/i18n/counter_vi.ts",
        "counter/_data/resources/catalogue/importer.py", "pycparser/c_parser.py", "tests/test_codes.py",
        "requests-2.34.2.dist-info/RECORD", "pypdfium2_cli/render.py",
    ):  # fmt: skip
        assert not kept(name), name
