"""Tokens and enrolment: one use is one device, a lost reply costs nothing, an id alone proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from counter.domain.sentence import Refused
from counter.journal.checkpoint import new_key, public_key
from counter.server.enrolment import NotEnrolled
from counter.server.province import Province
from counter.server.tables import device as devices
from counter.server.tables import token
from counter.wire.enrolment import EnrolReply, EnrolRequest
from counter.wire.reply import Standing
from tests.made.device import Device
from tests.made.world import HandClock

KEY = new_key()
Enrol = Callable[..., Device]


def asked(text: str, key: bytes = KEY, device: bytes | None = None, ask: bytes = b"an ask.1") -> EnrolRequest:
    return EnrolRequest.make(text, key, public_key(key), device, ask)


def test_token_enrols_once_and_the_same_key_is_answered_the_same_again(province: Province) -> None:
    text = province.token("H49.22", "06652").text
    first = province.enrol(asked(text))
    assert province.enrol(asked(text)) == first
    assert (first.agency, first.unit, len(first.lanes)) == ("H49.22", "06652", 2)
    for other in (asked(text, new_key()), asked(text, ask=b"an ask.2")):
        with pytest.raises(NotEnrolled):
            province.enrol(other)


def test_copy_put_back_is_not_told_the_epoch_of_its_used_token(province: Province, enrolled: Enrol) -> None:
    """It would begin that epoch anew and print its first numbers a second time."""
    device = enrolled()
    text = province.token("H49.22", "06652", uses=2).text
    used = province.enrol(asked(text, device.key, device.log.device, b"an ask.1"))
    again = province.enrol(asked(text, device.key, device.log.device, b"an ask.2"))
    assert (again.device, again.epoch > used.epoch) == (used.device, True)
    assert not {lane.start for lane in again.lanes} & {lane.start for lane in used.lanes}


def test_copy_of_a_machine_that_still_waits_for_its_answer_is_not_told_what_the_other_uses(province: Province) -> None:
    """A disk put back to the minute of its enrolment. A lost answer is given again only until it is known to have come."""
    text = province.token("H49.22", "06652").text
    device = Device.enrol(lambda one: province.enrol(one), text)
    ask = asked(text, device.key, ask=bytes(8))
    assert province.enrol(ask) == device.granted
    device.receive(1)
    device.push_all(province.exchange.answer)
    with pytest.raises(NotEnrolled) as refused:
        province.enrol(ask)
    assert refused.value.why == "used"


@pytest.mark.parametrize("uses", [1, 3])
def test_no_more_are_enrolled_than_a_token_has_uses_when_all_ask_at_once(
    province: Province, open_province: Callable[..., Province], uses: int
) -> None:
    """In two processes' worth of connections, and each asks twice, as one whose answer is late."""
    doors = (province, open_province())
    text = province.token("H49.22", "06652", uses=uses).text
    asks = [asked(text, new_key()) for _ in range(6)]

    def enrol(number: int) -> EnrolReply | str:
        try:
            return doors[number % 2].enrol(asks[number // 2])
        except NotEnrolled as refused:
            return refused.why

    with ThreadPoolExecutor(12) as all_at_once:
        told = list(all_at_once.map(enrol, range(12)))
    granted = [one for one in told if isinstance(one, EnrolReply)]
    assert {one for one in told if isinstance(one, str)} == {"used"}
    assert len({one.device for one in granted}) == len({one.epoch for one in granted}) == uses
    assert all(told[number] == told[number + 1] for number in range(0, 12, 2))
    assert len({lane.start for one in granted for lane in one.lanes}) == 2 * uses
    with province.database.read() as c:
        assert c.execute(select(func.count()).select_from(devices)).scalar() == uses


def test_token_of_three_uses_enrols_three_devices_of_three_epochs(province: Province) -> None:
    text = province.token("H49.22", "06652", uses=3).text
    granted = [province.enrol(asked(text, new_key())) for _ in range(3)]
    assert len({g.device for g in granted}) == len({g.epoch for g in granted}) == 3
    with pytest.raises(NotEnrolled):
        province.enrol(asked(text, new_key()))


def test_token_is_over_after_its_time(province: Province, clock: HandClock) -> None:
    made = province.token("H49.22", "06652")
    clock.at = made.expires
    with pytest.raises(NotEnrolled):
        province.enrol(asked(made.text))


def test_token_has_128_bits_and_is_not_kept_in_clear(province: Province) -> None:
    texts = {province.token("H49.22", "06652").text for _ in range(50)}
    assert len(texts) == 50
    assert min(map(len, texts)) >= 22
    with province.database.read() as c:
        kept = repr(c.execute(token.select()).all())
    assert not any(text in kept for text in texts)


@pytest.mark.parametrize(
    "wrong", [("H49/22", "06652", 1), ("H49.22", "06652", 0), ("H49.22", "six", 1), ("", "06652", 1)]
)
def test_token_for_no_centre_is_refused(province: Province, wrong: tuple[str, str, int]) -> None:
    with pytest.raises((Refused, ValueError)):
        province.token(*wrong)


def test_unknown_token_and_foreign_signature_enrol_nobody(province: Province) -> None:
    text = province.token("H49.22", "06652").text
    for wrong in (
        asked("A" * 32), replace(asked(text), public_key=public_key(new_key())), replace(asked(text), ask=b"another.")
    ):  # fmt: skip
        with pytest.raises(NotEnrolled):
            province.enrol(wrong)


def test_enrolled_again_it_keeps_its_id_and_its_old_epoch_is_closed(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    device.receive(2)
    granted = province.enrol(asked(province.token("H49.22", "06652").text, device.key, device.log.device))
    assert granted.device == device.log.device
    assert granted.epoch != device.log.epoch
    assert not {lane.start for lane in granted.lanes} & {lane.start for lane in device.lanes}
    reply = device.exchange(province.exchange.answer)
    assert (reply.standing, reply.acked) == (Standing.RETIRED, 2)


def test_id_of_another_device_is_not_given_to_who_only_says_it(province: Province, enrolled: Enrol) -> None:
    victim = enrolled()
    granted = province.enrol(asked(province.token("H49.22", "06652").text, new_key(), victim.log.device))
    assert granted.device != victim.log.device
    victim.receive(1)
    assert victim.exchange(province.exchange.answer).standing is Standing.OPEN


def test_device_of_another_centre_gets_a_new_id(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    granted = province.enrol(asked(province.token("H49.30", "07192").text, device.key, device.log.device))
    assert granted.device != device.log.device
    assert granted.agency == "H49.30"


def test_revoked_device_does_not_come_back_under_its_id(province: Province, enrolled: Enrol) -> None:
    device = enrolled()
    province.revoke(device.log.device)
    granted = province.enrol(asked(province.token("H49.22", "06652").text, device.key, device.log.device))
    assert granted.device != device.log.device


def test_unknown_device_cannot_be_revoked(province: Province) -> None:
    assert not province.revoke(b"x" * 16)


def test_nobody_is_given_the_provinces_own_id(province: Province, enrolled: Enrol) -> None:
    """Whoever had it would say codes in the province's name, and the province would go on in his log."""
    enrolled()
    own = province.authority.device
    granted = province.enrol(asked(province.token("H49.22", "06652").text, new_key(), own))
    assert granted.device != own
