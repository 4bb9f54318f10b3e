"""One case tried: the verdict, row by row, and which single answer would change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.convention import Case, Convention, FieldKind, case_sentence
from intake.eligibility import Judge, Judged, Verdict, assess, draft_of

# A date is moved around the bounds that rules test; these stand for the rest.
_DAYS = (-7, 0, 30, 60, 89, 90, 91, 120, 365)


@dataclass(frozen=True, slots=True)
class WouldChange:
    """One answer that would change the verdict: « si arrêt de travail : non » gives `becomes`."""

    told: str
    becomes: Judged


@dataclass(frozen=True, slots=True)
class Trial:
    """A case with its verdict, and what would change it."""

    case: Case
    verdict: Verdict
    judged: Judged
    would_change: tuple[WouldChange, ...]


def try_case(convention: Convention, case: Case, today: date) -> Trial:
    """Judge a case and look at every single answer that would change outcome or axes. Raises ConventionError when too complex."""
    judge = Judge(convention)
    judged = judge.judge(judge.known(case))
    found = []
    for other in _neighbours(convention, case):
        becomes = judge.judge(judge.known(other[1]))
        if (becomes.outcome, becomes.axes) != (judged.outcome, judged.axes):
            found.append(WouldChange(other[0], becomes))
    return Trial(case, assess(convention, draft_of(convention, case, today)), judged, tuple(found))


def _neighbours(convention: Convention, case: Case) -> list[tuple[str, Case]]:
    found: list[tuple[str, Case]] = []
    for field in convention.fields:
        values: tuple[str | int, ...] = ()
        if field.kind is FieldKind.CHOICE:
            values = tuple(value.code for value in field.values)
        elif field.kind is FieldKind.DATE and field.code != "birth_date":
            values = _DAYS
        for value in values:
            if case.facts.get(field.code) != value:
                found.append(_with(convention, case, {field.code: value}))
    for topic in convention.topics:
        heard = case.topics or ()
        changed = tuple(t for t in heard if t != topic.code) if topic.code in heard else (*heard, topic.code)
        other = case.model_copy(update={"topics": changed})
        told = "sans le sujet" if topic.code in heard else "avec le sujet"
        found.append((f"{told} « {topic.label} »", other))
    return found


def _with(convention: Convention, case: Case, facts: dict[str, str | int]) -> tuple[str, Case]:
    return case_sentence(convention, Case(facts=facts)), case.model_copy(update={"facts": {**case.facts, **facts}})
