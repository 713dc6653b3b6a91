"""A proxy between the counter and the province that does not let it through."""

from __future__ import annotations

from counter.domain.sentence import say
from counter.sync.light import light
from counter.sync.round import exchange
from counter.sync.transport import Transport
from tests.made.counter_pair import Line
from tests.made.peer import http, peer
from tests.sync.test_exchanging import Make


def test_proxy_that_wants_a_password_is_said_and_the_queue_is_whole(counter: Make, line: Line) -> None:
    """It was said to be a line that is away, which comes back by itself; this one does not."""
    one = counter()
    one.receive(2)
    with peer(http(407, "text/html", b"<html>")) as proxy:
        for server in ("https://tinh.example", "http://127.0.0.1:9"):
            way = {server.split(":")[0]: f"http://127.0.0.1:{proxy.port}"}
            transport = Transport(server, proxies=way, connect_seconds=3, answer_seconds=3)
            step = exchange(one.engine, transport)
            transport.close()
            assert step is not None
            assert step.sentence.key == "sync.proxy"  # type: ignore[union-attr]
            shown = light(one.exchange.facts(), one.clock.now())
            assert shown.state == "attention"
            assert "2 hồ sơ chờ gửi" in say(shown.words)
        assert proxy.received.startswith(b"CONNECT tinh.example:443 HTTP/1")
    one.sync(line)
    assert light(one.exchange.facts(), one.clock.now()).state == "received"
