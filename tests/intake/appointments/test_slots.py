"""Free times: open, far enough ahead, and nobody else at that hour."""

from __future__ import annotations

from datetime import date, datetime, time

from intake.appointments import free_slots
from intake.clock import PARIS, OpeningHours

HOURS = OpeningHours(
    week={day: ((time(9), time(12)), (time(13, 30), time(17))) for day in range(5)}, closed=frozenset({date(2026, 11, 25)})
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


def test_one_after_the_other_within_the_opening_hours_and_not_at_once():
    assert list(free_slots(HOURS, [], at(23, 10), days=1)) == [at(23, 13, 30), at(23, 14, 30), at(23, 15, 30)]


def test_what_is_taken_or_overlaps_is_not_free():
    found = list(free_slots(HOURS, [at(24, 9), at(24, 14)], at(23, 18), days=2))
    assert found == [at(24, 10), at(24, 11), at(24, 15, 30)]


def test_closed_days_and_week_ends_have_none():
    days = {slot.date().day for slot in free_slots(HOURS, [], at(24, 18), days=6)}
    assert days == {26, 27}


def test_the_hour_on_the_wall_stays_the_same_when_the_clock_changes():
    summer = datetime(2026, 10, 23, 8, tzinfo=PARIS)
    assert {slot.hour for slot in free_slots(HOURS, [], summer, days=4)} == {10, 11, 13, 14, 15} | {9}
