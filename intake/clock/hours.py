"""Opening hours, Europe/Paris, public holidays closed; read by the clock on the wall, also on the nights when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated

import holidays
from pydantic import BaseModel, ConfigDict, Field, field_validator

from intake.clock.ticking import PARIS

Weekday = Annotated[int, Field(ge=0, le=6)]
Span = tuple[time, time]

# The two parts have the same days: Good Friday and 26 December besides those of the country.
_ALSACE_MOSELLE = "57"
# The clock changes at one in the morning UTC everywhere in the Union.
_CLOCK_CHANGE = time(1, tzinfo=UTC)


@lru_cache(maxsize=32)
def _holidays(year: int, subdivision: str | None) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))


class OpeningHours(BaseModel):
    """When the service answers: spans of each weekday (0 is Monday), start included, end excluded, and days closed besides holidays.

    Spans are put in order and joined where they touch; a span that ends before it starts is left out.
    """

    model_config = ConfigDict(frozen=True)

    week: dict[Weekday, tuple[Span, ...]]
    closed: frozenset[date] = frozenset()
    # Also closed on Good Friday and 26 December.
    alsace_moselle: bool = False

    @field_validator("week")
    @classmethod
    def _in_order(cls, week: dict[int, tuple[Span, ...]]) -> dict[int, tuple[Span, ...]]:
        joined = ((day, _joined(week[day])) for day in sorted(week))
        return {day: spans for day, spans in joined if spans}

    def works_on(self, day: date) -> bool:
        """True when the service is open at some time of that day."""
        subdivision = _ALSACE_MOSELLE if self.alsace_moselle else None
        return day.weekday() in self.week and day not in self.closed and day not in _holidays(day.year, subdivision)

    def is_open(self, moment: datetime) -> bool:
        """True when the service answers at that moment (any aware time)."""
        local = _in_paris(moment)
        return self.works_on(local.date()) and any(start <= local.time() < end for start, end in self.week[local.weekday()])

    def working_day_after(self, day: date, count: int = 1) -> date:
        """The `count`-th working day strictly after `day`; `day` itself when it is 0. ValueError when no day of the week opens."""
        if not self.week:
            raise ValueError("les horaires n’ouvrent aucun jour de la semaine")
        while count:
            day += timedelta(days=1)
            count -= self.works_on(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days come after `first`, up to and with `last`; 0 when `last` is not later."""
        return sum(self.works_on(first + timedelta(days=count)) for count in range(1, (last - first).days + 1))

    def next_opening(self, moment: datetime) -> datetime:
        """The next time at which the service opens, or `moment` when it is open. ValueError when no day of the week opens."""
        if self.is_open(moment):
            return moment
        now = moment.astimezone(UTC)
        day = _in_paris(moment).date() - timedelta(days=1)
        while True:
            day = self.working_day_after(day)
            # Compared in UTC: two times of the same zone are compared by the wall clock, which shows one hour twice in autumn.
            later = [start for start in self._may_open_at(day) if start > now and self.is_open(start)]
            if later:
                return min(later).astimezone(PARIS)

    def _may_open_at(self, day: date) -> Iterator[datetime]:
        for start, _ in self.week[day.weekday()]:
            for fold in (0, 1):
                yield datetime.combine(day, start, PARIS).replace(fold=fold).astimezone(UTC)
        # A span may hold the hour that is skipped or comes back.
        yield datetime.combine(day, _CLOCK_CHANGE)


def _in_paris(moment: datetime) -> datetime:
    # By way of UTC: a time already in Paris would be kept as it is, even one that the clock skips.
    return moment.astimezone(UTC).astimezone(PARIS)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
