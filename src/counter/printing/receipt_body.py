"""The body of form 01: title, parties, papers and the numbered items, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from counter.printing.facts import PartyFacts, ReceiptFacts
from counter.printing.fonts import Fonts
from counter.printing.paper_size import Setting
from counter.printing.paper_table import Column, table
from counter.printing.promise_box import promise_box
from counter.printing.receipt_words import (
    capacity_note,
    fee_words,
    fetched_at,
    late_note,
    no_papers,
    paper_kinds,
    party_name,
    phone_words,
)
from counter.printing.sheet import Block, CopyWords, Frame, Item, Words
from counter.printing.text_lines import Run, balanced, baseline, line_width, paragraph, words_of, wrap
from counter.printing.vietnamese_dates import NBSP, time_words

_FIELD_GAP = 16.0
_DOTS = "…" * 8


def form_body(fonts: Fonts, setting: Setting, facts: ReceiptFacts, mark: str) -> list[Block]:
    """Everything between the code and the signatures."""
    half = Block(setting.gap / 2, stretch=0.5)

    def text(*runs: Run) -> list[Block]:
        return paragraph(fonts, runs, setting.left, setting.measure, setting.body, setting.line(setting.body))

    blocks = [*_title(fonts, setting, facts, mark), half]
    blocks += text(_plain(f"Bộ phận tiếp nhận và trả kết quả: {facts.office.centre}"))
    blocks += _party(fonts, setting, "Tiếp nhận hồ sơ của: ", facts.applicant, capacity_note(facts))
    if facts.owner is not None:
        blocks += _party(fonts, setting, "Chủ hồ sơ: ", facts.owner, "")
    coded = f" ({facts.procedure_code})" + (f" – {facts.variant_name}" if facts.variant_name else "")
    blocks += text(_plain("Nội dung yêu cầu giải quyết: "), (facts.procedure_name, "bold"), _plain(coded))
    if facts.deciding_body:
        blocks += text(_plain(f"Cơ quan giải quyết: {facts.deciding_body}"))

    blocks += _papers(fonts, setting, facts)
    sets = f"2. Số lượng hồ sơ: {facts.sets:02} (bộ)"
    limit = f"Thời gian giải quyết theo quy định: {facts.time_limit}"
    blocks += _fields(fonts, setting, [sets, limit] if facts.time_limit else [sets])
    blocks += text(_plain(f"3. Thời gian nhận hồ sơ: {time_words(facts.received_at)}"))
    late = late_note(facts)
    if late:
        step = setting.line(setting.small)
        blocks += paragraph(fonts, ((late, "italic"),), setting.left, setting.measure, setting.small, step)
    blocks.append(half)
    blocks += [replace(block, with_next=True) for block in _closing(fonts, setting, facts, half)]
    return blocks


def _closing(fonts: Fonts, setting: Setting, facts: ReceiptFacts, half: Block) -> list[Block]:
    """From the promise to the signatures, which stand on one page: nobody signs a sheet that promises nothing."""
    blocks = [promise_box(fonts, setting, facts), half]
    fetched, fee = (
        f"5. Đăng ký trả kết quả tại: {fetched_at(facts)}",
        f"6. Phí, lệ phí (nếu có): {fee_words(facts.fee)}",
    )
    blocks += _fields(fonts, setting, [fetched, fee])
    register = _plain(f"Vào sổ theo dõi hồ sơ, Quyển số: {_DOTS}{NBSP * 3}Số thứ tự: {_DOTS}")
    step = setting.line(setting.body)
    return blocks + paragraph(fonts, (register,), setting.left, setting.measure, setting.body, step)


def mark_items(fonts: Fonts, mark: str, edge: float, y: float, size: float) -> tuple[Item, ...]:
    """The mark of a reprint in its frame, ending at `edge`, with the baseline of its words at y."""
    width = fonts.width(mark, "bold", size)
    frame = Frame(edge - width - 8, y - size * 1.02, width + 8, size * 1.42, 1.0)
    return frame, Words(edge - width - 4, y, mark, "bold", size)


def _plain(text: str) -> Run:
    return text, "regular"


def _title(fonts: Fonts, setting: Setting, facts: ReceiptFacts, mark: str) -> list[Block]:
    """Title, and below it which part this is; a reprint is marked in a frame on the right of that line."""
    centre = setting.left + setting.measure / 2
    size, step = setting.title, setting.line(setting.title)
    blocks = [Block(setting.gap, with_next=True, stretch=0.4)]
    for line in balanced(fonts, ((facts.form.title.upper(), "bold"),), size, setting.measure):
        x = centre - line_width(fonts, line, size) / 2
        blocks.append(Block(step, words_of(line, x, baseline(size, step), size), with_next=True))
    size = setting.small + 1
    step = (
        1.75 * size
    )  # the frame of a mark has room in it, so that a reprint stands line for line like the first print
    down = baseline(size, step)
    items: list[Item] = [CopyWords(centre, down, 0.5, "italic", size)]
    if mark:
        items += mark_items(fonts, mark, setting.edge, down, size + 0.6)
    return [*blocks, Block(step, tuple(items), stretch=0.4)]


def _party(fonts: Fonts, setting: Setting, label: str, party: PartyFacts, note: str) -> list[Block]:
    """Name on its own line, then number, phone and mail side by side, then the address."""
    named: tuple[Run, ...] = (_plain(label), (party_name(party), "bold"))
    if note:
        named += (_plain(f" {note}"),)
    size, step = setting.body, setting.line(setting.body)
    blocks = paragraph(fonts, named, setting.left, setting.measure, size, step)
    fields = [f"{party.number_label}: {party.number}"] if party.number else []
    fields += [f"Điện thoại: {phone_words(party.phone)}"] if party.phone else []
    fields += [f"Email: {party.email}"] if party.email else []
    blocks += _fields(fonts, setting, fields)
    if party.address:
        blocks += paragraph(fonts, (_plain(f"Địa chỉ: {party.address}"),), setting.left, setting.measure, size, step)
    return blocks


def _fields(fonts: Fonts, setting: Setting, fields: Iterable[str]) -> list[Block]:
    """Short fields side by side while they fit; one that is too long for the rest of a line opens a new one."""
    size, step = setting.body, setting.line(setting.body)
    blocks: list[Block] = []
    row: tuple[Words, ...] = ()
    reach = 0.0
    for field in fields:
        lines = wrap(fonts, (_plain(field),), size, setting.measure)
        width = line_width(fonts, lines[0], size)
        if len(lines) == 1 and row and reach + _FIELD_GAP + width <= setting.measure:
            row += words_of(lines[0], setting.left + reach + _FIELD_GAP, baseline(size, step), size)
            reach += _FIELD_GAP + width
            continue
        if row:
            blocks.append(Block(step, row, stretch=1.0))
        row, reach = (), 0.0
        if len(lines) > 1:
            blocks += paragraph(fonts, (_plain(field),), setting.left, setting.measure, size, step)
        else:
            row, reach = words_of(lines[0], setting.left, baseline(size, step), size), width
    if row:
        blocks.append(Block(step, row, stretch=1.0))
    return blocks


def _papers(fonts: Fonts, setting: Setting, facts: ReceiptFacts) -> list[Block]:
    """Item 1: the caption, never parted from the table below it."""
    caption = _plain("1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:")
    step = setting.line(setting.body)
    lines = paragraph(fonts, (caption,), setting.left, setting.measure, setting.body, step)
    blocks = [replace(line, with_next=True) for line in lines]
    blocks.append(Block(setting.gap / 4, with_next=True))
    em = setting.table
    columns = (
        Column("STT", 2.9 * em, "centre"),
        Column("Tên giấy tờ", 0.0, "left"),
        Column("Loại giấy tờ", 6.9 * em, "centre"),
        Column("Số lượng", 5.1 * em, "centre"),
    )
    rows = [(str(n), paper.name, *paper_kinds(paper)) for n, paper in enumerate(facts.papers, 1)]
    rows = rows or [("", no_papers(), "", "")]
    return [*blocks, *table(fonts, setting, columns, rows), Block(setting.gap / 2, stretch=0.5)]
