"""Backup and restore by the installed program: a checked copy, put back, and no number before a new epoch."""

from __future__ import annotations

import json
import shutil

from installer.life_cycle import receiving
from installer.life_cycle.program import Program, first
from installer.life_cycle.report import Report

PLACE = r"C:\users\Public\sao lưu"


def backed_up_and_put_back(report: Report, program: Program) -> None:
    """The restore drill of docs/operations.md, with the data folder there and with it gone."""
    epoch = first(program.cli("status")).get("epoch", 0)
    done = program.cli("backup", "--to", PLACE)
    copy = first(done)
    report.check(
        "counter-cli backup makes a checked copy", done.code == 0 and copy.get("verified") is True, done.told()
    )
    receiving.receive(report, program, "life-cycle-after-the-copy")
    program.cli("sync", "--once")
    for where in ("over the data", "where the data are gone"):
        if where != "over the data":
            shutil.rmtree(program.data)  # the key outlives it, wrapped by Windows, beside the witness
        done = program.cli("restore", "--from", str(copy.get("file")))
        said = first(done)
        good = done.code == 0 and said.get("entries") == copy.get("entries") and said.get("needs_epoch") is True
        report.check(f"counter-cli restore puts it back {where}", good, done.told())
        line = json.dumps(receiving.APPLICATION | {"id": f"too early {where}"}, ensure_ascii=False)
        early = first(program.cli("receive", "--as", receiving.ACCOUNT, sent=line + "\n", password=receiving.PASSWORD))
        report.check("it issues no number", early.get("ok") is False and early.get("field") == "code", early)
        program.cli("sync", "--once")
        epoch += 1
        told = first(program.cli("status"))
        report.check(
            "the province gives it a new epoch", told.get("epoch") == epoch and told.get("light") == "received", told
        )
        report.check("nothing is missing", told.get("entries") == copy.get("entries", 0) + 1, told)
    receiving.receive(report, program, "life-cycle-in-the-new-epoch")
    whole = program.cli("verify")
    report.check("counter-cli verify finds all whole", whole.code == 0 and first(whole).get("ok") is True, whole.told())
