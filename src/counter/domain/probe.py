"""The test code that a scanner reads back, and what the text that came says of whatever lies between the two.

Its words are chosen so that each input method and each keyboard layout leaves its own trace: `toois` is tối in Telex,
`d9a6y` is đây in VNI, and French, German and Vietnamese layouts move some of its letters and digits."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from counter.domain.card.keystrokes import Method, compose
from counter.domain.card.layouts import LAYOUTS, typed_on
from counter.domain.letters import ACCENTED
from counter.domain.spelling import fold

Trace = Literal[
    "same", "telex", "vni", "caps_lock", "layout", "code_page", "lost", "doubled", "cut", "other_code", "altered", "not_ours"
]  # fmt: skip
Symbol = Literal["bars", "qr"]

_NONCE = "BCGHKLMNPTV"  # neither Telex nor VNI makes anything of them
_WORDS = "toois-d9a6y"
_ACCENTS = "Đặng Thị Thuỳ Ước ẩn ễ ọ"
_ANY = re.compile(rf"KTM([-|])([{_NONCE}]{{4}})\1toois\1d9a6y.*", re.DOTALL)
_AIM = re.compile(r"^\][A-Za-z][0-9](?=.)")
_CODE_PAGES = ("cp1252", "latin-1", "cp1258", "cp850", "cp437", "cp1251")
_MARKED = frozenset(ACCENTED) - frozenset(_ACCENTS)
_LIKE = 0.6  # of the letters, in their order: a card or a dossier's code has not a third
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Probe:
    """One test code. `nonce`: four letters that tell this slip or screen from every other."""

    nonce: str

    @property
    def bars(self) -> str:
        """What the Code 128 says: printable ASCII."""
        return f"KTM-{self.nonce}-{_WORDS}"

    @property
    def qr(self) -> str:
        """What the QR says: with accented letters, as an identity card's has."""
        return f"KTM|{self.nonce}|{_WORDS.replace('-', '|')}|{_ACCENTS}"


def new_probe(rng: random.Random) -> Probe:
    """A test code that was not shown before, as far as four letters can tell."""
    return Probe("".join(rng.choice(_NONCE) for _ in range(4)))


@dataclass(frozen=True, slots=True)
class Judged:
    """What a scan shows. `probe`, `symbol`: which code it must have been; `layout`: French, German or Vietnamese."""

    trace: Trace
    probe: Probe | None = None
    symbol: Symbol | None = None
    layout: str = ""


def is_probe(text: str) -> bool:
    """Whether a text is any test code, unaltered: what a person does not type by chance."""
    return _ANY.fullmatch(_bare(text)) is not None


def judge(text: str, probes: Iterable[Probe]) -> Judged:
    """Which of the codes was scanned and what became of it on the way. Nothing of a text that is not ours is kept."""
    came = _bare(text)[:_LONGEST]
    forms: list[tuple[Probe, Symbol, str]] = []
    for probe in probes:
        forms += [(probe, "bars", probe.bars), (probe, "qr", _nfc(probe.qr))]
    for trace, alter, layout in _alterations():
        for probe, symbol, form in forms:
            if came == _nfc(alter(form)):
                return Judged(trace, probe, symbol, layout)
    ours = _ANY.fullmatch(came)
    if ours is not None and ours[2] not in {probe.nonce for probe, _, _ in forms}:
        return Judged("other_code")
    for probe, symbol, form in forms:
        if len(came) >= 4 and (form.startswith(came) or form.endswith(came)):
            return Judged("cut", probe, symbol)
    return _guess(came, forms)


def _bare(text: str) -> str:
    """Without what readers add around a scan."""
    shown = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return _nfc(_AIM.sub("", shown.strip()))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


Alter = Callable[[str], str]


def _alterations() -> Iterator[tuple[Trace, Alter, str]]:
    yield "same", str, ""
    for turned in (_turn_keys, str.swapcase):
        yield "caps_lock", turned, ""
    telex, vni = _composed("telex"), _composed("vni")
    for case in (str, _turn_keys, str.swapcase):
        yield "telex", lambda text, case=case: case(telex(text)), ""  # type: ignore[misc]
        yield "vni", lambda text, case=case: case(vni(text)), ""  # type: ignore[misc]
    for layout in LAYOUTS:
        yield "layout", lambda text, layout=layout: typed_on(layout, text), layout  # type: ignore[misc]
    yield "doubled", lambda text: "".join(c * 2 for c in text), ""
    yield "doubled", lambda text: "".join(c * 2 if c.isalpha() else c for c in text), ""
    for page in _CODE_PAGES:
        yield "code_page", lambda text, page=page: text.encode().decode(page, "replace"), ""  # type: ignore[misc]
    yield "lost", fold_case, ""
    yield "lost", lambda text: "".join(c if c.isascii() else "?" for c in text), ""
    yield "lost", lambda text: "".join(c for c in text if c.isascii()), ""


def fold_case(text: str) -> str:
    """Without marks, in the case it has."""
    plain = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def _turn_keys(text: str) -> str:
    return "".join(c.swapcase() if c.isascii() else c for c in text)


def _composed(method: Method) -> Alter:
    """What an input method makes of the words of the code."""

    def alter(text: str) -> str:
        return "".join(_word(part, method) for part in re.split(r"([^0-9A-Za-z]+)", text))

    return alter


def _word(part: str, method: Method) -> str:
    if part not in _WORDS.split("-"):
        return part
    made = compose(part, method)
    return part if made is None else made.words[0]


def _guess(came: str, forms: list[tuple[Probe, Symbol, str]]) -> Judged:
    """No alteration gives exactly this: is it like the code at all, and which part of it suffered?"""
    for probe, symbol, form in forms:
        head = form.partition(_ACCENTS)[0]
        if symbol == "qr" and came.startswith(head):
            return Judged("code_page" if _has_strange(came[len(head) :]) else "lost", probe, symbol)
    best, like = None, _LIKE
    for one in forms:
        alike = SequenceMatcher(None, fold(came), fold(one[2]), autojunk=False).ratio()
        if alike > like:
            best, like = one, alike
    if best is None:
        return Judged("not_ours")
    probe, symbol, _ = best
    telex, vni = (word in came for word in _WORDS.split("-"))
    if _has_marks(came) and telex != vni:
        return Judged("telex" if vni else "vni", probe, symbol)
    return Judged("altered", probe, symbol)


def _has_marks(text: str) -> bool:
    return not _MARKED.isdisjoint(text)  # those of the code's own last field are none of them


def _has_strange(text: str) -> bool:
    """Whether it holds what no Vietnamese word has: signs of another code page, or numbers in the place of letters."""
    return any(c.isdigit() or (not c.isascii() and not fold(c).isascii()) for c in text)
