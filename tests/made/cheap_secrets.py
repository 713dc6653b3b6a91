"""Secrets hashed at the least cost, where the program signs in hundreds of times; what the product asks for is tested where
signing in is (tests/usecases)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import argon2


class Cheap(argon2.PasswordHasher):
    """At the least cost, whatever is asked for."""

    def __init__(self, **_: object) -> None:
        super().__init__(time_cost=1, memory_cost=64, parallelism=1)


def from_now_on() -> None:
    """In this whole process."""
    argon2.PasswordHasher = Cheap  # type: ignore[misc]


@contextmanager
def cheap_secrets() -> Iterator[None]:
    kept = argon2.PasswordHasher
    from_now_on()
    try:
        yield
    finally:
        argon2.PasswordHasher = kept  # type: ignore[misc]
