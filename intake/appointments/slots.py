"""The times at which a social worker can receive: the antenna is open and she has nobody else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from intake.clock import PARIS, OpeningHours

MINUTES: Final = 60
# Nobody comes, nor is reached, at once.
NOTICE: Final = timedelta(hours=2)


def free_slots(hours: OpeningHours, taken: Collection[datetime], now: datetime, *, days: int) -> Iterator[datetime]:
    """The free times (aware, Europe/Paris) of the next days, today included: one after the other from each opening.

    `taken`: when her other interviews start.
    """
    busy = {moment.astimezone(UTC) for moment in taken}
    length = timedelta(minutes=MINUTES)
    today = now.astimezone(PARIS).date()
    for day in (today + timedelta(days=number) for number in range(days)):
        for start in _starts(hours, day):
            at = start.astimezone(UTC)
            if at >= now + NOTICE and not any(abs(at - other) < length for other in busy):
                yield start


def _starts(hours: OpeningHours, day: date) -> Iterator[datetime]:
    if not hours.works_on(day):
        return
    for opens, closes in hours.week[day.weekday()]:
        start, last = datetime.combine(day, opens), datetime.combine(day, closes)
        while start + timedelta(minutes=MINUTES) <= last:
            yield start.replace(tzinfo=PARIS)
            start += timedelta(minutes=MINUTES)
