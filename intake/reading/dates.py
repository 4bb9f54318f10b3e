"""Dates as people say them: figures, words, feasts, weekdays, lengths of time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from intake.reading.calendar_words import FEAST, MONTH, MONTHS, WEEKDAY, WEEKDAYS, VagueLengthError, feast_in, length_at
from intake.reading.wording import with_digits


@dataclass(frozen=True)
class Moment:
    """What was said of a date; a full `day` when it needs no context, otherwise the parts that were said."""

    start: int
    end: int
    full: date | None = None
    day: int | None = None
    month: int | None = None
    year: str | None = None
    feast: str | None = None
    weekday: int | None = None
    # début, mi, fin of the month
    part: str | None = None
    shift: str | None = None
    vague: bool = False
    age: int | None = None
    # A length of time alone: "six mois".
    bare: bool = False

    def merged(self, before: Moment) -> Moment:
        """The correction, completed by what was said before it ("le 12 mars 61, non, le 13")."""
        if self.full or self.feast or self.weekday is not None or before.full or before.feast:
            return self
        return replace(self, day=self.day or before.day, month=self.month or before.month, year=self.year or before.year)


_YEAR = r"(?P<year>\d{4}|19 \d\d|20 \d\d|\d\d(?! ?(?:h|ans|mois|jours|semaines|rue)\b))"
_SEP = r" ?[./\-] ?"
_BEFORE, _AFTER = r"(?<![\d] )(?<![\d./\-])", r"(?! ?[./\-]? ?\d)"
_DAY = r"(?P<day>\d{1,3})(?: ?er)?"
_PART = r"(?P<part>mi|milieu|debut|fin|fins|courant)"
_REL_DAYS = {"avant hier": -2, "hier": -1, "aujourd hui": 0, "ce jour": 0, "ce matin": 0, "cet apres midi": 0, "ce soir": 0, "cette nuit": 0,
             "apres demain": 2, "demain": 1}  # fmt: skip
_NEXT_LAST = {
    "semaine": relativedelta(days=7), "mois": relativedelta(months=1), "annee": relativedelta(years=1), "an": relativedelta(years=1),
    "trimestre": relativedelta(months=3),
}  # fmt: skip

_ISO = re.compile(rf"{_BEFORE}(?P<year>\d{{4}}){_SEP}(?P<month>\d{{1,2}}){_SEP}(?P<day>\d{{1,2}}){_AFTER}")
_DMY = re.compile(
    rf"{_BEFORE}{_DAY}(?:{_SEP}| | du | de )(?P<month>\d{{1,2}})(?: ?er)?(?:{_SEP}| )(?P<year>\d{{4}}|19 \d\d|20 \d\d|\d\d){_AFTER}"
)
_YEAR_FIRST = re.compile(rf"{_BEFORE}(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01]){_AFTER}")
_LAST_YEAR = re.compile(r"\bl (?:an|annee) (?:derniere?|passee?|d avant)\b")
_RUN = re.compile(rf"{_BEFORE}(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{{4}}|\d\d){_AFTER}")
_DAY_MONTH = re.compile(rf"\b{_DAY} (?:du mois (?:de|d) |de )?{MONTH}\b\.?(?: ?[,/]? ?(?:de l an(?:nee)? |en |de )?{_YEAR}{_AFTER})?")
_MONTH = re.compile(
    rf"\b(?:(?:(?:a|au|en|vers)(?: la| le)? )?{_PART} (?:du mois (?:de|d) |(?:de|d) )?)?{MONTH}\b\.?(?: (?:de l an(?:nee)? |de )?{_YEAR}{_AFTER})?"
)
_DM = re.compile(rf"{_BEFORE}(?P<day>\d{{1,2}}){_SEP}(?P<month>\d{{1,2}}){_AFTER}")
_DM_ALONE = re.compile(r"\W*(?:le )?(?P<day>\d\d?) (?P<month>0\d|1[0-2])\W*")
_FEAST = re.compile(
    rf"\b(?:(?P<part>debut|fin|mi|milieu) (?:d |de |du )?(?:l )?)?{FEAST}\b(?: (?P<shift>dernier|derniere|prochain|prochaine|passe|passee)| (?P<year>\d{{4}}))?"
)
_AGO = re.compile(r"\b(?:il y a|y a|ca (?:va )?fai(?:t|re)|cela fait|depuis|voila|voici|ca remonte a)(?: de)? ")
_BACK = re.compile(r"\b(?:en arriere|deja|que)\b")
_IN = re.compile(r"\b(?:dans|d ici)(?: (?:de|les))? ")
_HEDGES = re.compile(
    r"\b(?:environ|a peu pres|a peu de chose pres|maintenant|je crois|deja|d arret|que je suis|je dirais|je pense|facile|au moins|bientot|peut etre|plus ou moins)\b"
)
_BARE_LENGTH = re.compile(r"(?:(?:euh|alors|bah|ben|oui|ca va faire) ?,? ?)*")
_MORE = re.compile(r"[a-z]{3,}")
_NEXT = re.compile(
    r"\b(?:(?P<part>debut|fin|mi|milieu)(?: de| du)? )?(?:la |le |l )?(?P<unit>semaine|mois|annee|an|trimestre) (?P<shift>derniere?|passee?|prochaine?|suivante?|d avant|precedente?)\b"
)
_OF_MONTH = re.compile(
    r"\b(?P<part>debut|fin|mi|milieu)(?: (?:de|du))? (?:ce |le |du )?mois\b|\b(?:a la |au )(?P<part2>debut|fin|milieu) du mois\b"
)
_OF_YEAR = re.compile(r"\b(?P<part>debut|fin|milieu) (?:de |d )(?:l |cette )?annee\b(?! (?:derniere|passee|prochaine|\d))")
_WEEK_PART = re.compile(r"\b(?:en )?(?P<part>debut|fin|milieu) de (?:la )?semaine\b")
_WEEKEND = re.compile(r"\b(?:ce |le )?(?:week end|weekend)(?: (?P<shift>dernier|passe|prochain))?\b")
_WEEKDAY = re.compile(
    rf"\b{WEEKDAY}\b(?! \d{{1,2}}\b(?! ?(?:h|heures?)\b))(?: (?P<shift>dernier|passe|prochain|en huit|en 8|en quinze|en 15|qui vient|de la semaine derniere|de la semaine prochaine))?"
)
_DAY_ONLY = re.compile(
    r"\b(?:le|du|au|des le|"
    + "|".join(WEEKDAYS)
    + r") (?P<day>\d{1,3})(?: ?er)?\b(?! ?(?:mois|ans|semaines?|jours?|h|rue|%|euros?)\b)"
    + _AFTER
)
_AGE = re.compile(r"\b(\d{2,3}) ans\b")
_YEAR_ONLY = re.compile(
    rf"(?:\b(?:en|annee|de|depuis|(?P<part>debut|fin|mi|milieu)(?: de)?)(?: l annee)? )(?P<year>\d{{4}}|\d\d){_AFTER}\b|{_BEFORE}\b(?P<year4>(?:19|20)\d\d)\b{_AFTER}"
)
_ZERO_DIGIT = re.compile(r"\b0 (\d)(?= |$)(?! \d(?: |$)(?!\d))")

# "9 sept. 1955" is September where "neuf sept cinquante-cinq" is July; what speech recognition writes for numbers before a month.
_MONTH_NUMBER = "|".join(["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"])
_HEARD = {"de": "deux", "cet": "sept", "si": "six", "dis": "dix"}
_WRITTEN = (
    (re.compile(r"(?<=\d )sept(?: \.)?(?= (?:19|20)?\d\d\b| ?$| [,.;])"), "septembre"),
    (re.compile(r"\b(janvier|fevrier|avril|juin|juillet|septembre|octobre|novembre|decembre)s\b"), r"\1"),
    (re.compile(rf"\b(?P<n>{_MONTH_NUMBER}) (?=(?:mille|mil|dix) neuf cents?\b)"), r"\g<n> / "),
    *((re.compile(rf"(?<=\ble ){heard} (?={MONTH}\b)"), f"{number} ") for heard, number in _HEARD.items()),
)
# "Du 2 au 30 novembre": both in November.
_RANGE = re.compile(rf"\b(?P<from>du|entre le) (?P<first>\d{{1,2}}) (?P<to>au|et le) (?P<last>\d{{1,2}}) {MONTH}\b")
# "mille neuf cent 66", "1 961".
_CENTURY = re.compile(r"\b(19|20)(?:00 (?=\d\d\b))(\d\d)\b")


def dated(plain: str) -> str:
    """Plain words made ready for reading dates: numbers in figures, months whole."""
    for said, usual in _WRITTEN:
        plain = said.sub(usual, plain)
    plain = _RANGE.sub(r"\g<from> \g<first> \g<month> \g<to> \g<last> \g<month>", with_digits(plain))
    return _CENTURY.sub(r"\1\2", _ZERO_DIGIT.sub(r"0\1", plain))


def moments(text: str, today: date) -> list[Moment]:
    """Every moment told in words that `dated` made ready, in the order in which they are said."""
    found: list[Moment] = []
    for moment in _scan(text, today):
        if all(moment.end <= other.start or moment.start >= other.end for other in found):
            found.append(moment)
    if _LAST_YEAR.search(text) and any(m.month and not m.year for m in found):
        # "En mars l’an dernier" is one date.
        found = [replace(m, year=str(today.year - 1)) if not m.year else m for m in found if m.month]
    return sorted(found, key=lambda m: m.start)


def _scan(text: str, today: date) -> Iterator[Moment]:
    for m in _YEAR_FIRST.finditer(text):
        # Day first is the French order: year first only when day first is no date.
        if int(m["year"][2:]) > 12:
            yield Moment(m.start(), m.end(), day=int(m["day"]), month=int(m["month"]), year=m["year"])
    for pattern in (_ISO, _DMY, _RUN):
        for m in pattern.finditer(text):
            yield Moment(m.start(), m.end(), day=int(m["day"]), month=int(m["month"]), year=m["year"].replace(" ", ""))
    for m in _DAY_MONTH.finditer(text):
        yield Moment(m.start(), m.end(), day=int(m["day"]), month=MONTHS[m["month"]], year=_year(m))
    for m in _MONTH.finditer(text):
        if m["month"] in ("out", "mai", "mars", "dec", "nov") and m["part"] is None and len(m["month"]) == 3 and m["month"] != "mai":
            continue
        yield Moment(m.start(), m.end(), month=MONTHS[m["month"]], year=_year(m), part=m["part"] or "debut")
    for m in _DM.finditer(text):
        yield Moment(m.start(), m.end(), day=int(m["day"]), month=int(m["month"]))
    if (alone := _DM_ALONE.fullmatch(text)) is not None:
        yield Moment(0, len(text), day=int(alone["day"]), month=int(alone["month"]))
    yield from _lengths(text, today)
    for m in _WEEKDAY.finditer(text):
        yield Moment(m.start(), m.end(), weekday=WEEKDAYS[m["weekday"]], shift=m["shift"])
    yield from _relative(text, today)
    for m in _FEAST.finditer(text):
        if m["feast"] == "ete" and not re.search(r"(?:\bl|\bcet|\bdebut|\bfin d|\bmi)(?: l)? (?:ete)$", text[: m.end("feast")]):
            continue
        yield Moment(m.start(), m.end(), feast=m["feast"], shift=m["shift"], year=m["year"], part=m["part"])
    for m in _DAY_ONLY.finditer(text):
        yield Moment(m.start(), m.end(), day=int(m["day"]))
    for m in _AGE.finditer(text):
        yield Moment(m.start(), m.end(), age=int(m[1]))
    for m in _YEAR_ONLY.finditer(text):
        yield Moment(m.start(), m.end(), year=m["year"] or m["year4"], part=m["part"])


def _year(match: re.Match[str]) -> str | None:
    year = match["year"]
    return year.replace(" ", "") if year else None


def _lengths(text: str, today: date) -> Iterator[Moment]:
    if (alone := _BARE_LENGTH.match(text)) is not None:
        try:
            bare = length_at(text, alone.end())
        except VagueLengthError:
            bare = None
        if bare is not None and not _MORE.search(_HEDGES.sub("", text[bare[1] :])):
            yield from (replace(m, bare=True) for m in _shifted(0, bare[1], today, bare[0], -1))
    for pattern, sign in ((_AGO, -1), (_IN, 1)):
        for m in pattern.finditer(text):
            try:
                length = length_at(text, m.end())
            except VagueLengthError:
                yield Moment(m.start(), m.end() + 1, vague=True)
                continue
            if length is not None:
                yield from _shifted(m.start(), length[1], today, length[0], sign)


def _shifted(start: int, end: int, today: date, length: relativedelta, sign: int) -> Iterator[Moment]:
    try:
        yield Moment(start, end, full=today + length if sign > 0 else today - length)
    except (ValueError, OverflowError):
        return


def _relative(text: str, today: date) -> Iterator[Moment]:
    for words, days in _REL_DAYS.items():
        for m in re.finditer(rf"\b{words}\b", text):
            yield Moment(m.start(), m.end(), full=today + timedelta(days=days))
    for m in _NEXT.finditer(text):
        ahead = m["shift"].startswith(("proch", "suiv"))
        day = today + _NEXT_LAST[m["unit"]] if ahead else today - _NEXT_LAST[m["unit"]]
        yield Moment(m.start(), m.end(), full=_in_span(day, m["unit"], m["part"]))
    for m in _OF_MONTH.finditer(text):
        yield Moment(m.start(), m.end(), full=_in_span(today, "mois", m["part"] or m["part2"]))
    for m in _OF_YEAR.finditer(text):
        yield Moment(m.start(), m.end(), full=_in_span(today, "annee", m["part"]))
    for m in _WEEK_PART.finditer(text):
        yield Moment(m.start(), m.end(), full=_in_span(today, "semaine", m["part"]))
    for m in _WEEKEND.finditer(text):
        yield Moment(m.start(), m.end(), weekday=5, shift=m["shift"])


def _in_span(day: date, unit: str, part: str | None) -> date:
    if part is None:
        return day
    if unit == "semaine":
        monday = day - timedelta(days=day.weekday())
        return monday + timedelta(days={"debut": 0, "mi": 2, "milieu": 2, "fin": 4}[part])
    if unit == "mois":
        return day.replace(day=day_of_part(part, day.year, day.month))
    return date(day.year, {"debut": 1, "mi": 7, "milieu": 7, "fin": 12}[part], 31 if part == "fin" else 1)


def day_of_part(part: str, year: int, month: int) -> int:
    """début = the 1st, mi and courant = the 15th, fin = the last day."""
    if part.startswith("fin"):
        return calendar.monthrange(year, month)[1]
    return 1 if part == "debut" else 15


def feast_of(moment: Moment, year: int) -> date:
    """The day of the moment's feast in a year."""
    assert moment.feast is not None  # noqa: S101
    return feast_in(moment.feast, year)
