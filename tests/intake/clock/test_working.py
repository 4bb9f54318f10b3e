from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.clock import PARIS, due_at, in_words
from intake.convention import sample_convention
from intake.requests import deadlines_of, hours_of

WEEK = hours_of(sample_convention())
DEADLINES = deadlines_of(sample_convention())


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23T09:30", "2026-11-25T17:00"),
        ("2026-11-20T18:00", "2026-11-24T17:00"),
        ("2026-11-21T03:00", "2026-11-24T17:00"),
        ("2026-11-10T10:00", "2026-11-13T17:00"),  # 11 November is a holiday
        ("2026-12-24T10:00", "2026-12-29T17:00"),  # Christmas, then a week-end
        ("2026-04-03T10:00", "2026-04-08T17:00"),  # Easter Monday is 6 April 2026
    ],
)
def test_first_contact_is_due_at_17_on_the_second_working_day(received: str, due: str):
    assert due_at(paris(received), urgent=False, hours=WEEK, deadlines=DEADLINES) == paris(due)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23T09:30", "2026-11-23T17:00"),
        ("2026-11-23T15:59", "2026-11-23T17:00"),
        ("2026-11-23T16:00", "2026-11-24T10:00"),
        ("2026-11-20T17:30", "2026-11-23T10:00"),
        ("2026-11-22T11:00", "2026-11-23T10:00"),  # a Sunday
        ("2026-11-11T11:00", "2026-11-12T10:00"),
    ],
)
def test_urgent_is_due_the_same_working_day_before_16_else_the_next_at_10(received: str, due: str):
    assert due_at(paris(received), urgent=True, hours=WEEK, deadlines=DEADLINES) == paris(due)


@settings(deadline=None)
@given(st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1)), st.booleans())
def test_due_is_always_later_on_a_working_day_within_two_weeks(moment: datetime, urgent: bool):
    received = moment.replace(tzinfo=PARIS)
    due = due_at(received, urgent=urgent, hours=WEEK, deadlines=DEADLINES)
    assert due > received
    assert WEEK.works_on(due.date())
    assert (due - received).days <= 10


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-23T08:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T12:30", False),
        ("2026-11-23T13:30", True),
        ("2026-11-23T17:00", False),
        ("2026-11-21T10:00", False),
        ("2026-11-11T10:00", False),
    ],
)
def test_opening_hours(moment: str, open_: bool):
    assert WEEK.is_open(paris(moment)) is open_


@settings(deadline=None)
@given(st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)))
def test_the_next_opening_is_open(moment: datetime):
    opening = WEEK.next_opening(moment.replace(tzinfo=PARIS))
    assert WEEK.is_open(opening)


def test_moments_are_said_as_people_say_them():
    today = paris("2026-11-23T10:00").date()
    assert in_words(paris("2026-11-23T17:00"), today) == "aujourd’hui avant 17 h"
    assert in_words(paris("2026-11-24T10:00"), today) == "demain, mardi 24 novembre, avant 10 h"
    assert in_words(paris("2026-12-01T17:00"), today) == "mardi 1er décembre avant 17 h"


def test_the_times_are_those_of_the_convention():
    written = sample_convention()
    first = written.times.first_contact.model_copy(update={"working_days": 1, "at": "12:00"})
    changed = written.model_copy(update={"times": written.times.model_copy(update={"first_contact": first})})
    due = due_at(paris("2026-11-23T09:30"), urgent=False, hours=hours_of(changed), deadlines=deadlines_of(changed))
    assert due == paris("2026-11-24T12:00")
