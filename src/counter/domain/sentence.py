"""Sentences for people that come from below the screens: a key and its arguments, worded in Vietnamese or English.

The screens have Qt's translations; rules, refusals and explanations are needed on the command line and on paper too,
where Qt is not loaded. Each subject keeps its texts in one module of `counter.domain.wording`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is to be said, before a language is chosen. `args` fill the `{name}` places of the wording."""

    key: str
    args: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return say(self)


def say(sentence: Sentence, language: Language = "vi") -> str:
    """The words of a sentence. Arguments that are sentences themselves are said in the same language.

    Raises KeyError for a key that no wording module knows: that is a bug, found by the tests."""
    from counter.domain.wording import TEXTS

    args = {k: say(v, language) if isinstance(v, Sentence) else v for k, v in sentence.args.items()}
    vi, en = TEXTS[sentence.key]
    return (vi if language == "vi" else en).format(**args)


class Refused(Exception):
    """A rule says no. Shown beside the field; nothing was changed and nothing is lost."""

    def __init__(self, field: str, sentence: Sentence) -> None:
        super().__init__(field, sentence.key)
        self.field = field
        self.sentence = sentence


class Trouble(Exception):
    """The machine, the disk or the network cannot just now. Shown in words; work already saved stays saved."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.key)
        self.sentence = sentence
