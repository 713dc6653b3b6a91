"""The first start as a clerk sees it: the machine joins by itself, a card is scanned, F9, and paper comes out."""

from __future__ import annotations

import time
from pathlib import Path

from installer.life_cycle import receiving, registry
from installer.life_cycle.machine import wait_for
from installer.life_cycle.picture import unlike
from installer.life_cycle.program import Opened, Program, first
from installer.life_cycle.province import Province
from installer.life_cycle.report import Report
from installer.life_cycle.screen import Screen

PRINTS = r"C:\Giấy tiếp nhận"
CARD = "022085001177||CAO MINH|01011985|Nam|Lang|01012022"  # so short that no lost mark is suspected
PROCEDURE = "2.000635"
_TOKEN = registry.SETTINGS + r"\Enrolment"


def first_start(report: Report, program: Program, province: Province, screen: Screen, pictures: Path) -> None:
    """With a token that IT laid down, and a folder for a printer that group policy chose."""
    machine = program.machine
    token = province.token(receiving.AGENCY, receiving.UNIT)
    registry.write(machine, _TOKEN, "EnrolmentToken", token)
    registry.write(machine, registry.POLICIES, "Printer", f"folder:{PRINTS}")
    receiving.add_account(report, program)
    opened = Opened(program, screen, at_most=90)
    try:
        if not report.check("the first start opens a window", opened.window, screen.titles()):
            return
        erased = wait_for(lambda: token not in registry.values(machine).values(), at_most=60, every=1)
        screen.picture(pictures / "first-start.png", opened.window)
        joined = wait_for(lambda: first(program.cli("status")).get("device"), at_most=60, every=1)
        report.check("the machine joins by itself, and the token is erased", erased and joined, screen.titles())
        _work(report, program, screen, opened, pictures)
    finally:
        opened.close()
    told = first(program.cli("status"))
    report.check("the reception is in the journal", told.get("entries") == 1, told)


def _work(report: Report, program: Program, screen: Screen, opened: Opened, pictures: Path) -> None:
    assert opened.window is not None
    before, now = pictures / "first-start.png", pictures / "first-reception.png"
    screen.focus(opened.window)
    screen.type(receiving.PASSWORD)
    screen.press("Return")

    def turned() -> bool:
        screen.picture(now, opened.window)
        return unlike(before, now) > 0.3

    report.check("the clerk signs in", wait_for(turned, at_most=40, every=1))
    screen.scan(CARD)
    screen.picture(pictures / "scanned.png", opened.window)
    screen.type(PROCEDURE)
    time.sleep(1)
    screen.press("Return")
    time.sleep(1)
    screen.press("F9")
    folder = program.machine.path(PRINTS)
    printed = wait_for(lambda: any(folder.glob("*.pdf")), at_most=60, every=1)
    screen.picture(now, opened.window)
    report.check("a card scanned, a procedure chosen, F9: the receipt is printed", printed, f"{folder}, {now.name}")
