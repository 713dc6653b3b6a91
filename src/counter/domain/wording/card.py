"""Wording of the subject: card."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
