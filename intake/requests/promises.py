"""The times that a convention promises, as the clock understands them."""

from __future__ import annotations

from datetime import time

from intake.clock import Deadline, Deadlines, OpeningHours
from intake.convention import Convention
from intake.convention import Deadline as WrittenDeadline


def hours_of(convention: Convention) -> OpeningHours:
    """When the service answers."""
    spans = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in convention.times.opening_hours)
    return OpeningHours(week={day - 1: spans for day in convention.times.weekdays})


def deadlines_of(convention: Convention) -> Deadlines:
    """By when a first contact is promised."""
    times = convention.times
    return Deadlines(
        ordinary=_deadline(times.first_contact),
        urgent_until=time.fromisoformat(times.urgent_cutoff),
        urgent_before=_deadline(times.urgent_before_cutoff),
        urgent_after=_deadline(times.urgent_after_cutoff),
    )


def _deadline(written: WrittenDeadline) -> Deadline:
    return Deadline(working_days=written.working_days, at=time.fromisoformat(written.at))
