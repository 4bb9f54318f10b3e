"""French words for moments: months, weekdays, feasts, seasons, lengths of time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "avril": 4, "avr": 4, "mai": 5, "juin": 6,
    "juillet": 7, "juil": 7, "aout": 8, "out": 8, "septembre": 9, "sept": 9, "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")"

WEEKDAYS = {"lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6}
WEEKDAY = r"(?P<weekday>" + "|".join(WEEKDAYS) + r")"

# Feasts and usual moments as (month, day); Easter and its suite are computed.
FEASTS = {
    "noel": (12, 25), "reveillon": (12, 24), "jour de l an": (1, 1), "nouvel an": (1, 1), "toussaint": (11, 1), "rentree": (9, 1), "la rentre": (9, 1),
    "saint valentin": (2, 14), "saint jean": (6, 24), "assomption": (8, 15), "saint sylvestre": (12, 31), "armistice": (11, 11),
    "printemps": (3, 21), "ete": (6, 21), "automne": (9, 22), "hiver": (12, 21),
}  # fmt: skip
EASTER = {"paques": 0, "lundi de paques": 1, "ascension": 39, "pentecote": 49}
FEAST = r"(?P<feast>" + "|".join(sorted([*FEASTS, *EASTER], key=len, reverse=True)) + r")"


def feast_in(name: str, year: int) -> date:
    """The day of a feast or usual moment in a year."""
    if name in EASTER:
        return easter(year) + timedelta(days=EASTER[name])
    month, day = FEASTS[name]
    return date(year, month, day)


_ABOUT = r"(?:pile(?: poil)?|tout juste|exactement|a peine|juste|grosso modo|maintenant|quelque chose comme|(?:plus|moins|pres) (?:de|d)|presque|environ|a peu pres|bientot|au moins|deja|bien|une? bonne?s?|quasi(?:ment)?|facile|genre|peut etre)"
_UNIT = r"(?P<unit>jours?|j|semaines?|sem|mois|trimestres?|ans?|annees?)"
_DOZENS = {"huitaine": 8, "quinzaine": 15, "dizaine": 10, "vingtaine": 20, "trentaine": 30}
LENGTH = re.compile(
    rf"(?:{_ABOUT} )*(?:(?P<n>\d{{1,3}})(?: (?:ou|a) (?P<or>\d{{1,3}}))?(?: (?:bons?|bonnes?|gros|grosses|longs?|longues?|petits?|petites?))?|(?:1 )?(?P<dozen>{'|'.join(_DOZENS)})(?: de)?) {_UNIT}"
    r"(?P<half> et demie?)?(?: et (?P<months>\d{1,2}) mois)?\b"
)
_DOZEN_ALONE = re.compile(r"(?:1 )?(?P<dozen>huitaine|quinzaine)\b")


class VagueLengthError(Exception):
    """A length of time too loose to count: "deux ou trois mois"."""


def length_at(text: str, start: int) -> tuple[relativedelta, int] | None:
    """The length of time that begins at `start` and where it ends; raises VagueLengthError when two lengths are given."""
    match = LENGTH.match(text, start)
    if match is None:
        match = _DOZEN_ALONE.match(text, start)
        return (relativedelta(days=_DOZENS[match["dozen"]]), match.end()) if match else None
    if match["or"]:
        raise VagueLengthError
    n = int(match["n"]) if match["n"] else _DOZENS[match["dozen"]]
    unit, half = match["unit"], bool(match["half"])
    extra = int(match["months"] or 0)
    if unit.startswith("j"):
        length = relativedelta(days=n)
    elif unit.startswith("sem"):
        length = relativedelta(days=7 * n + (3 if half else 0))
    elif unit.startswith("mois"):
        length = relativedelta(months=n, days=15 if half else 0)
    elif unit.startswith("trim"):
        length = relativedelta(months=3 * n)
    else:
        length = relativedelta(years=n, months=(6 if half else 0) + extra)
    return length, match.end()
