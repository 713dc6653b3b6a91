"""Pages as PDF: deterministic, small, without a date, a name or anything that acts."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from counter.printing.fonts import FaceName, Fonts
from counter.printing.paper_size import Setting
from counter.printing.sheet import Bars, CopyWords, Frame, Page, Rule, Words


def paint(
    fonts: Fonts,
    setting: Setting,
    pages: Sequence[Page],
    *,
    copies: Sequence[str],
    title: str,
    author: str,
    watermark: str = "",
) -> bytes:
    """The PDF of all copies. What they share is stored once; only the words of `copies` are drawn for each.

    `title` and `author` go into the file's properties and must hold no personal data."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # binary streams: a fifth smaller, and nothing here travels as mail text
    out = BytesIO()
    canvas = Canvas(
        out,
        pagesize=(setting.width, setting.height),
        pageCompression=1,
        invariant=1,
        initialFontName=fonts.name("regular"),
        lang="vi",
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject("")
    canvas.setCreator("Counter")
    for number, page in enumerate(pages):
        canvas.beginForm(f"page{number}", 0, 0, setting.width, setting.height)
        if watermark:
            _watermark(canvas, fonts, setting, watermark)
        _draw(canvas, fonts, setting.height, page)
        canvas.endForm()
    for words in copies:
        for number, page in enumerate(pages):
            canvas.doForm(f"page{number}")
            _draw_copy_words(canvas, fonts, setting.height, page, words)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, fonts: Fonts, height: float, page: Page) -> None:
    pen = _Pen(canvas, fonts)
    strokes: dict[float, list[str]] = {}
    for top, items, _ in page.parts:
        ground = height - top
        for item in items:
            match item:
                case Words(x, y, words, face, size):
                    pen.write(x, ground - y, words, face, size)
                case Rule(x0, y0, x1, y1, weight):
                    path = f"{x0:.2f} {ground - y0:.2f} m {x1:.2f} {ground - y1:.2f} l"
                    strokes.setdefault(weight, []).append(path)
                case Frame(x, y, width, tall, weight):
                    path = f"{x:.2f} {ground - y - tall:.2f} {width:.2f} {tall:.2f} re"
                    strokes.setdefault(weight, []).append(path)
                case Bars():
                    canvas.addLiteral(_symbol(item, ground))
    for weight, paths in strokes.items():
        canvas.addLiteral(f"{weight:g} w\n" + "\n".join(paths) + "\nS")
    pen.lift()


class _Pen:
    """Text as PDF operators. Canvas.drawString would do it too, at three times the cost."""

    def __init__(self, canvas: Any, fonts: Fonts) -> None:
        self._canvas, self._fonts = canvas, fonts
        self._lines = ["BT"]
        self._dressed: tuple[str, float] | None = None

    def write(self, x: float, y: float, words: str, face: FaceName, size: float) -> None:
        """`words` with their baseline starting at (x, y), counted from the lower left corner."""
        font, document = self._fonts.font(face), self._canvas._doc
        self._lines.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for subset, codes in font.splitString(words, document):
            name = font.getSubsetInternalName(subset, document)
            if self._dressed != (name, size):
                self._lines.append(f"{name} {size:g} Tf")
                self._dressed = (name, size)
            self._lines.append(f"<{codes.hex()}> Tj")

    def lift(self) -> None:
        """Ends the text."""
        self._lines.append("ET")
        self._canvas.addLiteral("\n".join(self._lines))


def _symbol(bars: Bars, ground: float) -> str:
    """All dark cells as one path on white, so that no viewer shows hairlines between them."""
    cells = "\n".join(f"{column} {bars.rows - 1 - row} {length} 1 re" for column, row, length in bars.runs)
    left, foot = bars.x, ground - bars.y - bars.rows * bars.cell_height
    place = f"{bars.cell_width:.5f} 0 0 {bars.cell_height:.5f} {left:.3f} {foot:.3f} cm"
    return f"q\n{place}\n1 g 0 0 {bars.columns} {bars.rows} re f\n0 g\n{cells}\nf\nQ"


def _draw_copy_words(canvas: Any, fonts: Fonts, height: float, page: Page, words: str) -> None:
    pen = _Pen(canvas, fonts)
    for top, items, _ in page.parts:
        for item in items:
            if isinstance(item, CopyWords):
                left = item.x - fonts.width(words, item.face, item.size) * item.share
                pen.write(left, height - top - item.y, words, item.face, item.size)
    pen.lift()


def _watermark(canvas: Any, fonts: Fonts, setting: Setting, words: str) -> None:
    """Large and light across the sheet, below everything else."""
    size = setting.width * 0.2
    canvas.saveState()
    canvas.setFillGray(0.9)
    canvas.translate(setting.width / 2, setting.height / 2)
    canvas.rotate(52)
    pen = _Pen(canvas, fonts)
    pen.write(-fonts.width(words, "bold", size) / 2, -size * 0.3, words, "bold", size)
    pen.lift()
    canvas.restoreState()
