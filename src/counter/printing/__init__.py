"""Fact → paper or PDF; printers; print log."""
