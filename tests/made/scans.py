"""Scans for tests: pages with a planted name wherever programs hide one, and files that must be refused."""

from __future__ import annotations

import io
import random
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

PLANTED = "Trần Thị Bí Mật"
HIDDEN = "TRAN-THI-BI-MAT"  # the same, as formats of seven bits can hold it


def picture(seed: int = 1, size: tuple[int, int] = (60, 84)) -> Image.Image:
    rng = random.Random(seed)
    return Image.frombytes("RGB", size, rng.randbytes(size[0] * size[1] * 3))


def jpeg(seed: int = 1, size: tuple[int, int] = (60, 84), *, turn: int = 0, **save: object) -> bytes:
    """A photograph with a name in Exif, XMP, IPTC, comment, and after its end."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = HIDDEN
    if turn:
        exif[0x0112] = turn
    out = io.BytesIO()
    picture(seed, size).save(
        out,
        "JPEG",
        exif=exif,
        comment=HIDDEN.encode(),
        xmp=f"<x:xmpmeta>{PLANTED}</x:xmpmeta>".encode(),
        quality=85,
        **save,
    )
    raw = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + HIDDEN.encode()
    return raw[:2] + struct.pack(">BBH", 0xFF, 0xED, len(iptc) + 2) + iptc + raw[2:] + PLANTED.encode()


def png(seed: int = 1, size: tuple[int, int] = (60, 84)) -> bytes:
    """A picture with a name in all three kinds of text, and after its end."""
    texts = PngInfo()
    texts.add_text("Author", HIDDEN)
    texts.add_text("Comment", HIDDEN * 9, zip=True)
    texts.add_itxt("Title", PLANTED)
    out = io.BytesIO()
    picture(seed, size).save(out, "PNG", pnginfo=texts)
    return out.getvalue() + PLANTED.encode()


def pdf(seed: int = 1, pages: int = 2, size: tuple[int, int] = (60, 84)) -> bytes:
    """A scanner's document with a name in its properties, XMP, a comment's author, a link, and a page's JPEG."""
    drawn = io.BytesIO()
    sheet = canvas.Canvas(drawn, invariant=1)
    sheet.setAuthor(PLANTED)
    sheet.setTitle(PLANTED)
    for number in range(pages):
        sheet.drawImage(ImageReader(io.BytesIO(jpeg(seed + number, size))), 20, 20, 500, 700)
        sheet.linkURL(f"https://example.vn/{HIDDEN}", (1, 1, 90, 90))
        sheet.showPage()
    sheet.save()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn.getvalue())))
    xmp = DecodedStreamObject()
    xmp.set_data(f"<x:xmpmeta>{PLANTED}</x:xmpmeta>".encode())
    xmp.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer._root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(PLANTED)})
    note = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Square"),
        NameObject("/Rect"): ArrayObject([NumberObject(n) for n in (10, 10, 50, 50)]),
        NameObject("/T"): TextStringObject(PLANTED),
    })  # fmt: skip
    annotations = writer.pages[0].get("/Annots", ArrayObject())
    annotations.append(writer._add_object(note))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with(change: str) -> bytes:
    """A document that must be refused: encrypted, javascript, launch, embedded, signed, pixels, empty."""
    if change == "empty":
        out = io.BytesIO()
        PdfWriter().write(out)
        return out.getvalue()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    root = writer._root_object
    if change == "encrypted":
        writer.encrypt("", "owner", algorithm="AES-256")
    elif change == "javascript":
        act = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("a()")}
        )
        root[NameObject("/Names")] = DictionaryObject({NameObject("/X"): writer._add_object(act)})
    elif change == "launch":
        act = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
        root[NameObject("/OpenAction")] = act
    elif change == "embedded":
        writer.add_attachment("macro.docm", b"PK")
    elif change == "signed":
        signature = DictionaryObject({
            NameObject("/Type"): NameObject("/Sig"), NameObject("/ByteRange"): ArrayObject([NumberObject(0)]),
        })  # fmt: skip
        root[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Sig"): writer._add_object(signature)})
    elif change == "pixels":
        images = writer.pages[0]["/Resources"]["/XObject"]
        for name in images:
            images[name][NameObject("/Width")] = NumberObject(60_000)
            images[name][NameObject("/Height")] = NumberObject(60_000)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_named(names: dict[str, str]) -> bytes:
    """One page with a picture and a letter drawn, which its maker called by these names: keys `picture` and `letter`."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(1, 1))))
    page = writer.pages[0]
    pictures = page["/Resources"]["/XObject"]
    (before,) = pictures
    pictures[NameObject(names["picture"])] = pictures.raw_get(before)
    del pictures[before]
    square = DecodedStreamObject()
    square.set_data(b"1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f")
    letter = names["letter"]
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type3"),
        NameObject("/FontBBox"): ArrayObject([NumberObject(n) for n in (0, 0, 1000, 1000)]),
        NameObject("/FontMatrix"): ArrayObject([FloatObject(n) for n in (0.001, 0, 0, 0.001, 0, 0)]),
        NameObject("/CharProcs"): DictionaryObject({NameObject(letter): writer._add_object(square)}),
        NameObject("/Encoding"): DictionaryObject({
            NameObject("/Differences"): ArrayObject([NumberObject(65), NameObject(letter)]),
        }),
        NameObject("/FirstChar"): NumberObject(65), NameObject("/LastChar"): NumberObject(65),
        NameObject("/Widths"): ArrayObject([NumberObject(1000)]),
    })  # fmt: skip
    page["/Resources"][NameObject("/Font")] = DictionaryObject({NameObject(letter): writer._add_object(font)})
    drawn = DecodedStreamObject()
    drawn.set_data(f"q 300 0 0 400 20 200 cm {names['picture']} Do Q BT {letter} 60 Tf 100 50 Td (A) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(drawn)
    return _written(writer)


def pdf_hiding(where: str) -> bytes:
    """A name where few look: thumb (the page's small picture), layers (who made them), pointed (a picture of which the
    document says elsewhere that it is one), filter (the same of how it is packed), file (which file a picture stands for)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(1, 1))))
    pictures = writer.pages[0]["/Resources"]["/XObject"]
    (picture_,) = (pictures[name] for name in pictures)
    if where == "thumb":
        small = DecodedStreamObject()
        small.set_data(HIDDEN.encode())
        writer.pages[0][NameObject("/Thumb")] = writer._add_object(small)
    elif where == "layers":
        made = DictionaryObject({NameObject("/Creator"): TextStringObject(HIDDEN)})
        person = DictionaryObject({NameObject("/Name"): TextStringObject(HIDDEN)})
        layer = writer._add_object(DictionaryObject({
            NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("1"),
            NameObject("/Usage"): DictionaryObject({NameObject("/CreatorInfo"): made, NameObject("/User"): person}),
        }))  # fmt: skip
        writer._root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): made}
        )
    elif where == "file":
        of = DictionaryObject({NameObject("/F"): TextStringObject(HIDDEN)})
        picture_[NameObject("/OPI")] = DictionaryObject({NameObject("/2.0"): of})
        picture_[NameObject("/Ref")] = of
    else:
        key = NameObject("/Subtype" if where == "pointed" else "/Filter")
        picture_._data = jpeg()
        picture_[NameObject("/Filter")] = NameObject("/DCTDecode")
        picture_[key] = writer._add_object(picture_[key])
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_flood(width: int = 60_000, height: int = 60_000, data: bytes = b"") -> bytes:
    """A few bytes that say they are a wall."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data or zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def scan_of(size: int, seed: int = 1) -> bytes:
    """A JPEG of exactly `size` bytes after cleaning: its coded data are noise, which nothing here decodes."""
    small = jpeg(seed)
    from counter.domain.scan import clean

    base = clean(small).content
    noise = random.Random(seed).randbytes(max(0, size - len(base))).replace(b"\xff", b"\xfe")
    return base[:-2] + noise + base[-2:]
