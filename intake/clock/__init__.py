"""Time: the clock that ticks, the service's opening hours, and by when a first contact is due."""

from intake.clock.hours import OpeningHours, Span, Weekday
from intake.clock.pausing import after_pause, working_time
from intake.clock.saying import DAYS, MONTHS, date_in_words, day_in_words, day_of_month, hours_in_words, in_words, time_in_words
from intake.clock.ticking import PARIS, Clock, OtherDayClock, ShiftedClock, SystemClock, clock_from
from intake.clock.working import UNDO_WITHIN, Deadline, Deadlines, due_at

__all__ = [
    "DAYS",
    "MONTHS",
    "PARIS",
    "UNDO_WITHIN",
    "Clock",
    "Deadline",
    "Deadlines",
    "OpeningHours",
    "OtherDayClock",
    "ShiftedClock",
    "Span",
    "SystemClock",
    "Weekday",
    "after_pause",
    "clock_from",
    "date_in_words",
    "day_in_words",
    "day_of_month",
    "due_at",
    "hours_in_words",
    "in_words",
    "time_in_words",
    "working_time",
]
