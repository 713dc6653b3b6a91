"""Where things lie: the data folder, the state folder outside it, and the resources that came with the program."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_root() -> Path:
    """The folder that holds `resources/`: beside the package in a wheel or MSI, the checkout in an editable install.

    Raises FileNotFoundError when neither is there."""
    packaged = _PACKAGE / "_data"
    if (packaged / "resources").is_dir():
        return packaged
    checkout = _PACKAGE.parents[1]
    if (checkout / "resources").is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout
    raise FileNotFoundError(f"no resources in {packaged} nor {checkout}")


def resource(*parts: str) -> Path:
    """The path of one resource file, for example `resource("catalogue", "procedures.json")`."""
    return data_root().joinpath("resources", *parts)


def default_data_folder() -> Path:
    """The platform's data folder of this machine; `--data` overrides it."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Counter"
    import platformdirs

    return Path(platformdirs.user_data_dir("counter", appauthor=False))


def state_folder() -> Path:
    """Where the witness lives: never inside the data folder, so that a data folder copied back does not bring it along."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "CounterState"
    import platformdirs

    return Path(platformdirs.user_state_dir("counter", appauthor=False))
