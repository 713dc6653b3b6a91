"""Scans are recognised by content and lose every name that programs hide in them, and nothing that is seen."""

from __future__ import annotations

import io
import random
import resource
import time
import zlib

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader

from counter.domain.attachment import SIZE
from counter.domain.scan import clean
from counter.domain.scan.refusal import PIXELS
from counter.domain.sentence import Refused, say
from tests.made import scans
from tests.made.scans import HIDDEN, PLANTED


def spellings() -> list[bytes]:
    return [PLANTED.encode(), PLANTED.encode("utf-16-be"), PLANTED.encode("utf-16-le"), HIDDEN.encode()]


def hidden_in(content: bytes) -> list[bytes]:
    """The planted spellings that can be found in a file or in anything folded within it."""
    seen = [content]
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        for number in range(1, int(reader.trailer["/Size"])):
            held = reader.get_object(number)
            seen.append(repr(dict(held) if isinstance(held, dict) else held).encode())
            if hasattr(held, "get_data") and held.get("/Subtype") != "/Image":
                seen.append(held.get_data())
            elif hasattr(held, "_data"):
                seen.append(held._data)
    return [word for word in spellings() for text in seen if word in text]


def same(first: Image.Image, second: Image.Image) -> bool:
    return first.size == second.size and ImageChops.difference(first, second).getbbox() is None


@pytest.mark.parametrize(
    ("raw", "media"), [(scans.jpeg(), "image/jpeg"), (scans.png(), "image/png"), (scans.pdf(), "application/pdf")]
)
def test_nobody_is_named_any_more_in_a_clean_scan(raw: bytes, media: str) -> None:
    assert hidden_in(raw)
    done = clean(raw)
    assert (done.media, done.pages) == (media, 2 if media.endswith("pdf") else 1)
    assert hidden_in(done.content) == []
    assert clean(raw) == done
    assert clean(done.content).content == done.content


@pytest.mark.parametrize("save", [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 1}])
def test_photograph_looks_the_same_and_stands_as_it_stood(save: dict[str, object]) -> None:
    for turn in range(9):
        raw = scans.jpeg(turn=turn, **save)
        before, after = Image.open(io.BytesIO(raw)), Image.open(io.BytesIO(clean(raw).content))
        assert same(before.convert("RGB"), after.convert("RGB"))
        assert after.getexif().get(0x0112, 1) == max(turn, 1)
        assert set(after.getexif()) <= {0x0112}


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "I;16"])
def test_picture_of_every_depth_looks_the_same(mode: str) -> None:
    source = scans.picture(3, (61, 43)).convert(mode)
    out = io.BytesIO()
    source.save(out, "PNG")
    assert same(Image.open(io.BytesIO(clean(out.getvalue()).content)).convert("RGBA"), source.convert("RGBA"))


def test_pages_look_the_same() -> None:
    raw = scans.pdf(7, 3)
    before, after = pypdfium2.PdfDocument(raw), pypdfium2.PdfDocument(clean(raw).content)
    assert len(before) == len(after) == 3
    for first, second in zip(before, after, strict=True):
        assert same(first.render().to_pil(), second.render().to_pil())


@pytest.mark.parametrize("name", ["/A", "/B", "/Metadata", "/Thumb", "/User"])
def test_page_looks_the_same_whatever_its_pictures_and_letters_are_called(name: str) -> None:
    """A letter A of a font of pictures is called A."""
    raw = scans.pdf_named({"picture": name, "letter": name})
    (before,), (after,) = (pypdfium2.PdfDocument(held) for held in (raw, clean(raw).content))
    plain = clean(scans.pdf_named({"picture": "/X", "letter": "/Y"})).content
    assert same(before.render().to_pil(), after.render().to_pil())
    assert same(after.render().to_pil(), pypdfium2.PdfDocument(plain)[0].render().to_pil())


@pytest.mark.parametrize("where", ["thumb", "layers", "pointed", "filter", "file"])
def test_nobody_is_named_where_few_look(where: str) -> None:
    raw = scans.pdf_hiding(where)
    assert hidden_in(raw)
    assert hidden_in(clean(raw).content) == []


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "kind"),
        (b"MZ\x90\0", "kind"),
        (b"PK\x03\x04 word/vbaProject.bin", "kind"),
        (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "kind"),
        (b"<html><script>%PDX</script>", "kind"),
        (scans.png_flood(), "pixels"),
        (scans.png_flood(0, 7), "broken"),
        (scans.png()[:-60], "broken"),
        (scans.jpeg()[:2000], "broken"),
        (b"\xff\xd8\xff\xd9", "broken"),
        (b"%PDF-1.7\nnothing", "broken"),
        (scans.pdf()[:900], "broken"),
        (b"\xff\xd8\xff" + bytes(SIZE), "size"),
        *((scans.pdf_with(change), why) for change, why in (
            ("encrypted", "encrypted"), ("javascript", "active"), ("launch", "active"), ("embedded", "active"),
            ("signed", "signed"), ("pixels", "pixels"), ("empty", "broken"),
        )),
    ],
)  # fmt: skip
def test_file_is_refused_in_a_sentence_when_it_is_no_scan(raw: bytes, why: str) -> None:
    began = time.monotonic()
    with pytest.raises(Refused) as no:
        clean(raw)
    assert (no.value.field, no.value.sentence.key) == ("file", f"scan.{why}")
    assert time.monotonic() - began < 5
    for language in ("vi", "en"):
        assert HIDDEN not in say(no.value.sentence, language)


def test_flood_of_pixels_costs_no_memory_when_it_is_refused() -> None:
    """42 KB that unfold to far more than they say."""
    bomb = scans.png_flood(100, 100, zlib.compress(bytes(40_000_000), 9))
    assert len(bomb) < 50_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused, match=r"scan\.broken"):
        clean(bomb)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000


def test_header_that_lies_about_a_photograph_is_refused() -> None:
    raw = bytearray(scans.jpeg())
    frame = raw.index(b"\xff\xc0")
    raw[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    assert PIXELS < 0xFFFF * 0xFFFF
    with pytest.raises(Refused, match=r"scan\.pixels"):
        clean(bytes(raw))


@given(st.sampled_from(["jpeg", "png", "pdf"]), st.integers(0, 2**32), st.integers(1, 40))
@settings(deadline=None, max_examples=150)
def test_broken_file_is_taken_or_refused_but_never_breaks_the_program(kind: str, seed: int, wounds: int) -> None:
    rng = random.Random(seed)
    raw = bytearray(getattr(scans, kind)())
    for _ in range(wounds):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    if rng.random() < 0.3:
        raw = raw[: rng.randrange(len(raw))]
    assert pages(bytes(raw)) >= 0


def pages(raw: bytes) -> int:
    """0 for what is refused; anything else that is raised is the program's own fault."""
    try:
        return clean(raw).pages
    except Refused:
        return 0
