"""The times that a convention promises, as the clock understands them."""

from __future__ import annotations

from datetime import time

from intake.clock import Deadline, Deadlines, OpeningHours, Span
from intake.convention import Convention
from intake.convention import Deadline as WrittenDeadline
from intake.directory import Antenna


def hours_of(convention: Convention, antenna: Antenna | None = None) -> OpeningHours:
    """When an antenna answers; without one, when the service does.

    An antenna has the convention's hours unless it has its own, and always its own closed days and local holidays besides the service's.
    """
    closed = frozenset(convention.times.closed)
    if antenna is None:
        return OpeningHours(week=_week_of(convention), closed=closed)
    return OpeningHours(
        week=_week_of(convention) if antenna.opening_hours is None else antenna.opening_hours,
        closed=closed | frozenset(antenna.closed),
        alsace_moselle=antenna.in_alsace_moselle,
    )


def _week_of(convention: Convention) -> dict[int, tuple[Span, ...]]:
    spans = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in convention.times.opening_hours)
    return {day - 1: spans for day in convention.times.weekdays}


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
