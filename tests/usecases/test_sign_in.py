"""Signing in: secrets, PIN, and waits that neither a restart, a killed program nor a set clock shortens."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.domain.sentence import Refused, Trouble, say
from counter.store.accounts import account_of, add_account
from counter.store.local_store import LocalStore
from counter.usecases import sign_in
from counter.usecases.sign_in import FREE_TRIES, LONGEST_WAIT_S, PIN_TRIES, Accounts, Session
from tests.made.world import World

PASSWORD, PIN = "mot hai ba bon", "481516"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    with world.store.database.write() as transaction:
        add_account(transaction, "lan", "Nguyễn Thị Lan", "clerk", CHEAP.hash(PASSWORD), "2026-11-23")
    yield world
    world.close()


def cheap(world: World) -> Accounts:
    """Accounts whose secrets cost nothing to try: the product's cost has tests of its own."""
    return Accounts(world.store, hasher=lambda: CHEAP)


def refused(world: World, name: str = "lan", secret: str = "sai") -> str:
    with pytest.raises(Refused) as refusal:
        cheap(world).sign_in(name, secret)
    assert refusal.value.field == "secret"
    return refusal.value.sentence.key


def signed_in(world: World, secret: str = PASSWORD) -> Session:
    return cheap(world).sign_in("lan", secret)


def give_pin(world: World) -> None:
    cheap(world).set_pin(signed_in(world), PIN)


def try_wrongly(world: World, times: int) -> None:
    for _ in range(times):
        while refused(world) == "account.wait":
            world.clock.forward(seconds=LONGEST_WAIT_S)


def test_session_names_the_account_when_the_password_is_right(world: World) -> None:
    first, second = signed_in(world), cheap(world).sign_in("  LAN ", PASSWORD)
    assert (first.account, first.display, first.role) == ("lan", "Nguyễn Thị Lan", "clerk")
    assert first.id != second.id
    assert len(first.id) == 8
    assert first.actor.account == "lan"


def test_new_password_ends_the_old_one_its_pin_and_the_wait(world: World) -> None:
    give_pin(world)
    try_wrongly(world, FREE_TRIES)
    assert refused(world, secret=PASSWORD) == "account.wait"
    cheap(world).give_password(" LAN ", "nam sau bay tam")
    assert refused(world, secret=PASSWORD) == "account.wrong"
    assert refused(world, secret=PIN) == "account.wrong"
    assert signed_in(world, "nam sau bay tam").account == "lan"


@pytest.mark.parametrize(
    ("name", "password", "key"), [("hoa", PASSWORD, "account.unknown"), ("lan", "ngan", "account.password_short")]
)
def test_no_new_password_for_nobody_and_none_that_is_short(world: World, name: str, password: str, key: str) -> None:
    with pytest.raises(Refused) as refusal:
        cheap(world).give_password(name, password)
    assert refusal.value.sentence.key == key
    assert signed_in(world).account == "lan"


def test_answer_is_the_same_when_the_name_or_the_secret_is_wrong(world: World) -> None:
    assert refused(world, "lan") == refused(world, "khong co") == "account.wrong"


def test_unknown_name_costs_the_same_work_as_a_known_one(world: World) -> None:
    """Counted in the hasher's own work, not in seconds: its hash must be one that is really worked through."""
    account = Accounts(world.store).add("hoa", "Hoa", "clerk", PASSWORD)
    assert extract_parameters(sign_in._NOBODY) == extract_parameters(account.password)
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(sign_in._NOBODY, "sai")


def test_pin_opens_when_it_was_set(world: World) -> None:
    give_pin(world)
    assert signed_in(world, PIN).account == "lan"
    assert signed_in(world).account == "lan"


@pytest.mark.parametrize("pin", ["", "12345", "111111", "121212", "12345a", "٤٨١٥١٦", "48151²"])
def test_pin_is_refused_when_it_is_easy_or_no_number(world: World, pin: str) -> None:
    session = signed_in(world)
    with pytest.raises(Refused) as refusal:
        cheap(world).set_pin(session, pin)
    assert refusal.value.field == "pin"


def test_only_the_password_opens_when_the_pin_was_wrong_three_times(world: World) -> None:
    give_pin(world)
    assert [refused(world, secret="000111") for _ in range(PIN_TRIES)] == [
        "account.wrong",
        "account.wrong",
        "account.wrong_pin_closed",
    ]
    assert refused(world, secret=PIN) == "account.wrong_pin_closed"
    assert signed_in(world).account == "lan"
    assert signed_in(world, PIN).account == "lan"


def test_every_further_try_waits_longer_when_the_free_ones_are_used(world: World) -> None:
    try_wrongly(world, FREE_TRIES)
    waits = []
    for _ in range(10):
        with pytest.raises(Refused) as refusal:
            signed_in(world)
        waits.append(refusal.value.sentence.args["seconds"])
        world.clock.forward(seconds=LONGEST_WAIT_S)
        assert refused(world) != "account.wait"
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert "900" in say(refusal.value.sentence)


def test_right_password_waits_too_and_then_clears_the_count(world: World) -> None:
    try_wrongly(world, FREE_TRIES)
    assert refused(world, secret=PASSWORD) == "account.wait"
    world.clock.forward(seconds=5)
    signed_in(world)
    assert refused(world) == "account.wrong"
    assert refused(world) == "account.wrong"


def test_wait_stands_when_the_program_is_restarted(world: World) -> None:
    try_wrongly(world, FREE_TRIES + 2)
    world.reopen()
    assert refused(world, secret=PASSWORD) == "account.wait"


