"""Pictures of pages: what the preview shows is what poppler shows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops
from PySide6.QtGui import QImage

from counter.domain.sentence import Trouble
from counter.printing.preview import page_images
from counter.printing.receipt import render_receipt
from tests.made.paper import CODE, facts, pictures


def test_each_page_is_a_picture_of_its_size_when_a_pdf_is_shown() -> None:
    images = list(page_images(render_receipt(facts()), 96))
    assert len(images) == 2
    for image in images:
        assert (image.width(), image.height()) == (560, 794)
        assert image.format() == QImage.Format.Format_Grayscale8
        assert image.dotsPerMeterX() == round(96 / 0.0254)


def test_both_renderers_agree_when_a_page_is_drawn(tmp_path: Path) -> None:
    pdf = render_receipt(facts())
    ours = _pillow(next(iter(page_images(pdf, 150))))
    poppler = pictures(pdf, 150, tmp_path)[0].convert("L").resize(ours.size)
    coarse = [image.resize((ours.width // 8, ours.height // 8)) for image in (ours, poppler)]
    assert ImageChops.difference(*coarse).getextrema()[1] < 90
    assert ours.getextrema() == (0, 255)


def test_the_symbols_read_when_a_page_is_drawn_for_a_printer() -> None:
    read = {
        code.format.name: code.text
        for code in zxingcpp.read_barcodes(_pillow(next(iter(page_images(render_receipt(facts()), 203)))))
    }
    assert read["Code128"] == CODE


def test_pages_are_right_when_several_threads_draw_at_once() -> None:
    pdf = render_receipt(facts())
    right = [bytes(image.constBits()) for image in page_images(pdf, 72)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: [bytes(image.constBits()) for image in page_images(pdf, 72)], range(12)))
    assert made == [right] * 12


def test_trouble_is_said_in_words_when_the_bytes_are_no_pdf() -> None:
    with pytest.raises(Trouble) as caught:
        list(page_images(b"not a page", 96))
    assert caught.value.sentence.key == "printing.cannot_draw"


def _pillow(image: QImage) -> Image.Image:
    return Image.frombuffer(
        "L", (image.width(), image.height()), bytes(image.constBits()), "raw", "L", image.bytesPerLine(), 1
    )
