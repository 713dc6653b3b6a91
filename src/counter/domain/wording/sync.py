"""Wording of the subject: sync."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
