"""Laws of the clock: it only moves forward, what stops it comes first, and three quarters are three quarters."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.clock import PARIS, OpeningHours, after_pause, working_time
from intake.deadlines import WARNED_SHARE, ClockState, Delay, state_of, to_escalate, to_warn, warning_at

HOURS = OpeningHours(week={day: ((time(9), time(12, 30)), (time(13, 30), time(17))) for day in range(5)})
# The first question about a year loads its holidays: no limit of time for one example.
CALM = settings(deadline=None)
MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC))
SPANS = st.timedeltas(min_value=timedelta(minutes=1), max_value=timedelta(days=12))
ORDER = [ClockState.RUNNING, ClockState.SOON, ClockState.OVERDUE]


def delay(received: datetime, due: datetime) -> Delay:
    return Delay(due, working_time(received, due, HOURS))


@CALM
@given(MOMENTS, SPANS, SPANS, SPANS)
def test_time_only_makes_it_later(received: datetime, span: timedelta, first: timedelta, more: timedelta):
    one = delay(received, received + span)
    earlier, later = (state_of(one, received + shift, HOURS) for shift in (first, first + more))
    assert ORDER.index(earlier) <= ORDER.index(later)
    assert (state_of(one, received + first, HOURS) is ClockState.OVERDUE) is (first >= span)


@CALM
@given(MOMENTS, SPANS)
def test_the_warning_comes_when_three_quarters_of_the_working_time_are_gone(received: datetime, span: timedelta):
    due = received + span
    at, whole = warning_at(received, due, HOURS), working_time(received, due, HOURS)
    assert received <= at <= due
    if whole:
        assert abs(working_time(received, at, HOURS) - whole * WARNED_SHARE) <= timedelta(microseconds=2)
        # The state says the same as the moment.
        assert state_of(delay(received, due), at + timedelta(microseconds=5), HOURS) in (ClockState.SOON, ClockState.OVERDUE)
        assert state_of(delay(received, due), max(at - timedelta(seconds=1), received), HOURS) in ORDER[:2]
        assert working_time(received, at - timedelta(seconds=1), HOURS) < whole * WARNED_SHARE


@CALM
@given(MOMENTS, SPANS, SPANS, MOMENTS)
def test_a_contact_stops_it_and_a_question_pauses_it_whatever_the_time(
    received: datetime, span: timedelta, passed: timedelta, moment: datetime
):
    one, now = delay(received, received + span), received + passed
    stopped, paused = replace(one, first_contact_at=moment), replace(one, waiting_since=moment)
    assert state_of(stopped, now, HOURS) is ClockState.STOPPED
    assert state_of(paused, now, HOURS) is ClockState.PAUSED
    for still in (stopped, paused):
        assert not to_warn(still, now, HOURS)
        assert not to_escalate(still, now, HOURS)


@CALM
@given(MOMENTS, SPANS, SPANS)
def test_each_mark_is_set_once_and_never_the_second_without_the_first(received: datetime, span: timedelta, passed: timedelta):
    one, now = delay(received, received + span), received + passed
    if to_escalate(one, now, HOURS):
        assert to_warn(one, now, HOURS)
    assert not to_warn(replace(one, warned_at=now), now, HOURS)
    assert not to_escalate(replace(one, escalated_at=now), now, HOURS)


@CALM
@given(MOMENTS, SPANS, SPANS, SPANS)
def test_a_pause_takes_nothing_of_the_time_that_was_left(received: datetime, span: timedelta, before: timedelta, pause: timedelta):
    due, paused = received + span, received + before
    resumed = paused + pause
    moved = after_pause(due, paused=paused, resumed=resumed, hours=HOURS)
    one = replace(delay(received, due), due=moved)
    if paused < due:
        # As late after the pause as before it.
        assert (
            state_of(one, resumed, HOURS) is state_of(delay(received, due), paused, HOURS)
            or working_time(paused, due, HOURS) == timedelta()
        )


def test_in_the_hours_of_a_week():
    # Received on Friday at 16 h, due on Tuesday at 17 h: 1 h + 7 h + 7 h of work; three quarters are gone on Tuesday at 12 h 15.
    received, due = datetime(2026, 11, 20, 16, tzinfo=PARIS), datetime(2026, 11, 24, 17, tzinfo=PARIS)
    assert abs(warning_at(received, due, HOURS) - datetime(2026, 11, 24, 12, 15, tzinfo=PARIS)) < timedelta(seconds=1)
    assert state_of(delay(received, due), datetime(2026, 11, 22, 12, tzinfo=PARIS), HOURS) is ClockState.RUNNING
    assert state_of(delay(received, due), datetime(2026, 11, 24, 12, 20, tzinfo=PARIS), HOURS) is ClockState.SOON
    assert state_of(delay(received, due), due, HOURS) is ClockState.OVERDUE


def test_what_has_no_working_time_at_all_is_late_at_its_due_time_only():
    saturday = datetime(2026, 11, 21, 10, tzinfo=PARIS)
    assert warning_at(saturday, saturday + timedelta(hours=3), HOURS) == saturday + timedelta(hours=3)
