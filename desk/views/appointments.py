"""The appointments of a request, and the times to choose from, in plain French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from desk.views.words import capital, label
from intake.appointments import Mode, moment_in_words
from intake.clock import DAYS, MONTHS, PARIS, time_in_words
from intake.deciding import ToldBy
from intake.storage import AppointmentRow


@dataclass(frozen=True, slots=True)
class Planned:
    """One appointment in a sentence."""

    id: str
    when: str
    how: str


@dataclass(frozen=True, slots=True)
class AppointmentPanel:
    """The appointments of a request; `open`: one can be made, `ways`: how the person can be told."""

    id: str
    planned: tuple[Planned, ...]
    open: bool
    ways: tuple[tuple[str, str], ...]


def planned(rows: Iterable[AppointmentRow], names: Mapping[str, str], today: date) -> tuple[Planned, ...]:
    """The appointments in order."""
    return tuple(
        Planned(
            row.id, capital(moment_in_words(row.starts_at, today)), f"{label(Mode, row.mode)}, avec {names.get(row.worker, 'une collègue')}"
        )
        for row in rows
    )


def ways(may_text: bool) -> tuple[tuple[str, str], ...]:
    """How the person can be told."""
    return tuple((way.value, capital(way.label)) for way in ToldBy if may_text or way is ToldBy.CALL)


def days_of(slots: Iterable[datetime]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The free times by day: the day in words, and for each time its value and its words."""
    local = (slot.astimezone(PARIS) for slot in slots)
    return [
        (_day(day), [(slot.isoformat(), f"{_day(day)} à {time_in_words(slot.time())}") for slot in there])
        for day, there in groupby(local, key=lambda slot: slot.date())
    ]


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"
