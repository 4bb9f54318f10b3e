"""Putting texts in the outbox: once, within the day's limit, never for who wants none."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import text

from intake.clock import PARIS
from intake.outbox import Enqueued, opt_in, opt_out, opted_out
from intake.runtime import Runtime
from tests.conftest import NOW
from tests.intake.outbox.support import SENDER, TO, TOKEN, after, bodies, fail, leave, put, put_in, row, rows, statuses, take


def stop(runtime: Runtime, token: str = TOKEN) -> None:
    with runtime.database.write() as session:
        opt_out(session, token, NOW)


def test_the_same_key_twice_is_one_text(runtime: Runtime):
    assert put(runtime, "un", key="k") is Enqueued.QUEUED
    assert put(runtime, "deux", key="k") is Enqueued.DUPLICATE
    (taken,) = take(runtime)
    assert (taken.to, taken.sender, taken.body, taken.attempt) == (TO, SENDER, "un", 1)
    leave(runtime, taken)
    assert put(runtime, "trois", key="k") is Enqueued.DUPLICATE
    assert take(runtime, after(days=1)) == []


def test_a_key_stays_known_when_nothing_more_may_be_sent(runtime: Runtime):
    put(runtime, key="k", daily_limit=1)
    assert put(runtime, key="k", daily_limit=1) is Enqueued.DUPLICATE
    stop(runtime)
    assert put(runtime, key="k") is Enqueued.DUPLICATE


def test_an_error_of_the_turn_takes_its_text_with_it(runtime: Runtime):
    def turn() -> None:
        with runtime.database.write() as session:
            put_in(session, "Bonjour")
            raise LookupError("the turn failed")

    with pytest.raises(LookupError):
        turn()
    assert rows(runtime) == []


def test_a_day_in_paris_has_its_limit(runtime: Runtime):
    # 23:30 in Paris, half an hour before the next day.
    evening = datetime(2026, 11, 23, 23, 30, tzinfo=PARIS)
    assert [put(runtime, now=evening, daily_limit=2) for _ in range(3)] == [Enqueued.QUEUED, Enqueued.QUEUED, Enqueued.CAPPED]
    assert put(runtime, now=evening, daily_limit=2, recipient_token="o" * 32) is Enqueued.QUEUED
    assert put(runtime, now=datetime(2026, 11, 24, 0, 1, tzinfo=PARIS), daily_limit=2) is Enqueued.QUEUED


def test_a_danger_passes_the_limit_and_counts_in_it(runtime: Runtime):
    put(runtime, daily_limit=2)
    assert put(runtime, daily_limit=2, safety=True) is Enqueued.QUEUED
    assert put(runtime, daily_limit=2, safety=True) is Enqueued.QUEUED
    assert put(runtime, daily_limit=2) is Enqueued.CAPPED


def test_stop_cancels_what_waits_and_refuses_what_comes(runtime: Runtime):
    put(runtime, "un")
    put(runtime, "autre", recipient_token="o" * 32)
    stop(runtime)
    stop(runtime)
    assert [(one.status, one.payload == {}) for one in rows(runtime)] == [("cancelled", True), ("waiting", False)]
    assert put(runtime, "deux") is Enqueued.OPTED_OUT
    assert bodies(runtime) == ["autre"]


def test_an_answer_to_a_danger_written_after_stop_still_leaves(runtime: Runtime):
    stop(runtime)
    assert put(runtime, "Appelez le 15.", safety=True) is Enqueued.QUEUED
    assert bodies(runtime) == ["Appelez le 15."]


def test_start_brings_texts_back_but_not_those_cancelled(runtime: Runtime):
    put(runtime, "avant")
    stop(runtime)
    with runtime.database.write() as session:
        assert opted_out(session, TOKEN)
        assert opt_in(session, TOKEN)
        assert not opt_in(session, TOKEN)
        assert not opted_out(session, TOKEN)
    put(runtime, "après")
    assert bodies(runtime) == ["après"]


def test_stop_while_a_text_is_being_handed_over(runtime: Runtime):
    put(runtime, "un")
    put(runtime, "deux")
    first, second = take(runtime)
    stop(runtime)
    assert statuses(runtime) == ["cancelled", "cancelled"]
    # One had left already, which is told as it is; the other does not come back.
    leave(runtime, first)
    assert fail(runtime, second) is None
    assert statuses(runtime) == ["sent", "cancelled"]
    assert take(runtime, after(days=1)) == []


def test_a_text_that_slipped_in_beside_a_stop_does_not_leave(runtime: Runtime):
    put(runtime, "un")
    with runtime.database.write() as session:
        session.execute(text("INSERT INTO opt_outs (token, at) VALUES (:token, :at)"), {"token": TOKEN, "at": "2026-11-23 09:30:00"})
    assert take(runtime) == []
    assert (row(runtime).status, row(runtime).payload) == ("cancelled", {})


def test_nothing_said_is_readable_in_the_database(runtime: Runtime):
    put(runtime, "Bonjour Jeanne")
    with runtime.database.read() as session:
        stored = repr(session.execute(text("SELECT * FROM outbox")).all())
    for secret in ("Jeanne", TO, TO[1:], SENDER):
        assert secret not in stored
    assert "Jeanne" not in repr(take(runtime))
