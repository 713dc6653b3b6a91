"""What several commands ask for: the data folder, and a password that never comes from an argument."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from counter.domain.sentence import Refused, Sentence


def data_folder(text: str) -> Path:
    """The value of `--data`, absolute, so that the program may change its working folder."""
    return Path(text).absolute()


def ask_password(language: str) -> str:
    """From COUNTER_PASSWORD, else typed at the prompt. Raises Refused where there is neither."""
    given = os.environ.get("COUNTER_PASSWORD")
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refused("password", Sentence("account.password_missing"))
    return getpass.getpass("Mật khẩu: " if language == "vi" else "Password: ", stream=sys.stderr)
