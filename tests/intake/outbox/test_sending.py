"""Taking texts, in order and once; trying again, and giving up."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intake.outbox import TextStatus, apply_delivery, give_up_stale, has_due, opted_out, pause_after
from intake.privacy import KeyRing, unlock
from intake.runtime import Runtime
from intake.storage import OutboxRow
from tests.conftest import NOW
from tests.intake.outbox.support import LEASE, TOKEN, after, bodies, conversation, fail, leave, put, row, rows, statuses, take

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def test_a_text_sent_keeps_nothing_of_what_it_said(runtime: Runtime):
    put(runtime)
    leave(runtime, take(runtime)[0], after(seconds=1), "SM42")
    done = row(runtime)
    assert (done.status, done.payload, done.external_id, done.sent_at) == ("sent", {}, "SM42", after(seconds=1))
    assert take(runtime, after(days=1)) == []


def test_a_text_taken_is_nobody_elses_until_its_lease_has_run_out(runtime: Runtime):
    put(runtime)
    assert [text.attempt for text in take(runtime)] == [1]
    assert take(runtime, NOW + LEASE - SECOND) == []
    assert [text.attempt for text in take(runtime, NOW + LEASE)] == [2]


def test_a_worker_that_lost_its_text_cannot_give_it_back(runtime: Runtime):
    put(runtime)
    (late,) = take(runtime)
    (mine,) = take(runtime, NOW + LEASE)
    assert fail(runtime, late, NOW + LEASE) is None
    assert row(runtime).status == "sending"
    leave(runtime, mine, NOW + LEASE)
    assert fail(runtime, late, NOW + LEASE) is None
    assert row(runtime).status == "sent"


def test_texts_of_a_conversation_leave_in_order_and_others_do_not_wait(runtime: Runtime):
    one, other = conversation(runtime), conversation(runtime, seed=2)
    for body, talk in [("un", one), ("deux", one), ("trois", one), ("ailleurs", other)]:
        put(runtime, body, conversation_id=talk)
    first, elsewhere = take(runtime)
    assert (first.body, elsewhere.body) == ("un", "ailleurs")
    assert fail(runtime, first) is TextStatus.WAITING
    assert bodies(runtime, after(seconds=1)) == []
    (again,) = take(runtime, after(seconds=10))
    assert again.body == "un"
    leave(runtime, again)
    (second,) = take(runtime, after(seconds=10))
    assert second.body == "deux"
    assert fail(runtime, second, for_good=True, error_code="21211") is TextStatus.GIVEN_UP
    assert bodies(runtime, after(seconds=10)) == ["trois"]


def test_a_danger_waits_for_nothing(runtime: Runtime):
    talk = conversation(runtime)
    put(runtime, "ailleurs", now=after(minutes=-1))
    put(runtime, "un", conversation_id=talk)
    put(runtime, "danger", conversation_id=talk, safety=True)
    put(runtime, "suite", conversation_id=talk)
    assert [(text.body, text.safety) for text in take(runtime, limit=1)] == [("danger", True)]
    assert bodies(runtime) == ["ailleurs", "un"]


def test_whether_something_is_due_is_seen_without_taking_it(runtime: Runtime):
    def due(minutes: float) -> bool:
        with runtime.database.read() as session:
            return has_due(session, after(minutes=minutes))

    assert not due(0)
    put(runtime)
    assert due(0)
    (text,) = take(runtime)
    assert (due(0), due(2)) == (False, True)
    leave(runtime, text)
    assert not due(60)


def test_pauses_grow_until_half_a_day_is_over(runtime: Runtime):
    put(runtime)
    now, waited = NOW, []
    while True:
        (text,) = take(runtime, now)
        if fail(runtime, text, now) is TextStatus.GIVEN_UP:
            break
        assert take(runtime, row(runtime).due_at - SECOND) == []
        waited.append((row(runtime).due_at - now).total_seconds())
        now = row(runtime).due_at
    for pause, expected in zip(waited, [5, 20, 60, 300, 900] + [3600] * 20, strict=False):
        assert 0.75 * expected <= pause <= 1.25 * expected
    assert timedelta(hours=10) < now - NOW <= timedelta(hours=12)
    assert (row(runtime).payload, take(runtime, after(days=2))) == ({}, [])


def test_a_reminder_that_cannot_leave_within_the_hour_never_does(runtime: Runtime):
    put(runtime, reminder=True)
    now = NOW
    while fail(runtime, take(runtime, now)[0], now) is TextStatus.WAITING:
        now = row(runtime).due_at
    assert now <= NOW + HOUR


@given(attempt=st.integers(1, 50), seed=st.integers(), asked=st.one_of(st.none(), st.floats(-10, 1e9)))
def test_a_pause_is_never_less_than_asked_nor_more_than_an_hour_and_a_bit(attempt: int, seed: int, asked: float | None):
    pause = pause_after(attempt, Random(seed), asked)
    assert timedelta(seconds=3) < pause <= 1.25 * HOUR
    assert pause >= min(timedelta(seconds=max(asked or 0, 0)), HOUR)


def test_the_carrier_is_not_asked_before_the_time_it_named(runtime: Runtime):
    put(runtime)
    fail(runtime, take(runtime)[0], retry_after=120)
    assert take(runtime, after(seconds=119)) == []
    assert len(take(runtime, after(seconds=120))) == 1


def test_a_refusal_for_good_is_the_end_of_it(runtime: Runtime):
    put(runtime)
    assert fail(runtime, take(runtime)[0], error_code="21211", for_good=True) is TextStatus.GIVEN_UP
    assert (row(runtime).payload, row(runtime).error) == ({}, "21211")
    assert take(runtime, after(days=1)) == []


def test_a_number_that_told_stop_to_the_carrier_is_opted_out_here_too(runtime: Runtime):
    put(runtime, "un")
    put(runtime, "deux")
    assert fail(runtime, take(runtime, limit=1)[0], error_code="21610") is TextStatus.GIVEN_UP
    assert statuses(runtime) == ["given_up", "cancelled"]
    with runtime.database.read() as session:
        assert opted_out(session, TOKEN)


def test_an_older_answer_that_still_fails_after_an_hour_gives_way(runtime: Runtime):
    talk = conversation(runtime)
    put(runtime, "ancien", conversation_id=talk)
    fail(runtime, take(runtime)[0], retry_after=7200)
    put(runtime, "récent", now=after(minutes=30), conversation_id=talk)
    assert stale(runtime, 59) == 0
    assert bodies(runtime, after(minutes=59)) == []
    assert stale(runtime, 61) == 1
    assert bodies(runtime, after(minutes=61)) == ["récent"]
    assert statuses(runtime) == ["given_up", "sending"]


def test_an_answer_that_fails_alone_or_concerns_a_danger_gives_way_to_nothing(runtime: Runtime):
    talk, other = conversation(runtime), conversation(runtime, seed=2)
    put(runtime, "seul", conversation_id=other)
    put(runtime, "danger", conversation_id=talk, safety=True)
    for text in take(runtime):
        fail(runtime, text, retry_after=7200)
    put(runtime, "récent", now=after(minutes=30), conversation_id=talk)
    assert stale(runtime, 119) == 0


def stale(runtime: Runtime, minutes: float) -> int:
    with runtime.database.write() as session:
        return give_up_stale(session, after(minutes=minutes))


def test_what_could_never_be_sent_is_dropped_after_half_a_day(runtime: Runtime):
    put(runtime, "attend")
    put(runtime, "rappel", reminder=True)
    assert stale(runtime, 61) == 1
    assert stale(runtime, 12 * 60 - 1) == 0
    assert stale(runtime, 12 * 60) == 1
    assert [(one.status, one.payload) for one in rows(runtime)] == [("given_up", {})] * 2


def test_what_a_worker_holds_is_not_dropped_under_its_hands(runtime: Runtime):
    put(runtime)
    take(runtime, after(hours=11, minutes=59))
    assert stale(runtime, 12 * 60) == 0
    # The worker died.
    assert stale(runtime, 12 * 60 + 5) == 1


def test_a_text_that_keys_no_longer_open_does_not_block_the_others(runtime: Runtime):
    put(runtime, "perdu")
    try:
        unlock(KeyRing((("other", b"o" * 32),)))
        put(runtime, "lisible")
        assert bodies(runtime) == ["lisible"]
    finally:
        unlock(KeyRing(runtime.settings.keys))
    with runtime.database.read() as session:
        found = session.execute(select(OutboxRow.status, OutboxRow.error).order_by(OutboxRow.id)).all()
    assert [tuple(one) for one in found] == [("given_up", "unreadable"), ("sending", None)]


@pytest.mark.parametrize("status", ["sent", "delivered", "failed"])
def test_a_report_tells_that_the_carrier_has_it_although_its_answer_was_lost(runtime: Runtime, status: str):
    put(runtime)
    (text,) = take(runtime)
    assert fail(runtime, text) is TextStatus.WAITING
    with runtime.database.write() as session:
        assert apply_delivery(session, status=status, now=after(seconds=2), outbox_id=text.id, external_id="SM9")
    assert (row(runtime).status, row(runtime).payload, row(runtime).external_id) == ("sent", {}, "SM9")
    assert take(runtime, after(days=1)) == []
