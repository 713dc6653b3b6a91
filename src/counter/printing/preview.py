"""Pages as pictures: what the preview shows and what is sent to a printer are drawn by the same hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

from PySide6.QtGui import QImage

from counter.domain.sentence import Sentence, Trouble

_pdfium = threading.Lock()
"""PDFium may be used by one thread at a time; the screen and the print worker both use it."""


def page_images(pdf: bytes, dpi: float) -> Iterator[QImage]:
    """The pages as grey pictures at `dpi` dots an inch, one at a time: a page of A4 at 600 dpi is 35 MB.

    Raises Trouble for bytes that are no PDF."""
    import pypdfium2

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise Trouble(Sentence("printing.cannot_draw")) from error
        count = len(document)
    try:
        for number in range(count):
            with _pdfium:
                image = _picture(document, number, dpi)
            yield image
    finally:
        with _pdfium:
            document.close()


def _picture(document: Any, number: int, dpi: float) -> QImage:
    page = document[number]
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    data = bytes(bitmap.buffer)
    image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8).copy()
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    bitmap.close()
    page.close()
    return image
