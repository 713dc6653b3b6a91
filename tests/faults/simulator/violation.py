"""What the checker says when a promise is broken."""

from __future__ import annotations


class Violation(AssertionError):
    """An invariant does not hold; the text begins with its name."""
