"""Free times: open, far enough ahead, she is there, nobody else at that hour, and room at the antenna."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from intake.appointments import Busy, Room, free_slots
from intake.clock import PARIS, OpeningHours

HOURS = OpeningHours(
    week={day: ((time(9), time(12)), (time(13, 30), time(17))) for day in range(5)}, closed=frozenset({date(2026, 11, 25)})
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


def free(busy: list[Busy], now: datetime, days: int, minutes: int = 60, **more) -> list[datetime]:
    return list(free_slots(HOURS, busy, now, days=days, minutes=minutes, **more))


def test_one_after_the_other_within_the_opening_hours_and_not_at_once():
    assert free([], at(23, 10), 1) == [at(23, 13, 30), at(23, 14, 30), at(23, 15, 30)]


@pytest.mark.parametrize(("minutes", "mornings", "last"), [(30, 6, at(24, 16, 30)), (45, 4, at(24, 15, 45)), (60, 3, at(24, 15, 30))])
def test_no_interview_goes_past_the_closing_hour(minutes: int, mornings: int, last: datetime):
    found = free([], at(23, 18), 2, minutes)
    assert sum(slot.hour < 12 for slot in found) == mornings
    assert found[-1] == last


def test_what_is_taken_or_overlaps_is_not_free():
    found = free([Busy(at(24, 9), 60), Busy(at(24, 14), 60)], at(23, 18), 2)
    assert found == [at(24, 10), at(24, 11), at(24, 15, 30)]


def test_a_short_interview_in_the_middle_of_a_long_one_is_seen():
    assert at(24, 9) not in free([Busy(at(24, 9, 40), 15)], at(23, 18), 2)
    # What ends where another begins does not overlap.
    assert at(24, 10) in free([Busy(at(24, 9), 60)], at(23, 18), 2)


def test_closed_days_and_week_ends_have_none():
    days = {slot.date().day for slot in free([], at(24, 18), 6)}
    assert days == {26, 27}


def test_absent_days_have_none_the_last_one_included():
    days = {slot.date().day for slot in free([], at(23, 18), 5, away=[(date(2026, 11, 26), date(2026, 11, 27))])}
    assert days == {24}


def test_a_full_antenna_has_no_room_and_a_half_full_one_has():
    two = (Busy(at(24, 9), 60), Busy(at(24, 9, 30), 60))
    assert at(24, 9) not in free([], at(23, 18), 2, room=Room(2, two))
    assert at(24, 10) in free([], at(23, 18), 2, room=Room(2, two))
    # One after the other need one room only.
    after = (Busy(at(24, 9), 30), Busy(at(24, 9, 30), 30))
    assert at(24, 9) in free([], at(23, 18), 2, room=Room(2, after))


def test_the_hour_on_the_wall_stays_the_same_when_the_clock_changes():
    summer = datetime(2026, 10, 23, 8, tzinfo=PARIS)
    assert {slot.hour for slot in free([], summer, 4)} == {10, 11, 13, 14, 15} | {9}
