"""Wording of the subject: printing."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
