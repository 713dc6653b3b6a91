"""Wording of the subject: command."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
