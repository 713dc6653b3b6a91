"""The filters of a list side by side, each with how many it would show where that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter.gui.parts.chip import Chip
from counter.gui.parts.flow_row import FlowRow


class FilterChips(FlowRow):
    """One tab stop. `chosen(key)` is sent when a person chose, not when `choose` did."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        self._words: dict[str, str] = {}
        self._counts: Mapping[str, int] = {}

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The filters as (key, words); called again with the same keys it only changes the words."""
        self._words = dict(choices)
        if list(self._chips) != list(self._words):
            self._chips = {key: self._made(key) for key in self._words}
            next(iter(self._chips.values())).setChecked(True)
            self.show_items(list(self._chips.values()))
        self._say()

    def _made(self, key: str) -> Chip:
        chip = Chip(self)
        chip.setProperty("filter", key)
        chip.clicked.connect(self._pressed)
        return chip

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many a filter would show; a filter without a number, or with none to show, stands without."""
        if self._counts != counts:
            self._counts = dict(counts)
            self._say()

    def key(self) -> str:
        """The filter that is taken."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Take a filter. Raises KeyError for one that is not here."""
        self._chips[key].setChecked(True)

    def words(self, key: str) -> str:
        """The words of a filter without its number."""
        return self._words[key]

    def _say(self) -> None:
        for key, chip in self._chips.items():
            count = self._counts.get(key, 0)
            chip.setText(f"{self._words[key]} · {count}" if count else self._words[key])
        self._place(self.width())
        self.updateGeometry()

    def _pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.chosen.emit(chip.property("filter"))
