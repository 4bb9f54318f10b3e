"""The dates of a leave, of a discharge and of a birth, told beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from intake.reading import Policy, read_date, with_digits
from intake.story.account import Statement
from intake.story.heard import Heard, Value

# After « en arrêt » ; « arrêté le 3 février » needs no « depuis ».
_SINCE = re.compile(r"\b(?:depuis(?! (?:que|qu)\b)|des le|ca fait|cela fait|voila)\b")
_ON = re.compile(
    r"\b(?:depuis(?! (?:que|qu)\b)|des|le \d+|le premier|le (?:lundi|mardi|mercredi|jeudi|vendredi)|du \d+|a partir|"
    r"a compter|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|\d{4}|debut|fin)|"
    r"debut|mi|fin|il y a|y a|hier|avant hier|ce matin|aujourd hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|la semaine|ca fait|voila|"
    r"cela fait|date du)\b"
)
_AGO = re.compile(r"\b(?:depuis|ca (?:va )?fait|cela fait|voila|voici|il y a|y a|a partir d|des)\b")
_EVENT = re.compile(r"\b(?:ete|m a|l a|m ont|commence|debute|date|demarre|vient|medecin|docteur|mise?|arretee?|prescrit)\b")
_OVER = re.compile(
    r"\b(?:jusqu\w*|au|prolong\w+|renouvel\w+|et(?! demi)|mais|car|parce|donc|je dois|reprendre|reprise|j ai|je|il|"
    r"elle|mon|ma|suite|pour)\b"
)
_UNTIL = re.compile(r"\bjusqu\w*|\bprolong\w+|\brenouvel\w+|\bse termine|\bprend fin|\bfini\w*")
_BEGUN = re.compile(
    r"\b(?:(?:debut|commencement) (?:de |d )?(?:l |mon |son |)arr?et|arr?et (?:de travail |maladie )?(?:a |"
    r"est )?(?:commence|debute|demarre)) (?:: |le |est )*"
)
# « Six mois que je suis », « six mois d’arrêt ».
_LASTING = re.compile(r"\b((?:\w+ )?\w+ (?:mois|semaines|jours|ans) (?:et demie? )?)(?:que |qu |d arret)")
# « Depuis » with nothing after: since what was told before.
_SINCE_THEN = re.compile(r"\W*depuis (?:[.,;:!?]|et\b|mais\b|je\b|il\b|elle\b|j\b|plus\b|mon\b|ma\b|le\b|la\b)")
_AFTER_DISCHARGE = re.compile(r"\b(?:et(?! demi)|mais|je dois|rendez vous|apres|suite|depuis que|pour)\b")
_BORN = re.compile(r"\b(?:nee? le|date de naissance|ne e le|nee? en date du)\b")
# « Rentrée » is September only when it is not coming home.
_BACK_HOME = re.compile(r"(?<!la )\brentree?\b")
_TWO_LENGTHS = re.compile(r"\bans (?=\w+ mois\b)")
_SINCE_WORDS = ("depuis", "a partir d", "des")
# Between « depuis mars » and the leave that it dates.
_NEAR = re.compile(r"[ ,]*(?:(?!et |mais |la |donc )\w+ ){0,3}")
_WINDOW, _BEFORE_LEAVE, _AFTER_STAY = 60, 130, 45
# A stay that ended longer ago than this is an old one.
_RECENT = timedelta(days=300)

Span = tuple[int, int]


def leave_date(heard: Heard) -> Iterator[Value]:
    """Since when the person is on leave."""
    leave = heard.facts.get("sick_leave")
    if leave is None or leave.value != "oui":
        return
    places = [one.span for one in heard.of("sick_leave", "oui")]
    for find in (_told_after, _told_before, _told_lasting):
        for span in places:
            found = find(heard, span)
            if found is not None:
                yield "sick_leave_since", found[0], found[1]
                return
    begun = _BEGUN.search(heard.account.plain)
    found = _date(heard, begun.end(), begun.end() + _WINDOW) if begun else _since_then(heard, places)
    if found is not None:
        yield "sick_leave_since", found[0], found[1]


def _told_after(heard: Heard, span: Span) -> tuple[str, Span] | None:
    plain = heard.account.plain
    clause = heard.account.pieces.at(span[0])
    event = _EVENT.search(plain, *span) is not None
    after = (_ON if event else _SINCE).search(plain, span[0], min(clause.sentence_end, span[1] + _WINDOW))
    if after is None or _UNTIL.search(plain, span[0], after.start()):
        return None
    stop = min(clause.sentence_end, after.start() + _WINDOW)
    cut = _OVER.search(plain, after.end(), stop)
    return _date(heard, after.start(), cut.start() if cut else stop)


def _told_before(heard: Heard, span: Span) -> tuple[str, Span] | None:
    """« Depuis mars je suis… », « ça fait huit mois que je suis… »."""
    plain = heard.account.plain
    clause = heard.account.pieces.at(span[0])
    before = list(_AGO.finditer(plain, max(clause.sentence_start, span[0] - _WINDOW), span[1]))
    if not before:
        return None
    found = _date(heard, before[-1].start(), span[1])
    if found is None:
        return None
    end = found[1][1]
    near = end > span[0] or (
        _NEAR.fullmatch(plain, end, span[0]) and (before[-1].group() in _SINCE_WORDS or "que " in plain[end : span[0]])
    )
    return found if near else None


def _told_lasting(heard: Heard, span: Span) -> tuple[str, Span] | None:
    start = max(0, span[0] - 30)
    told = _LASTING.search(heard.account.plain[start : span[1]])
    if told is None:
        return None
    value = read_date(with_digits(f"depuis {told[1]}"), heard.account.today, Policy.PAST).value
    return (value, (start + told.start(1), start + told.end(1) - 1)) if isinstance(value, str) else None


def _since_then(heard: Heard, places: list[Span]) -> tuple[str, Span] | None:
    """« Accident mi-octobre, en arrêt depuis. »: the last date told before."""
    plain = heard.account.plain
    for start, end in places:
        if _SINCE_THEN.match(plain, end - len("depuis") if plain[:end].endswith("depuis") else end) is None:
            continue
        for before in reversed(list(_ON.finditer(plain, max(0, start - _BEFORE_LEAVE), start))):
            found = _date(heard, before.start(), start)
            if found is not None:
                return found
    return None


def discharge(heard: Heard) -> Iterator[Value]:
    """The day of a discharge; an old stay is none, and the day tells whether it is still to come."""
    status = heard.facts.get("hospital_status")
    if status is None or status.value not in ("sortie_prevue", "sorti"):
        return
    left = status.value == "sorti"
    for one in heard.of("hospital_status", "sorti", "sortie_prevue"):
        found = _day_of(heard, one, left)
        if found is not None:
            value, span = found
            if left and heard.account.today - date.fromisoformat(value) > _RECENT:
                yield "hospital_status", None, span
                return
            if left and date.fromisoformat(value) > heard.account.today:
                yield "hospital_status", "sortie_prevue", status.span
            yield "hospital_discharge_date", value, span
            return


def _day_of(heard: Heard, one: Statement, left: bool) -> tuple[str, Span] | None:
    plain, (start, end) = heard.account.plain, one.span
    clause = heard.account.pieces.at(start)
    stop = min(clause.sentence_end, end + _AFTER_STAY)
    cut = _AFTER_DISCHARGE.search(plain, end, stop)
    lead = "je suis sorti " if left else ""
    found = _date(heard, start, cut.start() if cut else stop, Policy.NEAREST, lead)
    return found or _date(heard, max(clause.start, start - 40), start, Policy.NEAREST, lead)


def birth_date(heard: Heard) -> Iterator[Value]:
    """When the person was born."""
    plain = heard.account.plain
    for match in _BORN.finditer(plain):
        if heard.concern.holds(heard.account.people.subject(match.start())):
            found = _date(heard, match.start(), match.end() + _AFTER_STAY, Policy.BIRTH)
            if found is not None:
                yield "birth_date", found[0], found[1]
                return


def _date(heard: Heard, start: int, end: int, policy: Policy = Policy.PAST, lead: str = "") -> tuple[str, Span] | None:
    """ISO date told between two places, and the place of the fewest first words that tell it."""
    said = heard.account.plain[start:end].rstrip()

    def read(part: str) -> str | None:
        value = read_date(with_digits(lead + _plainer(part)), heard.account.today, policy).value
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


def _plainer(said: str) -> str:
    return _TWO_LENGTHS.sub("ans et ", _BACK_HOME.sub("sorti", said))
