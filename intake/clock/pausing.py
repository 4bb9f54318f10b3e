"""Working time between two moments, and a due time moved by what was paused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from intake.clock.hours import OpeningHours
from intake.clock.ticking import PARIS

# Whoever is closed for so long has no working time to count.
_FAR = timedelta(days=366)


def working_time(start: datetime, end: datetime, hours: OpeningHours) -> timedelta:
    """How long the service was open between two aware moments; none when `end` comes first."""
    return sum((until - since for since, until in _open(start, end, hours)), timedelta())


def after_pause(due: datetime, *, paused: datetime, resumed: datetime, hours: OpeningHours) -> datetime:
    """The due time after a pause: the working time that was left then is left again when the clock resumes.

    What was late already stays where it was, and a due time never comes nearer.
    """
    if due <= paused or not working_time(paused, resumed, hours):
        return due
    left = working_time(paused, due, hours)
    for since, until in _open(resumed, resumed + _FAR, hours):
        if until - since >= left:
            return max(due, (since + left).astimezone(PARIS))
        left -= until - since
    return due


def _open(start: datetime, end: datetime, hours: OpeningHours) -> Iterator[tuple[datetime, datetime]]:
    """The spans, in UTC, in which the service is open between two moments."""
    since, last = start.astimezone(UTC), end.astimezone(UTC)
    day = start.astimezone(PARIS).date()
    while day <= end.astimezone(PARIS).date():
        if hours.works_on(day):
            for opens, closes in hours.week[day.weekday()]:
                span = (datetime.combine(day, moment, PARIS).astimezone(UTC) for moment in (opens, closes))
                first, until = max(next(span), since), min(next(span), last)
                if first < until:
                    yield first, until
        day += timedelta(days=1)
