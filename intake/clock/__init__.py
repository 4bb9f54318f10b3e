"""Time: the clock that ticks, the service's opening hours, and by when a first contact is due."""

from intake.clock.ticking import PARIS, Clock, ShiftedClock, SystemClock, clock_from
from intake.clock.working import DAYS, MONTHS, WEEK, OpeningHours, due_at, in_words

__all__ = ["DAYS", "MONTHS", "PARIS", "WEEK", "Clock", "OpeningHours", "ShiftedClock", "SystemClock", "clock_from", "due_at", "in_words"]
