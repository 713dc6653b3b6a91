"""Signing in: an account with its password, or its PIN once it has one; three wrong PINs ask for the password."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counter.domain.person_rules import NAME_LIMIT
from counter.domain.sentence import Refused, Sentence, Trouble
from counter.domain.spelling import clean
from counter.store.accounts import (
    ROLES,
    Account,
    Role,
    account_of,
    add_account,
    all_accounts,
    count_wrong,
    forget_wrong,
    set_password,
    set_pin,
)
from counter.store.local_store import LocalStore
from counter.store.log import Actor

if TYPE_CHECKING:  # loaded when somebody signs in, not at start
    from argon2 import PasswordHasher

PIN_TRIES = 3
# Tries of a password before each further one has to wait. Commands that run side by side, and ones that were killed while
# they signed in, count as tries until one of them ends well: so many may be under way.
FREE_TRIES = 20
LONGEST_WAIT_S = 900
PASSWORD_LEAST, PIN_LEAST = 8, 6
_FULL = ("store.disk_full", "store.read_only")


@dataclass(frozen=True, slots=True)
class Session:
    """Who is at the counter now. `id` stands in every fact made in it."""

    account: str
    display: str
    role: Role
    id: bytes

    @property
    def actor(self) -> Actor:
        return Actor(self.account, self.id)


def argon2id() -> PasswordHasher:
    """What secrets are hashed with: 64 MiB, three passes, a tenth of a second."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=1)


