"""Help from afar: what IT is sent of this machine, and that nobody's name is in it."""

from __future__ import annotations

import io
import json
import zipfile

from installer.life_cycle import receiving
from installer.life_cycle.program import Program, lines
from installer.life_cycle.report import Report

BUNDLE = r"C:\counter-diagnostics.zip"
NOBODY = (receiving.APPLICANT, "Nguyen Thi Ngoc An", "022190004512", "Cô Tô",
          receiving.DISPLAY, receiving.PASSWORD)  # fmt: skip


def diagnostics(report: Report, program: Program) -> None:
    """After a window was open: with its log, each line of which is known."""
    said = program.cli("diagnostics", "--out", BUNDLE)
    told = lines(said)[-1] if said.code == 0 else {}
    report.check("counter-cli diagnostics writes its file", said.code == 0, said.told())
    raw = program.machine.path(BUNDLE).read_bytes() if said.code == 0 else b""
    texts = {}
    if raw:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            texts = {name: file.read(name).decode() for name in file.namelist()}
    machine = json.loads(texts.get("machine.json", "{}"))
    report.check(
        "it says Windows, its version and its memory",
        machine.get("system") == "Windows" and machine.get("version") and (machine.get("memory_mb") or 0) > 0, machine,
    )  # fmt: skip
    database = json.loads(texts.get("store/database.json", "{}"))
    report.check("it counts the dossiers of the encrypted database", database.get("rows", {}).get("dossier"), database)
    logs = [text for name, text in texts.items() if name.startswith("logs/counter-")]
    report.check("the window's log is in it", any(" is open" in text for text in logs), sorted(texts))
    report.check("no line of the log was unknown", told.get("dropped") == 0, told)
    whole = raw + "".join(texts.values()).encode()
    found = [word for word in NOBODY if word.encode() in whole]
    report.check("nobody's name or number is in it", not found and texts, found)
