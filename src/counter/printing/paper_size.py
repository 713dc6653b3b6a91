"""The sheets a receipt is set on: measures in points, for A5 and A4, and a closer setting of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

MM = 72 / 25.4

PaperName = Literal["A5", "A4"]


@dataclass(frozen=True, slots=True)
class Setting:
    """Margins, sizes of type and white space of one sheet."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    agency: float
    """Size of both heads and of the heads of the signatures."""
    title: float
    body: float
    table: float
    small: float
    code: float
    promise: float
    leading: float
    """Least distance of lines as a multiple of the size of type: below 1.15 the marks of Ẩ meet the line above."""
    airy: float
    """Most that a line may be opened up when the page has room, as a multiple of the size of type."""
    gap: float
    """White space between the parts of the form; smaller spaces are halves of it."""
    sign: float
    """White space for a signature."""

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.width - self.left - self.right

    @property
    def edge(self) -> float:
        """Where the text ends on the right."""
        return self.width - self.right

    def line(self, size: float) -> float:
        """Distance of lines in that size."""
        return size * self.leading


A5 = Setting(
    width=148 * MM,
    height=210 * MM,
    left=13 * MM,
    right=10 * MM,
    top=7.5 * MM,
    bottom=7.5 * MM,
    agency=9.6,
    title=13.5,
    body=10.1,
    table=9.7,
    small=8.4,
    code=14.0,
    promise=12.4,
    leading=1.18,
    airy=0.34,
    gap=5.6,
    sign=34.0,
)

# Margins and sizes of Decree 30/2020.
A4 = Setting(
    width=210 * MM,
    height=297 * MM,
    left=30 * MM,
    right=15 * MM,
    top=20 * MM,
    bottom=20 * MM,
    agency=12.5,
    title=15.0,
    body=13.0,
    table=12.5,
    small=10.5,
    code=16.0,
    promise=15.0,
    leading=1.24,
    airy=0.3,
    gap=10.0,
    sign=62.0,
)


_CLOSER: dict[PaperName, tuple[float, ...]] = {"A5": (0.92,), "A4": (0.92, 0.86)}
"""By how much type may shrink for the sake of one page; 9.3 points is the least to read comfortably."""


def settings(paper: PaperName) -> list[Setting]:
    """The settings of a sheet: the usual one; closer ones for what would just spill onto a second page; at the end
    the one for several pages, which need not save room. Raises KeyError for a sheet that is not known."""
    usual = {"A5": A5, "A4": A4}[paper]
    closer = [
        replace(
            usual,
            body=usual.body * scale,
            table=usual.table * (scale - 0.01),
            promise=usual.promise * (scale + 0.03),
            leading=1.16,
            gap=usual.gap * 0.75 * scale,
            sign=usual.sign * scale,
        )
        for scale in _CLOSER[paper]
    ]
    return [usual, *closer, replace(usual, leading=usual.leading + 0.08)]
