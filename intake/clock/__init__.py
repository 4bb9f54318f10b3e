"""Time: the clock that ticks, the service's opening hours, and by when a first contact is due."""

from intake.clock.ticking import PARIS, Clock, ShiftedClock, SystemClock, clock_from
from intake.clock.working import DAYS, MONTHS, Deadline, Deadlines, OpeningHours, due_at, in_words

__all__ = [
    "DAYS",
    "MONTHS",
    "PARIS",
    "Clock",
    "Deadline",
    "Deadlines",
    "OpeningHours",
    "ShiftedClock",
    "SystemClock",
    "clock_from",
    "due_at",
    "in_words",
]
