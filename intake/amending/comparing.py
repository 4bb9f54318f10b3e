"""Two conventions on the same past requests: what would have come out otherwise. Codes only; nobody is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from intake.convention import Case, Convention, FieldDefinition, When
from intake.eligibility import Judge, Judged
from lexicon.codes import Outcome

# Changed cases shown; those newly out of scope are shown all, and the undetermined ones are only counted.
MOST_SHOWN: Final = 200
# How often progress is told, in cases.
STEP: Final = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """One case of which the outcome or the axes change, and how many past requests are like it."""

    case: Case
    before: Judged
    after: Judged
    count: int


@dataclass(slots=True)
class Comparison:
    """What changes between two conventions over past requests."""

    total: int = 0
    # How many went from an outcome to another.
    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    undetermined_before: int = 0
    undetermined_after: int = 0
    questions_before: int = 0
    questions_after: int = 0
    # Per row of the new tables, in how many requests it certainly holds.
    rows: Counter[str] = field(default_factory=Counter)
    changed: tuple[Change, ...] = ()
    changed_count: int = 0
    # Every case that goes out of scope and did not before.
    newly_outside: tuple[Change, ...] = ()

    @property
    def newly_outside_count(self) -> int:
        """How many past requests would newly be out of scope."""
        return sum(change.count for change in self.newly_outside)


def compare(old: Convention, new: Convention, cases: Iterable[Case], progress: Callable[[int], None] | None = None) -> Comparison:
    """Judge every case by both; `progress` is told how many are done. Incomplete cases stay incomplete.

    Raises ConventionError when the tables of one of them are too complex.
    """
    before, after = Judge(old), Judge(new)
    ask_before, ask_after = _Questions(old), _Questions(new)
    found = Comparison()
    held: Counter[int] = Counter()
    moved: Counter[tuple[Judged, Judged]] = Counter()
    like: dict[tuple[object, ...], tuple[Case, Judged, Judged, int]] = {}
    for case in cases:
        known = after.known(case)
        was, now = before.judge(before.known(case)), after.judge(known)
        moved[was, now] += 1
        held[after.trace(known)[0]] += 1
        found.questions_before += ask_before.count(case, was)
        found.questions_after += ask_after.count(case, now)
        found.total += 1
        if was.outcome != now.outcome or was.axes != now.axes:
            key = (known, was, now)
            first, _, _, count = like.get(key, (case, was, now, 0))
            like[key] = (first, was, now, count + 1)
        if progress is not None and found.total % STEP == 0:
            progress(found.total)
    for (was, now), count in moved.items():
        found.matrix[was.outcome, now.outcome] += count
        found.undetermined_before += 0 if was.certain else count
        found.undetermined_after += 0 if now.certain else count
    for bits, count in held.items():
        for place, row in enumerate(after.row_ids):
            found.rows[row] += count if bits >> place & 1 else 0
    changes = sorted((Change(*one) for one in like.values()), key=lambda change: -change.count)
    found.changed_count = sum(change.count for change in changes)
    found.changed = tuple(changes[:MOST_SHOWN])
    outside = Outcome.OUT_OF_SCOPE.value
    found.newly_outside = tuple(change for change in changes if change.after.outcome == outside != change.before.outcome)
    return found


class _Questions:
    """How many fields a convention collects for a case: the ones always asked, and those of the axes that stay open.

    What is asked only while it is decisive is left out: it depends on the order of the answers, which a case does not keep.
    """

    def __init__(self, convention: Convention) -> None:
        self._always = [f for f in convention.fields if f.when is When.ALWAYS]
        self._by_axis = [f for f in convention.fields if f.when is When.AXIS]

    def count(self, case: Case, judged: Judged) -> int:
        """The number of questions."""
        always = sum(_applies(f, case) for f in self._always)
        return always + sum(f.axis in judged.open_axes and _applies(f, case) for f in self._by_axis)


def _applies(field_: FieldDefinition, case: Case) -> bool:
    if field_.assumed is not None and case.facts.get(field_.assumed.field) in field_.assumed.values:
        return False
    clause = field_.only_if
    if clause is None:
        return True
    if clause.without_value:
        return clause.field not in case.facts
    return case.facts.get(clause.field) in clause.values
