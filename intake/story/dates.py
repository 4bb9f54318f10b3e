"""The dates of a leave and of a discharge, told beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from pydantic import JsonValue

from intake.reading import Policy, read_date, with_digits
from intake.story.account import Account
from intake.story.speaker import Concern

Facts = Mapping[str, tuple[JsonValue, tuple[int, int]]]
Value = tuple[str, JsonValue, tuple[int, int]]

# After a leave: « en arrêt depuis mars »; « arrêté le 3 février » needs no « depuis ».
_SINCE = re.compile(r"\b(?:depuis|des le|dps)\b")
_ON = re.compile(
    r"\b(?:depuis|des|le \d|le premier|le (?:lundi|mardi|mercredi|jeudi|vendredi)|du \d|a partir|a compter|"
    r"en (?=[a-z]{3,9} )|debut|mi|fin|fin|il y a|y a|hier|avant hier|ce matin|aujourd hui|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche|la semaine|ca fait|voila|cela fait|date du)\b"
)
_AGO = re.compile(r"\b(?:depuis|ca (?:va )?fait|cela fait|voila|voici|il y a|y a|a partir d|des)\b")
_LENGTH = re.compile(r"(?:\w+ ){0,2}?(?:mois|semaines|jours|ans|an)(?: et demie?)?$")
_EVENT = re.compile(r"\b(?:ete|m a|l a|m ont|a commence|a debute|date|demarre|vient|medecin|mise?|arretee?|prescrit)\b")
_OVER = re.compile(r"\b(?:jusqu\w*|au|prolong\w+|renouvel\w+|et(?! demi)|mais|car|parce|donc|je dois|reprendre|reprise)\b")
_UNTIL = re.compile(r"\bjusqu\w*|\bprolong\w+|\brenouvel\w+|\bse termine|\bprend fin|\bfini\w*")
# « 8 moi » for months; « rentrée » of September only when it is not coming home.
_SMS_MONTHS = re.compile(r"(?<=\d )moi\b|(?<=deux )moi\b|(?<=trois )moi\b|(?<=quatre )moi\b|(?<=cinq )moi\b|(?<=six )moi\b|(?<=huit )moi\b")
_BACK_HOME = re.compile(r"(?<!la )\brentree?\b")
_TWO_LENGTHS = re.compile(r"\bans (?=\w+ mois\b)")
_SINCE_WORDS = ("depuis", "a partir d", "des")
# Between « depuis mars » and the leave that it dates.
_NEAR = re.compile(r"[ ,]*(?:(?!et |mais |la |donc )\w+ ){0,3}")
_WINDOW = 60
# A stay that ended longer ago than this is an old one.
_RECENT = timedelta(days=300)


def leave_date(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """Since when the person is on leave."""
    leave = facts.get("sick_leave")
    if leave is None or leave[0] != "oui":
        return
    plain, (start, end) = account.plain, leave[1]
    clause = account.pieces.at(start)
    said = plain[start:end]
    event = _EVENT.search(said) is not None
    after = (_ON if event else _SINCE).search(plain, start, min(clause.sentence_end, end + _WINDOW))
    if after is not None and not _UNTIL.search(plain, start, after.start()):
        stop = min(clause.sentence_end, after.start() + _WINDOW)
        cut = _OVER.search(plain, after.end(), stop)
        found = date_between(plain, after.start(), cut.start() if cut else stop, account.today, Policy.PAST)
        if found is not None:
            yield "sick_leave_since", found[0], found[1]
            return
    before = list(_AGO.finditer(plain, max(clause.sentence_start, start - _WINDOW), end))
    if before:
        found = date_between(plain, before[-1].start(), end, account.today, Policy.PAST)
        if found is not None and _leads_to(plain, before[-1].group(), found[1][1], start):
            yield "sick_leave_since", found[0], found[1]
            return
    if re.match(r"(?:que |je |j |qu )*", said) and (
        told := re.search(
            r"\b((?:\w+ ){0,1}\w+ (?:mois|semaines|jours|ans) (?:et demi )?)(?:que |d arret)", plain[max(0, start - 30) : end]
        )
    ):
        value = read_date(with_digits(f"depuis {told[1]}"), account.today, Policy.PAST).value
        if isinstance(value, str):
            at = max(0, start - 30) + told.start(1)
            yield "sick_leave_since", value, (at, at + len(told[1].rstrip()))


def discharge(account: Account, concern: Concern, facts: Facts) -> Iterator[Value]:
    """The day of a discharge; an old stay is none, and the day tells whether it is still to come."""
    status = facts.get("hospital_status")
    if status is None or status[0] not in ("sortie_prevue", "sorti"):
        return
    plain, (start, end) = account.plain, status[1]
    clause = account.pieces.at(start)
    gone = "je suis sorti " if status[0] == "sorti" else ""
    stop = min(clause.sentence_end, end + 45)
    cut = re.compile(r"\b(?:et(?! demi)|mais|je dois|rendez vous|apres|suite|depuis que|pour)\b").search(plain, end, stop)
    found = date_between(plain, start, cut.start() if cut else stop, account.today, Policy.NEAREST, gone)
    if found is None:
        found = date_between(plain, max(clause.start, start - 40), start, account.today, Policy.NEAREST, gone)
    if found is None:
        return
    value, span = found
    if status[0] == "sorti" and account.today - date.fromisoformat(value) > _RECENT:
        yield "hospital_status", None, span
        return
    if status[0] == "sorti" and date.fromisoformat(value) > account.today:
        yield "hospital_status", "sortie_prevue", status[1]
    yield "hospital_discharge_date", value, span


def _leads_to(plain: str, ago: str, end: int, start: int) -> bool:
    """True when a date dates the leave that follows it: « depuis mars je suis… », « ça fait huit mois que je suis… »."""
    return end > start or (_NEAR.fullmatch(plain, end, start) is not None and (ago in _SINCE_WORDS or "que " in plain[end:start]))


def _plainer(said: str) -> str:
    return _TWO_LENGTHS.sub("ans et ", _SMS_MONTHS.sub("mois", _BACK_HOME.sub("sorti", said)))


def date_between(plain: str, start: int, end: int, today: date, policy: Policy, lead: str = "") -> tuple[str, tuple[int, int]] | None:
    """ISO date told between two places, and the place of the fewest first words that tell it."""
    said = plain[start:end].rstrip()

    def read(part: str) -> str | None:
        value = read_date(with_digits(lead + _plainer(part)), today, policy).value
        return value if isinstance(value, str) else None

    value = read(said)
    if value is None:
        return None
    ends = [m.start() for m in re.finditer(r" |$", said)]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        if read(said[: ends[middle]]) == value:
            high = middle
        else:
            low = middle + 1
    return value, (start, start + ends[low])
