"""When a person can be called: her days and part of the day in the service's hours, and the next try after one in vain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from intake.calling_back.results import CallResult
from intake.clock import DAYS, PARIS, OpeningHours

NOON = time(13)
# A line that is busy is free again soon.
SOON = timedelta(minutes=30)
# Nobody is open so rarely; past this, there is no next time to propose.
_HORIZON = 60


class Part(StrEnum):
    """A part of the day, as people say it when they are asked."""

    MORNING = "matin"
    AFTERNOON = "apres_midi"


@dataclass(frozen=True, slots=True)
class Availability:
    """When she can be reached: weekdays (0 is Monday) and a part of the day; None is any."""

    days: frozenset[int] | None = None
    part: Part | None = None

    def fits(self, moment: datetime) -> bool:
        """True when she said that she can be reached at that moment."""
        local = moment.astimezone(UTC).astimezone(PARIS)
        return (self.days is None or local.weekday() in self.days) and (self.part is None or part_of(moment) is self.part)


def availability_of(value: Any) -> Availability:
    """The availability of a stored answer (`{"days": [...], "part": ...}`); any time when nothing is known."""
    if not isinstance(value, dict):
        return Availability()
    days = frozenset(DAYS.index(day) for day in value.get("days") or () if day in DAYS)
    part = value.get("part")
    return Availability(days or None, Part(part) if part in list(Part) else None)


def part_of(moment: datetime) -> Part:
    """The part of the day in Paris."""
    return Part.MORNING if moment.astimezone(UTC).astimezone(PARIS).time() < NOON else Part.AFTERNOON


def next_slot(after: datetime, availability: Availability, hours: OpeningHours, *, part: Part | None = None) -> datetime | None:
    """The first moment from `after` on at which the service is open and she can be reached, in `part` when given.

    None when there is none in two months.
    """
    for moment in _openings(after, hours):
        if availability.fits(moment) and (part is None or part_of(moment) is part):
            return moment
    return None


def next_try(result: CallResult, at: datetime, availability: Availability, hours: OpeningHours) -> datetime | None:
    """When to call again after a try; None when the same number is not to be called again.

    A busy line is tried again soon. After any other try in vain, at another part of the day, or on another day when she
    can only be reached at one part of it.
    """
    if result.ends_calling:
        return None
    if result is CallResult.BUSY:
        return next_slot(at + SOON, availability, hours)
    other = Part.AFTERNOON if part_of(at) is Part.MORNING else Part.MORNING
    if availability.part is None:
        found = next_slot(at, availability, hours, part=other)
        if found is not None:
            return found
    tomorrow = datetime.combine(at.astimezone(PARIS).date() + timedelta(days=1), time(), PARIS)
    return next_slot(tomorrow, availability, hours)


def _openings(after: datetime, hours: OpeningHours) -> Iterator[datetime]:
    """The beginning of every half-day of work from `after` on, `after` itself when the service is open; in UTC."""
    start = after.astimezone(UTC)
    today = start.astimezone(PARIS).date()
    for shift in range(_HORIZON):
        day = today + timedelta(days=shift)
        if not hours.works_on(day):
            continue
        for opens, closes in hours.week[day.weekday()]:
            # A span across noon opens twice: once for each part of the day.
            for first, last in ((opens, min(closes, NOON)), (max(opens, NOON), closes)):
                if first >= last:
                    continue
                begin, end = (datetime.combine(day, moment, PARIS).astimezone(UTC) for moment in (first, last))
                if max(begin, start) < end:
                    yield max(begin, start)
