"""Letters typed as their numbers, because the reader's Alt key did not reach Windows.

Each UTF-8 byte from 128 up as four digits (`Ng022501870141c`) or three, or each letter as its code point (`Ph432417ng`).
A number of the address looks alike, so digits are read as letters there only where the whole word then is Vietnamese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

from counter.domain.card.card import Fault
from counter.domain.card.syllable import is_syllable
from counter.domain.card.words import LOST, LOT_NOUNS, WORD
from counter.domain.spelling import fold

_HIGH = r"(?:12[89]|1[3-9][0-9]|2[0-4][0-9]|25[0-5])"
_TOKEN = re.compile(r"[^\s,.;:/()-]+")
_MAYBE_BLANK = "\ue000"
_RUN = re.compile(rf"[0-9]{_MAYBE_BLANK}?[0-9][0-9{_MAYBE_BLANK}]*[0-9]")
_BESIDE_LETTERS = re.compile(r"[^\W\d_][0-9]{3,}|[0-9]{3,}[^\W\d_]")
_SPACED = re.compile(rf"0{_HIGH}(?: ?0{_HIGH})+(?![0-9])")
# Digits that may be a word alone: Ý, Ô.
_LONE = frozenset({"221", "253", "212", "244", "0221", "0253", "0212", "0244"})
# 12Đ or 5đ as code points; as house numbers they would be odd.
_HOUSE_D = re.compile("[1-9][0-9]{0,2}27[23]")
_BLANK = 0x1F
_MOST_PIECES = 6
_WITHIN = re.compile(rb"(?:(?<=[\xc3-\xe1])|(?<=\xe1[\x80-\xbf])|(?<=\xe1\x1f[\x80-\xbf]))\x1f(?=[\x80-\xbf])")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in _TONES}
_POINTS = {str(ord(letter)): letter for letter in _LETTERS | {"đ", "Đ"} if not letter.isascii()}

# Digits → letters and whether some are lost, or None when they are no letters.
Decode = Callable[[str], tuple[str, bool] | None]


@dataclass(slots=True)
class _Text:
    """A name or an address as one way of writing letters gives it, and how well that went."""

    text: str = ""
    read: int = 0
    lost: int = 0
    embedded: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Decimals:
    """Name and address read by the way that explains them best. `sure` is False where another reading is as good."""

    name: str
    address: str
    fault: Fault
    name_sure: bool
    address_sure: bool


def undo_decimals(name: str, address: str) -> Decimals | None:
    """Name and address with numbers read as letters; None when no letters were typed so."""
    if not (_RUN.search(name) or _RUN.search(address)):
        return None
    found: list[tuple[tuple[int, int], Decimals]] = []
    for fault, decode in _WAYS:
        spaced = decode is _four_digit_bytes
        of_name = _read(_join(name) if spaced else name, decode, is_name=True)
        of_address = _read(_join(address) if spaced else address, decode, is_name=False)
        if not _convincing(name, of_name, of_address):
            continue
        reading = Decimals(of_name.text, of_address.text, fault, of_name.sure, of_address.sure)
        if fault == "byte_decimals" and of_name.read + of_address.read > 0:
            return reading  # bytes that make up whole letters prove themselves
        found.append(((_unread(of_name.text, of_address.text), of_name.lost + of_address.lost), reading))
    if not found:
        return None
    found.sort(key=lambda way: way[0])
    best = found[0][1]
    alone = len(found) == 1 or found[1][0][0] > found[0][0][0]
    return replace(
        best,
        name_sure=best.name_sure and (alone or best.name == name),
        address_sure=best.address_sure and (alone or best.address == address),
    )


def _unread(name: str, address: str) -> int:
    """Groups of digits that no way of reading explains: any in a name, those beside letters in an address."""
    return len(_RUN.findall(name)) + len(_BESIDE_LETTERS.findall(address))


def _convincing(name: str, of_name: _Text, of_address: _Text) -> bool:
    """A name has no digits, so those in it are letters. Without them the address must show it: within words, twice."""
    if _RUN.search(name):
        return of_name.read + of_name.lost > 0
    return of_address.embedded > 0 and of_address.read + of_address.lost > 1


def _read(text: str, decode: Decode, *, is_name: bool) -> _Text:
    out = _Text()
    before = ""

    def word(found: re.Match[str]) -> str:
        nonlocal before
        token = found[0]
        plain = _word(token, before, decode, is_name, out) if _RUN.search(token) else token
        before = fold(plain)
        return plain

    out.text = _TOKEN.sub(word, text).replace(_MAYBE_BLANK, " ")
    return out


def _word(token: str, noun: str, decode: Decode, is_name: bool, out: _Text) -> str:
    lost = False

    def letters(run: re.Match[str]) -> str:
        nonlocal lost
        got = decode(run[0])
        if got is None:
            return run[0]
        lost = lost or got[1]
        return got[0]

    plain = _RUN.sub(letters, token)
    if plain == token:
        if decode is _code_points and not is_name and _HOUSE_D.fullmatch(token):
            out.sure = False
        return token
    plain = _settle_blanks(plain)
    bare = token.replace(_MAYBE_BLANK, "").isdigit()
    if lost:
        if bare and not is_name:
            return token
        out.lost += 1
        return plain
    if not is_name and not _vietnamese(plain):
        return token
    if (
        not is_name
        and decode is _code_points
        and ((bare and len(plain) == 1) or (noun in LOT_NOUNS and re.fullmatch("[A-Z][0-9]{3}", token)))
    ):
        out.sure = out.sure and bare and token not in _LONE
        return token
    out.read += 1
    out.embedded += _RUN.search(token.rstrip("0123456789")) is not None or decode is not _code_points
    return plain


def _settle_blanks(word: str) -> str:
    """Blanks that stood between groups of digits: as many go as the word can do without."""
    pieces = word.split(_MAYBE_BLANK)
    if len(pieces) > _MOST_PIECES:
        return "".join(pieces)
    for blanks in sorted(product(("", " "), repeat=len(pieces) - 1), key=lambda row: row.count(" ")):
        settled = "".join(map(str.__add__, pieces, (*blanks, "")))
        if _vietnamese(settled):
            return settled
    return "".join(pieces)


def _vietnamese(text: str) -> bool:
    return all(is_syllable(part) or (len(part) == 1 and part.isupper()) for part in WORD.findall(text))


def _join(text: str) -> str:
    """Groups of four digits with blanks between: most such blanks stand within a word, some may end it."""
    return _SPACED.sub(lambda found: found[0].replace(" ", _MAYBE_BLANK), text)


def _bytes(width: int) -> Decode:
    group = rf"{'0' * (width - 3)}{_HIGH}"
    groups = re.compile(rf"{group}(?:{_MAYBE_BLANK}?{group})*")
    parts = re.compile(rf"{_MAYBE_BLANK}|[0-9]{{{width}}}")

    def decode(run: str) -> tuple[str, bool] | None:
        """Digits of a house number before and after the letters stay digits: `12` and `01960144` are 12Đ."""
        lossy: tuple[str, bool] | None = None
        for start in range(min(width, len(run))):
            found = groups.match(run, start)
            if found is None:
                continue
            letters = _utf8(bytes(_BLANK if part == _MAYBE_BLANK else int(part) for part in parts.findall(found[0])))
            if letters is not None:
                whole = run[:start] + letters[0] + run[found.end() :], letters[1]
                if not letters[1]:
                    return whole
                lossy = lossy or whole
        return lossy

    return decode


def _utf8(held: bytes) -> tuple[str, bool] | None:
    """Letters of bytes in which a blank may stand anywhere. None when there is nothing of a Vietnamese letter in them."""
    if not any(0xC3 <= byte <= 0xC6 or byte in (0xCC, 0xE1) for byte in held):
        return None
    close = _WITHIN.sub(b"", held)
    text = re.sub(f"{LOST}+", LOST, close.decode("utf-8", "replace")).replace(chr(_BLANK), _MAYBE_BLANK)
    for letter in unicodedata.normalize("NFC", text.replace(_MAYBE_BLANK, "").replace(LOST, "")):
        if letter not in _LETTERS and letter not in "đĐ" and not unicodedata.combining(letter):
            return None
    return text, LOST in text


def _code_points(run: str) -> tuple[str, bool] | None:
    """Three digits a letter, four when they begin with 7, with or without a nought before each: one way only to read it."""
    for nought in ("", "0"):
        out: list[str] = []
        at = 0
        while at < len(run) and run.startswith(nought, at):
            start = at + len(nought)
            at = start + (4 if run.startswith("7", start) else 3)
            letter = _POINTS.get(run[start:at])
            if letter is None:
                break
            out.append(letter)
        else:
            if at == len(run) and out:
                return "".join(out), False
    return None


_four_digit_bytes = _bytes(4)
_WAYS: tuple[tuple[Fault, Decode], ...] = (
    ("byte_decimals", _four_digit_bytes),
    ("code_points", _code_points),
    ("byte_decimals", _bytes(3)),
)
