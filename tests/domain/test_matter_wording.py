"""The words of what needs a person: whole, courteous, in both languages, with the same places."""

from __future__ import annotations

import re

from counter.domain.wording.matter import TEXTS


def test_words_are_courteous_and_whole() -> None:
    for key, (vi, en) in TEXTS.items():
        assert vi != en, key
        for words in (vi, en):
            assert "!" not in words, key
            assert words[0].isupper() or words.startswith("{"), key
        if not key.startswith("matter.act.") and ".title" not in key:
            assert vi.endswith("."), key
            assert en.endswith("."), key
        assert sorted(re.findall(r"{\w+}", vi)) == sorted(re.findall(r"{\w+}", en)), key
        assert "lỗi" not in vi.lower(), key
