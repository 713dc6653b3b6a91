"""Wording of the subject: journal."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
