"""Which day an answer means, by what the field is about: a birth, something past, or the nearest day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from intake.reading.dates import Moment, dated, day_of_part, feast_of, moments
from intake.reading.model import NOTHING, Read

MAX_AGE = 115
# No leave or stay that a request is about is older, in years.
_LONGEST = 10


class Policy(Enum):
    """How a date without a year, or out of bounds, is taken."""

    BIRTH = "birth"
    PAST = "past"
    NEAREST = "nearest"


POLICIES = {"birth_date": Policy.BIRTH, "sick_leave_since": Policy.PAST}
# Words just before the date that is meant, when several dates are told.
_CUES = {
    Policy.BIRTH: re.compile(r"\b(?:nee?s?(?: le)?|naissance(?: (?:c )?est)?(?: le)?|naquis)\W*$"),
    Policy.PAST: re.compile(r"\b(?:depuis|a partir|du|des|commence|debute|demarre|arretee?)\b[^,.]{0,12}$"),
    Policy.NEAREST: re.compile(
        r"\b(?:sor(?:s|t|tie?|tirai|tira|tirais)|sortie|rentree?|rentre|maison|chez (?:moi|lui|elle))\b[^,.]{0,25}$"
    ),
}
# Words just before a date that is not the one asked for.
_OTHER = {
    Policy.BIRTH: re.compile(r"\b(?:depuis|arretee?|arret|hospitalisee?|operee?|jusqu(?: au| a)?)\b[^,.;]{0,12}$"),
    Policy.PAST: re.compile(
        r"\bdu [^,;]{3,20} au ?$|\b(?:jusqu(?: au| a| en)?|fera [^,.;]{1,20}|(?:termine|finit|prend fin|prolongee? au)(?: le)?)(?: la| le)? ?$"
    ),
    Policy.NEAREST: re.compile(
        r"\b(?:operee?|operation|entree|(?:suis|est) entre|hospitalisee?|admise?)(?: a l hopital| en urgence)?(?: le| du| depuis| depuis le| lundi| mardi)* ?$"
    ),
}
_TELEPHONE = re.compile(r"\b0[1-9](?:[ ./-]*\d){8}\b")
_YEARS_OLD = re.compile(r"\b(\d{2,3}) ans\b")
_OR = re.compile(r" (?:,? ?ou|soit)(?: (?:le|bien|peut etre|alors|en|plutot|fin|debut))* ?")
_GONE = re.compile(
    r"\b(?:suis|est|ai|a|etais|etait|sommes) (?:deja |bien |tout juste )?(?:ete )?(?:sorti|rentre|revenu)e?s?\b|\bdepuis\b|\bj etais\b"
)

NOT_A_DAY = "Cette date n’existe pas : pouvez-vous la redonner, par exemple 12 mars 2024 ?"
_MISSING_BIRTH = "Il me faut le jour, le mois et l’année de naissance, par exemple 12 mars 1961."
_FUTURE_BIRTH = "Cette date de naissance est dans le futur : pouvez-vous la redonner, par exemple 12 mars 1961 ?"
_TOO_OLD = "Cette date de naissance donne plus de 115 ans : pouvez-vous la redonner, par exemple 12 mars 1961 ?"
_FUTURE = "Cette date n’est pas encore passée : depuis quel jour est-ce le cas, par exemple le 12 mars ?"
_TOO_FAR = "Cette date me semble trop lointaine : pouvez-vous la redonner, par exemple 12 mars 2024 ?"
_VAGUE = "Je n’ai pas pu en déduire une date : donnez-moi un jour ou un mois, à peu près, par exemple mi-mars."
_TWO = "J’ai entendu plusieurs dates : laquelle dois-je garder, par exemple le 12 mars ?"


def read_date(plain: str, today: date, policy: Policy) -> Read:
    """One ISO date, or what is wrong with it, from plain words."""
    # Ten figures in a row are a telephone number, not a date.
    text = dated(_TELEPHONE.sub("|", plain))
    found = [m for m in moments(text, today) if not _OTHER[policy].search(text[: m.start])]
    if policy is Policy.BIRTH and any(m.bare for m in found) and (age := _YEARS_OLD.search(text)):
        return _aged(int(age[1]), policy)
    found = [m for m in found if not (m.bare and policy is not Policy.PAST)]
    return settle(_choose(found, text, policy), text, today, policy) if found else NOTHING


def read_corrected_date(before: str, after: str, today: date, policy: Policy) -> Read:
    """A date corrected in the same breath: what was said last, completed by what was said first."""
    after, before = dated(_TELEPHONE.sub("|", after)), dated(_TELEPHONE.sub("|", before))
    last = moments(after, today) or [Moment(0, 0, day=int(m[1])) for m in re.finditer(r"\b(\d{1,2})\b", after)][:1]
    if not last:
        return NOTHING
    first = moments(before, today)
    chosen = [last[0].merged(first[-1])] if first else last[:1]
    # "le 12 mars 61, non, 62": a number that cannot be a day is the year.
    if first and last[0].day and last[0].day > 31 and last[0].month is None:
        previous = first[-1]
        chosen = [Moment(0, 0, day=previous.day, month=previous.month, year=str(last[0].day))]
    return settle(chosen, after, today, policy)


def _choose(found: list[Moment], text: str, policy: Policy) -> list[Moment]:
    if policy is Policy.BIRTH:
        found = _birth(found)
    if len(found) < 2:
        return found
    if any(
        _OR.fullmatch(text[a.end : b.start]) or ("entre" in text and text[a.end : b.start].strip() in ("et", "et le"))
        for a, b in pairwise(found)
    ):
        return found
    cued = [m for m in found if _CUES[policy].search(text[: m.start])]
    if cued:
        return cued[:1]
    # The day and its weekday, or a year told apart, are one date.
    dates = [m for m in found if m.weekday is None and m.age is None]
    dates = [m for m in dates if m.day or m.month or m.full or m.feast] or dates
    return dates[:1] if policy is Policy.PAST else dates or found[:1]


def _birth(found: list[Moment]) -> list[Moment]:
    """The moments that can be a birth, a year told apart put with its day: "en 1958, le 3 novembre"."""
    found = [m for m in found if m.month or m.year or m.age is not None]
    years = [m.year for m in found if m.year and not (m.month or m.feast)]
    if len(years) == 1 and not any(m.year and (m.month or m.feast) for m in found):
        found = [replace(m, year=years[0]) for m in found if m.month] or found
    return [m for m in found if m.year and (m.day or m.feast)] or found


def settle(chosen: list[Moment], plain: str, today: date, policy: Policy) -> Read:
    """The day that the chosen moments come to under a policy."""
    readings = [_resolve(m, plain, today, policy) for m in chosen]
    values = {r.value for r in readings if isinstance(r.value, str)}
    if len(values) > 1:
        return Read(error=_TWO)
    return next((r for r in readings if r.value is not None), readings[0]) if readings else NOTHING


def _resolve(moment: Moment, plain: str, today: date, policy: Policy) -> Read:
    if moment.vague:
        return Read(error=_VAGUE)
    if moment.age is not None:
        return _aged(moment.age, policy)
    if (moment.day or 1) > 31 or (moment.month or 1) > 12 or moment.day == 0 or moment.month == 0:
        return Read(error=NOT_A_DAY)
    if policy is Policy.BIRTH and (moment.year is None or not (moment.feast or (moment.day and moment.month))):
        return Read(error=_MISSING_BIRTH)
    if moment.full is not None:
        return _bounded(moment.full, today, policy)
    if moment.weekday is not None:
        return _bounded(_weekday(moment, plain, today, policy), today, policy)
    candidates = list(_candidates(moment, plain, today, policy))
    if not candidates:
        return Read(error=NOT_A_DAY if moment.day or moment.feast else _VAGUE)
    return _bounded(_nearest(candidates, plain, today, policy), today, policy)


def _aged(age: int, policy: Policy) -> Read:
    if policy is not Policy.BIRTH:
        return NOTHING
    return Read(error=_TOO_OLD if age > MAX_AGE else _MISSING_BIRTH)


def _year_of(year: str, today: date, policy: Policy) -> int:
    if len(year) == 4:
        return int(year)
    recent = 2000 + int(year)
    limit = today.year + (0 if policy is Policy.BIRTH else 5)
    return recent if recent <= limit else recent - 100


def _candidates(moment: Moment, plain: str, today: date, policy: Policy) -> Iterable[date]:
    years = [_year_of(moment.year, today, policy)] if moment.year else [today.year - 1, today.year, today.year + 1]
    if moment.year is None and moment.shift:
        years = years[:2] if moment.shift.startswith(("dern", "pass")) else years[1:]
    if moment.feast:
        return [feast_of(moment, y) for y in years]
    if moment.month is None and moment.day is not None:
        return _days_of_months(moment.day, today)
    if moment.month is None and moment.year and moment.part:
        return [_in_year(moment.part, y) for y in years]
    if moment.month is None:
        return []
    return [d for y in years if (d := _day(moment, y)) is not None]


def _in_year(part: str, year: int) -> date:
    month, day = {"debut": (1, 1), "fin": (12, 31)}.get(part, (7, 1))
    return date(min(max(year, 1), 9998), month, day)


def _day(moment: Moment, year: int) -> date | None:
    if moment.month is None or not 1 <= year <= 9998:
        return None
    day = moment.day or day_of_part(moment.part or "debut", year, moment.month)
    if day > calendar.monthrange(year, moment.month)[1]:
        return None
    return date(year, moment.month, day)


def _days_of_months(day: int, today: date) -> Iterable[date]:
    for months in (-2, -1, 0, 1, 2):
        first = today.replace(day=1) + relativedelta(months=months)
        if day <= calendar.monthrange(first.year, first.month)[1]:
            yield first.replace(day=day)


def _nearest(candidates: list[date], plain: str, today: date, policy: Policy) -> date:
    past = [d for d in candidates if d <= today]
    if past and (policy is not Policy.NEAREST or _GONE.search(plain)):
        return max(past)
    return min(candidates, key=lambda d: abs((d - today).days))


def _weekday(moment: Moment, plain: str, today: date, policy: Policy) -> date:
    assert moment.weekday is not None  # noqa: S101
    monday = today - timedelta(days=today.weekday())
    shift = moment.shift or ""
    ahead = (moment.weekday - today.weekday()) % 7
    if shift.startswith("de la semaine"):
        return monday + timedelta(days=moment.weekday + (7 if shift.endswith("prochaine") else -7))
    if shift in ("dernier", "passe"):
        return today - timedelta(days=((today.weekday() - moment.weekday) % 7) or 7)
    if shift in ("prochain", "qui vient"):
        return today + timedelta(days=ahead or 7)
    if shift.startswith("en "):
        return today + timedelta(days=(ahead or 7) + (14 if shift.endswith(("15", "quinze")) else 7))
    if policy is Policy.NEAREST and not _GONE.search(plain):
        return today + timedelta(days=ahead)
    # "Depuis lundi" said on a Monday is a week ago: of today people say "ce matin".
    return today - timedelta(days=((today.weekday() - moment.weekday) % 7) or 7)


def _bounded(day: date, today: date, policy: Policy) -> Read:
    if policy is Policy.BIRTH:
        if day > today:
            return Read(error=_FUTURE_BIRTH)
        if relativedelta(today, day).years > MAX_AGE:
            return Read(error=_TOO_OLD)
    elif policy is Policy.PAST and day > today:
        return Read(error=_FUTURE)
    elif relativedelta(today, day).years >= _LONGEST or day > today + timedelta(days=366 * 2):
        return Read(error=_TOO_FAR)
    return Read(value=day.isoformat())
