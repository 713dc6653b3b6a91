"""Form 01, the receipt of a dossier with the promise of its result: facts in, PDF out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from counter.domain.sentence import Sentence, say
from counter.printing.code_band import code_band
from counter.printing.facts import ReceiptFacts
from counter.printing.flow import paginate
from counter.printing.fonts import Fonts, the_fonts
from counter.printing.letterhead import letterhead
from counter.printing.painter import paint
from counter.printing.paper_size import PaperName, Setting, settings
from counter.printing.receipt_body import form_body
from counter.printing.receipt_ends import foot, running_head, signatures
from counter.printing.sheet import Page, Part

COPIES = 2
"""One for the applicant, one kept with the dossier."""


def render_receipt(
    facts: ReceiptFacts,
    *,
    paper: PaperName = "A5",
    copies: int = COPIES,
    copy_number: int = 0,
    fonts: Fonts | None = None,
) -> bytes:
    """The receipt as PDF: `copies` parts, one after the other, each of as many pages as it needs.

    `copy_number` 0 is the first print; n ≥ 1 bears the mark "BẢN SAO lần n" on every page. The same arguments give the
    same bytes. Text is drawn as it is, never read as markup; a character no face has is written as its code.
    Raises ValueError for a code no symbol can carry or for no copy at all, Trouble when no font is installed."""
    if copies < 1:
        raise ValueError("a print has one copy at least")
    fonts = fonts or the_fonts()
    setting, pages = lay_out(facts, paper=paper, copy_number=copy_number, fonts=fonts)
    return paint(
        fonts,
        setting,
        pages,
        copies=[copy_words(number) for number in range(1, copies + 1)],
        title=f"{facts.form.title} {facts.code}",
        author=facts.office.centre,
        watermark=_said("receipt.training") if facts.training else "",
    )


def copy_words(number: int) -> str:
    """For whom the n-th part is."""
    return _said("receipt.copy_for_applicant") if number == 1 else _said("receipt.copy_for_file", number=number)


def lay_out(
    facts: ReceiptFacts, *, paper: PaperName = "A5", copy_number: int = 0, fonts: Fonts | None = None
) -> tuple[Setting, list[Page]]:
    """Where everything stands, before it is drawn: on one page if the usual or the closer setting makes it fit."""
    fonts = fonts or the_fonts()
    *for_one_page, for_more = settings(paper)
    for setting in for_one_page:
        pages = _set(fonts, setting, facts, copy_number)
        if len(pages) == 1:
            return setting, pages
    return for_more, _set(fonts, for_more, facts, copy_number)


def unprintable(facts: ReceiptFacts, fonts: Fonts | None = None) -> set[str]:
    """The characters of the facts that the faces lack and that the receipt therefore writes as codes."""
    return (fonts or the_fonts()).missing("".join(_texts(facts)))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _set(fonts: Fonts, setting: Setting, facts: ReceiptFacts, copy_number: int) -> list[Page]:
    mark = _said("receipt.copy_mark", number=copy_number) if copy_number else ""
    note = _said("receipt.substituted") if unprintable(facts, fonts) else ""
    base = foot(fonts, setting, facts, note=note)
    bottom = setting.height - setting.bottom - base.height
    day = facts.late_entered_at or facts.received_at
    office = facts.office
    blocks = [
        letterhead(fonts, setting, parent=office.parent, centre=office.centre, place=office.place, day=day),
        code_band(fonts, setting, facts),
        *form_body(fonts, setting, facts, mark),
    ]
    signed = signatures(fonts, setting, facts)
    head = running_head(fonts, setting, facts, mark)
    pages, reach = paginate([*blocks, signed], top=setting.top, bottom=bottom, running_head=head)
    if len(pages) == 1:
        pages[0].open_up(bottom - reach, setting.airy * setting.body)
    for number, page in enumerate(pages, 1):
        words = _said("receipt.page", page=number, pages=len(pages)) if len(pages) > 1 else ""
        page.parts.append(Part(bottom, foot(fonts, setting, facts, note=note, page=words).items))
    return pages


def _said(key: str, **args: object) -> str:
    return say(Sentence(key, args))
