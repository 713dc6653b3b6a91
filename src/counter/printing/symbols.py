"""The two symbols that carry a code: Code 128 for the scanner at the counter, QR for everything else."""

from __future__ import annotations

from functools import lru_cache

from counter.printing.sheet import Bars

MM = 72 / 25.4

CODE128_MODULE = 0.33 * MM
"""Width of the thinnest bar: reads at 203 and 300 dpi even when skewed; 0.20 mm did not."""

CODE128_LEAST = 0.25 * MM
CODE128_HEIGHT = 12 * MM
CODE128_QUIET = 10
"""Modules of white on either side (ISO/IEC 15417)."""

QR_SIDE = 20 * MM
QR_QUIET = 4
"""Modules of white on all sides (ISO/IEC 18004)."""


def qr_payload(code: str, check: str) -> str:
    """What the QR says: the code, a space, the check string. Nothing else, and nothing about a person.

    Both in upper case, so that the symbol stays alphanumeric and, for a usual code, at version 2. A code that has small
    letters is left as it is: it must be read back exactly."""
    return f"{code} {check.upper()}"


@lru_cache(maxsize=16)
def code128_runs(code: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """The black bars of `code` as (start, width) in modules, and the modules in all.

    Raises ValueError for a code that is not printable ASCII."""
    if not code or not all(" " <= c <= "~" for c in code):
        raise ValueError("Code 128 carries printable ASCII only")
    from barcode.codex import Code128

    modules = Code128(code).build()[0]
    runs: list[tuple[int, int]] = []
    at = modules.find("1")
    while at >= 0:
        end = modules.find("0", at)
        end = len(modules) if end < 0 else end
        runs.append((at, end - at))
        at = modules.find("1", end)
    return tuple(runs), len(modules)


def code128(code: str, x: float, y: float, room: float) -> Bars | None:
    """The bars of `code` with their upper left corner at (x, y), in points.

    `room` is the width there is, quiet zones not counted. The module shrinks from 0.33 mm as far as 0.25 mm; None when
    the code is too long even then. Raises ValueError as `code128_runs` does."""
    runs, modules = code128_runs(code)
    module = min(CODE128_MODULE, room / modules)
    if module < CODE128_LEAST:
        return None
    return Bars(x, y, module, CODE128_HEIGHT, tuple((at, 0, width) for at, width in runs), modules, 1)


def qr(payload: str, x: float, y: float, side: float = QR_SIDE) -> Bars:
    """The QR of `payload` (error level M or better) as a square of `side` points, quiet zone not counted."""
    cells, modules = qr_cells(payload)
    return Bars(x, y, side / modules, side / modules, cells, modules, modules)


@lru_cache(maxsize=16)
def qr_cells(payload: str) -> tuple[tuple[tuple[int, int, int], ...], int]:
    """The dark runs of the QR as (column, row, width) in modules, and the modules of a side."""
    import segno

    matrix = segno.make(payload, error="m", micro=False).matrix
    cells: list[tuple[int, int, int]] = []
    for row, line in enumerate(matrix):
        text = bytes(line)
        at = text.find(1)
        while at >= 0:
            end = text.find(0, at)
            end = len(text) if end < 0 else end
            cells.append((at, row, end - at))
            at = text.find(1, end)
    return tuple(cells), len(matrix)
