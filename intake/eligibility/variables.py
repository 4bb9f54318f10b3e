"""What can be told of a request, cut into the classes that rules can tell apart: the variables of the diagrams."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from intake.convention import (
    ALL_TOPICS,
    DANGER,
    DEPARTEMENTS,
    DERIVED,
    TOPIC_PREFIX,
    Convention,
    FieldKind,
    RangeCell,
    Row,
    covers,
    departement_of,
    postal_code_in,
    topic_fact,
)
from intake.eligibility.facts import NOT_APPLICABLE, UNKNOWN, Fact, Facts, inputs_of

# Counts of days do not depend on the day from which they are counted.
ANY_DAY = date(2100, 1, 1)


@dataclass(frozen=True)
class Variable:
    """One input with one sample value per class; NOT_APPLICABLE is a last class that no completion takes."""

    code: str
    samples: tuple[Fact, ...]
    # Where a new class begins, for numbers and dates (counted in days before the reference date).
    cuts: tuple[int, ...] | None = None

    @property
    def width(self) -> int:
        """How many classes a completion may take."""
        return len(self.samples)

    def place(self, facts: Facts) -> int | None:
        """The class of what a draft says of this input, applicable or not; None while it is unknown."""
        if self.code == DANGER or self.code.startswith(TOPIC_PREFIX):
            value = facts[self.code]
            return None if value is UNKNOWN else self.samples.index(value)
        value = facts.said(self.code)
        if value is UNKNOWN:
            return None
        if value is NOT_APPLICABLE:
            return None if self.code == "postal_code" else self.width
        return self._class_of(value, facts)

    def _class_of(self, value: Fact, facts: Facts) -> int | None:
        if self.code == "postal_code":
            departement = departement_of(value)
            inside = departement is not None and covers(facts.setting.departements, departement)
            return None if departement is None else 0 if inside else self.width - 1
        if self.cuts is None:
            return self.samples.index(value)
        number = (facts.setting.reference_date - value).days if isinstance(value, date) else value
        return self.class_of(number) if isinstance(number, int) else None

    def class_of(self, number: int) -> int:
        """The class of a number, or of a date as days before the reference date."""
        return bisect_right(self.cuts or (), number)


def all_rows(convention: Convention) -> tuple[Row, ...]:
    """Every row of every table."""
    return (*convention.orientation.rows, *(row for table in convention.axis_tables for row in table.rows))


def variables_of(convention: Convention) -> tuple[Variable, ...]:
    """The inputs that the rules can see: the danger, then fields in their order, then topics."""
    wanted = {DANGER} | _inputs(convention, {fact for row in all_rows(convention) for fact in row.conditions})
    ordered = [DANGER] * (DANGER in wanted) + [field.code for field in convention.fields if field.code in wanted]
    if any(code.startswith(TOPIC_PREFIX) for code in wanted):
        # All of them: one must be true once topics are known.
        ordered += [topic_fact(topic.code) for topic in convention.topics]
    return tuple(_variable(convention, code) for code in ordered)


def _inputs(convention: Convention, facts: Iterable[str]) -> set[str]:
    """The inputs behind facts, with the fields that decide whether those apply."""
    found: set[str] = set()
    waiting = list(facts)
    while waiting:
        code = waiting.pop()
        if code in found:
            continue
        found.add(code)
        if code in DERIVED:
            waiting += [name for name in DERIVED[code].inputs if name != ALL_TOPICS]
            found |= {topic_fact(t.code) for t in convention.topics} if ALL_TOPICS in DERIVED[code].inputs else set()
        elif convention.has_field(code):
            field = convention.field(code)
            waiting += [clause.field for clause in (field.only_if, field.assumed) if clause is not None]
    return found - DERIVED.keys()


def _variable(convention: Convention, code: str) -> Variable:
    if code == DANGER or code.startswith(TOPIC_PREFIX):
        return Variable(code, (False, True))
    field = convention.field(code)
    match field.kind:
        case FieldKind.CHOICE:
            return Variable(code, tuple(value.code for value in field.values))
        case FieldKind.POSTAL_CODE:
            return Variable(code, _postal_codes(convention))
        case FieldKind.DATE:
            cuts = _cuts(convention, {fact for fact in DERIVED if code in inputs_of(convention, fact)})
            days = _samples(cuts)
            return Variable(code, tuple(ANY_DAY - timedelta(days=count) for count in days), cuts)
        case _:
            cuts = tuple(cut for cut in _cuts(convention, {code}) if cut > 0)
            return Variable(code, tuple(max(count, 0) for count in _samples(cuts)), cuts)


def _cuts(convention: Convention, facts: set[str]) -> tuple[int, ...]:
    cuts: set[int] = set()
    for row in all_rows(convention):
        for fact, cell in row.conditions.items():
            if fact in facts and isinstance(cell, RangeCell):
                cuts |= {cut for cut in (cell.bounds.lo, None if cell.bounds.hi is None else cell.bounds.hi + 1) if cut is not None}
    return tuple(sorted(cuts))


def _samples(cuts: tuple[int, ...]) -> tuple[int, ...]:
    return (cuts[0] - 1, *cuts) if cuts else (0,)


def _postal_codes(convention: Convention) -> tuple[str, ...]:
    inside = [code for code in sorted(DEPARTEMENTS) if covers(convention.departements, code)]
    outside = [code for code in sorted(DEPARTEMENTS) if not covers(convention.departements, code)]
    return tuple(postal_code_in(side[0]) for side in (inside, outside) if side)
