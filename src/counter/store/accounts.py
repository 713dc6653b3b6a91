"""The accounts of this machine, with argon2id hashes and the count of wrong tries that survives a restart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counter.store.database import Transaction

Role = Literal["clerk", "supervisor", "admin"]
ROLES: tuple[Role, ...] = ("clerk", "supervisor", "admin")


@dataclass(frozen=True, slots=True)
class Account:
    """`password` and `pin` are argon2id hashes. `wrong`: wrong tries since the last right one; `last_wrong_ms`: when, by
    the machine's monotonic clock, since anybody can set the other one."""

    name: str
    display: str
    role: Role
    password: str
    pin: str | None
    wrong: int
    last_wrong_ms: int | None


_COLUMNS = "name, display, role, password, pin, wrong, last_wrong"


def account_of(transaction: Transaction, name: str) -> Account | None:
    """The account of that name (names are folded to lower case when made)."""
    row = transaction.row(f"SELECT {_COLUMNS} FROM account WHERE name = ?", (name,))  # noqa: S608
    return None if row is None else Account(*row)


def all_accounts(transaction: Transaction) -> list[Account]:
    """Every account, by name."""
    return [Account(*row) for row in transaction.rows(f"SELECT {_COLUMNS} FROM account ORDER BY name")]  # noqa: S608


def add_account(transaction: Transaction, name: str, display: str, role: Role, password: str, created: str) -> bool:
    """Keep a new account; False when the name is taken."""
    return (
        transaction.changed(
            "INSERT OR IGNORE INTO account (name, display, role, password, created) VALUES (?, ?, ?, ?, ?)",
            (name, display, role, password, created),
        )
        == 1
    )


def set_pin(transaction: Transaction, name: str, pin: str | None) -> None:
    transaction.run("UPDATE account SET pin = ? WHERE name = ?", (pin, name))


def set_password(transaction: Transaction, name: str, password: str) -> None:
    transaction.run("UPDATE account SET password = ? WHERE name = ?", (password, name))


def count_wrong(transaction: Transaction, name: str, monotonic_ms: int) -> None:
    """One more wrong try. Kept in the database, so that neither a restart nor a changed clock forgets it."""
    transaction.run("UPDATE account SET wrong = wrong + 1, last_wrong = ? WHERE name = ?", (monotonic_ms, name))


def forget_wrong(transaction: Transaction, name: str) -> None:
    transaction.run("UPDATE account SET wrong = 0, last_wrong = NULL WHERE name = ?", (name,))
