"""What opens and closes the pages of form 01: the head of a later page, the signatures, the foot."""

from __future__ import annotations

from counter.domain.sentence import Sentence, say
from counter.printing.facts import ReceiptFacts
from counter.printing.fonts import Fonts
from counter.printing.paper_size import Setting
from counter.printing.receipt_body import mark_items
from counter.printing.sheet import Block, CopyWords, Item, Rule, Words
from counter.printing.text_lines import baseline, centred, words_of, wrap


def running_head(fonts: Fonts, setting: Setting, facts: ReceiptFacts, mark: str) -> Block:
    """Over every page but the first: title and code, so that a loose sheet finds its dossier, and which part it is."""
    size, step = setting.small + 0.6, (setting.small + 0.6) * 1.25
    title = f"{facts.form.title} {say(Sentence('receipt.continued'))}"
    code_width = fonts.width(facts.code, "bold", size)
    items: list[Item] = [Words(setting.edge - code_width, baseline(size, step), facts.code, "bold", size)]
    y = 0.0
    for line in wrap(fonts, ((title, "bold"),), size, setting.measure - code_width - 10):
        items += words_of(line, setting.left, y + baseline(size, step), size)
        y += step
    items.append(CopyWords(setting.left, y + 1 + baseline(size, step), 0.0, "italic", size))
    if mark:
        items += mark_items(fonts, mark, setting.edge, y + 4 + baseline(size, step), size)
    y += step + 7
    items.append(Rule(setting.left, y, setting.edge, y, 0.6))
    return Block(y + setting.gap, tuple(items))


def signatures(fonts: Fonts, setting: Setting, facts: ReceiptFacts) -> Block:
    """Both signatures side by side with room to sign; the clerk's name and counter stand below the right one."""
    size, step = setting.agency, setting.agency * 1.25
    small, small_step = setting.small + 0.6, (setting.small + 0.6) * 1.25
    half = setting.measure / 2
    left, right = setting.left + half / 2, setting.edge - half / 2
    top = setting.gap
    items: list[Item] = []
    for centre, title in ((left, "NGƯỜI NỘP HỒ SƠ"), (right, "NGƯỜI TIẾP NHẬN HỒ SƠ")):
        words, _ = centred(fonts, title, "bold", centre, half, top, size, step)
        items += words
        words, _ = centred(fonts, "(Ký và ghi rõ họ tên)", "italic", centre, half, top + step, small, small_step)
        items += words
    y = top + step + small_step + setting.sign
    named = setting.body * 1.2
    words, lines = centred(fonts, facts.office.clerk, "regular", right, half, y, setting.body, named)
    items += words
    y += lines * named
    if facts.office.counter:
        desk = say(Sentence("receipt.desk", {"counter": facts.office.counter}))
        words, lines = centred(fonts, desk, "italic", right, half, y, small, small_step)
        items += words
        y += lines * small_step
    return Block(y + setting.gap, tuple(items))


def foot(fonts: Fonts, setting: Setting, facts: ReceiptFacts, *, note: str = "", page: str = "") -> Block:
    """At the foot of every page: what to bring, whom to call; on the right check string, form number, page."""
    size, step = setting.small, setting.small * 1.2
    form = facts.form
    number = say(Sentence("receipt.form_number", {"number": form.number})) if form.number else ""
    check = say(Sentence("receipt.check", {"check": facts.check}))
    right = [check, " – ".join(filter(None, (number, page))), form.circular]
    right = [words for words in right if words]
    widest = f"{number} – {say(Sentence('receipt.page', {'page': 99, 'pages': 99}))}"  # the left side stays as it is
    right_width = max(fonts.width(words, "regular", size) for words in (*right, widest))
    left = [say(Sentence("receipt.bring"))]
    if facts.office.hotline:
        left.append(say(Sentence("receipt.hotline", {"phone": facts.office.hotline})))
    if note:
        left.append(note)
    top = 5.0
    items: list[Item] = [Rule(setting.left, 0.0, setting.edge, 0.0, 0.6)]
    room = setting.measure - right_width - 18
    lines = [line for text in left for line in wrap(fonts, ((text, "regular"),), size, room)]
    for n, line in enumerate(lines):
        items += words_of(line, setting.left, top + n * step + baseline(size, step), size)
    for n, words in enumerate(right):
        x = setting.edge - fonts.width(words, "regular", size)
        items.append(Words(x, top + n * step + baseline(size, step), words, "regular", size))
    return Block(top + max(len(lines), len(right)) * step, tuple(items))
