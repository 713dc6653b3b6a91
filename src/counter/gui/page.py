"""A page of the window: what the frame needs to know of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page is a dumb view: data comes in by setters, what a person does goes out by signals in the words of the office."""

    own_search = False
    """Whether the page has its own search field, so that the one in the top bar would be one too many."""

    topic = ""
    """Which help F1 opens here, by its name in `help_topics`."""

    def title(self) -> str:
        """The words at the left of the top bar. Every page has its own: Qt's metaclass leaves no room for that of an
        abstract class, so a test sees to it."""
        raise NotImplementedError

    def arrive(self) -> None:
        """The clerk has come to this page: put the cursor where the work begins."""
        self.setFocus()
