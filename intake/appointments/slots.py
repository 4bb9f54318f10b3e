"""The times at which a social worker can receive: the antenna is open, she is there, she has nobody else, and there is room."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from intake.clock import PARIS, OpeningHours

# Nobody comes, nor is reached, at once.
NOTICE: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Busy:
    """A time that is taken, in aware moments; the end is excluded."""

    start: datetime
    minutes: int

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.start.astimezone(UTC) + timedelta(minutes=self.minutes)

    def overlaps(self, other: Busy) -> bool:
        """True when both need the same minute."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Room:
    """How many can be received at the antenna at once, and who is received there already."""

    at_once: int
    taken: tuple[Busy, ...]

    def is_full(self, wanted: Busy) -> bool:
        """True when no room is free at some moment of it."""
        there = [one for one in self.taken if one.overlaps(wanted)]
        moments = (wanted.start, *(one.start for one in there if one.start > wanted.start))
        return any(sum(one.start <= moment < one.end for one in there) >= self.at_once for moment in moments)


def free_slots(
    hours: OpeningHours,
    busy: Collection[Busy],
    now: datetime,
    *,
    days: int,
    minutes: int,
    away: Collection[tuple[date, date]] = (),
    room: Room | None = None,
) -> Iterator[datetime]:
    """The free times (aware, Europe/Paris) of the next days, today included: one after the other from each opening.

    `busy`: her other interviews. `away`: first and last days of her absences. `room`: the limit of the antenna, if it has one.
    """
    today = now.astimezone(PARIS).date()
    for day in (today + timedelta(days=number) for number in range(days)):
        if any(first <= day <= last for first, last in away):
            continue
        for start in _starts(hours, day, minutes):
            wanted = Busy(start.astimezone(UTC), minutes)
            if wanted.start < now + NOTICE or any(one.overlaps(wanted) for one in busy):
                continue
            if room is None or not room.is_full(wanted):
                yield start


def _starts(hours: OpeningHours, day: date, minutes: int) -> Iterator[datetime]:
    if not hours.works_on(day):
        return
    for opens, closes in hours.week[day.weekday()]:
        start, last = datetime.combine(day, opens), datetime.combine(day, closes)
        while start + timedelta(minutes=minutes) <= last:
            yield start.replace(tzinfo=PARIS)
            start += timedelta(minutes=minutes)
