"""Axes and moments in plain French."""

from __future__ import annotations

from datetime import date, datetime

from intake.clock import PARIS, day_in_words
from intake.convention import Convention

_AXES = {"both": "les deux axes", "none": "hors des axes", "undetermined": "axe à déterminer"}


def axis_label(convention: Convention, axis: str) -> str:
    """The name of an axis, or of its absence."""
    return next((known.label for known in convention.axes if known.code == axis), _AXES.get(axis, axis))


def axes(convention: Convention) -> list[tuple[str, str]]:
    """Every axis that a hand-off may have, with its name."""
    return [(axis.code, axis.label) for axis in convention.axes] + list(_AXES.items())


def moment(at: datetime, today: date) -> str:
    """« aujourd’hui à 9 h 05 », « hier à 14 h 30 », « lundi 23 novembre à 9 h 05 », with the year when it is another."""
    local = at.astimezone(PARIS)
    hour = f"{local.hour} h {local.minute:02d}"
    gap = (today - local.date()).days
    if gap in (0, 1):
        return f"{'hier' if gap else 'aujourd’hui'} à {hour}"
    return f"{day_in_words(local.date(), today)} à {hour}"


def lasting(seconds: int) -> str:
    """« à l’instant », « depuis 20 secondes », « depuis 3 minutes »; `calls.js` says it the same way."""
    if seconds < 10:
        return "à l’instant"
    if seconds < 60:
        return f"depuis {seconds // 10 * 10} secondes"
    return "depuis 1 minute" if seconds < 120 else f"depuis {seconds // 60} minutes"


def ago(seconds: int) -> str:
    """« à l’instant », « il y a 20 secondes », « il y a 3 minutes »: for what is over, where `lasting` goes on."""
    return lasting(seconds).replace("depuis", "il y a")
