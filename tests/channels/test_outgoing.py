"""Signed posts to the programs of others: what leaves, where it may go, what a refusal does."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from random import Random

import httpx
import pytest
from sqlalchemy import select

from channels.outgoing import Poster, notice, post_due
from intake.clock import ShiftedClock
from intake.runtime import Runtime
from intake.storage import OutboxRow, SubscriberRow
from intake.subscribers import add_subscriber, verify
from tests.conftest import NOW
from tests.desk.people import file

PUBLIC = "93.184.215.14"


def later(runtime: Runtime, **delta: float) -> Runtime:
    return Runtime(runtime.settings, ShiftedClock(NOW + timedelta(**delta)), runtime.indexer, runtime.database)


def waiting(runtime: Runtime, url: str = "https://exemple.fr/seuil?cle=abc") -> Runtime:
    with runtime.database.write() as session:
        add_subscriber(session, url=url, secret="secret", now=NOW)
    file(runtime, now=NOW + timedelta(seconds=1))
    runtime = later(runtime, seconds=5)
    assert notice(runtime) == 1
    return runtime


def poster(answer: Callable[[httpx.Request], httpx.Response], ips: tuple[str, ...] = (PUBLIC,), *, private: bool = False) -> Poster:
    return Poster(private=private, resolve=lambda host, port: list(ips), transport=httpx.MockTransport(answer))


def test_what_leaves_is_signed_and_says_nothing_of_anybody(runtime: Runtime):
    runtime, seen = waiting(runtime), []
    assert post_due(runtime, poster(lambda request: seen.append(request) or httpx.Response(204)), Random(1)) == 1
    (request,) = seen
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "exemple.fr"
    assert request.extensions["sni_hostname"] == "exemple.fr"
    assert request.url.query == b"cle=abc"
    assert verify("secret", request.headers["x-seuil-signature"], request.content, int(runtime.clock.now().timestamp()))
    body = json.loads(request.content)
    assert set(body) == {"id", "event", "handoff_id", "reference", "at"}
    assert request.headers["x-seuil-delivery"] == body["id"]
    assert b"Martin" not in request.content
    assert post_due(runtime, poster(lambda request: httpx.Response(500)), Random(1)) == 0
    with runtime.database.read() as session:
        assert session.scalars(select(OutboxRow.status)).one() == "sent"


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "0.0.0.0", "224.0.0.1"]  # noqa: E501, S104
)  # fmt: skip
def test_our_own_network_is_never_spoken_to(runtime: Runtime, ip: str):
    runtime = waiting(runtime)
    for ips in ((ip,), (PUBLIC, ip)):
        blocked = poster(lambda _: pytest.fail("it was spoken to"), ips)
        assert post_due(later(runtime, minutes=5 if len(ips) > 1 else 0.2), blocked, Random(1)) == 1
    with runtime.database.read() as session:
        row = session.scalars(select(OutboxRow)).one()
    assert (row.status, row.error) == ("waiting", "private_address")


def test_in_development_this_machine_may_listen(runtime: Runtime):
    runtime = waiting(runtime)
    assert post_due(runtime, poster(lambda _: httpx.Response(200), ("127.0.0.1",), private=True), Random(1)) == 1
    with runtime.database.read() as session:
        assert session.scalars(select(OutboxRow.status)).one() == "sent"


@pytest.mark.parametrize(("status", "asked", "least"), [(500, None, 3), (302, None, 3), (404, None, 3), (503, "600", 600), (429, "90", 90)])
def test_a_refusal_is_tried_again_and_says_so_without_the_address(
    runtime: Runtime, caplog: pytest.LogCaptureFixture, status: int, asked: str | None, least: int
):
    runtime = waiting(runtime)
    headers = {"location": "http://10.0.0.1/"} | ({"retry-after": asked} if asked else {})
    with caplog.at_level(logging.INFO):
        assert post_due(runtime, poster(lambda _: httpx.Response(status, headers=headers)), Random(1)) == 1
    with runtime.database.read() as session:
        row = session.scalars(select(OutboxRow)).one()
        assert session.scalars(select(SubscriberRow.failures)).one() == 1
    assert (row.status, row.error) == ("waiting", str(status))
    assert (row.due_at - runtime.clock.now()).total_seconds() > least - 1
    assert "seuil.webhooks" in {record.name for record in caplog.records}
    assert not [record for record in caplog.records if "cle=abc" in record.getMessage()]


def test_an_address_that_is_down_or_odd_does_not_hold_the_event(runtime: Runtime):
    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("https://exemple.fr/seuil?cle=abc")

    def odd(host: str, port: int) -> list[str]:
        raise OSError("no such machine")

    runtime = waiting(runtime)
    assert post_due(runtime, poster(down), Random(1)) == 1
    assert post_due(later(runtime, minutes=5), Poster(private=False, resolve=odd), Random(1)) == 1
    with runtime.database.read() as session:
        row = session.scalars(select(OutboxRow)).one()
    assert (row.status, row.error, row.attempts) == ("waiting", "OSError", 2)
