"""The nothing-lost slip on paper: counts, sums and codes of one counter, as the province signed them; nothing of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from counter.domain.sentence import Sentence, say
from counter.printing.flow import paginate
from counter.printing.fonts import Fonts, the_fonts
from counter.printing.letterhead import letterhead
from counter.printing.painter import paint
from counter.printing.paper_size import PaperName, Setting, settings
from counter.printing.sheet import Block, Item, Part, Rule
from counter.printing.text_lines import Run, centred, paragraph
from counter.printing.vietnamese_dates import NBSP, date_words, time_words
from counter.store.standpoint import HERE

LOGS = 4  # on paper; older ones are only counted
_GROUP = 8


def render_slip(
    body: Mapping[str, Any], *, centre: str, parent: str = "", place: str = "", paper: PaperName = "A5", copy_number: int = 0,
    training: bool = False, fonts: Fonts | None = None,
) -> bytes:  # fmt: skip
    """The slip as PDF, the same bytes for the same arguments. `body`: `counter.store.statement.Slip.body()`.

    Raises Trouble when no font is installed."""
    fonts = fonts or the_fonts()
    setting = settings(paper)[0]
    day = date.fromisoformat(body["day"])
    head = Block(setting.gap)
    blocks = [
        letterhead(fonts, setting, parent=parent, centre=centre, place=place, day=day),
        _title(fonts, setting, body, day, copy_number),
        *_statement(fonts, setting, body),
        *_sums(fonts, setting, body),
    ]
    foot = paragraph(
        fonts, ((_said("slip.foot"), "italic"),), setting.left, setting.measure, setting.small, setting.small * 1.2
    )
    bottom = setting.height - setting.bottom - sum(block.height for block in foot) - 4
    pages, _ = paginate(blocks, top=setting.top, bottom=bottom, running_head=head)
    for page in pages:
        y = bottom + 4
        page.parts.append(Part(bottom, (Rule(setting.left, 0.0, setting.edge, 0.0, 0.6),)))
        for block in foot:
            page.parts.append(Part(y, block.items))
            y += block.height
    return paint(
        fonts, setting, pages, copies=[""], title=f"{_said('slip.title')} {body['day']}", author=centre,
        watermark=_said("receipt.training") if training else "",
    )  # fmt: skip


def _title(fonts: Fonts, setting: Setting, body: Mapping[str, Any], day: date, copy_number: int) -> Block:
    middle, y = setting.left + setting.measure / 2, setting.gap
    items: list[Item] = []
    lines = [
        (_said("slip.title").upper(), "bold", setting.title),
        (_said("slip.of", counter=body["counter"], day=date_words(day)), "italic", setting.body),
    ]
    if copy_number:
        lines.append((_said("receipt.copy_mark", number=copy_number), "bold", setting.body))
    for text, face, size in lines:
        step = size * 1.25
        words, count = centred(fonts, text, face, middle, setting.measure, y, size, step)  # type: ignore[arg-type]
        items += words
        y += count * step
    return Block(y + setting.gap, tuple(items))


def _statement(fonts: Fonts, setting: Setting, body: Mapping[str, Any]) -> list[Block]:
    """What it all comes to, then the figures a person may compare."""
    key = "slip.equal" if body["equal"] else "slip.different"
    if any(what in HERE for _, _, what in body["named"]):
        key = "slip.different_here"
    blocks = _text(fonts, setting, (_said(key, entries=body["entries"], lacking=body["lacking"]), "bold"))
    blocks += [
        block
        for code, at, what in body["named"]
        for block in _text(fonts, setting, (_named(code, at, what), "regular"))
    ]
    rows = [
        ("slip.at", time_words(datetime.fromisoformat(body["at"]))),
        ("slip.entries", _said("slip.count", count=body["entries"], waiting=body["waiting"])),
        ("slip.files", _said("slip.count", count=body["files"], waiting=body["files_waiting"])),
        ("slip.received", _received(body)),
    ]
    if body["files_lost"]:
        rows.insert(3, ("slip.files_lost", str(body["files_lost"])))
    for label, value in rows:
        blocks += _text(fonts, setting, (_said(label) + ": ", "regular"), (value, "bold"))
    return [*blocks, Block(setting.gap / 2)]


def _received(body: Mapping[str, Any]) -> str:
    if not body["received"]:
        return "0"
    return _said("slip.codes", count=body["received"], first=body["first_code"], last=body["last_code"])


def _named(code: str | None, at: str, what: str) -> str:
    moment = datetime.fromisoformat(at)
    told = _said("slip.dossier", code=code) if code else _said("slip.fact")
    return f"– {told}, {moment:%H:%M}{NBSP}{moment.day}/{moment.month}/{moment.year}: " + _said(f"slip.{what}")


def _sums(fonts: Fonts, setting: Setting, body: Mapping[str, Any]) -> list[Block]:
    """What a machine may compare: one paragraph a log, and what the signature covers."""
    logs: Sequence[Mapping[str, Any]] = body["logs"]
    small = setting.small
    blocks = [Block(3, (Rule(setting.left, 0.0, setting.edge, 0.0, 0.6),))]
    for log in logs[-LOGS:]:
        key = "slip.apart" if log["apart"] else "slip.log"
        blocks += _text(
            fonts, setting, (_said(key, epoch=log["epoch"], count=log["count"], last=log["last"]), "bold"), size=small
        )
        blocks += _hash(fonts, setting, "slip.head", log["head"])
        blocks += _hash(fonts, setting, "slip.digest", log["digest"])
    if len(logs) > LOGS:
        blocks += _text(fonts, setting, (_said("slip.older", count=len(logs) - LOGS), "italic"), size=small)
    for key in ("generation", "nonce", "signature"):
        blocks += _hash(fonts, setting, _KEYS[key], body[key])
    return blocks


_KEYS = {"generation": "slip.generation", "nonce": "slip.nonce", "signature": "slip.signature"}


def _hash(fonts: Fonts, setting: Setting, key: str, digits: str) -> list[Block]:
    grouped = " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
    return _text(fonts, setting, (_said(key) + ": ", "italic"), (grouped, "regular"), size=setting.small)


def _text(fonts: Fonts, setting: Setting, *runs: Run, size: float | None = None) -> list[Block]:
    size = setting.body if size is None else size
    return paragraph(fonts, runs, setting.left, setting.measure, size, setting.line(size) + 1.5)


def _said(key: str, **args: object) -> str:
    return say(Sentence(key, args))
