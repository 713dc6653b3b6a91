"""Wording of the subject: account."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {}
