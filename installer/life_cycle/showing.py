"""The window: opened from the Start menu, looked at, signed in to, closed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from installer.life_cycle.machine import wait_for
from installer.life_cycle.picture import unlike
from installer.life_cycle.program import COMMAND_LINE, TITLE, Opened, Program, ask_to_close
from installer.life_cycle.receiving import PASSWORD
from installer.life_cycle.report import Report
from installer.life_cycle.screen import Screen, Window

FEW_COLOURS = 40  # a window that is only its background has one or two; letters alone, smoothed, make more than this
ANOTHER_PAGE = 0.3  # of the pixels
_OPEN_S, _SHUT_S = 60, 14


def seen(opened: Opened, screen: Screen, picture: Path) -> tuple[bool, str]:
    """The one judgement of a window, for the check and for its negative control: a title, a size, colours enough."""
    if opened.window is None:
        screen.picture(picture)
        return False, f"no window; on the screen: {screen.titles()}; the program {_state(opened)}"
    colours = 0

    def drawn() -> bool:
        nonlocal colours
        assert opened.window is not None
        colours = screen.picture(picture, opened.window)
        return colours >= FEW_COLOURS

    shown = wait_for(drawn, at_most=15, every=0.5)
    big = opened.window.width >= 600 and opened.window.height >= 400
    return shown and big, f"{opened.window}, {colours} colours"


def show(
    report: Report, program: Program, screen: Screen, pictures: Path, while_open: Callable[[], None]
) -> None:  # fmt: skip
    """From the Start menu to the sign-in page, by the keyboard to the pages, and closed again.

    `while_open`: what is tried while the clerk works."""
    opened = Opened(program, screen, at_most=_OPEN_S)
    try:
        good, found = seen(opened, screen, pictures / "sign-in.png")
        report.check("the Start menu opens a window with something in it", good, found)
        if opened.window is None:
            return
        first, later = pictures / "sign-in.png", pictures / "signed-in.png"
        screen.focus(opened.window)
        screen.type(PASSWORD)
        screen.press("Return")
        entered = wait_for(lambda: _turned(screen, opened.window, first, later), at_most=40, every=1)
        report.check(
            "the clerk signs in by the keyboard", entered, f"the page is the same to {unlike(first, later):.0%}"
        )
        second(report, program, screen)
        while_open()
    finally:
        closed = opened.close()
    report.check("the window closes when it is asked to", closed)


def second(report: Report, program: Program, screen: Screen) -> None:
    """A second window over the same data says that there is one already, and ends when it is closed."""
    with ThreadPoolExecutor(1) as other:
        ending = other.submit(program.cli, "desk", at_most=60)
        wait_for(lambda: len(screen.windows(TITLE)) > 1 or ending.done(), at_most=40)
        ask_to_close(program.machine, COMMAND_LINE)
        done = ending.result()
    refused = done.code == 1 and done.err.strip() and not done.late
    report.check("a second window over the same data is refused", refused, done.told())


def control(report: Report, program: Program, screen: Screen, pictures: Path) -> None:
    """Negative control: the same program on a machine without the stand-ins. The window check must fail there."""
    opened = Opened(program, screen, at_most=_SHUT_S)
    try:
        good, found = seen(opened, screen, pictures / "without-shims.png")
    finally:
        opened.close()
    report.check("negative control: without the stand-ins the window check fails", not good, found)


def _turned(screen: Screen, window: Window | None, before: Path, now: Path) -> bool:
    """Whether another page is shown. A refused password changes a few words, a page nearly all."""
    screen.picture(now, window)
    return unlike(before, now) > ANOTHER_PAGE


def _state(opened: Opened) -> str:
    return "runs" if opened.running() else "has ended"
