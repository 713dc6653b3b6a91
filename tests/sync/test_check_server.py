"""The line to the server broken in every way: each says its own sentence. Servers, names, proxies and TLS are real ones."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from counter.journal.clock import VIETNAM
from counter.store.clock import SystemClock
from counter.sync.check_certificate import check_certificate
from counter.sync.check_server import check_clock, check_server, check_time_zone
from counter.sync.inquest import Way
from tests.made.certificates import Authority
from tests.made.peer import http, peer, status

CLOCK = SystemClock()


def here(port: int) -> Way:
    return Way(f"http://127.0.0.1:{port}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return int(gone.getsockname()[1])


def test_server_is_well_when_the_province_answers() -> None:
    with peer(status()) as there:
        found = check_server(here(there.port), CLOCK)
    assert (found.state, found.ok, found.code) == ("well", True, "")
    assert there.received.startswith(b"GET /v1/status HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("answer", "key", "code"),
    [
        (status(protocol=99), "version", "M-19"),
        (http(503, "application/json", b'{"reason":"busy"}'), "busy", "M-21"),
        (http(502, "text/html", b"<html>Bad gateway"), "busy", "M-21"),
        (http(302, "text/html", b"", "location: http://login.example/"), "portal", "M-16"),
        (http(200, "text/html; charset=utf-8", b"<html>Wi-Fi: welcome"), "portal", "M-16"),
        (http(511, "text/html", b"<html>"), "portal", "M-16"),
        (http(404, "text/html", b"<html>nginx"), "stranger", "M-17"),
        (http(200, "application/json", b'{"status":"ok"}'), "stranger", "M-17"),
        (http(200, "application/json", b"[" * 5000), "stranger", "M-17"),
        (b"SSH-2.0-OpenSSH_9\r\n", "stranger", "M-17"),
        (None, "refused", "M-13"),
    ],
)
def test_server_says_what_answered_in_its_place(answer: bytes | None, key: str, code: str) -> None:
    with peer(answer) as there:
        found = check_server(here(there.port), CLOCK)
    assert (found.sentence.key, found.code, found.ok) == (f"check.server.{key}", code, False)


def test_server_is_down_when_nothing_listens() -> None:
    assert check_server(here(free_port()), CLOCK).sentence.key == "check.server.refused"


def test_name_is_not_found_when_the_network_knows_none_such() -> None:
    found = check_server(Way("https://khong-co.invalid"), CLOCK)
    assert (found.sentence.key, found.sentence.args["host"]) == ("check.server.dns", "khong-co.invalid")


def test_proxy_is_named_when_it_is_the_one_that_does_not_answer() -> None:
    way = Way("https://127.0.0.1:9", proxies={"https": f"http://127.0.0.1:{free_port()}"})
    assert check_server(way, CLOCK).sentence.key == "check.server.proxy"


def test_proxy_is_named_when_it_wants_a_password() -> None:
    with peer(http(407, "text/html", b"", "proxy-authenticate: Basic")) as proxy:
        way = Way("http://127.0.0.1:9", proxies={"http": f"http://127.0.0.1:{proxy.port}"})
        assert check_server(way, CLOCK).sentence.key == "check.server.proxy"


def test_address_that_is_none_is_told_and_nothing_is_asked() -> None:
    assert check_server(Way("http://tinh.example"), CLOCK).sentence.key == "check.server.address"
    assert check_server(None, CLOCK).sentence.key == "check.server.not_enrolled"


# the clock


@pytest.mark.parametrize(
    ("ahead", "key", "unit", "count"),
    [
        (timedelta(seconds=90), "well", "seconds", None),
        (timedelta(minutes=5), "slow", "minutes", 5),
        (timedelta(minutes=-5), "fast", "minutes", 5),
        (timedelta(hours=7), "slow", "hours", 7),
        (timedelta(days=-400), "fast", "days", 400),
    ],
)
def test_clock_is_compared_with_the_servers(ahead: timedelta, key: str, unit: str, count: int | None) -> None:
    with peer(status(ahead=ahead)) as there:
        found = check_clock(here(there.port), CLOCK, lambda: False)
    assert found.sentence.key == f"check.clock.{key}"
    much = found.sentence.args["much"]
    assert much.key == f"check.clock.{unit}"  # type: ignore[attr-defined]
    assert count is None or much.args["count"] == count  # type: ignore[attr-defined]


def test_clock_is_judged_by_the_journal_when_no_server_says() -> None:
    way = here(free_port())
    assert check_clock(way, CLOCK, lambda: True).sentence.key == "check.clock.doubt"
    found = check_clock(way, CLOCK, lambda: False)
    assert (found.sentence.key, found.ok) == ("check.clock.not_compared", True)


@pytest.mark.parametrize(("minutes", "said"), [(420, None), (0, "UTC+00:00"), (-210, "UTC-03:30"), (480, "UTC+08:00")])
def test_time_zone_is_vietnams_or_told(minutes: int, said: str | None) -> None:
    found = check_time_zone(timedelta(minutes=minutes))
    assert found.sentence.args.get("zone") == said
    assert found.ok == (said is None)


# the certificate


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority.make()


def tls(files: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    return context


def both(files: tuple[Path, Path], ca: str | None) -> tuple[str, str, dict[str, object]]:
    """The sentences of server and certificate before a TLS server with those files."""
    with peer(status(), tls(files)) as there:
        way = Way(f"https://127.0.0.1:{there.port}", ca, web_port=free_port())
        server, found = check_server(way, CLOCK), check_certificate(way, CLOCK)
        assert found.ok == (found.state == "well")
    return server.sentence.key, found.sentence.key.removeprefix("check.certificate."), found.sentence.args


def test_certificate_is_well_when_it_is_right(authority: Authority, tmp_path: Path) -> None:
    server, found, told = both(authority.server(tmp_path, days=60), authority.pem)
    ends = (datetime.now(UTC) + timedelta(days=60)).astimezone(VIETNAM)
    assert (server, found) == ("check.server.well", "own")
    assert told["authority"] == "Test authority"
    assert str(told["day"]).endswith(f"/{ends.year}")


def test_certificate_that_ends_soon_is_told_before_it_does(authority: Authority, tmp_path: Path) -> None:
    server, found, told = both(authority.server(tmp_path, days=12), authority.pem)
    assert (server, found) == ("check.server.well", "soon")
    assert told["days"] in (11, 12)


@pytest.mark.parametrize(("mine", "other", "said"), [(90, 3, "own"), (3, 90, "soon")])
def test_of_two_authorities_in_one_file_the_end_of_the_one_that_is_used_counts(
    tmp_path: Path, mine: int, other: int, said: str
) -> None:
    used, spare = Authority.make("New", days=mine), Authority.make("Old", days=other)
    assert both(used.server(tmp_path, days=60), spare.pem + used.pem)[1] == said


@pytest.mark.parametrize("wrong", ["self_signed", "issuer", "expired", "not_yet", "host"])
def test_certificate_says_what_is_wrong_and_the_server_leads_to_it(
    authority: Authority, tmp_path: Path, wrong: str
) -> None:
    if wrong == "self_signed":
        files = Authority.make("Alone").itself(tmp_path)
    elif wrong == "issuer":
        files = Authority.make("Another").server(tmp_path)
    elif wrong == "expired":
        files = authority.server(tmp_path, days=-1)
    elif wrong == "not_yet":
        files = authority.server(tmp_path, begins=3)
    else:
        files = authority.server(tmp_path, "other.example")
    server, found, _ = both(files, authority.pem)
    assert (server, found) == ("check.server.unsafe", wrong)


def test_a_clock_that_is_years_slow_is_told_by_us_and_not_by_the_library(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("urllib3.connection.RECENT_DATE", date.max)  # from here on every clock is slow to it
    assert both(authority.server(tmp_path, begins=3), authority.pem)[1] == "not_yet"


def test_certificate_of_an_authority_that_the_system_does_not_know_is_told(
    authority: Authority, tmp_path: Path
) -> None:
    assert both(authority.server(tmp_path), None)[1] == "issuer"


def test_server_without_tls_behind_https_is_not_safe(authority: Authority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:
        threading.Thread(target=_answer_in_clear, args=(plain,), daemon=True).start()
        way = Way(f"https://127.0.0.1:{plain.getsockname()[1]}", authority.pem, web_port=free_port())
        assert check_server(way, CLOCK).sentence.key == "check.server.unsafe"
        assert check_certificate(way, CLOCK).sentence.key == "check.certificate.unsafe"


def _answer_in_clear(server: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            line, _ = server.accept()
            with line:
                line.recv(65536)
                line.sendall(http(400, "text/plain", b"plain text here"))


def test_login_page_of_a_network_is_told_apart_from_a_bad_certificate(authority: Authority, tmp_path: Path) -> None:
    login = http(302, "text/html", b"", "location: http://login.wifi.example/?to=tinh")
    files = Authority.make("Portal").server(tmp_path)
    with peer(login) as page, peer(status(), tls(files)) as there:
        way = Way(f"https://127.0.0.1:{there.port}", authority.pem, web_port=page.port)
        assert check_server(way, CLOCK).sentence.key == "check.server.portal"
        assert b"Host: 127.0.0.1" in page.received


def test_own_server_that_sends_plain_callers_to_tls_is_no_login_page(authority: Authority, tmp_path: Path) -> None:
    files = authority.server(tmp_path, days=-1)
    with peer(http(301, "text/html", b"", "location: https://127.0.0.1/")) as page, peer(status(), tls(files)) as there:
        way = Way(f"https://127.0.0.1:{there.port}", authority.pem, web_port=page.port)
        assert check_server(way, CLOCK).sentence.key == "check.server.unsafe"


def test_certificate_is_not_judged_when_the_server_is_not_reached_or_is_this_machine() -> None:
    assert check_certificate(Way(f"https://127.0.0.1:{free_port()}", web_port=free_port()), CLOCK).state == "unknown"
    assert check_certificate(None, CLOCK).state == "unknown"
    assert check_certificate(here(1), CLOCK).sentence.key == "check.certificate.local"