@pytest.mark.parametrize("days", [-20_000, -400, -1, 1, 400, 4000])
def test_wait_stands_when_the_clock_is_set(world: World, days: int) -> None:
    try_wrongly(world, FREE_TRIES + 2)
    world.clock.at += timedelta(days=days)  # only the wall clock: nothing has passed
    assert refused(world, secret=PASSWORD) == "account.wait"
    world.clock.forward(seconds=20)
    assert signed_in(world).account == "lan"


def test_wait_runs_from_the_start_when_the_machine_was_restarted(world: World) -> None:
    try_wrongly(world, FREE_TRIES + 8)
    world.reopen()
    world.clock._ms = 60_000  # the machine was started a minute ago
    assert refused(world, secret=PASSWORD) == "account.wait"
    world.clock.forward(seconds=LONGEST_WAIT_S)
    assert signed_in(world).account == "lan"


class Killed(PasswordHasher):
    """The program ends while it hashes."""

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        raise KeyboardInterrupt


def test_try_counts_when_the_program_is_killed_before_it_answers(world: World) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(KeyboardInterrupt):
            Accounts(world.store, hasher=Killed).sign_in("lan", PASSWORD)
    assert refused(world, secret=PASSWORD) == "account.wait"


@given(steps=st.lists(st.tuples(st.integers(-4000, 4000), st.integers(0, 30), st.booleans()), min_size=1, max_size=60))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_guesses_stay_few_whatever_is_done_to_clock_and_program(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, bool]]
) -> None:
    """Guesses that reached the hash are bounded by the time that really passed."""
    world = World(tmp_path_factory.mktemp("guess"))
    with world.store.database.write() as transaction:  # a hash that costs nothing: only the counting is looked at
        add_account(transaction, "lan", "Lan", "clerk", "not a hash", "2026-11-23")
    tried, passed = 0, 0
    for days, seconds, restart in steps:
        world.clock.at += timedelta(days=days) if 2000 < world.clock.at.year + days / 365 < 9000 else timedelta()
        world.clock.forward(seconds=seconds)
        passed += seconds
        if restart:
            world.reopen()
        tried += refused(world) != "account.wait"
    allowed, need = FREE_TRIES, 0
    while need + (5 << (allowed - FREE_TRIES)) <= passed:
        need += 5 << (allowed - FREE_TRIES)
        allowed += 1
    assert tried <= allowed
    world.close()


def test_account_is_refused_when_it_cannot_be_right(world: World) -> None:
    accounts = Accounts(world.store)
    for name, role, password, field in (
        ("", "clerk", PASSWORD, "account"), ("x" * 65, "clerk", PASSWORD, "account"), ("lan", "clerk", PASSWORD, "account"),
        ("LAN", "clerk", PASSWORD, "account"), ("hoa", "boss", PASSWORD, "role"), ("hoa", "clerk", "ngan", "password"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            accounts.add(name, "Hoa", role, password)
        assert refusal.value.field == field


def test_secrets_are_hashed_with_argon2id_of_64_mib_and_open(world: World) -> None:
    accounts = Accounts(world.store)
    accounts.set_pin(signed_in(world), PIN)
    accounts.add("hoa", "Hoa", "clerk", PASSWORD)
    with world.store.database.read() as transaction:
        lan, hoa = account_of(transaction, "lan"), account_of(transaction, "hoa")
    assert lan is not None
    assert hoa is not None
    for hashed in (lan.pin or "", hoa.password):
        assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert (accounts.sign_in("lan", PIN).account, accounts.sign_in("hoa", PASSWORD).account) == ("lan", "hoa")


def test_hash_is_renewed_when_its_cost_was_lower(world: World) -> None:
    Accounts(world.store).sign_in("lan", PASSWORD)
    with world.store.database.read() as transaction:
        account = account_of(transaction, "lan")
    assert account is not None
    assert "m=65536,t=3" in account.password


def test_sign_in_fails_in_words_when_the_database_is_busy(world: World) -> None:
    with world.store.database.write():
        other = LocalStore(world.data, world.clock, state_folder=world.folder / "state")
        other.database.connection().execute("PRAGMA busy_timeout = 50")
        with pytest.raises(Trouble) as trouble:
            Accounts(other).sign_in("lan", PASSWORD)
        other.close()
    assert trouble.value.sentence.key == "store.busy"


def test_password_is_the_same_however_its_marks_were_typed(world: World) -> None:
    accounts = Accounts(world.store, hasher=lambda: CHEAP)
    composed, decomposed = (unicodedata.normalize(form, "mật khẩu ừ") for form in ("NFC", "NFD"))
    accounts.add("hoa", "", "clerk", decomposed)
    assert accounts.sign_in("hoa", composed).account == "hoa"
    assert accounts.sign_in("hoa", decomposed).account == "hoa"
    with pytest.raises(Refused):
        accounts.add("mai", "", "clerk", unicodedata.normalize("NFD", "ừừừ"))  # nine signs, three letters


def test_password_of_bytes_that_are_no_letters_is_wrong_and_nothing_breaks(world: World) -> None:
    """As the environment gives one that was written in another code page."""
    assert refused(world, secret="m\udce2t kh\ud800") == "account.wrong"


def test_name_too_long_for_a_receipt_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        Accounts(world.store).add("hoa", "Nguyễn " * 20, "clerk", PASSWORD)
    assert refusal.value.field == "account"
