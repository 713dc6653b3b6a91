"""Every key that sync and the province may say has its words, in both languages, and no word is nobody's."""

from __future__ import annotations

import re
from pathlib import Path

from counter.domain.wording.sync import TEXTS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "counter"


def said() -> set[str]:
    """Keys of this subject that stand in the source, outcomes of the quarantine among them."""
    text = "".join(
        path.read_text() for path in SOURCE.rglob("*.py") if path.name != "sync.py" or "wording" not in path.parts
    )
    return set(re.findall(r'"(sync\.[a-z_.]+[a-z])"', text)) | {"sync.outcome.fork", "sync.outcome.revoked"}


def test_words_and_keys_are_the_same() -> None:
    assert said() == set(TEXTS)


def test_words_are_courteous_and_whole() -> None:
    for key, (vi, en) in TEXTS.items():
        assert vi != en
        for words in (vi, en):
            assert "!" not in words, key
            assert words[0].isupper() or words.startswith("{"), key
        assert sorted(re.findall(r"{\w+}", vi)) == sorted(re.findall(r"{\w+}", en))
        assert "lỗi" not in vi.lower(), key
