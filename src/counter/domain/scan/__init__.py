"""Scanned papers as bytes: recognised by what they are, freed of what they say about people, or refused in a sentence."""

from counter.domain.scan.cleaning import Clean, clean

__all__ = ["Clean", "clean"]
