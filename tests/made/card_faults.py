"""What readers, code pages and input methods do to a scan: each fault as a function from the payload to what arrives."""

from __future__ import annotations

import html
import html.entities
import json
import unicodedata
import urllib.parse
from collections.abc import Callable

_TONES = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
_MARKS = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}
_FRENCH = dict(
    zip(
        "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?",
        "&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
        strict=True,
    )
)
_VIETNAMESE = dict(zip("1234567890", "ăâêô\u0300\u0309\u0303\u0301\u0323đ", strict=True))
Damage = Callable[[str], str | bytes]


def byte_decimals(text: str, blank: str = "") -> str:
    return "".join(c if c.isascii() else blank.join(f"{b:04d}" for b in c.encode()) for c in text)


def code_points(text: str, nought: str = "") -> str:
    return "".join(c if c.isascii() else f"{nought}{ord(c)}" for c in text)


def swallowed(text: str) -> bytes:
    return bytes(b for b in text.encode() if not 0x80 <= b <= 0x9F)


def decimals_swallowed(text: str) -> str:
    """Bytes that CP1252 has a letter for are swallowed, the others are typed as numbers."""
    gone = {b for b in range(0x80, 0xA0) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
    return "".join(c if c.isascii() else "".join(f"{b:04d}" for b in c.encode() if b not in gone) for c in text)


def named_html(text: str) -> str:
    return "".join(f"&{html.entities.codepoint2name[ord(c)]};" if ord(c) > 127 and ord(c) in html.entities.codepoint2name
                   else c if c.isascii() else f"&#{ord(c)};" for c in text)  # fmt: skip


def caps_lock(text: str) -> str:
    return "".join(c.swapcase() if c.isascii() else c for c in text)


def french(text: str) -> str:
    return "".join(_FRENCH.get(c, c) for c in text)


def vietnamese_layout(text: str) -> str:
    return "".join(_VIETNAMESE.get(c, c) for c in text)


def keys(text: str, method: int, *, at_end: bool) -> str:
    """The Telex (0) or VNI (1) keys of a text, the tone right after its letter or at the end of the word."""
    out: list[str] = []
    tone = ""
    for letter in [*text, "\0"]:
        if not letter.isalpha():
            out += [tone, letter]
            tone = ""
            continue
        base, mark, own = "", "", ""
        for part in unicodedata.normalize("NFD", letter):
            if part in _TONES:
                own = _TONES[part][method]
            elif part in _MARKS:
                mark = (_MARKS[part][method] or base.lower()) if method == 0 else _MARKS[part][1]
            elif part in "đĐ":
                base, mark = ("d" if part == "đ" else "D"), ("d" if method == 0 else "9")
            else:
                base = part
        if method == 0 and base in ("o", "O") and not mark and [c for c in out if c][-1:] in (["o"], ["O"]):
            base += base  # oo itself is typed as ooo
        out += [base, mark]
        if at_end:
            tone = tone or own
        else:
            out.append(own)
    return "".join(out).rstrip("\0")


def double_letters(text: str) -> str:
    return "".join(c * 2 if c.isalpha() else c for c in text)


# Faults that can be undone without doubt, by name.
REVERSIBLE: dict[str, Damage] = {
    "none": lambda t: t,
    "bytes": lambda t: t.encode(),
    "bom": lambda t: "\ufeff" + t,
    "cr": lambda t: t + "\r",
    "crlf tab": lambda t: t + "\t\r\n",
    "nul at end": lambda t: t + "\0" * 7,
    "nul within": lambda t: "\0".join(t),
    "controls": lambda t: "\x02" + t + "\x03\x04",
    "symbology": lambda t: "]Q3" + t,
    "twice": lambda t: t + t,
    "twice by line": lambda t: t + "\r\n" + t,
    "twice and a half": lambda t: t + t + t[: len(t) // 3],
    "extra bytes": lambda t: t + "\0\0 x#",
    "byte decimals": byte_decimals,
    "byte decimals with blanks": lambda t: byte_decimals(t, " "),
    "byte decimals twice": lambda t: byte_decimals(t + t),
    "code points": code_points,
    "code points with noughts": lambda t: code_points(t, "0"),
    "latin-1": lambda t: t.encode().decode("latin-1"),
    "windows-1252": lambda t: "".join(_page(b, "cp1252") for b in t.encode()),
    "windows-1258": lambda t: "".join(_page(b, "cp1258") for b in t.encode()),
    "cp437": lambda t: t.encode().decode("cp437"),
    "garbled twice": lambda t: t.encode().decode("latin-1").encode().decode("latin-1"),
    "garbled and NUL": lambda t: t.encode().decode("latin-1") + "\0\0",
    "utf-16": lambda t: t.encode("utf-16"),
    "html decimal": lambda t: t.encode("ascii", "xmlcharrefreplace").decode(),
    "html hex": lambda t: "".join(c if c.isascii() else f"&#x{ord(c):x};" for c in t),
    "html named": named_html,
    "percent": lambda t: "".join(c if c.isascii() else urllib.parse.quote(c) for c in t),
    "percent throughout": lambda t: urllib.parse.quote(t, safe=""),
    "percent form": lambda t: urllib.parse.quote_plus(t),
    "backslash": lambda t: json.dumps(t)[1:-1],
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "bar ~": lambda t: t.replace("|", "~"),
    "bar \\": lambda t: t.replace("|", "\\"),
    "bar ¦": lambda t: t.replace("|", "¦"),
    "bar >": lambda t: t.replace("|", ">"),
    "bar Ð": lambda t: t.replace("|", "Ð"),
    "bar §": lambda t: t.replace("|", "§"),
    "bar *": lambda t: t.replace("|", "*"),
    "bar µ": lambda t: t.replace("|", "µ"),
    "bar £": lambda t: t.replace("|", "£"),
    "bar ;": lambda t: t.replace("|", ";"),
    "bar tab": lambda t: t.replace("|", "\t"),
    "bar }": lambda t: t.replace("|", "}"),
    "bar ç": lambda t: t.replace("|", "ç"),
    "bar lost": lambda t: t.replace("|", ""),
    "bars doubled": lambda t: t.replace("|", "||"),
    "blanks": lambda t: t.replace(" ", "  ").replace("|", " | "),
    "caps lock": caps_lock,
    "french layout": french,
    "vietnamese layout": vietnamese_layout,
    "telex keys": lambda t: keys(t, 0, at_end=False),
    "telex keys, tone last": lambda t: keys(t, 0, at_end=True),
    "vni keys": lambda t: keys(t, 1, at_end=False),
    "vni keys, tone last": lambda t: keys(t, 1, at_end=True),
    "letters doubled": double_letters,
}  # fmt: skip

# Faults that lose something for good.
LOSSY: dict[str, Damage] = {
    "swallowed": swallowed,
    "swallowed as text": lambda t: swallowed(t).decode("latin-1"),
    "swallowed, rest dropped": lambda t: swallowed(t).decode("utf-8", "ignore"),
    "swallowed, rest marked": lambda t: swallowed(t).decode("utf-8", "replace"),
    "windows-1252 dropping": lambda t: t.encode().decode("cp1252", "ignore"),
    "windows-1252 marking": lambda t: t.encode().decode("cp1252", "replace"),
    "decimals swallowed": decimals_swallowed,
    "no-break blanks lost": lambda t: t.encode().decode("latin-1").replace("\xa0", " "),
    "question marks": lambda t: t.encode("ascii", "replace").decode(),
    "question marks for some": lambda t: t.encode("cp1252", "replace").decode("cp1252"),
    "dropped": lambda t: t.encode("ascii", "ignore").decode(),
    "marks dropped": lambda t: unicodedata.normalize("NFD", t).encode("ascii", "ignore").decode(),
    "cut after sex": lambda t: "|".join(t.split("|")[:5]),
    "cut in address": lambda t: "|".join(t.split("|")[:6])[:-4],
    "cut before issue": lambda t: "|".join(t.split("|")[:6]) + "|",
    "cut in issue": lambda t: "|".join(t.split("|")[:6]) + "|1509",
}


def _page(byte: int, page: str) -> str:
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)
