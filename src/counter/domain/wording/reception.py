"""Wording of the subject: reception."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
