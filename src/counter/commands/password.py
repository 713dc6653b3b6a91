"""What several commands ask for: the data folder, an account, and a password that never comes from an argument."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from counter.domain.sentence import Refused, Sentence
from counter.settings import default_data_folder
from counter.store.database import NAME, holds_data


def data_folder(text: str) -> Path:
    """The value of `--data`, absolute, so that the program may change its working folder. Raises ValueError for none."""
    if not text.strip():
        raise ValueError
    return Path(text).absolute()


def add_data(parser: argparse.ArgumentParser) -> None:
    """The option `--data`."""
    parser.add_argument("--data", type=data_folder, metavar="D", help="data folder (default: the platform's)")


def add_account(parser: argparse.ArgumentParser) -> None:
    """The option `--as`."""
    parser.add_argument(
        "--as", dest="account", required=True, metavar="NAME",
        help="account that signs in; its password comes from COUNTER_PASSWORD or a prompt",
    )  # fmt: skip


def has_data(folder: Path | None) -> bool:
    """Whether a machine's database is there: a command that only looks makes none."""
    return holds_data((folder or default_data_folder()) / NAME)


def demand_data(folder: Path | None) -> Path | None:
    """The folder as it was given. Raises Refused (field "data") where nothing was ever kept: a slip in `--data`."""
    if not has_data(folder):
        raise Refused("data", Sentence("command.no_data"))
    return folder


def ask_password(language: str, variable: str = "COUNTER_PASSWORD") -> str:
    """From that environment variable, else typed at the prompt. Raises Refused where there is neither."""
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise Refused("password", Sentence("account.password_missing"))
    import getpass  # asks for more of the system than a window at its start should

    return getpass.getpass("Mật khẩu: " if language == "vi" else "Password: ", stream=sys.stderr)
