"""Wording of the subject: due."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
