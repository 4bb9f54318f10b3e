"""Opening hours in the notation of OpenStreetMap, said in French; what is not simple is left as it is."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from intake.clock import OpeningHours, hours_in_words

_DAYS: Final = {"Mo": 0, "Tu": 1, "We": 2, "Th": 3, "Fr": 4, "Sa": 5, "Su": 6}
_DAY: Final = "|".join(_DAYS)
_RULE: Final = re.compile(
    rf"(?P<days>(?:{_DAY})(?:[-,](?:{_DAY}))*)?\s*(?P<times>off|closed|\d\d:\d\d-\d\d:\d\d(?:,\s*\d\d:\d\d-\d\d:\d\d)*)"
)
_HOLIDAYS: Final = re.compile(r"PH\s+(?:off|closed)")


def opening_in_words(notation: str | None) -> str:
    """« du lundi au vendredi, de 8 h 30 à 12 h 30 »; "" when nothing is said, the notation itself when it is not simple."""
    notation = (notation or "").strip()
    if not notation:
        return ""
    if notation == "24/7":
        return "tous les jours, jour et nuit"
    week: dict[int, tuple[tuple[time, time], ...]] = {}
    closed_on_holidays = False
    for rule in filter(None, (part.strip() for part in notation.split(";"))):
        if _HOLIDAYS.fullmatch(rule):
            closed_on_holidays = True
            continue
        try:
            week |= _read(rule)
        except (ValueError, KeyError):
            return notation
    if not any(week.values()):
        return notation
    said = hours_in_words(OpeningHours(week=week))
    return f"{said} ; fermé les jours fériés" if closed_on_holidays else said


def _read(rule: str) -> dict[int, tuple[tuple[time, time], ...]]:
    found = _RULE.fullmatch(rule)
    if found is None:
        raise ValueError(rule)
    spans = () if found["times"] in ("off", "closed") else tuple(_span(part.strip()) for part in found["times"].split(","))
    return {day: spans for part in (found["days"] or "Mo-Su").split(",") for day in _days(part)}


def _days(part: str) -> range:
    first, _, last = part.partition("-")
    days = range(_DAYS[first], _DAYS[last or first] + 1)
    if not days:
        raise ValueError(part)
    return days


def _span(text: str) -> tuple[time, time]:
    start, end = (time.fromisoformat(part) for part in text.split("-"))
    if start >= end:
        raise ValueError(text)
    return start, end