class Accounts:
    """The accounts of one machine. Hashing takes a tenth of a second: never call it on the UI thread."""

    def __init__(
        self, store: LocalStore, *, session_id: Callable[[int], bytes] = os.urandom,
        hasher: Callable[[], PasswordHasher] = argon2id,
    ) -> None:  # fmt: skip
        """`hasher` is a cheaper one where tests sign in a thousand times."""
        self._store, self._session_id, self._hasher = store, session_id, hasher

    def add(self, name: str, display: str, role: str, password: str) -> Account:
        """Make an account. Raises Refused: name taken or empty, unknown role, password shorter than PASSWORD_LEAST."""
        name, display = clean(name).lower(), clean(display)
        if not name or len(name.encode()) > 64 or len(display) > NAME_LIMIT:
            raise Refused("account", Sentence("account.name"))
        if role not in ROLES:
            raise Refused("role", Sentence("account.role"))
        _demand_length(password)
        hashed = self._hasher().hash(_typed(password))
        with self._store.database.write() as transaction:
            created = self._store.clock.now().isoformat(timespec="seconds")
            if not add_account(transaction, name, display or name, role, hashed, created):
                raise Refused("account", Sentence("account.taken"))
            account = account_of(transaction, name)
        assert account is not None
        return account

    def give_password(self, name: str, password: str) -> Account:
        """A new password for whoever forgot theirs; the PIN and the count of wrong tries go with the old one.

        Raises Refused: no such account, password shorter than PASSWORD_LEAST."""
        name = clean(name).lower()
        _demand_length(password)
        hashed = self._hasher().hash(_typed(password))
        with self._store.database.write() as transaction:
            if account_of(transaction, name) is None:
                raise Refused("account", Sentence("account.unknown"))
            set_password(transaction, name, hashed)
            set_pin(transaction, name, None)
            forget_wrong(transaction, name)
            account = account_of(transaction, name)
        assert account is not None
        return account

    def names(self) -> list[Account]:
        """Every account, for the sign-in page."""
        with self._store.database.read() as transaction:
            return all_accounts(transaction)

    def sign_in(self, name: str, secret: str) -> Session:
        """Open a session by password or PIN.

        Raises Refused: unknown account and wrong secret are one answer ("secret"); after PIN_TRIES wrong tries only the
        password is taken; after FREE_TRIES every further try waits, twice as long each time, up to LONGEST_WAIT_S."""
        name = clean(name).lower()
        account, counted = self._count(name)
        if account is None:
            self._matches(_NOBODY, secret)  # the same work, so that time does not tell which names exist
            raise Refused("secret", Sentence("account.wrong"))
        pin_open = counted and account.pin is not None and account.wrong < PIN_TRIES
        by_password = self._matches(account.password, secret)
        if not by_password and not (pin_open and account.pin is not None and self._matches(account.pin, secret)):
            only_password = account.pin is not None and account.wrong + 1 >= PIN_TRIES
            raise Refused("secret", Sentence("account.wrong_pin_closed" if only_password else "account.wrong"))
        try:
            if by_password:
                self._renew(account, secret)
            with self._store.database.write() as transaction:
                forget_wrong(transaction, name)
        except Trouble as trouble:
            if trouble.sentence.key not in _FULL:
                raise
        return Session(account.name, account.display, account.role, self._session_id(8))

    def _count(self, name: str) -> tuple[Account | None, bool]:
        """The account, after counting this try as a wrong one: neither a killed program nor many at once try for nothing.

        Where the disk takes nothing more, old dossiers must still be read: the try goes on uncounted, by password only.
        Raises Refused while there is a wait."""
        try:
            with self._store.database.write() as transaction:
                account = account_of(transaction, name)
                if account is not None:
                    self._demand_no_wait(account)
                    count_wrong(transaction, name, self._store.clock.monotonic_ms())
            return account, True
        except Trouble as trouble:
            if trouble.sentence.key not in _FULL:
                raise
        with self._store.database.read() as transaction:
            account = account_of(transaction, name)
        if account is not None:
            self._demand_no_wait(account)
        return account, False

    def _demand_no_wait(self, account: Account) -> None:
        wait = self._wait_s(account)
        if wait > 0:
            raise Refused("secret", Sentence("account.wait", {"seconds": wait}))

    def set_pin(self, session: Session, pin: str) -> None:
        """Give the signed-in account a PIN of at least PIN_LEAST digits. Raises Refused."""
        if not (pin.isascii() and pin.isdecimal() and len(pin) >= PIN_LEAST) or len(set(pin)) < 3:
            raise Refused("pin", Sentence("account.pin_form", {"least": PIN_LEAST}))
        hashed = self._hasher().hash(pin)
        with self._store.database.write() as transaction:
            set_pin(transaction, session.account, hashed)

    def _wait_s(self, account: Account) -> int:
        """Seconds still to wait. No set clock shortens it: after a restart of the machine, whose monotonic clock then
        begins anew, the time since the start is the least that can have passed."""
        if account.wrong < FREE_TRIES or account.last_wrong_ms is None:
            return 0
        wait = (
            LONGEST_WAIT_S if account.wrong > FREE_TRIES + 8 else min(LONGEST_WAIT_S, 5 << (account.wrong - FREE_TRIES))
        )
        now = self._store.clock.monotonic_ms()
        passed = now - account.last_wrong_ms if now >= account.last_wrong_ms else now
        return max(0, wait - passed // 1000)

    def _renew(self, account: Account, password: str) -> None:
        hasher = self._hasher()
        if hasher.check_needs_rehash(account.password):
            hashed = hasher.hash(_typed(password))
            with self._store.database.write() as transaction:
                set_password(transaction, account.name, hashed)

    def _matches(self, hashed: str, secret: str) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return bool(self._hasher().verify(hashed, _typed(secret)))
        except (VerificationError, InvalidHashError):
            return False


def _demand_length(password: str) -> None:
    if len(unicodedata.normalize("NFC", password)) < PASSWORD_LEAST:
        raise Refused("password", Sentence("account.password_short", {"least": PASSWORD_LEAST}))


def _typed(secret: str) -> bytes:
    """What is hashed of a secret: one spelling, since input methods differ in how they put a mark on a letter (RFC 8265)."""
    return unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")


# A hash of something nobody knows, with today's cost.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$uCUVoZtt0KerVHWimJGHlg$SQiMMsYBu2zF5lmxCh4zf19wyzp7kXRdWVm4syU0XLU"
