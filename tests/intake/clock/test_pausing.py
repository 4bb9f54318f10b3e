"""A clock that stands still while the service waits for a person."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from intake.clock import PARIS, OpeningHours, after_pause, working_time

HOURS = OpeningHours(week={day: ((time(9), time(12)), (time(14), time(17))) for day in range(5)})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, in Paris; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(23, 9), at(23, 17), 6),
        (at(23, 11), at(23, 15), 2),
        (at(20, 16), at(23, 10), 2),
        (at(21, 9), at(22, 18), 0),
        (at(23, 17), at(23, 9), 0),
        # The 11th is a holiday.
        (at(10, 16), at(12, 10), 2),
    ],
)
def test_only_open_hours_count(start: datetime, end: datetime, hours: int):
    assert working_time(start, end, HOURS) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("due", "paused", "resumed", "moved"),
    [
        # Two hours were left: two are left.
        (at(23, 16), at(23, 11), at(24, 9), at(24, 12)),
        (at(24, 17), at(23, 10), at(26, 10), at(27, 17)),
        # A pause of a night takes nothing away and gives nothing.
        (at(24, 17), at(23, 18), at(24, 8), at(24, 17)),
        # Late already.
        (at(23, 9), at(23, 10), at(25, 10), at(23, 9)),
        # Due outside of the hours: never nearer than it was.
        (at(23, 19), at(23, 18), at(23, 18, 30), at(23, 19)),
    ],
)
def test_what_was_left_is_left_again(due: datetime, paused: datetime, resumed: datetime, moved: datetime):
    assert after_pause(due, paused=paused, resumed=resumed, hours=HOURS) == moved


def test_a_due_time_never_comes_nearer():
    for hour in range(24 * 9):
        resumed = at(20, 10) + timedelta(hours=hour)
        assert after_pause(at(25, 15), paused=at(20, 10), resumed=resumed, hours=HOURS) >= at(25, 15)
