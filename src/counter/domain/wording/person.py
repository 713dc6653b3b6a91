"""Wording of the subject: person."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
