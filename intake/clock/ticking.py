"""The clock handed to everything that needs the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock(Protocol):
    """Gives the present moment, in UTC."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def today(self) -> date:
        """The day it is in Paris."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day it is in Paris."""
        return self.now().astimezone(PARIS).date()


class ShiftedClock:
    """A clock set to a chosen moment when the process starts, and ticking from there."""

    def __init__(self, start: datetime) -> None:
        moment = start if start.tzinfo is not None else start.replace(tzinfo=PARIS)
        self._start = moment.astimezone(UTC)
        self._origin = time.monotonic()

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self._start + timedelta(seconds=time.monotonic() - self._origin)

    def today(self) -> date:
        """The day it is in Paris."""
        return self.now().astimezone(PARIS).date()


class OtherDayClock:
    """Another clock on another day, at the same time of the day."""

    def __init__(self, clock: Clock, days: int) -> None:
        """`days`: how many later, or earlier below zero."""
        self._clock = clock
        self._days = days

    def now(self) -> datetime:
        """The moment on that day, aware, in UTC."""
        local = self._clock.now().astimezone(PARIS)
        return (local.replace(tzinfo=None) + timedelta(days=self._days)).replace(tzinfo=PARIS).astimezone(UTC)

    def today(self) -> date:
        """The day it is in Paris by this clock."""
        return self.now().astimezone(PARIS).date()


def clock_from(start: datetime | None) -> Clock:
    """The clock for a process: the machine's, or one shifted to `start`."""
    return SystemClock() if start is None else ShiftedClock(start)
