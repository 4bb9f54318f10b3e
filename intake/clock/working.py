"""Working days and hours of the service, Europe/Paris, French public holidays closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from pydantic import BaseModel, ConfigDict

from intake.clock.ticking import PARIS

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")


@lru_cache(maxsize=16)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", years=year))


class OpeningHours(BaseModel):
    """When the service answers: spans of each weekday (0 is Monday) and days closed besides public holidays."""

    model_config = ConfigDict(frozen=True)

    week: dict[int, tuple[tuple[time, time], ...]]
    closed: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        """True when the service is open at some time of that day."""
        return bool(self.week.get(day.weekday())) and day not in self.closed and day not in _holidays(day.year)

    def is_open(self, moment: datetime) -> bool:
        """True when the service answers at that moment (any aware time)."""
        local = moment.astimezone(PARIS)
        spans = self.week.get(local.weekday(), ())
        return self.works_on(local.date()) and any(start <= local.time() < end for start, end in spans)

    def working_day_after(self, day: date, count: int = 1) -> date:
        """The `count`-th working day strictly after `day`; the schedule must open at least one day a week."""
        if not any(self.week.values()):
            raise ValueError("les horaires n’ouvrent aucun jour de la semaine")
        while count:
            day += timedelta(days=1)
            count -= self.works_on(day)
        return day

    def next_opening(self, moment: datetime) -> datetime:
        """The next time at which the service opens, or `moment` when it is open."""
        if self.is_open(moment):
            return moment
        local = moment.astimezone(PARIS)
        if self.works_on(local.date()):
            later = [start for start, _ in self.week[local.weekday()] if start > local.time()]
            if later:
                return datetime.combine(local.date(), min(later), PARIS)
        day = self.working_day_after(local.date())
        return datetime.combine(day, self.week[day.weekday()][0][0], PARIS)


class Deadline(BaseModel):
    """A time of day some working days later; 0 is the same day."""

    model_config = ConfigDict(frozen=True)

    working_days: int
    at: time


class Deadlines(BaseModel):
    """By when the service promises a first contact; what is urgent depends on whether it came before a time of day."""

    model_config = ConfigDict(frozen=True)

    ordinary: Deadline
    urgent_until: time
    urgent_before: Deadline
    urgent_after: Deadline


def due_at(received: datetime, *, urgent: bool, hours: OpeningHours, deadlines: Deadlines) -> datetime:
    """By when a human makes the first contact (aware, Europe/Paris)."""
    local = received.astimezone(PARIS)
    deadline = deadlines.ordinary
    if urgent:
        in_time = hours.works_on(local.date()) and local.time() < deadlines.urgent_until
        deadline = deadlines.urgent_before if in_time else deadlines.urgent_after
    return datetime.combine(hours.working_day_after(local.date(), deadline.working_days), deadline.at, PARIS)


def in_words(moment: datetime, today: date) -> str:
    """A moment as it is said: « aujourd’hui avant 17 h », « mardi 24 novembre avant 17 h »."""
    local = moment.astimezone(PARIS)
    hour = f"{local.hour} h" if local.minute == 0 else f"{local.hour} h {local.minute:02d}"
    if local.date() == today:
        return f"aujourd’hui avant {hour}"
    number = "1er" if local.day == 1 else str(local.day)
    day = f"{DAYS[local.weekday()]} {number} {MONTHS[local.month - 1]}"
    return f"demain, {day}, avant {hour}" if local.date() == today + timedelta(days=1) else f"{day} avant {hour}"
