"""Whether a group of letters can be one Vietnamese syllable: onset, rhyme, tone, and the mark on the right letter.

A repair of a damaged scan is certain only when what comes out can be said in Vietnamese. The reverse does not hold: names
of other languages are real names, so an impossible syllable is a reason to look at the card, never one to refuse it.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TONES = {"\u0300": "grave", "\u0301": "acute", "\u0303": "tilde", "\u0309": "hook", "\u0323": "dot"}
VOWELS = frozenset("aăâeêioôơuưy")
_BARE_VOWELS = frozenset("aeiouy") | {unicodedata.normalize("NFD", vowel) for vowel in "ăâêôơư"}
MARKED_VOWELS = frozenset("ăâêôơư")

_ONSETS = (
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ts", "ch",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_RHYMES = _words(
    """
    a ai ao au ay ac ach am an ang anh ap at  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu  iêc iêm iên iêng iêp iêt iêu  y yêm yên yêng yêt yêu
    o oc oi om on ong op ot oong ooc  oa oai oac oach oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt  oe oen oeo oet  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut  uân uâng uât uây  uê uêch uênh  uơ  uôc uôi uôm uôn uông uôt
    uy uya uych uynh uyp uyt uyu uyên uyêt  ư ưa ưc ưi ưm ưn ưng ưt ưu
    ươc ươi ươm ươn ương ươp ươt ươu
    """
)
# After `qu` the u of the rhyme is already written; after `gi` its i is.
_AFTER_QU = _words(
    """
    a ai an ang anh ao au ay ac ach am ap at ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e en eo et eng
    ê êch ên ênh êt êu i in it ich o oc ôc ơ ơi ơn y yên yêt ynh yt ych yn
    """
)
_AFTER_GI = frozenset(r for r in _RHYMES if r[0] not in "iy") | {"êng", "êc", "êt", "êm"}
_G_BEFORE_I = frozenset({"i", "in", "ich", "ip"})
_FRONT = frozenset("eêi")
_STOPS = ("c", "ch", "p", "t")
# Syllables that Vietnamese spelling does not build, of places that every clerk writes.
_PLACES = frozenset({"đắk", "đăk", "lắk", "lăk", "ka", "kon", "kạn", "krông", "pleiku"})


@lru_cache(maxsize=1024)
def is_syllable(word: str) -> bool:
    """Whether `word` (NFC, any case) is one syllable that Vietnamese can have, with its tone mark where it belongs."""
    lower = word.lower()
    if lower in _PLACES:
        return True
    split = split_tone(lower)
    if split is None:
        return False
    plain, tone, at = split
    for onset in _ONSETS:
        if plain.startswith(onset):
            rhyme = plain[len(onset) :]
            if _fits(onset, rhyme) and _tone_fits(rhyme, tone) and _mark_fits(onset, rhyme, at - len(onset), tone):
                return True
    return False


def split_tone(word: str) -> tuple[str, str, int] | None:
    """The word without its tone, the tone ("" for level), and the place of the letter that bore it (-1 for none).

    None when the word holds anything but Vietnamese letters, or two tones."""
    letters: list[str] = []
    tone, at = "", -1
    for letter in word:
        split = _split_letter(letter)
        if split is None or (tone and split[1]):
            return None
        if split[1]:
            tone, at = split[1], len(letters)
        letters.append(split[0])
    return "".join(letters), tone, at


@lru_cache(maxsize=1024)
def _split_letter(letter: str) -> tuple[str, str] | None:
    """The letter without its tone, and the tone ("" for none); None when it is no Vietnamese letter."""
    kept = tone = ""
    for part in unicodedata.normalize("NFD", letter):
        if part in _TONES:
            if tone or kept not in _BARE_VOWELS:
                return None
            tone = _TONES[part]
        else:
            kept += part
    bare = unicodedata.normalize("NFC", kept)
    return (bare, tone) if len(bare) == 1 and ("a" <= bare <= "z" or bare in "ăâđêôơư") else None


def tone_places(rhyme: str) -> tuple[int, ...]:
    """Where in the rhyme the tone mark may stand: one place, or two where old and new spelling differ (hòa, hoà)."""
    marked = [i for i, letter in enumerate(rhyme) if letter in MARKED_VOWELS]
    if marked:
        return (marked[-1],)
    vowels = len(rhyme) - len(rhyme.lstrip("".join(VOWELS)))
    closed = vowels < len(rhyme)
    if vowels == 1:
        return (0,)
    if rhyme in ("oa", "oe", "uy", "oong", "ooc"):
        return (0, 1)
    return (1,) if closed or vowels == 3 else (0,)


def splits(plain: str) -> list[tuple[str, str]]:
    """Every way to read a toneless word as onset and rhyme."""
    found = []
    for onset in _ONSETS:
        if plain.startswith(onset) and _fits(onset, plain[len(onset) :]):
            found.append((onset, plain[len(onset) :]))
    return found


def _fits(onset: str, rhyme: str) -> bool:
    if onset == "qu":
        return rhyme in _AFTER_QU
    if onset == "gi":
        return rhyme in _AFTER_GI
    if rhyme not in _RHYMES:
        return False
    first = rhyme[0]
    if onset in ("gh", "ngh"):
        return first in _FRONT
    if onset == "k":
        return first in _FRONT or first == "y"
    if onset == "c":
        return first not in _FRONT and first != "y"
    if onset in ("g", "ng"):
        return rhyme in _G_BEFORE_I if onset == "g" and first == "i" else first not in _FRONT and first != "y"
    if first == "y" and len(rhyme) > 1:
        return onset == ""
    return onset != "" or not rhyme.startswith("iê")


def _tone_fits(rhyme: str, tone: str) -> bool:
    return tone in ("acute", "dot") if rhyme.endswith(_STOPS) else True


def _mark_fits(onset: str, rhyme: str, at: int, tone: str) -> bool:
    # Some write Qúy: the mark on the u that belongs to the onset.
    return not tone or at in tone_places(rhyme) or (onset == "qu" and rhyme == "y" and at == -1)
