"""The light: green only on proof, grey without a line, and each state in words that hold their numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter.domain.sentence import say
from counter.journal.clock import VIETNAM
from counter.store.standpoint import SyncFacts
from counter.sync.light import LONG_OFFLINE, RED_AFTER, Progress, light

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=VIETNAM)
EARLIER = datetime(2026, 11, 23, 8, 15, tzinfo=VIETNAM)
DONE = SyncFacts(True, b"d" * 16, 1, b"h" * 32, 12, 12, 0, 0, True, 0, None, NOW, None, None, None)

CASES = [
    (DONE, None, "received", "Tỉnh đã nhận đủ lúc 10:42"),
    (replace(DONE, last_contact=EARLIER - timedelta(days=1)), None, "received", "Tỉnh đã nhận đủ lúc 08:15 22/11"),
    (replace(DONE, waiting=17, acknowledged=0, proved=False, offline_since=EARLIER), None, "offline",
     "Mất mạng từ 08:15 · vẫn làm việc bình thường · 17 hồ sơ chờ gửi"),
    (replace(DONE, offline_since=EARLIER), None, "offline",
     "Mất mạng từ 08:15 · vẫn làm việc bình thường · không còn gì chờ gửi"),
    (replace(DONE, waiting=10, proved=False), Progress(3, 12), "sending", "Đang gửi 3 trên 12"),
    (replace(DONE, waiting=1, proved=False), None, "waiting", "1 hồ sơ chờ gửi"),
    (replace(DONE, flagged=2), None, "attention", "Tỉnh đã nhận đủ, 2 hồ sơ cần người xem lại"),
    (replace(DONE, apart=2), None, "attention", "Tỉnh giữ riêng 2 hồ sơ của máy này để kiểm tra, không hồ sơ nào bị mất"),
    (replace(DONE, needs_epoch="fork", waiting=1), None, "attention", "Máy đang chờ tỉnh cấp kỳ số mới · 1 hồ sơ chờ gửi"),
    (replace(DONE, proved=False), None, "waiting", "12 hồ sơ chờ gửi"),
    (replace(DONE, entries=0, acknowledged=0, last_contact=None), None, "waiting", "Chưa có hồ sơ nào cần gửi"),
    (replace(DONE, enrolled=False), None, "attention", "Máy chưa được ghi danh với tỉnh · dữ liệu chỉ nằm trên máy này"),
    (replace(DONE, waiting=9, proved=False, oldest_waiting=NOW - timedelta(minutes=20)), None, "waiting",
     "9 hồ sơ chờ gửi · lâu nhất từ 10:22"),
    (replace(DONE, waiting=1, proved=False, oldest_waiting=NOW - timedelta(hours=2)), None, "attention",
     "1 hồ sơ chờ gửi quá lâu, từ 08:42 · hãy báo bộ phận kỹ thuật"),
    (replace(DONE, waiting=5, proved=False, offline_since=EARLIER, why="sync.busy"), None, "waiting", "5 hồ sơ chờ gửi"),
    (replace(DONE, offline_since=EARLIER, why="sync.busy"), None, "received", "Tỉnh đã nhận đủ lúc 10:42"),
    (replace(DONE, waiting=5, proved=False, offline_since=EARLIER, why="sync.portal"), None, "offline",
     "Mạng đòi đăng nhập từ 08:15 · vẫn làm việc bình thường · 5 hồ sơ chờ gửi"),
    (replace(DONE, waiting=5, proved=False, offline_since=EARLIER, why="sync.certificate_date"), None, "attention",
     "Kết nối không an toàn từ 08:15 nên chưa gửi · vẫn làm việc bình thường · 5 hồ sơ chờ gửi"),
    (replace(DONE, waiting=5, proved=False, offline_since=EARLIER, oldest_waiting=NOW - timedelta(days=3)), None,
     "attention", "Mất mạng từ 08:15 · 5 hồ sơ chờ gửi đã lâu · có thể gửi bằng USB"),
]  # fmt: skip


def test_amber_turns_red_by_age_and_not_by_number() -> None:
    many = replace(DONE, waiting=5000, acknowledged=0, proved=False, oldest_waiting=NOW)
    assert light(many, NOW).state == "waiting"
    assert light(replace(many, waiting=1), NOW + RED_AFTER).state == "attention"
    off = replace(many, offline_since=EARLIER)
    assert light(off, NOW + LONG_OFFLINE - timedelta(minutes=1)).state == "offline"
    assert light(off, NOW + LONG_OFFLINE).state == "attention"
    assert (
        light(many, NOW - timedelta(days=400)).state == "waiting"
    )  # a clock that was set back makes nobody wait longer


@pytest.mark.parametrize(("facts", "progress", "state", "words"), CASES)
def test_light_says(facts: SyncFacts, progress: Progress | None, state: str, words: str) -> None:
    shown = light(facts, NOW, progress)
    assert (shown.state, say(shown.words)) == (state, words)
    assert say(shown.words, "en") != words


counts = st.integers(0, 50)
moments = st.none() | st.just(EARLIER)


@given(
    st.builds(
        SyncFacts, st.booleans(), st.just(b"d" * 16), counts, st.just(b""), counts, counts, counts, counts, st.booleans(),
        counts, moments, moments, moments, st.none() | st.just("fork"), st.none() | st.just("sync.refused"),
    ),
    st.none() | st.builds(Progress, counts, counts),
)  # fmt: skip
def test_green_only_when_everything_is_proved_and_nothing_needs_anyone(
    facts: SyncFacts, progress: Progress | None
) -> None:
    shown = light(facts, NOW, progress)
    say(shown.words)
    say(shown.words, "en")
    if shown.state == "received":
        assert facts.enrolled
        assert facts.proved
        assert facts.last_contact is not None
        troubles = (facts.waiting, facts.apart, facts.flagged, facts.needs_epoch, facts.trouble, facts.offline_since)
        assert not any(troubles)
