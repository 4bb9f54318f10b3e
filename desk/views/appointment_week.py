"""The week of an antenna as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from intake.appointments import Asked, Day, Meeting, Mode
from intake.clock import DAYS, PARIS, day_of_month, time_in_words
from intake.labels import capital
from intake.requests import reference_in_pairs

_SHORT = {Mode.ANTENNA: "à l’antenne", Mode.PHONE: "téléphone", Mode.HOME: "à domicile"}
_ASKED = {Asked.CANCEL: "veut annuler", Asked.MOVE: "veut changer"}


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One appointment: its hours, with whom and how; `id` is None for a file that is not hers to see."""

    hours: str
    worker: str
    how: str
    asked: str
    id: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day."""

    title: str
    today: bool
    open: bool
    away: tuple[str, ...]
    meetings: tuple[MeetingLine, ...]


@dataclass(frozen=True, slots=True)
class WeekScreen:
    """A week: its days (an empty week-end is left out), the weeks around it."""

    title: str
    days: tuple[DayColumn, ...]
    before: str
    after: str
    empty: bool


def week_screen(days: Iterable[Day], monday: date, today: date) -> WeekScreen:
    """The week from a Monday on."""
    shown = tuple(_column(day, today) for day in days if day.day.weekday() < 5 or day.open or day.meetings)
    return WeekScreen(
        title=f"Semaine du {day_of_month(monday)}{'' if monday.year == today.year else f' {monday.year}'}",
        days=shown,
        before=(monday - timedelta(days=7)).isoformat(),
        after=(monday + timedelta(days=7)).isoformat(),
        empty=not any(column.meetings for column in shown),
    )


def _column(day: Day, today: date) -> DayColumn:
    title = f"{capital(DAYS[day.day.weekday()])} {day_of_month(day.day)}"
    return DayColumn(title, day.day == today, day.open, day.away, tuple(_line(one) for one in day.meetings))


def _line(one: Meeting) -> MeetingLine:
    start = one.starts_at.astimezone(PARIS)
    end = (one.starts_at + timedelta(minutes=one.minutes)).astimezone(PARIS)
    return MeetingLine(
        hours=f"{time_in_words(start.time())} – {time_in_words(end.time())}",
        worker=one.worker,
        how=_SHORT[one.mode],
        asked=_ASKED[one.asked] if one.asked else "",
        id=one.handoff_id,
        reference=reference_in_pairs(one.reference) if one.reference else "",
    )
