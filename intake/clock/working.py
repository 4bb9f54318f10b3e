"""Working days and hours of the service, Europe/Paris, French public holidays closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from pydantic import BaseModel, ConfigDict

from intake.clock.ticking import PARIS

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")

END_OF_DAY = time(17, 0)
URGENT_UNTIL = time(16, 0)
URGENT_NEXT = time(10, 0)


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


WEEK = OpeningHours(week={day: ((time(9, 0), time(12, 30)), (time(13, 30), time(17, 0))) for day in range(5)})


def due_at(received: datetime, *, urgent: bool, hours: OpeningHours = WEEK) -> datetime:
    """By when a human makes the first contact (aware, Europe/Paris).

    17:00 of the second working day after the message; urgent: 17:00 the same working day if received
    before 16:00, else 10:00 the next working day.
    """
    local = received.astimezone(PARIS)
    if not urgent:
        return datetime.combine(hours.working_day_after(local.date(), 2), END_OF_DAY, PARIS)
    if hours.works_on(local.date()) and local.time() < URGENT_UNTIL:
        return datetime.combine(local.date(), END_OF_DAY, PARIS)
    return datetime.combine(hours.working_day_after(local.date()), URGENT_NEXT, PARIS)


def in_words(moment: datetime, today: date) -> str:
    """A moment as it is said: « aujourd’hui avant 17 h », « mardi 24 novembre avant 17 h »."""
    local = moment.astimezone(PARIS)
    hour = f"{local.hour} h" if local.minute == 0 else f"{local.hour} h {local.minute:02d}"
    if local.date() == today:
        return f"aujourd’hui avant {hour}"
    number = "1er" if local.day == 1 else str(local.day)
    day = f"{DAYS[local.weekday()]} {number} {MONTHS[local.month - 1]}"
    return f"demain, {day}, avant {hour}" if local.date() == today + timedelta(days=1) else f"{day} avant {hour}"
