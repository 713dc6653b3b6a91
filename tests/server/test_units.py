"""What the operations page and the units of systemd tell people to run is what the program understands."""

from __future__ import annotations

import argparse
import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from counter.commands import server

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "installer" / "province"


def understood(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    server.add_parser(parser.add_subparsers())
    return parser.parse_args(words)


def unit(name: str) -> configparser.RawConfigParser:
    found = configparser.RawConfigParser(strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read(UNITS / name)
    return found


def test_units_run_commands_that_the_program_has() -> None:
    serve = shlex.split(unit("counter-province.service")["Service"]["ExecStart"])[1:]
    args = understood([word for word in serve if word != "$OPTIONS"])
    assert (args.host, args.port, args.processes) == ("127.0.0.1", 8443, 1)
    backup = shlex.split(unit("counter-province-backup.service")["Service"]["ExecStart"])[1:]
    assert understood(backup).run.__name__ == "_backup"


def test_units_run_as_an_account_that_can_write_its_own_folder_only() -> None:
    for name in ("counter-province.service", "counter-province-backup.service"):
        service = unit(name)["Service"]
        assert (service["User"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("counter", "strict", "yes")
        assert service["StateDirectory"] == "counter"


def test_page_names_only_commands_that_the_program_has() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    deeds = set(re.findall(r"counter server ([a-z]+(?:-[a-z]+)*)", page))
    assert deeds >= {"token", "backup", "migrate", "status", "revoke", "export"}
    for deed in deeds:
        with pytest.raises(SystemExit) as ended:
            understood(["server", deed, "--help"])
        assert ended.value.code == 0
    said = " ".join(re.findall(r"counter server [^`\n]*", page))
    options = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", said))
    sources = (ROOT / "src" / "counter" / "commands").glob("server*.py")
    known = {option for path in sources for option in re.findall(r"--[a-z-]+", path.read_text(encoding="utf-8"))}
    assert options >= {"--data", "--to", "--copy-url", "--restored"}
    assert options <= known


def test_page_names_only_files_that_are_there() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for path in re.findall(r"(?:installer|tests|requirements)/[\w/.-]*\.(?:sql|py|txt|service|sysusers)", page):
        assert (ROOT / path).exists(), path


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Where systemd's own checker is at hand; elsewhere the tests above are what there is."""
    checker = shutil.which("systemd-analyze")
    if checker is None:
        return
    for path in (*UNITS.glob("*.service"), *UNITS.glob("*.timer")):
        (tmp_path / path.name).write_text(path.read_text().replace("/opt/counter/bin/counter", "/bin/true"))
    names = [str(tmp_path / path.name) for path in UNITS.glob("*.service")]
    done = subprocess.run([checker, "verify", *names], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
