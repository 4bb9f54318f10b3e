"""Reading the facts of an account: whose they are, whether they are stated, and in which words."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from pydantic import BaseModel, ConfigDict, JsonValue

from intake.reading import Wording, wording
from intake.story.dates import date_in_story
from intake.story.patterns import PATTERNS, Pattern
from intake.story.speaker import About, Clause, Speaker, about, clauses, first_kin, subject_of_clause, who_speaks
from intake.story.words import HYPOTHESIS, NEGATION, PAST

_HYPOTHESIS, _PAST, _NEGATION = re.compile(HYPOTHESIS), re.compile(PAST), re.compile(NEGATION)
# How far before the words a negation still bears on them; nearer when the words are about what someone else does.
_REACH, _REACH_OF_OTHERS = 28, 5

_OWN = re.compile(r"\b(?:je|j|g|moi|me|m|mon|ma|mes)\b")

_LEAVE_DATE = re.compile(r"\b(?:depuis|a partir du|ca fait|cela fait|voila|voici|il y a)\b[^.!?;]{0,45}")
_SINCE = re.compile(r"\bdepuis\b[^.!?;,]{1,40}")
_LINK = re.compile(
    r"\bje suis (?:sa|son|la|le|l) (fille|fils|femme|epouse|mari|epoux|conjointe?|compagne|compagnon|soeur|frere|mere|pere|niece|neveu|voisine?|amie?|"
    r"aidante?|tutrice|tuteur|curatrice|curateur|belle fille|beau fils|belle soeur|beau frere)\b"
)
_CHILDREN = re.compile(
    r"\b(?:mes|nos|ai) (\d+|deux|trois|quatre|cinq|six) enfants?\b|\b(\d+|un|deux|trois|quatre|cinq|six) enfants? a (?:ma |notre )?charge\b"
)
_NUMBERS = {"un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
_POSTAL = re.compile(r"\b(?:habite|vis|vit|domicilie\w*|demeure|code postal|loge)\b[^.!?;]{0,40}?\b(\d{5})\b")
_NEEDS = (
    (
        "interprete",
        re.compile(
            r"\b(?:besoin d un interprete|avec un interprete|(?:parle|parlons|comprends?) (?:pas|mal|peu|tres mal)(?: bien)?(?: le)? francais)\b"
        ),
    ),
    ("lsf", re.compile(r"\b(?:langue des signes|lsf|(?:suis|est) sourde?)\b")),
    ("aphasie", re.compile(r"\baphas\w+")),
)


class FactHeard(BaseModel):
    """One fact of an account, with the exact words it came from."""

    model_config = ConfigDict(frozen=True)

    field: str
    value: JsonValue
    words: str


def facts_from_story(text: str, *, today: date) -> tuple[FactHeard, ...]:
    """The facts that an account states in plain words about the person concerned; at most one per field.

    Negated, hypothetical, past and third persons' facts are left out. When someone speaks for another, the facts are that other's.
    """
    words = wording(text)
    plain = words.plain
    pieces = clauses(plain)
    speaker, place = who_speaks(plain)
    found = _matches(plain, pieces)
    if speaker is not Speaker.OTHER and _only_about_others(found):
        speaker = Speaker.OTHER
        place = found[0][1].span()
    concerned = About.OTHER if speaker is Speaker.OTHER else About.SELF
    facts: dict[str, tuple[JsonValue, tuple[int, int]]] = {}
    if speaker is not Speaker.UNKNOWN:
        facts["for_whom"] = (speaker.value, place)
    for pattern, match, whom in found:
        if (whom is concerned or pattern.anyone) and _wins(pattern, facts.get(pattern.field)):
            facts[pattern.field] = (pattern.value, match.span())
    if "for_whom" not in facts:
        own = next(
            (match for pattern, match, whom in found if whom is About.SELF and not pattern.anyone and _first_person(plain, pieces, match)),
            None,
        )
        if own is not None:
            facts["for_whom"] = (Speaker.SELF.value, own.span())
    for extra in (_leave_date, _discharge_date, _children, _postal_code, _link, _needs):
        extra(plain, pieces, facts, today)
    return tuple(FactHeard(field=field, value=value, words=_said(words, span)) for field, (value, span) in facts.items())


def _first_person(plain: str, pieces: list[Clause], match: re.Match[str]) -> bool:
    """True when the clause of the match says « je », « mon »…; a clause without subject tells nothing of who speaks."""
    clause = next(c for c in pieces if c.start <= match.start() < c.end)
    return _OWN.search(plain, clause.start, match.end()) is not None


Facts = dict[str, tuple[JsonValue, tuple[int, int]]]


def _said(words: Wording, span: tuple[int, int]) -> str:
    return words.said(*span).strip()


def _matches(plain: str, pieces: list[Clause]) -> list[tuple[Pattern, re.Match[str], About]]:
    """Every stated pattern with whom it is about, in the order of the account."""
    starts = [clause.start for clause in pieces]
    carried = _carried(plain, pieces)
    kin_from = first_kin(plain)
    found = []
    for pattern in PATTERNS:
        if pattern.needs is not None and not pattern.needs.search(plain):
            continue
        for match in pattern.words.finditer(plain):
            place = bisect_right(starts, match.start()) - 1
            clause = pieces[place]
            if match.end() <= clause.sentence_end and not _guarded(pattern, plain, clause, match):
                found.append((pattern, match, about(plain, clause, match.start(), carried[place], kin_from <= match.start())))
                break
    return sorted(found, key=lambda one: one[1].start())


def _carried(plain: str, pieces: list[Clause]) -> list[About]:
    """For each clause, whom the clause before it was about."""
    kin_from = first_kin(plain)
    before, carried = About.SELF, []
    for clause in pieces:
        carried.append(before)
        before = subject_of_clause(plain, clause, before, kin_from < clause.end)
    return carried


def _guarded(pattern: Pattern, plain: str, clause: Clause, match: re.Match[str]) -> bool:
    before = plain[clause.start : match.start()]
    if "h" in pattern.guards and _HYPOTHESIS.search(before):
        return True
    if "p" in pattern.guards and _PAST.search(plain[clause.start : match.end()]):
        return True
    reach = _REACH_OF_OTHERS if pattern.anyone else _REACH
    return "n" in pattern.guards and _NEGATION.search(before[-reach:] + " " + match.group()) is not None


def _only_about_others(found: list[tuple[Pattern, re.Match[str], About]]) -> bool:
    """True when facts of illness are told of a relative and none of the writer: « maman sort de l’hôpital jeudi »."""
    told = [(pattern, whom) for pattern, _, whom in found if not pattern.anyone]
    return any(whom is About.OTHER and p.field in ("hospital_status", "sick_leave") for p, whom in told) and not any(
        whom is About.SELF for _, whom in told
    )


def _wins(pattern: Pattern, known: tuple[JsonValue, tuple[int, int]] | None) -> bool:
    """The first statement of a field stands, but a planned discharge says more than a stay."""
    return known is None or (
        pattern.field == "hospital_status" and known[0] == "hospitalise" and pattern.value in ("sortie_prevue", "sorti")
    )


def _leave_date(plain: str, pieces: list[Clause], facts: Facts, today: date) -> None:
    leave = facts.get("sick_leave")
    if leave is None or leave[0] != "oui":
        return
    clause = next(c for c in pieces if c.start <= leave[1][0] < c.end)
    # After the leave first (« en arrêt depuis mars »), then before it (« depuis mars je suis en arrêt »).
    after = _SINCE.search(plain, leave[1][0], clause.sentence_end)
    before = _LEAVE_DATE.search(plain, clause.sentence_start, leave[1][0])
    for match in (after, before):
        if match is None or (_PAST.search(match.group()) and " ans" not in match.group()):
            continue
        read = date_in_story("sick_leave_since", match.group(), today)
        if read is not None:
            value, length = read
            facts["sick_leave_since"] = (value, (match.start(), match.start() + length))
            return


def _discharge_date(plain: str, pieces: list[Clause], facts: Facts, today: date) -> None:
    status = facts.get("hospital_status")
    if status is None or status[0] not in ("sortie_prevue", "sorti"):
        return
    start = status[1][0]
    clause = next(c for c in pieces if c.start <= start < c.end)
    said = plain[start : clause.sentence_end]
    read = date_in_story("hospital_discharge_date", said[:70], today)
    if read is not None:
        value, length = read
        facts["hospital_discharge_date"] = (value, (start, start + length))


def _children(plain: str, pieces: list[Clause], facts: Facts, today: date) -> None:
    match = _CHILDREN.search(plain)
    if match is not None and facts.get("for_whom", ("self",))[0] == "self":
        said = match[1] or match[2]
        facts["children_count"] = (_NUMBERS.get(said) or int(said), match.span())


def _postal_code(plain: str, pieces: list[Clause], facts: Facts, today: date) -> None:
    match = _POSTAL.search(plain)
    if match is not None:
        facts["postal_code"] = (match[1], match.span(1))


def _link(plain: str, pieces: list[Clause], facts: Facts, today: date) -> None:
    match = _LINK.search(plain)
    if match is not None and facts.get("for_whom", ("",))[0] == "other":
        facts["third_party_link"] = (match[1], match.span(1))


def _needs(plain: str, pieces: list[Clause], facts: Facts, today: date) -> None:
    found = [(code, match.span()) for code, pattern in _NEEDS if (match := pattern.search(plain)) is not None]
    if found:
        codes: list[JsonValue] = [code for code, _ in found]
        facts["communication_needs"] = (codes, found[0][1])
