"""The draft of the clerk: on disk within a second of every key, brought back after whatever happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter.gui.background import Failure
from counter.gui.reception_draft import ReceptionDraft
from counter.gui.services import Services
from counter.store.drafts import draft_of, drop_draft, save_draft

SAVE_EVERY_MS = 600  # while somebody types without a pause, and after the last key


class DraftKeeper(QObject):
    """One draft an account. `saved("10:42:07")`, empty when there is nothing to keep; `found(draft, saved_at)` for what
    `bring_back` met; `failed(failure)` when the disk does not want."""

    saved = Signal(str)
    found = Signal(object, str)
    failed = Signal(object)

    def __init__(self, services: Services, read: Callable[[], ReceptionDraft], parent: QObject | None = None) -> None:
        """`read`: what stands on the page now."""
        super().__init__(parent)
        self._services, self._read = services, read
        self._account = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_EVERY_MS)
        self._timer.timeout.connect(self._save)

    def begin(self, account: str) -> None:
        """Keep for that account from now on; bring back what it had not finished."""
        self._account = account
        self._services.background.run(lambda: self._held(account), self._offer, self._failed)

    def end(self) -> None:
        """Nobody is signed in."""
        self.save_now()
        self._account = ""

    def changed(self) -> None:
        """Something on the page is another. The first change starts the clock and later ones do not put it back."""
        if self._account and not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """What was to be saved has become a fact."""
        self._timer.stop()

    def save_now(self) -> None:
        """Before the lock, a sign-out or the end of the program: do not wait."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    @Slot()
    def _save(self) -> None:
        account, draft, now = self._account, self._read(), self._services.clock.now()

        def keep() -> str:
            with self._services.store.database.write() as transaction:
                if draft.is_empty():
                    drop_draft(transaction, account)
                    return ""
                save_draft(transaction, account, draft.to_dict(), now.isoformat(timespec="seconds"))
            return f"{now:%H:%M:%S}"

        self._services.background.run(keep, self._saved, self._failed)

    def _held(self, account: str) -> tuple[str, ReceptionDraft, str] | None:
        with self._services.store.database.read() as transaction:
            held = draft_of(transaction, account)
        return None if held is None else (account, ReceptionDraft.from_dict(held[0]), held[1])

    @Slot(object)
    def _offer(self, held: tuple[str, ReceptionDraft, str] | None) -> None:
        if held is not None and held[0] == self._account and not held[1].is_empty():
            self.found.emit(held[1], held[2])

    @Slot(object)
    def _saved(self, at: str) -> None:
        self.saved.emit(at)

    @Slot(object)
    def _failed(self, failure: Failure) -> None:
        self.failed.emit(failure)
