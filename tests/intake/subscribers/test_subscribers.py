"""Who is told of which change, once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from intake.runtime import Runtime
from intake.storage import HandoffRow, OutboxRow, SubscriberRow, ToldRow
from intake.subscribers import (
    DueEvent,
    SubscriberError,
    add_subscriber,
    disable_subscriber,
    due_event,
    event_failed,
    event_sent,
    has_due_event,
    list_subscribers,
    notice_changes,
    sign,
    verify,
)
from tests.conftest import NOW
from tests.desk.people import file

URL = "https://exemple.fr/seuil"
LEASE = timedelta(minutes=2)


def add(runtime: Runtime, url: str = URL, now: datetime = NOW) -> str:
    with runtime.database.write() as session:
        return add_subscriber(session, url=url, secret="secret", now=now).id


def notice(runtime: Runtime, now: datetime) -> int:
    with runtime.database.write() as session:
        return notice_changes(session, now)


def take(runtime: Runtime, now: datetime) -> DueEvent | None:
    with runtime.database.write() as session:
        return due_event(session, now, lease=LEASE)


def change(runtime: Runtime, handoff_id: str, at: datetime) -> None:
    with runtime.database.write() as session:
        row = session.get_one(HandoffRow, handoff_id)
        row.status, row.updated_at = "in_review", at


def test_made_then_changed_each_told_once_and_only_from_now_on(runtime: Runtime):
    before = file(runtime, seed=1, now=NOW - timedelta(hours=1))
    add(runtime)
    filed = file(runtime, seed=2, now=NOW + timedelta(seconds=1))
    assert notice(runtime, NOW + timedelta(seconds=2)) == 1
    assert notice(runtime, NOW + timedelta(seconds=3)) == 0
    event = take(runtime, NOW + timedelta(seconds=3))
    assert event is not None
    told = json.loads(event.body)
    assert {name: told[name] for name in ("event", "handoff_id", "reference")} == {
        "event": "handoff.created", "handoff_id": filed.id, "reference": filed.reference,
    }  # fmt: skip
    assert set(told) == {"id", "event", "handoff_id", "reference", "at"}
    with runtime.database.write() as session:
        event_sent(session, event, NOW + timedelta(seconds=4))
    change(runtime, filed.id, NOW + timedelta(minutes=1))
    change(runtime, before.id, NOW + timedelta(minutes=1))
    assert notice(runtime, NOW + timedelta(minutes=1)) == 2
    seen = [take(runtime, NOW + timedelta(minutes=2)) for _ in range(3)]
    assert [one and one.event for one in seen] == ["handoff.updated", "handoff.updated", None]
    with runtime.database.read() as session:
        assert session.scalars(select(OutboxRow.payload).where(OutboxRow.status == "sent")).all() == [{}]


def test_a_change_that_is_seen_late_is_still_told(runtime: Runtime):
    add(runtime)
    assert notice(runtime, NOW + timedelta(seconds=30)) == 0
    # Dated before the last look, seen after it.
    file(runtime, now=NOW + timedelta(seconds=20))
    assert notice(runtime, NOW + timedelta(seconds=33)) == 1


def test_more_than_a_round_can_hold_is_told_in_the_next(runtime: Runtime, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("intake.subscribers.noticing._AT_ONCE", 2)
    add(runtime)
    for seed in range(5):
        file(runtime, seed=seed, now=NOW + timedelta(seconds=1))
    assert [notice(runtime, NOW + timedelta(seconds=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_it_is_tried_again_later_each_time_then_given_up(runtime: Runtime):
    subscriber = add(runtime)
    file(runtime, now=NOW + timedelta(seconds=1))
    notice(runtime, NOW + timedelta(seconds=2))
    now, pauses = NOW + timedelta(seconds=2), []
    while (event := take(runtime, now)) is not None:
        with runtime.database.write() as session:
            became = event_failed(session, event, now=now, random=Random(1), why="500")
            row = session.get_one(OutboxRow, event.id)
        if became == "given_up":
            break
        pauses.append((row.due_at - now).total_seconds())
        now = row.due_at
    assert pauses[0] < 7
    assert 2700 <= pauses[-1] <= 4500
    assert now > NOW + timedelta(days=3, hours=22)
    with runtime.database.read() as session:
        assert session.scalars(select(OutboxRow.payload)).all() == [{}]
        assert session.get_one(SubscriberRow, subscriber).failures == len(pauses) + 1


def test_a_lease_keeps_others_away_and_runs_out(runtime: Runtime):
    add(runtime)
    file(runtime, now=NOW + timedelta(seconds=1))
    notice(runtime, NOW + timedelta(seconds=2))
    first = take(runtime, NOW + timedelta(seconds=2))
    assert first is not None
    assert take(runtime, NOW + timedelta(seconds=3)) is None
    again = take(runtime, NOW + timedelta(minutes=3))
    assert again is not None
    assert (again.id, again.attempt) == (first.id, 2)
    with runtime.database.write() as session:
        # The slow first worker no longer decides.
        assert event_failed(session, first, now=NOW, random=Random(1), why="x") is None


def test_what_was_closed_or_erased_is_not_told(runtime: Runtime):
    add(runtime)
    closed = add(runtime, "https://exemple.fr/autre")
    filed = file(runtime, now=NOW + timedelta(seconds=1))
    assert notice(runtime, NOW + timedelta(seconds=2)) == 2
    with runtime.database.write() as session:
        assert disable_subscriber(session, "https://exemple.fr/autre", NOW).id == closed
        session.delete(session.get_one(HandoffRow, filed.id))
    assert take(runtime, NOW + timedelta(seconds=3)) is None
    with runtime.database.read() as session:
        assert set(session.scalars(select(OutboxRow.status))) == {"cancelled"}
        assert session.scalars(select(ToldRow.handoff_id)).all() == []
        assert not has_due_event(session, NOW + timedelta(days=1))
        assert [one.disabled for one in list_subscribers(session)] == [False, True]


@pytest.mark.parametrize(
    "url",
    ["http://exemple.fr", "ftp://exemple.fr", "https://", "exemple.fr", "https://a:b@exemple.fr", "https://exemple.fr/#x", "https://exemple.fr:99999",
     "https://exemple.fr/" + "x" * 500, "https://exemplé.fr"],
)  # fmt: skip
def test_addresses_that_cannot_be_used(runtime: Runtime, url: str):
    with pytest.raises(SubscriberError):
        add(runtime, url)


def test_an_address_is_told_once(runtime: Runtime):
    add(runtime)
    with pytest.raises(SubscriberError, match="déjà"):
        add(runtime)


def test_a_signature_is_ours_whole_and_fresh():
    body, at = b'{"event":"handoff.created"}', 1_764_000_000
    header = sign("secret", at, body)
    assert verify("secret", header, body, at + 299)
    assert not verify("secret", header, body, at + 301)
    assert not verify("autre", header, body, at)
    assert not verify("secret", header, body + b" ", at)
    for broken in ("", "t=,v1=", "t=x,v1=y", header.replace("v1=", "v1=é"), f"t={at}", "t=²,v1=a"):
        assert not verify("secret", broken, body, at)
