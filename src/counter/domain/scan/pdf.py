"""PDF (ISO 32000): its pages are written anew into an empty document, without properties, XMP, comments' authors and links.

Read by pypdf, which is Python alone, so a broken file can do no more than raise. What could act is refused, not repaired;
so is a signed document, since without its signature it would be worth less than it says."""

from __future__ import annotations

import io
import logging
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from counter.domain.attachment import PAGES
from counter.domain.scan import jpeg
from counter.domain.scan.jpx import clean_jpx
from counter.domain.scan.refusal import check_pixels, refused
from counter.domain.sentence import Refused

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

MARK, MARK_WITHIN = b"%PDF-", 1024
SECONDS = 20.0  # for one file
OBJECTS = 200_000
UNFOLDED = 64 << 20  # bytes that one picture within may unfold to
_ACTS = frozenset((
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToR", "/GoToE", "/Rendition", "/Movie",
    "/Sound", "/RichMediaExecute", "/Trans", "/GoTo3DView",
))  # fmt: skip
_ACTIVE_KEYS = ("/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA", "/3DD")
_ACTIVE_TYPES = frozenset(("/EmbeddedFile", "/RichMedia", "/3D"))
# Actions that are left (links within the pages, to the web) and everything that tells who, with what and when.
_LEFT_OUT = (
    "/A", "/AA", "/PA", "/Dest", "/Metadata", "/PieceInfo", "/LastModified", "/StructParents", "/StructParent", "/B",
    "/Thumb", "/Creator", "/CreatorInfo", "/User", "/OPI", "/Ref",
)  # fmt: skip
# In these the keys are names that the document's maker chose: a picture or a letter may be called A.
_CHOSEN = frozenset((
    "/XObject", "/Font", "/ColorSpace", "/ExtGState", "/Pattern", "/Shading", "/Properties", "/CharProcs", "/Colorants",
    "/AP/N", "/AP/R", "/AP/D",
))  # fmt: skip
_OF_COMMENTS = ("/T", "/M", "/NM", "/CreationDate", "/Subj", "/RC", "/Popup", "/IRT")
_WIDGET = "/Widget"


def clean_pdf(raw: bytes) -> tuple[int, bytes]:
    """Number of pages, and the document without what tells about people. Raises Refused."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the document
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted:
            raise refused("encrypted")
        count = len(reader.pages)
        if not 0 < count <= PAGES:
            raise refused("pages" if count else "broken", limit=PAGES)
        for held, chosen in _objects(reader):
            _inspect(held)
            if not chosen:
                _strip(held)
        return count, _written(reader)
    except Refused:
        raise
    except Exception as error:
        raise refused("broken") from error


def _objects(reader: PdfReader) -> Iterator[tuple[Any, bool]]:
    """Every dictionary and stream that the document reaches, once; and whether its keys are names of the maker's choice."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

    until = time.monotonic() + SECONDS
    seen: set[int] = set()
    # Each with the key it was found under. Pages are copies, with what they inherit.
    waiting: list[tuple[Any, str]] = [(held, "") for held in (reader.trailer.get("/Root"), *reader.pages)]
    steps = 0
    while waiting:
        held, under = waiting.pop()
        if isinstance(held, IndirectObject):
            if held.idnum in seen:
                continue
            seen.add(held.idnum)
            held = held.get_object()
        steps += 1
        if steps > OBJECTS or (steps % 256 == 0 and time.monotonic() > until):
            raise refused("broken")
        if isinstance(held, DictionaryObject):
            chosen = under in _CHOSEN and not isinstance(held, StreamObject)
            yield held, chosen
            before = under if under == "/AP" else ""
            waiting += [(held.raw_get(key), "" if chosen else before + key) for key in held]
        elif isinstance(held, ArrayObject):
            waiting += [(one, "") for one in list.__iter__(held)]


def _inspect(held: Any) -> None:
    """Raises Refused for what could act, for files in the file, for signatures, and for a flood of pixels."""
    kind = _value(held, "/Type")
    if any(key in held for key in _ACTIVE_KEYS) or _value(held, "/S") in _ACTS or kind in _ACTIVE_TYPES:
        raise refused("active")
    if kind in ("/Sig", "/DocTimeStamp") or "/ByteRange" in held:
        raise refused("signed")
    if _value(held, "/Subtype") == "/Image":
        check_pixels(int(_value(held, "/Width") or 0), int(_value(held, "/Height") or 0))


def _value(held: Any, key: str) -> Any:
    """What stands there, also where it is written elsewhere in the document and only pointed at; None for nothing."""
    if key not in held:  # get() of a dictionary would give the pointer
        return None
    return held[key]


def _strip(held: Any) -> None:
    from pypdf.generic import EncodedStreamObject

    for key in _LEFT_OUT:
        if key in held:
            del held[key]
    if "/Rect" in held and "/Subtype" in held and held["/Subtype"] != _WIDGET:
        for key in _OF_COMMENTS:
            if key in held:
                del held[key]
    if _value(held, "/Subtype") == "/Image" and isinstance(held, EncodedStreamObject):
        _strip_picture(held)


def _strip_picture(stream: Any) -> None:
    """A scanned page is mostly one JPEG, which brings its own Exif along."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    filters = _value(stream, "/Filter")
    names = [name.get_object() for name in filters] if isinstance(filters, ArrayObject) else [filters]
    last = names[-1] if names else None
    if last not in ("/DCTDecode", "/DCT", "/JPXDecode"):
        return
    data = stream._data
    for name in names[:-1]:
        data = _unpacked(name, data)
    stream._data = clean_jpx(data) if last == "/JPXDecode" else jpeg.clean_jpeg(data)
    stream[NameObject("/Filter")] = NameObject("/JPXDecode" if last == "/JPXDecode" else "/DCTDecode")
    how = _value(stream, "/DecodeParms")
    if isinstance(how, ArrayObject):
        del stream["/DecodeParms"]
        of_last = how[-1].get_object() if len(how) == len(names) else None
        if isinstance(of_last, DictionaryObject):  # how its colours are to be read
            stream[NameObject("/DecodeParms")] = of_last


def _unpacked(name: str, data: bytes) -> bytes:
    """A picture is packed a second time by some programs, which only makes it larger."""
    from pypdf.filters import ASCII85Decode, ASCIIHexDecode

    if name in ("/FlateDecode", "/Fl"):
        unfolding = zlib.decompressobj()
        data = unfolding.decompress(data, UNFOLDED)
        if unfolding.unconsumed_tail:
            raise refused("pixels")
        return data
    if name in ("/ASCII85Decode", "/A85"):
        return ASCII85Decode.decode(data)
    if name in ("/ASCIIHexDecode", "/AHx"):
        return bytes(ASCIIHexDecode.decode(data))
    raise refused("broken")


def _written(reader: PdfReader) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.metadata = None
    for page in reader.pages:
        writer.add_page(page)
    _carry(reader, writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _carry(reader: PdfReader, writer: PdfWriter) -> None:
    """What the pages need of the document to look as they did: layers, and the forms that their fields belong to."""
    from pypdf.generic import NameObject

    root: Any = reader.trailer["/Root"]
    for key in ("/OCProperties", "/AcroForm"):
        if key in root:
            writer._root_object[NameObject(key)] = root.raw_get(key).clone(writer)
