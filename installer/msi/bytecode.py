"""Compiles the libraries and the program beforehand: nothing is written below Program Files at run time."""

from __future__ import annotations

import compileall
import importlib.util
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

from installer.msi.product import Unfit

MAGIC = (3495).to_bytes(2, "little") + b"\r\n"
"""How the bytecode of CPython 3.11 begins."""


def compile_all(folder: Path) -> None:
    """Compile all Python files below `folder`, so that the same sources give the same bytes: unchecked, without times.

    Raises Unfit when this Python is not of the kind that will run them, or a file cannot be compiled."""
    if importlib.util.MAGIC_NUMBER != MAGIC:
        raise Unfit(f"the bytecode must be made by CPython 3.11; this is {sys.version.split()[0]}")
    made = compileall.compile_dir(
        folder, quiet=1, stripdir=str(folder), workers=1, maxlevels=64, force=True,
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )  # fmt: skip
    if not made:
        raise Unfit(f"not everything below {folder} could be compiled")


if __name__ == "__main__":  # in a process of its own: what else is loaded shows in the marshalled bytes
    try:
        compile_all(Path(sys.argv[1]))
    except Unfit as reason:
        sys.exit(str(reason))
