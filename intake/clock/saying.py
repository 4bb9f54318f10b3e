"""Times and opening hours as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from intake.clock.hours import OpeningHours, Span
from intake.clock.ticking import PARIS
from intake.labels import all_of

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")

_NBSP = "\u00a0"


def time_in_words(moment: time) -> str:
    """« 17 h », « 12 h 30 »."""
    return f"{moment.hour} h" if moment.minute == 0 else f"{moment.hour} h {moment.minute:02d}"


def day_of_month(day: date) -> str:
    """« 1er mars », « 23 novembre »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def date_in_words(day: date) -> str:
    """« 1er mars 1961 »."""
    return f"{day_of_month(day)} {day.year}"


def day_in_words(day: date, today: date) -> str:
    """« lundi 23 novembre », with the year when it is another."""
    return f"{DAYS[day.weekday()]} {day_of_month(day) if day.year == today.year else date_in_words(day)}"


def in_words(moment: datetime, today: date) -> str:
    """A moment as it is said: « aujourd’hui avant 17 h », « mardi 24 novembre avant 17 h »."""
    local = moment.astimezone(PARIS)
    hour = time_in_words(local.time())
    if local.date() == today:
        return f"aujourd’hui avant {hour}"
    day = f"{DAYS[local.weekday()]} {day_of_month(local)}"
    return f"demain, {day}, avant {hour}" if local.date() == today + timedelta(days=1) else f"{day} avant {hour}"


def hours_in_words(hours: OpeningHours) -> str:
    """« du lundi au vendredi, de 9 h à 12 h 30 et de 13 h 30 à 17 h »; « le lundi de 9 h à 12 h ; du mardi au jeudi de 9 h à 17 h ».

    Hours are kept together by unbreakable spaces. « fermé pour le moment » when no day of the week opens.
    """
    alike: dict[tuple[Span, ...], list[int]] = {}
    for day, spans in hours.week.items():
        alike.setdefault(spans, []).append(day)
    if not alike:
        return "fermé pour le moment"
    between = ", " if len(alike) == 1 else " "
    return f"{_NBSP}; ".join(f"{_days(days)}{between}{all_of([_span(span) for span in spans])}" for spans, days in alike.items())


def _days(days: Sequence[int]) -> str:
    if len(days) == len(DAYS):
        return "tous les jours"
    said: list[str] = []
    for run in _runs(days):
        if len(run) > 2:
            said.append(f"du {DAYS[run[0]]} au {DAYS[run[-1]]}")
        else:
            said += [f"le {DAYS[day]}" for day in run]
    return all_of(said)


def _runs(days: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _span(span: Span) -> str:
    start, end = (time_in_words(moment).replace(" ", _NBSP) for moment in span)
    return f"de {start} à {end}"
