"""The test slip: every accented letter, rulers to lay a ruler against, corner marks, and a code to scan back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from counter.domain.letters import ACCENTED, rows
from counter.domain.probe import Probe
from counter.domain.sentence import Sentence, say
from counter.printing.fonts import FaceName, Fonts, the_fonts
from counter.printing.painter import paint
from counter.printing.paper_size import MM, PaperName, Setting, settings
from counter.printing.sheet import Item, Page, Part, Rule, Words
from counter.printing.symbols import CODE128_HEIGHT, CODE128_MODULE, CODE128_QUIET, code128, qr
from counter.printing.text_lines import Run, paragraph
from counter.printing.vietnamese_dates import time_words

RULER = 100
"""Length of both rulers in millimetres."""
CORNER = 5 * MM
"""How far the corner marks are from the edges of the sheet, and how long their arms are."""
QR_SIDE = 26 * MM
_FACES: tuple[FaceName, ...] = ("regular", "bold", "italic", "bold_italic")
_LETTER_SIZE, _LETTER_STEP = 12.0, 15.4
_HAIR, _LINE = 0.4, 0.7
_RULER_ROOM = 16 * MM  # at the right edge, for the ruler that stands


def render_probe_slip(
    probe: Probe, *, at: datetime, machine: str, paper: PaperName = "A5", fonts: Fonts | None = None
) -> bytes:
    """The slip as PDF, one page, the same bytes for the same arguments. `machine`: what IT calls it; nothing of a person.

    Raises Trouble when no font is installed."""
    fonts = fonts or the_fonts()
    setting = settings(paper)[0]
    page = Page([Part(0.0, tuple(_corners(setting)))])
    y = setting.top + 4
    y = _text(page, fonts, setting, y, (_said("probe.title").upper(), "bold"), size=setting.title)
    y = _text(page, fonts, setting, y, (_said("probe.of", time=time_words(at), machine=machine), "regular")) + 3
    y = _text(page, fonts, setting, y, (_said("probe.letters", count=len(ACCENTED)), "italic"))
    y = _letters(page, setting, y) + 3
    for face in _FACES:
        y = _text(page, fonts, setting, y, (_said("probe.line"), face))
    y = _text(page, fonts, setting, y + 4, (_said("probe.ruler", length=RULER), "italic")) + 3
    page.parts.append(Part(y, tuple(_ruler(fonts, setting.left, 0.0, setting.small, lying=True))))
    y += 28
    page.parts.append(Part(0.0, tuple(_ruler(fonts, setting.width - CORNER - 4, 30 * MM, setting.small, lying=False))))
    y = _text(page, fonts, setting, y, (_said("probe.scan"), "italic")) + 4
    _symbols(page, setting, y, probe)
    return paint(fonts, setting, [page], copies=[""], title=_said("probe.title"), author="")


def _corners(setting: Setting) -> Iterator[Item]:
    """Two strokes at each corner: one that is missing or cut shows what the printer cannot reach."""
    for x, inward in ((CORNER, 1), (setting.width - CORNER, -1)):
        for y, down in ((CORNER, 1), (setting.height - CORNER, -1)):
            yield Rule(x, y, x + inward * CORNER, y, _LINE)
            yield Rule(x, y, x, y + down * CORNER, _LINE)


def _letters(page: Page, setting: Setting, y: float) -> float:
    """A row a vowel, small letters on the left, capitals on the right, each in a cell of its own."""
    room = setting.measure - _RULER_ROOM
    cell = room / 12.4
    items: list[Item] = []
    down = 0.0
    short = [row for row in rows() if len(row) == 1]
    for row in (row for row in rows() if len(row) > 1):
        down += _LETTER_STEP
        for left, letters in ((setting.left, row), (setting.left + room / 2, row.upper())):
            items += [Words(left + n * cell, down, letter, "regular", _LETTER_SIZE) for n, letter in enumerate(letters)]
    for letter in short:  # đ stands behind the row of a, where there is room
        for left, one in ((setting.left, letter), (setting.left + room / 2, letter.upper())):
            items.append(Words(left + 5 * cell, _LETTER_STEP, one, "regular", _LETTER_SIZE))
    page.parts.append(Part(y, tuple(items)))
    return y + down + 4


def _ruler(fonts: Fonts, x: float, y: float, size: float, *, lying: bool) -> Iterator[Item]:
    """A line of 100 mm with a stroke each millimetre, longer ones each five and ten; numbers in centimetres."""
    length = RULER * MM
    yield Rule(x, y, x + length, y, _LINE) if lying else Rule(x, y, x, y + length, _LINE)
    for mm in range(RULER + 1):
        stroke = (4.0 if mm % 10 == 0 else 2.8 if mm % 5 == 0 else 1.7) * MM
        at = mm * MM
        yield Rule(x + at, y, x + at, y + stroke, _HAIR) if lying else Rule(x - stroke, y + at, x, y + at, _HAIR)
        if mm % 10 == 0:
            words = str(mm // 10)
            half = fonts.width(words, "regular", size) / 2
            if lying:
                yield Words(x + at - half, y + stroke + size, words, "regular", size)
            else:
                yield Words(x - stroke - 3 - 2 * half, y + at + size * 0.3, words, "regular", size)


def _symbols(page: Page, setting: Setting, y: float, probe: Probe) -> None:
    quiet = CODE128_QUIET * CODE128_MODULE
    bars = code128(probe.bars, setting.left + quiet / 2, 0.0, setting.measure - QR_SIDE - 2 * quiet)
    items: list[Item] = [qr(probe.qr, setting.edge - QR_SIDE - 2, 0.0, QR_SIDE)]
    if bars is not None:
        items.append(bars)
        items.append(Words(setting.left + quiet / 2, CODE128_HEIGHT + 12, probe.bars, "regular", setting.body))
    page.parts.append(Part(y, tuple(items)))


def _text(page: Page, fonts: Fonts, setting: Setting, y: float, run: Run, *, size: float | None = None) -> float:
    size = setting.body if size is None else size
    width = setting.measure - _RULER_ROOM
    for block in paragraph(fonts, (run,), setting.left, width, size, setting.line(size) + 1):
        page.parts.append(Part(y, block.items))
        y += block.height
    return y


def _said(key: str, **args: object) -> str:
    return say(Sentence(key, args))
