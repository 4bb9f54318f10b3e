"""The appointments of a request, and the times to choose from, in plain French."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from intake.appointments import Asked, Mode, Told, moment_in_words
from intake.clock import DAYS, PARIS, day_of_month, time_in_words
from intake.labels import capital, label_of
from intake.storage import AppointmentRow


@dataclass(frozen=True, slots=True)
class Planned:
    """One appointment in a sentence. `warning`: what a human has to do about it, empty when nothing."""

    id: str
    when: str
    how: str
    warning: str


@dataclass(frozen=True, slots=True)
class AppointmentPanel:
    """The appointments of a request; `open`: one can be made, `ways`: how the person can be told, her preference first."""

    id: str
    planned: tuple[Planned, ...]
    open: bool
    ways: tuple[tuple[str, str], ...]


def planned(
    rows: Iterable[AppointmentRow], names: Mapping[str, str], today: date, untold: frozenset[str] = frozenset()
) -> tuple[Planned, ...]:
    """The appointments in order; `untold`: the ids of those whose news did not leave."""
    return tuple(
        Planned(
            row.id,
            capital(moment_in_words(row.starts_at, today)),
            f"{label_of(Mode, row.mode)}, {row.minutes} minutes, avec {names.get(row.worker, 'une collègue')}",
            _warning(row, row.id in untold),
        )
        for row in rows
    )


def _warning(row: AppointmentRow, untold: bool) -> str:
    if row.asked:
        asked = label_of(Asked, row.asked)
        return f"Elle a répondu qu’elle veut {asked} ce rendez-vous. Appelez-la : il tient tant que personne ne l’a changé."
    return "Le message qui l’annonce n’est pas parti. Appelez-la." if untold else ""


def ways(found: Iterable[Told]) -> tuple[tuple[str, str], ...]:
    """How the person can be told."""
    return tuple((way.value, capital(way.label)) for way in found)


def days_of(slots: Iterable[tuple[datetime, str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The free times by day: the day in words, and for each time its value and its words.

    `slots`: in order, each with the id of who is free then, and her name where it is to be said.
    """
    local = ((slot.astimezone(PARIS), worker, name) for slot, worker, name in slots)
    return [
        (_day(day), [(f"{slot.isoformat()} {worker}", _words(day, slot, name)) for slot, worker, name in there])
        for day, there in groupby(local, key=lambda one: one[0].date())
    ]


def _words(day: date, slot: datetime, name: str) -> str:
    return f"{_day(day)} à {time_in_words(slot.time())}" + (f", {name}" if name else "")


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day_of_month(day)}"
